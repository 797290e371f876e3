"""Lines that were wrapped by hand, or by a mail program: joined again, so that a paragraph is one line."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_NARROWEST, _WIDEST = 20, 120  # characters: what lines are wrapped at
_FEWEST: Final = 2  # breaks that must be there to tell
_WRAPPED: Final = 0.7  # of the breaks; the others end a paragraph
_AT_AN_END: Final = 0.5  # of the breaks at most; where more end a sentence, each line is one on purpose
_ENDS: Final = tuple(".!?…:;”\"»’'")
_HYPHENS: Final = ("-", "‐")
_SOFT_HYPHEN: Final = "\u00ad"


def unwrapped(text: str) -> str:
    """The text with its wrapped lines joined; as it is where lines end on purpose.

    A line is wrapped where the next word would not have fitted into the width of the longest line.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    breaks = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    wrapped = [line for line, after in breaks if _is_wrapped(line, after, width)]
    if len(breaks) < _FEWEST or len(wrapped) < _WRAPPED * len(breaks):
        return text
    if sum(line.rstrip().endswith(_ENDS) for line in wrapped) > _AT_AN_END * len(wrapped):
        return text
    return _joined(lines, width, text)


def _is_wrapped(line: str, after: str, width: int) -> bool:
    words = after.split(maxsplit=1)
    return bool(line.strip() and words) and len(line.rstrip()) + 1 + len(words[0]) > width


def _joined(lines: Sequence[str], width: int, text: str) -> str:
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _is_wrapped(before, line, width):
            joined[-1] = _one_line(joined[-1].rstrip(), line.lstrip(), text)
        else:
            joined.append(line)
    return "\n".join(joined)


def _one_line(line: str, after: str, text: str) -> str:
    """Two lines as one. A word that was divided is one again where the text has it undivided elsewhere."""
    if line.endswith(_SOFT_HYPHEN):
        return line[:-1] + after
    if not line.endswith(_HYPHENS) or not after[:1].islower() or line[-2:-1].isspace():
        return f"{line} {after}"
    word = line.split()[-1][:-1] + after.split(maxsplit=1)[0].rstrip('.,;:!?”"»')
    return line[:-1] + after if word in text else line + after
