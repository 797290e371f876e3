"""The work that a file holds: what annotators accepted and decided, by the names of their layers."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange import registry
from desktop.exchange.document import Document, Head, Outline
from desktop.model.records import Annotation, Comment, is_no_claim


@dataclass(frozen=True)
class Incoming:
    """A file as it was read."""

    path: Path
    head: Head
    documents: Sequence[Document]
    outlines: Mapping[str, Outline]
    left_out: int  # records of the file that are none

    @cached_property
    def layers(self) -> Counter[str]:
        """How many annotations each layer has, by its name; also of those that only have articles begun or done."""
        found: Counter[str] = Counter()
        for document in self.documents:
            found.update(one.layer for one in document.annotations)
            found.update(dict.fromkeys(document.statuses, 0))
        found.update(dict.fromkeys(self.head.whole_layers, 0))
        return found

    def of(self, layers: frozenset[str], called: str = "") -> "Incoming":
        """The work of these layers alone; with a name, as the work of somebody of that name."""

        def name(layer: str) -> str:
            return called or layer

        documents: list[Document] = []
        for document in self.documents:
            own = [replace(one, layer=name(one.layer)) for one in document.annotations if one.layer in layers]
            statuses = {name(layer): status for layer, status in document.statuses.items() if layer in layers}
            told = _told(document, {one.id for one in own}, layers, name)
            if own or statuses or told or not layers.isdisjoint(self.head.whole_layers):
                documents.append(replace(document.with_only(own), statuses=statuses, comments=told))
        head = replace(self.head, whole_layers=[name(one) for one in self.head.whole_layers if one in layers])
        return replace(self, head=head, documents=documents)


def _told(document: Document, own: set[str], layers: frozenset[str], name: Callable[[str], str]) -> list[Comment]:
    """What was said of these claims, and what the annotators of these layers said of others'."""
    return [
        replace(one, author=name(one.author)) if one.author in layers else one
        for one in document.comments
        if one.claim in own or one.author in layers
    ]


def read(path: Path, pulse: Callable[[], None] = lambda: None) -> Incoming:
    """The work in an export or in a library.

    Raises:
        KnownError: the file cannot be read, or holds no work that can be told apart from what is here already.
    """
    reading = registry.read(path, pulse)
    if not reading.head.has_ids:
        raise KnownError(
            translated("{file} holds no annotator's work: it has to be an Ascribe JSON or a library.", file=path)
        )
    documents = []
    for document in reading.documents:
        pulse()
        documents.append(_work_in(document))
    return Incoming(path, reading.head, documents, reading.outlines, reading.left_out)


def _work_in(document: Document) -> Document:
    """The document without what waits; how far it is, by each layer that has work in it."""
    work = [replace(one, layer=one.layer or one.annotator) for one in document.annotations if _is_work(one)]
    own = {one.layer for one in work if one.status == "accepted"}
    statuses = document.statuses or dict.fromkeys(sorted(own), document.article.status)
    return replace(document.with_only(work), statuses=statuses)


def _is_work(one: Annotation) -> bool:
    """Whether somebody accepted it, or decided that there is no such claim."""
    return one.status == "accepted" or is_no_claim(one)
