"""What the system refuses, in words; and which errors are refusals of the system, not bugs of ours."""

import errno
import os
import traceback
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated

_REASONS = {
    "ENOSPC": Message("the disk is full"),
    "EDQUOT": Message("your quota of the disk is used up"),
    "EFBIG": Message("the disk cannot hold a file of that size"),
    "EROFS": Message("the disk is read-only"),
    "EMFILE": Message("Ascribe has too many files open"),
    "ENFILE": Message("this computer has too many files open"),
    "ENOMEM": Message("there is too little memory"),
}
_NUMBERED = {getattr(errno, name): reason for name, reason in _REASONS.items() if hasattr(errno, name)}
_LACKS = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EMFILE, errno.ENFILE, errno.ENOMEM}
_PROBE = 65536  # bytes; a file system may have room for less within blocks that it has given out
_HANDLES = 8  # about as many as SQLite takes for a library that it opens and writes


def reason(error: OSError | ValueError) -> str:
    """What the system says, as the end of a sentence: "the disk is full"."""
    number = getattr(error, "errno", None)
    if number in _NUMBERED:
        return translated(_NUMBERED[number])
    return getattr(error, "strerror", None) or str(error)


def as_known(error: BaseException) -> KnownError | None:
    """The sentence for an error that is the world's fault wherever it is met; None for any other."""
    if isinstance(error, KnownError):
        return error
    if isinstance(error, MemoryError) or _is_half_loaded(error):
        return KnownError(translated("There is too little memory for this; close other programs and try again."))
    if isinstance(error, ImportError) and (number := _number_of(error)):
        error = OSError(number, os.strerror(number))
    if isinstance(error, OSError) and error.errno in _LACKS:
        return KnownError(translated("This cannot be done: {reason}.", reason=reason(error)))
    return None


def _is_half_loaded(error: BaseException) -> bool:
    """Whether a module could not be loaded: where memory is lacking for that, it often is not said why."""
    if not isinstance(error, SystemError):
        return False
    files = (frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(file.startswith("<frozen importlib.") for file in files)


def _number_of(error: ImportError) -> int | None:
    """What was lacking to load a module of machine code. The system's loader tells it in words alone."""
    if "failed to map segment" in str(error):
        return errno.ENOMEM
    return next((number for number in sorted(_LACKS) if os.strerror(number) in str(error)), None)


def try_handles(count: int) -> None:
    """Opens so many files at once, and closes them again. Costs some microseconds each.

    Raises:
        OSError: that many cannot be open beside those that are.
    """
    with ExitStack() as stack:
        for _ in range(count):
            stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))


def lacking(folder: Path) -> OSError | None:
    """What is lacking (room, handles, memory) to open and write a file in `folder` now; None when nothing is.

    For those who say only that they could not read or write, as SQLite and Qt do.
    """
    try:
        try_handles(_HANDLES)
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error if error.errno in _LACKS else None
    return None
