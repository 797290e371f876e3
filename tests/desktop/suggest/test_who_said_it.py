"""What speaks for whom, and in which order."""

import pytest

from desktop.model.records import Annotation, Speaker
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragment
from desktop.suggest.reading import read
from desktop.suggest.who_said_it import Known, Told, who_is_meant, who_said
from tests.making import over

LIN = Speaker(name="Ada Lin")
BO = Speaker(name="Bo Berg")
GENERAL = Speaker(name="General Croft")


def said(text: str, words: str, *speakers: Speaker, before: dict[str, Speaker] | None = None, **more) -> list[tuple]:
    """For a claim on these words: who is offered, and why. `before` are the claims above it."""
    told = [Told(over(text, claim), [speaker.id]) for claim, speaker in (before or {}).items()]
    here = {id for one in told for id in one.speakers}
    known = Known(SpeakersByName(speakers), here=here, before=told, **more)
    choices = who_said(read(text, "en", 0, 0), text, over(text, words), known)
    return [(one.speaker.name, one.reason, one.words) for one in choices]


def meant(text: str, words: str, *speakers: Speaker, before: dict[str, Speaker] | None = None) -> list[tuple]:
    told = [Told(over(text, claim), [speaker.id]) for claim, speaker in (before or {}).items()]
    known = Known(SpeakersByName(speakers), here={id for one in told for id in one.speakers}, before=told)
    mention = Annotation(article="", label="Speaker", fragments=over(text, words))
    choices = who_is_meant(read(text, "en", 0, 0), text, mention, known)
    return [(one.speaker.name, one.reason, one.words) for one in choices]


def test_nothing_speaks_for_anybody() -> None:
    assert said("The rain fell. Nobody knows the cost.", "Nobody knows the cost", LIN, BO) == []


def test_whom_the_rules_found_comes_first_by_the_fullest_name() -> None:
    text = "Gen. Andrew A. Croft came. Bo Berg waited. “We are glad,” Croft said."
    assert said(text, "“We are glad,”", BO)[:2] == [("Andrew A. Croft", "said", ""), ("Bo Berg", "named", "")]


def test_a_part_of_what_the_rules_found_is_from_the_same_one() -> None:
    text = "Ada Lin said that the bridge would close in May and open in June. It rained."
    assert said(text, "open in June", LIN)[0] == ("Ada Lin", "said", "")


def test_a_report_within_a_report_is_from_the_inner_one() -> None:
    text = "Ada Lin said that Bo Berg had claimed that the bridge was safe."
    assert said(text, "the bridge was safe", LIN, BO)[0][0] == "Bo Berg"


def test_both_of_a_joint_quotation_are_offered() -> None:
    text = "Ada Lin told us. “Prices would rise,” said the Ministry of Works and the Chamber of Commerce."
    names = [name for name, *_ in said(text, "“Prices would rise,”")]
    assert {"Ministry of Works", "Chamber of Commerce"} <= set(names)


def test_who_spoke_last_comes_first_where_the_claim_goes_on_and_nobody_is_named_between() -> None:
    text = "“We wait,” Ada Lin said. It rained.\n\nThe bridge had cost too much.\n\nBo Berg left. The river was high."
    before = {"“We wait,”": LIN}
    assert said(text, "The bridge had cost too much", LIN, BO, before=before)[0] == ("Ada Lin", "follows", "")
    assert said(text, "The river was high", LIN, BO, before=before)[:2] == [
        ("Bo Berg", "named", ""), ("Ada Lin", "last", ""),
    ]  # fmt: skip


def test_a_pronoun_that_the_rules_cannot_tell_is_who_spoke_last() -> None:
    text = "“We wait.”\n\n“It is late,” she said."
    assert said(text, "“It is late,”", LIN, before={"“We wait.”": LIN})[0] == ("Ada Lin", "follows", "she")


def test_whom_a_person_named_for_the_same_source_is_meant_from_then_on() -> None:
    text = "Andrew A. Croft said it was late. It rained.\n\nThe wind blew.\n\nThe sun set. Croft said they would stay."
    choices = said(text, "they would stay", GENERAL, BO, before={"it was late": GENERAL})
    assert choices[0] == ("General Croft", "said", "")


def test_a_pronoun_shows_its_word() -> None:
    text = "Ada Lin came. She said it was late."
    assert said(text, "it was late", LIN)[0] == ("Ada Lin", "said", "She")


def test_who_was_chosen_stays_first() -> None:
    text = "Ada Lin said it was late."
    assert said(text, "it was late", LIN, BO, chosen=[BO.id])[0] == ("Bo Berg", "chosen", "")


def test_a_place_is_not_offered_and_neither_is_a_name_within_the_claim() -> None:
    text = "In New York the rain fell on Ada Lin. Nobody came."
    assert said(text, "the rain fell on Ada Lin") == []


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("The mayor, Ada Lin, left.", "Ada Lin", ("Ada Lin", "marked", "")),
        ("The mayor, Zoe Zimmer, left.", "Zoe Zimmer", ("Zoe Zimmer", "marked", "")),
        ("Gen. Andrew A. Croft came. Croft left.", "Croft left", ("Andrew A. Croft", "marked", "")),
        ("Gen. Zed Croft came. The rain fell. The general left.", "The general", ("Zed Croft", "meant", "The general")),
        ("قال أحمد أبو الغيط إن الجسر آمن.", "أحمد أبو الغيط", ("أحمد أبو الغيط", "marked", "")),
    ],
)
def test_a_mention_is_first_of_all_whom_its_own_words_name(text: str, words: str, first: tuple) -> None:
    assert meant(text, words, LIN, BO)[0] == first


def test_a_pronoun_without_anybody_before_it_is_no_name() -> None:
    assert meant("She left.", "She", LIN) == []


@pytest.mark.parametrize("place", [0, 20_000, 49_000])
def test_of_a_long_article_a_stretch_is_read_that_serves_the_place(place: int) -> None:
    text = "\n\n".join(f"“We have seen bridge {n},” Ada Lin said. The rain fell on it." for n in range(900))
    text = text[:50_000]
    reading = read(text, "en", place, place + 30)
    assert reading.serves(place, place + 30)
    assert len(reading.tokens.text) <= 6_000
    start = text.index("“", place)
    claim = (Fragment(start, text.index("”", start) + 1),)
    assert who_said(reading, text, claim, Known(SpeakersByName([LIN])))[0].speaker == LIN


def test_an_empty_or_blank_text_is_read() -> None:
    for text in ("", " ", "\n\n", "x" * 30_000, "word " * 5_000):
        reading = read(text, "", 0, min(5, len(text)))
        assert reading.serves(0, min(5, len(text)))


def test_names_are_found_also_in_a_language_without_rules() -> None:
    text = "Pato kestää, sanoi Matti Virtanen tiistaina. Kukaan ei tiedä hintaa."
    known = Known(SpeakersByName(()))
    (choice, *_) = who_said(read(text, "fi", 0, 0), text, over(text, "Pato kestää"), known)
    assert (choice.speaker.name, choice.reason) == ("Matti Virtanen", "named")


def test_an_article_without_a_language_is_read_in_that_of_its_text() -> None:
    text = "Der Damm hält, und das wird so bleiben, sagte die Ministerin Anna Roth am Dienstag in der Stadt."
    choices = who_said(read(text, "", 0, 0), text, over(text, "Der Damm hält"), Known(SpeakersByName(())))
    assert [choice.speaker.name for choice in choices][:1] == ["Anna Roth"]
