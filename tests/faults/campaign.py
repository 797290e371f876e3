"""What a campaign is: one kind of fault, tried in many cases."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random

Case = Callable[[int, Random, Path], str]
"""Tries the case of this number, by this chance, in this empty folder; says in a word how it ended.

Raises:
    Broken: what must never be, is.
"""


class Broken(AssertionError):
    """What must never be: something is lost, wrong, left behind, untold or without an end. The message says what."""


def hold(condition: object, otherwise: str) -> None:
    """Raises Broken unless the condition holds."""
    if not condition:
        raise Broken(otherwise)


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """One line of the table."""

    name: str  # for --only
    what: str  # for the table
    cases: int  # of a whole run
    quick: int  # of a run that only shows that the campaign works
    opened: Callable[[Path], AbstractContextManager[Case]]  # makes ready what the cases need, in a process's folder
    obstacle: Callable[[], str] = lambda: ""  # why it cannot be tried on this computer, in a sentence
