"""ascribe codebook"""

from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.exchange import codebook_files
from desktop.library import Library
from desktop.model.ready_codebooks import READY, ready


def test_a_ready_codebook_is_taken_and_the_librarys_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library, file = tmp_path / "News.ascribe", tmp_path / "mine.csv"
    assert run(["codebook", "import", "--library", str(library), "fact_checking", "--replace"]) == 0
    assert run(["codebook", "--library", str(library), "export", "-o", str(file)]) == 0
    assert codebook_files.read(file).labels == ready("fact_checking").labels
    assert run(["--library", str(library), "codebook", "import", str(file)]) == 0
    with Library.open(library) as opened:
        assert opened.codebook.labels == ready("fact_checking").labels
    assert run(["--library", str(library), "codebook", "export", "-o", str(tmp_path / "mine.qdc")]) == 0
    assert "ascribe: This file format cannot hold the keys of 4 labels" in capsys.readouterr().err


def test_the_ready_codebooks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "ready"]) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [*READY]
