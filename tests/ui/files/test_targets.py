"""Back up… and Export… never go over a file that a library needs, the open one least of all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.ui.gestures import claim
from ui.base.file_dialogs import FileDialog
from ui.files.export_dialog import ExportDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the dialogs with this file."""
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)

    def answer(target: Path) -> None:
        monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    return answer


@pytest.mark.parametrize("command", ["back_up", "export"])
def test_nothing_is_written_over_the_open_library(
    command: str, window: MainWindow, library: Library, choose: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    backup = library.backup()
    (tmp_path / "linked.json").symlink_to(library.address.file)
    os.link(library.address.file, tmp_path / "again.json")
    file = library.address.file
    targets = [file, tmp_path / "linked.json", tmp_path / "again.json", backup]
    targets += [file.with_name(f"{file.name}-{kind}") for kind in ("wal", "shm", "lock")]
    for target in targets:
        window.message.leave_view()
        choose(target)
        getattr(window.files, command)()
        qtbot.waitUntil(lambda: window.tasks.current is None)
        assert f"{target} is" in window.message.words.text()
    claim(window, "We have waited too long", "Bo Berg")
    with Library.open(library.address) as on_disk:
        assert len(on_disk.speakers()) == 2
        assert on_disk.check() == []


def test_a_backup_is_written_where_it_is_wanted(
    window: MainWindow, library: Library, choose: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tmp_path / "Copy.ascribe")
    window.files.back_up()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert window.message.words.text() == f"The library is backed up in {tmp_path / 'Copy.ascribe'}."
    with Library.open(tmp_path / "Copy.ascribe") as copy:
        assert copy.count_articles() == (3, 0)
    assert not library.address.backups.exists()
