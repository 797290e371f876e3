"""A few damaged files for each reader; `make fuzz` tries thousands. And that what is wrong is found."""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.library import Library
from tests.fuzz import worker
from tests.fuzz.__main__ import main
from tests.fuzz.readers import READERS
from tests.fuzz.trying import Wrong, _look_at_sentence, codebook, speakers
from tests.fuzz.worker import case, problem


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe") as library:
        yield library


@pytest.mark.parametrize("name", READERS)
def test_sound_files_come_in_and_damaged_ones_are_told(library: Library, tmp_path: Path, name: str) -> None:
    reader = READERS[name]
    cases = (case(reader, name, "sample", number) for number in range(12))
    for number, data in enumerate((*reader.seeds(), *cases)):
        path = tmp_path / f"{number}.{reader.extension}"
        path.write_bytes(data)
        reader.attempt(path, library)
    assert library.check() == []
    if reader.attempt not in (codebook, speakers):
        assert library.count_articles()[0] > 0


def test_the_same_seed_makes_the_same_files() -> None:
    for name, reader in READERS.items():
        assert case(reader, name, "a", 3) == case(reader, name, "a", 3)
        assert len({case(reader, name, "a", number) for number in range(12)}) > 6


def test_what_is_wrong_is_found(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MEGABYTES", 1_000_000)  # the process of the tests has had more before
    path = tmp_path / "a.txt"
    path.write_text("She said so.")

    def failing(path: Path, library: Library) -> None:
        raise TypeError("no sentence")

    def slow(path: Path, library: Library) -> None:
        end = time.process_time() + 2.1
        while time.process_time() < end:
            pass

    found = {
        attempt: problem(replace(READERS["text"], attempt=attempt), path, library)[0]
        for attempt in (READERS["text"].attempt, failing, slow)
    }
    assert found[READERS["text"].attempt] == ""
    assert found[failing].startswith("TypeError: no sentence (test_fuzz.py")
    assert found[slow].startswith("took 2.")


@pytest.mark.parametrize("sentence", ["No name.", "PATH has\ntwo lines.", "PATH: [Errno 5] oh.", "PATH \x1b.", "PATH"])
def test_what_is_no_sentence_is_found(tmp_path: Path, sentence: str) -> None:
    path = tmp_path / "a.txt"
    _look_at_sentence(f"{path} is damaged.", path)
    with pytest.raises(Wrong):
        _look_at_sentence(sentence.replace("PATH", str(path)), path)


@pytest.mark.skipif(os.name != "posix", reason="the workers have limits of POSIX")
def test_the_campaign_prints_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.fuzz import __main__ as campaign

    monkeypatch.setattr(campaign, "FOLDER", tmp_path / "fuzz")
    options = campaign._options().parse_args(["--cases", "5", "--seed", "1", "--only", "text", "gold"])
    assert main(options) == 0
    first, *table = capsys.readouterr().out.splitlines()
    assert first == "seed 1, 5 files a reader, at most 20 minutes"
    assert [row.split("|")[1:4] for row in table[2:]] == [[" text ", " 5 ", " 0 "], [" gold ", " 5 ", " 0 "]]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("ends", ["sys.exit('no more')", "import os; os.kill(os.getpid(), 11)", "while True: pass"])
def test_a_process_that_dies_or_hangs_is_one_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    from tests.fuzz import __main__ as campaign

    script = (
        f"import sys; print('[0, \"\", 0, 0]', flush=True); {ends}"
        if "while" not in ends
        else ("print('[0, \"\", 0, 0]', flush=True)\n" + ends)
    )
    monkeypatch.setattr(campaign, "FOLDER", tmp_path)
    monkeypatch.setattr(campaign, "HUNG", 2.0)
    monkeypatch.setattr(campaign, "COMMAND", (sys.executable, "-c", script))
    result = campaign.Tried("text")
    assert campaign._tried_in_a_process(result, "1", 0, 9, lambda: True) == 2
    assert list(result.failed) == [1]
