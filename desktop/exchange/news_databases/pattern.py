"""How the articles of a file follow each other, as data: which lines part them, and which lines say what of them.

The ready patterns are the files of resources/news_databases/. Each value is a regular expression that a whole line has
to match, in any case of letters; a list is tried one by one.

    title = "Nexis"              as a person reads it
    hints = ["documents"]        small letters of which some are in every such file, by which others are left alone
    begins = '\\d+ of \\d+ DOCUMENTS'      the line with which an article begins
    ends = 'End of Document'     the line with which one ends
    between = '_{20,}'           the line that stands between two; one of the three is enough
    text_after = 'Body'          the line after which the text begins; its first group, if any, is the first of the text
    text_before = 'LOAD-DATE:.*' the line at which the text ends
    order = ["publisher", "published", "title"]      what lines without a name are, around the one that is a date
    title_above = "length"       the field above whose line the title stands, where it does not stand among these
    passed_over = 'Copyright .*' lines above the text that say nothing that is kept
    no_article = 'Search Summary'        the first line of a part that is none
    joins = 'HD|BY'              a line that stands before its value, which is on the next line: they are put together
    labels = '(?:LP|TD)\\s+'     what is taken off the beginnings of lines of the text
    alone = true                 one article is enough to tell; else it takes two
    [fields]                     by the field's name, the line that holds it; the first group is the value
    [marks]                      the same by the class of the page's element, in pages; "text" is that of the text
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import regex
from regex import Pattern as Expression

from desktop.base import files, paths
from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import Message, translated

FIELDS: Final = ("title", "publisher", "published", "author", "section", "length", "url")
_PARTING: Final = ("begins", "ends", "between")
_LINES: Final = (*_PARTING, "text_after", "text_before", "passed_over", "no_article", "joins", "labels")
_SIZE_LIMIT: Final = 100_000  # bytes of a pattern's file
_TITLES: Final[Mapping[str, Message]] = {  # those of the ready ones that are words, as their files have them
    "Factiva, with its index": Message("Factiva, with its index"),
    "Articles with named lines": Message("Articles with named lines"),
}


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One way in which articles follow each other. What a pattern does not say is None, or empty."""

    name: str
    named: str  # the title in its file
    begins: Expression[str] | None = None
    ends: Expression[str] | None = None
    between: Expression[str] | None = None
    text_after: Expression[str] | None = None
    text_before: Expression[str] | None = None
    passed_over: Expression[str] | None = None
    no_article: Expression[str] | None = None
    joins: Expression[str] | None = None
    labels: Expression[str] | None = None
    hints: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    title_above: str = ""
    alone: bool = False
    fields: Mapping[str, Expression[str]] = field(default_factory=dict)
    marks: Mapping[str, Expression[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name of the database, or what these articles are, as a person reads it."""
        return translated(_TITLES[self.named]) if self.named in _TITLES else self.named


def from_data(name: str, data: Mapping[str, Any]) -> Pattern:
    """The pattern that this data describes.

    Raises:
        Unfit: it describes none; the sentence says why, and names no file.
    """
    if not any(data.get(part) for part in _PARTING):
        raise Unfit(
            translated(
                "A pattern needs the line with which an article begins or ends, or what stands between articles."
            )
        )
    unknown = {*data} - {*_LINES, "title", "hints", "order", "title_above", "alone", "fields", "marks"}
    unknown |= {*data.get("fields", {})} - {*FIELDS}
    unknown |= {*data.get("marks", {})} - {*FIELDS, "text"}
    if unknown:
        raise Unfit(translated("A pattern has no part with the name “{name}”.", name=min(unknown)))
    return Pattern(
        name=name,
        named=str(data.get("title", name)),
        hints=tuple(map(str, data.get("hints", ()))),
        order=tuple(map(str, data.get("order", ()))),
        title_above=str(data.get("title_above", "")),
        alone=bool(data.get("alone", False)),
        fields={of: _expression(words) for of, words in data.get("fields", {}).items()},
        marks={of: _expression(words) for of, words in data.get("marks", {}).items()},
        **{part: _expression(data[part]) for part in _LINES if data.get(part)},
    )


def read(file: Path) -> Pattern:
    """The pattern in a TOML file, by the file's name.

    Raises:
        KnownError: it cannot be read, or holds none; the sentence names it.
    """
    try:
        data = tomllib.loads(files.contents(file, _SIZE_LIMIT).decode())
        return from_data(file.stem, data)
    except (Unfit, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise KnownError(translated("{file} holds no pattern: {reason}", file=file, reason=error)) from error


def known() -> tuple[Pattern, ...]:
    """Those that the user keeps, and the ready ones.

    Raises:
        KnownError: one that is kept cannot be read; the sentence names its file.
    """
    folder = folder_of_kept()
    kept = sorted(folder.glob("*.toml")) if files.exists(folder) else []
    return (*map(read, kept), *ready())


def files_of_known() -> list[Path]:
    """The files of those that the user keeps, and of the ready ones."""
    folder = folder_of_kept()
    kept = sorted(folder.glob("*.toml")) if files.exists(folder) else []
    return [*kept, *sorted(paths.resource("news_databases").glob("*.toml"))]


def keep(name: str, file: Path) -> None:
    """Keeps the pattern of a file under this name, in place of what has it.

    Raises:
        KnownError: the file holds no pattern, the name can be no file's, or nothing can be written there.
    """
    read(file)
    if Path(name).name != name or name.startswith("."):
        raise KnownError(translated("A pattern cannot be called “{name}”, because a file cannot.", name=name))
    folder = folder_of_kept()
    try:
        files.make_folder(folder)
    except OSError as error:
        raise files.unreadable(folder, error) from error
    with files.replacing(folder / f"{name}.toml") as stream:
        stream.write(files.contents(file, _SIZE_LIMIT))


def folder_of_kept() -> Path:
    """Where the user keeps patterns: each a file, by whose name it goes."""
    return paths.config_folder() / "patterns"


@lru_cache(maxsize=1)
def ready() -> tuple[Pattern, ...]:
    """The patterns that come along, in the order in which they are tried."""
    return tuple(read(file) for file in sorted(paths.resource("news_databases").glob("*.toml")))


def _expression(words: object) -> Expression[str]:
    listed = words if isinstance(words, list) else [words]
    try:
        return regex.compile("|".join(f"(?:{one})" for one in listed), regex.IGNORECASE)
    except regex.error as error:
        raise Unfit(
            translated("“{words}” is not a regular expression: {reason}.", words=words, reason=error)
        ) from error
