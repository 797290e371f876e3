"""Bugs that are met while the window is painted: told after the paint, one at a time, beside a window that goes on."""

import logging
import re
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.ui.gestures import claim
from ui.article_view.lanes import Lane
from ui.article_view.overview_map import OverviewMap
from ui.article_view.text_page import TextPage
from ui.articles.model import ArticleModel
from ui.articles.panel import _ArticleDelegate
from ui.labelling import claim_rows
from ui.labelling.claim_rows import ClaimModel
from ui.start import error_reports
from ui.start.bug_dialog import BugDialog
from ui.window.main_window import MainWindow


def raising(*_: object, **__: object) -> object:
    raise ZeroDivisionError("while painting")


class Watching(QObject):
    """An event filter that raises while what it watches is painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            raising()
        return False


PAINTING = {
    "the page": (TextPage, "_paint"),
    "the headline": (TextPage, "_paint_header"),
    "the lane": (Lane, "_draw"),
    "the map": (OverviewMap, "_shown"),
    "a row": (_ArticleDelegate, "paint_row"),
    "the data of an article's row": (ArticleModel, "row"),
    "the data of a claim's row": (ClaimModel, "data"),
    "what rows stand on": (claim_rows, "paint_row_ground"),
    "an event filter": (Watching, ""),
}


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> Iterator[error_reports.ErrorReports]:
    """Errors are told as in the program."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield error_reports.show_what_nobody_caught(raising)
    for dialog in shown_bugs():
        dialog.close()


def shown_bugs() -> list[BugDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog) and one.isVisible()]


def painted_again(window: QWidget, qtbot: QtBot, times: int) -> None:
    for _ in range(times):
        for widget in window.findChildren(QWidget):
            widget.update()
        qtbot.wait(15)


@pytest.mark.parametrize("where", PAINTING)
def test_a_bug_in_painting_is_told_once_beside_a_window_that_goes_on(
    where: str,
    window: MainWindow,
    library: Library,
    reports: object,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    claim(window, "The bridge will close", "Ada Lin")
    owner, name = PAINTING[where]
    watching = Watching(window)
    if name:
        monkeypatch.setattr(owner, name, raising)
    else:
        window.view.page.viewport().installEventFilter(watching)
    with caplog.at_level(logging.ERROR):
        painted_again(window, qtbot, 15)
        (dialog,) = shown_bugs()
        assert re.search("ZeroDivisionError: .*while painting", dialog.trace.toPlainText())
        qtbot.waitUntil(lambda: not dialog.count.isHidden())
        # While it is shown, and while painting goes on to fail, work goes on.
        assert QGuiApplication.modalWindow() is None
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made = claim(window, "The ferry company")
        assert library.annotation(made) is not None
        dialog.close()
        painted_again(window, qtbot, 5)
        assert shown_bugs() == [], "it was told; the same again is counted"
    traces = [record for record in caplog.records if "Traceback" in record.getMessage()]
    assert 1 <= len(traces) <= 3, "a bug may be met by two ways, each of which is logged once"
    monkeypatch.undo()
    window.view.page.viewport().removeEventFilter(watching)


def test_another_bug_waits_until_the_first_is_closed(
    window: MainWindow, reports: error_reports.ErrorReports, qtbot: QtBot
) -> None:
    def fail(error: Exception) -> None:
        try:
            raise error
        except Exception as raised:  # noqa: BLE001 - whatever it is
            reports.hear(type(raised), raised, raised.__traceback__)

    for _ in range(3):
        fail(ZeroDivisionError("one"))
    fail(TypeError("two"))
    qtbot.waitUntil(lambda: len(shown_bugs()) == 1)
    (first,) = shown_bugs()
    assert "ZeroDivisionError: one" in first.trace.toPlainText()
    assert "TypeError" not in first.trace.toPlainText()
    first.close()
    qtbot.waitUntil(lambda: bool(shown_bugs()))
    (second,) = shown_bugs()
    assert "TypeError: two" in second.trace.toPlainText()
    second.copy_button.click()
    assert QGuiApplication.clipboard().text() == second.trace.toPlainText(), "what is shown is all that is copied"
