"""The trace of a bug, for the log and for a report, without what the user reads.

An exception's words may quote anything: a KeyError a speaker's name, an error of SQLite the text of an article. Only
where Python or Qt takes them from the program's own code are they written down; else the exception's kind is enough.
"""

import traceback
from collections.abc import Iterator

_OF_THE_CODE = (
    ArithmeticError,
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    RecursionError,
    RuntimeError,
    TypeError,
)
_BETWEEN = {
    True: "\nThe above exception was the direct cause of the following exception:\n\n",
    False: "\nDuring handling of the above exception, another exception occurred:\n\n",
}


def trace_of(error: BaseException) -> str:
    """The trace of an error and of those that led to it, the last one at the end."""
    return "".join(_parts(error, set()))


def place_of(error: BaseException) -> str:
    """What an error is and where it was raised: "KeyError in article.py, line 12". The same bug has the same place."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].filename}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__qualname__}{where}"


def _parts(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _parts(before, seen)
        yield _BETWEEN[before is error.__cause__]
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{_name(error)}{_words(error)}\n"


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return f": {error.errno} {error.strerror}"
    if type(error) in _OF_THE_CODE or isinstance(error, ArithmeticError | ImportError):
        return f": {error}" if str(error) else ""
    return "" if not str(error) else " (its words are left out: they may quote what you read)"
