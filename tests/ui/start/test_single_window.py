"""Who has a library's window: the lock beside it."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo
from PySide6.QtWidgets import QApplication

from desktop.base import this_computer
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.window_lock import OpenElsewhere, held, refuse_if_open_elsewhere
from desktop.library import Library
from tests.disks import fill_up, mounted
from tests.making import held_by
from ui.start import single_window
from ui.start.single_window import SingleWindow


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library in a folder of its own."""
    path = tmp_path / "share" / "news.ascribe"
    path.parent.mkdir()
    Library.open(path).close()
    return path


def test_the_lock_lies_beside_the_library_as_long_as_the_window_is_open(news: Path, qapp: QApplication) -> None:
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    assert single.is_first([]), "as before"
    assert sorted(file.name for file in news.parent.iterdir()) == ["news.ascribe", "news.ascribe-lock"]
    single.release()
    assert sorted(file.name for file in news.parent.iterdir()) == ["news.ascribe"]


def test_another_computer_is_not_waited_for(news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_window.time, "sleep", lambda _: pytest.fail("it waits"))
    held_by(news, "archive-pc")
    with pytest.raises(OpenElsewhere):
        SingleWindow(LibraryAddress.of(news)).is_first([])


@pytest.mark.parametrize("content", ["", "\n", "garbage", "x\ny\n"])
def test_a_lock_that_names_nobody_is_taken_over(
    content: str, news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_NAMELESS", 0.1)
    LibraryAddress.of(news).lock.write_text(content, encoding="utf-8")
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    single.release()


def test_what_a_killed_window_of_this_computer_left_is_taken_over(news: Path, qapp: QApplication) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    LibraryAddress.of(news).lock.write_text(f"{ended.stdout.strip()}\npython\n{platform.node()}\n", encoding="utf-8")
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    single.release()


def test_a_command_of_this_computer_keeps_no_window_waiting_and_leaves_it_the_lock(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window.time, "sleep", lambda _: pytest.fail("it waits"))
    single = SingleWindow(LibraryAddress.of(news))
    with held(LibraryAddress.of(news)):
        assert single.is_first([])
        windows = LibraryAddress.of(news).lock.read_bytes()
    assert LibraryAddress.of(news).lock.read_bytes() == windows
    single.release()
    assert not LibraryAddress.of(news).lock.exists()


def test_a_command_and_the_window_know_this_computer_by_one_id() -> None:
    if not this_computer.MACHINE_ID.exists():
        pytest.skip("this computer's id lies elsewhere")
    assert this_computer.machine_id() == bytes(QSysInfo.machineUniqueId().data()).decode().strip()


def test_where_no_lock_can_lie_beside_the_library_it_lies_in_the_users_folder(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_PATIENCE", 0.3)
    monkeypatch.setattr(LibraryAddress, "lock", property(lambda address: address.folder / "not there" / "lock"))
    first, second = SingleWindow(LibraryAddress.of(news)), SingleWindow(LibraryAddress.of(news))
    assert first.is_first([])
    with pytest.raises(KnownError, match="does not answer"):
        second.is_first([])
    first.release()
    assert second.is_first([])
    second.release()


def test_where_no_lock_can_be_made_at_all_the_window_opens(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(LibraryAddress, "lock", property(lambda address: tmp_path / "not there" / "lock"))
    monkeypatch.setattr(single_window, "_own_folder", lambda: tmp_path / "not there")
    assert SingleWindow(LibraryAddress.of(news)).is_first([])


def test_a_lock_that_cannot_be_written_whole_is_no_lock(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt says so of a full disk: it has made the file, and taken it away again."""

    class OnAFullDisk(QLockFile):
        def tryLock(self, timeout: int = 0) -> bool:
            return "news.ascribe-lock" not in self.fileName() and super().tryLock(timeout)

        def error(self) -> QLockFile.LockError:
            full = "news.ascribe-lock" in self.fileName()
            return QLockFile.LockError.UnknownError if full else super().error()

    monkeypatch.setattr(single_window, "QLockFile", OnAFullDisk)
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    single.release()


def test_who_took_the_library_while_the_question_was_open_keeps_it(news: Path, qapp: QApplication) -> None:
    held_by(news, "archive-pc", "id of archive-pc")
    single = SingleWindow(LibraryAddress.of(news))
    with pytest.raises(OpenElsewhere) as asked:
        single.is_first([])
    held_by(news, "another-pc", "id of another-pc")
    single.take_over(asked.value.holder)
    with pytest.raises(OpenElsewhere, match="another-pc"):
        single.is_first([])


def test_a_computer_that_was_given_another_name_knows_its_own_lock(news: Path, qapp: QApplication) -> None:
    machine = bytes(QSysInfo.machineUniqueId().data()).decode()
    if not machine:
        pytest.skip("this system has no id")
    held_by(news, "my-old-name", machine)
    refuse_if_open_elsewhere(LibraryAddress.of(news), machine)
    with pytest.raises(OpenElsewhere):
        refuse_if_open_elsewhere(LibraryAddress.of(news), "id of another")


def test_a_killed_windows_lock_goes_also_where_qt_cannot_remove_it(news: Path, qapp: QApplication) -> None:
    """Qt makes a file of its own beside the lock to remove it; on a full disk it can't."""
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    LibraryAddress.of(news).lock.write_text(f"{ended.stdout.strip()}\npython\n{platform.node()}\n", encoding="utf-8")
    in_the_way = QLockFile(f"{LibraryAddress.of(news).lock}.rmlock")
    assert in_the_way.tryLock(100)
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    single.release()
    in_the_way.unlock()


# What must keep nobody out


@pytest.fixture
def disk(news: Path) -> Iterator[Path]:
    """The folder of the library, on a disk of its own."""
    content = news.read_bytes()
    with mounted(news.parent, "size=1m"):
        news.write_bytes(content)
        yield news.parent


def claimed_at_once(news: Path) -> SingleWindow:
    began, single = time.monotonic(), SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    assert time.monotonic() - began < 12  # seconds: one that waits does so for 15
    return single


@pytest.mark.parametrize("left", ["none", "empty", "of a killed window"])
def test_a_full_disk_keeps_nobody_out(left: str, disk: Path, news: Path, qapp: QApplication) -> None:
    lock = LibraryAddress.of(news).lock
    if left != "none":
        lock.write_text("" if left == "empty" else f"999999999\npython\n{platform.node()}\n", encoding="utf-8")
    fill_up(disk)
    single = claimed_at_once(news)
    single.release()


@pytest.mark.parametrize("left", ["none", "empty", "of a killed window"])
def test_a_folder_that_cannot_be_written_keeps_nobody_out(
    left: str, disk: Path, news: Path, qapp: QApplication
) -> None:
    lock = LibraryAddress.of(news).lock
    if left != "none":
        lock.write_text("" if left == "empty" else f"999999999\npython\n{platform.node()}\n", encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    single = claimed_at_once(news)
    with Library.open(news) as library:
        assert library.read_only
    single.release()


def test_a_lock_of_another_computer_that_cannot_be_removed_keeps_nobody_out(
    disk: Path, news: Path, qapp: QApplication
) -> None:
    held_by(news, "archive-pc", "id of archive-pc")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    single = SingleWindow(LibraryAddress.of(news))
    with pytest.raises(OpenElsewhere) as asked:
        single.is_first([])
    single.take_over(asked.value.holder)
    assert single.is_first([])
    single.release()


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_where_the_lock_should_be_keeps_nobody_out(kind: str, news: Path, qapp: QApplication) -> None:
    lock = LibraryAddress.of(news).lock
    if kind == "folder":
        lock.mkdir()
    elif sys.platform == "win32":
        pytest.skip("no pipe lies in a folder there")
    else:
        os.mkfifo(lock)
    claimed_at_once(news).release()


# What is told


def test_the_window_of_another_user_is_told_at_once(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: int, number: int) -> None:
        raise PermissionError

    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    monkeypatch.setattr(os, "kill", refuse)
    monkeypatch.setattr(single_window.time, "sleep", lambda _: pytest.fail("it waits"))
    with pytest.raises(KnownError, match="the window of another user of this computer"):
        SingleWindow(LibraryAddress.of(news)).is_first([])
    single.release()


def test_an_article_that_was_not_taken_over_is_named(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_PATIENCE", 0.3)
    single = SingleWindow(LibraryAddress.of(news))
    assert single.is_first([])
    with pytest.raises(KnownError, match=r"does not answer.* Not added: storm\.txt, flood\.txt\."):
        SingleWindow(LibraryAddress.of(news)).is_first([Path("storm.txt"), Path("flood.txt")])
    single.release()
