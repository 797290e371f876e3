"""A dialog for files shows a folder, and opens no file in it: that would end the locks that SQLite has on a library."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from desktop.base import paths
from ui.base.file_dialogs import FileDialog

fcntl = pytest.importorskip("fcntl")

TAKES_IT = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)"


def is_locked(file: Path) -> bool:
    """Whether another process finds a lock on the file."""
    return subprocess.run([sys.executable, "-c", TAKES_IT, file], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("name", ["Library.ascribe", "Library.ascribe-shm", "Library"])
def test_a_lock_on_a_file_outlives_a_look_at_its_folder(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / name
    file.write_bytes(b"SQLite format 3\0" + bytes(4096))
    shown: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        view = dialog.findChild(QTreeView)
        assert view
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) > 0)
        view.grab()
        qtbot.wait(50)
        shown.append(view.model().rowCount(view.rootIndex()))
        dialog.reject()

    with file.open("r+b") as held:
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert is_locked(file)
        QTimer.singleShot(0, look)
        assert FileDialog.getOpenFileName(None, "Open", str(folder)) == ("", "All Files (*)")
        assert shown == [1]
        assert is_locked(file)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has its own dialog")
def test_what_qt_keeps_of_a_dialog_is_beside_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())  # type: ignore[union-attr]
    FileDialog.getOpenFileName(None, "Open", str(tmp_path))
    QSettings(QSettings.Scope.UserScope, "QtProject").sync()
    assert "[FileDialog]" in (paths.config_folder() / "QtProject.conf").read_text()


def test_a_file_is_proposed_and_taken(qtbot: QtBot, tmp_path: Path) -> None:
    def save() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.accept()

    QTimer.singleShot(0, save)
    chosen = FileDialog.getSaveFileName(None, "Export", str(tmp_path / "claims.csv"), "Tables (*.csv)")
    assert chosen == (str(tmp_path / "claims.csv"), "Tables (*.csv)")


@pytest.mark.parametrize(("typed", "saved"), [("claims", "claims.xlsx"), ("claims.csv", "claims.csv")])
def test_a_name_that_is_typed_without_an_ending_gets_that_of_its_format(
    qtbot: QtBot, tmp_path: Path, typed: str, saved: str
) -> None:
    def type_and_save() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        name = dialog.findChild(QLineEdit)
        assert name
        name.setText(typed)
        qtbot.keyClick(name, Qt.Key.Key_Return)

    QTimer.singleShot(50, type_and_save)
    file, _ = FileDialog.getSaveFileName(None, "Export", str(tmp_path / "News.xlsx"), "Excel (*.xlsx)")
    assert Path(file) == tmp_path / saved
