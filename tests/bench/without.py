"""Leaves out the trick that the environment names, in the process that imports this before anything of `ui`."""

import builtins
import os
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

VARIABLE = "ASCRIBE_BENCH_WITHOUT"


def _import_as_pyside_does() -> None:
    from PySide6 import QtCore  # noqa: F401 - exchanges it

    theirs = builtins.__import__
    import ui  # noqa: F401 - puts Python's own back

    builtins.__import__ = theirs


def _collect_at_any_time() -> None:
    from desktop.base import garbage_collection

    for name in ("pause", "resume", "freeze", "collect_old_objects_when_idle"):
        setattr(garbage_collection, name, lambda: None)
    garbage_collection.paused = nullcontext  # type: ignore[assignment]


def _never_rest() -> None:
    from ui.session import session

    session._REST = 10**6


def _show_nothing_before_the_content() -> None:
    from ui.start.frame import Frame

    Frame.show = lambda frame: frame.painted.emit()  # type: ignore[method-assign, assignment]
    hold = Frame.hold

    def hold_and_show(frame: Frame, content: Any) -> None:
        hold(frame, content)
        super(Frame, frame).show()

    Frame.hold = hold_and_show  # type: ignore[method-assign]


LEAVE_OUT: dict[str, Callable[[], None]] = {
    "import": _import_as_pyside_does,
    "collector": _collect_at_any_time,
    "frame": _show_nothing_before_the_content,
    "ready": _never_rest,
}

if _name := os.environ.get(VARIABLE):
    LEAVE_OUT[_name]()
