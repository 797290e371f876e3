"""What a worker's thread must leave to the window's thread."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.base import garbage_collection
from desktop.base.progress import Progress
from desktop.library import Library
from ui.work.tasks import Tasks


class Cycle:
    """Garbage that only the collector finds, and which notes where it does."""

    def __init__(self, seen: list[int]) -> None:
        self._me = self
        self._seen = seen

    def __del__(self) -> None:
        self._seen.append(threading.get_ident())


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tasks]:
    path = tmp_path / "l.ascribe"
    was_enabled = gc.isenabled()
    monkeypatch.setattr(garbage_collection, "_pauses", 0)
    gc.enable()
    yield Tasks(lambda: Library.open(path))
    if not was_enabled:  # by another test, which began a program that never opened its window
        gc.disable()


def make_much(library: Library, progress: Progress) -> int:
    """As much as makes the collector go through all there is."""
    kept: list[list[int]] = [[] for _ in range(200 * gc.get_threshold()[0])]
    return len(kept)


def test_garbage_of_the_window_is_collected_in_its_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []
    done: list[int] = []
    Cycle(seen)
    tasks.run("Making", make_much, done.append)
    qtbot.waitUntil(lambda: tasks.current is None and bool(done))
    gc.collect()
    assert seen == [threading.get_ident()]


@pytest.mark.parametrize("stopped", [False, True])
def test_afterwards_it_is_collected_anywhere(tasks: Tasks, qtbot: QtBot, stopped: bool) -> None:
    assert gc.isenabled()
    tasks.run("Making", make_much, lambda made: None)
    assert not gc.isenabled()
    if stopped:
        tasks.stop()
    else:
        qtbot.waitUntil(lambda: tasks.current is None)
    assert gc.isenabled()


def test_nothing_begins_once_all_is_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    """A thread that began after the window was closed would end the program with it."""
    begun: list[int] = []
    tasks.run("One", lambda library, progress: begun.append(1), lambda _: None)
    tasks.run("Two", lambda library, progress: begun.append(2), lambda _: None)
    tasks.stop()
    tasks.run("Three", lambda library, progress: begun.append(3), lambda _: None)
    qtbot.wait(50)
    assert tasks.current is None
    assert begun in ([], [1])
