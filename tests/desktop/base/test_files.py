import os
import stat
import threading
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.errors import KnownError


def test_a_file_takes_its_targets_place_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")
    with files.replacing(target) as stream:
        stream.write(b"after")
        stream.flush()
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_failure_leaves_the_target_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")
    with pytest.raises(ZeroDivisionError), files.replacing(target) as stream:  # noqa: PT012
        stream.write(b"half")
        raise ZeroDivisionError
    assert target.read_text() == "before"
    assert os.listdir(tmp_path) == ["out.json"]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_a_target_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "out.json", tmp_path / "link.json"
    target.write_text("before")
    target.chmod(0o640)
    link.symlink_to(target)
    with files.replacing(link) as stream:
        stream.write(b"after")
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_folder_and_a_missing_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="is a folder"), files.replacing(tmp_path):
        pass
    with pytest.raises(KnownError, match=r"out\.json cannot be written: No such file"):  # noqa: SIM117
        with files.replacing(tmp_path / "nowhere" / "out.json"):
            pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_and_a_device_is_not_replaced() -> None:
    with pytest.raises(KnownError, match="/dev/full cannot be written: the disk is full"):  # noqa: SIM117
        with files.replacing(Path("/dev/full")) as stream:
            stream.write(b"x" * 100_000)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    with files.replacing(pipe) as stream:
        stream.write(b"through")
    reader.join()
    assert received == [b"through"]
