"""Commands in processes of their own: followed to their end, ended when cancelled, and told of when they fail."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from desktop.base.errors import Cancelled, KnownError
from desktop.library import Library
from desktop.model.records import PROGRAM
from tests.making import added_article
from tests.ui.conftest import TEXT
from ui.work import command_process


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        added_article(library, TEXT)
        added_article(library, TEXT + "The end.", status="done")
        yield library


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[QProcess]:
    """The processes that are started."""
    every: list[QProcess] = []

    class Noted(QProcess):
        def __init__(self) -> None:
            super().__init__()
            every.append(self)

    monkeypatch.setattr(command_process, "QProcess", Noted)
    return every


def test_tells_how_far_it_is_and_what_it_came_to(library: Library) -> None:
    seen = []
    told = command_process.run(
        "Suggesting",
        library.address,
        ["suggest", "--open", "--annotator", PROGRAM],
        lambda done, total: seen.append((done, total)),
    )
    suggested = [len(library.annotations(id)) for id in library.article_ids()]
    assert suggested[0] > 0 == suggested[1]
    assert told == {"new": library.articles()[0].suggestions, "kept": 0, "articles": 1, "not_read": {}, "failed": []}
    assert seen[0] == (0, 0)
    assert {one.annotator for one in library.annotations(library.article_ids()[0])} == {PROGRAM}


def test_is_ended_when_it_is_cancelled(
    library: Library, started: list[QProcess], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        command_process.run("Suggesting", library.address, ["suggest"], cancel)
    (process,) = started
    assert process.state() == QProcess.ProcessState.NotRunning
    assert not any(library.annotations(id) for id in library.article_ids())
    assert list(scratch.iterdir()) == []


def test_the_worlds_fault_is_told_in_its_sentence(library: Library) -> None:
    with pytest.raises(KnownError, match=r"^The library has no article with the id nonsense"):
        command_process.run("Suggesting", library.address, ["suggest", "nonsense"], lambda done, total: None)


def test_a_fault_of_our_own_is_no_sentence(library: Library) -> None:
    with pytest.raises(RuntimeError, match="Suggesting failed with status 2"):
        command_process.run("Suggesting", library.address, ["suggest", "--nonsense"], lambda done, total: None)


def test_what_is_ended_from_outside_is_told(library: Library, started: list[QProcess]) -> None:
    with pytest.raises(KnownError, match=r"^Suggesting was ended from outside before it was done\.$"):
        command_process.run("Suggesting", library.address, ["suggest"], lambda done, total: started[0].kill())


def test_what_a_command_complained_of_on_its_way_is_logged(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def complain(what: str, command: list[str], scratch: str) -> QProcess:
        process = QProcess()
        script = "import sys; print('Traceback of one article', file=sys.stderr); print('{\"new\": 3}'); sys.exit(1)"
        process.start(sys.executable, ["-c", script])
        return process

    monkeypatch.setattr(command_process, "_started", complain)
    assert command_process.run("Suggesting", library.address, ["suggest"], lambda done, total: None) == {"new": 3}
    assert "Suggesting went on after this: Traceback of one article" in caplog.text
