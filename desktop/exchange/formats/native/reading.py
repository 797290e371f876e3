"""Reads a native JSON file: looks all of it through first, then gives its articles one at a time."""

from pathlib import Path
from typing import Any

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.document import Document, Head, Outline, Reading
from desktop.exchange.format import Pulse
from desktop.exchange.formats.native.checking import Inspection, inspect, read_articles
from desktop.exchange.formats.native.writing import FORMAT, NAMES
from desktop.exchange.source import Source as File
from desktop.model import codebook as codebooks
from desktop.model import legacy
from desktop.model.records import (
    GROUP_KINDS,
    Annotation,
    Article,
    Attribution,
    Comment,
    Evidence,
    Fact,
    Source,
    Speaker,
    Track,
)
from desktop.model.text import Fragment

Data = dict[str, Any]


def read(file: File, pulse: Pulse) -> Reading:
    """The articles of a file, with their annotations, and its codebook and speakers.

    Raises:
        KnownError: the file is unsound.
    """
    inspection = inspect(file.path, pulse)
    _refuse_unsound(file.path, inspection)
    head = Head(
        codebook=codebooks.from_data(inspection.head["scheme"], str(file.path)),
        speakers=[_speaker(data) for data in inspection.speakers.values()],
        has_ids=True,
        whole_layers=inspection.head.get("whole_layers", ()),
    )
    outlines = {id: Outline(article, inspection.annotations[id]) for id, article in inspection.articles.items()}
    documents = map(_document, read_articles(file.path, inspection.version))
    return Reading(documents=documents, head=head, total=len(outlines), outlines=outlines)


def _refuse_unsound(path: Path, inspection: Inspection) -> None:
    if inspection.head.get("format") != FORMAT:
        raise KnownError(translated("{file} is JSON, but not an Ascribe export.", file=path))
    if inspection.problems:
        first, *others = inspection.problems
        if others:
            raise KnownError(
                translated(
                    "{file} is not a sound Ascribe export: {problem}, and more that `ascribe validate` lists.",
                    file=path,
                    problem=first,
                )
            )
        raise KnownError(translated("{file} is not a sound Ascribe export: {problem}.", file=path, problem=first))


def _document(data: Data) -> Document:
    id = data["id"]
    return Document(
        _article(data),
        data["text"],
        [_annotation(annotation, id) for annotation in data["annotations"]],
        [_attribution(attribution, id) for attribution in data["attributions"]],
        [_track(track) for track in data.get("tracks", ())],
        statuses=data.get("statuses", {}),
        assigned=data.get("assigned", ()),
        comments=[Comment(**comment) for comment in data.get("comments", ())],
    )


def _speaker(data: Data) -> Speaker:
    fields = {**data, "aliases": tuple(data["aliases"]), "distinct_from": tuple(data.get("distinct_from", ()))}
    return Speaker(**fields | {"facts": tuple(map(_fact, data.get("facts", ())))})


def _fact(data: Data) -> Fact:
    about = data["attribute_id"]
    if about is None:
        about = next(about for about, name in NAMES.items() if name == data["about"])
    value = data["value_ids"]
    return Fact(about, tuple(value) if isinstance(value, list) else value, data["since"], data["until"])


_BESIDES = {"text", "tracks", "annotations", "attributions", "statuses", "assigned", "comments"}


def _article(data: Data) -> Article:
    about = {name: value for name, value in data.items() if name not in _BESIDES}
    return Article(length=len(data["text"]), **about | {kind: tuple(about.get(kind, ())) for kind in GROUP_KINDS})


def _track(data: Data) -> Track:
    return Track(data["kind"], int(data["start"]), int(data["end"]), data["value"])


def _annotation(data: Data, article: str) -> Annotation:
    fields = legacy.with_layer(data, [data["annotator"]])
    for name in ("label", "attributes", "role"):  # for people: the ids say the same
        del fields[name]
    fields["label"] = fields.pop("label_id")
    fields["fragments"] = tuple(Fragment(int(part["start"]), int(part["end"])) for part in data["fragments"])
    fields["attributes"] = {
        id: tuple(value) if isinstance(value, list) else value for id, value in fields.pop("attribute_ids").items()
    }
    fields["evidence"] = Evidence.from_data(data["evidence"] or {})
    return Annotation(article=article, **fields)


def _attribution(data: Data, article: str) -> Attribution:
    return Attribution(
        claim=data["claim"],
        article=article,
        sources=tuple(Source(source["speaker"], source["mention"]) for source in data["sources"]),
        cues=tuple(data["cues"]),
        parent=data["parent"],
    )
