"""The lock beside a library: whose it is, and what a command does with it."""

import os
import platform
from pathlib import Path

import pytest

from desktop.base import window_lock
from desktop.base.window_lock import (
    OpenElsewhere,
    held,
    holder,
    is_open_elsewhere,
    lock_file,
    machine_id,
    refuse_if_open_elsewhere,
)
from tests.making import held_by


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "News.ascribe"


@pytest.fixture
def this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of this machine."""
    file = tmp_path / "machine-id"
    file.write_text("id of this\n", encoding="utf-8")
    monkeypatch.setattr(window_lock, "MACHINE_ID", file)
    return "id of this"


def test_the_lock_says_which_computer_has_the_library_open(path: Path) -> None:
    refuse_if_open_elsewhere(path)
    held_by(path, "archive-pc", "id-of-archive-pc", since=1_000_000_000)
    found = holder(path)
    assert found is not None
    assert (found.computer, found.machine, found.since.timestamp()) == ("archive-pc", "id-of-archive-pc", 1_000_000_000)
    assert is_open_elsewhere(path)
    with pytest.raises(OpenElsewhere, match="is open on the computer archive-pc since 2001-09-") as told:
        refuse_if_open_elsewhere(path)
    assert told.value.holder == found
    path.with_name("link.ascribe").symlink_to(path)
    with pytest.raises(OpenElsewhere):
        refuse_if_open_elsewhere(path.with_name("link.ascribe"))


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
    name: str, machine: str, is_elsewhere: bool, path: Path, this_machine: str
) -> None:
    held_by(path, platform.node() if name == "this" else "old-name", machine)
    assert is_open_elsewhere(path) is is_elsewhere
    assert is_open_elsewhere(path, this_machine) is is_elsewhere


def test_without_an_id_of_its_own_a_computer_goes_by_the_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_lock, "MACHINE_ID", path.with_name("not there"))
    assert machine_id() == ""
    held_by(path, platform.node(), "id of another")
    assert not is_open_elsewhere(path)
    held_by(path, "old-name", "id of another")
    assert is_open_elsewhere(path)


@pytest.mark.parametrize("content", ["", "\n", "4711", "4711\nascribe\n", "\0\0\0"])
def test_a_lock_that_does_not_say_whose_it_is_is_nobodys(content: str, path: Path) -> None:
    lock_file(path).write_text(content, encoding="utf-8")
    assert holder(path) is None


def test_two_holders_on_one_computer_are_told_apart(path: Path) -> None:
    lock = lock_file(path)
    lock.write_text("1\nascribe\narchive-pc\n", encoding="utf-8")
    os.utime(lock, (1, 1))
    first = holder(path)
    lock.write_text("2\nascribe\narchive-pc\n", encoding="utf-8")
    os.utime(lock, (1, 1))
    assert holder(path) != first


# Held by a command


def test_while_a_command_writes_other_computers_are_told(path: Path, this_machine: str) -> None:
    with held(path):
        found = holder(path)
        assert found is not None
        assert (found.process, found.computer, found.machine) == (str(os.getpid()), platform.node(), this_machine)
        assert is_open_elsewhere(path, "id of another")
    assert not lock_file(path).exists()


def test_after_an_error_it_is_gone_too(path: Path) -> None:
    with pytest.raises(RuntimeError), held(path):
        raise RuntimeError
    assert not lock_file(path).exists()


def test_what_another_computer_has_is_left_alone(path: Path) -> None:
    held_by(path, "archive-pc")
    before = lock_file(path).read_bytes()
    with pytest.raises(OpenElsewhere), held(path):
        pytest.fail("it goes on")
    assert lock_file(path).read_bytes() == before


@pytest.mark.parametrize("content", [f"4711\nascribe\n{platform.node()}\n\n\n", ""])
def test_what_a_window_of_this_computer_has_stays_its_own(content: str, path: Path) -> None:
    lock_file(path).write_text(content, encoding="utf-8")
    with held(path):
        pass
    assert lock_file(path).read_text(encoding="utf-8") == content


def test_what_was_taken_over_meanwhile_stays(path: Path) -> None:
    with held(path):
        held_by(path, "archive-pc")
    assert is_open_elsewhere(path)


def test_where_no_lock_can_be_made_the_command_goes_on(tmp_path: Path) -> None:
    with held(tmp_path / "folder that is not there" / "News.ascribe"):
        pass
