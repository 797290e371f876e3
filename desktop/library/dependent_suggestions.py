"""Open suggestions, and the records that they depend on.

What the program proposed since must not keep anybody from undoing: where a step takes something away, the suggestions
that need it go with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, Select, select
from sqlalchemy.sql.elements import ColumnElement

from desktop.library.journal_data import Change
from desktop.library.sql import backend
from desktop.library.sql.batches import batches
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import STORES
from desktop.library.sql.tables import annotation, attribution, attribution_cue, attribution_source

_waits = annotation.c.status == "suggested"
_open_claims = (
    select(attribution.c.claim)
    .join(annotation, annotation.c.id == attribution.c.claim)
    .outerjoin(attribution_source, attribution_source.c.claim == attribution.c.claim)
    .outerjoin(attribution_cue, attribution_cue.c.claim == attribution.c.claim)
    .where(_waits)
)


def orphaned_by(connection: Connection, steps: Sequence[Change]) -> list[Change]:
    """The suggestions that need a record which these steps take away, as changes that take them away too.

    What the steps themselves change is their own affair.
    """
    going: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        if step.after is None:
            going[step.kind].add(step.id)
    ids = sorted(_waiting_on(connection, going, touched={step.id for step in steps}))
    return [
        Change(kind, id, data, None)
        for kind in ("annotation", "attribution")
        for id, data in STORES[kind].read(connection, ids).items()
    ]


def _waiting_on(connection: Connection, going: Mapping[str, set[str]], touched: set[str]) -> set[str]:
    """The suggested annotations that need one of these records, or one another that does."""
    ids = _ids_in(connection)
    waiting: set[str] = set().union(
        *backend.at_once(
            connection,
            lambda: ids(select(annotation.c.id).where(_waits), annotation.c.article, going["article"]),
            lambda: ids(select(annotation.c.id).where(_waits), annotation.c.speaker, going["speaker"]),
            lambda: ids(_open_claims, attribution_source.c.speaker, going["speaker"]),
        )
    )
    waiting -= touched
    fresh = waiting | going["annotation"]
    while fresh:
        columns = (attribution_source.c.mention, attribution_cue.c.cue, attribution.c.parent)
        naming = set().union(
            *backend.at_once(connection, *(partial(ids, _open_claims, column, fresh) for column in columns))
        )
        fresh = naming - waiting - touched
        waiting |= fresh
    return waiting | (_parts_of(connection, waiting) - touched)


def _parts_of(connection: Connection, claims: set[str]) -> set[str]:
    """The suggested mentions and cues that these claims have for themselves."""
    ids = _ids_in(connection)
    parts: set[str] = set()
    for part, claim in (
        (attribution_source.c.mention, attribution_source.c.claim),
        (attribution_cue.c.cue, attribution_cue.c.claim),
    ):
        own = ids(select(part).join(annotation, annotation.c.id == part).where(_waits), claim, claims)
        named = {id: ids(select(claim), part, [id]) for id in own}
        parts |= {id for id, by in named.items() if by <= claims}
    return parts


def _ids_in(connection: Connection) -> Callable[[Select[str], ColumnElement[str], Iterable[str]], set[str]]:
    """A function that asks for the ids for which a column has one of these values."""

    def ids(query: Select[str], column: ColumnElement[str], values: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for part in batches(sorted(values)):
            found.update(id for (id,) in fetched(connection, query.where(column.in_(part)), [annotation.c.id]))
        return found

    return ids
