"""Tables in Parquet come in where DuckDB is there, and are told what they need where it is not."""

import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.source import Choices


def parquet_file(file: Path, rows: Sequence[Sequence[object]]) -> bytes:
    """A table of titles, texts and days, written to this file; its bytes."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (title VARCHAR, text VARCHAR, date DATE)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.execute("COPY t TO ? (FORMAT parquet)", [str(file)])
    return file.read_bytes()


@pytest.mark.parametrize("name", ["a.parquet", "data", "[a]=1/b*.pq"])
def test_a_row_is_an_article(tmp_path: Path, name: str) -> None:
    (file := tmp_path / name).parent.mkdir(exist_ok=True)
    rows = [("A quay", "“Old” 🛩", "2021-01-11"), ("A tram", "Off", None), ("B", None, None)]
    file.write_bytes(parquet_file(tmp_path / "made", rows))
    reading = registry.read(file)
    found = [(one.text, one.article.title, one.article.published) for one in reading.documents]
    assert found == [("“Old” 🛩", "A quay", "2021-01-11"), ("Off", "A tram", "")]
    assert list(reading.passed_over) == ["row 3: B"]
    (first, _) = registry.read(file, choices=Choices(columns={"author": "title"})).documents
    assert first.article.author == "A quay"


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(parquet_file(file, [("A quay", "Old", None)])[:-20])
    with pytest.raises(KnownError, match=r"a\.parquet: It is not a table of this kind"):
        registry.read(file)


def test_what_it_takes_is_told_where_it_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.parquet"
    parquet_file(file, [("A quay", "Old", None)])
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(KnownError, match=r"pip install 'ascribe-news\[parquet\]'"):
        registry.read(file)
