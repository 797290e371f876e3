"""Subtitles with times: SubRip (SRT), WebVTT (W3C, webvtt1) as Teams and others export it, Whisper's JSON and TSV."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from desktop.base import json_text
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.exchange.transcripts import LONG_PAUSE, OF_TURNS, Spoken, document_of
from desktop.exchange.uncertain_encoding import in_doubt
from desktop.model.features import Feature

HOLDS: Final = frozenset({Feature.TEXTS, Feature.TITLES, Feature.LANGUAGES}) | OF_TURNS
_TIME: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}.*")
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_MARKS: Final = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_TURN: Final = re.compile(r"\s*(?:>+\s*|[-‐–—](?:\s+|(?=[^\W\d_]|[\"'“„«¿¡…])))")  # no minus before a number
_NAMED: Final = re.compile(r"([A-Z][\w.’' -]{0,40}?(?: \([^()]{1,30}\))?):\s+(?=\S)")
_TOGETHER: Final = re.compile(r"(?m)^\s*\d{1,6}\s*\r?\n\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")


def _is_srt(source: Source) -> float:
    if source.kind:
        return NO
    return SURE if _TOGETHER.match(source.text) else NAMED if source.is_named((".srt",)) else NO


def _is_vtt(source: Source) -> float:
    if source.kind:
        return NO
    return SURE if source.text.startswith("WEBVTT") else NAMED if source.is_named((".vtt",)) else NO


def _is_whisper(source: Source) -> float:
    beginning = source.beginning[:_BEGINNING]
    is_one = source.text.startswith("{") and b'"segments"' in beginning and b'"start"' in beginning
    return SURE if is_one and not source.kind else NO


_BEGINNING: Final = 1 << 16


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a file of subtitles, with a suggestion for each turn of a speaker that it names."""
    found = source.decoded()
    return in_doubt(reading_of(list(spoken_in(found.text)), source), found)


def spoken_in(text: str) -> Iterator[Spoken]:
    """What is said in each cue. One without words, such as a note, is none."""
    lines = iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    speaker, ended = "", 0
    for line in lines:
        if not (times := _TIMES.fullmatch(line)):
            continue
        start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
        words = []
        for following in lines:
            if not following.strip():
                break
            words.append(following)
        if start - ended > LONG_PAUSE:
            speaker = ""
        for voice, said, begins_turn in _voices("\n".join(words)):
            speaker = voice or ("" if begins_turn else speaker)
            yield Spoken(speaker, said, start, end, begins_turn)
        ended = end


def _voices(words: str) -> Iterator[tuple[str, str, bool]]:
    """The pieces of a cue: the name that each begins with, if any, its words, and whether a mark begins a turn."""
    parts = _VOICE.split(words)
    if len(parts) > 1:
        if plain := _plain(parts[0]):
            yield "", plain, False
        for voice, said in zip(parts[1::2], parts[2::2], strict=True):
            yield html.unescape(voice).strip(), _plain(said), False
        return
    yield from turns_in(_plain(words))


def turns_in(words: str) -> Iterator[tuple[str, str, bool]]:
    """The turns of a cue: the name that each begins with, if any, its words, and whether a dash begins it."""
    piece, begins_turn = "", False
    for line in words.split("\n"):
        if mark := _TURN.match(line):
            if piece:
                yield *_named(piece), begins_turn
            piece, begins_turn = line[mark.end() :], True
        else:
            piece = f"{piece}\n{line}" if piece else line
    yield *_named(piece), begins_turn


def _named(words: str) -> tuple[str, str]:
    words = words.strip()
    match = _NAMED.match(words)
    return (match[1], words[match.end() :]) if match else ("", words)


def _plain(words: str) -> str:
    return html.unescape(_MARKS.sub("", words)).strip()


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = parts
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)) * 1000 + int(
        (rest or "0").ljust(3, "0")
    )


def read_whisper(source: Source, pulse: Pulse) -> Reading:
    """The article of a transcript by Whisper, WhisperX or what writes the same JSON."""
    try:
        data = json_text.decoded(source.decoded().text)
        language = data.get("language") or ""
        spoken = [_segment(one) for one in data["segments"]]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise Unfit(translated("It is not a transcript by Whisper, or a damaged one.")) from error
    return reading_of(spoken, source, language if isinstance(language, str) and len(language) == 2 else "")


def _segment(data: dict[str, Any]) -> Spoken:
    speaker, words = data.get("speaker") or "", data["text"]
    if not isinstance(speaker, str) or not isinstance(words, str):
        raise ValueError("a segment is no text")
    return Spoken(speaker, words, int(float(data["start"]) * 1000), int(float(data["end"]) * 1000))


def _is_whisper_table(source: Source) -> float:
    return SURE if source.text.startswith(_HEAD) and not source.kind else NO


def read_whisper_table(source: Source, pulse: Pulse) -> Reading:
    """The article of a transcript by Whisper as a table: milliseconds, milliseconds, words."""
    spoken = []
    for line in source.decoded().text.splitlines()[1:]:
        start, _, rest = line.partition("\t")
        end, _, words = rest.partition("\t")
        if start.isdecimal() and end.isdecimal():
            spoken.append(Spoken("", words, int(start), int(end)))
    return reading_of(spoken, source)


_HEAD: Final = "start\tend\ttext"


def reading_of(spoken: list[Spoken], source: Source, language: str = "") -> Reading:
    """The article of what is said in a file, called after the file.

    Raises:
        Unfit: nothing is said.
    """
    if not any(one.words.strip() for one in spoken):
        raise Unfit(translated("There are no words in it with a time."))
    title = source.path.stem.replace("_", " ")
    return Reading(documents=(document_of(spoken, title, language),))


def _format(
    name: str,
    title: Message,
    extension: str,
    score: Callable[[Source], float],
    read: Callable[[Source, Pulse], Reading] = read,
) -> Format:
    return Format(name=name, title=title, extensions=(extension,), score=score, can_hold=HOLDS, read=read)


FORMATS: Final = (
    _format("srt", Message("SubRip subtitles"), ".srt", _is_srt),
    _format("vtt", Message("WebVTT subtitles"), ".vtt", _is_vtt),
    _format("whisper", Message("Transcript by Whisper"), ".json", _is_whisper, read_whisper),
    _format("whisper-tsv", Message("Transcript by Whisper, as a table"), ".tsv", _is_whisper_table, read_whisper_table),
)
