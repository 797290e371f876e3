"""The campaigns of `make faults` work, and find what is broken: a few cases of each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import shim
from tests.faults.__main__ import chosen
from tests.faults.campaigns import CAMPAIGNS

ROOT = Path(__file__).parents[2]


def faults(*arguments: str, before: str = "", tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Tries faults in a process of its own, which does `before` first."""
    code = f"import sys; from tests.faults.__main__ import main\n{before}\nsys.exit(main(sys.argv[1:]))"
    environment = os.environ if shim.why_not_made() else shim.environment(tmp_path)
    return subprocess.run(
        [sys.executable, "-c", code, "--seed", "1", "--processes", "1", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(600)  # a hundred processes, which a busy machine may hold up
def test_a_few_cases_of_each_campaign(tmp_path: Path) -> None:
    came = faults("--quick", tmp_path=tmp_path)
    assert came.returncode == 0, came.stdout + came.stderr
    for campaign in CAMPAIGNS:
        assert campaign.what in came.stdout or f"Not tried: {campaign.name}" in came.stdout


@pytest.mark.timeout(600)
@pytest.mark.skipif(shim.why_not_made() != "", reason=shim.why_not_made())
def test_what_is_not_synced_or_written_in_place_is_found(tmp_path: Path) -> None:
    broken = (
        "import contextlib\n"
        "from desktop.base import files\n"
        "from desktop.library.sqlite import engine\n"
        "engine._PRAGMAS = ('foreign_keys = ON', 'synchronous = OFF', 'trusted_schema = OFF')\n"
        "files.replacing = lambda target: contextlib.closing(target.open('wb', buffering=100))"
    )
    came = faults("--only", "power", "--case", "0", before=broken, tmp_path=tmp_path)
    assert came.returncode == 1, came.stdout + came.stderr
    assert "edits were saved, and not all are there" in came.stdout
    assert "again: python -m tests.faults --only power --seed 1 --case 0" in came.stdout
    cases = [f"--case={number}" for number in range(2, 12)]  # of which one in two hits what is half written
    killed = faults("--only", "kill-export", *cases, before=broken, tmp_path=tmp_path)
    assert "neither what it was nor the export" in killed.stdout


def test_a_campaign_that_there_is_not_is_told() -> None:
    with pytest.raises(SystemExit, match="There is no such campaign; there are kill-labelling, "):
        chosen(["nothing"])
