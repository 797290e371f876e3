"""Which speaker of a file is which one of the library: by id, external id, name or alias; the rest is asked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, cast

from desktop.exchange.document import Document
from desktop.library import Reader
from desktop.library.record_history import NO_HISTORY, History
from desktop.model import duplicates
from desktop.model.duplicates import Evidence, Reason
from desktop.model.folding import folded
from desktop.model.records import Speaker

LIKELY: Final[frozenset[Reason]] = frozenset({"name", "alias", "plain name"})  # evidence that speaks for one person


class Alike(NamedTuple):
    """Somebody of the file who may be somebody here."""

    there: Speaker
    here: Speaker
    evidence: Evidence


class Two(NamedTuple):
    """A speaker as the library and the file have it."""

    here: Speaker
    there: Speaker


@dataclass
class SpeakersPlan:
    """What becomes of the speakers whom a file names."""

    ids: dict[str, str] = field(default_factory=dict)  # who has another id here: that, by the file's
    new: list[Speaker] = field(default_factory=list)
    same: int = 0  # who are known here
    alike: list[Alike] = field(default_factory=list)
    changed: list[Two] = field(default_factory=list)  # there, and not here
    both: list[Two] = field(default_factory=list)  # here, too


def plan(reader: Reader, incoming: Iterable[Speaker], is_same: Callable[[Alike], bool]) -> SpeakersPlan:
    """What becomes of these speakers of a file.

    Args:
        reader: the library.
        incoming: those whom the work names that is taken, with the codebook's ids.
        is_same: whether somebody who looks like one here is that one.
    """
    made = SpeakersPlan()
    present = {one.id: one for one in reader.speakers()}
    named: dict[tuple[str, str], list[Speaker]] = {}
    for one in sorted(present.values(), key=lambda one: one.id):
        for name in dict.fromkeys((folded(one.name), *map(folded, one.aliases))):
            named.setdefault((name, one.kind), []).append(one)
    by_external_id = {one.external_id: one for one in present.values() if one.external_id}
    unknown: list[Speaker] = []
    known: list[Two] = []
    for one in incoming:
        if one.id in present:
            known.append(Two(present[one.id], one))
        elif there := by_external_id.get(one.external_id) or _called(one, named):
            made.ids[one.id] = there.id
        else:
            unknown.append(one)
    made.same = len(known) + len(made.ids)
    _settle(reader, known, made)
    made.alike = list(_alike(present, unknown))
    joined = {one.there.id: one for one in made.alike if is_same(one)}
    made.ids |= {id: one.here.id for id, one in joined.items()}
    made.new = [one for one in unknown if one.id not in joined]
    return made


def _called(one: Speaker, named: Mapping[tuple[str, str], Sequence[Speaker]]) -> Speaker | None:
    """Who here has this very name: as a name, or alone as an alias."""
    found = [
        other
        for other in named.get((folded(one.name), one.kind), ())
        if not (one.external_id and other.external_id) and one.id not in other.distinct_from
    ]
    by_name = (other for other in found if folded(other.name) == folded(one.name))
    is_surname = one.kind == "person" and " " not in one.name  # which many may have as an alias
    return next(by_name, found[0] if len(found) == 1 and not is_surname else None)


def _settle(reader: Reader, known: Iterable[Two], made: SpeakersPlan) -> None:
    differing = [two for two in known if as_known(two.here) != as_known(two.there)]
    pasts = reader.histories({("speaker", two.here.id) for two in differing})
    for two in differing:
        past: History = pasts.get(("speaker", two.here.id), NO_HISTORY)
        if as_known(two.there) in [as_known(cast(Speaker, one)) for one in past.states if one]:
            continue  # it was so here before
        (made.changed if past.is_as_it_came else made.both).append(two)


def as_known(speaker: Speaker) -> Speaker:
    """A speaker without what is each library's own."""
    return replace(speaker, hue=-1, distinct_from=())


def _alike(present: Mapping[str, Speaker], unknown: Sequence[Speaker]) -> Iterator[Alike]:
    """For each who is not known the one here who looks the most alike, if somebody does."""
    if not unknown:
        return
    new = {one.id: one for one in unknown}
    best: dict[str, Alike] = {}
    for pair in duplicates.pairs({**present, **new}):
        for there, here in ((pair.one, pair.other), (pair.other, pair.one)):
            if there.id not in new or here.id in new:
                continue
            before = best.get(there.id)
            if before is None or pair.evidence.per_cent > before.evidence.per_cent:
                best[there.id] = Alike(there, here, pair.evidence)
    yield from (best[one.id] for one in unknown if one.id in best)


def named_in(documents: Iterable[Document]) -> set[str]:
    """The ids of the speakers whom work names."""
    found: set[str | None] = set()
    for document in documents:
        found.update(one.speaker for one in document.annotations)
        found.update(source.speaker for one in document.attributions for source in one.sources)
    return {id for id in found if id is not None}


def renamed(document: Document, ids: Mapping[str, str]) -> Document:
    """The document with other ids for these speakers."""
    if not ids or ids.keys().isdisjoint(named_in([document])):
        return document

    def own(id: str | None) -> str | None:
        return None if id is None else ids.get(id, id)

    annotations = [replace(one, speaker=own(one.speaker)) for one in document.annotations]
    attributions = [
        replace(one, sources=tuple(replace(source, speaker=own(source.speaker)) for source in one.sources))
        for one in document.attributions
    ]
    return replace(document, annotations=annotations, attributions=attributions)


def of_these(speakers: Iterable[Speaker], ids: Collection[str]) -> list[Speaker]:
    return [one for one in speakers if one.id in ids]
