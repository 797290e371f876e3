"""Merges the speakers of a file into the library's.

Who has the same id is the same, whatever the name is by now; then who has the same name and is of the same kind, since
the same people may have been marked in two libraries; but for those whose external ids tell them apart. The library's
own stay as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.exchange.document import Document
from desktop.library import Edit
from desktop.model.folding import folded
from desktop.model.records import Annotation, Attribution, Speaker


@dataclass(frozen=True)
class MergedSpeakers:
    """Who the speakers of a file are in the library."""

    kept: int = 0  # that the library has in another state
    _ids: Mapping[str, str] = field(default_factory=dict)  # of those who have another id in the library

    def document(self, document: Document) -> Document:
        """The document with the library's ids for speakers."""
        if not self._ids:
            return document
        annotations = [self._annotation(one) for one in document.annotations]
        attributions = [self._attribution(one) for one in document.attributions]
        return replace(document, annotations=annotations, attributions=attributions)

    def _annotation(self, annotation: Annotation) -> Annotation:
        id = self._own(annotation.speaker)
        return annotation if id == annotation.speaker else replace(annotation, speaker=id)

    def _attribution(self, attribution: Attribution) -> Attribution:
        sources = tuple(replace(one, speaker=self._own(one.speaker)) for one in attribution.sources)
        return attribution if sources == attribution.sources else replace(attribution, sources=sources)

    def _own(self, id: str | None) -> str | None:
        return None if id is None else self._ids.get(id, id)


def add_speakers(edit: Edit, speakers: Sequence[Speaker]) -> MergedSpeakers:
    """Adds those whom the library does not have."""
    present = {speaker.id: speaker for speaker in edit.speakers()}
    known = {one.id: present[one.id] for one in speakers if one.id in present}
    free = _by_name(present[id] for id in present.keys() - known.keys())
    for one in speakers:
        alike = None if one.id in known else free.get(_name(one))
        if alike and not (alike.external_id and one.external_id and alike.external_id != one.external_id):
            known[one.id] = free.pop(_name(one))
    edit.add_all(one for one in speakers if one.id not in known)
    kept = sum(
        _as_of(known[one.id]) != replace(_as_of(one), id=known[one.id].id) for one in speakers if one.id in known
    )
    return MergedSpeakers(kept, {id: own.id for id, own in known.items() if own.id != id})


def _as_of(speaker: Speaker) -> Speaker:
    """The speaker without what is each library's own."""
    return replace(speaker, hue=-1, distinct_from=())


def _by_name(speakers: Iterable[Speaker]) -> dict[tuple[str, str], Speaker]:
    """The first of each name and kind, by id, so that it is the same one each time."""
    return {_name(one): one for one in sorted(speakers, key=lambda one: one.id, reverse=True)}


def _name(speaker: Speaker) -> tuple[str, str]:
    return folded(speaker.name), speaker.kind
