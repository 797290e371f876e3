"""Who speaks in a text whose lines say so: “MR SMITH: words”, “Q: words”, and a name with a time above the words."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from desktop.exchange.transcripts.turns import Turn
from desktop.model.text import Fragment

_FEWEST: Final = 3  # turns of a transcript
_SHARE: Final = 0.3  # of the lines that are not blank begin a turn
_NAME_LIMIT: Final = 60  # characters
_WORD: Final = r"\p{Lu}[\p{L}\p{M}\p{N}.’'\-]*"
_PARTICLE: Final = r"(?:de|da|di|del|della|la|van|von|der|den|ter|bin|al|el|of|the|for|and|und|et)"
_NAME: Final = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,5}}(?: \d{{1,2}})?(?: ?\([^()\n]{{1,40}}\))?"
_STAMP: Final = r"(?:[\[(]?(?P<when>\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)[\])]?)"
_TURN: Final = regex.compile(
    rf"(?:{_STAMP}\s+)?(?:[-–—•>]+ ?)?(?:\*\*)?(?P<name>{_NAME})"
    rf"(?:\*\*)?(?:\s+{_STAMP})?(?:\*\*)?\s?:(?:\*\*)?(?=\s|\Z)\s*"
)
_LETTER: Final = regex.compile(r"(?P<name>[QA])(?:[.:]|\s?[-–—])\s+(?=\S)")
_ABOVE: Final = regex.compile(rf"(?P<name>{_NAME})\s+{_STAMP}\s*")  # the words are on the next lines
_NO_NAMES: Final = (
    "note notes warning update updated correction source sources photo picture image caption video read watch "
    "listen related remember example tip important subject date time place location title headline tags "
    "topics keywords url link email e-mail phone tel fax re fw cc to from sent attention hinweis anmerkung "
    "quelle quellen foto bild stand thema datum ort achtung fazit ps summary conclusion background analysis "
    "result results price address contact copyright author by publisher section length language exclusive "
    "breaking opinion live ingredients method total present absent agenda item motion vote"
)
_NO_SPEAKERS: Final = frozenset(_NO_NAMES.split())
_NO_SPEAKERS_BEGIN: Final = frozenset(["note", "photo", "source", "read", "editor’s", "editor's"])


class _Found(NamedTuple):
    name: Fragment
    words: int  # where they begin
    key: str  # the name as it is compared
    begins: int | None  # milliseconds, where the line says when


def turns_in(text: str) -> Sequence[Turn]:
    """The turns of a text; none where it is no transcript.

    A transcript has some turns, in lines close enough to each other, and somebody in it speaks more than once.
    """
    if ":" not in text and "\nQ" not in text:
        return ()
    found, lines = _found(text)
    often = Counter(one.key for one in found)
    found = [one for one in found if often[one.key] > 1 or _is_full(text[one.name.start : one.name.end])]
    spoken = sum(1 for one in found if often[one.key] > 1)
    if len(found) < _FEWEST or not spoken or len({one.key for one in found}) < 2 or len(found) < _SHARE * lines:
        return ()
    ends = [one.name.start for one in found[1:]] + [len(text)]
    turns = []
    for one, end in zip(found, ends, strict=True):
        words = text[one.words : _line_start(text, end)].rstrip() if end < len(text) else text[one.words :].rstrip()
        if words.strip():
            turns.append(Turn(one.name, Fragment(one.words, one.words + len(words)), one.begins))
    return turns


def _found(text: str) -> tuple[list[_Found], int]:
    found: list[_Found] = []
    filled = at = 0
    for line in text.split("\n"):
        if line.strip():
            filled += 1
            indent = len(line) - len(line.lstrip())
            if one := _turn(line[indent:], at + indent, text):
                found.append(one)
        at += len(line) + 1
    return found, filled


def _turn(line: str, at: int, text: str) -> _Found | None:
    if match := _TURN.match(line) or _LETTER.match(line):
        words = at + match.end()
    elif match := _ABOVE.fullmatch(line):
        words = at + len(line) + 1
    else:
        return None
    name = match["name"]
    key = regex.sub(r"\s*\(.*", "", name).casefold().rstrip(".")
    if len(name) > _NAME_LIMIT or key in _NO_SPEAKERS or key.partition(" ")[0] in _NO_SPEAKERS_BEGIN:
        return None
    while words < len(text) and text[words].isspace():  # the words may begin in the next line
        words += 1
    start = at + match.start("name")
    return _Found(Fragment(start, start + len(name)), words, key, _milliseconds(match.capturesdict().get("when", ())))


def _milliseconds(stamps: Sequence[str]) -> int | None:
    """Of “1:02:03” or “2:03”; None without one."""
    if not stamps:
        return None
    seconds = 0.0
    for part in stamps[0].replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return round(1000 * seconds)


def _is_full(name: str) -> bool:
    """Whether these words are a name even where they stand but once: several words, or capitals."""
    return " " in name or (name.isupper() and len(name) > 1)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
