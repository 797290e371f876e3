"""Writes the native JSON, an article at a time.

The order is what survives an import: articles as they were added, annotations by their place in the text, speakers by
name. Each article is a line of its own, so two exports can be compared with line tools too.

All articles come with the whole registry of speakers. Selected ones come with the speakers they name.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from desktop import __version__
from desktop.base.errors import KnownError
from desktop.exchange.format import Progress, Selection
from desktop.library import Library, Snapshot, WholeArticle
from desktop.model.codebook import Codebook, Label
from desktop.model.records import Annotation, Attributes, AttributeValue, Attribution, Source, Speaker, now
from desktop.model.text import Fragment

FORMAT: Final = "ascribe"
VERSION: Final = 2
OFFSET_UNIT: Final = "unicode-codepoint"

Data = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(library: Library, stream: BinaryIO, selection: Selection, progress: Progress) -> None:
    """Writes what was selected as one JSON object.

    Raises:
        KnownError: an article was selected that the library does not have.
    """
    with library.snapshot() as snapshot:
        ids = _selected(snapshot, selection)
        statuses = {"accepted", "suggested"} if selection.include_suggestions else {"accepted"}
        named = None if selection.articles is None else _named_speakers(snapshot, ids, statuses)
        speakers = [speaker for speaker in snapshot.speakers() if named is None or speaker.id in named]
        stream.write(_head(snapshot.codebook))
        _write_array(stream, "speakers", map(_speaker, speakers))
        stream.write(b",\n")
        _write_array(stream, "articles", _articles(snapshot, ids, statuses, progress))
        stream.write(b"}\n")


def _selected(snapshot: Snapshot, selection: Selection) -> list[str]:
    known = snapshot.article_ids()
    if selection.articles is None:
        return known
    wanted = dict.fromkeys(selection.articles)
    if unknown := list(wanted.keys() - set(known)):
        ids = ", ".join(sorted(unknown)[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
        raise KnownError(f"The library has no article with the id {ids}; `ascribe list` shows those it has.")
    return [id for id in known if id in wanted]


def _head(codebook: Codebook) -> bytes:
    members = {
        "format": FORMAT,
        "version": VERSION,
        "generator": f"Ascribe {__version__}",
        "exported_at": now(),
        "offset_unit": OFFSET_UNIT,
        "scheme": codebook.as_data(),
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


def _articles(snapshot: Snapshot, ids: list[str], statuses: set[str], progress: Progress) -> Iterator[Data]:
    for done, whole in enumerate(snapshot.whole_articles(ids)):
        progress(done, len(ids))
        yield _article(whole, snapshot.codebook, statuses)
    progress(len(ids), len(ids))


def _named_speakers(snapshot: Snapshot, ids: list[str], statuses: set[str]) -> set[str | None]:
    named: set[str | None] = set()
    for whole in snapshot.whole_articles(ids):
        annotations = _exported(whole, statuses)
        named.update(annotation.speaker for annotation in annotations.values())
        for attribution in _attributions(whole, annotations):
            named.update(source["speaker"] for source in attribution["sources"])
    return named


def _exported(whole: WholeArticle, statuses: set[str]) -> dict[str, Annotation]:
    return {annotation.id: annotation for annotation in whole.annotations if annotation.status in statuses}


def _article(whole: WholeArticle, codebook: Codebook, statuses: set[str]) -> Data:
    article = whole.article
    annotations = _exported(whole, statuses)
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "status": article.status,
        "note": article.note,
        "sha256": article.sha256,
        "text": whole.text,
        "annotations": [_annotation(annotation, whole.text, codebook) for annotation in annotations.values()],
        "attributions": list(_attributions(whole, annotations)),
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


def _attributions(whole: WholeArticle, annotations: dict[str, Annotation]) -> Iterator[Data]:
    """The attributions of the exported claims, by the claims' order, naming nothing that is not exported.

    A source whose mention is left out keeps its speaker. What says nothing any more is left out.
    """
    for id in annotations:
        if (attribution := whole.attributions.get(id)) and (data := _attribution(attribution, annotations)):
            yield data


def _attribution(attribution: Attribution, annotations: dict[str, Annotation]) -> Data | None:
    sources = [
        {"speaker": source.speaker, "mention": source.mention if source.mention in annotations else None}
        for source in attribution.sources
        if _says_something(source, annotations)
    ]
    cues = [cue for cue in attribution.cues if cue in annotations]
    parent = attribution.parent if attribution.parent in annotations else None
    if not (sources or cues or parent):
        return None
    return {"claim": attribution.claim, "sources": sources, "cues": cues, "parent": parent}


def _says_something(source: Source, annotations: dict[str, Annotation]) -> bool:
    return source.speaker is not None or source.mention in annotations


def _speaker(speaker: Speaker) -> Data:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "aliases": list(speaker.aliases),
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "external_id": speaker.external_id,
        "note": speaker.note,
    }
