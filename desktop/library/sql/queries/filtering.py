"""An ArticleFilter as SQL: its condition on the table of articles, and its order."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from desktop.library.sql import tables
from desktop.library.sql.expressions import BytesIn, PlaceOf
from desktop.library.sql.queries.layers import Layers, has_status, within
from desktop.model.article_filter import ArticleFilter
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import AnnotationStatus

_MENTION = tables.annotation.alias()
_AFTER_ALL_DATES = "~"  # sorts behind every digit and hyphen


def condition(wanted: ArticleFilter, codebook: Codebook, layers: Layers) -> ColumnElement[bool]:
    """Whether an article is wanted."""
    article = tables.article.c
    asked: list[ColumnElement[bool]] = [_holds_word(word) for word in folded(wanted.words).split()]
    if wanted.assigned:
        asked.append(_is_assigned(layers))
    if wanted.status is not None:
        asked.append(has_status(layers, wanted.status))
    for kind, name in (("tags", wanted.tag), ("sets", wanted.set)):
        if name:
            group = tables.article_group.c
            asked.append(article.number.in_(select(group.number).where(group.kind == kind, group.name == name)))
    if wanted.publisher:
        asked.append(article.publisher_folded == folded(wanted.publisher))
    if wanted.language:
        begin, end = f"{wanted.language}-", f"{wanted.language}."  # a dot comes next after a hyphen
        asked.append(or_(article.language == wanted.language, and_(article.language >= begin, article.language < end)))
    if wanted.since:
        asked.append(article.published >= wanted.since)
    if wanted.until:
        asked.append(and_(article.published != "", article.published < wanted.until + _AFTER_ALL_DATES))
    if wanted.without_speaker:
        own = select(tables.annotation.c.id).where(tables.annotation.c.article == article.id)
        asked.append(own.where(claims_without_speaker(codebook, layers)).exists())
    if wanted.elsewhere:
        alike = tables.article_alike.c
        asked.append(select(alike.number).where(alike.number == article.number).exists())
    return and_(True, *asked)


def order(wanted: ArticleFilter, codebook: Codebook, layers: Layers) -> list[ColumnElement[Any]]:
    """By what the articles are put in order; those that are equal in it stay in the order of adding."""
    article = tables.article.c
    by: dict[str, ColumnElement[Any]] = {
        "added": article.number,
        "published": article.published,
        "title": article.title_folded,
        "publisher": article.publisher_folded,
        "assigned": case(
            (and_(_is_assigned(layers), ~has_status(layers, "done")), 0), (_is_assigned(layers), 1), else_=2
        ),
    }
    key = by[wanted.order] if wanted.order in by else _claims_left(codebook, layers)
    return [key.desc() if wanted.descending else key, article.number]


def _is_assigned(layers: Layers) -> ColumnElement[bool]:
    """Whether somebody is to code an article in one of these layers."""
    assigned = tables.assignment.c
    own = select(assigned.id).where(assigned.article == tables.article.c.id)
    if layers is not None:
        own = own.where(assigned.layer.in_(sorted(layers)))
    return own.exists()


def claims(codebook: Codebook, status: AnnotationStatus, layers: Layers) -> ColumnElement[bool]:
    """Whether an annotation is a claim of this status in these layers."""
    annotation = tables.annotation.c
    return and_(annotation.label.in_(codebook.of_role("claim")), annotation.status == status, within(layers))


def claims_without_speaker(codebook: Codebook, layers: Layers) -> ColumnElement[bool]:
    """Whether an annotation is an accepted claim that names no speaker, nor a mention of one."""
    source = tables.attribution_source.c
    by_mention = select(_MENTION.c.id).where(_MENTION.c.id == source.mention, _MENTION.c.speaker.is_not(None)).exists()
    named = select(source.claim).where(
        source.claim == tables.annotation.c.id, or_(source.speaker.is_not(None), by_mention)
    )
    return and_(claims(codebook, "accepted", layers), ~named.exists())


def _claims_left(codebook: Codebook, layers: Layers) -> ColumnElement[int]:
    """How many claims of an article are yet to be settled: suggestions that wait, and claims without a speaker."""
    annotation = tables.annotation.c
    left = or_(claims(codebook, "suggested", layers), claims_without_speaker(codebook, layers))
    counts = select(annotation.article, func.count().label("left")).where(left).group_by(annotation.article).subquery()
    of_article = select(counts.c.left).where(counts.c.article == tables.article.c.id).scalar_subquery()
    return func.coalesce(of_article, 0)


def _holds_word(word: str) -> ColumnElement[bool]:
    """Whether title, publisher, author, a tag or a set hold a word that is folded."""
    article = tables.article.c
    in_folded = (PlaceOf(column, word) > 0 for column in (article.title_folded, article.publisher_folded))
    return or_(*in_folded, _author_holds(word), article.number.in_(_in_groups_with(word)))


def _in_groups_with(word: str) -> Select[int]:
    """The numbers of the articles with a tag or a set that holds the word. Each name is folded once."""
    group = tables.article_group.c
    names = select(group.name).distinct().subquery()
    holding = select(names.c.name).where(PlaceOf(func.folded(names.c.name), word) > 0)
    return select(group.number).where(group.name.in_(holding))


def _author_holds(word: str) -> ColumnElement[bool]:
    column = tables.article.c.author  # `folded` is a function of ours, and slower than the database's own
    is_ascii = func.length(column) == BytesIn(column)
    return case((is_ascii, column.icontains(word, autoescape=True)), else_=PlaceOf(func.folded(column), word) > 0)
