"""What is asked of the annotations and attributions: functions from a connection to records."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select
from sqlalchemy.sql.elements import ColumnElement, KeyedColumnElement

from desktop.library.sql import row_checks, tables
from desktop.library.sql.batches import batches
from desktop.library.sql.expressions import GuessedName, NotAccepted
from desktop.library.sql.queries.layers import Layers, names_one_within, within
from desktop.library.sql.record_data import from_data
from desktop.library.sql.row_checks import fetched, unpacked
from desktop.library.sql.stores import AnnotationStore, of_attributions, read_attributions
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import Annotation, Attribution, Evidence, Role
from desktop.model.text import Fragment

_ANNOTATIONS = AnnotationStore()
_COLUMNS = (tables.annotation.c.start, tables.annotation.c.end, *_ANNOTATIONS.columns)
_IN_ORDER = select(*_COLUMNS).order_by(
    tables.annotation.c.start,
    tables.annotation.c.end.desc(),
    tables.annotation.c.created_at,
    tables.annotation.c.id,
)
# Made once: each label asks it, and to make a query takes as long as to ask it.
_ACROSS = _IN_ORDER.where(
    tables.annotation.c.article == bindparam("article_id"),
    tables.annotation.c.label.in_(bindparam("labels", expanding=True)),
    tables.annotation.c.status.in_(("accepted", "suggested")),
    tables.annotation.c.start < bindparam("range_end"),
    tables.annotation.c.end > bindparam("range_start"),
)
_SHORT, _REMEMBERED = 400, 4096  # characters, and how many of that length
_NOT_ACCEPTED = NotAccepted()


def annotations(connection: Connection, article_id: str, layers: Layers) -> list[Annotation]:
    """An article's annotations in these layers by start, the longest first, then by the time they were made."""
    return annotations_where(connection, and_(tables.annotation.c.article == article_id, within(layers)))


def annotations_of_all(connection: Connection, article_ids: Iterable[str], layers: Layers) -> list[Annotation]:
    """The annotations of these articles in these layers; each article's in the order of `annotations`."""
    article, own = tables.annotation.c.article, within(layers)
    return [
        found for part in batches(article_ids) for found in annotations_where(connection, and_(article.in_(part), own))
    ]


def mentions_of(connection: Connection, speaker_id: str) -> list[Annotation]:
    """The mentions that name a speaker, in all articles."""
    return annotations_where(connection, tables.annotation.c.speaker == speaker_id)


def annotations_where(connection: Connection, condition: ColumnElement[bool]) -> list[Annotation]:
    """The annotations for which `condition` holds, in the order of `annotations`."""
    return _annotations(connection, _IN_ORDER.where(condition))


def _annotations(
    connection: Connection, query: Select[Any], parameters: Mapping[str, Any] | None = None
) -> list[Annotation]:
    return [_annotation(*row) for row in fetched(connection, query, _COLUMNS, parameters)]


def _annotation(
    start: int, end: int, id: str, article: str, label: str, fragments: str, attributes: str, speaker: str | None,
    status: Any, origin: str, confidence: float | None, annotator: str, note: str, created_at: str, updated_at: str,
    evidence: str, layer: str,
) -> Annotation:  # fmt: skip
    # The way of `from_data` in one step: an article may have tens of thousands of annotations.
    answers = _answers(attributes) if len(attributes) < _SHORT else _answers.__wrapped__(attributes)
    if fragments == f"[[{start},{end}]]" and start < end:  # as nearly all are
        parts: tuple[Fragment, ...] = (Fragment(start, end),)
    else:
        parts = tuple(Fragment(*pair) for pair in row_checks.fragments(unpacked(fragments)))
    return Annotation(
        id=id, article=article, label=label, fragments=parts,
        attributes=answers, speaker=speaker, status=status, origin=origin, confidence=confidence, annotator=annotator,
        note=note, created_at=created_at, updated_at=updated_at,
        evidence=_evidence(evidence) if len(evidence) < _SHORT else _evidence.__wrapped__(evidence),
        layer=layer,
    )  # fmt: skip


# Of the annotations of an article, few differ in these: what is short is unpacked, and looked at, once.


@lru_cache(maxsize=_REMEMBERED)
def _answers(packed: str) -> dict[str, Any]:
    kept = row_checks.answers(unpacked(packed))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}


@lru_cache(maxsize=_REMEMBERED)
def _evidence(packed: str) -> Evidence:
    return Evidence.from_data(row_checks.evidence(unpacked(packed)))


def annotations_across(
    connection: Connection, codebook: Codebook, layers: Layers, article_id: str, role: Role, start: int, end: int
) -> list[Annotation]:
    """The annotations of a role, accepted or suggested, that share a place with the range, from first to last part."""
    asked = {"article_id": article_id, "labels": codebook.of_role(role), "range_start": start, "range_end": end}
    return _annotations(connection, _ACROSS.where(within(layers)), asked)


def mentions_guessed(
    connection: Connection, codebook: Codebook, layers: Layers, names: Iterable[str], article_id: str | None = None
) -> list[Annotation]:
    """The suggested mentions that seem to name somebody of one of these names, folded; in all articles, or in one."""
    columns = tables.annotation.c
    place = _NOT_ACCEPTED if article_id is None else columns.article == article_id
    labels = columns.label.in_(codebook.of_role("speaker"))
    guessed = func.folded(GuessedName(columns.evidence))
    waiting = and_(place, columns.status == "suggested", labels, within(layers))
    parts = batches({folded(name) for name in names})
    return [found for part in parts for found in annotations_where(connection, and_(waiting, guessed.in_(part)))]


def turned_down(connection: Connection, codebook: Codebook, layers: Layers, at_least: int) -> list[Evidence]:
    """What suggested claims go by that were rejected so often in these layers, and never accepted."""
    columns = tables.annotation.c
    claims = and_(columns.label.in_(codebook.of_role("claim")), columns.origin != "", within(layers))
    rejected = select(columns.evidence).where(claims, _NOT_ACCEPTED, columns.status == "rejected")
    often = rejected.group_by(columns.evidence).having(func.count() >= at_least)
    packed = set(connection.scalars(often))
    for batch in batches(packed.copy()):
        accepted = select(columns.evidence).where(claims, columns.status == "accepted", columns.evidence.in_(batch))
        packed -= set(connection.scalars(accepted.distinct()))
    return [_evidence(one) for one in sorted(packed)]


def _accepted_claims_of(codebook: Codebook, article_id: str) -> ColumnElement[bool]:
    columns = tables.annotation.c
    labels = codebook.of_role("claim")
    return and_(columns.article == article_id, columns.label.in_(labels), columns.status == "accepted")


def attributions(connection: Connection, article_id: str, layers: Layers) -> dict[str, Attribution]:
    """An article's attributions in these layers, by claim."""
    return attributions_of_all(connection, [article_id], layers)


def attributions_of_all(connection: Connection, article_ids: Iterable[str], layers: Layers) -> dict[str, Attribution]:
    """The attributions of these articles in these layers, by claim."""
    attribution, found = tables.attribution.c, dict[str, Attribution]()
    for batch in batches(article_ids):
        own = and_(attribution.article.in_(batch), names_one_within(attribution.claim, layers))
        found |= _attributions_where(connection, own)
    return found


def attributions_to(connection: Connection, speaker_id: str) -> list[Attribution]:
    """The attributions with a speaker among their sources, in all articles."""
    return _attributions_naming(connection, [speaker_id], tables.attribution_source.c.speaker)


def attributions_with(connection: Connection, annotation_ids: Iterable[str]) -> list[Attribution]:
    """The attributions that name one of these annotations as a mention, a cue or the claim they are nested in."""
    source, cue, head = tables.attribution_source.c, tables.attribution_cue.c, tables.attribution.c
    return _attributions_naming(connection, annotation_ids, source.mention, cue.cue, head.parent)


def _attributions_where(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Attribution]:
    found = read_attributions(connection, of_attributions(condition))
    return {claim: from_data("attribution", data) for claim, data in found.items()}  # type: ignore[misc]


def _attributions_naming(
    connection: Connection, ids: Iterable[str], *columns: KeyedColumnElement[Any]
) -> list[Attribution]:
    """The attributions that have one of these ids in one of these columns, of any of their tables."""
    found: dict[str, Attribution] = {}
    for batch in batches(ids):
        claims = [select(column.table.c.claim).where(column.in_(batch)) for column in columns]
        found |= _attributions_where(connection, or_(*(tables.attribution.c.claim.in_(query) for query in claims)))
    return list(found.values())
