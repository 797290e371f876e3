"""A question is answered at once where that is quick, and beside the window where it is not; the last one counts."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop.base.errors import KnownError
from desktop.library import Library
from ui.work.library_questions import LibraryQuestions

_SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {}) SELECT count(*) FROM n"
_IN_THE_WINDOW, _STEPS = threading.main_thread(), 3_000_000


def counted(library: Library, steps: int) -> tuple[int, bool]:
    """A question that takes so many steps, and whether the window's thread asked it."""
    with library._connected() as connection:
        count = connection.execute(text(_SLOW.format(steps))).scalar_one()
    return count, threading.current_thread() is _IN_THE_WINDOW


@pytest.fixture
def questions(tmp_path: Path, qtbot: QtBot) -> Iterator[LibraryQuestions]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        questions = LibraryQuestions(library, pytest.fail)
        yield questions
        questions.stop()


def test_a_quick_one_is_answered_at_once(questions: LibraryQuestions) -> None:
    said: list[Any] = []
    assert questions.ask(lambda library: counted(library, 10), said.append)
    assert said == [(10, True)]


def test_a_slow_one_is_answered_beside_the_window(questions: LibraryQuestions, qtbot: QtBot) -> None:
    said: list[Any] = []
    assert not questions.ask(lambda library: counted(library, _STEPS), said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [(_STEPS, False)]


def test_a_later_one_takes_the_place_of_one_that_waits(questions: LibraryQuestions, qtbot: QtBot) -> None:
    said: list[Any] = []
    questions.ask(lambda library: counted(library, _STEPS), lambda _: said.append("first"))
    questions.ask(lambda library: counted(library, _STEPS + 1), lambda _: said.append("second"))
    qtbot.waitUntil(lambda: bool(said))
    questions.ask(lambda library: counted(library, _STEPS), lambda _: said.append("third"))
    questions.forget()
    qtbot.waitUntil(lambda: questions._tasks.current is None)
    assert said == ["second"]


def test_what_is_at_fault_is_told(questions: LibraryQuestions, tmp_path: Path, qtbot: QtBot) -> None:
    def fail(library: Library) -> object:
        if threading.current_thread() is _IN_THE_WINDOW:
            return counted(library, _STEPS)
        raise KnownError("The disk is away.")

    told: list[str] = []
    questions._tasks.failed.disconnect()
    questions._tasks.failed.connect(lambda error: told.append(str(error)))
    questions.ask(fail, pytest.fail)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["The disk is away."]
