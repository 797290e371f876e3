"""What is asked of a library: functions from a connection to records. No SQLAlchemy object leaves by them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, LargeBinary, and_, case, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement

from desktop.base.errors import Gone
from desktop.library.sqlite import tables
from desktop.library.sqlite.errors import NotAsWritten
from desktop.library.sqlite.stores import (
    STORES,
    AnnotationStore,
    ArticleStore,
    SpeakerStore,
    from_data,
    read_attributions,
    unpacked,
)
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import NO_EVIDENCE, Annotation, Article, Attribution, Evidence, Role, Speaker
from desktop.model.text import Fragment

_ARTICLES, _SPEAKERS, _ANNOTATIONS = ArticleStore(), SpeakerStore(), AnnotationStore()
_LEFT_OUT: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the list of articles shows it."""

    article: Article
    claims: int
    without_speaker: int  # claims among them that name no speaker
    suggestions: int  # claims that wait to be accepted or rejected


def codebook(connection: Connection, origin: str) -> Codebook:
    """The labels in use.

    Raises:
        KnownError: what is kept is no codebook; the sentence names `origin`.
    """
    column = tables.meta.c
    return _codebook(connection.execute(select(column.value).where(column.key == "scheme")).scalar_one(), origin)


@lru_cache(maxsize=8)  # every edit asks, and it is nearly always the same one
def _codebook(value: str, origin: str) -> Codebook:
    return codebooks.from_data(unpacked(value), origin)


def record(connection: Connection, kind: str, id: str) -> Any:
    """The record of this kind and id; None when there is none."""
    data = STORES[kind].read(connection, [id]).get(id)
    return None if data is None else from_data(kind, data)


def article(connection: Connection, id: str) -> Article:
    """The article of this id.

    Raises:
        KnownError: the library has no such article.
    """
    found: Article | None = record(connection, "article", id)
    if found is None:
        raise unknown_article(id)
    return found


def unknown_article(id: str) -> Gone:
    return Gone(f"The library has no article with the id {id}; `ascribe list` shows those it has.")


def text(connection: Connection, article_id: str) -> str:
    """The canonical text of an article.

    Raises:
        KnownError: the library has no such article.
    """
    found = STORES["text"].read(connection, [article_id])
    if not found:
        raise unknown_article(article_id)
    return str(found[article_id]["text"])


def annotations(connection: Connection, article_id: str) -> list[Annotation]:
    """An article's annotations by start, the longest first, then by the time they were made."""
    return annotations_where(connection, tables.annotation.c.article == article_id)


def annotations_where(connection: Connection, condition: ColumnElement[bool]) -> list[Annotation]:
    """The annotations for which `condition` holds, in the order of `annotations`."""
    columns = tables.annotation.c
    query = select(*_ANNOTATIONS.columns).where(condition)
    query = query.order_by(columns.start, columns.end.desc(), columns.created_at, columns.id)
    return [_annotation(*row) for row in connection.execute(query).all()]


def _annotation(
    id: str, article: str, label: str, fragments: str, attributes: str, speaker: str | None, status: Any, origin: str,
    confidence: float | None, annotator: str, note: str, created_at: str, updated_at: str, evidence: str,
) -> Annotation:  # fmt: skip
    # The way of `from_data` in one step: an article may have tens of thousands of annotations.
    answers = _LEFT_OUT
    if attributes != "{}":
        answers = {k: tuple(v) if isinstance(v, list) else v for k, v in unpacked(attributes).items()}
    return Annotation(
        id=id, article=article, label=label, fragments=tuple(Fragment(*pair) for pair in unpacked(fragments)),
        attributes=answers, speaker=speaker, status=status, origin=origin, confidence=confidence, annotator=annotator,
        note=note, created_at=created_at, updated_at=updated_at,
        evidence=NO_EVIDENCE if evidence == "{}" else Evidence.from_data(unpacked(evidence)),
    )  # fmt: skip


def claims_around(
    connection: Connection, codebook: Codebook, article_id: str, start: int, end: int
) -> list[Annotation]:
    """The accepted claims of an article that begin at or before `start` and end at or after `end`."""
    columns = tables.annotation.c
    around = and_(columns.start <= start, columns.end >= end)
    return annotations_where(connection, and_(_accepted_claims_of(codebook, article_id), around))


def suggestions_across(
    connection: Connection, codebook: Codebook, article_id: str, role: Role, start: int, end: int
) -> list[Annotation]:
    """The suggested annotations of a role that share a place with the range, from first fragment to last."""
    columns = tables.annotation.c
    labels = codebook.of_role(role)
    waiting = and_(columns.article == article_id, columns.label.in_(labels), columns.status == "suggested")
    return annotations_where(connection, and_(waiting, columns.start < end, columns.end > start))


def mentions_guessed(
    connection: Connection, codebook: Codebook, article_id: str, names: Sequence[str]
) -> list[Annotation]:
    """The suggested mentions that seem to name somebody of one of these names."""
    columns = tables.annotation.c
    guessed = func.json_extract(columns.evidence, "$.speaker.name")
    labels = columns.label.in_(codebook.of_role("speaker"))
    waiting = and_(columns.article == article_id, labels, columns.status == "suggested")
    found = []
    for at in range(0, len(names), 500):
        found += annotations_where(connection, and_(waiting, guessed.in_(names[at : at + 500])))
    return found


def _accepted_claims_of(codebook: Codebook, article_id: str) -> ColumnElement[bool]:
    columns = tables.annotation.c
    labels = codebook.of_role("claim")
    return and_(columns.article == article_id, columns.label.in_(labels), columns.status == "accepted")


def attributions(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Attribution]:
    """The attributions for which `condition` holds, by claim."""
    found = read_attributions(connection, condition)
    return {claim: from_data("attribution", data) for claim, data in found.items()}  # type: ignore[misc]


def attributions_naming(
    connection: Connection, ids: Sequence[str], *columns: KeyedColumnElement[Any]
) -> list[Attribution]:
    """The attributions that have one of these ids in one of these columns, of any of their tables."""
    found: dict[str, Attribution] = {}
    for at in range(0, len(ids), 500):
        claims = [select(column.table.c.claim).where(column.in_(ids[at : at + 500])) for column in columns]
        found |= attributions(connection, or_(*(tables.attribution.c.claim.in_(query) for query in claims)))
    return list(found.values())


def speakers(connection: Connection) -> list[Speaker]:
    """All speakers by name, without regard to case."""
    found = [_speaker(*row) for row in connection.execute(select(*_SPEAKERS.columns)).all()]
    return sorted(found, key=lambda speaker: (speaker.name.casefold(), speaker.id))


def _speaker(
    id: str, name: str, kind: Any, aliases: str, role: str, affiliation: str, external_id: str, note: str, hue: int
) -> Speaker:
    # In one step too: the window reads all speakers when it starts.
    return Speaker(
        id=id, name=name, kind=kind, aliases=() if aliases == "[]" else tuple(unpacked(aliases)), role=role,
        affiliation=affiliation, external_id=external_id, note=note, hue=hue,
    )  # fmt: skip


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
    named = select(tables.attribution_source.c.claim).where(
        tables.attribution_source.c.claim == tables.annotation.c.id, tables.attribution_source.c.speaker.is_not(None)
    )
    unnamed = _count(codebook, articles.c.id, tables.annotation.c.status == "accepted", ~named.exists())
    query = select(articles, claims, unnamed, suggestions).order_by(articles.c.number)
    rows = []
    for _, *fields, claim_count, unnamed_count, suggestion_count in connection.execute(query).all():
        found = Article(**dict(zip(_ARTICLE_FIELDS, fields, strict=True)))
        if found.id is None:
            raise NotAsWritten("an article has no id")
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
    return list(connection.execute(query).scalars())


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
    found = connection.execute(query.where(beyond)).scalar() or connection.execute(query).scalar()
    return None if found is None else str(found)


def articles_of_speaker(connection: Connection, codebook: Codebook, speaker_id: str) -> list[ArticleRow]:
    """The articles in which this speaker is named as a source or a mention."""
    source, mention = tables.attribution_source.c, tables.annotation.c
    through_claims = select(tables.attribution.c.article).join_from(tables.attribution, tables.attribution_source)
    through_mentions = select(mention.article).where(mention.speaker == speaker_id)
    id = tables.article.c.id
    named = or_(id.in_(through_claims.where(source.speaker == speaker_id)), id.in_(through_mentions))
    return article_rows(connection, codebook, condition=named)


def claims_by_speaker(connection: Connection, article_id: str | None) -> dict[str, int]:
    """How many accepted claims each speaker has, in one article or in all."""
    source = tables.attribution_source.c
    # Asked the other way round, it would look each claim up: a second in a library of 100,000 claims.
    not_accepted = select(tables.annotation.c.id).where(tables.NOT_ACCEPTED)
    query = select(source.speaker, func.count(source.claim.distinct())).group_by(source.speaker)
    query = query.where(source.speaker.is_not(None), source.claim.not_in(not_accepted))
    if article_id is not None:
        own = select(tables.attribution.c.claim).where(tables.attribution.c.article == article_id)
        query = query.where(source.claim.in_(own))
    return {row[0]: row[1] for row in connection.execute(query)}


def speakers_most_used(connection: Connection, most: int) -> list[str]:
    """The ids of the speakers who are sources of the most claims, suggested ones too, at most so many."""
    source = tables.attribution_source.c
    query = select(source.speaker).where(source.speaker.is_not(None)).group_by(source.speaker)
    return list(connection.scalars(query.order_by(func.count().desc(), source.speaker).limit(most)))


def articles_by_annotator(connection: Connection) -> dict[str, set[str]]:
    """The ids of the articles in which each annotator has something accepted."""
    columns = tables.annotation.c
    query = select(columns.annotator, columns.article).where(columns.status == "accepted").distinct()
    found: dict[str, set[str]] = {}
    for annotator, article_id in connection.execute(query):
        found.setdefault(annotator, set()).add(article_id)
    return found


def known_hashes(connection: Connection, hashes: Sequence[str]) -> dict[str, str]:
    """The ids of the articles that have these hashes, by hash."""
    found: dict[str, str] = {}
    columns = tables.article.c
    for at in range(0, len(hashes), 500):
        query = select(columns.sha256, columns.id).where(columns.sha256.in_(hashes[at : at + 500]))
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found
