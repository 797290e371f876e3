"""Keeps up which articles have much the same text: worked out as texts come, so that nobody waits when it is asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Column, Connection, bindparam, delete, func, select, tuple_

from desktop.library.sql import backend, tables
from desktop.library.sql.batches import batches
from desktop.library.sql.row_checks import fetched
from desktop.model.same_text import ALIKE, keys, resemblance, runs

_MOST: Final = 20  # others that a text is tied to as it comes; of a thousand equal ones, each to the first
_LOOKED_AT: Final = 2 * _MOST  # others that share one thing with a text
_ALMOST: Final = 99  # percent: of texts that differ in nothing but marks and blanks
_article, _likeness, _alike = tables.article.c, tables.article_likeness.c, tables.article_alike.c


@dataclass(frozen=True)
class _Text:
    number: int
    sha256: str
    words: str

    @cached_property
    def runs(self) -> frozenset[int]:
        return runs(self.words)

    @cached_property
    def keys(self) -> Sequence[int]:
        return keys(self.runs)


def add(connection: Connection, article_ids: Sequence[str]) -> None:
    """Takes in these articles, whose texts are in their table and not here."""
    for texts in _texts(connection, _article.id, article_ids):
        own = [{"key": key, "number": one.number} for one in texts for key in one.keys]
        if own:
            connection.execute(backend.of(connection).insert_new(tables.article_likeness), own)
        _tie(connection, texts)


def take_out(connection: Connection, article_ids: Sequence[str]) -> None:
    """Takes these articles out, while their texts still are in their table."""
    one_key = delete(tables.article_likeness).where(
        _likeness.key == bindparam("own_key"), _likeness.number == bindparam("own_number")
    )
    for texts in _texts(connection, _article.id, article_ids):
        own = [{"own_key": key, "own_number": one.number} for one in texts for key in one.keys]
        if own:
            connection.execute(one_key, own)
        of_these = _alike.number.in_([one.number for one in texts])
        mirrored = select(_alike.other, _alike.number).where(of_these)
        connection.execute(delete(tables.article_alike).where(tuple_(_alike.number, _alike.other).in_(mirrored)))
        connection.execute(delete(tables.article_alike).where(of_these))


def _tie(connection: Connection, texts: Sequence[_Text]) -> None:
    candidates = _candidates(connection, texts)
    known = {one.number: one for one in texts}
    lacking = sorted({number for some in candidates.values() for number in some} - known.keys())
    for others in _texts(connection, _article.number, lacking):
        known |= {one.number: one for one in others}
    rows = []
    for number, some in candidates.items():
        for other in some:
            percent = _percent(known[number], known[other]) if other in known else 0
            if percent >= 100 * ALIKE:
                rows.append({"number": number, "other": other, "percent": percent})
                rows.append({"number": other, "other": number, "percent": percent})
    if rows:
        connection.execute(backend.of(connection).insert_new(tables.article_alike), rows)


def _candidates(connection: Connection, texts: Sequence[_Text]) -> Mapping[int, Sequence[int]]:
    """The numbers of those that may be like each of these, the likeliest first."""
    with_key = _numbers_by(
        connection, _likeness.key, _likeness.number, sorted({key for one in texts for key in one.keys})
    )
    with_hash = _numbers_by(connection, _article.sha256, _article.number, [one.sha256 for one in texts])
    found: dict[int, Sequence[int]] = {}
    for one in texts:
        shared = Counter(number for key in one.keys for number in with_key[key])
        shared.update(dict.fromkeys(with_hash[one.sha256], len(one.keys) + 1))
        del shared[one.number]
        if shared:
            found[one.number] = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST]
    return found


def _numbers_by(
    connection: Connection, column: Column[Any], number: Column[int], values: Sequence[Any]
) -> Mapping[Any, list[int]]:
    """The first numbers of each value; thousands of equal texts would else be looked at by each of them."""
    place = func.row_number().over(partition_by=column, order_by=number).label("place")
    found: dict[Any, list[int]] = defaultdict(list)
    for batch in batches(values):
        ranked = select(column.label("value"), number.label("number"), place).where(column.in_(batch)).subquery()
        first = select(ranked.c.value, ranked.c.number).where(ranked.c.place <= _LOOKED_AT)
        for value, other in fetched(connection, first, (column, number)):
            found[value].append(other)
    return found


def _texts(connection: Connection, column: Column[Any], values: Sequence[Any]) -> Iterator[list[_Text]]:
    asked = (_article.number, _article.sha256, tables.article_text.c.text)
    query = select(*asked).join_from(tables.article, tables.article_text)
    for batch in batches(values):
        yield [_Text(*row) for row in fetched(connection, query.where(column.in_(batch)), asked)]


def _percent(one: _Text, other: _Text) -> int:
    if one.sha256 == other.sha256:
        return 100
    return min(_ALMOST, round(100 * resemblance(one.runs, other.runs)))
