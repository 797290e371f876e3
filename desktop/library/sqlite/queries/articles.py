"""What is asked of the articles: functions from a connection to records."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, and_, case, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from desktop.base.errors import Gone
from desktop.base.translation import translated
from desktop.library.sqlite import tables
from desktop.library.sqlite.as_written import fetched
from desktop.library.sqlite.batches import batches
from desktop.library.sqlite.errors import NotAsWritten
from desktop.library.sqlite.stores import STORES
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import Article

_MENTION = tables.annotation.alias()


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
    found = STORES["text"].read(connection, [article_id])
    if not found and STORES["article"].read(connection, [article_id]):
        raise NotAsWritten(f"the article {article_id} has no text")
    if not found:
        raise unknown_article(article_id)
    return str(found[article_id]["text"])


def article_rows(
    connection: Connection, codebook: Codebook, *, matching: str = "", condition: ColumnElement[bool] | None = None,
    limit: int | None = None, offset: int = 0,
) -> list[ArticleRow]:  # fmt: skip
    """Articles in the order of adding, with their counts."""
    page = (
        select(tables.article).where(_matches(matching)).order_by(tables.article.c.number).limit(limit).offset(offset)
    )
    if condition is not None:
        page = page.where(condition)
    articles = page.subquery()
    claims = _count(codebook, articles.c.id, tables.annotation.c.status == "accepted")
    suggestions = _count(codebook, articles.c.id, tables.annotation.c.status == "suggested")
    source = tables.attribution_source.c
    by_mention = select(_MENTION.c.id).where(_MENTION.c.id == source.mention, _MENTION.c.speaker.is_not(None)).exists()
    named = select(source.claim).where(
        source.claim == tables.annotation.c.id, or_(source.speaker.is_not(None), by_mention)
    )
    unnamed = _count(codebook, articles.c.id, tables.annotation.c.status == "accepted", ~named.exists())
    query = select(articles, claims, unnamed, suggestions).order_by(articles.c.number)
    rows = []
    for _, *fields, claim_count, unnamed_count, suggestion_count in fetched(connection, query, tables.article.columns):
        found = Article(**dict(zip(_ARTICLE_FIELDS, fields, strict=True)))
        rows.append(ArticleRow(found, claim_count, unnamed_count, suggestion_count))
    return rows


def article_row(connection: Connection, codebook: Codebook, id: str) -> ArticleRow:
    """The article of this id with its counts.

    Raises:
        KnownError: the library has no such article.
    """
    rows = article_rows(connection, codebook, condition=tables.article.c.id == id)
    if not rows:
        raise unknown_article(id)
    return rows[0]


_ARTICLE_FIELDS = [column.name for column in tables.article.c if column.name != "number"]


def _count(codebook: Codebook, article_id: ColumnElement[str], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    claim_labels = codebook.of_role("claim")
    query = select(func.count()).select_from(tables.annotation)
    own = tables.annotation.c.article == article_id
    return query.where(own, tables.annotation.c.label.in_(claim_labels), *conditions).scalar_subquery()


def _matches(words: str) -> ColumnElement[bool]:
    columns = (tables.article.c.title, tables.article.c.publisher, tables.article.c.author)
    return and_(True, *(or_(*(_holds(column, word) for column in columns)) for word in folded(words).split()))


def _holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a column holds a word that is folded; `folded` is a function of ours, and slower than SQLite's own."""
    is_ascii = func.length(column) == func.length(cast(column, LargeBinary))
    return case((is_ascii, column.icontains(word, autoescape=True)), else_=func.instr(func.folded(column), word) > 0)


def count_articles(connection: Connection, matching: str = "") -> tuple[int, int]:
    """How many articles match, and how many of these are done."""
    done = func.count().filter(tables.article.c.status == "done")
    row = connection.execute(select(func.count(), done).select_from(tables.article).where(_matches(matching))).one()
    return row[0], row[1]


def article_ids(connection: Connection, matching: str = "") -> list[str]:
    """The ids of all articles, or of those that match, in the order of adding."""
    query = select(tables.article.c.id).where(_matches(matching)).order_by(tables.article.c.number)
    return [id for (id,) in fetched(connection, query, [tables.article.c.id])]


def lengths(connection: Connection) -> list[tuple[str, int]]:
    """The ids of all articles in the order of adding, each with the length of its text in code points."""
    columns = (tables.article.c.id, tables.article.c.length)
    rows = fetched(connection, select(*columns).order_by(tables.article.c.number), columns)
    return [(id, length) for id, length in rows]


def place_of_article(connection: Connection, id: str) -> int | None:
    """How many articles were added before this one; None when there is no such article."""
    others = tables.article.alias()
    before = select(func.count()).where(others.c.number < tables.article.c.number).scalar_subquery()
    return connection.execute(select(before).where(tables.article.c.id == id)).scalar_one_or_none()


def article_to_settle(
    connection: Connection,
    codebook: Codebook,
    here: str,
    by: int,
    *,
    matching: str,
    unseen: bool,
    besides: Collection[str],
) -> str | None:
    """The next article (`by` 1) or the one before (-1), round the end, in which suggestions wait; None when none does.

    With `unseen`, one in which nobody has done anything yet counts too. Those that are done, and `besides`, do not.
    """
    article, annotation = tables.article.c, tables.annotation.c
    claim_labels = codebook.of_role("claim")
    own = select(annotation.id).where(annotation.article == article.id)
    waits = own.where(annotation.label.in_(claim_labels), annotation.status == "suggested").exists()
    wanted = or_(waits, and_(article.status == "new", ~own.exists())) if unseen else waits
    query = select(article.id).where(_matches(matching), article.status != "done", wanted)
    query = query.where(article.id.not_in({here, *besides})).limit(1)
    query = query.order_by(article.number if by > 0 else article.number.desc())
    place = select(article.number).where(article.id == here).scalar_subquery()
    beyond = article.number > place if by > 0 else article.number < place
    rows = fetched(connection, query.where(beyond), [article.id]) or fetched(connection, query, [article.id])
    return rows[0].id if rows else None


def articles_of_speaker(connection: Connection, codebook: Codebook, speaker_id: str) -> list[ArticleRow]:
    """The articles in which this speaker is named as a source or a mention."""
    source, mention = tables.attribution_source.c, tables.annotation.c
    through_claims = select(tables.attribution.c.article).join_from(tables.attribution, tables.attribution_source)
    through_mentions = select(mention.article).where(mention.speaker == speaker_id)
    id = tables.article.c.id
    named = or_(id.in_(through_claims.where(source.speaker == speaker_id)), id.in_(through_mentions))
    return article_rows(connection, codebook, condition=named)


def articles_by_annotator(connection: Connection) -> dict[str, set[str]]:
    """The ids of the articles in which each annotator has something accepted."""
    columns = tables.annotation.c
    asked = (columns.annotator, columns.article)
    query = select(*asked).where(columns.status == "accepted").distinct()
    found: dict[str, set[str]] = {}
    for annotator, article_id in fetched(connection, query, asked):
        found.setdefault(annotator, set()).add(article_id)
    return found


def known_hashes(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """The ids of the articles that have these hashes, by hash."""
    found: dict[str, str] = {}
    columns = tables.article.c
    for batch in batches(hashes):
        asked = (columns.sha256, columns.id)
        rows = fetched(connection, select(*asked).where(columns.sha256.in_(batch)), asked)
        found.update(dict(rows))
    return found
