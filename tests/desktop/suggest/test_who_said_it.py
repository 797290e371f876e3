"""What speaks for whom, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import codebook
from desktop.model.article import OpenArticle
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker, SpeakerGuess
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragment
from desktop.suggest.article_reading import read
from desktop.suggest.who_said_it import EarlierClaim, KnownSpeakers, likeliest, who_is_meant, who_said
from tests.making import over

LIN = Speaker(name="Ada Lin")
BO = Speaker(name="Bo Berg")
GENERAL = Speaker(name="General Croft")


def said(text: str, words: str, *speakers: Speaker, before: dict[str, Speaker] | None = None, **more) -> list[tuple]:
    """For a claim on these words: who is offered, and why. `before` are the claims above it."""
    told = [EarlierClaim(over(text, claim), [speaker.id]) for claim, speaker in (before or {}).items()]
    here = {id for one in told for id in one.speakers}
    known = KnownSpeakers(SpeakersByName(speakers), here=here, before=told, **more)
    choices = who_said(read(text, "en", 0, 0), text, over(text, words), known)
    return [(one.speaker.name, one.reason, one.words) for one in choices]


def meant(text: str, words: str, *speakers: Speaker, before: dict[str, Speaker] | None = None) -> list[tuple]:
    told = [EarlierClaim(over(text, claim), [speaker.id]) for claim, speaker in (before or {}).items()]
    known = KnownSpeakers(SpeakersByName(speakers), here={id for one in told for id in one.speakers}, before=told)
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


def test_whom_the_line_before_announces_said_what_follows_in_one_of_its_own() -> None:
    text = "Ada Lin had asked:\n\n— Is it safe?\n\nThen Bo Berg had answered:\n\n— It leaks.\n"
    assert said(text, "Is it safe?")[0] == ("Ada Lin", "said", "")
    assert said(text, "It leaks.", LIN, before={"Is it safe?": LIN})[0] == ("Bo Berg", "said", "")


@pytest.mark.parametrize("text", ["It rained. “We pay,” said L. Hoyt.", "“We pay,” Dr. L. Hoyt told us in May."])
def test_initials_are_of_the_one_who_speaks_in_the_article(text: str) -> None:
    hoyt, text = Speaker(name="Lena Hoyt"), f"The dam held. {text}"
    before = {"The dam held": hoyt}
    assert said(text, "“We pay,”", hoyt, BO, before=before)[0] == ("Lena Hoyt", "said", "")
    assert meant(text, "L. Hoyt", hoyt, BO, before=before)[0] == ("Lena Hoyt", "marked", "")
    assert said(text, "“We pay,”", hoyt)[0] == ("L. Hoyt", "said", "")


def test_initials_are_of_the_one_whom_the_text_names_in_full() -> None:
    text = "Lena Hoyt came. “We pay,” said L. Hoyt."
    assert said(text, "“We pay,”", Speaker(name="Lena Hoyt"))[0] == ("Lena Hoyt", "said", "")
    assert said(text, "“We pay,”")[0] == ("Lena Hoyt", "said", "")
    assert meant(text, "L. Hoyt", Speaker(name="Lena Hoyt"))[0] == ("Lena Hoyt", "marked", "")


def test_a_report_within_a_report_is_from_the_inner_one() -> None:
    text = "Ada Lin said that Bo Berg had claimed that the bridge was safe."
    assert said(text, "the bridge was safe", LIN, BO)[0][0] == "Bo Berg"


def test_both_of_a_joint_quotation_are_offered() -> None:
    text = "Ada Lin told us. “Prices would rise,” said the Ministry of Works and the Chamber of Commerce."
    names = [name for name, *_ in said(text, "“Prices would rise,”")]
    assert {"Ministry of Works", "Chamber of Commerce"} <= set(names)


@pytest.mark.parametrize(
    ("text", "words", "together"),
    [
        ("“We agree to it,” said Ada Lin and Bo Berg on Friday.", "“We agree to it,”", ["Ada Lin", "Bo Berg"]),
        ("Ada Lin, Bo Berg and the Red Cross said that it rained.", "it rained", ["Ada Lin", "Bo Berg", "Red Cross"]),
        ("“We agree to it,” said Ada Lin, the mayor of Lund.", "“We agree to it,”", []),
        ("Johnson & Johnson said that it rained.", "it rained", []),
    ],
)
def test_those_who_said_it_together_are_one_row(text: str, words: str, together: list[str]) -> None:
    choices = who_said(read(text, "en", 0, 0), text, over(text, words), KnownSpeakers(SpeakersByName([LIN])))
    assert [one.speaker.name for one in choices[0].all] == (together or [choices[0].speaker.name])
    assert all(not one.others for one in choices[1:])
    assert choices[0].is_evident


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
    assert who_said(reading, text, claim, KnownSpeakers(SpeakersByName([LIN])))[0].speaker == LIN


def test_an_empty_or_blank_text_is_read() -> None:
    for text in ("", " ", "\n\n", "x" * 30_000, "word " * 5_000):
        reading = read(text, "", 0, min(5, len(text)))
        assert reading.serves(0, min(5, len(text)))


def test_names_are_found_also_in_a_language_without_rules() -> None:
    text = "Pato kestää, sanoi Matti Virtanen tiistaina. Kukaan ei tiedä hintaa."
    known = KnownSpeakers(SpeakersByName(()))
    (choice, *_) = who_said(read(text, "fi", 0, 0), text, over(text, "Pato kestää"), known)
    assert (choice.speaker.name, choice.reason) == ("Matti Virtanen", "near")
    assert not choice.is_evident, "nothing shows that it is who speaks"


def test_in_a_language_without_rules_nobody_is_chosen_because_somebody_spoke_before() -> None:
    text = "« Nulla è firmato », ha detto Ann Roy. Il ministero ha fatto sapere che i mezzi arrivano."
    roy = Speaker(name="Ann Roy")
    known = KnownSpeakers(
        SpeakersByName([roy]), here={roy.id}, before=[EarlierClaim(over(text, "« Nulla è firmato »"), [roy.id])]
    )
    choices = who_said(read(text, "it", 0, 0), text, over(text, "i mezzi arrivano"), known)
    assert choices
    assert not any(choice.is_evident for choice in choices)


def test_an_article_without_a_language_is_read_in_that_of_its_text() -> None:
    text = "Der Damm hält, und das wird so bleiben, sagte die Ministerin Anna Roth am Dienstag in der Stadt."
    choices = who_said(read(text, "", 0, 0), text, over(text, "Der Damm hält"), KnownSpeakers(SpeakersByName(())))
    assert [choice.speaker.name for choice in choices][:1] == ["Anna Roth"]


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Leyen", "Mohammed bin Salman", "Leonardo da Vinci", "de Gaulle", "Bashar al-Assad",
        "Reporters Without Borders", "Save the Children", "Mothers Against Drunk Driving", "Smith & Wesson",
        "Ann Lin and Bob Ray", "Glassmakers’ Union", "Centers for Disease Control and Prevention",
    ],
)  # fmt: skip
def test_marked_words_are_the_name_and_no_stump_of_it(name: str) -> None:
    assert meant(f"Yesterday {name} came to the bridge.", name)[0] == (name, "marked", "")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Mayor Ada Lin", ["Ada Lin", "Mayor Ada Lin"]),
        ("the Ministry of Works", ["Ministry of Works", "the Ministry of Works"]),
        ("Macron’s", ["Macron", "Macron’s"]),
        ("Ann Lin and Bob Ray", ["Ann Lin and Bob Ray", "Ann Lin", "Bob Ray"]),
    ],
)
def test_titles_articles_and_clitics_are_no_part_of_a_name_and_the_whole_is_offered_too(
    words: str, names: list
) -> None:
    assert [name for name, *_ in meant(f"Yesterday {words} came to the bridge.", words)] == names


def test_marked_words_that_mean_somebody_named_otherwise_are_that_one_first() -> None:
    for role in ("The mayor, Ada Lin, opened it.", "Ada Lin, the mayor, opened it.", "The mayor Ada Lin opened it."):
        text = f"{role} It rained. Then the mayor left."
        assert meant(text, "the mayor left")[0][0] == "Ada Lin"
    assert meant("Andrew A. Croft came. Later Croft left.", "Croft left")[0][0] == "Andrew A. Croft"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Marks & Spencer", "Marks & Spencer"),
        ("The Department of Health and Social Care", "Department of Health and Social Care"),
        ("The U.S. Centers for Disease Control and Prevention", "U.S. Centers for Disease Control and Prevention"),
        ("The Friends of the Museum", "Friends of the Museum"),
        ("The Ministry of Works and the Chamber of Commerce", "Ministry of Works"),
        ("A report by the Care Quality Commission", "Care Quality Commission"),
    ],
)
def test_the_source_of_a_claim_is_called_by_its_whole_name(source: str, name: str) -> None:
    assert said(f"{source} said the bridge was safe.", "the bridge was safe")[0] == (name, "said", "")


@pytest.mark.parametrize(
    ("start", "source", "name"),
    [
        ("The National Weather Service came.", "the service", "National Weather Service"),
        ("Superintendent Carlos Diaz came.", "the superintendent", "Carlos Diaz"),
        ("Wrangler Carlos Diaz came.", "the wrangler", "Carlos Diaz"),
        ("The Linden Parents’ Association came.", "the group", "Linden Parents’ Association"),
        ("Norte Mining came.", "the company", "Norte Mining"),
        ("Hanneke van den Berg came.", "Van den Berg", "Hanneke van den Berg"),
    ],
)
def test_a_part_of_a_name_means_who_has_it(start: str, source: str, name: str) -> None:
    assert said(f"{start} It was safe, {source} said.", "It was safe")[0][:2] == (name, "said")


@pytest.mark.parametrize("source", ["the company", "the superintendent", "a letter from Ann Lin", "a post by Ann Lin"])
def test_a_description_of_somebody_unknown_is_offered_without_being_chosen(source: str) -> None:
    text = f"“It is safe,” said {source}. It rained."
    assert said(text, "“It is safe,”")[0][1] == "described"
    assert meant(text, source)[0][1] == "described"


@pytest.mark.parametrize("source", ["a spokesman", "a spokesman for the ministry", "the company spokeswoman"])
def test_who_speaks_by_a_role_may_be_a_new_speaker(source: str) -> None:
    _, _, name = source.partition(" ")
    assert said(f"“It is safe,” said {source}. It rained.", "“It is safe,”")[0] == (name, "said", "")


@pytest.mark.parametrize(
    "next_one",
    [
        "By Ann Lin's count, forty people came", "For Ann Lin, the case is closed", "For Lin, the case is closed",
        "Ann Lin's car was there; nobody came",
    ],
)  # fmt: skip
def test_a_name_that_does_not_speak_ends_the_thread_all_the_same(next_one: str) -> None:
    text = f"“We lost,” Bo Berg said. {next_one}."
    words = next_one.partition(", ")[2] or "nobody came"
    assert said(text, words, BO, before={"“We lost,”": BO})[0][:2] in [("Ann Lin", "near"), ("Lin", "near")]


def test_a_place_does_not_end_the_thread() -> None:
    text = "“We lost,” Bo Berg said. In York, the case is closed."
    assert said(text, "the case is closed", BO, before={"“We lost,”": BO})[0] == ("Bo Berg", "follows", "")


def test_in_german_a_name_after_a_preposition_ends_the_thread() -> None:
    text = "„Wir warten“, sagte Bo Berg. Mit Wolf zahlen alle mehr."
    told = [EarlierClaim(over(text, "„Wir warten“"), [BO.id])]
    known = KnownSpeakers(SpeakersByName([BO]), here={BO.id}, before=told)
    choices = who_said(read(text, "de", 0, 0), text, over(text, "zahlen alle mehr"), known)
    assert not choices[0].is_evident


def test_nobody_within_a_claim_is_its_source() -> None:
    text = "Rui Pinto welcomed it. “Good day,” he said. Construction could begin “within weeks”, he added."
    assert said(text, "Construction could begin “within weeks”")[0] == ("Rui Pinto", "said", "he")


def test_a_suggested_source_within_the_claim_is_not_its_source() -> None:
    text = "Construction could begin “within weeks”, he added."
    mention = Annotation(article="", label="Speaker", fragments=over(text, "Construction"))
    suggested = [(Source(None, mention.id), mention, SpeakerGuess("Construction"))]
    assert said(text, "Construction could begin “within weeks”", suggested=suggested) == []


@pytest.mark.parametrize("words", ["“We won,” said Ann Lin.", "Ann Lin said that they had won."])
def test_a_whole_report_as_one_claim_is_from_whom_it_names(words: str) -> None:
    assert said(f"It rained. {words} Bo Berg left.", words)[0] == ("Ann Lin", "said", "")


def test_sources_close_to_somebody_are_not_that_one() -> None:
    text = "Sources close to Ann Lin said the bridge was safe."
    assert all(reason == "near" for name, reason, _ in said(text, "the bridge was safe") if name == "Ann Lin")


def test_they_are_those_who_spoke_together() -> None:
    text = "“We agree to it,” said Ada Lin and Bo Berg on Friday. They said that it would rain."
    choices = who_said(
        read(text, "en", 0, 0), text, over(text, "it would rain"), KnownSpeakers(SpeakersByName([LIN, BO]))
    )
    assert [one.speaker.name for one in choices[0].all] == ["Ada Lin", "Bo Berg"]


@pytest.mark.parametrize("outer", [{}, {"suggested": True}])
def test_who_quotes_another_is_not_offered_for_the_inner_quotation(outer: dict) -> None:
    text = "“Bo Berg told us: ‘The dam will not hold,’ and we believed it,” Ada Lin said."
    more = {}
    if outer:
        mention = Annotation(article="", label="Speaker", fragments=over(text, "Ada Lin"))
        more = {"suggested": [(Source(None, mention.id), mention, SpeakerGuess("Ada Lin"))]}
    assert [name for name, *_ in said(text, "‘The dam will not hold,’", LIN, BO, **more)] == ["Bo Berg"]


def test_who_said_the_claim_around_is_not_offered_for_one_within() -> None:
    text = "Ada Lin said that the mayor had promised a new dam."
    assert said(text, "a new dam", LIN)[0][0] == "mayor"
    assert "Ada Lin" not in [name for name, *_ in said(text, "a new dam", LIN, outer=[LIN.id])]


def test_in_a_conversation_who_spoke_last_but_one_goes_on() -> None:
    text = "“Will it hold?”\n\n“I think so.”\n\n“You think so?”\n\n“Nobody can know it.”"
    before = {"“Will it hold?”": LIN, "“I think so.”": BO}
    assert said(text, "“You think so?”", LIN, BO, before=before)[0] == ("Ada Lin", "follows", "")
    before["“You think so?”"] = LIN
    assert said(text, "“Nobody can know it.”", LIN, BO, before=before)[0] == ("Bo Berg", "follows", "")


WORDS = st.sampled_from(
    [
        "The", "the", "Mayor", "mayor", "Ada", "Lin", "von", "al-Sisi", "&", "and", "of", "for", ",", ".", "“", "”",
        "'", "'s", "said", "she", "34", "Save", "UN’s", "de", "-",
    ]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=14), st.data())
def test_whatever_is_marked_somebody_or_nobody_is_offered_once(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    reading, known, marked = read(text, "en", 0, 0), KnownSpeakers(SpeakersByName([LIN])), (Fragment(start, end),)
    for choices in (
        who_said(reading, text, marked, known),
        who_is_meant(reading, text, Annotation(article="", label="Speaker", fragments=marked), known),
    ):
        names = [choice.speaker.name.casefold() for choice in choices if choice.is_new]
        assert len(names) == len(set(names))
        assert all(name.strip() for name in names)


class TestInTheOpenArticle:
    """What the window asks: of an annotation of the article, which tells what is known around it."""

    TEXT = "“We wait,” Ada Lin said. It rained.\n\nThe bridge had cost too much. Bo Berg sat there.\n\n“No,” she said."

    def asked(self, words: str, *, named: bool = False, **how) -> list[tuple[str, str]]:
        told = self.annotation("Claim", "“We wait,”")
        claim = self.annotation("Claim", words)
        sources = {told.id: LIN} | ({claim.id: BO} if named else {})
        attributions = {
            id: Attribution(claim=id, article="a", sources=(Source(one.id),)) for id, one in sources.items()
        }
        speakers = {one.id: one for one in (LIN, BO)}
        about = Article(id="a", title="", sha256="", length=len(self.TEXT))
        article = OpenArticle(about, self.TEXT, codebook.default(), [told, claim], attributions, speakers)
        reading = read(self.TEXT, "en", 0, 0)
        choices = likeliest(reading, article, claim, SpeakersByName(speakers.values()), **how)
        return [(one.speaker.name, one.reason) for one in choices]

    def annotation(self, label: str, words: str, **more) -> Annotation:
        return Annotation(article="a", label=label, fragments=over(self.TEXT, words), **more)

    def test_the_claims_before_tell_who_goes_on(self) -> None:
        assert self.asked("The bridge had cost too much")[0] == ("Ada Lin", "follows")

    def test_whom_it_has_comes_first(self) -> None:
        assert self.asked("The bridge had cost too much", named=True)[0] == ("Bo Berg", "chosen")

    def test_whom_it_has_is_not_offered_as_one_more(self) -> None:
        names = [name for name, _ in self.asked("The bridge had cost too much", named=True, adding=True)]
        assert "Bo Berg" not in names
        assert "Ada Lin" in names

    def test_what_was_suggested_in_its_place_is_heeded(self) -> None:
        mention = self.annotation("Speaker", "she", speaker=BO.id, status="suggested")
        suggested = [(Source(None, mention.id), mention)]
        assert self.asked("“No,”", suggested=suggested)[0] == ("Bo Berg", "suggested")
