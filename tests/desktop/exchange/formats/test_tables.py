"""Tables as files, read back by readers that know nothing of Ascribe: each cell as it was, and none a formula."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.exchange.format import Format
from desktop.exchange.formats.tables import FORMATS, delimited, jsonl, ods, xlsx
from desktop.exchange.formats.tables.cells import harmless, looks_like_a_formula, plain
from desktop.exchange.tables.table import Cell, Table
from tests.examples import examples

Cells = list[list[object]]

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "'=1",
    "''+1",
    "＝1",
    '=HYPERLINK("http://example.org","x")',
    "http://example.org",
    "mailto:a@example.org",
    "a\r\nb\rc\nd",
    'say "no", he said; then',
    "\0\x07\x1b[31m\x7f\x85",
    "_x0041_",
    "{=1}",
    "<b>&amp;</b>]]>",
    "  two  blanks  \t and a tab ",
    "👩‍👩‍👧 e\u0301 \u202eعربي\u202c שלום",
    "\ufeffmark",
    "007",
    "1-2",
    "TRUE",
    "",
]
TEXTS = st.sampled_from(NASTY) | st.text(
    alphabet=st.characters(codec="utf-8") | st.sampled_from(list("=+-@'\t\r\n\0\"; ,<&")), max_size=12
)


def written(format: Format, rows: Sequence[Sequence[Cell]], columns: Sequence[str] = (), **options: bool) -> bytes:
    stream = io.BytesIO()
    names = columns or [f"c{number}" for number in range(len(rows[0]) if rows else 1)]
    assert format.write_table is not None
    format.write_table(Table("claims", names, iter(rows)), stream, options)
    return stream.getvalue()


def read_csv(data: bytes, dialect: str = "excel") -> Cells:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [
        [cell.removeprefix("'") if _is_defused(cell) else cell for cell in row] for row in csv.reader(text, dialect)
    ]


def _is_defused(cell: str) -> bool:
    return cell.startswith("'") and looks_like_a_formula(cell[1:])


def read_xlsx(data: bytes) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(cell.data_type != "f" and cell.hyperlink is None for sheet in book for row in sheet for cell in row)
    return [[_unescaped(cell.value) for cell in row] for sheet in book for row in sheet]


def _unescaped(value: object) -> object:
    """As Excel reads ISO 29500's ST_Xstring; openpyxl leaves the escapes of texts that stand in their cells."""
    if isinstance(value, str):
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), value)
    return "" if value is None else value


def read_ods(data: bytes) -> Cells:
    spaces = {name: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None
        ElementTree.fromstring(archive.read("META-INF/manifest.xml"))
        root = ElementTree.fromstring(archive.read("content.xml"))

    def words(element: ElementTree.Element) -> str:
        parts = [re.sub("[ \t\n\r]+", " ", element.text or "")]
        for child in element:
            parts.append("\t" if child.tag.endswith("tab") else " " * int(child.attrib[f"{spaces['text']}c"]))
            parts.append(re.sub("[ \t\n\r]+", " ", child.tail or ""))
        return "".join(parts)

    def value(cell: ElementTree.Element) -> object:
        kind = cell.get(f"{spaces['office']}value-type")
        if kind == "float":
            return float(cell.attrib[f"{spaces['office']}value"])
        if kind == "boolean":
            return cell.attrib[f"{spaces['office']}boolean-value"] == "true"
        return "\n".join(map(words, cell.findall(f"{spaces['text']}p")))

    assert not [element for element in root.iter() if "formula" in str(element.attrib)]
    rows = root.iter(f"{spaces['table']}table-row")
    return [[value(cell) for cell in row.findall(f"{spaces['table']}table-cell")] for row in rows]


READERS: dict[str, Callable[[bytes], Cells]] = {
    "csv": read_csv,
    "tsv": lambda data: read_csv(data, "excel-tab"),
    "xlsx": read_xlsx,
    "ods": read_ods,
}


@settings(max_examples=examples(20), deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
@pytest.mark.parametrize("format", [format for format in FORMATS if format.name in READERS], ids=lambda one: one.name)
def test_texts_are_read_back_as_they_were(format: Format, rows: list[tuple[str, str, str]]) -> None:
    told = [("begin", *row, "end") for row in rows]  # so that no reader cuts what is empty at an end
    _, *found = READERS[format.name](written(format, told))
    assert found == [[harmless(cell) for cell in row] for row in told]


@settings(max_examples=examples(20), deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, st.tuples(TEXTS, TEXTS)), min_size=1, max_size=4))
def test_json_lines_hold_every_text_and_list_as_it_is(rows: list[tuple[str, tuple[str, str]]]) -> None:
    lines = written(jsonl.FORMAT, rows).decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [{"c0": text, "c1": list(texts)} for text, texts in rows]


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_file_without_types_begins_like_a_formula(text: str) -> None:
    data = written(delimited.CSV, [[text, text]])
    for cell in list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not cell.startswith(("\t", "\r", "\n"))
        assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in cell)


@given(TEXTS)
def test_an_apostrophe_that_defuses_can_be_told_from_one_of_the_text(text: str) -> None:
    (found,) = read_csv(written(delimited.CSV, [[text]]))[1:]
    assert found == [harmless(text)]


def test_a_formula_in_a_workbook_stays_a_text_when_it_is_edited() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(xlsx.FORMAT, [["=1+1", "plain"]])))
    formula, words = list(book.active)[1]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=1+1", "s", True)
    assert not words.quotePrefix


@pytest.mark.parametrize("format", [one for one in FORMATS if one.is_written], ids=lambda one: one.name)
def test_numbers_and_answers_have_their_types_where_the_file_has_types(format: Format) -> None:
    row: list[Cell] = ["begin", 12, -0.5, True, None, ("a", "", "b", "a"), "end"]
    data = written(format, [row])
    if format is jsonl.FORMAT:
        assert list(json.loads(data).values()) == ["begin", 12, -0.5, True, None, ["a", "", "b", "a"], "end"]
        return
    (found,) = READERS[format.name](data)[1:]
    if format in {xlsx.FORMAT, ods.FORMAT}:
        assert found == ["begin", 12, -0.5, True, "", "a; b", "end"]
    else:
        assert found == ["begin", "12", "-0.5", "true", "", "a; b", "end"]


def test_numbers_that_no_cell_holds_exactly_are_texts() -> None:
    row: list[Cell] = [2**53 + 1, float("inf"), float("nan")]
    assert read_xlsx(written(xlsx.FORMAT, [row]))[1] == ["9007199254740993", "inf", "nan"]
    assert read_ods(written(ods.FORMAT, [row]))[1][1:] == ["inf", "nan"]


def test_excel_knows_utf_8_by_a_mark_which_other_programs_can_do_without() -> None:
    assert written(delimited.CSV, [["é"]]).startswith(b"\xef\xbb\xbfc0\r\n")
    assert written(delimited.TSV, [["é"]], without_bom=True) == "c0\r\né\r\n".encode()


@pytest.mark.parametrize("format", [xlsx.FORMAT, ods.FORMAT], ids=lambda one: one.name)
def test_what_is_too_long_for_a_sheet_goes_on_in_another(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    module = {"xlsx": xlsx, "ods": ods}[format.name]
    monkeypatch.setattr(module, "ROWS_OF_A_SHEET", 3)
    told = [[str(number)] for number in range(5)]
    found = READERS[format.name](written(format, told))
    assert found == [["c0"], ["0"], ["1"], ["c0"], ["2"], ["3"], ["c0"], ["4"]]
    assert READERS[format.name](written(format, [], ["a", "b"])) == [["a", "b"]]


def test_a_text_that_no_cell_of_excel_holds_says_that_there_is_more() -> None:
    fits, too_long = "x" * 32_767, "🛩" * 20_000  # two UTF-16 units each
    kept, cut = read_xlsx(written(xlsx.FORMAT, [[fits, too_long]]))[1]
    assert kept == fits
    assert str(cut).endswith("(shortened: a cell of Excel holds 32,767 characters)")
    assert len(str(cut).encode("utf-16-le")) // 2 in {32_766, 32_767}
    assert read_ods(written(ods.FORMAT, [[too_long]]))[1] == [too_long]


def test_nothing_is_left_of_what_is_written_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fails() -> object:
        yield ["a"]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        xlsx.write(Table("claims", ["c"], fails()), io.BytesIO(), {})  # type: ignore[arg-type]
    written(xlsx.FORMAT, [["a"]])
    assert list(tmp_path.iterdir()) == []


class FullDisk(io.BytesIO):
    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("format", [one for one in FORMATS if one.is_written], ids=lambda one: one.name)
def test_a_full_disk_is_an_os_error(format: Format) -> None:
    assert format.write_table is not None
    with pytest.raises(OSError, match="No space"):
        format.write_table(Table("claims", ["c"], iter([["a"]] * 10)), FullDisk(), {})


def test_texts_of_one_cell_are_joined_each_once() -> None:
    assert plain(("Ann", "", "Bob", "Ann")) == "Ann; Bob"


@pytest.mark.parametrize("format", [one for one in FORMATS if one.is_written], ids=lambda one: one.name)
def test_a_stream_stays_open_where_the_rows_cannot_be_read(format: Format) -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        yield ("a",)
        raise KnownError("The library is damaged.")

    assert format.write_table is not None
    stream = io.BytesIO()
    with pytest.raises(KnownError):
        format.write_table(Table("Claims", ["words"], rows()), stream, {})
    assert not stream.closed
