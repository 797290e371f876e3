"""Whether what is read from a library is what Ascribe writes: values of their columns' types, JSON of its shape.

SQLite keeps any value in any column, and a file may come from anywhere. Each function raises NotAsWritten, of which
a database makes a sentence: so what reads records need not ask again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import isfinite
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Column, Connection, Select, String
from sqlalchemy.types import Float, Integer, LargeBinary

from desktop.base.numbers import is_finite
from desktop.library.sql import backend
from desktop.library.sql.errors import NotAsWritten
from desktop.model.records import SPEAKER_KINDS, TRACK_KINDS

_NULL = type(None)
_BEYOND = 1 << 31  # no number that Ascribe counts reaches it: code points of a text, rows of the journal, hues
_AT_ONCE = 20_000  # rows
_Found = TypeVar("_Found")


def fetched(
    connection: Connection,
    query: Select[Any],
    columns: Iterable[Column[Any]],
    parameters: Mapping[str, Any] | None = None,
) -> list[Any]:
    """All rows of a query, with its parameters, that selects these columns, and maybe more behind them.

    Raises:
        NotAsWritten: a value is not of its column's type, or there are more rows than the file has room for, as where
            its pages refer to each other in circles.
    """
    result = connection.execute(query, parameters)
    rows = list(result.fetchmany(_AT_ONCE))
    while len(rows) and len(rows) % _AT_ONCE == 0 and (more := result.fetchmany(_AT_ONCE)):
        rows += more
        refuse_too_many(connection, len(rows))
    check(rows, columns)
    return rows


def check(rows: Sequence[Sequence[Any]], columns: Iterable[Column[Any]]) -> None:
    """Raises NotAsWritten where a value in the rows is none that these columns have."""
    for column, values in zip(columns, zip(*rows, strict=True), strict=False):
        if not _allowed(column)(values):
            raise NotAsWritten(f"{column} has values that are none of its own")


def are_as_written(rows: Sequence[Sequence[Any]], columns: Iterable[Column[Any]]) -> bool:
    """Whether `check` has nothing to say."""
    try:
        check(rows, columns)
    except NotAsWritten:
        return False
    return True


def within_most_rows(connection: Connection, rows: Iterable[Any]) -> Iterator[Any]:
    """The rows one by one, unless there are more than the file has room for."""
    for number, row in enumerate(rows, start=1):
        if number % _AT_ONCE == 0:
            refuse_too_many(connection, number)
        yield row


def refuse_too_many(connection: Connection, rows: int) -> None:
    """Raises NotAsWritten where the file has no room for so many rows."""
    most = backend.of(connection).most_rows(connection)
    if most is not None and rows > most:
        raise NotAsWritten("there are more rows than the file has room for")


@cache
def _allowed(column: Column[Any]) -> Callable[[Sequence[Any]], bool]:
    """Whether values are such as this column has. All are asked about at once, since there may be many."""
    if names := column.info.get("one_of"):
        return frozenset(names).issuperset
    absent = {_NULL} if column.nullable else set()
    if isinstance(column.type, Integer):
        return _are_counts if not absent else lambda values: _are_counts([one for one in values if one is not None])
    kind = next(kind for type, kind in _KINDS if isinstance(column.type, type))
    types = frozenset(kind | absent)
    if isinstance(column.type, Float):
        return lambda values: types.issuperset(map(type, values)) and _are_finite(values)
    return lambda values: types.issuperset(map(type, values))


_KINDS = ((String, {str}), (Float, {float, int}), (LargeBinary, {bytes}))


def _are_counts(values: Sequence[Any]) -> bool:
    return {int}.issuperset(map(type, values)) and (not values or (min(values) >= 0 and max(values) < _BEYOND))


def _are_finite(values: Sequence[float | None]) -> bool:
    return all(map(isfinite, [one for one in values if one is not None]))


def named_record(found: Mapping[str, _Found], id: str, kind: str) -> _Found:
    """The record of this kind that another part of the file names.

    Raises:
        NotAsWritten: it is not among those that were found, as where an index is damaged, or the order of a table.
    """
    if id not in found:
        raise NotAsWritten(f"the {kind} {id} is named elsewhere, and is not in its table")
    return found[id]


# JSON


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


_decode = json.JSONDecoder(parse_constant=_refuse).raw_decode


def unpacked(value: Any) -> Any:
    """What a column holds as JSON.

    Raises:
        NotAsWritten: it holds something else.
    """
    try:
        found, end = _decode(value)  # what json.loads does, without its looks at the value's type and blanks
        if end != len(value):
            raise ValueError("there is more after its end")
        if "\\u" in value:
            json.dumps(found, ensure_ascii=False).encode()  # a ValueError for half of a character
        return found
    except (ValueError, TypeError, RecursionError) as error:  # a TypeError for a NULL
        raise NotAsWritten(str(error)) from error


def names(value: Any) -> list[str]:
    """A list of texts, as aliases are kept."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotAsWritten("there is no list of names")
    return value


def fragments(value: Any) -> list[list[int]]:
    """Pairs of offsets in text order, none of them empty, at least one."""
    before = 0
    if not isinstance(value, list) or not value:
        raise NotAsWritten("there are no fragments")
    for pair in value:
        match pair:
            case [int(start), int(end)] if type(start) is type(end) is int and before <= start < end < _BEYOND:
                before = end
            case _:
                raise NotAsWritten(f"{pair} is no fragment")
    return value


def answers(value: Any) -> dict[str, Any]:
    """Answers by the ids of attributes: texts, numbers, yes or no, lists of texts."""
    if not isinstance(value, dict) or not all(map(_is_answer, value.values())):
        raise NotAsWritten("there are no answers")
    return value


def _is_answer(value: Any) -> bool:
    match value:
        case str():
            return True
        case int() | float():
            return is_finite(value)
        case list():
            return all(isinstance(one, str) for one in value)
    return False


def facts(value: Any) -> list[list[Any]]:
    """What is so of a speaker: what each is about, an answer, since when and until when."""
    if not isinstance(value, list):
        raise NotAsWritten("there are no facts")
    for fact in value:
        match fact:
            case [str(), answer, str(), str()] if _is_answer(answer):
                pass
            case _:
                raise NotAsWritten(f"{fact} is no fact")
    return value


def evidence(value: Any) -> dict[str, Any]:
    """What `Evidence.as_data` gives."""
    match value:
        case {"claims": claims} if not (isinstance(claims, list) and claims and all(map(_is_seen_claim, claims))):
            raise NotAsWritten("there are no claims that were decided upon")
        case {"rule": str(), "cue": str(), "speaker": None}:
            return dict(value)
        case {"rule": str(), "cue": str(), "speaker": {"name": str(), "aliases": aliases, "kind": kind}}:
            if kind in SPEAKER_KINDS and names(aliases) is aliases:
                return dict(value)
        case {} if not value:
            return {}
    raise NotAsWritten("there is no evidence")


def _is_seen_claim(value: Any) -> bool:
    match value:
        case {"claim": str(), "state": str(), "speakers": list(speakers), "taken": bool()}:
            return all(_is_seen_speaker(one) for one in speakers)
    return False


def _is_seen_speaker(value: Any) -> bool:
    match value:
        case {"id": str(), "name": str()}:
            return True
    return False


def attribution(data: Any) -> dict[str, Any]:
    """What the store of attributions gives, as the journal keeps it."""
    match data:
        case {"claim": str(), "article": str(), "parent": str() | None, "sources": list(sources), "cues": cues}:
            if names(cues) is cues and len(data) == 5 and all(map(_is_source, sources)):
                return dict(data)
    raise NotAsWritten("there is no attribution")


def _is_source(value: Any) -> bool:
    match value:
        case [str() | None as speaker, str() | None as mention]:
            return not (speaker is None and mention is None)
    return False


def text(data: Any) -> dict[str, Any]:
    """What the store of texts gives, as the journal keeps it; earlier versions knew no tracks."""
    match data:
        case {"id": str(id), "text": str(words)} if data.keys() <= {"id", "text", "tracks"}:
            return {"id": id, "text": words, "tracks": tracks(data.get("tracks", []))}
    raise NotAsWritten("there is no text")


def tracks(value: Any) -> list[list[Any]]:
    """The tracks of a text: of each its kind, start, end and value."""
    if not isinstance(value, list) or not all(map(_is_track, value)):
        raise NotAsWritten("there are no tracks")
    return value


def _is_track(value: Any) -> bool:
    match value:
        case [str(kind), int(start), int(end), str()] if type(start) is type(end) is int:
            return kind in TRACK_KINDS and 0 <= start < end < _BEYOND
    return False


def row(data: Any, columns: Iterable[Column[Any]], packed: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """A record as data, as the journal keeps it: the values of these columns, of which some were unpacked from JSON."""
    if not isinstance(data, dict):
        raise NotAsWritten("there is no record")
    own = {column.name: column for column in columns}
    if not data.keys() <= own.keys() or own.keys() - data.keys() - {"number"}:  # the database gives the number
        raise NotAsWritten(f"a record has {', '.join(data)}")
    for name, value in data.items():
        if name in packed:
            packed[name](value)
        else:
            check([[value]], [own[name]])
    return data
