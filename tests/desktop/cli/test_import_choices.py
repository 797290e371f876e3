"""`ascribe import` with a preview, a pattern of one's own, and chosen columns."""

from pathlib import Path

import pytest

from desktop.base import paths
from tests.desktop.cli.conftest import Ask
from tests.desktop.exchange.news_databases.test_splitting import CLIPPINGS, MINE, NEXIS


def test_a_preview_writes_nothing(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "nexis.txt"
    file.write_text(NEXIS)
    answer = ascribe("import", "--preview", file)
    assert answer.status == 0
    assert answer.out.splitlines() == [
        f"{file}: 2 articles (Nexis)",
        "    Details: title 2, publisher 2, date 2, author 1, language 2",
        "    1. A quay to be mended · Lund Herald · 2021-01-11 · ADA ROSS; Tim Holm",
        "    2. Tram leaves the rails · Mora Post · 2021-01-15",
    ]
    assert not paths.default_library().exists()
    ascribe("import", file)
    again = ascribe("import", "--preview", file).out
    assert "2 are in the library already, such as: A quay to be mended; Tram leaves the rails" in again


def test_a_pattern_is_used_and_kept(ascribe: Ask, tmp_path: Path) -> None:
    file, mine = tmp_path / "a.txt", tmp_path / "p.toml"
    file.write_text(CLIPPINGS)
    mine.write_text(MINE)
    assert ascribe("import", "--preview", "--pattern", mine, file).out.startswith(f"{file}: 2 articles (Clippings)")
    assert ascribe("import", file, "--keep-pattern", "mine").status == 1
    ascribe("import", file, "--preview", "--pattern", mine, "--keep-pattern", "mine")
    assert ascribe("import", file).out == "2 articles added.\n"


def test_columns_are_chosen(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a:b\nIt is old.:A quay\n")
    chosen = ("--column", "text=a", "--column", "title=b", "--delimiter", ":")
    assert "Columns: text = a, title = b" in ascribe("import", "--preview", file, *chosen).out
    assert ascribe("import", file, *chosen).out == "1 article added.\n"
    assert "A quay" in ascribe("list").out


@pytest.mark.parametrize("wrong", [("--column", "text"), ("--column", "shoe=a")])
def test_a_column_is_a_field_and_a_name(ascribe: Ask, tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert ascribe("import", tmp_path, *wrong).status == 2


def test_a_delimiter_is_one_character(ascribe: Ask, tmp_path: Path) -> None:
    assert "one character" in ascribe("import", tmp_path, "--delimiter", "ab").err


def test_names_of_files_say_what_is_known(ascribe: Ask, tmp_path: Path) -> None:
    library, file = tmp_path / "News.ascribe", tmp_path / "2026-03-04_Gazette_The_dam.txt"
    file.write_text("It holds, said Croft.")
    call = ("import", "--library", library, file, "--name-pattern")
    assert "1. The dam · Gazette · 2026-03-04" in ascribe(*call, "{date}_{publisher}_{title}", "--preview").out
    assert ascribe(*call, "{date").status == 1
    assert ascribe(*call, "{date}_{publisher}_{title}").status == 0
    assert "The dam" in ascribe("list", "--library", library).out


def test_choices_are_kept_and_taken(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a:b\nIt is old.:A quay\n")
    chosen = ("--column", "text=a", "--column", "title=b", "--delimiter", ":")
    ascribe("import", "--preview", file, *chosen, "--keep-choices", "mine")
    assert "Columns: text = a, title = b" in ascribe("import", "--preview", file, "--choices", "mine").out
    other = ("--choices", "mine", "--column", "title=a")
    assert "Columns: text = a, title = a" in ascribe("import", "--preview", file, *other).out
    answer = ascribe("import", file, "--choices", "yours")
    assert (answer.status, "No choices are kept as “yours”; kept: mine." in answer.err) == (1, True)


def test_a_column_may_be_left_out(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("text,author\nIt is old.,me\n")
    assert "author = author" in ascribe("import", "--preview", file).out
    assert "author" not in ascribe("import", "--preview", file, "--column", "author=").out.split("Columns:")[1]


def test_a_text_is_read_in_the_encoding_that_is_named(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Мэр\n\nОна сказала.".encode("koi8-r"))
    ascribe("import", file, "--encoding", "koi8-r")
    assert "Мэр" in ascribe("list").out
    assert "not text in the encoding shoe" in ascribe("import", file, "--encoding", "shoe").err
