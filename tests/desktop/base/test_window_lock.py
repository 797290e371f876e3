"""The lock beside a library: whose it is, and what a command does with it."""

import os
import platform
import sys
from pathlib import Path

import pytest

from desktop.base import this_computer
from desktop.base.library_address import LibraryAddress
from desktop.base.window_lock import (
    OpenElsewhere,
    held,
    holder,
    is_left_behind,
    is_of_another_user,
    is_open_elsewhere,
    refuse_if_open_elsewhere,
    remove_left_behind,
)
from tests.making import held_by


@pytest.fixture
def address(tmp_path: Path) -> LibraryAddress:
    return LibraryAddress.of(tmp_path / "News.ascribe")


@pytest.fixture
def this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of this machine."""
    file = tmp_path / "machine-id"
    file.write_text("id of this\n", encoding="utf-8")
    monkeypatch.setattr(this_computer, "MACHINE_ID", file)
    return "id of this"


def test_the_lock_says_which_computer_has_the_library_open(address: LibraryAddress) -> None:
    refuse_if_open_elsewhere(address)
    held_by(address, "archive-pc", "id-of-archive-pc", since=1_000_000_000)
    found = holder(address)
    assert found is not None
    assert (found.computer, found.machine, found.since.timestamp()) == ("archive-pc", "id-of-archive-pc", 1_000_000_000)
    assert is_open_elsewhere(address)
    with pytest.raises(OpenElsewhere, match="is open on the computer archive-pc since 2001-09-") as told:
        refuse_if_open_elsewhere(address)
    assert told.value.holder == found
    link = address.folder / "link.ascribe"
    link.symlink_to(address.file)
    with pytest.raises(OpenElsewhere):
        refuse_if_open_elsewhere(LibraryAddress.of(link))


@pytest.mark.parametrize(
    ("name", "machine", "is_elsewhere"),
    [
        ("this", "id of this", False),
        ("another", "id of this", False),  # a laptop that was given another name
        ("this", "id of another", True),  # two computers of one name
        ("another", "id of another", True),
        ("this", "", False),
        ("another", "", True),
    ],
)
def test_the_id_of_a_computer_decides_and_its_name_where_there_is_none(
    name: str, machine: str, is_elsewhere: bool, address: LibraryAddress, this_machine: str
) -> None:
    held_by(address, platform.node() if name == "this" else "old-name", machine)
    assert is_open_elsewhere(address) is is_elsewhere
    assert is_open_elsewhere(address, this_machine) is is_elsewhere


def test_without_an_id_of_its_own_a_computer_goes_by_the_name(
    address: LibraryAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(this_computer, "MACHINE_ID", address.folder / "not there")
    assert this_computer.machine_id() == ""
    held_by(address, platform.node(), "id of another")
    assert not is_open_elsewhere(address)
    held_by(address, "old-name", "id of another")
    assert is_open_elsewhere(address)


@pytest.mark.parametrize("content", ["", "\n", "4711", "4711\nascribe\n", "\0\0\0"])
def test_a_lock_that_does_not_say_whose_it_is_is_nobodys(content: str, address: LibraryAddress) -> None:
    address.lock.write_text(content, encoding="utf-8")
    assert holder(address) is None


def test_two_holders_on_one_computer_are_told_apart(address: LibraryAddress) -> None:
    lock = address.lock
    lock.write_text("1\nascribe\narchive-pc\n", encoding="utf-8")
    os.utime(lock, (1, 1))
    first = holder(address)
    lock.write_text("2\nascribe\narchive-pc\n", encoding="utf-8")
    os.utime(lock, (1, 1))
    assert holder(address) != first


# Left behind


@pytest.mark.parametrize(
    "process", ["", "x", str(os.getpid()), "9" * 30], ids=["nobody", "no number", "this one", "none that can be"]
)
def test_what_may_be_in_use_stays(address: LibraryAddress, process: str, this_machine: str) -> None:
    address.lock.write_text(f"{process}\nascribe\n{platform.node()}\n{this_machine}\n\n", encoding="utf-8")
    remove_left_behind(address)
    assert address.lock.exists() == (process != "9" * 30)
    address.lock.write_text(f"{process}\nascribe\na-container\n{this_machine}\n\n", encoding="utf-8")
    remove_left_behind(address)
    assert address.lock.exists()
    held_by(address, "archive-pc", "id of archive-pc")
    remove_left_behind(address)
    assert address.lock.exists()


def test_the_process_of_another_user_is_told(address: LibraryAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: int, number: int) -> None:
        raise PermissionError

    address.lock.write_text(f"4711\nascribe\n{platform.node()}\n\n\n", encoding="utf-8")
    monkeypatch.setattr(os, "kill", refuse)
    assert is_of_another_user(address.lock)
    assert not is_left_behind(address.lock)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe lies in a folder there")
def test_what_is_no_file_is_nobodys_lock_and_is_not_waited_for(address: LibraryAddress) -> None:
    os.mkfifo(address.lock)
    assert holder(address) is None
    with held(address):
        pass
    assert address.lock.exists()


# Held by a command


def test_while_a_command_writes_other_computers_are_told(address: LibraryAddress, this_machine: str) -> None:
    with held(address):
        found = holder(address)
        assert found is not None
        assert (found.process, found.computer, found.machine) == (str(os.getpid()), platform.node(), this_machine)
        assert is_open_elsewhere(address, "id of another")
    assert not address.lock.exists()


def test_after_an_error_it_is_gone_too(address: LibraryAddress) -> None:
    with pytest.raises(RuntimeError), held(address):
        raise RuntimeError
    assert not address.lock.exists()


def test_what_another_computer_has_is_left_alone(address: LibraryAddress) -> None:
    held_by(address, "archive-pc")
    before = address.lock.read_bytes()
    with pytest.raises(OpenElsewhere), held(address):
        pytest.fail("it goes on")
    assert address.lock.read_bytes() == before


@pytest.mark.parametrize(
    "content", [f"{os.getpid()}\nascribe\n{platform.node()}\n\n\n", ""], ids=["of this process", "of nobody"]
)
def test_what_a_window_of_this_computer_has_stays_its_own(content: str, address: LibraryAddress) -> None:
    address.lock.write_text(content, encoding="utf-8")
    with held(address):
        pass
    assert address.lock.read_text(encoding="utf-8") == content


def test_what_was_taken_over_meanwhile_stays(address: LibraryAddress) -> None:
    with held(address):
        held_by(address, "archive-pc")
    assert is_open_elsewhere(address)


def test_where_no_lock_can_be_made_the_command_goes_on(tmp_path: Path) -> None:
    with held(LibraryAddress.of(tmp_path / "folder that is not there" / "News.ascribe")):
        pass
