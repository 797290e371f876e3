"""Every part of the window in turn: its dialogs by all commands, and what opens over the text and beside it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.gestures import claim, drag, press
from ui.base.file_dialogs import FileDialog
from ui.commands.menus import commands
from ui.window.main_window import MainWindow

Look = Callable[[str, QWidget], object]  # what is looked at, by a name

# These end what the others need, work in a process of their own or in another layer, or bring an article of their own.
_LEFT_OUT = {
    "quit",
    "adjudicate",
    "undo",
    "redo",
    "delete",
    "delete-article",
    "suggest",
    "suggest-everywhere",
    "learn",
    "sample",
}
_LAST = ("delete-speaker",)


def look_at_the_window(window: MainWindow, look: Look) -> None:
    look("window", window)
    claim(window, "nobody asked us", "A spokesman")
    claim(window, "its boats were full")
    look("a claim without a speaker", window)
    press(Qt.Key.Key_Escape)
    drag(window, "The ferry company")
    press(Qt.Key.Key_S)
    look("speaker picker", window)
    press(Qt.Key.Key_Escape)
    drag(window, "The bridge")
    look("label bar", window)
    press(Qt.Key.Key_Escape)
    window.find_in_article()
    window.find_bar.field.setText("the")
    look("find bar", window)
    press(Qt.Key.Key_Escape)
    for command in ("edit-codebook", "guidelines", "adjudicate"):
        window.actions_[command].trigger()
        QTest.qWait(20)
        look(command, window)
        window.actions_[command].trigger()
    window.session.select(next(one.id for one in window.session.state.annotations.values()))  # type: ignore[union-attr]
    window.speakers.list.setCurrentIndex(window.speakers.list.model().index(0, 0))


def look_at_dialogs(window: MainWindow, look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ""

    def cancel(dialog: QDialog) -> int:
        dialog.show()
        QTest.qWait(1)
        look(now, dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", cancel)
    monkeypatch.setattr(QMessageBox, "exec", cancel)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: None)
    for name, chosen in (("getOpenFileName", ""), ("getSaveFileName", ""), ("getOpenFileNames", [])):
        monkeypatch.setattr(FileDialog, name, lambda *asked, chosen=chosen, **options: (chosen, ""))
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *asked, **options: "")
    known = [command.id for _, command in commands()]
    for now in [*(id for id in known if id not in _LEFT_OUT | set(_LAST)), *_LAST]:
        window.actions_[now].trigger()
        qtbot.waitUntil(lambda: window.tasks.current is None)
        for dialog in QApplication.topLevelWidgets():
            if isValid(dialog) and isinstance(dialog, QDialog) and dialog.isVisible():
                QTest.qWait(1)
                look(now, dialog)
                dialog.close()
        if window.codebook.is_open:
            window.codebook.toggle()  # where it is open, the commands of the text have no use
