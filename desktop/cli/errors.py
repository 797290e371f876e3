"""Runs an action and tells what went wrong in a sentence."""

import codecs
import errno
import os
import sys
from collections.abc import Callable

from desktop.base.errors import Cancelled, KnownError
from desktop.base.system_errors import as_known, reason
from desktop.base.tracebacks import trace_of
from desktop.base.translation import translated
from desktop.cli import interrupting, printing

_PIPE_CLOSED = 141  # as a shell says of a program whose reader went away
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO} if os.name == "posix" else {errno.ENOSPC}


def exit_status_of(action: Callable[[], int]) -> int:
    """The exit status of `action`; a KnownError is written to standard error."""
    _use_utf8()
    try:
        with interrupting.interruptible():
            status = action()
            if sys.stdout is not None:
                sys.stdout.flush()
        return status
    except KnownError as error:
        return _failed(str(error))
    except (KeyboardInterrupt, Cancelled):
        _failed(translated("Cancelled."))
        return interrupting.exit_status()
    except BrokenPipeError:
        _give_standard_output_up()
        return _PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - a KnownError as its sentence, a bug with its trace
        # A file's error names the file, and is handled where the file is used. Standard output has no name.
        if isinstance(error, OSError) and error.filename is None and error.errno in _DISK_ERRORS:
            _give_standard_output_up()
            return _failed(translated("Standard output cannot be written: {reason}.", reason=reason(error)))
        if known := as_known(error):
            return _failed(str(known))
        printing.tell_plainly(trace_of(error).rstrip())
        return 1


def _failed(sentence: str) -> int:
    printing.tell(sentence)
    return 1


def _use_utf8() -> None:
    """Standard output and error speak UTF-8 whatever the locale says; a file name that is no text passes through."""
    codecs.register_error("ascribe", _passed_through)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="ascribe")


def _passed_through(error: UnicodeError) -> tuple[str | bytes, int]:
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _give_standard_output_up() -> None:
    """Lets what is still in its buffer go nowhere: otherwise Python tries again, and complains, when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
