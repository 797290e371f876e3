"""Whether two texts are much the same, as where two outlets print the copy of one agency: by their runs of words.

Resemblance is the share of the runs of both that both have (Broder 1997, "On the resemblance and containment of
documents"). `keys` finds who may resemble whom without comparing all with all: of the runs, spread over some bins by
their hashes, the least of each bin is kept, and some bins together are a key (Li and others 2012, "One permutation
hashing"). Texts that resemble each other by a half share a key in four cases of five, by three quarters nearly always.
"""

import re
import zlib
from collections.abc import Sequence, Set
from typing import Final

from desktop.model.records import Article

ALIKE: Final = 0.5  # the resemblance from which on two texts count as much the same
_WORD: Final = re.compile(r"\w+")
_RUN: Final = 4  # words
_KEYS: Final = 12
_BINS_OF_A_KEY: Final = 3
_BINS: Final = _KEYS * _BINS_OF_A_KEY
_FEWEST: Final = 24  # runs; a shorter text resembles others by chance
_MOST: Final = 100_000  # characters that are looked at
_EMPTY: Final = 1 << 32  # above each hash
_OF_A_KEY: Final = (1 << 31) - 1  # the bits of one: no number of a library is larger


def runs(text: str) -> frozenset[int]:
    """The hashes of all runs of words, whatever their case and what stands between them."""
    words = _WORD.findall(text[:_MOST].casefold())
    joined = map(" ".join, zip(*(words[place:] for place in range(_RUN)), strict=False))
    return frozenset(map(zlib.crc32, map(str.encode, joined)))


def keys(of_text: Set[int]) -> Sequence[int]:
    """What a text of these runs has in common with those that resemble it; nothing of a text that is too short."""
    if len(of_text) < _FEWEST:
        return ()
    least = [_EMPTY] * _BINS
    for run in of_text:
        place = run % _BINS
        if run < least[place]:
            least[place] = run
    for place in reversed(range(_BINS)):  # an empty bin has what the next one has
        if least[place] == _EMPTY:
            least[place] = least[(place + 1) % _BINS]
    bins = (least[place : place + _BINS_OF_A_KEY] for place in range(0, _BINS, _BINS_OF_A_KEY))
    return [zlib.crc32(repr((place, some)).encode()) & _OF_A_KEY for place, some in enumerate(bins)]


def resemblance(one: Set[int], other: Set[int]) -> float:
    """The share of the runs of two texts that both have, from 0 to 1."""
    return len(one & other) / (len(one | other) or 1)


def is_same_article(one: Article, other: Article) -> bool:
    """Whether two articles with the same text are one: nothing says that they are of two outlets."""
    if one.publisher and other.publisher:
        return one.publisher.casefold() == other.publisher.casefold()
    return not (one.url and other.url) or _site(one.url) == _site(other.url)


def _site(url: str) -> str:
    address = url.casefold().partition("://")
    return (address[2] or address[0]).partition("/")[0].removeprefix("www.")
