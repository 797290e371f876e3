"""How far long work has come, for a person or a program that looks on; and its end, where they press Ctrl+C."""

import json
import sys
from argparse import ArgumentParser, Namespace

from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.cli import interrupting


def add_json(parser: ArgumentParser) -> None:
    """The form in which another program, such as the window, follows a command."""
    parser.add_argument(
        "--json", action="store_true", help=translated("print the progress and the result as lines of JSON")
    )


def shown(options: Namespace) -> Progress:
    """The progress in the form that the options ask for."""
    return _said if options.json else shown_when_watched()


def say(**what: object) -> None:
    """Tell this to the program that looks on."""
    print(json.dumps(what), flush=True)  # noqa: T201 - in ASCII


def _said(done: int, total: int) -> None:
    interrupting.stop_if_asked()
    say(done=done, total=total)


def shown_when_watched() -> Progress:
    """A progress that counts on standard error when that is a terminal, and raises Cancelled after a Ctrl+C."""
    return _shown if sys.stderr is not None and sys.stderr.isatty() else _unseen


def _unseen(done: int, total: int) -> None:
    interrupting.stop_if_asked()


def _shown(done: int, total: int) -> None:
    interrupting.stop_if_asked()
    if done % 100 == 0 and done < total > 100:
        print("\r" + translated("{done} of {total}", done=done, total=total), end="", file=sys.stderr, flush=True)  # noqa: T201 - our own
    elif done == total > 100:
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201 - our own
