"""The window over a library in which every text is hostile.

Whatever shows one shows it as it is: nothing is taken for markup, no `&` makes a key, nothing beside it is turned.
"""

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.base.errors import KnownError
from tests.ui.gestures import click_row, drag, press
from tests.ui.hostile_texts.texts import HOSTILE
from tests.ui.hostile_texts.walk import Walk
from ui.commands.context_menus import ON_ARTICLES, ON_SPEAKERS
from ui.commands.menus import commands
from ui.labelling.form import FieldButton
from ui.window.main_window import MainWindow


def test_the_window(window: MainWindow, walk: Walk) -> None:
    window.actions_.refresh()
    walk.over(window, *window.menuBar().findChildren(QMenu))
    walk.text(window.windowTitle(), "the title")
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        walk.over(menu)
    walk.over(window.actions_.menu(*ON_ARTICLES), window.actions_.menu(*ON_SPEAKERS))
    assert walk.wrong == set()
    assert walk.seen > 30


def test_the_details_of_each_annotation(window: MainWindow, walk: Walk) -> None:
    state = window.session.state
    assert state is not None
    for one in state.annotations.values():
        window.session.select(one.id)
        QTest.qWait(1)
        for button in window.details.findChildren(QAbstractButton):
            if button.isCheckable() and button.isVisible():
                button.setChecked(True)  # why this is suggested
        for button in window.details.findChildren(FieldButton):
            for menu in button.findChildren(QMenu):
                menu.aboutToShow.emit()
        walk.over(window)
    assert walk.wrong == set()
    assert walk.seen > 100


def test_what_opens_over_and_above_the_text(window: MainWindow, walk: Walk, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    drag(window, "on Friday")
    walk.over(window)
    press(Qt.Key.Key_C)
    walk.over(window)
    press(Qt.Key.Key_Escape)
    window.find_in_article()
    window.find_bar.field.setText(HOSTILE)
    window.session.tell_error(KnownError(HOSTILE))
    walk.over(window)
    window.session.messages.tell(HOSTILE, HOSTILE, int)
    window.progress_bar.start(HOSTILE)
    window.search.start()
    window.search.setText("rains")
    qtbot.waitUntil(lambda: window.search.is_open)
    walk.over(window, *QApplication.topLevelWidgets())
    window.speakers.show_whole_library(True)
    walk.over(window)
    assert walk.wrong == set()


def test_the_codebook_and_what_it_asks(window: MainWindow, asked: Walk) -> None:
    window.session.messages.told.connect(lambda words: asked.text(words, "a message"))
    window.codebook.open()
    page = window.codebook.page
    assert page is not None
    paths: list[tuple[str, ...]] = [("claim",), ("cue",), ("claim", "0"), ("claim", "1", "1a"), ("claim", "20", "20b")]
    for path in paths:
        page.outline.choose(path)
        asked.over(window)
        page.form.examples_wanted.emit(path, page.form)
        page.outline.menu_wanted.emit(path, QPoint())
        page.outline.delete_wanted.emit()
        asked.over(*(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)))
    for ask in (page.form.parent_wanted, page.form.merge_wanted):
        ask.emit(paths[-1])
    assert asked.wrong == set()
    assert asked.seen > 50


def test_the_tips_that_come_up_under_the_pointer(window: MainWindow, walk: Walk, qtbot: QtBot) -> None:
    views = window.findChildren(QAbstractItemView)
    page = window.view.page
    lane = next(widget for widget in window.view.findChildren(QWidget) if type(widget).__name__ == "Lane")
    seen = set()
    for widget in (page.viewport(), lane, *(view.viewport() for view in views if view.isVisible())):
        for y in range(2, widget.height(), 8):
            for x in range(2, widget.width(), 40):
                at = QPoint(x, y)
                QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
                if QToolTip.isVisible() and (words := QToolTip.text()) not in seen:
                    seen.add(words)
                    walk.tip(words, type(widget.parent()).__name__)
    assert walk.wrong == set()
    assert walk.seen >= 5
    QToolTip.hideText()


# Each of these ends what the others need.
ENDING = {"quit", "undo", "redo", "delete", "delete-article", "delete-speaker", "edit-codebook"}
IN_A_PROCESS = {"suggest", "suggest-everywhere", "learn", "open-most-telling"}
COLOURS = {command.id for _, command in commands() if command.id.startswith("appearance-")}  # which have no texts


def test_the_dialogs_of_all_commands(window: MainWindow, asked: Walk, qtbot: QtBot) -> None:
    for signal in (window.session.messages.told, window.session.messages.told_briefly):
        signal.connect(lambda *words: asked.text(words[0], "a message"))
    for speakers in (1, 2):
        window.speakers.show_whole_library(True)
        click_row(window.speakers.list, 0)
        if speakers == 2:
            window.speakers.list.selectAll()
            window.articles.list.selectAll()
        for _, command in commands():
            if command.id not in ENDING | IN_A_PROCESS | COLOURS:
                window.actions_[command.id].trigger()
                qtbot.waitUntil(lambda: window.tasks.current is None)
                dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog | QMenu)]
                asked.over(*(one for one in dialogs if one.isVisible()))
                for dialog in dialogs:
                    if shiboken6.isValid(dialog):
                        dialog.close()
    for command_id in ("delete-article", "undo", "redo"):
        window.actions_[command_id].trigger()
        asked.over(window)
    assert asked.wrong == set()
    assert asked.seen > 50
