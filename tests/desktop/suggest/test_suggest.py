"""The door: scope, nesting, kinds, confidence, and time that grows with the length alone."""

import string
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.model.language import likely_languages
from desktop.suggest import suggest
from desktop.suggest.language.word_lists import language, language_to_read, load
from tests.desktop.model.test_language import NEWS
from tests.desktop.model.test_quotation_marks import WAYS
from tests.desktop.suggest.reading import report, reports, words
from tests.examples import examples


def test_speech_leaves_out_what_was_only_thought() -> None:
    text = "Ruiz hopes that the dam will hold. Berg said that the dam leaks."
    assert reports(text, scope="speech") == ["Berg | said | that the dam leaks"]
    assert len(reports(text, scope="all")) == 2


def test_speech_within_speech_names_what_it_is_inside_of() -> None:
    text = "Ruiz said that Berg had claimed that the dam leaks."
    outer, inner = suggest(text, "en")
    assert report(text, inner) == "Berg | had claimed | that the dam leaks"
    assert (outer.parent, inner.parent) == (None, 0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"The dam will hold," Ruiz said.', "direct"),
        ("Ruiz said the dam would hold.", "indirect"),
        ('Ruiz said the dam was "as safe as a church" by now.', "mixed"),
    ],
)
def test_kinds_of_quotation(text: str, kind: str) -> None:
    assert [one.quotation for one in suggest(text, "en")] == [kind]


def test_what_is_clear_is_more_certain_than_what_is_not() -> None:
    text = '"The dam will hold," Ruiz said. His criticism of the report was sharp.'
    clear, unclear = suggest(text, "en", "all")
    assert clear.confidence > 0.8 > 0.5 > unclear.confidence
    assert (clear.rule, clear.cue) == ("content, source, cue", "said")


def test_without_a_language_a_text_is_read_in_the_one_that_it_tells() -> None:
    assert reports(NEWS["de"], "") == reports(NEWS["de"], "de-AT") != []
    assert reports(NEWS["de"], "Deutsch") == reports(NEWS["de"], "de")  # no tag: nothing is declared
    assert reports("Ruiz said the dam would hold.", "") == reports("Ruiz said the dam would hold.", "en-GB") != []


def test_nothing_is_found_in_a_language_without_rules() -> None:
    quoted = "“It holds,” said Ruiz. "
    assert suggest(quoted, "en") != []
    assert suggest(quoted, "tlh") == []
    assert suggest(NEWS["fi"] + quoted) == []


def test_languages_that_cannot_be_told_apart_are_not_taken_for_english() -> None:
    unsure = " ".join(sorted({*NEWS["nb"].split()} & {*NEWS["da"].split()}) * 3)
    assert {"da", "nb"} <= {*likely_languages(unsure)}
    assert language_to_read(unsure) in {"da", "nb", "nn"}


def test_the_rules_of_an_unknown_language_are_told_to_be_missing() -> None:
    with pytest.raises(KnownError, match=r"no rules for Finnish yet; it has those for .*English"):
        language("fi")


def test_a_damaged_language_file_is_told_by_name(tmp_path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(KnownError, match=r"xx\.toml"):
        load(path)


VOCABULARY = (
    "said Ruiz that the dam will hold , . \" “ ” ' : who which according to claim of he and or not has been laut sagte "
    "dass die Nach Angaben der Polizei Müller so 3 ( ) — what's telling in her view Mr. \n\n adding called"
)


@given(st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=40), st.sampled_from(["en", "de"]))
@settings(max_examples=examples(60), deadline=None)
def test_any_words_give_sound_fragments(words_of: list[str], code: str) -> None:
    text = " ".join(words_of)
    for one in suggest(text, code, "all"):
        for fragments in (one.contents, *one.sources, *one.cues):
            assert fragments
            assert all(0 <= start < end <= len(text) for start, end in fragments)


@given(st.text(alphabet=string.ascii_letters[:4] + " \n.,:;\"'“”‘’«»„–()?!", max_size=300))
@settings(max_examples=examples(60), deadline=None)
def test_any_text_gives_sound_fragments(text: str) -> None:
    for one in suggest(text, "en", "all"):
        for fragments in (one.contents, *one.sources, *one.cues):
            assert fragments
            assert all(0 <= start < end <= len(text) for start, end in fragments)
            assert words(text, fragments).strip()


@pytest.mark.parametrize(("opening", "closing"), WAYS)
def test_a_quotation_is_direct_and_its_speaker_found_in_each_languages_marks(opening: str, closing: str) -> None:
    said = f"{opening}We won’t risk lives,{closing}", f"{opening}It is the ministers’ job.{closing}"
    text = f"Vote on the dam\n\n{said[0]} said Ruiz of the council. {said[1]}\n\nThe mayors’ plan was dropped."
    (one,) = suggest(text)
    assert [text[start:end] for start, end in one.contents] == list(said)
    assert [text[start:end] for ((start, end),) in one.sources] == ["Ruiz of the council"]
    assert one.quotation == "direct"


@pytest.mark.parametrize(("opening", "closing"), WAYS)
def test_a_quotation_that_is_opened_again_with_each_paragraph_is_one(opening: str, closing: str) -> None:
    first = f"{opening}We are not done with this dam, not at all.{closing}"
    parts = f"{opening}It leaks, and we know it.", f"{opening}We told them.", f"{opening}Nobody came.{closing}"
    text = "\n\n".join((f"{first} Ruiz said.", *parts, "The ministers’ plan was dropped."))
    found = suggest(text)
    assert list(parts) in [[text[start:end] for start, end in one.contents] for one in found]
    assert {one.quotation for one in found} == {"direct"}


ADVERSARIAL = {
    "opening marks": "“",
    "straight marks": '"',
    "single marks": " 'a matter",
    "one letter sentences": "a. ",
    "initials": "A.B.",
    "hyphens": "a-",
    "commas": "Ruiz, ",
    "brackets": "(",
    "cues": "said ",
    "sources and cues": "Ruiz said that ",
    "names": "Ruiz Berg of ",
    "relative clauses": "Ruiz, who said ",
    "quotations without end": '"We will go. Ruiz said, ',
    "according to": "according to ",
    "blank lines": "\n \n",
    "nothing but letters": "a",
    "participles": ", saying ",
    "conjunctions": "and said and ",
}


@pytest.mark.parametrize("piece", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_the_work_grows_with_the_length_alone(piece: str) -> None:
    short, long = (_lines_run(piece * (size // len(piece))) for size in (2_000, 8_000))
    assert long < 6 * short + 10_000


def _lines_run(text: str) -> int:
    """How many lines of Python the suggester runs through: a measure of its work that no busy machine disturbs."""
    lines = 0

    def count(frame, event, argument):
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        suggest(text, "en", "all")
    finally:
        sys.settrace(before)
    return lines


def test_a_body_is_less_surely_who_said_it_than_a_person() -> None:
    person, body, nobody = (suggest(f"{who} said that it leaks.", "en")[0] for who in ("Ada Lin", "The city", "It"))
    assert person.confidence > body.confidence > nobody.confidence


def test_marks_tell_it_whoever_speaks() -> None:
    person, body = (suggest(f"“The dam leaks,” {who} said.", "en")[0] for who in ("Ada Lin", "the city"))
    assert person.confidence == body.confidence
