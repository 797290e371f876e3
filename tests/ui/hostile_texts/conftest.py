"""A window over a library of hostile texts, and a walk through it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox

from desktop.library import Library
from tests.ui.hostile_texts.texts import library_at
from tests.ui.hostile_texts.walk import Walk
from ui.base.file_dialogs import FileDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with library_at(tmp_path) as library:
        yield library


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    return open_window(library)


@pytest.fixture
def walk() -> Walk:
    return Walk()


@pytest.fixture
def asked(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Also what dialogs ask: each is gone through, and gets Cancel for an answer."""

    def cancel(dialog: QDialog) -> int:
        dialog.show()
        walk.over(dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", cancel)
    monkeypatch.setattr(QMessageBox, "exec", cancel)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: None)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(FileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_, **__: "")
    return walk
