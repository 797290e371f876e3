"""What a search looks for: the words of a query and of a text, folded, for the index and for the page alike.

Chinese, Japanese, Thai and other scripts that put no blanks between words are looked for by pairs of letters that stand
side by side, and a last letter by itself; so words of two letters up are found anywhere in a sentence, as phrases of
pairs, and one letter as the beginning of a pair.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from desktop.model.folding import Folded, folded
from desktop.model.text import Fragment

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_PUNCTUATION = "“”‘’„«»–—…•\xa0"
_OTHER_THAN_ASCII = re.compile(r"[^\0-\x7f]+")
_WORD = r"[a-z0-9\x80-\U0010ffff]+"  # compiled when it is needed: a start is not to wait
_LONGEST_REMEMBERED = 16
_LETTER = r"[\p{L}\p{N}\p{M}]"
_APART = r"\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Line_Break=Complex_Context}"


def index_words(text: str) -> str:
    """The words of a text as the full-text index gets them: folded, with blanks between them.

    They are made of ASCII letters and digits and of any letters beyond ASCII; all else in ASCII parts them too.
    """
    if not text.isascii():
        for mark in _PUNCTUATION:  # mostly there is nothing else beyond ASCII, and the rest takes longer
            text = text.replace(mark, " ")
    text = folded(text)
    return text if text.isascii() else _OTHER_THAN_ASCII.sub(_parted, text)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is looked for: its words, the last one perhaps as a beginning."""

    words: tuple[str, ...]  # as in the index
    letters: tuple[str, ...]  # the same as they stand in a text that is folded
    is_beginning: bool


class Query:
    """What a person typed: every word and every "phrase" of it is looked for; the last one may be a beginning."""

    def __init__(self, typed: str) -> None:
        found = [phrase or word for phrase, word in _TERM.findall(typed)]
        goes_on = not typed.endswith(('"', " "))
        terms = (_term(one, goes_on and place == len(found) - 1) for place, one in enumerate(found))
        self.terms = [one for one in terms if one.words]

    def for_fts5(self, besides: Collection[int] = ()) -> str:
        """The query in the language of SQLite's FTS5, in which nothing but words and phrases has a meaning.

        Empty when there is nothing to look for. `besides` are the places of terms that are left out.
        """
        asked = (one for place, one in enumerate(self.terms) if place not in besides)
        return " ".join(f'"{" ".join(one.words)}"{"*" if one.is_beginning else ""}' for one in asked)

    def is_in(self, text: str, term: int) -> bool:
        """Whether a text has the term of this place."""
        return any(place.term == term for place in self.places(Folded(text)))

    def matches(self, text: str) -> Iterator[Fragment]:
        """Where the text has what is looked for, in order."""
        for place in self.places(Folded(text)):
            yield place.fragment

    def places(self, text: Folded) -> Iterator["Place"]:
        """The same in a text that is folded already, with the number of the term."""
        end = 0
        for match in self._pattern.finditer(text.text) if self.terms else ():
            fragment = Fragment(*text.source_range(*match.span()))
            if fragment.start >= end:
                yield Place(fragment, match.lastindex - 1)
                end = fragment.end

    @cached_property
    def _pattern(self) -> Any:
        import regex

        return regex.compile("|".join(f"({_as_pattern(one)})" for one in self.terms), regex.V1)


class Place(NamedTuple):
    """Where a text has a term, and which."""

    fragment: Fragment
    term: int


def _term(typed: str, goes_on: bool) -> Term:
    words = re.findall(_WORD, index_words(typed))
    letters = tuple(_stretches().findall(folded(typed)))
    if not words:
        return Term((), (), False)
    if not _is_apart(letters[-1]):
        return Term(tuple(words), letters, goes_on)
    if len(letters[-1]) > 1:
        words.pop()  # the last letter by itself: the stretch may go on in the text
        return Term(tuple(words), letters, False)
    return Term(tuple(words), letters, True)


def _as_pattern(term: Term) -> str:
    import regex

    first, last = term.letters[0], term.letters[-1]
    before = "" if _is_apart(first) else rf"(?<![{_LETTER}--[{_APART}]])"
    after = "" if _is_apart(last) else rf"{_LETTER}*+" if term.is_beginning else rf"(?![{_LETTER}--[{_APART}]])"
    return before + rf"[^{_LETTER[1:-1]}]*".join(map(regex.escape, term.letters)) + after


def _words_of(run: str) -> str:
    """A run of what is not ASCII as words with blanks around those that are parted."""
    return "".join(
        f" {' '.join(_pairs(part))} " if _is_apart(part) else part if part[0] != " " else " "
        for part in _parts().findall(_not_letters().sub(" ", run))
    )


_remembered_words_of = lru_cache(maxsize=1 << 12)(_words_of)


def _parted(match: re.Match[str]) -> str:
    run = match.group()
    return _remembered_words_of(run) if len(run) <= _LONGEST_REMEMBERED else _words_of(run)


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run))]


def _is_apart(run: str) -> bool:
    return bool(_apart().match(run))


@lru_cache
def _apart() -> Any:
    """The beginning of a run in a script without blanks between words."""
    return _compiled(f"[{_APART}]")


@lru_cache
def _parts() -> Any:
    """Runs in scripts without blanks, and runs of all else."""
    return _compiled(rf"[{_APART}]++|[^{_APART} ]++| ++")


@lru_cache
def _stretches() -> Any:
    """Runs of letters, parted where a script without blanks begins and ends."""
    return _compiled(rf"[{_LETTER}&&[{_APART}]]++|[{_LETTER}--[{_APART}]]++")


@lru_cache
def _not_letters() -> Any:
    return _compiled(rf"[^{_LETTER[1:-1]}]++")


def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern, regex.V1)
