"""The turns of a transcript, and the article with a suggestion for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.exchange.document import Document, new_document
from desktop.model.codebook import QUOTATION
from desktop.model.features import Feature
from desktop.model.records import Annotation, Attribution, Evidence, Source, SpeakerGuess, new_id
from desktop.model.text import Fragment, canonical

OF_TURNS: Final = frozenset({Feature.ANNOTATIONS, Feature.ATTRIBUTIONS, Feature.SUGGESTIONS})
ORIGIN: Final = "transcript"
RULE: Final = "turn"
_SURE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says without a break, as it stands in the text."""

    name: Fragment
    words: Fragment


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said at a time, before it is a text. Times count milliseconds from the beginning."""

    speaker: str  # empty where nobody is named
    words: str
    start: int
    end: int


_PAUSE: Final = 3_000  # milliseconds, after which a paragraph begins where nobody is named
_LONG: Final = 600  # characters of a paragraph, after which one begins with the next sentence


def document_of(spoken: Iterable[Spoken], title: str, language: str = "") -> Document:
    """The article of what was spoken: a paragraph a turn, which begins with the speaker's name and a colon.

    Raises:
        KnownError: nothing was spoken.
    """
    pieces: list[str] = []
    turns: list[Turn] = []
    at = 0
    for one in _paragraphs(spoken):
        if pieces:
            pieces.append("\n\n")
            at += 2
        if one.speaker:
            begins = at + len(one.speaker) + 2
            turns.append(Turn(Fragment(at, at + len(one.speaker)), Fragment(begins, begins + len(one.words))))
            pieces.append(f"{one.speaker}: ")
            at = begins
        pieces.append(one.words)
        at += len(one.words)
    return with_turns(new_document("".join(pieces), title=title, language=language), turns)


def with_turns(document: Document, turns: Sequence[Turn]) -> Document:
    """The document with each turn suggested as a direct claim of its speaker."""
    if not turns:
        return document
    annotations: list[Annotation] = []
    attributions: list[Attribution] = []
    suggested = Annotation(article=document.article.id, label="", fragments=(), status="suggested", origin=ORIGIN)
    suggested = replace(suggested, confidence=_SURE)
    for turn in turns:
        guess = SpeakerGuess(document.text[turn.name.start : turn.name.end])
        claim = replace(
            suggested,
            id=new_id(),
            label="claim",
            fragments=(turn.words,),
            attributes={QUOTATION: "direct"},
            evidence=Evidence(rule=RULE),
        )
        mention = replace(
            suggested, id=new_id(), label="speaker", fragments=(turn.name,), evidence=Evidence(rule=RULE, speaker=guess)
        )
        annotations += (claim, mention)
        attributions.append(
            Attribution(claim=claim.id, article=document.article.id, sources=(Source(None, mention.id),))
        )
    return replace(document, annotations=annotations, attributions=attributions)


def _paragraphs(spoken: Iterable[Spoken]) -> Iterable[Spoken]:
    """What was spoken, joined as long as one person goes on."""
    going: Spoken | None = None
    for one in spoken:
        one = replace(one, words=_in_a_line(one.words), speaker=_in_a_line(one.speaker))
        if not one.words:
            continue
        if going is not None and _goes_on(going, one):
            going = replace(going, words=f"{going.words} {one.words}", end=one.end)
            continue
        if going is not None:
            yield going
        going = one
    if going is not None:
        yield going


def _in_a_line(words: str) -> str:
    """The words as the text of an article keeps them, so that their places in it are known beforehand."""
    return " ".join(canonical(words).split())


def _goes_on(before: Spoken, one: Spoken) -> bool:
    if before.speaker != one.speaker:
        return False
    ended = before.words.endswith((".", "!", "?", "…", "。"))
    return bool(one.speaker) or not ended or (one.start - before.end < _PAUSE and len(before.words) < _LONG)
