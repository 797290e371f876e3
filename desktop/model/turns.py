"""Who speaks in a text whose lines say so: “MR SMITH: words”, “Q: words”, and a name with a time above the words.

A file whose text is a transcript and an article that has an interview in it are both read here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import regex

from desktop.model.text import Fragment

_FEWEST: Final = 3  # turns of a transcript
_FEWEST_WITHIN: Final = 2  # turns of an interview within an article
_MOST_LINES: Final = 8  # that a turn of such an interview goes on over
_SHARE: Final = 0.3  # of the lines of a transcript that are not blank begin a turn
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
    "breaking opinion live ingredients method total present absent agenda item motion vote credit editor editors "
    "file http https images photos share shares"
)
_NO_SPEAKERS: Final = frozenset(_NO_NAMES.split())
_NO_SPEAKERS_BEGIN: Final = frozenset(["note", "photo", "source", "read", "editor’s", "editor's"])


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says without a break, as it stands in the text."""

    name: Fragment
    words: Fragment
    begins: int | None = None  # milliseconds from the beginning, where the text says when


class _Found(NamedTuple):
    name: Fragment
    words: int  # where they begin
    key: str  # the name as it is compared
    begins: int | None  # milliseconds, where the line says when


def turns_in(text: str, *, of_transcripts: bool = False) -> Sequence[Turn]:
    """The turns of a text: of a transcript, or of an interview within an article; none where there is neither.

    A transcript has some turns, in lines close enough to each other, and somebody in it speaks more than once; each
    turn goes on to the next one. Within an article a turn ends with its line, unless another begins soon; those who
    speak are known by capitals, or by another turn.

    Args:
        text: the text.
        of_transcripts: whether an interview within an article is nothing that is asked about.
    """
    if ":" not in text and "\nQ" not in text:
        return ()
    found, lines = _found(text)
    often = Counter(one.key for one in found)
    named = [one for one in found if often[one.key] > 1 or _is_full(_name(text, one))]
    if _is_transcript(named, often, lines):
        return _turns(text, named)
    if of_transcripts or not _is_interview(text, named := _without_headline(text, found, often), often):
        return ()
    turns = _turns(text, named)
    return [_in_its_line(text, one) if one is turns[-1] or _is_long(text, one) else one for one in turns]


def _is_transcript(found: Sequence[_Found], often: Mapping[str, int], lines: int) -> bool:
    speakers = {one.key for one in found}
    goes_on = any(often[key] > 1 for key in speakers)
    return len(found) >= _FEWEST and goes_on and len(speakers) > 1 and len(found) >= _SHARE * lines


def _is_interview(text: str, found: Sequence[_Found], often: Mapping[str, int]) -> bool:
    sure = sum(_name(text, one).isupper() or often[one.key] > 1 for one in found)
    return len(found) >= _FEWEST_WITHIN and len({one.key for one in found}) > 1 and sure * 2 > len(found)


def _without_headline(text: str, found: list[_Found], often: Mapping[str, int]) -> list[_Found]:
    """Without what stands before the colon of the first line, unless it stands before another, too."""
    is_first = bool(found) and not text[: found[0].name.start].strip()
    return found[1:] if is_first and often[found[0].key] == 1 else found


def _turns(text: str, found: Sequence[_Found]) -> list[Turn]:
    """The turns, each up to the next one."""
    ends = [_line_start(text, one.name.start) for one in found[1:]] + [len(text)]
    turns = []
    for one, end in zip(found, ends, strict=True):
        words = text[one.words : end].rstrip()
        if words.strip():
            turns.append(Turn(one.name, Fragment(one.words, one.words + len(words)), one.begins))
    return turns


def _is_long(text: str, turn: Turn) -> bool:
    """Whether the words go on over more lines than a turn within an article does."""
    return sum(1 for line in text[turn.words.start : turn.words.end].split("\n") if line.strip()) > _MOST_LINES


def _in_its_line(text: str, turn: Turn) -> Turn:
    end = text.find("\n", turn.words.start, turn.words.end)
    return replace(turn, words=Fragment(turn.words.start, end)) if end >= 0 else turn


def _name(text: str, one: _Found) -> str:
    return text[one.name.start : one.name.end]


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
