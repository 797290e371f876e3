"""The shape that every file format has: what it is called, what it can hold, and how it is read and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head, Reading
from desktop.exchange.source import Source
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.rows import IncomingTable
from desktop.exchange.tables.table import Layout, Table
from desktop.model import features
from desktop.model.features import Feature

Pulse = Callable[[], None]  # called now and then in long work; may raise desktop.base.errors.Cancelled
Options = Mapping[str, bool]  # what was chosen, by the option's name; what is not named is not chosen

# How sure a format is of a file. Between two that are equally sure, the order of the registry decides.
SURE: Final = 1.0  # the content says so
NAMED: Final = 0.5  # the name says so, and the content may be
LIKELY: Final = 0.2  # the content looks like it
POSSIBLE: Final = 0.1
NO: Final = 0.0


@dataclass(frozen=True, kw_only=True)
class Option:
    """A question that is answered with yes or no before a file is written."""

    name: str  # as the command line's --name takes it, with underscores
    title: Message  # as the window's dialog shows it
    help: Message  # as the command line tells what it does


INCLUDE_SUGGESTIONS: Final = Option(
    name="include_suggestions",
    title=Message("Include open suggestions"),
    help=Message("write open suggestions too"),
)


@dataclass(frozen=True, kw_only=True)
class Format:
    """One file format. What it cannot do is None."""

    name: str  # as the command line's --format takes it
    title: Message  # as the window's dialogs show it
    extensions: tuple[str, ...]  # in small letters, with the point; the first is the usual one
    score: Callable[[Source], float] = lambda source: NO
    """How sure it is that a file is of this format, from 0 to 1."""
    can_hold: frozenset[Feature] = frozenset()
    holds_decisions: bool = False  # whether it has that there is to be no claim, where annotators differ
    options: tuple[Option, ...] = ()  # what may be chosen when it is written
    read: Callable[[Source, Pulse], Reading] | None = None
    """Raises a KnownError where the file is not sound, before it gives a document."""
    table: Callable[[Source], IncomingTable] | None = None
    """Of a table: its rows, and what is chosen or found of how it is written. Raises a KnownError."""
    write: Callable[[Head, Iterable[Document], BinaryIO, Options], None] | None = None
    write_table: Callable[[Table, BinaryIO, Options], None] | None = None  # in place of `write`

    @property
    def is_written(self) -> bool:
        return self.write is not None or self.write_table is not None

    def loses(self, layout: Layout) -> frozenset[Feature]:
        """What it cannot hold of what it is given: documents, or a table of this layout."""
        if self.write_table is None:
            return features.ALL - self.can_hold
        lost = KINDS[layout.table].may_lose - self.can_hold
        return lost - {Feature.JOINT_SOURCES} if layout.rows == "source" else lost
