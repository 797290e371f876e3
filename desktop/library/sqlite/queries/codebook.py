"""What is asked of the codebook."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from desktop.library.sqlite import tables
from desktop.library.sqlite.as_written import unpacked
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook


def codebook(connection: Connection, origin: str) -> Codebook:
    """The labels in use.

    Raises:
        KnownError: what is kept is no codebook; the sentence names `origin`.
    """
    column = tables.meta.c
    return _codebook(connection.execute(select(column.value).where(column.key == "scheme")).scalar(), origin)


@lru_cache(maxsize=8)  # every edit asks, and it is nearly always the same one
def _codebook(value: Any, origin: str) -> Codebook:
    return codebooks.from_data(unpacked(value), origin)
