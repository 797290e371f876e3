"""Reads a native JSON file: looks all of it through first, then gives its articles one at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.base.errors import KnownError
from desktop.exchange.document import Document, Head, Outline, Reading
from desktop.exchange.format import Pulse
from desktop.exchange.formats.native.checking import ARRAYS, Inspection, inspect
from desktop.exchange.formats.native.json_stream import parts
from desktop.exchange.formats.native.writing import FORMAT, VERSION
from desktop.exchange.source import Source as File
from desktop.model import codebook as codebooks
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
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
    )
    outlines = {id: Outline(sha256, inspection.annotations[id]) for id, sha256 in inspection.hashes.items()}
    return Reading(documents=_documents(file.path), head=head, total=len(outlines), outlines=outlines)


def _refuse_unsound(path: Path, inspection: Inspection) -> None:
    if inspection.head.get("format") != FORMAT:
        raise KnownError(f"{path} is JSON, but not an Ascribe export.")
    version = inspection.head.get("version")
    if isinstance(version, int) and version > VERSION:
        raise KnownError(f"{path} was exported by a newer Ascribe; update Ascribe to import it.")
    if inspection.problems:
        first, *others = inspection.problems
        more = " (the first of several problems; `ascribe validate` lists them)" if others else ""
        raise KnownError(f"{path} is not a sound Ascribe export: {first}{more}.")


def _documents(path: Path) -> Iterator[Document]:
    for key, position, value in parts(path, ARRAYS):
        if key == "articles" and position is not None:
            yield _document(value)


def _document(data: Data) -> Document:
    id = data["id"]
    return Document(
        _article(data),
        data["text"],
        [_annotation(annotation, id) for annotation in data["annotations"]],
        [_attribution(attribution, id) for attribution in data["attributions"]],
    )


def _speaker(data: Data) -> Speaker:
    return Speaker(**{**data, "aliases": tuple(data["aliases"])})


def _article(data: Data) -> Article:
    about = {name: value for name, value in data.items() if name not in {"text", "annotations", "attributions"}}
    return Article(length=len(data["text"]), **about)


def _annotation(data: Data, article: str) -> Annotation:
    fields = {name: value for name, value in data.items() if name != "role"}  # the label has the role
    fields["fragments"] = tuple(Fragment(int(part["start"]), int(part["end"])) for part in data["fragments"])
    fields["attributes"] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data["attributes"].items()
    }
    return Annotation(article=article, **fields)


def _attribution(data: Data, article: str) -> Attribution:
    return Attribution(
        claim=data["claim"],
        article=article,
        sources=tuple(Source(source["speaker"], source["mention"]) for source in data["sources"]),
        cues=tuple(data["cues"]),
        parent=data["parent"],
    )
