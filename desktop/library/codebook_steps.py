"""Undo and redo of what was done to the codebook.

The codebook is one record, but each of its labels, attributes and options has a life of its own: that somebody renamed
one since keeps nobody from taking back another. What an edit added and others use by now is not taken away.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.library.journal import Change
from desktop.library.merging import merged
from desktop.library.sqlite import as_written, tables
from desktop.library.sqlite.stores import Data

_PARTS: Final = frozenset({"labels", "attributes", "options"})
_Path = tuple[str, ...]  # the ids of a label, of an attribute of it, of an option of that


def onto(held: Data, step: Change) -> Change:
    """The step as one from the codebook that the library has by now, whose other parts stay as they are.

    Raises:
        Conflict: the same was changed since.
    """
    if held == step.before:
        return step
    after = _listed(merged(_keyed(step.before), _keyed(step.after), _keyed(held)))
    return step._replace(before=held, after=after)


def refuse_if_used(connection: Connection, step: Change, words: str) -> None:
    """Raises a Conflict when an annotation has a label or an answer that this step of an undo took away.

    `words` name what is undone.

    What a person takes out of the codebook goes, used or not, and a redo of that is no other.
    """
    gone = set(_paths(_keyed(step.before))) - set(_paths(_keyed(step.after)))
    columns = tables.annotation.c
    for label in sorted({path[0] for path in gone}):
        kept = connection.execute(select(columns.attributes).where(columns.label == label)).scalars()
        given = (as_written.answers(as_written.unpacked(one)) for one in kept)
        if any(not gone.isdisjoint(_paths_of(label, answers)) for answers in given):
            raise Conflict(
                translated("“{words}” cannot be taken back, because later work uses what it added.", words=words)
            )


def _paths_of(label: str, answers: Mapping[str, Any]) -> Iterator[_Path]:
    """What of the codebook an annotation needs."""
    yield (label,)
    for attribute, value in answers.items():
        yield label, attribute
        for option in value if isinstance(value, list) else [value]:
            yield label, attribute, option


def _paths(keyed: Mapping[str, Any]) -> Iterator[_Path]:
    for label, has in keyed["labels"].items():
        yield (label,)
        for attribute, asks in has["attributes"].items():
            yield label, attribute
            yield from ((label, attribute, option) for option in asks["options"])


def _keyed(codebook: Any) -> dict[str, Any]:
    """The codebook with its parts by their ids in place of lists, as `merged` puts things together."""
    return {
        name: {part["id"]: _keyed(part) for part in value} if name in _PARTS else value
        for name, value in codebook.items()
    }


def _listed(keyed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [_listed(part) for part in value.values()] if name in _PARTS else value for name, value in keyed.items()
    }
