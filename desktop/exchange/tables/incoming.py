"""A table of articles that somebody made: which column holds what, and a document a row."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from desktop.base.control_characters import on_one_line
from desktop.base.errors import Unfit
from desktop.base.translation import listed, translated, translated_plural
from desktop.exchange.bylines import iso_date
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.format import Pulse
from desktop.exchange.source import Choices, Source
from desktop.exchange.tables.rows import EachRow, IncomingTable, Row, Unreadable
from desktop.model.dates import is_date
from desktop.model.language import is_tag, language_of
from desktop.model.text import canonical

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {  # what columns of articles are called, in small letters
    "text": (
        *("text", "body", "content", "fulltext", "full text", "article", "article text", "article body", "body text"),
        *("maintext", "plain text", "story", "raw text", "document", "volltext", "artikel", "inhalt", "artikeltext"),
        *("texte", "contenu", "corps", "texto", "contenido", "cuerpo", "testo", "contenuto", "tekst", "treść", "текст"),
    ),
    "title": (
        "title",
        "headline",
        "heading",
        "head",
        "titel",
        "überschrift",
        "schlagzeile",
        "titre",
        "título",
        "titolo",
    ),
    "publisher": (
        *("publisher", "source", "outlet", "newspaper", "publication", "publication title", "media", "medium", "paper"),
        *("site", "sitename", "site name", "domain", "source name", "journal", "quelle", "zeitung", "fuente", "fonte"),
    ),
    "published": (
        *("published", "date", "publication date", "published at", "published date", "publish date", "pub date"),
        *("pubdate", "date publish", "datetime", "day", "datum", "erscheinungsdatum", "fecha", "data"),
    ),
    "author": ("author", "authors", "byline", "by", "writer", "creator", "autor", "autoren", "auteur", "autore"),
    "url": ("url", "link", "uri", "address", "permalink", "web url", "article url", "canonical url", "source url"),
    "language": ("language", "lang", "sprache", "langue", "idioma", "lingua"),
}
_LABELS: Final = (
    "label",
    "labels",
    "entities",
    "spans",
    "annotations",
)  # of doccano and other tools: [[0, 4, "claim"]]
_LOOKED_AT: Final = 100  # rows by which the columns are found
_TOLD: Final = 20  # rows that cannot be read, and are reported one by one
_LONG: Final = 200  # characters that a text has on average, in a column with no name that tells
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_FIRST_DAY: Final = datetime.date(1899, 12, 30)
_BY_DOTS: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WORDS: Final = re.compile(r"[\s_.\-]+")


def reading_of(table: IncomingTable, source: Source, pulse: Pulse) -> Reading:
    """The articles of a table. A row that cannot be read is left out, and the report names it.

    Raises:
        KnownError: no column holds texts, or a chosen one is not there; or no row can be read.
    """
    first = first_rows(table)
    if "text" not in source.choices.columns:
        _refuse_marked(first)
    columns = _columns(first, source.choices.columns)
    total, empty, unreadable = 0, [], []
    for number, row, text in _texts(table.rows, columns):
        pulse()
        if isinstance(text, Unreadable):
            unreadable.append(text.sentence)
        elif text:
            total += 1
        else:
            empty.append(_name_of(row, number, columns))
    if not total and unreadable:
        raise Unfit(unreadable[0])
    if not total:
        raise Unfit(translated("The column “{column}” has no text in any row.", column=columns["text"]))
    documents = (
        _document(row, columns, text)
        for _, row, text in _texts(table.rows, columns)
        if text and not isinstance(text, Unreadable)
    )
    remarks = left_out(table, source.choices, unreadable)
    return Reading(documents=documents, total=total, columns=columns, passed_over=empty, remarks=remarks)


def first_rows(table: IncomingTable) -> Sequence[Row]:
    """Some of the first rows, by which it is seen what the columns hold.

    Raises:
        Unfit: there is none, or none of them can be read.
    """
    looked_at = list(islice(table.rows(), _LOOKED_AT))
    first = [row for row in looked_at if not isinstance(row, Unreadable)]
    if not looked_at:
        raise Unfit(translated("It is a table without a row below the names of its columns."))
    if not first:
        raise Unfit(next(row.sentence for row in looked_at if isinstance(row, Unreadable)))
    return first


def left_out(table: IncomingTable, choices: Choices, unreadable: Sequence[str]) -> Sequence[str]:
    """Sentences on what of a table does not come in: rows, and sheets that nobody chose to leave."""
    more = len(unreadable) - _TOLD
    told = [*unreadable[:_TOLD]]
    if more > 0:
        told.append(translated_plural("{count} more row was left out.", "{count} more rows were left out.", more))
    others = [name for name in table.sheets if name != table.sheet]
    if others and not choices.sheet:
        names = _shown(others)
        told.append(
            translated(
                "Only its sheet “{sheet}” was read, not {others}. To read another one, choose it in the preview, "
                "or name it by --sheet.",
                sheet=on_one_line(table.sheet)[:40],
                others=names,
            )
        )
    return told


def _refuse_marked(rows: Sequence[Row]) -> None:
    """What another program marked in the texts would be lost without a word."""
    for row in rows:
        for name in _LABELS:
            marks = row.get(name)
            if isinstance(marks, list) and any(isinstance(mark, list | dict) for mark in marks):
                raise Unfit(
                    translated(
                        "It holds labels of another program (“{column}”), which Ascribe does not read. "
                        "To take its texts alone, import it with --column text=NAME.",
                        column=name,
                    )
                )


def names_of(rows: Iterable[Row]) -> list[str]:
    """The names of the columns of these rows."""
    return list(dict.fromkeys(name for row in rows for name in row))


def columns_of(names: Sequence[str], fields: Mapping[str, Sequence[str]], chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of these columns that are chosen or whose names tell what they hold, by the fields.

    Args:
        fields: what the columns of each field are called, in small letters, without underscores.
        chosen: the columns that a person named, by the fields; empty for a field that is to be left out.

    Raises:
        KnownError: a chosen one is not there.
    """
    if missing := [column for column in chosen.values() if column and column not in names]:
        raise Unfit(
            translated("The table has no column “{column}”; it has {names}.", column=missing[0], names=_shown(names))
        )
    simple = {_WORDS.sub(" ", name).strip().casefold(): name for name in reversed(names)}
    columns = {field: name for field, name in chosen.items() if name}
    taken: set[str] = set()  # by fields that were found; one that is chosen may be another's, too
    for field, known in fields.items():
        if field in chosen:
            continue
        name = next((simple[one] for one in known if one in simple and simple[one] not in taken), None)
        if name is not None:
            columns[field] = name
            taken.add(name)
    return columns


def _columns(rows: Sequence[Row], chosen: Mapping[str, str]) -> dict[str, str]:
    """The names of the columns by the fields that they hold; without a name that tells, the texts are the longest."""
    names = names_of(rows)
    columns = columns_of(names, FIELDS, chosen)
    if "text" not in columns:
        free = [name for name in names if name not in columns.values()]
        lengths = {name: sum(len(in_words(row.get(name))) for row in rows) / len(rows) for name in free}
        longest = max(lengths, key=lambda name: lengths[name], default="")
        if not longest or lengths[longest] < _LONG:
            raise Unfit(
                translated(
                    "It is a table, and none of its columns seems to hold the texts of articles: {names}.",
                    names=_shown(names) or translated("there is none"),
                )
            )
        columns["text"] = longest
    return columns


def _shown(names: Sequence[str]) -> str:
    """The names of columns for a sentence: they are somebody else's, and may be many or long."""
    return listed(on_one_line(name)[:40] for name in names[:12])


def _texts(rows: EachRow, columns: Mapping[str, str]) -> Iterator[tuple[int, Row, "str | Unreadable"]]:
    """Each row with its number and its text, which is blank where it has none."""
    for number, row in enumerate(rows(), start=1):
        if isinstance(row, Unreadable):
            yield number, {}, row
            continue
        text: str | Unreadable
        try:
            text = canonical(in_words(row.get(columns["text"])))
        except Unfit as error:
            text = Unreadable(translated("Row {number} was left out: {reason}", number=number, reason=error))
        yield number, row, text if isinstance(text, Unreadable) or text.strip() else ""


def _name_of(row: Row, number: int, columns: Mapping[str, str]) -> str:
    title = in_words(row.get(columns.get("title", ""))).strip()
    return translated("row {number}: {title}", number=number, title=title or translated("no text"))


def _document(row: Row, columns: Mapping[str, str], text: str) -> Document:
    known = {field: on_one_line(in_words(row.get(name))) for field, name in columns.items() if field != "text"}
    language = known.get("language", "").replace("_", "-")
    known["language"] = language if is_tag(language) else ""
    if "published" in known:
        known["published"] = day_of(known["published"], known["language"] or language_of(text[:2000]))
    return new_document(text, **known)


def in_words(value: Any) -> str:
    """A value of a cell: a word, a number, or a list of these."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(in_words, value)))
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict) else str(value)


def day_of(words: str, language: str) -> str:
    """The day that words of this language name, as ISO 8601 writes it; empty where they name none."""
    if moment := _MOMENT.fullmatch(words):
        words = moment[1]
    if _SERIAL.fullmatch(words):  # as Excel keeps days: their number from the end of 1899
        words = (_FIRST_DAY + datetime.timedelta(days=int(words.partition(".")[0]))).isoformat()
    if by_dots := _BY_DOTS.fullmatch(words):  # wherever dates have dots, the day comes first
        words = f"{by_dots[3]}-{int(by_dots[2]):02}-{int(by_dots[1]):02}"
    return words if is_date(words) else iso_date(words, language)


def headed(cells: Iterator[Sequence[Any]]) -> Iterator[Row]:
    """The rows below the first, which names the columns. A column without a name is called by its number."""
    names = next(cells, ())
    columns = [str(name).strip() if name not in {None, ""} else str(place) for place, name in enumerate(names, start=1)]
    for row in cells:
        yield dict(zip(columns, row, strict=False))
