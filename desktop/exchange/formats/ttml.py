"""Subtitles as TTML (W3C, ttml2; also called DFXP, and what IMSC and EBU-TT are made of).

A `p` is what is said, from its `begin` to its `end`, or for its `dur`; times count from the beginning of what is around
it. Who speaks is an agent of the head that `ttm:agent` names.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.documents.package import Handler, parse_stream
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.formats.subtitles import HOLDS, reading_of, turns_in
from desktop.exchange.source import Source
from desktop.exchange.transcripts import Spoken

_EXTENSIONS: Final = (".ttml", ".dfxp", ".itt")
_ROOT: Final = re.compile(r"<.{0,2000}?<(?:\w+:)?tt[\s>]|<(?:\w+:)?tt[\s>]", re.DOTALL)
_NAMESPACES: Final = ("/ns/ttml", "/2006/10/ttaf1", "/2006/04/ttaf1")  # of what it was called before, too
_CLOCK: Final = re.compile(r"(\d{2,}):(\d\d):(\d\d)(?:\.(\d+)|:(\d{2,})(?:\.\d+)?)?")
_OFFSET: Final = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)")
_BLANKS: Final = re.compile(r"\s+")
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_FRAMES: Final = 30.0  # a second, where the file does not say how many


def score(source: Source) -> float:
    """The first element is a `tt` of one of its namespaces."""
    is_one = not source.kind and _ROOT.match(source.text) and any(name in source.text for name in _NAMESPACES)
    return SURE if is_one else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a file of subtitles, with a suggestion for each turn of a speaker that it names."""
    found = _Subtitles()
    try:
        parse_stream(io.BytesIO(source.contents()), found)
    except ValueError as error:
        raise Unfit(translated("It is a damaged file of subtitles.")) from error
    return reading_of(list(found.spoken()), source, found.language.partition("-")[0])


class _Part(NamedTuple):
    """An element that is open."""

    name: str
    begin: int  # milliseconds
    end: int | None
    agent: str


class _Said(NamedTuple):
    words: list[str]
    begin: int
    end: int
    agent: str


class _Subtitles(Handler):
    def __init__(self) -> None:
        self.language = ""
        self._names: dict[str, list[str]] = {}  # of agents, by their ids
        self._agent = ""  # the one whose name is being read
        self._open: list[_Part] = []
        self._said: list[_Said] = []
        self._rates: Mapping[str, float] = {}

    def spoken(self) -> Iterator[Spoken]:
        """What is said, in the order of the file."""
        for one in self._said:
            name = " ".join("".join(self._names.get(one.agent, ())).split())
            turns = list(turns_in("".join(one.words).strip()))
            for named, words, begins_turn in turns:
                speaker = named or ("" if len(turns) > 1 else name)  # the agent is not all of several
                yield Spoken(speaker, words, one.begin, one.end, begins_turn)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        local = name.rpartition(" ")[2]
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        around = self._open[-1] if self._open else _Part("", 0, None, "")
        if local == "tt":
            self.language = attributes.get(f"{_XML} lang", "")
            frames = _number(own.get("frameRate", ""), _FRAMES)
            self._rates = {"f": frames, "t": _number(own.get("tickRate", ""), frames)}
        begin = around.begin + (self._milliseconds(own.get("begin", "")) or 0)
        end = self._milliseconds(own.get("end", ""))
        lasts = self._milliseconds(own.get("dur", ""))
        stop = around.begin + end if end is not None else begin + lasts if lasts is not None else around.end
        part = _Part(local, begin, stop, own.get("agent", around.agent))
        self._open.append(part)
        if local == "agent":
            self._agent = attributes.get(f"{_XML} id", "")
        elif local == "p" or (local == "span" and "begin" in own):
            self._said.append(_Said([], begin, begin if stop is None else stop, part.agent))
        elif local == "br" and self._said:
            self._said[-1].words.append("\n")

    def end(self, name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        names = [part.name for part in self._open]
        if "agent" in names and names[-1] == "name":
            self._names.setdefault(self._agent, []).append(text)
        elif "p" in names and "metadata" not in names and self._said:
            self._said[-1].words.append(_BLANKS.sub(" ", text))

    def _milliseconds(self, time: str) -> int | None:
        """A time expression; None where there is none that is known."""
        if clock := _CLOCK.fullmatch(time.strip()):
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
            rest = float(f"0.{fraction}") if fraction else int(frames or 0) / self._rates.get("f", _FRAMES)
            return round(1000 * (whole + rest))
        if offset := _OFFSET.fullmatch(time.strip()):
            number, unit = float(offset[1]), offset[2]
            seconds_of = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
            factor = seconds_of[unit] if unit in seconds_of else 1 / self._rates.get(unit, _FRAMES)
            return round(1000 * number * factor)
        return None


def _number(value: str, otherwise: float) -> float:
    return float(value) if value.isdecimal() and 0 < int(value) < 10**9 else otherwise


FORMAT: Final = Format(
    name="ttml",
    title=Message("TTML subtitles"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=HOLDS,
    read=read,
)
