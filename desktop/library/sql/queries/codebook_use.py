"""What of the codebook is in use: which annotations have a label, an answer to an attribute, or an option of it; and
which speakers have an answer or an option of an attribute that is asked of speakers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.sql.elements import ColumnElement

from desktop.library.sql import row_checks, tables
from desktop.library.sql.expressions import has_answer, has_option, lacks_answer
from desktop.library.sql.queries.annotations import annotations_where
from desktop.library.sql.queries.layers import Layers, within
from desktop.library.sql.queries.speakers import speakers_where
from desktop.library.sql.record_data import json_of
from desktop.library.sql.row_checks import fetched, named_record, unpacked
from desktop.model.codebook import Codebook, PartPath
from desktop.model.records import Annotation, AttributeValue, Fact, Speaker

_annotation = tables.annotation.c
_KINDS = (_annotation.label, _annotation.attributes)


class Use(NamedTuple):
    """How often a part of the codebook is in use."""

    annotations: int  # accepted ones in the layers that are read, as far as they may be
    articles: int  # in which these are
    waiting: int  # suggestions that nobody accepted, rejected ones among them
    speakers: int = 0
    elsewhere: int = 0  # annotations of any status in all other layers


NOT_USED = Use(0, 0, 0)


def use_of(connection: Connection, layers: Layers, path: PartPath) -> Use:
    """How often one label, attribute or option is in use."""
    accepted, is_read = _annotation.status == "accepted", within(layers)
    counts = (
        func.count().filter(accepted, is_read),
        func.count(_annotation.article.distinct()).filter(accepted, is_read),
        func.count().filter(~accepted, is_read),
        func.count(),
    )
    annotations, articles, waiting, everybodys = connection.execute(select(*counts).where(_has(path))).one()
    return Use(annotations, articles, waiting, elsewhere=everybodys - annotations - waiting)


def use_by_layer(connection: Connection, path: PartPath) -> Counter[str]:
    """How many annotations of any status have it in each layer, those left out that have none."""
    query = select(_annotation.layer, func.count()).where(_has(path)).group_by(_annotation.layer)
    return Counter(dict(fetched(connection, query, [_annotation.layer])))


def use_of_all(connection: Connection, layers: Layers) -> Counter[PartPath]:
    """How many accepted annotations have each label, attribute and option, by their ids; those that none has are not
    in it."""
    alike = select(*_KINDS, func.count())
    alike = alike.where(_annotation.status == "accepted", within(layers)).group_by(*_KINDS)
    found: Counter[PartPath] = Counter()
    for label, kept, count in fetched(connection, alike, _KINDS):
        found.update(dict.fromkeys(_paths(label, kept), count))
    return found


def _paths(label: str, kept: str) -> Iterator[PartPath]:
    yield (label,)
    if kept != "{}":
        for attribute, value in row_checks.answers(unpacked(kept)).items():
            yield label, attribute
            for option in value if isinstance(value, list) else [value]:
                if isinstance(option, str):
                    yield label, attribute, option


def in_use(connection: Connection) -> set[PartPath]:
    """The labels, attributes and options that annotations of any status have."""
    alike = select(*_KINDS).distinct()
    return {path for label, kept in fetched(connection, alike, _KINDS) for path in _paths(label, kept)}


def annotations_with(connection: Connection, path: PartPath) -> list[Annotation]:
    """The annotations of every status that have this label, an answer to this attribute, or this option."""
    return annotations_where(connection, _has(path))


def examples_of(connection: Connection, layers: Layers, path: PartPath, most: int) -> list[Annotation]:
    """Accepted annotations that have it, those of the newest work first."""
    accepted = (_annotation.status == "accepted") & _has(path) & within(layers)
    newest = select(_annotation.id).where(accepted).order_by(_annotation.created_at.desc(), _annotation.id).limit(most)
    ids = [row.id for row in fetched(connection, newest, [_annotation.id])]
    found = {one.id: one for one in annotations_where(connection, _annotation.id.in_(ids))}
    return [named_record(found, id, "annotation") for id in ids]


def speakers_with(connection: Connection, path: PartPath) -> list[Speaker]:
    """The speakers who have an answer to this attribute, or this option of it, at some time."""
    if len(path) < 2:
        return []
    about, option = path[1], path[2] if len(path) > 2 else None
    found = speakers_where(connection, tables.speaker.c.facts.contains(json_of(about), autoescape=True))
    return [one for one in found if any(_is_about(fact, about, option) for fact in one.facts)]


def _is_about(fact: Fact, about: str, option: str | None) -> bool:
    return fact.about == about and (option is None or option in _options(fact.value))


def use_by_speakers(connection: Connection, codebook: Codebook) -> Counter[PartPath]:
    """How many speakers have an answer to each attribute that is asked of them, and each option."""
    labels = {one.id: codebook.label_of_speaker_attribute(one.id) for one in codebook.speaker_attributes}
    found: Counter[PartPath] = Counter()
    for speaker in speakers_where(connection, tables.speaker.c.facts != "[]") if labels else ():
        paths: set[PartPath] = set()
        for fact in speaker.facts:
            if label := labels.get(fact.about):
                paths.add((label, fact.about))
                paths |= {(label, fact.about, option) for option in _options(fact.value)}
        found.update(paths)
    return found


def _options(value: AttributeValue) -> Sequence[str]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def without_answer(label: str, attribute: str) -> ColumnElement[bool]:
    """Accepted annotations with this label that leave this attribute of it without an answer."""
    return and_(_annotation.status == "accepted", _annotation.label == label, lacks_answer(attribute))


def _has(path: PartPath) -> ColumnElement[bool]:
    label, *answer = path
    condition = _annotation.label == label
    if not answer:
        return condition
    asked = has_option(*answer) if len(answer) > 1 else has_answer(*answer)
    return and_(condition, _annotation.attributes != "{}", asked)
