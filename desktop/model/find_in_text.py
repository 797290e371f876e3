"""What Find looks for in a text: words, whole words alone, or a regular expression.

Words are compared as the search of the library compares them: case and accents do not count. A regular expression (of
the package `regex`, which knows Python's own syntax) is exact, unless it is asked to be compared so, too.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.folding import Folded, folded
from desktop.model.text import Fragment, word_cut_by

_LONGEST = 10_000  # code points of an expression
_MOST_REPEATED = 200_000  # code points of one whose repeats are written out: it is made ready in some 0.2 s and 30 MB
# A counted repeat, as {3} or {2,5}. In a verbose expression blanks and comments may stand in it.
_COUNTED = re.compile(r"\\.|\{((?:[\s0-9,]|#[^\n]*(?:\n|$))*)\}", re.DOTALL)
_NO_COUNT = re.compile(r"#[^\n]*|\s")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, and how it is meant."""

    typed: str
    is_pattern: bool = False  # a regular expression
    whole_words: bool = False  # nothing is found that begins or ends within a word
    any_case: bool = False  # of a regular expression: case and accents do not count. Of words they never do


class OddPattern(KnownError):
    """What was typed is no regular expression."""


class TooLargePattern(OddPattern):
    """A regular expression is too long, or repeats too much, to be made ready."""


class TakesTooLong(KnownError):
    """A regular expression was not through with a text in the time it had."""

    def __init__(self) -> None:
        super().__init__(translated("The regular expression takes too long, and was stopped."))


class Searched:
    """A text that is looked through, maybe often; it is folded once, when words are first looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        return Folded(self.text)


class Finder:
    """Finds what is sought, in any number of texts."""

    def __init__(self, sought: Sought) -> None:
        """Raises OddPattern: it is no regular expression, or too large a one."""
        self.sought = sought
        self.found_nothing = False  # whether the expression held somewhere where it covers no character
        self._pattern: Any = _compiled(sought) if sought.is_pattern and sought.typed else None

    def find(self, text: Searched, seconds: float) -> Iterator[Fragment]:
        """Where it stands in a text, in order; what covers no character is left out.

        Args:
            seconds: the time that a regular expression has for the text; words need no bound.

        Raises:
            TakesTooLong: it was not through in that time.
        """
        places = self._by_pattern(text, seconds) if self._pattern is not None else text.folded.find(self.sought.typed)
        for start, end in places:
            if not self.sought.whole_words or word_cut_by(text.text, start, end) is None:
                yield Fragment(start, end)

    def _by_pattern(self, text: Searched, seconds: float) -> Iterator[tuple[int, int]]:
        until = time.monotonic() + seconds
        looked_in = text.folded.text if self.sought.any_case else text.text
        last = 0
        try:
            # Python's lock is let go of meanwhile, so that a window goes on while a worker looks.
            for match in self._pattern.finditer(looked_in, timeout=seconds, concurrent=True):
                start, end = match.span()
                if start == end:
                    self.found_nothing = True
                    continue
                if self.sought.any_case:
                    start, end = text.folded.source_range(start, end)
                if start >= last:
                    yield start, end
                    last = end
                if time.monotonic() > until:
                    raise TakesTooLong
        except TimeoutError:
            raise TakesTooLong from None


def _compiled(sought: Sought) -> Any:
    import regex

    typed, flags = sought.typed, regex.MULTILINE
    if sought.any_case:  # as the text that is looked in: without accents. Small letters would turn \W into \w
        typed = "".join(letter if letter.isascii() else folded(letter) for letter in typed)
        flags |= regex.IGNORECASE
    _refuse_if_too_large(typed)
    try:
        return regex.compile(typed, flags)
    except regex.error as error:
        raise OddPattern(
            translated("This is not a regular expression: {reason}, at character {place}.", reason=error.msg,
                       place=(error.pos or 0) + 1)
        ) from None  # fmt: skip
    except (ValueError, OverflowError, RecursionError, MemoryError, KeyError, IndexError, TypeError) as error:
        raise OddPattern(translated("This regular expression cannot be used.")) from error


def _refuse_if_too_large(typed: str) -> None:
    """`regex` writes the least number of each repeat out while it compiles, in any time and memory that takes.

    All repeats are taken for nested, and a repeat in a character class counts, too: more is refused than need be.
    """
    if len(typed) > _LONGEST:
        raise TooLargePattern(
            translated("This regular expression is too long: it may have {count} characters.", count=_LONGEST)
        )
    size = len(typed)
    for counted in _COUNTED.finditer(typed):
        least = _NO_COUNT.sub("", counted[1] or "").partition(",")[0].lstrip("0")
        size *= int(least[: len(str(_MOST_REPEATED))] or 1)
        if size > _MOST_REPEATED:
            raise TooLargePattern(
                translated("This regular expression repeats too much: use smaller numbers in {braces}.", braces="{ }")
            )
