"""What articles have and how often, counted by the database: as many questions for a library as for an article."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, true, union_all
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement
from sqlalchemy.sql.selectable import FromClause

from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.queries.layers import Layers, names_one_within, status, within
from desktop.library.sql.row_checks import fetched
from desktop.model.codebook import Codebook
from desktop.model.features import LONG, Feature
from desktop.model.records import AnnotationStatus, Role

_article, _annotation, _speaker = tables.article.c, tables.annotation.c, tables.speaker.c
_attribution, _source, _cue = tables.attribution.c, tables.attribution_source.c, tables.attribution_cue.c

_OF_ARTICLES: Mapping[Feature, ColumnElement[bool]] = {
    Feature.TEXTS: true(),
    Feature.TITLES: true(),
    Feature.PUBLISHERS: _article.publisher != "",
    Feature.ADDRESSES: _article.url != "",
    Feature.AUTHORS: _article.author != "",
    Feature.DATES: _article.published != "",
    Feature.LANGUAGES: _article.language != "",
    Feature.TAGS: _article.tags != "[]",
    Feature.SETS: _article.sets != "[]",
    Feature.ARTICLE_NOTES: _article.note != "",
    Feature.TRACKS: exists().where(
        tables.article_tracks.c.number == _article.number,
        tables.article_tracks.c.tracks.not_like('[["encoding"%'),  # which no reader of another file asks for
    ),
}
_OF_ANNOTATIONS: Mapping[Feature, ColumnElement[bool]] = {
    Feature.ANNOTATIONS: true(),
    Feature.PARTS: _annotation.fragments.contains("],["),
    Feature.ANSWERS: _annotation.attributes != "{}",
    Feature.ANNOTATION_NOTES: _annotation.note != "",
    Feature.MAKERS: true(),
    Feature.ORIGINS: or_(_annotation.origin != "", _annotation.confidence.is_not(None)),
    Feature.SUGGESTIONS: _annotation.status == "suggested",
    Feature.LONG_TEXTS: or_(_annotation.end - _annotation.start > LONG, func.length(_annotation.note) > LONG),
}
_KNOWN_FACTS = or_(
    *(column != "" for column in (_speaker.role, _speaker.affiliation, _speaker.external_id, _speaker.note)),
    _speaker.aliases != "[]",
    _speaker.facts != "[]",
)


def counted(
    connection: Connection,
    codebook: Codebook,
    layers: Layers,
    articles: Sequence[str] | None,
    statuses: Collection[AnnotationStatus],
    speakers: Sequence[str] = (),
) -> dict[Feature, int]:
    """How often each feature is there in these articles (None: in all), with annotations of these statuses and layers.

    All articles come with all speakers, others with those that they name. With `speakers`, by their ids, only their
    claims count, and what belongs to these; the articles are to be `articles_with_claims_by` them.
    """
    found: Counter[Feature] = Counter()
    for batch in _batches(articles):
        of_articles = {**_OF_ARTICLES, Feature.ARTICLE_STATUSES: status(layers) != "new"}
        found.update(_sums(connection, tables.article, of_articles, _in(_article.id, batch)))
        own = and_(_annotation.status.in_(statuses), _in(_annotation.article, batch), within(layers))
        own = and_(own, _belongs(speakers, statuses))
        of_annotations = {**_OF_ANNOTATIONS, **_by_label(codebook, statuses)}
        found.update(_sums(connection, tables.annotation, of_annotations, own))
        said = and_(_is_of(statuses, _attribution.claim), _in(_attribution.article, batch))
        said = and_(said, names_one_within(_attribution.claim, layers))
        said = and_(said, _is_by(speakers, statuses, _attribution.claim))
        found.update(_sums(connection, tables.attribution, _of_attributions(statuses, speakers), said))
    found[Feature.ARTICLES] = max(0, found[Feature.TITLES] - 1)
    found[Feature.CODEBOOK] = len(codebook.labels)
    named = None if articles is None else sorted(named_speakers(connection, layers, articles, statuses, speakers))
    for batch in _batches(named):
        of_speakers = {Feature.SPEAKERS: true(), Feature.SPEAKER_FACTS: _KNOWN_FACTS}
        found.update(_sums(connection, tables.speaker, of_speakers, _in(_speaker.id, batch)))
    return {feature: number for feature, number in found.items() if number}


def named_speakers(
    connection: Connection,
    layers: Layers,
    articles: Sequence[str],
    statuses: Collection[AnnotationStatus],
    speakers: Sequence[str] = (),
) -> set[str]:
    """The ids of the speakers whom annotations of these statuses in these articles name, and what refers to them.

    With `speakers`, only their claims are asked, and what belongs to these.
    """
    found: set[str] = set()
    for batch in _batches(articles):
        own = and_(_annotation.status.in_(statuses), _in(_annotation.article, batch), within(layers))
        own = and_(own, _belongs(speakers, statuses))
        mentioned = select(_annotation.speaker).where(own, _annotation.speaker.is_not(None))
        sources = select(_source.speaker).join(tables.annotation, _annotation.id == _source.claim)
        asked = and_(own, _source.speaker.is_not(None), _is_by(speakers, statuses, _source.claim))
        for query in (mentioned, sources.where(asked)):
            found.update(speaker for (speaker,) in fetched(connection, query.distinct(), [_annotation.speaker]))
    return found


def articles_with_claims_by(
    connection: Connection, layers: Layers, speakers: Sequence[str], statuses: Collection[AnnotationStatus]
) -> set[str]:
    """The ids of the articles in which one of these speakers is a source of a claim of these statuses."""
    own = and_(_annotation.id.in_(_claims_by(speakers, statuses)), _annotation.status.in_(statuses), within(layers))
    return set(connection.scalars(select(_annotation.article).where(own).distinct()))


def _claims_by(speakers: Sequence[str], statuses: Collection[AnnotationStatus]) -> Select[tuple[str]]:
    """The ids of the claims that have one of these speakers as a source: in SQL what `model/who_said.py` says."""
    mentions = tables.annotation.alias().c
    meant = select(mentions.id).where(mentions.speaker.in_(speakers), mentions.status.in_(statuses))
    by_mention = and_(_source.speaker.is_(None), _source.mention.in_(meant))
    return select(_source.claim).where(or_(_source.speaker.in_(speakers), by_mention))


def _is_by(
    speakers: Sequence[str], statuses: Collection[AnnotationStatus], claim: KeyedColumnElement[Any]
) -> ColumnElement[bool]:
    return claim.in_(_claims_by(speakers, statuses)) if speakers else true()


def _belongs(speakers: Sequence[str], statuses: Collection[AnnotationStatus]) -> ColumnElement[bool]:
    """That an annotation is a claim of these speakers, or a mention or a cue of one."""
    if not speakers:
        return true()
    claims = select(_annotation.id).where(_annotation.status.in_(statuses))
    claims = claims.where(_annotation.id.in_(_claims_by(speakers, statuses)))
    shown = select(_source.mention).where(_source.claim.in_(claims), _source.mention.is_not(None))
    reporting = select(_cue.cue).where(_cue.claim.in_(claims))
    return _annotation.id.in_(union_all(claims, shown, reporting))


def _by_label(codebook: Codebook, statuses: Collection[AnnotationStatus]) -> dict[Feature, ColumnElement[bool]]:
    plain_roles: tuple[Role, ...] = ("claim", "speaker", "cue")
    plain = [label.id for role in plain_roles if (label := codebook.first(role))]
    loose = [*codebook.of_role("speaker"), *codebook.of_role("cue")]
    shown = exists().where(_source.mention == _annotation.id, _is_of(statuses, _source.claim))
    reporting = exists().where(_cue.cue == _annotation.id, _is_of(statuses, _cue.claim))
    return {
        Feature.LABELS: _annotation.label.not_in(plain),
        Feature.LOOSE_PARTS: and_(_annotation.label.in_(loose), ~or_(shown, reporting)),
    }


def _of_attributions(
    statuses: Collection[AnnotationStatus], speakers: Sequence[str]
) -> dict[Feature, ColumnElement[bool]]:
    says = or_(_source.speaker.is_not(None), _is_of(statuses, _source.mention))
    own = select(func.count()).select_from(tables.attribution_source)
    sources = own.where(_source.claim == _attribution.claim, says).scalar_subquery()
    cued = exists().where(_cue.claim == _attribution.claim, _is_of(statuses, _cue.cue))
    nested = and_(_is_of(statuses, _attribution.parent), _is_by(speakers, statuses, _attribution.parent))
    return {
        Feature.ATTRIBUTIONS: or_(sources > 0, cued, nested),
        Feature.JOINT_SOURCES: sources > 1,
        Feature.NESTED_CLAIMS: nested,
    }


def _is_of(statuses: Collection[AnnotationStatus], column: KeyedColumnElement[Any]) -> ColumnElement[bool]:
    """That a column names an annotation of these statuses. Few are not accepted, and an index finds them."""
    others = select(_annotation.id).where(tables.NOT_ACCEPTED, _annotation.status.not_in(statuses))
    return and_(column.is_not(None), column.not_in(others))


def _sums(
    connection: Connection, table: FromClause, features: Mapping[Feature, ColumnElement[bool]], own: ColumnElement[bool]
) -> dict[Feature, int]:
    """How many rows of a table have each of the features, of those that are meant."""
    query = select(*(func.count().filter(condition) for condition in features.values())).select_from(table).where(own)
    return dict(zip(features, connection.execute(query).one(), strict=True))


def _in(column: KeyedColumnElement[Any], ids: Sequence[str] | None) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(ids)


def _batches(ids: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    """So many ids as a statement takes, again and again; once None where no rows are left out."""
    return [None] if ids is None else batches(ids)
