"""Which articles have the same text, or much the same: as `similar_texts_index` keeps it up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select

from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.record_data import from_data
from desktop.library.sql.row_checks import fetched, named_record
from desktop.library.sql.stores import STORES
from desktop.model.records import Article

_article, _alike = tables.article.c, tables.article_alike.c
_other = tables.article.alias().c


@dataclass(frozen=True, slots=True)
class SameText:
    """Another article whose text is much the same."""

    article: Article
    percent: int  # of the runs of words of both, how many both have; 100: the same text, character by character


def same_texts(connection: Connection, article_id: str) -> list[SameText]:
    """The others of an article, the most alike first."""
    asked = (_other.id, _alike.percent)
    query = (
        select(*asked)
        .select_from(tables.article_alike)
        .join(tables.article, _article.number == _alike.number)
        .join(_other.id.table, _other.number == _alike.other)
        .where(_article.id == article_id)
        .order_by(_alike.percent.desc(), _alike.other)
    )
    percents = dict(fetched(connection, query, asked))
    found = STORES["article"].read(connection, list(percents))
    return [
        SameText(cast(Article, from_data("article", found[id])), percent)
        for id, percent in percents.items()
        if id in found
    ]


def like_others(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these articles of which others have much the same text."""
    found: set[str] = set()
    alike = select(_alike.number).where(_alike.number == _article.number).exists()
    for batch in batches(ids):
        rows = fetched(connection, select(_article.id).where(_article.id.in_(batch), alike), [_article.id])
        found.update(id for (id,) in rows)
    return found


def groups(connection: Connection) -> dict[str, str]:
    """The id of each article of which others have much the same text, with the id of the first article of these.

    What is like a second, which is like a third, is of one group with it.
    """
    asked = (_alike.number, _alike.other)
    first: dict[int, int] = {}

    def root(number: int) -> int:
        while (up := first.setdefault(number, number)) != number:
            first[number] = first[up]
            number = up
        return number

    for number, other in fetched(connection, select(*asked), asked):
        one, two = sorted((root(number), root(other)))
        first[two] = one
    ids: dict[int, str] = {}
    of_article = (_article.number, _article.id)
    for batch in batches(first):
        rows = fetched(connection, select(*of_article).where(_article.number.in_(batch)), of_article)
        ids.update(dict(rows))
    return {ids[number]: ids[root(number)] for number in list(first) if number in ids and root(number) in ids}


def articles_with_hashes(connection: Connection, hashes: Iterable[str]) -> dict[str, list[Article]]:
    """The articles that have these hashes, by hash, in the order of adding."""
    found: dict[str, list[Article]] = defaultdict(list)
    for batch in batches(hashes):
        query = select(_article.id).where(_article.sha256.in_(batch)).order_by(_article.number)
        ids = [id for (id,) in fetched(connection, query, [_article.id])]
        known = STORES["article"].read(connection, ids)
        for id in ids:
            data = named_record(known, id, "article")
            found[data["sha256"]].append(cast(Article, from_data("article", data)))
    return found
