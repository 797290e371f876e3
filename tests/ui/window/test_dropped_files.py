"""Files that are dragged over the window: that they may be dropped is shown, and their originals stay."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.window.main_window import MainWindow

_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_OFFERED = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def _of(file: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def _dragged(kind: type[QDragEnterEvent | QDragMoveEvent], window: MainWindow, data: QMimeData) -> QDragMoveEvent:
    event = kind(QPoint(60, 60), _OFFERED, data, _LEFT, _NO_KEYS)
    event.setDropAction(Qt.DropAction.MoveAction)  # as a source that would move proposes it
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def _dropped(window: MainWindow, data: QMimeData) -> QDropEvent:
    event = QDropEvent(QPointF(60, 60), _OFFERED, data, _LEFT, _NO_KEYS)
    event.setDropAction(Qt.DropAction.MoveAction)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "dropped.txt"
    file.write_text("The pier reopens\n\n“We are glad,” said Lea Moor, who runs the kiosk on it.\n", encoding="utf-8")
    return file


def test_dropped_files_are_added_and_never_moved(window: MainWindow, qtbot: QtBot, file: Path) -> None:
    data = _of(file)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = _dragged(kind, window, data)
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction
    drop = _dropped(window, data)
    assert drop.isAccepted()
    assert drop.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: window.session.article is not None and window.session.article.title == "The pier reopens")


def test_a_frame_says_that_files_may_be_dropped_while_they_are_over_the_window(
    window: MainWindow, qtbot: QtBot, file: Path
) -> None:
    frame, data = window.dropped_files.frame, _of(file)
    assert not frame.isVisible()
    _dragged(QDragEnterEvent, window, data)
    assert frame.isVisible()
    assert frame.size() == window.size()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not frame.isVisible()
    _dragged(QDragEnterEvent, window, data)
    _dropped(window, data)
    assert not frame.isVisible()
    qtbot.waitUntil(lambda: window.session.article is not None and window.session.article.title == "The pier reopens")


def test_what_is_no_file_may_not_be_dropped(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://www.example.org/")])
    assert not _dragged(QDragEnterEvent, window, data).isAccepted()
    assert not window.dropped_files.frame.isVisible()
