"""Notices: which records an edit, an undo or a redo changed, for whoever shows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from sqlalchemy import Connection, select

from desktop.library.journal import EditKind, changes_of, size_of
from desktop.library.journal_data import IN_LIBRARY, Change, has_other_status, operation_in
from desktop.library.sql import tables
from desktop.library.sql.record_data import from_data
from desktop.library.sql.row_checks import fetched
from desktop.model.operations import ADDS_ARTICLES, TAKES_ARTICLES, Operation
from desktop.model.records import FIRST, Record

R = TypeVar("R", bound=Record)

MANY = 500  # changed records; above that a notice names none of them
_LEFT = {"speaker", "annotation", "attribution"}


@dataclass(frozen=True, slots=True)
class Notice:
    """Which records an edit, undo or redo changed: what the window repaints by."""

    operation: Operation  # what was done, taken back or done again
    kind: EditKind
    ours: bool  # done by this very library object, and not by another window, a worker thread or a command
    changed: frozenset[
        tuple[str, str]
    ]  # (kind of record, id); kinds: article, speaker, annotation, attribution, codebook
    articles: frozenset[str]  # ids of the articles that are concerned
    many: bool  # so many records that lists are better read again than patched
    layers: frozenset[str] = frozenset()  # ids of the layers in which annotations or statuses were changed
    # The records as an edit of this very library object left them, so that nobody need read them again.
    records: Mapping[tuple[str, str], Record | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def brings_articles(self) -> bool:
        """Whether an undo or a redo brought articles that were gone."""
        return self.operation.id in (TAKES_ARTICLES if self.kind == "undo" else ADDS_ARTICLES) and self.kind != "edit"

    @property
    def changed_kinds(self) -> set[str]:
        return {kind for kind, _ in self.changed}

    @property
    def codebook_changed(self) -> bool:
        return ("scheme", "scheme") in self.changed

    @property
    def speakers_changed(self) -> bool:
        return self.many or any(kind == "speaker" for kind, _ in self.changed)

    @property
    def comments_changed(self) -> bool:
        return self.many or any(kind == "comment" for kind, _ in self.changed)

    def record(self, kind: str, id: str, read: Callable[[str], R | None]) -> R | None:
        """A changed record as the edit left it, or None; read, where the notice does not hold it."""
        return cast(R | None, self.records[kind, id]) if (kind, id) in self.records else read(id)


def notice_of(operation: Operation, kind: EditKind, changes: Iterable[Change], *, ours: bool) -> Notice:
    """The notice for these changes."""
    rows = list(changes)
    if len(rows) > MANY:
        return _of_many(operation, kind, ours=ours)
    changed = {(row.kind, row.id) for row in rows if row.kind != "text"}
    articles = {row.id for row in rows if row.kind == "article"}
    layers = {FIRST for row in rows if has_other_status(row)}
    for row in rows:
        for data in (row.before, row.after):
            if isinstance(data, Mapping) and "article" in data:
                articles.add(data["article"])
                if row.kind == "standing":
                    changed.add(("article", data["article"]))
                if "layer" in data:
                    layers.add(data["layer"])
    added_elsewhere = any(row.after is IN_LIBRARY and row.kind in {"annotation", "attribution"} for row in rows)
    return Notice(
        operation, kind, ours, frozenset(changed), frozenset(articles), many=added_elsewhere, layers=frozenset(layers)
    )


def _of_many(operation: Operation, kind: EditKind, *, ours: bool) -> Notice:
    return Notice(operation, kind, ours, frozenset(), frozenset(), many=True)


def notice_of_own(operation: Operation, changes: Iterable[Change], kind: EditKind = "edit") -> Notice:
    """The notice for an edit that was made just now: what it left need not be read again."""
    rows = list(changes)
    notice = notice_of(operation, kind, rows, ours=True)
    if notice.many:
        return notice
    records = {
        (row.kind, row.id): None if row.after is None else from_data(row.kind, row.after)
        for row in rows
        if row.kind in _LEFT and not isinstance(row.after, bool)
    }
    return replace(notice, records=records)


def notices_after(
    connection: Connection, seq: int, *, besides: str = "", ours_from: int | None = None
) -> list[tuple[int, Notice]]:
    """What the rows after `seq` changed, oldest first, each with its number; without those of one annotator.

    The rows from the number `ours_from` on were written by this very library object.
    """
    journal = tables.journal.c
    later = (journal.seq > seq) & (journal.annotator != besides)
    columns = (journal.seq, journal.kind, journal.of, journal.operation)
    notices = []
    for row in fetched(connection, select(*columns).where(later).order_by(journal.seq), columns):
        ours = ours_from is not None and row.seq >= ours_from
        seqs = [row.seq] if row.kind == "pass" else [row.of, row.seq]
        notice = _notice(connection, operation_in(row.operation), row.kind, seqs, ours=ours)
        notices.append((row.seq, notice))
    return notices


def news_after(connection: Connection, seq: int, ours_from: int | None) -> list[tuple[int, Notice]]:
    """As `notices_after`, but of very many changes one notice that names none: so that all is read again once."""
    journal = tables.journal.c
    columns = (journal.seq, journal.kind, journal.of, journal.operation)
    rows = fetched(connection, select(*columns).where(journal.seq > seq).order_by(journal.seq), columns)
    if size_of(connection, [one for row in rows for one in (row.seq, row.of)]) <= MANY:
        return notices_after(connection, seq, ours_from=ours_from)
    ours = ours_from is not None and rows[0].seq >= ours_from
    return [(rows[-1].seq, _of_many(operation_in(rows[-1].operation), rows[-1].kind, ours=ours))]


def _notice(
    connection: Connection, operation: Operation, kind: EditKind, seqs: Sequence[int | None], *, ours: bool
) -> Notice:
    """The notice for the changes of these rows, which are not read where there are too many to be named."""
    if size_of(connection, seqs) > MANY:
        return _of_many(operation, kind, ours=ours)
    changes = [change for seq in seqs if seq for change in changes_of(connection, seq)]
    return notice_of(operation, kind, changes, ours=ours)
