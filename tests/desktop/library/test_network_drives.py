"""Which drive holds a file, by tables of mounts as systems write them."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library import network_drives
from desktop.library.network_drives import Mount, linux_mounts, macos_mounts, mount_of, network_drive
from tests.making import mounted

pytestmark = pytest.mark.about_a_file

LOCAL = ("ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "vfat", "exfat", "fuseblk", "fuse.ntfs-3g")
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ncpfs", "ceph", "lustre", "vboxsf", "fuse.sshfs", "fuse.rclone")


@pytest.mark.parametrize("kind", [*LOCAL, *NETWORK])
def test_a_file_is_on_the_drive_that_is_mounted_over_it(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted(monkeypatch, tmp_path, {tmp_path / "my share": kind})
    expected = kind if kind in NETWORK else None
    assert network_drive(tmp_path / "my share") == expected
    assert network_drive(tmp_path / "my share" / "folder that is not there" / "News.ascribe") == expected
    assert network_drive(tmp_path / "my share's neighbour" / "News.ascribe") is None


def test_a_link_leads_to_the_drive_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    mounted(monkeypatch, tmp_path, {tmp_path / "share": "nfs4"})
    assert network_drive(tmp_path / "link" / "News.ascribe") == "nfs4"


def test_the_innermost_mount_counts_and_at_one_place_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounted(monkeypatch, tmp_path, {tmp_path: "nfs4", tmp_path / "disk": "ext4"})
    assert network_drive(tmp_path / "disk" / "News.ascribe") is None
    share = PurePosixPath("/net/team")
    both = [Mount(share, "autofs", False), Mount(share, "nfs4", True)]
    assert mount_of(share / "News.ascribe", both) == both[1]


@pytest.mark.parametrize(
    ("source", "is_network"),
    [("//nas/team", True), ("https://cloud.example/dav", True), ("ada@nas:/team", True), ("/dev/sdb1", False)],
)
def test_an_unknown_program_that_mounts_from_elsewhere_makes_a_network_drive(source: str, is_network: bool) -> None:
    (mount,) = linux_mounts(f"50 20 0:40 / /media/x rw,nosuid shared:1 - fuse.newfs {source} rw,user_id=1000\n")
    assert mount.is_network is is_network


def test_the_root_of_a_system_is_its_own_however_it_comes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text("21 1 0:19 / / rw - 9p none rw\n", encoding="utf-8")
    monkeypatch.setattr(network_drives, "TABLE", table)
    assert network_drive(tmp_path) is None


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_any_name_of_a_mount_is_read(name: str) -> None:
    escaped = "".join(f"\\{ord(letter):03o}" if letter in " \t\n\\" else letter for letter in name)
    (mount,) = linux_mounts(f"50 20 0:40 / /media/{escaped} rw - cifs //nas/team rw\n")
    assert mount.at == PurePosixPath(f"/media/{name}")
    assert mount.is_network


def test_the_mounts_of_this_system_are_read() -> None:
    if not network_drives.TABLE.exists():
        pytest.skip("this system has no table of mounts")
    mounts = linux_mounts(network_drives.TABLE.read_text())
    assert mounts
    assert all(mount.at.is_absolute() and mount.kind for mount in mounts)


def test_what_macos_prints_is_read() -> None:
    root, share, mac = macos_mounts(
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//ada@nas._smb._tcp.local/team (old) on /Volumes/team (old) (smbfs, nodev, nosuid, mounted by ada)\n"
        "/dev/disk4s1 on /Volumes/On the road (hfs, local, nodev, nosuid)\n"
    )
    assert (root.is_network, share.is_network, mac.is_network) == (False, True, False)
    assert (share.at, share.kind) == (PurePosixPath("/Volumes/team (old)"), "smbfs")
    assert mac.at == PurePosixPath("/Volumes/On the road")
