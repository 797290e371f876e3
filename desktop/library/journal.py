"""The journal: one row an edit, with what each record was before and after. It is the undo, and the audit trail.

A row's `operation` is a JSON list `[id, {argument: value}]`: see `model.operations`. Its `changes` are a JSON list of
`[kind, id, before, after]`, in the order in which they were made, where before and after are a record's data (see
`stores`) or null; of the codebook, the parts that differ (see `codebook_parts`). What an import or a new article added
has `true` for its after: the library itself still holds it. An undo that takes it away writes it into the row first, so
a redo can bring it back; until then the journal does not double the library. The row of an undo or a redo names the
edit that it is `of`, and has only such changes as that edit does not: the suggestions that went or came along with it.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeVar, cast

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from desktop.base.errors import KnownError
from desktop.library import codebook_parts
from desktop.library.codebook_parts import difference, keyed
from desktop.library.file_content import JournalRow
from desktop.library.sql import backend, row_checks, tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.expressions import ListSize
from desktop.library.sql.queries import layers
from desktop.library.sql.record_data import Data, from_data
from desktop.library.sql.row_checks import fetched, unpacked, within_most_rows
from desktop.library.sql.stores import CODEBOOK, STORES
from desktop.model import legacy, operations
from desktop.model.operations import ADDS_ARTICLES, TAKES_ARTICLES, Operation
from desktop.model.records import FIRST, PROGRAM, Record, now

EditKind = Literal["edit", "undo", "redo"]
State = Literal["done", "undone", "dropped"]

R = TypeVar("R", bound=Record)

_WRITTEN = "journal row"  # where a connection has it
IN_LIBRARY = True  # the after of a change whose data only the library holds


class Change(NamedTuple):
    """One record before and after an edit. `after` is `IN_LIBRARY` where the journal does not hold it."""

    kind: str
    id: str
    before: Data | None
    after: Data | bool | None


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


MANY = 500  # changed records; above that a notice names none of them


def notice_of(operation: Operation, kind: EditKind, changes: Iterable[Change], *, ours: bool) -> Notice:
    """The notice for these changes."""
    rows = list(changes)
    if len(rows) > MANY:
        return _of_many(operation, kind, ours=ours)
    changed = {(row.kind, row.id) for row in rows if row.kind != "text"}
    articles = {row.id for row in rows if row.kind == "article"}
    for row in rows:
        for data in (row.before, row.after):
            if isinstance(data, Mapping) and "article" in data:
                articles.add(data["article"])
                if row.kind == "standing":
                    changed.add(("article", data["article"]))
    added_elsewhere = any(row.after is IN_LIBRARY and row.kind in {"annotation", "attribution"} for row in rows)
    return Notice(operation, kind, ours, frozenset(changed), frozenset(articles), many=added_elsewhere)


def _of_many(operation: Operation, kind: EditKind, *, ours: bool) -> Notice:
    return Notice(operation, kind, ours, frozenset(), frozenset(), many=True)


_LEFT = {"speaker", "annotation", "attribution"}


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
        "operation": _encode(operation.as_data()),
        "annotator": annotator,
        "at": now(),
        "changes": _encode(changes),
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
    return [Row(seq, _operation(kept), group) for seq, kept, group in rows]


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
    changes = list(_changes(rows[0].changes))
    of_others: Collection[str] = ()
    if any(change.kind == "annotation" and _lacks_layer(change) for change in changes):
        of_others = layers.of_others(connection)
    return [_as_now(change, of_others) for change in changes]


def kept_of(connection: Connection, seq: int) -> tuple[list[Change], list[Change]]:
    """The changes of a row, and the suggestions that its last undo or redo took away along with what it did."""
    changes, removed = backend.at_once(
        connection, lambda: changes_of(connection, seq), lambda: _removed_along_with(connection, seq)
    )
    return changes, removed


def _lacks_layer(change: Change) -> bool:
    return any(isinstance(data, dict) and "layer" not in data for data in (change.before, change.after))


def _changes(kept: str) -> Iterator[Change]:
    """The changes that a row keeps. What it keeps of each record is yet to be looked at."""
    rows = unpacked(kept)
    for row in rows if isinstance(rows, list) else [rows]:
        match row:
            case [str(kind), str(id), before, after] if kind in STORES:
                yield Change(kind, id, before, after)
            case _:
                raise NotAsWritten(f"{row} is no change")


def _as_now(change: Change, of_others: Collection[str] = ()) -> Change:
    """The change with data as it is kept now; `of_others` are the layers but the first."""
    kind, id, before, after = change
    if kind == CODEBOOK:
        return _codebook_step(change)
    now = after if after is IN_LIBRARY else _data_now(kind, after, of_others)
    return Change(kind, id, _data_now(kind, before, of_others), now)


def _data_now(kind: str, data: Any, of_others: Collection[str]) -> Data | None:
    if data is None:
        return None
    if kind == "annotation" and isinstance(data, dict) and "evidence" not in data:
        STORES[kind].check({"layer": FIRST, **data, "evidence": {}})
        data = legacy.with_evidence(data)
    if kind == "annotation" and isinstance(data, dict):
        data = legacy.with_layer(data, of_others)
    if kind == "article" and isinstance(data, dict):
        data = legacy.with_groups(data)
    if kind == "speaker" and isinstance(data, dict):
        data = legacy.with_facts(data)
    return STORES[kind].check(data)


def _codebook_step(change: Change) -> Change:
    """What was changed of the codebook. Ascribe 0.2.0 and before kept all of it, before and after."""
    _, id, before, after = change
    if id != CODEBOOK:
        raise NotAsWritten(f"a library has no codebook {id}")
    if isinstance(before, dict) and isinstance(before.get("labels"), list):
        before, after = difference(*(keyed(STORES[CODEBOOK].check(whole)) for whole in (before, after)))
        return change._replace(before=before, after=after)
    return change._replace(before=codebook_parts.from_json(before), after=codebook_parts.from_json(after))


def set_state(connection: Connection, seq: int, state: State, changes: Iterable[Change] | None = None) -> None:
    """Sets a row's state and, where given, what it keeps."""
    values = {"state": state} if changes is None else {"state": state, "changes": _encode(changes)}
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
        notice = _notice(connection, _operation(row.operation), row.kind, [row.of, row.seq], ours=ours)
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
    return [(rows[-1].seq, _of_many(_operation(rows[-1].operation), rows[-1].kind, ours=ours))]


def _notice(
    connection: Connection, operation: Operation, kind: EditKind, seqs: Sequence[int | None], *, ours: bool
) -> Notice:
    """The notice for the changes of these rows, which are not read where there are too many to be named."""
    if size_of(connection, seqs) > MANY:
        return _of_many(operation, kind, ours=ours)
    changes = [change for seq in seqs if seq for change in changes_of(connection, seq)]
    return notice_of(operation, kind, changes, ours=ours)


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
    journal = tables.journal.c
    later = (journal.seq > min(row.seq for row in rows)) & ((journal.group == "") | (journal.group != rows[0].group))
    by_people = (journal.kind == "edit") & (journal.state == "done") & (journal.annotator != PROGRAM)
    found = connection.execute(select(journal.changes).where(later & by_people).execution_options(yield_per=100))
    changes = (change for (kept,) in within_most_rows(connection, found) for change in _changes(kept))
    return {(change.kind, change.id) for change in changes if change.before is not None}


def edits_of(connection: Connection, keys: Collection[tuple[str, str]]) -> Iterator[tuple[Operation, Change]]:
    """What edits that are done changed of these records, by kind and id, oldest first, each with what was done."""
    journal = tables.journal.c
    done = select(journal.operation, journal.changes).where(journal.kind == "edit", journal.state == "done")
    found = connection.execute(done.order_by(journal.seq).execution_options(yield_per=100))
    for operation, kept in within_most_rows(connection, found):
        for change in _changes(kept):
            if (change.kind, change.id) in keys:
                yield _operation(operation), _as_now(change)


def entries(connection: Connection, limit: int) -> list[JournalEntry]:
    """The newest rows, newest first."""
    journal = tables.journal.c
    columns = (journal.seq, journal.kind, journal.operation, journal.annotator, journal.at, journal.state)
    rows = fetched(connection, select(*columns).order_by(journal.seq.desc()).limit(limit), columns)
    return [JournalEntry(seq, kind, _operation(kept), *others) for seq, kind, kept, *others in rows]


def odd_rows(connection: Connection) -> int:
    """How many rows hold what Ascribe never writes."""
    odd, columns = 0, tuple(tables.journal.c)
    for row in connection.execute(select(*columns).execution_options(yield_per=100)):
        try:
            row_checks.check([row], columns)
            _operation(row.operation)
            for change in _changes(row.changes):
                _as_now(change)
        except (NotAsWritten, KnownError):
            odd += 1
    return odd


def _operation(kept: str) -> Operation:
    try:
        return operations.from_data(unpacked(kept))
    except ValueError as error:
        raise NotAsWritten(str(error)) from error


def _encode(changes: Iterable[Any]) -> str:
    return json.dumps(list(changes), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
