"""The shape that every file format has, and a draft: an article that was read but is in no library yet."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model.language import language_of
from desktop.model.records import Article
from desktop.model.text import canonical

TITLE_LIMIT = 300  # a first line longer than this is a paragraph, of which the beginning will do as a title


class Draft(NamedTuple):
    """An article as it was read, and its canonical text."""

    article: Article
    text: str


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What of a library is to be written: all articles or the named ones, with or without open suggestions."""

    articles: tuple[str, ...] | None = None
    include_suggestions: bool = False


@dataclass(kw_only=True)
class Additions:
    """What a file that holds annotations brought into a library."""

    added: list[str] = field(default_factory=list)  # ids of articles
    known: list[str] = field(default_factory=list)  # ids of articles that the library had already
    annotations: int = 0
    speakers: int = 0
    kept: int = 0  # records that the library has in another state; it keeps its own


Progress = Callable[[int, int], None]  # done, of all; may raise desktop.base.errors.Cancelled


def unwatched(done: int, total: int) -> None:
    """The progress that nobody looks at."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """One file format: its names, and what can be done with it. What it cannot do is None."""

    name: str  # as the command line's --format takes it
    title: str  # as the window's dialogs show it
    extensions: tuple[str, ...]  # in small letters, with the point; the first is the usual one
    read: Callable[[Path], Draft] | None = None
    """One article out of a file."""
    bring_in: Callable[[Library, Path, str, Progress], Additions] | None = None
    """Articles with their annotations, into a library, as part of the undo group of that name."""
    write: Callable[[Library, BinaryIO, Selection, Progress], None] | None = None
    """The selected articles with their annotations, out of a library."""


def draft(
    text: str,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    author: str = "",
    published: str = "",
    language: str = "",
) -> Draft:
    """An article of this text. Without a title, the first line that is not blank is the title.

    The `language` is the declared one, a BCP 47 tag or empty: `language_of` weighs it against the text.

    Raises:
        KnownError: the text is blank, or holds what no text holds.
    """
    text = canonical(text)
    first_line = next((line.strip() for line in _lines(text) if line.strip()), "")
    if not first_line:
        raise KnownError("There is no text in it.")
    data = text.encode()
    article = Article(
        title=(" ".join(title.split()) or first_line)[:TITLE_LIMIT],
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(text),
        publisher=publisher,
        url=url,
        author=author,
        published=published,
        language=language_of(text, language),
    )
    return Draft(article, text)


def _lines(text: str) -> Sequence[str]:
    # A look at the beginning is enough nearly always; splitting all of a long text is not free.
    beginning = text[: 4 * TITLE_LIMIT]
    return beginning.split("\n") if beginning.strip() else text.split("\n")
