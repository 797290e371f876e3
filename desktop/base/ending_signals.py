"""The signals by which a terminal, a supervisor or the end of a session ends the program."""

import signal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last


def heard() -> list[signal.Signals]:
    """Those of them that end this program as they come. Where it was started to ignore one (nohup), that stays so."""
    known = [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]
    return [number for number in known if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}]
