"""A table of what is known of articles that a library has: which article each row means, and what it would change.

A row means the article of its id; without one, the article whose text is in the file that it names; else that of its
URL. A library keeps no file names, so the files are looked for, beside the table or in a folder that is named.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import Message, Plural, listed, translated, translated_plural
from desktop.exchange import registry
from desktop.exchange.document import TITLE_LIMIT
from desktop.exchange.formats.tables.cells import BETWEEN, read_back
from desktop.exchange.source import FOUND, Choices
from desktop.exchange.tables import incoming
from desktop.exchange.tables.incoming import columns_of, day_of, in_words, names_of
from desktop.exchange.tables.rows import Row
from desktop.library import Edit, Library, Reader
from desktop.model.language import is_tag
from desktop.model.records import GROUP_KINDS, Article
from desktop.model.tags_and_sets import typed_names

KEYS: Final[Mapping[str, Plural]] = {  # by which a row says which article it means, the surest first
    "id": Plural("{count} article is found by its id", "{count} articles are found by their ids"),
    "file": Plural("{count} article is found by its file", "{count} articles are found by their files"),
    "url": Plural("{count} article is found by its URL", "{count} articles are found by their URLs"),
}
CHANGED: Final[Mapping[str, Message]] = {  # the fields of an article that a table may change
    "title": Message("title"),
    "publisher": Message("publisher"),
    "published": Message("date"),
    "author": Message("author"),
    "url": Message("URL"),
    "language": Message("language"),
    "tags": Message("tags"),
    "sets": Message("sets"),
    "note": Message("note"),
}
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # what the columns are called, in small letters
    "id": ("article id", "id"),
    "file": (
        *("file", "filename", "file name", "path", "file path", "datei", "dateiname", "fichier", "archivo"),
        *("nome file", "nom de fichier"),
    ),
    **{name: incoming.FIELDS[name] for name in CHANGED if name in incoming.FIELDS},
    "tags": ("tags", "tag", "keywords", "schlagwörter"),
    "sets": ("sets", "set", "sample", "batch"),
    "note": ("note", "notes", "notiz", "comment"),
}
_NAMED: Final = 3  # rows in a sentence
_MOST_REMARKS: Final = 50


@dataclass(frozen=True)
class MetadataTable:
    """A table as it was read."""

    path: Path
    columns: Mapping[str, str]  # by the names of COLUMNS: the column's name
    others: Sequence[str]  # the names of columns that are of no use here
    rows: Sequence[Row]
    left_out: Sequence[str] = ()  # sentences

    def said(self, row: Row, field: str) -> str:
        """What a row says of a field, without blanks around it; empty where it says nothing."""
        return read_back(in_words(row.get(self.columns.get(field, ""))))


@dataclass
class Matches:
    """Which articles the rows mean."""

    rows: dict[str, int] = field(default_factory=dict)  # by an article's id, the number of its row, from 1
    by: Counter[str] = field(default_factory=Counter)  # how many were found by each of KEYS
    unknown: list[str] = field(default_factory=list)  # the rows that mean no article of the library
    left_out: list[str] = field(default_factory=list)  # sentences


@dataclass
class Plan:
    """What taking a table in would do."""

    changed: list[tuple[Article, Mapping[str, Any]]] = field(default_factory=list)
    same: int = 0  # articles that the table would leave as they are
    left_out: list[str] = field(default_factory=list)  # sentences

    @property
    def fields(self) -> Counter[str]:
        """How many articles change in each field."""
        return Counter(name for _, fields in self.changed for name in fields)


def read(path: Path, choices: Choices = FOUND) -> MetadataTable:
    """The table of a file of any format of tables.

    Raises:
        KnownError: it cannot be read, or no column says which articles are meant, or what is known of them.
    """
    rows, left_out = registry.rows_of(path, choices)
    names = names_of(rows)
    with registry.naming_file(path):
        columns = columns_of(names, COLUMNS, choices.columns)
    if not columns.keys() & KEYS.keys():
        raise KnownError(
            translated("{file} has no column “id”, “file” or “url” that says which articles it is about.", file=path)
        )
    if not _tells(columns):
        raise KnownError(
            translated("{file} has no column with something that articles have, such as “publisher”.", file=path)
        )
    return MetadataTable(path, columns, [name for name in names if name not in columns.values()], rows, left_out)


def _tells(columns: Mapping[str, str]) -> bool:
    """Whether there is a column that can change something; a URL does where rows have a surer key."""
    told = columns.keys() & CHANGED.keys()
    return bool(told - {"url"}) or ("url" in told and bool(columns.keys() & {"id", "file"}))


def matched(
    library: Library, table: MetadataTable, progress: Progress = unwatched, *, folder: Path | None = None
) -> Matches:
    """Which articles the table's rows mean. Files are looked for in the `folder`, by default the table's own.

    `progress` counts the rows, and may raise `Cancelled`.
    """
    found = Matches(left_out=list(table.left_out))
    total = len(table.rows)
    ways = _Ways(library, table, folder or table.path.parent, lambda: progress(0, total), found.left_out)
    for number, row in enumerate(table.rows, start=1):
        progress(number - 1, total)
        said = ""
        ids: Sequence[str] = ()
        for key in KEYS:
            if words := table.said(row, key):
                said = said or on_one_line(words)[:80]
                ids = ways.articles(key, words)
            if ids:
                break
        if len(ids) > 1:
            _add(found.left_out, _SEVERAL, number=number, words=said, count=len(ids))
        elif ids and ids[0] in found.rows:
            _add(found.left_out, _TWICE, number=number, other=found.rows[ids[0]])
        elif ids:
            found.rows[ids[0]] = number
            found.by[key] += 1
        elif any(in_words(cell).strip() for cell in row.values()):
            found.unknown.append(translated("row {number}: {title}", number=number, title=said or "–"))
    progress(total, total)
    return found


_SEVERAL: Final = Message("Row {number}: “{words}” fits {count} articles; name them by their ids.")
_TWICE: Final = Message("Row {number} is about the same article as row {other}, and was left out.")


def _add(sentences: list[str], message: Message, **names: Any) -> None:
    if len(sentences) < _MOST_REMARKS:
        sentences.append(translated(message, **names))


def plan(reader: Reader, table: MetadataTable, matches: Matches, *, only_empty: bool = False) -> Plan:
    """What the table would change. With `only_empty`, it fills in what is not known yet, and no more."""
    made = Plan()
    if table.others:
        names = listed(on_one_line(name)[:40] for name in table.others[:12])
        _add(made.left_out, _UNUSED, columns=names)
    known = reader.what_articles_have()
    for id, article in reader.articles_by_id(matches.rows).items():
        fields = {
            name: value
            for name, value in _said(table, matches.rows[id], article, known, made.left_out)
            if value != getattr(article, name) and not (only_empty and getattr(article, name))
        }
        if fields:
            made.changed.append((article, fields))
        else:
            made.same += 1
    made.changed.sort(key=lambda change: matches.rows[change[0].id])
    return made


_UNUSED: Final = Message("These columns are not used: {columns}.")


def take_in(edit: Edit, table: MetadataTable, matches: Matches, *, only_empty: bool = False) -> Plan:
    """Takes the table in; gives what was done."""
    made = plan(edit, table, matches, only_empty=only_empty)
    edit.change_all(made.changed)
    return made


def _said(
    table: MetadataTable, number: int, article: Article, known: Mapping[str, Iterable[str]], left_out: list[str]
) -> Iterator[tuple[str, Any]]:
    """What a row says of its article, field by field; an empty cell says nothing."""
    row = table.rows[number - 1]
    for name in CHANGED:
        words = table.said(row, name)
        if not words or (name == "url" and _address(words) == _address(article.url)):
            continue
        value = _value(name, words, article, known)
        if value:
            yield name, value
        else:
            field = translated(CHANGED[name])
            _add(left_out, _NO_VALUE, number=number, words=on_one_line(words)[:80], field=field)


_NO_VALUE: Final = Message("Row {number}: “{words}” cannot be taken as {field}.")


def _value(name: str, words: str, article: Article, known: Mapping[str, Iterable[str]]) -> str | tuple[str, ...]:
    """The words as a field has them; empty where they cannot be that."""
    if name in GROUP_KINDS:
        return typed_names(words.replace(BETWEEN.strip(), ","), known.get(name, ()))
    if name == "note":
        return "\n".join(on_one_line(line).rstrip() for line in words.splitlines())
    words = on_one_line(words)
    if name == "published":
        return day_of(words, article.language)
    if name == "language":
        tag = words.replace("_", "-")
        return tag if is_tag(tag) else ""
    return words[:TITLE_LIMIT] if name == "title" else words


def _address(url: str) -> str:
    """What is compared of a URL: neither how it is fetched, nor a place within it, nor “www.”."""
    place = url.strip().partition("#")[0].rstrip("/")
    place = place.partition("://")[2] or place
    return place.casefold().removeprefix("www.")


class _Ways:
    """The articles of the library, by each of KEYS."""

    def __init__(
        self, library: Library, table: MetadataTable, folder: Path, pulse: Callable[[], None], left_out: list[str]
    ) -> None:
        self._library = library
        self._pulse = pulse
        self._left_out = left_out
        self._ids = library.known_ids("article", {id for row in table.rows if (id := table.said(row, "id"))})
        self._by_address: dict[str, list[str]] = defaultdict(list)
        for id, url in library.urls().items() if "url" in table.columns else ():
            self._by_address[_address(url)].append(id)
        self._files: dict[str, list[Path]] = defaultdict(list)
        if wanted := {_path(name).name for row in table.rows if (name := table.said(row, "file"))}:
            self._look_for(wanted, folder)

    def _look_for(self, wanted: Set[str], folder: Path) -> None:
        """Finds files of these names, or of these names and an extension, in a folder and those in it."""
        for root, folders, names in os.walk(folder):
            self._pulse()
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                stem, extension = os.path.splitext(name)
                called = name if name in wanted else stem
                path = Path(root, name)
                if called not in wanted or extension.lower() not in registry.EXTENSIONS:
                    continue
                if not self._library.address.is_at(path):  # which may not be opened a second time
                    self._files[called].append(path)

    def articles(self, key: str, words: str) -> Sequence[str]:
        """The ids of the articles of which these words are the id, the file's name or the URL."""
        if key == "id":
            return [words] if words in self._ids else []
        return self._by_address.get(_address(words), []) if key == "url" else self._in_files(_path(words))

    def _in_files(self, named: PurePosixPath) -> list[str]:
        """The ids of the articles whose texts are in the file of this name; a folder before it is its folder, too."""
        files = self._files.get(named.name, [])
        if not named.is_absolute():
            folders = named.parent.parts
            files = [file for file in files if file.parent.parts[-len(folders) :] == folders or not folders]
        hashes: set[str] = set()
        for file in files:
            try:
                reading = registry.read(file, self._pulse)
                hashes.update(document.article.sha256 for document in reading.documents)
            except KnownError as error:
                self._left_out.append(str(error))
        return [one.id for some in self._library.articles_with_hashes(hashes).values() for one in some]


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def sentences(matches: Matches, made: Plan) -> list[str]:
    """What a plan does, a line each."""
    lines = [translated_plural(*words, matches.by[key]) for key, words in KEYS.items() if matches.by[key]]
    fields = [
        translated("{field} {count}", field=translated(CHANGED[name]), count=count)
        for name in CHANGED
        if (count := made.fields[name])
    ]
    head = translated_plural("{count} article changes", "{count} articles change", len(made.changed))
    lines.append(f"{head}: {listed(fields)}" if fields else head)
    if made.same:
        lines.append(
            translated_plural("{count} article stays as it is", "{count} articles stay as they are", made.same)
        )
    if matches.unknown:
        named = "; ".join([*matches.unknown[:_NAMED], *(["…"] if len(matches.unknown) > _NAMED else [])])
        lines.append(translated_plural(*_UNKNOWN, len(matches.unknown), rows=named))
    return lines


_UNKNOWN: Final = Plural(
    "{count} row fits no article of the library: {rows}", "{count} rows fit no article of the library: {rows}"
)
