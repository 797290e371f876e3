"""What is asked of the articles: functions from a connection to records."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from sqlalchemy import Column, Connection, and_, func, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from desktop.base.errors import Gone
from desktop.base.translation import translated
from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.queries import filtering
from desktop.library.sql.queries.codebook_use import without_answer
from desktop.library.sql.queries.layers import Layers, has_status, names_one_within, status, within
from desktop.library.sql.record_data import Data, from_data, tracks_in
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import STORES, ArticleStore
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import GROUP_KINDS, SETTLED, Article, GroupKind, Track


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the list of articles shows it."""

    article: Article
    claims: int
    without_speaker: int  # claims among them that name no speaker
    suggestions: int  # claims that wait to be accepted or rejected


def unknown_article(id: str) -> Gone:
    return Gone(translated("The library has no article with the id {id}; `ascribe list` shows those it has.", id=id))


def text(connection: Connection, article_id: str) -> str:
    """The canonical text of an article.

    Raises:
        KnownError: the library has no such article.
    """
    return str(_text_data(connection, article_id)["text"])


def tracks(connection: Connection, article_id: str) -> list[Track]:
    """What is known of parts of an article's text.

    Raises:
        KnownError: the library has no such article.
    """
    return tracks_in(_text_data(connection, article_id))


def _text_data(connection: Connection, article_id: str) -> Data:
    found = STORES["text"].read(connection, [article_id])
    if not found and STORES["article"].read(connection, [article_id]):
        raise NotAsWritten(f"the article {article_id} has no text")
    if not found:
        raise unknown_article(article_id)
    return found[article_id]


def article_rows(
    connection: Connection,
    codebook: Codebook,
    layers: Layers,
    *,
    condition: ColumnElement[bool] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ArticleRow]:
    """Articles in the order of adding, with their status and counts in these layers."""
    columns = [status(layers).label("status") if one.name == "status" else one for one in _OF_ARTICLE]
    page = (
        select(*columns)
        .where(true() if condition is None else condition)
        .order_by(tables.article.c.number)
        .limit(limit)
        .offset(offset)
    )
    articles = page.subquery()
    own = tables.annotation.c.article == articles.c.id
    counts = [
        select(func.count()).select_from(tables.annotation).where(own, claims).scalar_subquery()
        for claims in (
            filtering.claims(codebook, "accepted", layers),
            filtering.claims_without_speaker(codebook, layers),
            filtering.claims(codebook, "suggested", layers),
        )
    ]
    query = select(articles, *counts).order_by(articles.c.number)
    rows = []
    for _, *fields in fetched(connection, query, _OF_ARTICLE):
        data = dict(zip(_ARTICLE_FIELDS, fields, strict=False))
        article = cast(Article, from_data("article", _STORE.to_data(data)))
        rows.append(ArticleRow(article, *fields[len(_ARTICLE_FIELDS) :]))
    return rows


def rows_of(connection: Connection, codebook: Codebook, layers: Layers, ids: Sequence[str]) -> list[ArticleRow]:
    """The rows of these articles, in this order, without those that there are no more."""
    found = {
        row.article.id: row
        for batch in batches(ids)
        for row in article_rows(connection, codebook, layers, condition=tables.article.c.id.in_(batch))
    }
    return [found[id] for id in ids if id in found]


def article_row(connection: Connection, codebook: Codebook, layers: Layers, id: str) -> ArticleRow:
    """The article of this id with its counts.

    Raises:
        KnownError: the library has no such article.
    """
    rows = article_rows(connection, codebook, layers, condition=tables.article.c.id == id)
    if not rows:
        raise unknown_article(id)
    return rows[0]


def count_articles(
    connection: Connection, codebook: Codebook, layers: Layers, wanted: ArticleFilter
) -> tuple[int, int]:
    """How many articles are wanted, and how many of these are done."""
    done = func.count().filter(has_status(layers, "done"))
    query = select(func.count(), done).select_from(tables.article).where(filtering.condition(wanted, codebook, layers))
    row = connection.execute(query).one()
    return row[0], row[1]


def article_ids(
    connection: Connection, codebook: Codebook, layers: Layers, wanted: ArticleFilter = ALL_ARTICLES
) -> list[str]:
    """The ids of the articles that are wanted, in the order that is."""
    query = select(tables.article.c.id).where(filtering.condition(wanted, codebook, layers))
    query = query.order_by(*filtering.order(wanted, codebook, layers))
    return [id for (id,) in fetched(connection, query, [tables.article.c.id])]


def urls(connection: Connection) -> dict[str, str]:
    """The URLs of the articles that have one, by the articles' ids, in the order of adding."""
    article = tables.article.c
    query = select(article.id, article.url).where(article.url != "").order_by(article.number)
    return dict(fetched(connection, query, [article.id, article.url]))


def what_articles_have(connection: Connection) -> dict[str, list[str]]:
    """The tags, sets, publishers and languages that articles have, by the name of the field, each in order."""
    group, article = tables.article_group.c, tables.article.c
    asked: dict[str, tuple[Column[str], ColumnElement[bool]]] = {
        kind: (group.name, group.kind == kind) for kind in GROUP_KINDS
    }
    asked |= {column.name: (column, column != "") for column in (article.publisher, article.language)}
    return {
        field: sorted(
            (name for (name,) in fetched(connection, select(column).where(is_one).distinct(), [column])), key=folded
        )
        for field, (column, is_one) in asked.items()
    }


def groups_of(connection: Connection, ids: Iterable[str]) -> dict[GroupKind, dict[str, int]]:
    """How many of these articles have each tag and are in each set."""
    group = tables.article_group.c
    found: dict[GroupKind, dict[str, int]] = {kind: {} for kind in GROUP_KINDS}
    for batch in batches(ids):
        query = select(group.kind, group.name, func.count()).join_from(tables.article_group, tables.article)
        query = query.where(tables.article.c.id.in_(batch)).group_by(group.kind, group.name)
        for kind, name, count in fetched(connection, query, [group.kind, group.name]):
            found[kind][name] = found[kind].get(name, 0) + count
    return found


class LeftToDo(NamedTuple):
    """What is left to do in some articles."""

    suggestions: int  # of claims, which wait
    without_speaker: int  # claims that name no speaker
    without_answer: int  # required attributes of annotations that have no answer


def left_to_do_in(connection: Connection, codebook: Codebook, layers: Layers, ids: Iterable[str]) -> LeftToDo:
    """What is left to do in these articles."""
    required = [(label.id, asked.id) for label in codebook.labels for asked in label.attributes if asked.required]
    counts = [0, 0, 0]
    for batch in batches(ids):
        query = (
            select(func.count())
            .select_from(tables.annotation)
            .where(tables.annotation.c.article.in_(batch), within(layers))
        )
        counts[0] += connection.execute(query.where(filtering.claims(codebook, "suggested", layers))).scalar_one()
        counts[1] += connection.execute(query.where(filtering.claims_without_speaker(codebook, layers))).scalar_one()
        for label, attribute in required:
            counts[2] += connection.execute(query.where(without_answer(label, attribute))).scalar_one()
    return LeftToDo(*counts)


def count_claims(connection: Connection, codebook: Codebook, layers: Layers) -> tuple[int, int, int]:
    """How many accepted claims there are, how many of them name no speaker, and how many are suggested."""
    accepted, unnamed, suggested = (
        connection.execute(select(func.count()).select_from(tables.annotation).where(claims)).scalar_one()
        for claims in (
            filtering.claims(codebook, "accepted", layers),
            filtering.claims_without_speaker(codebook, layers),
            filtering.claims(codebook, "suggested", layers),
        )
    )
    return accepted, unnamed, suggested


_STORE = ArticleStore()
_ARTICLE_FIELDS = [column.name for column in _STORE.columns if column.name != "number"]
_OF_ARTICLE = [tables.article.c.number, *(tables.article.c[name] for name in _ARTICLE_FIELDS)]


def lengths(connection: Connection) -> list[tuple[str, int]]:
    """The ids of all articles in the order of adding, each with the length of its text in code points."""
    columns = (tables.article.c.id, tables.article.c.length)
    rows = fetched(connection, select(*columns).order_by(tables.article.c.number), columns)
    return [(id, length) for id, length in rows]


_TEXTS_AT_ONCE = 100


def texts(connection: Connection, ids: Collection[str] | None) -> Iterator[tuple[str, str, str]]:
    """The id, the title and the text of these articles (None: of all), in the order of adding, some at a time."""
    article = tables.article.c
    columns = (article.number, article.id, article.title, tables.article_text.c.text)
    query = select(*columns).join_from(tables.article, tables.article_text).order_by(article.number)
    query = query.limit(_TEXTS_AT_ONCE)
    wanted, last = None if ids is None else set(ids), -1
    if wanted is not None and len(wanted) <= _TEXTS_AT_ONCE:
        query = query.where(article.id.in_(wanted))
    while rows := fetched(connection, query.where(article.number > last), columns):
        yield from ((id, title, text) for _, id, title, text in rows if wanted is None or id in wanted)
        last = rows[-1].number


def place_of_article(connection: Connection, id: str) -> int | None:
    """How many articles were added before this one; None when there is no such article."""
    others = tables.article.alias()
    before = select(func.count()).where(others.c.number < tables.article.c.number).scalar_subquery()
    return connection.execute(select(before).where(tables.article.c.id == id)).scalar_one_or_none()


def article_to_settle(
    connection: Connection,
    codebook: Codebook,
    layers: Layers,
    here: str,
    by: int,
    *,
    among: ArticleFilter,
    unseen: bool,
    besides: Collection[str],
) -> str | None:
    """The next article (`by` 1) or the one before (-1), round the end, in which suggestions wait; None when none does.

    With `unseen`, one in which nobody has done anything yet counts too. Those that are done or skipped do not, nor do
    `besides`.
    """
    article, annotation = tables.article.c, tables.annotation.c
    claim_labels = codebook.of_role("claim")
    own = select(annotation.id).where(annotation.article == article.id, within(layers))
    waits = own.where(annotation.label.in_(claim_labels), annotation.status == "suggested").exists()
    wanted = or_(waits, and_(has_status(layers, "new"), ~own.exists())) if unseen else waits
    open_ones = status(layers).not_in(SETTLED)
    query = select(article.id).where(filtering.condition(among, codebook, layers), open_ones, wanted)
    query = query.where(article.id.not_in({here, *besides})).limit(1)
    query = query.order_by(article.number if by > 0 else article.number.desc())
    place = select(article.number).where(article.id == here).scalar_subquery()
    beyond = article.number > place if by > 0 else article.number < place
    rows = fetched(connection, query.where(beyond), [article.id]) or fetched(connection, query, [article.id])
    return rows[0].id if rows else None


def articles_of_speaker(
    connection: Connection, codebook: Codebook, layers: Layers, speaker_id: str
) -> list[ArticleRow]:
    """The articles in which this speaker is named as a source or a mention."""
    source, mention = tables.attribution_source.c, tables.annotation.c
    through_claims = select(tables.attribution.c.article).join_from(tables.attribution, tables.attribution_source)
    through_claims = through_claims.where(names_one_within(source.claim, layers))
    through_mentions = select(mention.article).where(mention.speaker == speaker_id, within(layers))
    id = tables.article.c.id
    named = or_(id.in_(through_claims.where(source.speaker == speaker_id)), id.in_(through_mentions))
    return article_rows(connection, codebook, layers, condition=named)


def annotated_articles(connection: Connection, layers: Layers) -> list[str]:
    """The ids of the articles that have annotations of any status, in the order of adding."""
    own = select(tables.annotation.c.article).where(tables.annotation.c.article == tables.article.c.id, within(layers))
    query = select(tables.article.c.id).where(own.exists()).order_by(tables.article.c.number)
    return [id for (id,) in fetched(connection, query, [tables.article.c.id])]


def known_hashes(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """The ids of the articles that have these hashes, by hash; of several, the first."""
    found: dict[str, str] = {}
    columns = tables.article.c
    for batch in batches(hashes):
        asked = (columns.sha256, columns.id)
        query = select(*asked).where(columns.sha256.in_(batch)).order_by(columns.number.desc())
        found.update(dict(fetched(connection, query, asked)))
    return found
