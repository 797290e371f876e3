"""Which pattern a file's articles follow, if any does, and the documents that come of it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import translated
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.news_databases import pattern as patterns
from desktop.exchange.news_databases.pattern import Pattern
from desktop.exchange.news_databases.splitting import Found, Line, Split, joined, parts_at, split
from desktop.exchange.source import Source

_ENOUGH: Final = 0.5  # of the parts must be articles
_FEWEST: Final = 2  # where one is not enough to tell


def reading_of(lines: Sequence[Line], source: Source) -> Reading | None:
    """The articles that follow each other in these lines of a file; None where it is no such file.

    Raises:
        KnownError: the pattern that was chosen cannot be read, finds no article, or takes too long.
    """
    chosen = source.choices.pattern
    found = split(lines, patterns.read(chosen)) if chosen else _best(lines)
    if chosen and found and not found.articles:
        raise Unfit(translated("The pattern “{pattern}” finds no article in it.", pattern=found.pattern.title))
    if found is None:
        return None
    return Reading(
        documents=_documents(found.articles, source.path),
        total=len(found.articles),
        pattern=found.pattern.title,
        passed_over=found.left,
    )


def may_have_several(text: str, source: Source) -> bool:
    """Whether the text of a file has words of a pattern, or a pattern was chosen; else `reading_of` finds nothing."""
    if source.choices.pattern:
        return True
    hints = [one.hints for one in patterns.known()]
    return not all(hints) or any(map(text.casefold().__contains__, _telling(frozenset(chain.from_iterable(hints)))))


@lru_cache(maxsize=1)
def _telling(hints: Set[str]) -> Sequence[str]:
    """The hints without those that hold another one: a text without that does not have them either."""
    return [hint for hint in hints if not any(other in hint for other in hints - {hint})]


def lines_of(texts: Iterable[tuple[str, str]]) -> list[Line]:
    """Paragraphs, each with its mark, as lines between blank ones."""
    return [line for text, mark in texts for line in (*(Line(one, mark) for one in text.split("\n")), Line(""))]


def _best(lines: Sequence[Line]) -> Split | None:
    best: Split | None = None
    for pattern in _hinted("\n".join(line.text for line in lines)):
        short = (line for line in joined(lines, pattern) if line.text and len(line.text) < 200)
        parted = sum(parts_at(line.text, pattern) for line in short)
        if not parted or (parted < _FEWEST and not pattern.alone and not pattern.between):
            continue
        found = split(lines, pattern)
        enough = len(found.articles) >= (1 if pattern.alone else _FEWEST)
        if enough and len(found.articles) >= _ENOUGH * (len(found.articles) + len(found.left)):
            best = max(best or found, found, key=_known_of)
    return best


def _hinted(text: str) -> Iterator[Pattern]:
    """The patterns of which the text has words."""
    letters = text.casefold()
    return (one for one in patterns.known() if not one.hints or any(map(letters.__contains__, one.hints)))


def _known_of(found: Split) -> int:
    """How much is known of the articles by a pattern."""
    return sum(len(article.known) for article in found.articles)


def _documents(articles: Iterable[Found], file: Path) -> Iterator[Document]:
    for one in articles:
        about = {of: words for of, words in one.known.items() if of not in {"section", "length"}}
        title = about.get("title", "")
        try:
            yield new_document(f"{title}\n\n{one.text}" if title else one.text, **about)
        except Unfit as error:
            raise KnownError(translated("{file}, {title}: {reason}", file=file, title=title, reason=error)) from error
