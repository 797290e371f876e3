"""What each kind of database does in a way of its own, as far as the shared SQL needs it.

An engine says which backend it has; words of SQL that differ are in `expressions`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Column, Engine, Insert, SelectBase, Table
from sqlalchemy import Connection as Connection

from desktop.model.search_query import Query


class SearchIndex(Protocol):
    """The full-text index: of each article the words of its title and text, as `index_words` gives them."""

    def add(self, connection: Connection, article_ids: Sequence[str]) -> None:
        """Indexes these articles, whose titles and texts are in their tables and not in the index."""

    def take_out(self, connection: Connection, article_ids: Sequence[str]) -> None:
        """Takes these articles out of the index, while their titles and texts still are as they were indexed."""

    def clear(self, connection: Connection) -> None:
        """Takes all articles out."""

    def best(self, connection: Connection, query: Query, limit: int) -> Sequence[Any]:
        """The ids and texts of the articles that have all terms of a query, at most so many, the best first."""

    def numbers(self, query: Query, besides: Collection[int]) -> SelectBase:
        """The numbers of the articles that have all terms of a query but those of the places `besides`."""


class Backend(Protocol):
    """A kind of database."""

    @property
    def search_index(self) -> SearchIndex: ...

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts rows that have the same columns, of which the database makes no others."""

    def insert_new(self, table: Table) -> Insert:
        """To insert rows of which those that are there already stay as they are."""

    def add_to_journal(self, connection: Connection, row: Mapping[str, Any]) -> int:
        """Adds a row to the journal, and gives its number: the one that follows the highest."""

    def newest_row(self, connection: Connection) -> int | None:
        """The number of the newest row of the journal, where it is known; None: it has to be asked for."""

    def go_on_counting(self, connection: Connection, number: Column[int]) -> None:
        """Has the numbers that new rows get in this column follow those that were brought from elsewhere."""

    def rehearse(self, connection: Connection, questions: Iterable[Callable[[], object]]) -> None:
        """Calls these functions, which only ask, to hear what they ask, where it is quicker to ask all at once.

        They find nothing then, and ask the same whatever they find.
        """

    def most_rows(self, connection: Connection) -> int | None:
        """So many rows there can be in the library at most, as far as its size tells."""

    def is_used_by_others(self, connection: Connection) -> bool:
        """Whether other programs are connected, as far as the database tells that."""


def set_backend(engine: Engine, backend: Backend) -> None:
    """Says which backend an engine has."""
    engine.update_execution_options(backend=backend)


def of(connection: Connection) -> Backend:
    """The backend that is asked through this connection."""
    return cast(Backend, connection.get_execution_options()["backend"])


def at_once(connection: Connection, *questions: Callable[[], Any]) -> list[Any]:
    """What these functions find, which only ask, and the same whatever they find: over a network, in one round trip."""
    of(connection).rehearse(connection, questions)
    return [question() for question in questions]
