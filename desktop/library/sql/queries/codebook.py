"""What is asked of the codebook."""

from collections import OrderedDict
from typing import Any

from sqlalchemy import Connection, select

from desktop.library.sql import tables
from desktop.library.sql.record_data import Data, json_of
from desktop.library.sql.row_checks import unpacked
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook

_KEPT = 8  # codebooks: every edit asks, and it is nearly always the same one
_known: OrderedDict[str, Codebook] = OrderedDict()  # by what is kept of them in libraries
_IN_USE = select(tables.meta.c.value).where(tables.meta.c.key == "scheme")


def codebook(connection: Connection, origin: str) -> Codebook:
    """The labels in use.

    Raises:
        KnownError: what is kept is no codebook; the sentence names `origin`.
    """
    value: Any = connection.execute(_IN_USE).scalar()
    found = _known.get(value)
    if found is None:
        found = codebooks.from_data(unpacked(value), origin)
        _remember(value, found)
    return found


def remember(data: Data, codebook: Codebook) -> None:
    """Takes note of a codebook that is kept by now as this data: to read one of a thousand options takes a while."""
    _remember(json_of(data), codebook)


def _remember(value: str, codebook: Codebook) -> None:
    _known[value] = codebook
    while len(_known) > _KEPT:
        _known.popitem(last=False)
