"""A library that declares something else than Ascribe makes: refused, and its content offered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.faults.hostile_libraries import KINDS, sound
from tests.ui.gestures import message_of
from ui.base.file_dialogs import FileDialog
from ui.start.application import Program
from ui.start.start_problem_dialog import StartProblem
from ui.window.main_window import MainWindow


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    KINDS["a trigger that deletes"](path := tmp_path / "Sent.ascribe")
    return path


def test_a_start_offers_a_new_library_with_its_content(
    program: Program, qtbot: QtBot, qapp: QApplication, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = foreign.read_bytes()
    new = foreign.with_name("Own.ascribe")
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(new), ""))
    told: list[str] = []

    def press() -> None:
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, StartProblem) and dialog.isVisible() and not told:
            told.append(dialog.sentence.text())
            (button,) = (
                one for one in dialog.findChildren(QPushButton) if one.text() == "New library with its content…"
            )
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    timer = QTimer(interval=20)
    timer.timeout.connect(press)
    timer.start()
    program.start(LibraryAddress.of(foreign), [])
    qtbot.waitUntil(lambda: program.window is not None and program.window.session.library.count_articles() == (3, 0))
    timer.stop()
    assert str(foreign) in told[0]
    assert program.window is not None
    assert program.window.session.library.address.file == new
    qtbot.waitUntil(lambda: program.window is not None and program.window.tasks.current is None)
    assert foreign.read_bytes() == before


def test_a_window_adds_its_content_to_the_library_that_is_open(
    library: Library, window: MainWindow, qtbot: QtBot, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_, **__: (str(foreign), ""))
    window.files.import_library()
    qtbot.waitUntil(lambda: library.count_articles() == (6, 0))
    qtbot.waitUntil(lambda: window.tasks.current is None)
    window.session.undo()
    assert library.count_articles() == (3, 0)


def test_what_is_left_out_of_it_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    KINDS["no texts"](path := tmp_path / "Sent.ascribe")
    window.files.import_content(path)
    qtbot.waitUntil(lambda: "30 records left out" in message_of(window))


def test_the_open_library_is_not_added_to_itself(library: Library, window: MainWindow, qtbot: QtBot) -> None:
    window.files.import_content(library.address.file)
    qtbot.waitUntil(lambda: "is the library itself" in message_of(window))


def test_a_sound_one_is_added_as_well(library: Library, window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sound(path := tmp_path / "Other.ascribe")
    window.files.import_content(path)
    qtbot.waitUntil(lambda: library.count_articles() == (6, 0))
