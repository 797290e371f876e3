"""On a server, what is being marked is shown at once, as waiting; "All changes saved" is not said too early."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.base.errors import Unreachable
from desktop.library import Library
from desktop.library.sql.backend import Connection
from desktop.library.sqlite.database import FileDatabase
from tests.ui.gestures import drag, message_of, press
from ui.window.main_window import MainWindow

WORDS = "its boats were full"
Open = Callable[[Library], MainWindow]


@pytest.fixture
def window(library: Library, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(FileDatabase, "is_far", True)
    return open_window(library)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def while_it_is_saved(monkeypatch: pytest.MonkeyPatch, look: Callable[[], object]) -> None:
    """Have somebody look while the library is asked to save something."""
    really = FileDatabase.writing

    @contextmanager
    def watched(database: FileDatabase) -> Iterator[Connection]:
        look()
        with really(database) as connection:
            yield connection

    monkeypatch.setattr(FileDatabase, "writing", watched)


def test_words_are_framed_until_they_are_an_annotation(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[tuple[str, QImage, object]] = []
    page, status = window.view.page, window.status
    fragment = drag(window, WORDS)
    monkeypatch.setattr(page.viewport(), "repaint", lambda: painted.append(("page", picture(page), page.marks.waiting)))
    monkeypatch.setattr(status.saved, "repaint", lambda: painted.append(("status", QImage(), status.saved.text())))
    while_it_is_saved(monkeypatch, lambda: painted.append(("saves", QImage(), None)))
    press(Qt.Key.Key_C)
    assert [what for what, _, _ in painted] == ["page", "status", "saves"]
    (_, framed, waiting), (_, _, words), _ = painted
    assert (waiting, words) == ((fragment,), "Saving…")
    assert (page.marks.waiting, status.saved.text()) == ((), "All changes saved")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert words == "Saving…"
    assert window.session.state is not None
    assert not window.session.state.annotations
    page.select_text(None)
    assert framed != picture(page)


def test_what_could_not_be_saved_waits_no_more_and_stays_selected(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut() -> None:
        raise Unreachable("The connection is lost.", says_not_saved=True)

    fragment = drag(window, WORDS)
    while_it_is_saved(monkeypatch, cut)
    press(Qt.Key.Key_C)
    assert window.view.page.marks.waiting == ()
    assert window.view.page.selection == fragment
    assert message_of(window) == "The connection is lost."
    assert window.status.saved.text() == "The last change is not saved"


def test_undo_says_that_it_saves(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    drag(window, WORDS)
    press(Qt.Key.Key_C, Qt.Key.Key_Escape)
    said: list[str] = []
    while_it_is_saved(monkeypatch, lambda: said.append(window.status.saved.text()))
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said == ["Saving…"]
    assert window.status.saved.text() == "All changes saved"
