"""Which files lie on a drive that other computers can write to at the same time.

SQLite's write-ahead log coordinates its readers and writers through memory that they share, and two computers share
none (https://www.sqlite.org/wal.html): each takes itself for alone, and writes over the other's pages.

Linux is tried. What Windows and macOS are asked was written by their manuals, and has not been tried on them. A folder
that a program synchronises (Dropbox, OneDrive, iCloud, Nextcloud) is a drive of this computer here.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from desktop.base.errors import MaybeUsedElsewhere
from desktop.base.translation import translated

TABLE = Path("/proc/self/mountinfo")  # the mounts that this process sees, on Linux

_ESCAPED = re.compile(r"\\([0-7]{3})")
_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "afpfs", "webdav", "davfs"),
    *("ceph", "lustre", "gfs2", "ocfs2", "beegfs", "gpfs", "orangefs", "panfs"),
    # Shared with the host of a virtual machine: another system, with memory of its own.
    *("9p", "virtiofs", "vboxsf", "prl_fs", "drvfs"),
}
_NETWORK_BY_FUSE = {
    *("sshfs", "rclone", "davfs", "davfs2", "gvfsd-fuse", "kio-fuse", "smbnetfs", "curlftpfs", "vmhgfs-fuse"),
    *("glusterfs", "ceph-fuse", "ceph", "mfs", "moosefs", "seaweedfs", "juicefs", "lizardfs", "beegfs"),
    *("s3fs", "gcsfuse", "goofys", "blobfuse", "blobfuse2", "google-drive-ocamlfuse", "onedriver"),
}
_REMOTE_SOURCE = re.compile(r"//|[a-z][a-z0-9+.-]+://|[^/\s]+:/")  # as other programs name where they mount from
_MACOS_MOUNT = re.compile(r"(?P<source>.*?) on (?P<at>/.*) \((?P<kind>\w+)(?P<options>[^()]*)\)")
_DRIVE_REMOTE = 4  # https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew


class OnNetworkDrive(MaybeUsedElsewhere):
    """A library may not be worked in, or made, on a network drive, unless a person says that nobody else does."""

    def __init__(self, path: Path, drive: str, *, is_new: bool) -> None:
        super().__init__(
            translated(
                "The library {file} would lie on a network drive ({drive}), where it is damaged when two computers "
                "work in it at once.",
                file=path,
                drive=drive,
            )
            if is_new
            else translated(
                "The library {file} lies on a network drive ({drive}), where it is damaged when two computers work in "
                "it at once.",
                file=path,
                drive=drive,
            )
        )
        self.is_new = is_new


class Mount(NamedTuple):
    """A file system at its place among the folders."""

    at: PurePath
    kind: str  # as the system names it: "ext4", "nfs4", "fuse.sshfs"
    is_network: bool


def network_drive(path: Path) -> str | None:
    """The kind of the network drive that holds `path` ("nfs4"), which need not exist; None for one of this computer."""
    path = Path(os.path.realpath(path))  # unlike Path.resolve, it takes a loop of links as it is
    if sys.platform == "win32":
        return _network_drive_of_windows(path)
    if sys.platform == "darwin":
        mounts = macos_mounts(subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True).stdout)
    else:
        try:
            mounts = linux_mounts(os.fsdecode(TABLE.read_bytes()))
        except FileNotFoundError:  # neither Linux, nor a system that shows its mounts as Linux does
            return None
    found = mount_of(path, mounts)
    # Programs need a root to run on; where it comes by a wire (a container's often does), it is this computer's own.
    return found.kind if found and found.is_network and found.at != PurePath("/") else None


def mount_of(path: PurePath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that holds a path without links: the innermost, and of those at one place the last."""
    last_at = {mount.at: mount for mount in mounts}
    return next((last_at[place] for place in (path, *path.parents) if place in last_at), None)


def linux_mounts(table: str) -> list[Mount]:
    """The mounts in the order of their making, from the text of /proc/self/mountinfo (proc_pid_mountinfo(5))."""
    mounts = []
    for line in filter(None, table.split("\n")):  # a name may hold what else ends a line elsewhere
        of_the_place, _, of_the_system = line.partition(" - ")
        fields, (kind, source) = of_the_place.split(" "), of_the_system.split(" ")[:2]
        at = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4])
        mounts.append(Mount(PurePath(at), kind, _is_network(kind, source)))
    return mounts


def _is_network(kind: str, source: str) -> bool:
    fuse, _, program = kind.partition(".")
    if fuse == "fuse":
        return program in _NETWORK_BY_FUSE or _REMOTE_SOURCE.match(source) is not None
    return kind in _NETWORK


def macos_mounts(table: str) -> list[Mount]:
    """The same, from what /sbin/mount prints (mount(8)), which calls a file system of this computer `local`."""
    found = filter(None, map(_MACOS_MOUNT.fullmatch, table.splitlines()))
    return [Mount(PurePath(line["at"]), line["kind"], "local" not in line["options"].split(", ")) for line in found]


def _network_drive_of_windows(path: PurePath) -> str | None:
    if path.drive.startswith("\\\\"):
        return "a share"
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009 (there on Windows alone)
    return translated("a mapped drive") if windows.kernel32.GetDriveTypeW(f"{path.drive}\\") == _DRIVE_REMOTE else None
