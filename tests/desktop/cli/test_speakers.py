"""ascribe speakers"""

from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.library import Library

TEXT = "name,role,party\nVera Thorne,mayor,Greens\nBo Lin,,\n"


def test_a_list_comes_in_and_goes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, file, out = tmp_path / "News.ascribe", tmp_path / "list.csv", tmp_path / "out.csv"
    file.write_text(TEXT)
    with Library.open(library):
        pass
    assert run(["speakers", "import", "--library", str(library), str(file), "--dry-run"]) == 0
    with Library.open(library) as opened:
        assert opened.speakers() == []
    assert run(["speakers", "import", "--library", str(library), str(file)]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[:2] == ["2 speakers are new", "0 speakers are changed"]
    assert "the codebook has no such attribute of speakers: party" in told.err
    assert run(["speakers", "export", "--library", str(library), "-o", str(out)]) == 0
    assert [line.split(",")[1] for line in out.read_text("utf-8-sig").splitlines()] == ["name", "Bo Lin", "Vera Thorne"]
    assert run(["speakers", "export", "--library", str(library)]) == 0
    assert "Vera Thorne" in capsys.readouterr().out
