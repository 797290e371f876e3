"""How each kind of record is kept: one store a kind, all of one shape.

A store takes and gives a record's data (`record_data.py`). The journal keeps the same data, so undo and redo need to
know nothing about the kinds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol

from sqlalchemy import Connection, RowMapping, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from desktop.base.translation import translated
from desktop.library.sql import backend, row_checks, similar_texts_index, tables
from desktop.library.sql.batches import batches
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.record_data import Data, json_of, text_data
from desktop.library.sql.row_checks import fetched, named_record, unpacked
from desktop.model import codebook
from desktop.model.folding import folded
from desktop.model.records import GROUP_KINDS

Step = tuple[Data, Data]  # a record before and after

_FIXED = {"id", "number"}  # never changed; for a column that is set, SQLite looks through all that refers to it


class Store(Protocol):
    """Reads and writes the data of one kind of record: of any number of them."""

    def check(self, data: Any) -> Data:
        """Data from the journal, if it is of this kind; else raises NotAsWritten."""

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]: ...
    def insert(self, connection: Connection, rows: Sequence[Data]) -> None: ...
    def update(self, connection: Connection, steps: Sequence[Step]) -> None: ...
    def delete(self, connection: Connection, ids: Sequence[str]) -> None: ...


class RowStore:
    """A kind whose record is one row. `packed` columns hold JSON; `derived` ones are computed from the others."""

    table: ClassVar[Table]
    packed: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}  # what each has to be, once it is unpacked
    derived: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self.columns = [column for column in self.table.c if column.name not in self.derived]
        # Made once, as are its like below: each edit reads a few, and to make a query takes as long as to ask it.
        self._by_id = select(*self.columns).where(self.table.c.id.in_(bindparam("ids", expanding=True)))

    def to_row(self, data: Data) -> Data:
        return data | {name: json_of(data[name]) for name in self.packed}

    def to_data(self, row: Mapping[str, Any] | RowMapping) -> Data:
        return {
            name: self.packed[name](unpacked(value)) if name in self.packed else value for name, value in row.items()
        }

    def check(self, data: Any) -> Data:
        return row_checks.row(data, self.columns, self.packed)

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]:
        names, found = [column.name for column in self.columns], {}
        for batch in batches(ids):
            for row in fetched(connection, self._by_id, self.columns, {"ids": batch}):
                data = self.to_data(dict(zip(names, row, strict=True)))  # quicker than SQLAlchemy's mappings
                found[data["id"]] = data
        return found

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        backend.of(connection).insert_rows(connection, self.table, [self.to_row(row) for row in rows])

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        own = update(self.table).where(self.table.c.id == bindparam("own_id"))
        rows = [self.to_row(after) | {"own_id": after["id"]} for _, after in steps]
        connection.execute(own, [{name: row[name] for name in row if name not in _FIXED} for row in rows])

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        for batch in batches(ids):
            connection.execute(delete(self.table).where(self.table.c.id.in_(batch)))


class SpeakerStore(RowStore):
    table = tables.speaker
    packed: ClassVar = {"aliases": row_checks.names, "facts": row_checks.facts, "distinct_from": row_checks.names}


_NUMBER_OF_ARTICLE = (
    select(tables.article.c.number).where(tables.article.c.id == bindparam("article_id")).scalar_subquery()
)


class ArticleStore(RowStore):
    table = tables.article  # its data has the number too, once the database gave it, so that an undo keeps the order
    packed: ClassVar = dict.fromkeys(GROUP_KINDS, row_checks.names)
    derived = frozenset({"title_folded", "publisher_folded"})
    _add_to_group = insert(tables.article_group).values(number=_NUMBER_OF_ARTICLE)

    def to_row(self, data: Data) -> Data:
        keys = {"title_folded": folded(data["title"]), "publisher_folded": folded(data["publisher"])}
        return super().to_row(data) | keys

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        super().insert(connection, rows)
        self._group(connection, rows)

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        # The title is all that the index has of it; and a long text takes a while to index.
        retitled = [after["id"] for before, after in steps if before["title"] != after["title"]]
        index = backend.of(connection).search_index
        index.take_out(connection, retitled)
        super().update(connection, steps)
        index.add(connection, retitled)
        regrouped = [after for before, after in steps if any(before[kind] != after[kind] for kind in GROUP_KINDS)]
        self._ungroup(connection, [after["id"] for after in regrouped])
        self._group(connection, regrouped)

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        self._ungroup(connection, ids)
        super().delete(connection, ids)

    def _group(self, connection: Connection, rows: Sequence[Data]) -> None:
        names = [
            {"kind": kind, "name": name, "article_id": row["id"]}
            for row in rows
            for kind in GROUP_KINDS
            for name in dict.fromkeys(row[kind])
        ]
        if names:
            connection.execute(self._add_to_group, names)

    def _ungroup(self, connection: Connection, ids: Sequence[str]) -> None:
        for batch in batches(ids):
            numbers = select(tables.article.c.number).where(tables.article.c.id.in_(batch))
            connection.execute(delete(tables.article_group).where(tables.article_group.c.number.in_(numbers)))


class TextStore:
    """An article's text, under the article's id: a kind of its own, since it comes and goes but never changes."""

    _insert = insert(tables.article_text).values(
        number=_NUMBER_OF_ARTICLE,
        text=bindparam("article_text"),
    )
    _insert_tracks = insert(tables.article_tracks).values(
        number=_NUMBER_OF_ARTICLE,
        tracks=bindparam("tracks_of_article"),
    )

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]:
        of_text = (tables.article.c.id, tables.article_text.c.text)
        texts = select(*of_text).join_from(tables.article, tables.article_text)
        of_tracks = (tables.article.c.id, tables.article_tracks.c.tracks)
        tracks = select(*of_tracks).join_from(tables.article, tables.article_tracks)
        found: dict[str, Data] = {}
        for batch in batches(ids):
            own = tables.article.c.id.in_(batch)
            for id, text in fetched(connection, texts.where(own), of_text):
                found[id] = text_data(id, text, ())
            for id, value in fetched(connection, tracks.where(own), of_tracks):
                if id in found:
                    found[id]["tracks"] = row_checks.tracks(unpacked(value))
        return found

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        connection.execute(self._insert, [{"article_id": row["id"], "article_text": row["text"]} for row in rows])
        tracks = [
            {"article_id": row["id"], "tracks_of_article": json_of(row["tracks"])} for row in rows if row["tracks"]
        ]
        if tracks:
            connection.execute(self._insert_tracks, tracks)
        ids = [row["id"] for row in rows]
        backend.of(connection).search_index.add(connection, ids)
        similar_texts_index.add(connection, ids)

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        raise AssertionError("an article's text never changes")

    def check(self, data: Any) -> Data:
        return row_checks.text(data)

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        backend.of(connection).search_index.take_out(connection, ids)
        similar_texts_index.take_out(connection, ids)
        for batch in batches(ids):
            numbers = select(tables.article.c.number).where(tables.article.c.id.in_(batch))
            for table in (tables.article_text, tables.article_tracks):
                connection.execute(delete(table).where(table.c.number.in_(numbers)))


class AnnotationStore(RowStore):
    table = tables.annotation
    packed: ClassVar = {
        "fragments": row_checks.fragments,
        "attributes": row_checks.answers,
        "evidence": row_checks.evidence,
    }
    derived = frozenset({"start", "end"})

    def to_row(self, data: Data) -> Data:
        fragments = data["fragments"]
        return super().to_row(data) | {"start": fragments[0][0], "end": fragments[-1][1]}


class AnnotatorStore(RowStore):
    table = tables.annotator


class LayerStatusStore(RowStore):
    table = tables.standing


class AssignmentStore(RowStore):
    table = tables.assignment


class CommentStore(RowStore):
    table = tables.comment


class OfAttributions(NamedTuple):
    """What is asked to read attributions: one question a table."""

    heads: Select[Any]
    sources: Select[Any]
    cues: Select[Any]


_head, _source, _cue = tables.attribution.c, tables.attribution_source.c, tables.attribution_cue.c
_OF_HEAD = (_head.claim, _head.article, _head.parent)
_OF_SOURCE = (_source.claim, _source.speaker, _source.mention)
_OF_CUE = (_cue.claim, _cue.cue)


def of_attributions(condition: ColumnElement[bool]) -> OfAttributions:
    """What asks for the attributions for which `condition` on the table `attribution` holds."""
    return OfAttributions(
        select(*_OF_HEAD).where(condition),
        select(*_OF_SOURCE).join(tables.attribution).where(condition).order_by(_source.claim, _source.position),
        select(*_OF_CUE).join(tables.attribution).where(condition).order_by(_cue.claim, _cue.position),
    )


def read_attributions(
    connection: Connection, asked: OfAttributions, parameters: Mapping[str, Any] | None = None
) -> dict[str, Data]:
    """The data of the attributions that are asked for, by claim."""
    found: dict[str, Data] = {
        claim: {"claim": claim, "article": article, "parent": parent, "sources": [], "cues": []}
        for claim, article, parent in fetched(connection, asked.heads, _OF_HEAD, parameters)
    }
    for claim, speaker, mention in fetched(connection, asked.sources, _OF_SOURCE, parameters):
        named_record(found, claim, "attribution")["sources"].append([speaker, mention])
    for claim, id in fetched(connection, asked.cues, _OF_CUE, parameters):
        named_record(found, claim, "attribution")["cues"].append(id)
    return found


class AttributionStore:
    """An attribution with its sources and cues, in three tables."""

    _tables = (tables.attribution_source, tables.attribution_cue, tables.attribution)
    _by_claim = of_attributions(tables.attribution.c.claim.in_(bindparam("claims", expanding=True)))
    _deletes: ClassVar = {
        table: delete(table).where(table.c.claim.in_(bindparam("claims", expanding=True))) for table in _tables
    }

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for batch in batches(ids):
            found |= read_attributions(connection, self._by_claim, {"claims": batch})
        return found

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        heads = [{"claim": row["claim"], "article": row["article"], "parent": row["parent"]} for row in rows]
        backend.of(connection).insert_rows(connection, tables.attribution, heads)
        self._insert_sources(connection, rows)
        self._insert_cues(connection, rows)

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        moved = [after for before, after in steps if any(before[name] != after[name] for name in ("article", "parent"))]
        if moved:
            own = update(tables.attribution).where(tables.attribution.c.claim == bindparam("own_claim"))
            heads = [{"own_claim": one["claim"], "article": one["article"], "parent": one["parent"]} for one in moved]
            connection.execute(own, heads)
        said_by = [after for before, after in steps if before["sources"] != after["sources"]]
        self._delete_from(connection, tables.attribution_source, [one["claim"] for one in said_by])
        self._insert_sources(connection, said_by)
        cued_by = [after for before, after in steps if before["cues"] != after["cues"]]
        self._delete_from(connection, tables.attribution_cue, [one["claim"] for one in cued_by])
        self._insert_cues(connection, cued_by)

    def check(self, data: Any) -> Data:
        return row_checks.attribution(data)

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        for table in self._tables:
            self._delete_from(connection, table, ids)

    def _insert_sources(self, connection: Connection, rows: Sequence[Data]) -> None:
        sources = [
            {"claim": row["claim"], "position": position, "speaker": speaker, "mention": mention}
            for row in rows
            for position, (speaker, mention) in enumerate(row["sources"])
        ]
        if sources:
            backend.of(connection).insert_rows(connection, tables.attribution_source, sources)

    def _insert_cues(self, connection: Connection, rows: Sequence[Data]) -> None:
        cues = [
            {"claim": row["claim"], "position": position, "cue": cue}
            for row in rows
            for position, cue in enumerate(row["cues"])
        ]
        if cues:
            backend.of(connection).insert_rows(connection, tables.attribution_cue, cues)

    def _delete_from(self, connection: Connection, table: Table, ids: Sequence[str]) -> None:
        for batch in batches(ids):
            connection.execute(self._deletes[table], {"claims": batch})


class CodebookStore:
    """The library's codebook: the one record of its kind, under the id "scheme"."""

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]:
        kept = unpacked(connection.execute(self._value()).scalar())
        return {"scheme": codebook.from_data(kept, translated("The codebook in the library")).as_data()}

    def check(self, data: Any) -> Data:
        return codebook.from_data(data, translated("A row of the journal")).as_data()

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        ((_, after),) = steps
        connection.execute(update(tables.meta).where(tables.meta.c.key == "scheme"), {"value": json_of(after)})

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        raise AssertionError("a library has its codebook from the start")

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        raise AssertionError("a library never loses its codebook")

    def _value(self) -> Any:
        return select(tables.meta.c.value).where(tables.meta.c.key == "scheme")


class BlindStore:
    """Whether the library is coded blind: the one record of its kind, under the id "blind"."""

    _own = tables.meta.c.key == tables.BLIND

    def read(self, connection: Connection, ids: Sequence[str]) -> dict[str, Data]:
        return {
            BLIND: {
                "id": BLIND,
                "on": connection.execute(select(tables.meta.c.key).where(self._own)).first() is not None,
            }
        }

    def check(self, data: Any) -> Data:
        match data:
            case {"id": "blind", "on": bool(on)}:
                return {"id": BLIND, "on": on}
        raise NotAsWritten("it does not say whether the library is coded blind")

    def update(self, connection: Connection, steps: Sequence[Step]) -> None:
        connection.execute(delete(tables.meta).where(self._own))
        if steps[-1][1]["on"]:
            connection.execute(insert(tables.meta), {"key": tables.BLIND, "value": ""})

    def insert(self, connection: Connection, rows: Sequence[Data]) -> None:
        raise AssertionError("a library says from the start whether it is coded blind")

    def delete(self, connection: Connection, ids: Sequence[str]) -> None:
        raise AssertionError("a library always says whether it is coded blind")


CODEBOOK = "scheme"  # the kind of the codebook, and its id
BLIND = "blind"  # the same of blind coding

# In the order in which rows may be inserted; the other way round, they may be deleted.
STORES: dict[str, Store] = {
    "scheme": CodebookStore(),
    "blind": BlindStore(),
    "annotator": AnnotatorStore(),
    "speaker": SpeakerStore(),
    "article": ArticleStore(),
    "text": TextStore(),
    "standing": LayerStatusStore(),
    "assignment": AssignmentStore(),
    "annotation": AnnotationStore(),
    "attribution": AttributionStore(),
    "comment": CommentStore(),
}
