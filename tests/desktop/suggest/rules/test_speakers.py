"""Mentions are grouped by name, title, role and pronoun."""

import pytest

from desktop.suggest import suggest
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.rules.described import name_of
from desktop.suggest.rules.speakers import who_speaks
from tests.desktop.suggest.reading import words

ARTICLE = """Gen. Maria Croft said the bridge was open. "We are glad," she said. Croft thanked the army.

Police said a man had been held. "He is being questioned," a police spokesman said.

Tom Adler, the mayor of Tolm, said the town was calm. The mayor said he would
speak again. "We are tired," Mr. Adler said.

The Ministry of Works declined to comment. The general said she was proud.
"""


def speakers(text: str) -> list[tuple[str, str]]:
    found = suggest(text, "en", "all", nested=False)
    return [(words(text, one.sources[0]), one.speaker.name if one.speaker else "") for one in found if one.sources]


def test_names_surnames_titles_roles_and_pronouns() -> None:
    named = dict(speakers(ARTICLE))
    assert named["Gen. Maria Croft"] == "Maria Croft"
    assert named["Croft"] == "Maria Croft"
    assert named["The general"] == "Maria Croft"
    assert named["Mr. Adler"] == "Tom Adler"
    assert named["The mayor"] == "Tom Adler"
    assert named["a police spokesman"] == "police spokesman"


def test_kinds() -> None:
    kinds = {one.speaker.name: one.speaker.kind for one in suggest(ARTICLE, "en", "all") if one.speaker}
    assert kinds["Maria Croft"] == "person"
    assert kinds["police spokesman"] == "unnamed"
    assert kinds["Ministry of Works"] == "organisation"


def kind(text: str, code: str) -> str:
    (one,) = suggest(text, code)
    return one.speaker.kind if one.speaker else ""


@pytest.mark.parametrize("noun", ["utility", "airline", "carmaker", "regulator", "museum", "broadcaster", "think tank"])
def test_a_body_is_no_person(noun: str) -> None:
    assert kind(f"The {noun} said it was ready.", "en") == "organisation"


@pytest.mark.parametrize("noun", ["Energieversorger", "Netzbetreiber", "Sender", "Konzern"])
def test_a_body_is_told_by_the_end_of_a_german_noun(noun: str) -> None:
    assert kind(f"Der {noun} sagte, er warte.", "de") == "organisation"


def test_people_who_are_called_like_bodies_are_persons() -> None:
    assert kind("Peter Hohenamt sagte, er warte.", "de") == "person"
    assert kind("Der Anwalt sagte, er warte.", "de") == "unnamed"
    assert kind("Samantha Power said it was ready.", "en") == "person"


def test_the_utility_is_the_body_that_was_named() -> None:
    assert speakers("Tolm Water said it was ready. The utility said it would pay.")[-1] == ("The utility", "Tolm Water")


def test_a_pronoun_means_the_last_one_it_fits() -> None:
    text = "Anna Berg said it would snow. Peter Holm disagreed. She said Holm was wrong. He said nothing would come."
    assert speakers(text)[-2:] == [("She", "Anna Berg"), ("He", "Peter Holm")]


def test_a_pronoun_without_anybody_before_it_means_nobody() -> None:
    assert speakers("He said it would snow.") == [("He", "")]


def test_a_pronoun_means_nobody_within_what_it_said() -> None:
    text = "Rui Pinto came. “Good day,” he said. Construction could begin “within weeks”, he added."
    found = suggest(text, "en")
    assert [one.speaker.name for one in found if one.speaker and words(text, one.sources[0]) == "he"] == [
        "Rui Pinto"
    ] * 2


def test_what_stands_before_a_title_is_no_part_of_the_name() -> None:
    text = "Air Force Brig. Gen. Andrew Croft said it was over. The Justice Department said it was not. Croft smiled."
    named = {one.speaker.name: one.speaker for one in suggest(text, "en") if one.speaker}
    assert named["Andrew Croft"].aliases == ("Air Force Brig. Gen. Andrew Croft",)
    assert named["Justice Department"].kind == "organisation"


def test_a_pronoun_may_mean_the_subject_of_the_sentence_before() -> None:
    text = "Ines Moreau said it was late. His neighbour left. But her friend Greta Holm hopes. She said it was over."
    assert speakers(text)[-1] == ("She", "Greta Holm")


def test_a_description_is_named_without_what_it_tells_beside() -> None:
    text = "A report by the firm Halden, seen by us, says it leaks. The ministry, which pays, said it does not."
    assert speakers(text) == [
        ("A report by the firm Halden, seen by us", "report by the firm Halden"),
        ("The ministry, which pays", "ministry"),
    ]


def test_a_role_and_a_comma_before_a_name_are_whom_it_names() -> None:
    text = "The union met. Its secretary, Ines Moreau, said it was late. The secretary said it was over."
    assert speakers(text) == [("Its secretary, Ines Moreau", "Ines Moreau"), ("The secretary", "Ines Moreau")]


def test_a_name_with_an_article_goes_on_after_of() -> None:
    text = "The Chamber of Commerce said it was late. The Mayor of Tolm said it was over."
    assert speakers(text)[0][1] == "Chamber of Commerce"


def test_titles_in_small_letters_are_no_name_and_an_office_before_a_role_is_not_who_speaks() -> None:
    text = (
        "Major general Fuad Basya said it sank. The Tolm Institute spokeswoman Ada Lin said it was late. "
        "She said it rained."
    )
    assert [name for _, name in speakers(text)] == ["Fuad Basya", "Ada Lin", "Ada Lin"]


def test_a_title_is_a_veto() -> None:
    text = "Peter Kohl said it was late. Mrs. Kohl said it was early. Mr. Kohl said it rained. She said it snowed."
    assert [name for _, name in speakers(text)] == ["Peter Kohl", "Mrs. Kohl", "Peter Kohl", "Mrs. Kohl"]


def test_mr_and_mrs_are_two() -> None:
    text = "Mr. Bennet said it was late. Mrs. Bennet said it was early. Miss Bennet said nothing would come."
    assert [name for _, name in speakers(text)] == ["Mr. Bennet", "Mrs. Bennet", "Miss Bennet"]


def test_a_surname_or_a_given_name_is_later_called_whole() -> None:
    text = "Kohl said it was late. Minister Peter Kohl said it rained. Emma said it was over. Emma Roth said it snowed."
    assert [name for _, name in speakers(text)] == ["Peter Kohl", "Peter Kohl", "Emma Roth", "Emma Roth"]


def test_given_names_of_other_languages_tell_he_and_she() -> None:
    text = "Jürgen Roth met Giulia Conti in the town. She said it was late. He said it was early."
    assert speakers(text) == [("She", "Giulia Conti"), ("He", "Jürgen Roth")]


def test_the_pronouns_behind_a_name_tell_he_and_she() -> None:
    text = (
        "Rakeyia Lind rose. She was tired. Rakeyia Lind waited, and she sat down. Rakeyia Lind knew she was late.\n\n"
        "Bo Berg came. Rakeyia Lind left. He said it was late."
    )
    assert speakers(text)[-1] == ("He", "Bo Berg")


def test_a_place_is_not_who_she_is() -> None:
    text = "Anna Kohl came. The storm reached the harbour in Port Arthur. She said it was late."
    assert speakers(text)[-1] == ("She", "Anna Kohl")


def test_whoever_tells_the_story_is_nobody_by_name() -> None:
    assert speakers("Anna Kohl came. I said it was late.") == [("I", "")]


def test_joint_sources_are_several_speakers_and_they_are_not_one() -> None:
    text = "Anna Kohl and Bo Berg of the union said it was late. They said it rained."
    (together, they) = suggest(text, "en", nested=False)
    assert [words(text, source) for source in together.sources] == ["Anna Kohl", "Bo Berg of the union"]
    assert [speaker and speaker.name for speaker in together.speakers] == ["Anna Kohl", "Bo Berg"]
    assert they.speakers == (None,)


def test_he_may_be_somebody_who_is_told_by_a_role_alone() -> None:
    text = "The port authority said it would dig. Its spokesman said it was late. “We cannot wait,” he said."
    assert speakers(text)[-1] == ("he", "spokesman")


def test_those_who_are_named_with_a_role_between_them_said_it_together() -> None:
    for source in (
        "Lin and her deputy Bo Ek",
        "Lin and her deputy in the fishing association, Bo Ek,",
        "Ann Lin, the mayor of Tolm, and Bo Ek, her deputy,",
        "Senator Ann Lin, a Republican from Ohio, and Senator Bo Ek, a Democrat from Maine,",
    ):
        found = suggest(f"Ann Lin and Bo Ek came. {source} said that it was late.", "en")
        assert [one.name for one in found[0].speakers if one] == ["Ann Lin", "Bo Ek"], source


def test_another_whose_house_a_source_is_of_did_not_say_it() -> None:
    [found] = suggest("The head of the Red Cross in Tolm, Ida Moe, said that it was late.", "en")
    assert [one.name for one in found.speakers if one] == ["Ida Moe"]


def test_they_are_not_an_organisation_after_two_spoke_together() -> None:
    text = "The council said it was late. Ann Lin and her deputy, Bo Ek, said it rained. “It holds,” they said."
    assert speakers(text)[-1] == ("they", "")


def test_the_republican_is_who_was_called_one() -> None:
    text = "Ann Lin, a Republican, met Bo Ek, a Democrat. The Democrat said it leaked. The Republican said it did not."
    assert speakers(text) == [("The Democrat", "Bo Ek"), ("The Republican", "Ann Lin")]


def test_the_former_and_the_latter_are_the_two_named_last() -> None:
    text = "Tom Hall left. Ann Lin met Bo Ek. The former said it was late. The latter said it rained."
    assert speakers(text) == [("The former", "Ann Lin"), ("The latter", "Bo Ek")]


def test_a_role_turns_out_to_be_whom_the_text_names_later() -> None:
    text = "A senior officer said it rained. “We were ready,” he said. Gen. Adam Holt, the officer, said it was over."
    assert [name for _, name in speakers(text)] == ["Adam Holt"] * 3


def test_a_later_officer_of_whom_more_is_told_is_somebody_else() -> None:
    text = "A mayor said it rained. Adam Holt, the mayor of Tolm, said it was over. Eva Berg, a mayor, said it snowed."
    assert [name for _, name in speakers(text)] == ["mayor", "Adam Holt", "Eva Berg"]


def test_a_short_title_of_another_language_ends_no_sentence_and_is_no_name() -> None:
    text = "“It is late,” said Mlle. Reisz. “It is early,” said Mlle. Anna Roth."
    assert [name for _, name in speakers(text)] == ["Mlle. Reisz", "Anna Roth"]


def test_a_woman_is_no_man_who_is_named_beside_her() -> None:
    text = "To the widow Peter Roth said it rained. The widow said it snowed."
    assert speakers(text)[-1] == ("The widow", "widow")


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("The Environment Agency", "fisheries agency"),
        ("The Fisheries Control Agency", "Fisheries Control Agency"),
        ("AFP", "AFP"),
    ],
)
def test_an_agency_of_another_kind_is_not_meant(named: str, meant: str) -> None:
    kind = "news" if named == "AFP" else "fisheries"
    text = f"{named} said it was late. The {kind} agency said it rained."
    assert speakers(text)[-1] == (f"The {kind} agency", meant)


@pytest.mark.parametrize(
    "source", ["die Fraktionsvorsitzende der Grünen, Clara Weiß", "Fraktionsvorsitzende der Grünen, Clara Weiß"]
)
def test_in_german_who_is_named_behind_a_role_speaks(source: str) -> None:
    tokens = tokenise(f"Es regnete, sagte {source}.", language("de"))
    first = tokens.words.index("sagte") + 1
    mention = (first, len(tokens) - 1)
    assert who_speaks(tokens, [], language("de"), [mention])[mention].name == "Clara Weiß"
    assert name_of(tokens, mention, language("de")) == "Clara Weiß"


def test_in_german_who_is_named_behind_the_source_speaks() -> None:
    text = "„Der Damm ist sicher und hält“, sagte die Fraktionsvorsitzende der Grünen, Clara Weiß."
    assert [one.speaker.name for one in suggest(text, "de") if one.speaker] == ["Clara Weiß"]
