"""What the names of files say of their articles, by a pattern such as "{date}_{publisher}_{title}".

A pattern is fitted to the whole name without its extension; with slashes in it, to the folders before it, too.
A field takes as little as it can, up to what stands after it. "{}" is passed over. An underscore in a name is a blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.document import TITLE_LIMIT, Document, Reading
from desktop.exchange.tables.incoming import day_of
from desktop.model.language import is_tag

FIELDS: Final[Mapping[str, str]] = {  # of a pattern: the fields of an article
    "title": "title",
    "publisher": "publisher",
    "date": "published",
    "author": "author",
    "language": "language",
}
EXAMPLE: Final = "{date}_{publisher}_{title}"
_FIELD: Final = re.compile(r"\{(\w*)\}")
_DAY: Final = r"\d{4}(?:[-.]?\d\d(?:[-.]?\d\d)?)?|\d{1,2}\.\d{1,2}\.\d{4}"
_COMPACT: Final = re.compile(r"(\d{4})[-.]?(\d\d)[-.]?(\d\d)?")
_LONGEST: Final = 200  # characters of a pattern


def check(pattern: str) -> None:
    """Refuses what is no pattern.

    Raises:
        KnownError: it has no field, one that is unknown, or one twice.
    """
    _compiled(pattern)


def with_names(reading: Reading, path: Path, pattern: str) -> Reading:
    """What was read, with what the file's name says of its articles in place of what they say themselves.

    A file of several articles keeps their titles, and one whose articles have ids of their own all that they have.
    """
    if not pattern or reading.head.has_ids:
        return reading
    said = _said(path, pattern)
    if not said:
        told = translated("Its name does not fit the pattern {pattern}.", pattern=pattern)
        return replace(reading, remarks=(*reading.remarks, told))
    if reading.total > 1:
        said.pop("title", None)
    return replace(reading, documents=_known(reading.documents, said))


def _known(documents: Iterable[Document], said: Mapping[str, str]) -> Iterator[Document]:
    for document in documents:
        fields: dict[str, Any] = dict(said)
        if day := fields.pop("published", ""):
            fields["published"] = _day(day, document.article.language)
        yield replace(document, article=replace(document.article, **fields))


def _said(path: Path, pattern: str) -> dict[str, str]:
    """What a name says, by the fields of an article; empty where the pattern does not fit."""
    depth = pattern.count("/") + 1
    name = "/".join([*path.parts[:-1], path.stem][-depth:])
    found = _compiled(pattern).fullmatch(name)
    if found is None:
        return {}
    words = {FIELDS[field]: on_one_line(value.replace("_", " ")).strip() for field, value in found.groupdict().items()}
    if "title" in words:
        words["title"] = words["title"][:TITLE_LIMIT]
    if not is_tag(words.get("language", "en")):
        del words["language"]
    return {field: value for field, value in words.items() if value}


def _day(words: str, language: str) -> str:
    if compact := _COMPACT.fullmatch(words):
        words = "-".join(filter(None, compact.groups()))
    return day_of(words, language)


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    names = [name for name in _FIELD.findall(pattern) if name]
    rest = _FIELD.sub("", pattern)
    if not names or len(set(names)) < len(names) or set(names) - FIELDS.keys() or set("{}") & set(rest):
        fields = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise KnownError(
            translated(
                "“{pattern}” is not a pattern of file names. Such a pattern names fields, each once, as in "
                "{{date}}_{{publisher}}_{{title}}; there are {fields}, and {{}} for what is skipped.",
                pattern=pattern[:_LONGEST],
                fields=fields,
            )
        )
    pieces = _FIELD.split(pattern)  # by turns: what stands between fields, and their names
    return re.compile("".join(_piece(piece) if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)))


def _piece(name: str) -> str:
    if not name:
        return "[^/]*?"
    return f"(?P<{name}>{_DAY})" if name == "date" else f"(?P<{name}>[^/]+?)"
