"""The signals by which a terminal, a supervisor or the end of a session ends the program."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last

Answer = Callable[[int, FrameType | None], None]

_answers: set[Answer] = set()  # ours, which stand for what would end the program


def to_handle() -> list[signal.Signals]:
    """Those of them that are to end this program. Where it was started to ignore one (nohup), that stays so."""
    known = [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]
    ends = {signal.SIG_DFL, signal.default_int_handler, *_answers}
    return [number for number in known if signal.getsignal(number) in ends]


@contextmanager
def handled_by(answer: Answer) -> Iterator[None]:
    """Has such a signal call `answer` as long as the block lasts, unless somebody answers it in there."""
    _answers.add(answer)
    before = {number: signal.signal(number, answer) for number in to_handle()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def postponed() -> Iterator[None]:
    """Has such a signal wait until the block ends, which must not be left in its middle."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where none but Ctrl+C in a console comes
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, to_handle())
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
