"""Archives of articles (.zip, .tar, .tar.gz): unpacked within limits, into a folder that goes when the import ends.

A file is written under a number and its own name, so whatever path an archive gives it, it lies in that folder. Links,
devices and archives in archives are left out.
"""

import gzip
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final, NamedTuple

from desktop.base import files
from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.exchange.documents import package

EXTENSIONS: Final = (".zip", ".tar", ".tgz", ".tar.gz")
_FILES_LIMIT: Final = 20_000
_ALL_LIMIT: Final = 1_000_000_000  # bytes, unpacked
_RATIO_LIMIT: Final = 200  # of the unpacked bytes to the archive's own; text packs to a tenth
_SMALL: Final = 20_000_000  # bytes that may be unpacked whatever the ratio is
_NAME_LIMIT: Final = 100  # characters, the last ones
_PIECE: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b"
_DAMAGED: Final = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    KeyError,
)


class _Member(NamedTuple):
    name: str
    size: int  # as the archive says
    opened: Callable[[], IO[bytes]]


def is_archive(path: Path) -> bool:
    """Whether a file is named like an archive."""
    return path.name.lower().endswith(EXTENSIONS)


def unpacked(archive: Path, folder: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[Path, str]]:
    """The files of an archive whose names are `wanted`, each written into the folder, with its path in the archive.

    Raises:
        KnownError: it cannot be read, or is damaged, locked, or far larger than it looks. What was given stays.
    """
    limit = max(_SMALL, min(_ALL_LIMIT, _RATIO_LIMIT * files.readable_size(archive)))
    try:
        with files.opened(archive) as stream:
            members = _of_zip(stream) if archive.name.lower().endswith(".zip") else _of_tar(stream)
            for number, member in enumerate(members):
                if number >= _FILES_LIMIT:
                    raise Unfit(translated("It holds more than {count} files.", count=_FILES_LIMIT))
                name = PurePosixPath(member.name.replace("\\", "/"))
                if any(map(_is_hidden, name.parts)) or not wanted(name.name):
                    continue
                if member.size > limit:
                    raise _too_large()
                target = folder / f"{number:05}" / name.name[-_NAME_LIMIT:]
                limit -= _write(member, target, limit)
                yield target, str(name)
    except Unfit as error:
        raise Unfit(translated("{file}: {reason}", file=archive, reason=error)) from error
    except _DAMAGED as error:
        raise Unfit(translated("{file} is a damaged archive; make it again.", file=archive)) from error
    except OSError as error:
        raise files.unreadable(archive, error) from error


def _of_zip(stream: IO[bytes]) -> Iterator[_Member]:
    with zipfile.ZipFile(stream) as archive:
        for about in archive.infolist():
            if not about.is_dir():
                yield _Member(about.filename, about.file_size, lambda about=about: _opened(archive, about))  # type: ignore[misc]


def _opened(archive: zipfile.ZipFile, about: zipfile.ZipInfo) -> IO[bytes]:
    if about.flag_bits & 1:
        raise Unfit(translated("It is locked with a password; save it without one."))
    if about.compress_type not in package.PACKED:
        raise Unfit(translated("It is packed in a way that Ascribe does not unpack; pack it by Deflate, as is usual."))
    return archive.open(about)


def _of_tar(stream: IO[bytes]) -> Iterator[_Member]:
    # What is packed otherwise (bzip2) may unpack to gigabytes at once, before anybody can look at how much it is.
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    # gzip says what is wrong with a damaged head; the reader of `tarfile` ends in errors of its own.
    with tarfile.open(fileobj=gzip.GzipFile(fileobj=stream) if is_packed else stream, mode="r|") as archive:
        for about in archive:
            if about.isreg():
                yield _Member(about.name, about.size, lambda about=about: _extracted(archive, about))  # type: ignore[misc]


def _extracted(archive: tarfile.TarFile, about: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(about)
    assert stream is not None  # it is a regular file
    return stream


def _is_hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})


def _write(member: _Member, target: Path, limit: int) -> int:
    """Writes a file and gives its size; what an archive says of that may be a lie."""
    target.parent.mkdir()
    size = 0
    with member.opened() as source, open(target, "xb", opener=_for_the_user_alone) as copy:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise _too_large()
            copy.write(piece)
    return size


def _for_the_user_alone(name: str, flags: int) -> int:
    return os.open(name, flags, mode=0o600)


def _too_large() -> Unfit:
    return Unfit(translated("It unpacks to far more than articles hold, so it was not unpacked any further."))
