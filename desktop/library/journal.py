"""The journal: one row an edit, with what each record was before and after. It is the undo, and the audit trail.

A row's `operation` is a JSON list `[id, {argument: value}]`: see `model.operations`. Its `changes` are a JSON list of
`[kind, id, before, after]`, in the order in which they were made, where before and after are a record's data (see
`stores`) or null; of the codebook, the parts that differ (see `codebook_parts`). What an import or a new article added
has `true` for its after: the library itself still holds it. An undo that takes it away writes it into the row first, so
a redo can bring it back; until then the journal does not double the library. The row of an undo or a redo names the
edit that it is `of`, and has only such changes as that edit does not: the suggestions that went or came along with it.
A step that was passed over stays as it is, and is undone no more; the row that says so changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from desktop.base.errors import KnownError
from desktop.library.file_content import JournalRow
from desktop.library.journal_data import Change, as_json, as_now, changes_in, lacks_layer, operation_in
from desktop.library.sql import backend, row_checks, tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.expressions import ListSize
from desktop.library.sql.queries import layers
from desktop.library.sql.row_checks import fetched, within_most_rows
from desktop.model.operations import Operation
from desktop.model.records import PROGRAM, now

EditKind = Literal["edit", "undo", "redo", "pass"]
State = Literal["done", "passed", "undone", "dropped"]

_IN_EFFECT: tuple[State, ...] = ("done", "passed")
_WRITTEN = "journal row"  # where a connection has it


class Row(NamedTuple):
    """An edit that can be undone or redone."""

    seq: int
    operation: Operation
    group: str


def operation_of(rows: Iterable[Row]) -> Operation | None:
    """What the rows of one step did: its last part knows how much all of it came to. None where there are none."""
    last = max(rows, key=lambda row: row.seq, default=None)
    return last.operation if last else None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What the journal says of one edit, undo or redo."""

    seq: int
    kind: EditKind
    operation: Operation
    annotator: str
    at: str  # ISO 8601, UTC
    state: State


_DROP_UNDONE = (
    update(tables.journal)
    .where(tables.journal.c.annotator == bindparam("whose"), tables.journal.c.state == "undone")
    .values(state="dropped")
)


def write(
    connection: Connection,
    operation: Operation,
    annotator: str,
    changes: Iterable[Change],
    *,
    group: str = "",
    kind: EditKind = "edit",
    of: int | None = None,
) -> int:
    """Adds a row and gives its number. A new edit ends what its annotator could have redone."""
    if kind == "edit":
        connection.execute(_DROP_UNDONE, {"whose": annotator})
    row = {
        "kind": kind,
        "of": of,
        "group": group,
        "state": "done" if kind == "edit" else "dropped",  # an undo itself is never undone: it is redone
        "operation": as_json(operation.as_data()),
        "annotator": annotator,
        "at": now(),
        "changes": as_json(changes),
    }
    seq = backend.of(connection).add_to_journal(connection, row)
    connection.info[_WRITTEN] = row | {"seq": seq}
    return seq


def written_by(connection: Connection) -> Mapping[str, Any] | None:
    """The last row that was written by this connection since it was asked; none is asked of the database."""
    found: Mapping[str, Any] | None = connection.info.pop(_WRITTEN, None)
    return found


def has_written(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Whether the journal has this very row, as `written_by` gave it: the same edit, and not another of its number."""
    journal = tables.journal.c
    kept = [journal[name] for name in ("at", "annotator", "operation", "changes")]
    found = connection.execute(select(*kept).where(journal.seq == row["seq"])).mappings().one_or_none()
    return found is not None and all(found[column.name] == row[column.name] for column in kept)


def next_to_undo(connection: Connection, annotator: str) -> list[Row]:
    """The rows of the annotator's last edit that is done, with all of its group, newest first."""
    return _step(connection, annotator, "done", newest=True)


def next_to_redo(connection: Connection, annotator: str) -> list[Row]:
    """The rows of the annotator's edit that was undone last, with all of its group, oldest first."""
    return _step(connection, annotator, "undone", newest=False)


def _step(connection: Connection, annotator: str, state: State, *, newest: bool) -> list[Row]:
    journal = tables.journal.c
    order = journal.seq.desc() if newest else journal.seq
    of_mine = (journal.annotator == annotator) & (journal.state == state)
    columns = (journal.seq, journal.operation, journal.group)
    query = select(*columns).where(of_mine).order_by(order)
    rows = fetched(connection, query.limit(1), columns)
    if rows and rows[0].group:
        rows = fetched(connection, query.where(journal.group == rows[0].group), columns)
    return [Row(seq, operation_in(kept), group) for seq, kept, group in rows]


def changes_of(connection: Connection, seq: int) -> list[Change]:
    """The changes of one row, with data as it is kept now, whatever version of Ascribe wrote the row."""
    found = _changes_where(connection, tables.journal.c.seq == seq)
    if found is None:
        raise NotAsWritten(f"the journal has no row {seq}")
    return found


def _changes_where(connection: Connection, is_row: ColumnElement[bool]) -> list[Change] | None:
    """The changes of the one row for which this holds; None where there is none."""
    column = tables.journal.c.changes
    rows = fetched(connection, select(column).where(is_row), [column])
    if not rows:
        return None
    changes = list(changes_in(rows[0].changes))
    of_others: Collection[str] = ()
    if any(lacks_layer(change) for change in changes):
        of_others = layers.of_others(connection)
    return [as_now(change, of_others) for change in changes]


def kept_of(connection: Connection, seq: int) -> tuple[list[Change], list[Change]]:
    """The changes of a row, and the suggestions that its last undo or redo took away along with what it did."""
    changes, removed = backend.at_once(
        connection, lambda: changes_of(connection, seq), lambda: _removed_along_with(connection, seq)
    )
    return changes, removed


def set_state(connection: Connection, seq: int, state: State, changes: Iterable[Change] | None = None) -> None:
    """Sets a row's state and, where given, what it keeps."""
    values = {"state": state} if changes is None else {"state": state, "changes": as_json(changes)}
    connection.execute(update(tables.journal).where(tables.journal.c.seq == seq), values)


def rename_annotator_in_rows(connection: Connection, annotator: str, successor: str) -> None:
    """Makes all that an annotator did another name's: the same person's."""
    connection.execute(update(tables.journal).where(tables.journal.c.annotator == annotator), {"annotator": successor})


def latest(connection: Connection) -> int:
    """The number of the newest row; 0 for none."""
    if (known := backend.of(connection).newest_row(connection)) is not None:
        return known
    seq = tables.journal.c.seq
    rows = fetched(connection, select(seq).order_by(seq.desc()).limit(1), [seq])
    return rows[0].seq if rows else 0


def has_row(connection: Connection, row: JournalRow) -> bool:
    """Whether the journal has this row."""
    column = tables.journal.c
    return connection.execute(select(column.at).where(column.seq == row.seq)).scalar() == row.at


def has_work_after(connection: Connection, seq: int, annotator: str) -> bool:
    """Whether this annotator did, took back or did again anything after the row `seq`."""
    later = (tables.journal.c.seq > seq) & (tables.journal.c.annotator == annotator)
    return connection.execute(select(tables.journal.c.seq).where(later).limit(1)).first() is not None


def size_of(connection: Connection, seqs: Iterable[int | None]) -> int:
    """How many changes these rows keep."""
    column = tables.journal.c.changes
    size = func.sum(ListSize(column))
    return connection.execute(select(size).where(tables.journal.c.seq.in_(seqs))).scalar_one() or 0


def _removed_along_with(connection: Connection, seq: int) -> list[Change]:
    journal = tables.journal.alias().c
    last = select(journal.seq).where(journal.seq > seq, journal.of == seq).order_by(journal.seq.desc()).limit(1)
    step = _changes_where(connection, tables.journal.c.seq == last.scalar_subquery())
    return [change for change in step or () if change.after is None]


def changed_after(connection: Connection, rows: Sequence[Row]) -> set[tuple[str, str]]:
    """The kind and id of each record that people changed or took away after the first of a step's rows was written."""
    later = changes_after(connection, rows)
    return {(change.kind, change.id) for _, change in later if change.before is not None}


def changes_after(connection: Connection, rows: Sequence[Row]) -> Iterator[tuple[str, Change]]:
    """What people did, and did not undo, after the first of a step's rows was written, each with who did it."""
    journal = tables.journal.c
    later = (journal.seq > min(row.seq for row in rows)) & ((journal.group == "") | (journal.group != rows[0].group))
    by_people = (journal.kind == "edit") & journal.state.in_(_IN_EFFECT) & (journal.annotator != PROGRAM)
    asked = select(journal.annotator, journal.changes).where(later & by_people)
    found = connection.execute(asked.execution_options(yield_per=100))
    for annotator, kept in within_most_rows(connection, found):
        for change in changes_in(kept):
            yield annotator, change


def edits_of(connection: Connection, keys: Collection[tuple[str, str]]) -> Iterator[tuple[Operation, Change]]:
    """What edits that are in effect changed of these records, by kind and id, oldest first, each with what was done."""
    journal = tables.journal.c
    done = select(journal.operation, journal.changes).where(journal.kind == "edit", journal.state.in_(_IN_EFFECT))
    found = connection.execute(done.order_by(journal.seq).execution_options(yield_per=100))
    for operation, kept in within_most_rows(connection, found):
        for change in changes_in(kept):
            if (change.kind, change.id) in keys:
                yield operation_in(operation), as_now(change)


def entries(connection: Connection, limit: int) -> list[JournalEntry]:
    """The newest rows, newest first."""
    journal = tables.journal.c
    columns = (journal.seq, journal.kind, journal.operation, journal.annotator, journal.at, journal.state)
    rows = fetched(connection, select(*columns).order_by(journal.seq.desc()).limit(limit), columns)
    return [JournalEntry(seq, kind, operation_in(kept), *others) for seq, kind, kept, *others in rows]


def odd_rows(connection: Connection) -> int:
    """How many rows hold what Ascribe never writes."""
    odd, columns = 0, tuple(tables.journal.c)
    for row in connection.execute(select(*columns).execution_options(yield_per=100)):
        try:
            row_checks.check([row], columns)
            operation_in(row.operation)
            for change in changes_in(row.changes):
                as_now(change)
        except (NotAsWritten, KnownError):
            odd += 1
    return odd
