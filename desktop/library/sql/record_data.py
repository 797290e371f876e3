"""A record as data that JSON can hold, and back: what the stores keep in rows and the journal keeps of each step."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from desktop.model.records import (
    GROUP_KINDS,
    Annotation,
    Annotator,
    Article,
    Assignment,
    Attribution,
    Comment,
    Evidence,
    Fact,
    LayerStatus,
    Record,
    Source,
    Speaker,
    Track,
)
from desktop.model.text import Fragment

Data = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_NOTHING: Mapping[str, Any] = {}


def json_of(data: Any) -> str:
    """Data as the JSON that a column holds. Most annotations have no evidence, and many no answers."""
    return "{}" if data == _NOTHING else _encode(data)


def kind_of(record: Record) -> str:
    """The kind of a record, as `STORES` and every journal row name it."""
    return "standing" if isinstance(record, LayerStatus) else type(record).__name__.lower()


def to_data(record: Record) -> Data:
    """The record's fields, as JSON can hold them; `from_data` is the mirror."""
    kind = type(record)
    data = dict(zip(_FIELDS[kind], _VALUES_OF[kind](record), strict=True))
    if isinstance(record, Annotation):
        data["fragments"] = [list(fragment) for fragment in record.fragments]
        data["attributes"] = {k: list(v) if isinstance(v, tuple) else v for k, v in record.attributes.items()}
        data["evidence"] = record.evidence.as_data()
    elif isinstance(record, Attribution):
        data["sources"] = [[source.speaker, source.mention] for source in record.sources]
        data["cues"] = list(record.cues)
    elif isinstance(record, Speaker):
        data["aliases"] = list(record.aliases)
        data["facts"] = [_fact_data(fact) for fact in record.facts]
        data["distinct_from"] = list(record.distinct_from)
    elif isinstance(record, Article):
        data |= {kind: list(getattr(record, kind)) for kind in GROUP_KINDS}
    return data


def text_data(article_id: str, text: str, tracks: Sequence[Track]) -> Data:
    """The text of an article as its store takes it; `tracks_in` is the mirror of its tracks."""
    return {"id": article_id, "text": text, "tracks": [[one.kind, one.start, one.end, one.value] for one in tracks]}


def tracks_in(data: Mapping[str, Any]) -> list[Track]:
    return [Track(*one) for one in data["tracks"]]


def from_data(kind: str, data: Mapping[str, Any]) -> Record:
    values = dict(data)
    if kind == "annotation":
        values["fragments"] = tuple(Fragment(start, end) for start, end in data["fragments"])
        attributes = data["attributes"] or _NOTHING
        values["attributes"] = {k: tuple(v) if isinstance(v, list) else v for k, v in attributes.items()}
        values["evidence"] = Evidence.from_data(data["evidence"])
        return Annotation(**values)
    if kind == "attribution":
        values["sources"] = tuple(Source(speaker, mention) for speaker, mention in data["sources"])
        values["cues"] = tuple(data["cues"])
        return Attribution(**values)
    if kind == "speaker":
        values["aliases"] = tuple(data["aliases"])
        values["facts"] = facts_of(data["facts"])
        values["distinct_from"] = tuple(data["distinct_from"])
        return Speaker(**values)
    if kind in _PLAIN:
        return _PLAIN[kind](**values)
    values.pop("number", None)
    return Article(**values | {kind: tuple(data[kind]) for kind in GROUP_KINDS})


def _fact_data(fact: Fact) -> list[Any]:
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    return [fact.about, value, fact.since, fact.until]


def facts_of(data: Any) -> tuple[Fact, ...]:
    """The facts that a speaker's data has."""
    return tuple(
        Fact(about, tuple(value) if isinstance(value, list) else value, since, until)
        for about, value, since, until in data
    )


_PLAIN: Mapping[str, Callable[..., Record]] = {
    "annotator": Annotator,
    "standing": LayerStatus,
    "assignment": Assignment,
    "comment": Comment,
}
_FIELDS = {
    kind: [field.name for field in fields(kind)]
    for kind in (Article, Speaker, Annotation, Attribution, Annotator, LayerStatus, Assignment, Comment)
}
_VALUES_OF = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}


def id_in(kind: str, data: Data) -> str:
    return str(data["claim"] if kind == "attribution" else data["id"])
