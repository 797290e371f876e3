"""Writes the native JSON, an article at a time.

The order is what survives an import: articles as they were added, annotations by their place in the text, speakers by
name. Each article is a line of its own, so two exports can be compared with line tools too.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from desktop import __version__
from desktop.exchange.document import Document, Head
from desktop.exchange.format import Options
from desktop.model import codebook as codebooks
from desktop.model.codebook import Attribute, Codebook, Label
from desktop.model.records import Annotation, Attributes, AttributeValue, Attribution, Fact, Speaker, now
from desktop.model.speaker_facts import AFFILIATION, ROLE
from desktop.model.text import Fragment

FORMAT: Final = "ascribe"
VERSION: Final = 2
OFFSET_UNIT: Final = "unicode-codepoint"

NAMES: Final = {ROLE: "role", AFFILIATION: "affiliation"}  # of facts that are about no attribute

Data = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    """Writes these documents as one JSON object."""
    codebook = head.codebook or codebooks.default()
    stream.write(_head(codebook, head.whole_layers))
    asked = {attribute.id: attribute for attribute in codebook.speaker_attributes}
    _write_array(stream, "speakers", (_speaker(speaker, asked) for speaker in head.speakers))
    stream.write(b",\n")
    _write_array(stream, "articles", (_article(document, codebook) for document in documents))
    stream.write(b"}\n")


def _head(codebook: Codebook, whole_layers: Sequence[str]) -> bytes:
    members = {
        "format": FORMAT,
        "version": VERSION,
        "generator": f"Ascribe {__version__}",
        "exported_at": now(),
        "offset_unit": OFFSET_UNIT,
        "scheme": codebook.as_data(),
        **({"whole_layers": list(whole_layers)} if whole_layers else {}),
    }
    lines = ",\n".join(f"{_encode(name)}: {_encode(value)}" for name, value in members.items())
    return f"{{{lines},\n".encode()


def _write_array(stream: BinaryIO, name: str, elements: Iterable[Data]) -> None:
    stream.write(f"{_encode(name)}: [".encode())
    before = "\n"
    for element in elements:
        stream.write(f"{before}{_encode(element)}".encode())
        before = ",\n"
    stream.write(b"]")


def _article(document: Document, codebook: Codebook) -> Data:
    article = document.article
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "status": article.status,
        "tags": list(article.tags),
        "sets": list(article.sets),
        "note": article.note,
        **({"statuses": dict(document.statuses)} if document.statuses else {}),
        **({"assigned": list(document.assigned)} if document.assigned else {}),
        "sha256": article.sha256,
        "text": document.text,
        "tracks": [asdict(track) for track in document.tracks],
        "annotations": [_annotation(annotation, document.text, codebook) for annotation in document.annotations],
        **({"comments": [asdict(comment) for comment in document.comments]} if document.comments else {}),
        "attributions": [_attribution(attribution) for attribution in document.attributions],
    }


def _annotation(annotation: Annotation, text: str, codebook: Codebook) -> Data:
    label = codebook.label(annotation.label)
    answers = dict(sorted(annotation.attributes.items())) if annotation.attributes else {}
    return {
        "id": annotation.id,
        "label": label.name,
        "label_id": label.id,
        "role": label.role,
        "status": annotation.status,
        "fragments": [_fragment(fragment, text) for fragment in annotation.fragments],
        "attributes": in_words(label, answers),
        "attribute_ids": answers,
        "speaker": annotation.speaker,
        "annotator": annotation.annotator,
        "layer": annotation.layer,
        "origin": annotation.origin,
        "evidence": annotation.evidence.as_data() or None,
        "confidence": annotation.confidence,
        "created_at": annotation.created_at,
        "updated_at": annotation.updated_at,
        "note": annotation.note,
    }


def in_words(label: Label, answers: Attributes) -> dict[str, AttributeValue]:
    """What an annotation with this label answers, with names in place of ids; of two with one name, the second is told
    apart by its id."""
    said: dict[str, AttributeValue] = {}
    for id, value in answers.items():
        asked = label.attribute(id)
        name = asked.name if asked else id
        said[f"{name} ({id})" if name in said else name] = asked.in_words(value) if asked else value
    return said


def _fragment(fragment: Fragment, text: str) -> Data:
    start, end = fragment
    return {"start": start, "end": end, "text": text[start:end]}


def _attribution(attribution: Attribution) -> Data:
    return {
        "claim": attribution.claim,
        "sources": [{"speaker": source.speaker, "mention": source.mention} for source in attribution.sources],
        "cues": list(attribution.cues),
        "parent": attribution.parent,
    }


def _speaker(speaker: Speaker, asked: Mapping[str, Attribute]) -> Data:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "aliases": list(speaker.aliases),
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "external_id": speaker.external_id,
        "note": speaker.note,
        "facts": [_fact(fact, asked) for fact in speaker.facts],
        "distinct_from": list(speaker.distinct_from),
    }


def _fact(fact: Fact, asked: Mapping[str, Attribute]) -> Data:
    attribute = asked.get(fact.about)
    return {
        "about": NAMES.get(fact.about, attribute.name if attribute else fact.about),
        "attribute_id": None if fact.about in NAMES else fact.about,
        "value": attribute.in_words(fact.value) if attribute else fact.value,
        "value_ids": fact.value,
        "since": fact.since,
        "until": fact.until,
    }
