"""Tables of articles come in: a row is an article, whatever the columns are called."""

import datetime
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document
from desktop.exchange.format import Format
from desktop.exchange.formats.tables import ods, xlsx
from desktop.exchange.source import FOUND, Choices
from desktop.exchange.tables.table import Cell, Table

LONG = "The council of Lund voted on Monday to mend the old quay, “before winter”, said Ada Kern. " * 3


def _read(file: Path, data: bytes, choices: Choices = FOUND) -> list[Document]:
    file.write_bytes(data)
    return list(registry.read(file, choices=choices).documents)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "ID,Headline,Body,Date,Source\n7,A quay,“Old,2021-01-11,Herald\n8,A tram,Off,15 January 2021,Post\n"),
        ("a.csv", 'Titel;Volltext;Datum;Quelle\n"A quay";"“Old";11.01.2021;Herald\nA tram;Off;2021-01-15;Post\n'),
        ("a.tsv", "title\ttext\tpublished_at\toutlet\r\nA quay\t“Old\t2021-01-11T09:30:00Z\tHerald\r\n"
                  "A tram\tOff\t2021-01-15 10:00\tPost\r\n"),
        ("a.csv", "title|content|date|publisher\nA quay|“Old|2021-01-11|Herald\nA tram|Off|2021-01-15|Post"),
        ("a.jsonl", '{"title": "A quay", "text": "“Old", "date": "2021-01-11", "source": "Herald", "n": 3}\n\n'
                    '{"title": "A tram", "text": "Off", "date": "2021-01-15", "source": "Post", "tags": ["a"]}\n'),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(tmp_path: Path, name: str, data: str) -> None:
    documents = _read(tmp_path / name, data.encode())
    found = [(one.text, one.article.title, one.article.published, one.article.publisher) for one in documents]
    assert found == [("“Old", "A quay", "2021-01-11", "Herald"), ("Off", "A tram", "2021-01-15", "Post")]


@pytest.mark.parametrize("format", [xlsx.FORMAT, ods.FORMAT], ids=lambda one: str(one.name))
def test_a_workbook_that_ascribe_wrote_is_read(tmp_path: Path, format: Format) -> None:
    rows: list[list[Cell]] = [
        ["A quay", "“Old”,\n  she\tsaid 🛩", 7, "2021-01-11", None],
        ["", "=Off", 8, "2021", "Post"],
    ]
    stream = io.BytesIO()
    assert format.write_table is not None
    format.write_table(Table("articles", ["title", "text", "n", "date", "source"], rows), stream, {})
    first, second = _read(tmp_path / f"a{format.extensions[0]}", stream.getvalue())
    assert (first.text, first.article.title, first.article.published) == (
        "“Old”,\n  she\tsaid 🛩",
        "A quay",
        "2021-01-11",
    )
    assert (second.text, second.article.published, second.article.publisher) == ("=Off", "2021", "Post")


def test_days_of_excel_are_days(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["title", "text", "date"], ["A quay", "Old", datetime.datetime(2021, 1, 11)], [None, None, None]):
        sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    (document,) = registry.read(tmp_path / "b.xlsx").documents
    assert (document.text, document.article.published) == ("Old", "2021-01-11")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = f"titel;text\nÄrger in Köln;{LONG}»Müßig«, sagte sie über die Brücke.\n"
    (document,) = _read(tmp_path / "a.csv", text.encode(encoding))
    assert document.article.title == "Ärger in Köln"
    assert document.text.endswith("»Müßig«, sagte sie über die Brücke.")


def test_what_is_chosen_is_taken(tmp_path: Path) -> None:
    data = "a:b:c\nÄlter:Jung:2021\n".encode("cp1252")
    choices = Choices(columns={"text": "b", "title": "a", "published": "c"}, delimiter=":", encoding="cp1252")
    (document,) = _read(tmp_path / "a.csv", data, choices)
    assert (document.text, document.article.title, document.article.published) == ("Jung", "Älter", "2021")


def test_a_column_of_long_texts_needs_no_name(tmp_path: Path) -> None:
    (document,) = _read(tmp_path / "a.csv", f'id,what\n1,"{LONG}"\n'.encode())
    assert document.text == LONG


def test_a_cell_holds_lines_and_quotation_marks(tmp_path: Path) -> None:
    (document,) = _read(tmp_path / "a.csv", b'text,title\n"""Old,"" she said.\n\nAnd ours.",Quay\n')
    assert document.text == '"Old," she said.\n\nAnd ours.'


def test_rows_without_a_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,text\nA quay,Old\nA tram,\n")
    reading = registry.read(file)
    assert (reading.total, list(reading.passed_over)) == (1, ["row 2: A tram"])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", "id,name\n1,Kern\n", "none of its columns"),
        ("a.csv", "text,title\n,Quay\n", "has no text in any row"),
        ("a.jsonl", "nonsense\n[3]\n", "Line 1 is not a JSON"),
        ("a.jsonl", '{"text": "Old", "label": [[0, 2, "claim"]]}\n', "labels of another program"),
        ("a.jsonl", '{"text": "Old", "entities": [{"start": 0}]}\n', "labels of another program"),
        ("a.csv", "text\nO\0ld\n", "Row 1 .* NUL"),
        ("a.xlsx", "PK\x03\x04 nonsense", "not a table of this kind"),
        ("a.ods", "PK\x03\x04 nonsense", "not a table of this kind"),
    ],
)
def test_a_table_of_no_articles_is_refused_in_a_sentence(tmp_path: Path, name: str, data: str, reason: str) -> None:
    with pytest.raises(KnownError, match=reason) as told:
        _read(tmp_path / name, data.encode())
    assert name in str(told.value)


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no column “body”; it has text, title"):
        _read(tmp_path / "a.csv", b"text,title\nOld,Quay\n", Choices(columns={"text": "body"}))


def test_the_texts_alone_are_taken_when_asked_for(tmp_path: Path) -> None:
    line = json.dumps({"text": "Old", "label": [[0, 2, "claim"]]}).encode()
    (document,) = _read(tmp_path / "a.jsonl", line, Choices(columns={"text": "text"}))
    assert document.text == "Old"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('title,text\nA quay,"It is old\nA tram,It is off\n', "A quotation mark in row 1 is never closed"),
        ("title,text\n", "It is a table without a row below the names of its columns."),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, data: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        _read(tmp_path / "a.csv", data.encode())


def test_a_quotation_mark_that_is_open_in_the_last_line_alone_does_no_harm(tmp_path: Path) -> None:
    (document,) = _read(tmp_path / "a.csv", f'title,text\nA quay,"{LONG}\n'.encode())
    assert document.text.strip() == LONG.strip()


def _remarks(file: Path, data: bytes) -> Sequence[str]:
    file.write_bytes(data)
    return registry.read(file).remarks


def test_a_row_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    lines = [b'{"text": "Old"}', b"nonsense", b"[3]", b'{"text": "\xff"}', b'{"text": "\\ud800"}', b'{"text": "Off"}']
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\n".join(lines))
    reading = registry.read(file)
    assert [document.text for document in reading.documents] == ["Old", "Off"]
    assert reading.total == 2
    assert [words.partition(" was")[0].partition(" is")[0] for words in reading.remarks] == [
        f"Line {number}" for number in (2, 3, 4, 5)
    ]
    file.write_bytes(b"\n".join([*[b"nonsense"] * 25, lines[0]]))
    assert registry.read(file).remarks[-1] == "5 more rows were left out."
    (told,) = _remarks(tmp_path / "a.csv", b"title,text\nA quay,O\0ld\nA tram,Off\n")
    assert told == "Row 1 was left out: The text holds a NUL character, so it is not plain text."


def test_a_column_that_is_chosen_may_be_another_fields_too(tmp_path: Path) -> None:
    data = b"title,text,source\nA quay,Old,Herald\n"
    (document,) = _read(tmp_path / "a.csv", data, Choices(columns={"author": "source"}))
    assert (document.article.author, document.article.publisher) == ("Herald", "Herald")


def workbook_in(folder: Path) -> Path:
    """Two sheets with articles, behind one that is hidden and one with nothing in it."""
    book = Workbook()
    hidden = book.active
    hidden.title, hidden.sheet_state = "Codes", "hidden"
    hidden.append(["code"])
    book.create_sheet("Empty")
    for name, title in (("May", "A quay"), ("June", "A tram")):
        sheet = book.create_sheet(name)
        sheet.append(["title", "text"])
        sheet.append([title, f"{title} is old."])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def _spreadsheet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ods, "ROWS_OF_A_SHEET", 2)
    with (folder / "a.ods").open("wb") as stream:
        ods.write(Table("May", ["title", "text"], [["A quay", "Old"], ["A tram", "Old"]]), stream, {})
    return folder / "a.ods"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_sheet_is_chosen_and_what_is_left_is_told(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook_in(tmp_path) if kind == "xlsx" else _spreadsheet(tmp_path, monkeypatch)
    second = "June" if kind == "xlsx" else "May 2"

    def titles(sheet: str) -> list[str]:
        return [one.article.title for one in registry.read(file, choices=Choices(sheet=sheet)).documents]

    (told,) = registry.read(file).remarks
    assert told.startswith(f"Only its sheet “May” was read, not {second}")
    assert titles("") == titles("May") == ["A quay"]
    assert titles(second) == ["A tram"]
    assert not registry.read(file, choices=Choices(sheet=second)).remarks
    assert titles("*") == ["A quay", "A tram"]
    with pytest.raises(KnownError, match=f"no sheet “Moy”; it has May, {second}"):
        titles("Moy")
    found = registry.table_in(file)
    assert found is not None
    assert (list(found.sheets)[:2], found.sheet) == (["May", second], "May")
