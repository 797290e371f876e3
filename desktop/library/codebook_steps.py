"""Undo and redo of what was done to the codebook.

The codebook is one record, but each of its labels, attributes and options has a life of its own: that somebody renamed
one since keeps nobody from taking back another. What an edit added and others use by now is not taken away.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from desktop.base.errors import Conflict, KnownError
from desktop.base.translation import translated
from desktop.library.codebook_parts import keyed, listed
from desktop.library.concurrent_changes import changed_elsewhere, merged
from desktop.library.journal_data import Change
from desktop.library.sql import row_checks, tables
from desktop.library.sql.queries.codebook_use import speakers_with
from desktop.library.sql.record_data import Data
from desktop.library.sql.stores import CODEBOOK, STORES
from desktop.model.codebook import PartPath


def rebased(held: Data, step: Change) -> Change:
    """The step, of which the journal keeps the parts that differ, as one from the codebook that the library has by now.

    Raises:
        Conflict: the same was changed since, or what would become of all is no codebook: two options in each other.
    """
    became = listed(merged(step.before, step.after, keyed(held)))
    try:
        return step._replace(before=held, after=STORES[CODEBOOK].check(became))
    except KnownError as error:
        raise changed_elsewhere() from error


def refuse_if_used(connection: Connection, step: Change, words: str) -> None:
    """Raises a Conflict when an annotation or a speaker has a label or an answer that this step of an undo took away.

    `words` name what is undone.

    What a person takes out of the codebook goes, used or not, and a redo of that is no other.
    """
    gone = set(_paths(step.before)) - set(_paths(step.after))
    columns = tables.annotation.c
    for label in sorted({path[0] for path in gone}):
        kept = connection.execute(select(columns.attributes).where(columns.label == label)).scalars()
        given = (row_checks.answers(row_checks.unpacked(one)) for one in kept)
        if any(not gone.isdisjoint(_paths_of(label, answers)) for answers in given) or any(
            speakers_with(connection, path) for path in gone if path[0] == label and _is_of_speakers(step.before, path)
        ):
            raise Conflict(
                translated("“{words}” cannot be undone, because later work uses what it added.", words=words)
            )


def _paths_of(label: str, answers: Mapping[str, Any]) -> Iterator[PartPath]:
    """What of the codebook an annotation needs."""
    yield (label,)
    for attribute, value in answers.items():
        yield label, attribute
        for option in value if isinstance(value, list) else [value]:
            yield label, attribute, option


def _is_of_speakers(parts: Any, path: PartPath) -> bool:
    """Whether a path among these parts is of an attribute, or an option, that is asked of speakers."""
    if len(path) < 2:
        return False
    return bool(parts["labels"][path[0]].get("attributes", {}).get(path[1], {}).get("of_speaker"))


def _paths(parts: Any) -> Iterator[PartPath]:
    for label, has in parts.get("labels", {}).items():
        yield (label,)
        for attribute, asks in has.get("attributes", {}).items():
            yield label, attribute
            yield from ((label, attribute, option) for option in asks.get("options", {}))
