"""Undo and redo: the journal's rows written back, after a check that nobody changed them since.

Others may have changed other parts of the codebook since: a step leaves these as they are, see `codebook_steps`. What a
step takes away may have been proposed about since: suggestions that hang on it go with it. They stand in the row
of the step itself, and the opposite step brings them back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, Literal, NamedTuple

from sqlalchemy import Connection

from desktop.base.errors import Conflict, StepRefused
from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.library import codebook_steps, dependent_suggestions, hidden_steps, journal
from desktop.library.added_again import refuse_if_added_again
from desktop.library.journal_data import IN_LIBRARY, Change
from desktop.library.notices import Notice, notice_of_own
from desktop.library.sql import backend
from desktop.library.sql.queries import layers
from desktop.library.sql.record_data import Data
from desktop.library.sql.stores import CODEBOOK, STORES
from desktop.model.operations import Operation

Which = Literal["undo", "redo"]

_ORDER = list(STORES)


class Step(NamedTuple):
    """A step that was undone or redone."""

    notice: Notice | None  # None where there was none to take
    rows: int  # of the journal, which the step consists of
    seq: int  # the number of the row that it writes


def take(connection: Connection, which: Which, annotator: str, seen: int, progress: Progress, *, layer: str) -> Step:
    """Undoes or redoes the annotator's next step; `seen` is the last row of the journal that the annotator knows of.

    `layer` is the one that is worked in: what was done in one that is hidden from it is not changed unseen.

    Raises:
        StepRefused: as things are now, it cannot be taken: see `undo` and `redo`; or it is hidden.
        Conflict: the annotator did something since, elsewhere.
    """
    next_rows, do, _ = _STEPS[which]
    went_on, rows, is_blind = backend.at_once(
        connection,
        lambda: journal.has_work_after(connection, seen, annotator),
        lambda: next_rows(connection, annotator),
        lambda: layers.is_blind(connection),
    )
    if went_on:
        raise _went_on()
    seq = journal.latest(connection) + 1
    try:
        for row in rows if is_blind else ():
            hidden_steps.refuse_if_hidden(connection, layer, row)
        return Step(do(connection, annotator, rows, progress), len(rows), seq)
    except Conflict as refused:
        raise StepRefused(str(refused), which, rows[0].seq) from refused


def pass_over(connection: Connection, which: Which, annotator: str, step: int) -> Operation:
    """Leaves the annotator's next step as it is: done, or undone; gives what it did. `step`: see `StepRefused`.

    What comes before it, or after it, is next. Each is held against what the library is by then, as ever.

    Raises:
        Conflict: it is the next no more.
    """
    rows = _STEPS[which].next_rows(connection, annotator)
    operation = journal.operation_of(rows)
    if operation is None or rows[0].seq != step:
        raise _went_on()
    for row in rows:
        journal.set_state(connection, row.seq, _STEPS[which].passed)
    journal.write(connection, operation, annotator, (), kind="pass", of=step)
    return operation


def refused_by_later_work(connection: Connection, which: Which, annotator: str) -> StepRefused:
    """What tells that the next step was not taken, because something would refer to what is not there."""
    words = translated("This cannot be undone or redone: later work refers to what it changed.")
    return StepRefused(words, which, _STEPS[which].next_rows(connection, annotator)[0].seq)


def _went_on() -> Conflict:
    return Conflict(translated("Nothing was undone or redone, because you went on in another window meanwhile."))


def undo(connection: Connection, annotator: str, rows: Sequence[journal.Row], progress: Progress) -> Notice | None:
    """Takes the annotator's last edit back, of which these are the rows; None when there are none.

    `progress` is told how many rows of a group are taken back, of how many; it may raise, then nothing is.

    Raises:
        Conflict: a record is no longer what the edit left, or later work uses what it added to the codebook.
    """
    undone: list[Change] = []
    left = {row.seq: journal.kept_of(connection, row.seq) for row in rows}
    _refuse_if_changed(connection, rows, (changes for changes, _ in left.values()))
    for done, row in enumerate(rows):
        progress(done, len(rows))
        changes, removed = left.pop(row.seq)
        changes = _kept(connection, changes, row.operation)
        steps = [Change(kind, id, _data(after), before) for kind, id, before, after in changes]
        refuse_if_added_again(connection, rows, steps)
        undone += steps + _do(connection, annotator, "undo", row, steps, removed)
        for step in steps:
            if step.kind == CODEBOOK:
                codebook_steps.refuse_if_used(connection, step, row.operation.words())
        journal.set_state(connection, row.seq, "undone", changes)
        annotator = _renamed_annotator(connection, annotator, steps)
    operation = journal.operation_of(rows)
    return notice_of_own(operation, undone, "undo") if operation else None


def redo(connection: Connection, annotator: str, rows: Sequence[journal.Row], progress: Progress) -> Notice | None:
    """Does the edit again that was undone last, of which these are the rows; None when there are none.

    `progress` is as for `undo`.

    Raises:
        Conflict: a record is no longer what the undo left.
    """
    redone: list[Change] = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        changes, removed = journal.kept_of(connection, row.seq)
        refuse_if_added_again(connection, rows, changes)
        along = _do(connection, annotator, "redo", row, changes, removed)
        brought_back = [c._replace(after=IN_LIBRARY) if _need_not_be_kept(c, row.group) else c for c in changes]
        journal.set_state(connection, row.seq, "done", brought_back)
        annotator = _renamed_annotator(connection, annotator, changes)
        redone += brought_back + along
    operation = journal.operation_of(rows)
    return notice_of_own(operation, redone, "redo") if operation else None


class _Steps(NamedTuple):
    """Steps back, or forth."""

    next_rows: Callable[[Connection, str], list[journal.Row]]
    do: Callable[[Connection, str, Sequence[journal.Row], Progress], Notice | None]
    passed: journal.State  # of what is passed over


_STEPS: Final[Mapping[Which, _Steps]] = {
    "undo": _Steps(journal.next_to_undo, undo, "passed"),
    "redo": _Steps(journal.next_to_redo, redo, "dropped"),
}


def _do(
    connection: Connection,
    annotator: str,
    kind: journal.EditKind,
    row: journal.Row,
    steps: list[Change],
    removed: Sequence[Change],
) -> list[Change]:
    """Takes these steps and notes them, with the suggestions that were `removed` along with the opposite ones.

    Gives the suggestions that came back, and those that went along.
    """
    back = [Change(c.kind, c.id, None, c.before) for c in removed]
    along = back + dependent_suggestions.orphaned_by(connection, steps)
    _apply(connection, steps + along, row.operation)
    journal.write(connection, row.operation, annotator, along, kind=kind, of=row.seq)
    return along


def _renamed_annotator(connection: Connection, annotator: str, steps: Iterable[Change]) -> str:
    """Whose the steps to undo are now: where these rename their annotator, they go on under the other name."""
    for kind, _, before, after in steps:
        if kind == "annotator" and before and before["name"] == annotator and (renamed := _data(after)):
            journal.rename_annotator_in_rows(connection, annotator, str(renamed["name"]))
            return str(renamed["name"])
    return annotator


def _refuse_if_changed(connection: Connection, rows: Sequence[journal.Row], left: Iterable[Sequence[Change]]) -> None:
    """Of what only the library holds, its data cannot tell whether it still is as it was added: the journal does."""
    added = {(change.kind, change.id) for changes in left for change in changes if change.after is IN_LIBRARY}
    if added and added & journal.changed_after(connection, rows):
        raise _conflict(rows[0].operation)


def _kept(connection: Connection, changes: list[Change], operation: Operation) -> list[Change]:
    """The changes, with what only the library holds read from it, since it is about to be taken away."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.after is IN_LIBRARY:
            wanted[change.kind].append(change.id)
    held = {kind: STORES[kind].read(connection, ids) for kind, ids in wanted.items()}
    missing = [id for kind, ids in wanted.items() for id in ids if id not in held[kind]]
    if missing:
        raise _conflict(operation)
    return [c._replace(after=held[c.kind][c.id]) if c.after is IN_LIBRARY else c for c in changes]


def _need_not_be_kept(change: Change, group: str) -> bool:
    """Whether the library alone may hold what this change added: articles, and all of an import."""
    return change.before is None and bool(group or change.kind in {"article", "text"})


def _data(after: Data | bool | None) -> Data | None:
    assert not isinstance(after, bool), "read from the library before"
    return after


def _apply(connection: Connection, changes: Sequence[Change], operation: Operation) -> None:
    """Leads each record from its `before`, which must be what the library holds, to its `after`."""
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    read = (partial(STORES[kind].read, connection, [row.id for row in rows]) for kind, rows in by_kind.items())
    for (kind, rows), held in zip(by_kind.items(), backend.at_once(connection, *read), strict=True):
        if kind == CODEBOOK:
            rows[:] = [codebook_steps.rebased(held[row.id], row) for row in rows]
        elif any(held.get(row.id) != row.before for row in rows):
            raise _conflict(operation)
    for kind in reversed(_ORDER):
        gone = [row.id for row in by_kind[kind] if row.after is None]
        if gone:
            STORES[kind].delete(connection, gone)
    for kind in _ORDER:
        back = [data for row in by_kind[kind] if row.before is None and (data := _data(row.after)) is not None]
        if back:
            STORES[kind].insert(connection, back)
        steps = [(row.before, data) for row in by_kind[kind] if row.before and (data := _data(row.after)) is not None]
        if steps:
            STORES[kind].update(connection, steps)


def _conflict(operation: Operation) -> Conflict:
    return Conflict(
        translated(
            "“{words}” cannot be undone or redone, because what it changed was changed since.",
            words=operation.words(),
        )
    )
