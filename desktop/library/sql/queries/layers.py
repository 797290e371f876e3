"""Whose work is asked about: layers as conditions, and the annotators whose they are.

Nearly all libraries have one layer, the first. So what is asked of it costs nothing: the few annotations of others have
an index of their own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, Select, and_, case, func, insert, or_, select, true
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement

from desktop.library.sql import row_checks, tables
from desktop.library.sql.batches import batches
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import BLIND, AnnotatorStore, BlindStore, LayerStatusStore
from desktop.model.records import ADJUDICATED, FIRST, Annotator, Article, ArticleStatus, LayerStatus, new_id

Layers = Collection[str] | None  # ids; None: all

_article, _annotation, _standing = tables.article.c, tables.annotation.c, tables.standing.c
_ANNOTATORS = AnnotatorStore()
_LAYERS = UUID("6a0b2f0c-7c1e-4d0a-9c53-2f1f0f6a3b11")  # the namespace of their ids, where a name is taken as one


@dataclass(frozen=True)
class Blinded(Collection[str]):
    """Layers as one of them may read them that codes blind: others' work on an article once it is done there."""

    ids: tuple[str, ...]
    own: str  # the layer that reads

    def __contains__(self, id: object) -> bool:
        return id in self.ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


def readable(connection: Connection, layers: Layers, own: str | None) -> Layers:
    """These layers as the layer `own` may read them; None for who may read all, as whoever adjudicates."""
    if own in (None, ADJUDICATED) or (layers is not None and set(layers) <= {own}) or not is_blind(connection):
        return layers
    ids = {FIRST, *of_others(connection)} if layers is None else layers
    return Blinded(tuple(sorted(ids)), own)


# Conditions


def within(layers: Layers) -> ColumnElement[bool]:
    """Whether an annotation is in one of these layers, and may be read."""
    return true() if layers is None else _within(_annotation.layer, _annotation.article, layers)


def _within(
    layer: KeyedColumnElement[Any], article: KeyedColumnElement[Any], layers: Collection[str]
) -> ColumnElement[bool]:
    asked = _in(layer, layers)
    if not isinstance(layers, Blinded):
        return asked
    return and_(asked, or_(layer == layers.own, article.in_(_done_in(layers.own))))


def _done_in(layer: str) -> Select[Any]:
    """The ids of the articles that are done in a layer."""
    if layer == FIRST:
        return select(_article.id).where(_article.status == "done")
    return select(_standing.article).where(_standing.layer == layer, _standing.status == "done")


def names_one_within(column: KeyedColumnElement[Any], layers: Layers) -> ColumnElement[bool]:
    """Whether a column has the id of an annotation in one of these layers that may be read."""
    if layers is None:
        return true()
    if isinstance(layers, Blinded):
        named = tables.annotation.alias()
        readable = _within(named.c.layer, named.c.article, layers)
        return select(named.c.id).where(named.c.id == column, readable).correlate(column.table).exists()
    others = select(_annotation.id).where(tables.NOT_IN_FIRST_LAYER)
    if FIRST not in layers:
        return column.in_(others.where(_in(_annotation.layer, layers)))
    return column.not_in(others.where(_annotation.layer.not_in([one for one in layers if one != FIRST])))


def status(layers: Layers) -> ColumnElement[str]:
    """The status that an article has in a layer; of several, in the first, and if it is new there the furthest."""
    if layers is not None and set(layers) == {FIRST}:
        return _article.status
    elsewhere = select(_standing.status).where(_standing.article == _article.id)
    if layers is not None:
        elsewhere = elsewhere.where(_in(_standing.layer, layers))
    ranked = elsewhere.order_by(case({"done": 0, "in progress": 1, "skipped": 2}, value=_standing.status, else_=3))
    other = func.coalesce(ranked.limit(1).scalar_subquery(), "new")
    if layers is not None and FIRST not in layers:
        return other
    return case((_article.status != "new", _article.status), else_=other)


def has_status(layers: Layers, wanted: ArticleStatus) -> ColumnElement[bool]:
    """Whether an article has this status in these layers."""
    if layers is None or len(layers) != 1 or FIRST in layers:
        return status(layers) == wanted
    own = select(_standing.article).where(_in(_standing.layer, layers))
    if wanted == "new":
        return _article.id.not_in(own.where(_standing.status != "new"))
    return _article.id.in_(own.where(_standing.status == wanted))


def _in(column: ColumnElement[str], layers: Collection[str]) -> ColumnElement[bool]:
    only = next(iter(layers)) if len(layers) == 1 else None
    return column.in_(sorted(layers)) if only is None else column == only


# Questions


def is_blind(connection: Connection) -> bool:
    """Whether others' work on an article is hidden until it is done in one's own layer."""
    return BlindStore().read(connection, [BLIND])[BLIND]["on"] is True


def hidden_articles(connection: Connection, layers: Layers) -> set[str]:
    """The ids of the articles in which something accepted in these layers may not be read."""
    if not isinstance(layers, Blinded):
        return set()
    asked = (_annotation.article,)
    of_others = and_(_in(_annotation.layer, layers), _annotation.layer != layers.own)
    if layers.own == FIRST:
        of_others = and_(of_others, tables.NOT_IN_FIRST_LAYER)
    hidden = and_(of_others, _annotation.status == "accepted", _annotation.article.not_in(_done_in(layers.own)))
    return {id for (id,) in fetched(connection, select(*asked).where(hidden).distinct(), asked)}


def is_hidden(connection: Connection, layers: Layers, article_id: str) -> bool:
    """Whether what others made of an article in these layers may not be read."""
    if not isinstance(layers, Blinded):
        return False
    return statuses_of(connection, [layers.own], [article_id]).get(article_id) != "done"


def count_by_status(connection: Connection, layers: Layers) -> dict[ArticleStatus, int]:
    """How many articles have each status; those that none has are left out."""
    if layers is None or len(layers) != 1 or FIRST in layers:
        found = status(layers)
        rows = connection.execute(select(found, func.count()).select_from(tables.article).group_by(found)).all()
        row_checks.check(rows, [_article.status])
        return cast(dict[ArticleStatus, int], {row[0]: row[1] for row in rows})
    begun = select(_standing.status, func.count()).where(_in(_standing.layer, layers)).group_by(_standing.status)
    counts: Counter[ArticleStatus] = Counter(dict(fetched(connection, begun, [_standing.status])))
    articles = connection.execute(select(func.count()).select_from(tables.article)).scalar_one()
    counts["new"] = articles - sum(count for status, count in counts.items() if status != "new")
    return {status: count for status, count in counts.items() if count}


def statuses_of(connection: Connection, layers: Layers, ids: Iterable[str]) -> dict[str, ArticleStatus]:
    """The status of each of these articles in these layers."""
    own = status(layers).label("status")
    columns = (_article.id, _article.status)
    found: dict[str, ArticleStatus] = {}
    for batch in batches(ids):
        found.update(dict(fetched(connection, select(_article.id, own).where(_article.id.in_(batch)), columns)))
    return found


def with_statuses(connection: Connection, layers: Layers, articles: dict[str, Article]) -> dict[str, Article]:
    """Those of these articles that there are, by their ids, each with the status that it has in these layers."""
    if layers is not None and set(layers) == {FIRST}:
        return articles  # they are read with that one
    found = statuses_of(connection, layers, articles)
    return {id: replace(one, status=found[id]) for id, one in articles.items() if id in found}


def layer_statuses(connection: Connection, article_id: str) -> list[LayerStatus]:
    """How far an article is in each layer but the first."""
    store = LayerStatusStore()
    query = select(*store.columns).where(store.table.c.article == article_id)
    names = [column.name for column in store.columns]
    return [LayerStatus(**dict(zip(names, row, strict=True))) for row in fetched(connection, query, store.columns)]


def statuses_by_layer(
    connection: Connection, articles: Iterable[Article], layers: Layers
) -> dict[str, dict[str, ArticleStatus]]:
    """The statuses of articles, which are given with their status in the first layer, by article and layer."""
    found: dict[str, dict[str, ArticleStatus]] = {}
    known = {article.id: article for article in articles}
    columns = (_standing.article, _standing.layer, _standing.status)
    own = true() if layers is None else _in(_standing.layer, layers)
    for batch in batches(known):
        query = select(*columns).where(_standing.article.in_(batch), own).order_by(_standing.layer)
        for article, layer, status in fetched(connection, query, columns):
            found.setdefault(article, {})[layer] = status
    if layers is None or FIRST in layers:
        for article in known.values():
            found[article.id] = {FIRST: article.status, **found.get(article.id, {})}
    return {
        id: {layer: status for layer, status in by_layer.items() if status != "new"} for id, by_layer in found.items()
    }


def annotators(connection: Connection) -> list[Annotator]:
    """Whose the layers are, the first first, then in the order in which they came, what was decided last."""
    rows = fetched(connection, select(*_ANNOTATORS.columns), _ANNOTATORS.columns)
    found = [Annotator(id=id, name=name, hue=hue) for id, name, hue in rows]
    return sorted(found, key=lambda one: (one.id != FIRST, one.id == ADJUDICATED, one.hue, one.name))


def to_choose(connection: Connection) -> list[Annotator]:
    """The annotators, and what was decided upon between them where there are several, even if nothing was yet."""
    known = annotators(connection)
    if len(known) > 1 and all(one.id != ADJUDICATED for one in known):
        known.append(Annotator(id=ADJUDICATED, name=ADJUDICATED, hue=_next_hue(known)))
    return known


def of_others(connection: Connection) -> set[str]:
    """The ids of the layers but the first."""
    return {one.id for one in annotators(connection)} - {FIRST}


def layer_of(connection: Connection, annotator: str, *, joins: bool = False) -> str:
    """The id of an annotator's layer: the first one, as long as it is nobody's; of somebody new, one to be begun.

    Who `joins` works in the only layer that there is.
    """
    if annotator == ADJUDICATED:
        return ADJUDICATED
    known = annotators(connection)
    own = next((one for one in known if one.name == annotator), None)
    people = [one for one in known if one.id != ADJUDICATED]
    if own is None and joins and len(people) == 1 and (people[0].id == FIRST or not is_used(connection, FIRST)):
        own = people[0]
    if own is not None:
        return own.id
    return FIRST if all(one.id != FIRST for one in known) else _new(known, annotator)


def named(connection: Connection, name: str, new: str | None = None) -> str:
    """The id of the layer of this name; where there is none, one is begun, by the id `new` if that is given."""
    known = annotators(connection)
    found = next((one.id for one in known if one.name == name), None)
    if found is None:
        found = new if new is not None else name if name == ADJUDICATED else _new(known, name)
        begin(connection, found, name)
    return found


def _new(known: Collection[Annotator], name: str) -> str:
    """The id of a layer that is yet to begin: the same each time, since suggestions may wait in it."""
    return name if all(one.id != name for one in known) else str(uuid5(_LAYERS, name))


def begin(connection: Connection, layer: str, name: str) -> None:
    """Says whose a layer is, unless that is known."""
    known = annotators(connection)
    name = ADJUDICATED if layer == ADJUDICATED else name
    if all(one.id != layer for one in known):
        if any(one.name == name for one in known):  # as that of a layer that was begun by another way
            name = layer or new_id()
        connection.execute(insert(tables.annotator), {"id": layer, "name": name, "hue": _next_hue(known)})


def _next_hue(known: Collection[Annotator]) -> int:
    return max((one.hue for one in known), default=-1) + 1


def work(connection: Connection, article_ids: Sequence[str] | None = None) -> dict[str, tuple[int, int]]:
    """How many accepted annotations each layer has, and in how many articles; those without any are left out."""
    count, articles = func.count(), func.count(_annotation.article.distinct())
    accepted = _annotation.status == "accepted"
    query = select(_annotation.layer, count, articles).where(accepted).group_by(_annotation.layer)
    found: dict[str, tuple[int, int]] = {}
    for some in [None] if article_ids is None else batches(article_ids):
        asked = query if some is None else query.where(_annotation.article.in_(some))
        for layer, own, places in fetched(connection, asked, [_annotation.layer]):
            before = found.get(layer, (0, 0))
            found[layer] = (before[0] + own, before[1] + places)
    return found


def articles_by_layer(connection: Connection, layers: Layers) -> dict[str, set[str]]:
    """The ids of the articles in which each of these layers has something accepted that may be read."""
    asked = (_annotation.layer, _annotation.article)
    query = select(*asked).where(_annotation.status == "accepted", within(layers)).distinct()
    found: dict[str, set[str]] = {}
    for layer, article_id in fetched(connection, query, asked):
        found.setdefault(layer, set()).add(article_id)
    return found


def is_used(connection: Connection, layer: str) -> bool:
    """Whether anything is in a layer."""
    own = select(_annotation.id).where(_in(_annotation.layer, [layer]))
    if layer != FIRST:
        own = own.where(tables.NOT_IN_FIRST_LAYER)
    return connection.execute(own.limit(1)).first() is not None
