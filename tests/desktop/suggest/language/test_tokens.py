"""Words, sentences and what words do."""

import pytest

from desktop.suggest import suggest
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language

SENTENCES = {
    "Gen. Croft met Sen. Ruiz at 9 a.m. on Friday. It rained.": 2,
    "George W. Bush and J. Ruiz met. They talked.": 2,
    "The U.S. Senate voted. It was late.": 2,
    '"Stop!" he cried. "Why?"': 2,
    "One line\n\nAnother line": 2,
    "a hard-wrapped\nline goes on": 1,
    "It cost $3.5 million.": 1,
    "Ruiz met Berg (D-Calif.). They left.": 2,
    "Ruiz is ill. Berg said no. They live in Peoria, Ill. now.": 3,
}


@pytest.mark.parametrize(("text", "count"), SENTENCES.items())
def test_sentences(text: str, count: int) -> None:
    assert len(tokenise(text, language("en")).sentences) == count


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("They claim that it leaks.", "claim", "V"),
        ("Their claim is false.", "claim", "N"),
        ("The Ruiz campaign manager left.", "campaign", "N"),
        ("She has to campaign.", "campaign", "V"),
        ("Ruiz's house", "'s", "Z"),
        ("She's late", "'s", "A"),
        ("He left quickly.", "quickly", "B"),
        ("On Monday it rained.", "Monday", "Y"),
        ("It was Ruiz.", "Ruiz", "L"),
        ("They told US officials.", "US", "L"),
        ("They told us officials lie.", "us", "O"),
    ],
)
def test_what_words_do(text: str, word: str, tag: str) -> None:
    tokens = tokenise(text, language("en"))
    assert tokens.tags[tokens.words.index(word)] == tag


def test_offsets_are_code_points() -> None:
    text = "🙂 “Zoë’s 🙂,” she said."
    tokens = tokenise(text, language("en"))
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


def test_a_sentence_without_an_end_is_cut() -> None:
    tokens = tokenise("and so on " * 1000, language("en"))
    assert max(after - first for first, after in tokens.sentences) <= 300
    assert tokens.sentences[-1][1] == len(tokens)


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("Pe\u0301rez sag\u00adte", ["pérez", "sagte"]),  # as the word lists spell them
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("漢字 10 cafe\u0301", ["漢", "字", "10", "café"]),
    ],
)
def test_words_of_all_scripts_are_whole(text: str, lower: list[str]) -> None:
    tokens = tokenise(text, language("en"))
    assert tokens.lower == lower
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


def test_sentences_end_in_other_scripts_too() -> None:
    assert len(tokenise("他走了。她没走！为什么？", language("en")).sentences) == 3


def test_a_cue_is_found_however_it_is_written() -> None:
    (one,) = suggest("„Nein“, sag\u00adte Mu\u0308l\u00adler.", "de")
    assert one.cues
    assert one.speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’homme dit qu'il part.", ["L’", "homme", "dit", "qu'", "il", "part", "."]),
        ("A-t-elle dit oui ?", ["A", "-t-elle", "dit", "oui", "?"]),
        ("Saint-Denis, aujourd'hui", ["Saint-Denis", ",", "aujourd'hui"]),
    ],
)
def test_french_words_that_are_written_as_one_are_parted(text: str, words: list[str]) -> None:
    tokens = tokenise(text, language("fr"))
    assert tokens.words == words
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == words


def test_a_german_verb_has_its_forms_with_its_particle_and_without() -> None:
    german = language("de")
    assert {"mitteilte", "mitgeteilt", "mitzuteilen", "bekanntgegeben"} <= german.frames.keys()
    assert [particle for particle, _ in german.apart["teilte"]] == [("mit",)]
    assert "teilte" not in german.frames
    assert {"erklärt", "bestätigte", "bezeichnet", "entgegnete"} <= german.frames.keys()
