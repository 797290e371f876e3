"""A suggestion is turned down, perhaps for a reason."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.making import added_article
from tests.ui.conftest import TEXT
from tests.ui.gestures import press, type_words
from ui.window.main_window import MainWindow

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        added_article(library, TEXT, "Harbour bridge to close")
        yield library


@pytest.fixture
def window(library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = open_window(library, suggests=True)
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))
    return window


def test_a_suggestion_is_turned_down_for_a_reason_that_is_kept_and_offered_again(
    window: MainWindow, library: Library
) -> None:
    press(KEY.Key_N)
    first = window.session.selected
    press(KEY.Key_X, modifier=SHIFT)
    type_words("Reported twice")
    press(KEY.Key_Return)
    second = window.session.selected
    assert second not in {first, None}  # on to the next
    press(KEY.Key_X, modifier=SHIFT)
    press(KEY.Key_1)
    notes = {id: (one.status, one.note) for id in (first, second) if (one := library.annotation(id or ""))}
    assert list(notes.values()) == [("rejected", "Reported twice")] * 2
    assert window.session.undo_operation == operations.reject()
    window.undo()
    there = library.annotation(second or "")
    assert there is not None
    assert (there.status, there.note) == ("suggested", "")


def test_esc_lets_it_wait_and_x_asks_for_no_reason(window: MainWindow, library: Library) -> None:
    press(KEY.Key_N)
    first = window.session.selected or ""
    press(KEY.Key_X, modifier=SHIFT)
    press(KEY.Key_Return, KEY.Key_Escape)
    there = library.annotation(first)
    assert there is not None
    assert there.status == "suggested"
    assert window.view.page.hasFocus()
    press(KEY.Key_X)
    there = library.annotation(first)
    assert there is not None
    assert (there.status, there.note) == ("rejected", "")


def test_home_and_end_move_the_slider_to_its_ends(window: MainWindow) -> None:
    slider = window.sure_suggestions.slider
    slider.setFocus()
    press(KEY.Key_End)
    assert window.sure_suggestions.sure_from == 95
    press(KEY.Key_Home)
    assert window.sure_suggestions.sure_from == 30
