"""A dialog for files shows a folder, and opens no file in it: that would end the locks that SQLite has on a library."""

import subprocess
import sys
from collections.abc import Callable
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


@pytest.fixture
def type_names(qtbot: QtBot) -> Callable[..., None]:
    """Answers dialogs, one after the other, with these names and Enter."""

    def type_names(*names: str) -> None:
        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QFileDialog)
            name = dialog.findChild(QLineEdit)
            assert name
            name.setText(names[0])
            if names[1:]:
                type_names(*names[1:])
            qtbot.keyClick(name, Qt.Key.Key_Return)

        QTimer.singleShot(50, answer)

    return type_names


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("claims", "claims.xlsx"),
        ("claims.XLSX", "claims.XLSX"),
        ("claims.csv", "claims.csv.xlsx"),
        ("News, v. 1.2", "News, v. 1.2.xlsx"),
    ],
)
def test_a_name_that_is_typed_has_the_ending_of_its_format(
    type_names: Callable[..., None], tmp_path: Path, typed: str, saved: str
) -> None:
    type_names(typed)
    file, _ = FileDialog.getSaveFileName(None, "Export", str(tmp_path / "News.xlsx"), "Excel (*.xlsx)")
    assert Path(file) == tmp_path / saved


def test_each_of_several_endings_will_do(type_names: Callable[..., None], tmp_path: Path) -> None:
    type_names("codes.qdc")
    kinds = "Codebooks (*.toml *.qdc);;TOML (*.toml);;REFI-QDA (*.qdc)"
    assert FileDialog.getSaveFileName(None, "Export", str(tmp_path / "b.toml"), kinds)[0].endswith("codes.qdc")


def test_what_is_there_under_the_whole_name_is_not_replaced_without_a_question(
    type_names: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "claims.csv.xlsx").write_text("there")
    type_names("claims.csv", "other")
    file, _ = FileDialog.getSaveFileName(None, "Export", str(tmp_path / "News.xlsx"), "Excel (*.xlsx)")
    assert Path(file) == tmp_path / "other.xlsx"
