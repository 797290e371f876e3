"""Transcripts: their turns and times are tracks of the text, and each turn is suggested as a direct claim."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.exchange.document import Document, new_document
from desktop.model.codebook import QUOTATION
from desktop.model.features import Feature
from desktop.model.records import Annotation, Attribution, Evidence, Source, Track, new_id
from desktop.model.text import Fragment, canonical
from desktop.model.tracks import interval
from desktop.model.turn_speakers import speakers_of
from desktop.model.turns import Turn

OF_TURNS: Final = frozenset({Feature.ANNOTATIONS, Feature.ATTRIBUTIONS, Feature.SUGGESTIONS, Feature.TRACKS})
ORIGIN: Final = "transcript"
RULE: Final = "turn"
_SURE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said at a time, before it is a text. Times count milliseconds from the beginning."""

    speaker: str  # empty where nobody is named
    words: str
    start: int
    end: int
    begins_turn: bool = False  # whoever spoke before has ended, as a dash before the words says


_PAUSE: Final = 3_000  # milliseconds, after which a paragraph begins where nobody is named
LONG_PAUSE: Final = 30_000  # milliseconds, after which it is not said who goes on
_LONG: Final = 600  # characters of a paragraph, after which one begins with the next sentence


def document_of(spoken: Iterable[Spoken], title: str, language: str = "") -> Document:
    """The article of what was spoken: a paragraph a turn, which begins with the speaker's name and a colon.

    Raises:
        KnownError: nothing was spoken.
    """
    turns: list[Turn] = []
    times: list[Track] = []
    pieces: list[str] = []
    at = 0
    for paragraph in _paragraphs(spoken):
        speaker = paragraph[0].speaker
        before = "\n\n" if pieces else ""
        head = f"{before}{speaker}: " if speaker else before
        pieces.append(head)
        begins = at + len(head)
        at = begins
        for number, one in enumerate(paragraph):
            if number:
                pieces.append(" ")
                at += 1
            pieces.append(one.words)
            times.append(Track("time", at, at + len(one.words), interval(one.start, one.end)))
            at += len(one.words)
        if speaker:
            turns.append(Turn(Fragment(begins - 2 - len(speaker), begins - 2), Fragment(begins, at)))
    return with_turns(replace(new_document("".join(pieces), title=title, language=language), tracks=times), turns)


def with_turns(document: Document, turns: Sequence[Turn]) -> Document:
    """The document with each turn as a track, and suggested as a direct claim of its speaker."""
    if not turns:
        return document
    annotations: list[Annotation] = []
    attributions: list[Attribution] = []
    suggested = Annotation(article=document.article.id, label="", fragments=(), status="suggested", origin=ORIGIN)
    suggested = replace(suggested, confidence=_SURE)
    for turn, guess in zip(turns, speakers_of(document.text, turns), strict=True):
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
    tracks = [*document.tracks, *_tracks(document.text, turns)]
    return replace(document, annotations=annotations, attributions=attributions, tracks=tracks)


def _tracks(text: str, turns: Sequence[Turn]) -> Iterator[Track]:
    """A track for each turn; where the text says when it begins, its time lasts until the next one's."""
    for turn in turns:
        yield Track("turn", turn.name.start, turn.words.end, text[turn.name.start : turn.name.end])
    timed = [(turn.words, turn.begins) for turn in turns if turn.begins is not None]
    for place, (words, begins) in enumerate(timed):
        end = timed[place + 1][1] if place + 1 < len(timed) else begins
        yield Track("time", words.start, words.end, interval(begins, end))


def _paragraphs(spoken: Iterable[Spoken]) -> Iterator[list[Spoken]]:
    """What was spoken, together as long as one person goes on."""
    going: list[Spoken] = []
    for one in spoken:
        one = replace(one, words=_in_a_line(one.words), speaker=_in_a_line(one.speaker))
        if not one.words:
            continue
        if going and not _goes_on(going, one):
            yield going
            going = []
        going.append(one)
    if going:
        yield going


def _in_a_line(words: str) -> str:
    """The words as the text of an article keeps them, so that their places in it are known beforehand."""
    return " ".join(canonical(words).split())


def _goes_on(before: Sequence[Spoken], one: Spoken) -> bool:
    last = before[-1]
    if last.speaker != one.speaker or one.begins_turn or one.start - last.end > LONG_PAUSE:
        return False
    ended = last.words.endswith((".", "!", "?", "…", "。"))
    length = sum(len(part.words) + 1 for part in before)
    return bool(one.speaker) or not ended or (one.start - last.end < _PAUSE and length < _LONG)
