"""What a disk holds after a power cut, worked out from the record of what was written to it (shim.c).

Only what was synced is sure to be there. Of what was written since, anything may be: each write by itself, whole or in
part (a disk writes sectors), since files are written back in no order. Names (made, renamed, removed) come in the order
in which they were given, as file systems with a journal keep them; they are synced with their folder, as POSIX says,
though some file systems sync them with the file.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

_SECTOR = 512  # bytes
_LINE = struct.Struct("@8sQqQQ")


class Step(NamedTuple):
    """One operation of the record."""

    what: str  # make, write, cut, sync, rename, remove, mkdir, link, said
    file: int  # its number on the disk that was written to
    at: int  # in bytes
    first: bytes  # what was written or said, or a name
    second: bytes  # the second name, if any


def steps(record: bytes) -> Iterator[Step]:
    """The operations of a record, one after the other."""
    place = 0
    while place < len(record):
        what, file, at, first, second = _LINE.unpack_from(record, place)
        place += _LINE.size
        yield Step(
            what.rstrip(b"\0").decode(), file, at, record[place : place + first], record[place + first :][:second]
        )
        place += first + second


_Names = dict[Path, dict[str, int]]  # by folder: the number of the file, or folder, of each name


class _Name(NamedTuple):
    """A name that was given or, without a file, taken away."""

    folder: Path
    name: str
    file: int | None
    act: int  # of which rename it is one half; both halves come together, or none


class RecordedDisk:
    """A folder on a disk that may lose its power after each step."""

    def __init__(self, folder: Path) -> None:
        """Of what is in the folder now, all is synced."""
        self._folder = folder
        self._synced: dict[int, bytearray] = {}
        self._written: dict[int, list[Step]] = {}  # since
        self._names: _Names = {folder: {}}  # that are synced
        self._named: list[_Name] = []  # since
        self._folders: dict[int, Path] = {}  # by the number that stands for each in `_names`
        self._now: dict[Path, int] = {}  # what each path is, synced or not
        self._acts = 0
        for path in sorted(folder.rglob("*")):
            number = path.stat().st_ino
            self._names[path.parent][path.name] = self._now[path] = number
            if path.is_dir():
                self._folders[number] = path
                self._names[path] = {}
            else:
                self._synced[number] = bytearray(path.read_bytes())

    def take(self, step: Step) -> None:
        """Do one step of the record."""
        path = Path(step.first.decode()) if step.what not in ("write", "said") else Path()
        match step.what:
            case "write" | "cut":
                self._written.setdefault(step.file, []).append(step)
            case "make":
                self._synced.setdefault(step.file, bytearray())
                # The number may be that of a file that was removed.
                self._written.pop(step.file, None)
                self._synced[step.file] = bytearray()
                self._name(path, step.file)
            case "mkdir":
                number = -self._next_act()
                self._folders[number] = path
                self._names[path] = {}
                self._name(path, number)
            case "remove":
                self._name(path, None)
            case "rename":
                target, act = Path(step.second.decode()), self._next_act()
                number = self._now[path]
                self._name(target, number, act)
                self._name(path, None, act)
            case "link":
                self._name(Path(step.second.decode()), self._now[path])
            case "sync":
                self._sync(step.file, path)

    def _next_act(self) -> int:
        self._acts += 1
        return self._acts

    def _name(self, path: Path, file: int | None, act: int | None = None) -> None:
        if file is None:
            self._now.pop(path, None)
        else:
            self._now[path] = file
        self._named.append(_Name(path.parent, path.name, file, act or self._next_act()))

    def _sync(self, file: int, path: Path) -> None:
        if path in self._names:
            for name in [one for one in self._named if one.folder == path]:
                _give(self._names, name)
            self._named = [one for one in self._named if one.folder != path]
        else:
            for step in self._written.pop(file, []):
                _write(self._synced[file], step)

    def after_a_power_cut(self, chance: Random, target: Path) -> None:
        """Write into the folder `target` what is left of this one when the power goes now."""
        names = {folder: dict(there) for folder, there in self._names.items()}
        acts = list(dict.fromkeys(name.act for name in self._named))
        kept = set(acts[: chance.randint(0, len(acts))])
        for name in self._named:
            if name.act in kept:
                _give(names, name)
        share = chance.choice((0, 0.5, 0.9, 1))
        contents = {}
        for file, synced in self._synced.items():
            contents[file] = bytearray(synced)
            for step in self._written.get(file, []):
                if chance.random() < share:
                    _write(contents[file], step, chance if chance.random() < 0.2 else None)
        self._put(names, contents, self._folder, target)

    def _put(self, names: _Names, contents: dict[int, bytearray], folder: Path, target: Path) -> None:
        target.mkdir(exist_ok=True)
        for name, file in names[folder].items():
            if file in self._folders:
                self._put(names, contents, self._folders[file], target / name)
            else:
                (target / name).write_bytes(contents[file])


def _give(names: _Names, name: _Name) -> None:
    if name.file is None:
        names[name.folder].pop(name.name, None)
    else:
        names[name.folder][name.name] = name.file


def _write(content: bytearray, step: Step, torn: Random | None = None) -> None:
    """Does a write; one that is torn leaves some of its sectors out."""
    if step.what == "cut":
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))
        return
    place = 0
    while place < len(step.first):
        size = _SECTOR - (step.at + place) % _SECTOR
        if torn is None or torn.random() < 0.5:
            at, part = step.at + place, step.first[place : place + size]
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(part)] = part
        place += size
