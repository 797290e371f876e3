"""Words of one direction beside words of the other, by Unicode's rules (UAX 9)."""

import re

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_OPENING = "\u2066\u2067\u2068"
# What can turn the words around it: the blocks whose characters are read from the right, and the signs that say so.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(words: str) -> str:
    """The words, set apart so that their direction moves nothing around them, whatever signs of it are in them."""
    if words.isascii() or not _TURNING.search(words):
        return words
    return f"{_FIRST_STRONG}{_closed(words)}{_POP}"


def _closed(words: str) -> str:
    """The words with an end for each isolate that they begin, and none for one that was begun before them.

    The end of an isolate also ends the embeddings and overrides within it.
    """
    kept, depth = [], 0
    for character in words:
        if character in _OPENING:
            depth += 1
        elif character == _POP:
            if not depth:
                continue
            depth -= 1
        kept.append(character)
    return "".join(kept) + _POP * depth
