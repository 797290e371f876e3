"""Brings a native JSON file into a library, into an empty one as it stands, into another without doubling anything.

An article is known by its id or by its text, everything else by its id. What the library has in another state it
keeps: a person may have worked on it since. Two things that cannot both be are refused before anything is written:
another text, or another article's annotation, under the same id, and a label that has another role here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from desktop.base.errors import KnownError
from desktop.exchange.format import Additions, Progress
from desktop.exchange.formats.native.checking import Inspection, inspect, read_articles
from desktop.exchange.formats.native.writing import FORMAT
from desktop.exchange.merging_codebooks import MergedCodebook, merged
from desktop.library import Edit, Library
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Article, Attribution, Evidence, Source, Speaker
from desktop.model.text import Fragment

Data = dict[str, Any]

EDIT_NAME: Final = "Import annotations"
_RECORDS_AT_ONCE: Final = 5_000
_CHARACTERS_AT_ONCE: Final = 5_000_000


def bring_in(library: Library, path: Path, group: str, progress: Progress) -> Additions:
    """Adds what a file holds and the library does not, in edits of this undo group.

    Each edit is whole in itself, so that an import which was cut short is completed by doing it again.

    Raises:
        KnownError: the file is unsound, or contradicts the library; nothing was added.
        Cancelled: by `progress`; what was committed before stays.
    """
    inspection = inspect(path, lambda: progress(0, 1))
    _refuse_unsound(path, inspection)
    _refuse_strangers(library, path, inspection, _homes(library, path, inspection.hashes))
    incoming = codebooks.from_data(inspection.head["scheme"], str(path))

    additions = Additions()
    # What the library has is asked inside of each transaction, so that nobody changes it in between.
    with library.bulk_edit(EDIT_NAME, group) as edit:
        codebook = _merged_codebook(library, path, edit.codebook, incoming)
        edit.set_codebook(codebook.codebook)
        _add_speakers(edit, inspection, additions)
    done, total = 0, len(inspection.hashes)
    for batch in _batches(read_articles(path, inspection.version)):
        progress(done, total)
        with library.bulk_edit(EDIT_NAME, group) as edit:
            homes = _homes(library, path, {data["id"]: data["sha256"] for data in batch})
            _add_articles(edit, batch, homes, codebook, additions)
        done += len(batch)
    progress(done, total)
    return additions


def _refuse_unsound(path: Path, inspection: Inspection) -> None:
    if inspection.head.get("format") != FORMAT:
        raise KnownError(f"{path} is JSON, but not an Ascribe export.")
    if inspection.problems:
        first, *others = inspection.problems
        more = " (the first of several problems; `ascribe validate` lists them)" if others else ""
        raise KnownError(f"{path} is not a sound Ascribe export: {first}{more}.")


def _homes(library: Library, path: Path, hashes: Mapping[str, str]) -> dict[str, str | None]:
    """For each article of these hashes, by id: the id under which the library has it; None for one that it has not."""
    by_text = library.known_hashes(hashes.values())
    by_id = library.known_ids("article", hashes)
    for id in sorted(by_id):
        if library.article(id).sha256 != hashes[id]:
            raise KnownError(f"{path} has another text than the library for the article {id}; the import stopped.")
    return {id: by_text.get(sha256) for id, sha256 in hashes.items()}


def _refuse_strangers(library: Library, path: Path, inspection: Inspection, homes: dict[str, str | None]) -> None:
    """That no annotation of the file is one that the library has in another article."""
    for article, ids in inspection.annotations.items():
        known = library.known_ids("annotation", ids)
        home = homes[article]
        if home is not None and known:
            known -= {annotation.id for annotation in library.annotations(home)}
        if known:
            raise KnownError(
                f"{path} has the annotation {min(known)} in another article than the library; nothing was imported."
            )


def _merged_codebook(library: Library, path: Path, present: Codebook, incoming: Codebook) -> MergedCodebook:
    """The library's codebook with what the file's has more; the file's own while the library is still untouched."""
    untouched = not library.count_articles()[0] and not library.speakers() and present == codebooks.default()
    return MergedCodebook(incoming) if untouched else merged(present, incoming, path)


def _add_speakers(edit: Edit, inspection: Inspection, additions: Additions) -> None:
    present = {speaker.id: speaker for speaker in edit.speakers()}
    for data in inspection.speakers.values():
        speaker = Speaker(**{**data, "aliases": tuple(data["aliases"])})
        own = present.get(speaker.id)
        if own is None:
            edit.add(speaker)
            additions.speakers += 1
        elif replace(own, hue=speaker.hue) != speaker:
            additions.kept += 1


def _batches(articles: Iterable[Data]) -> Iterator[list[Data]]:
    """The articles, as many at once as an edit should hold."""
    batch: list[Data] = []
    records = characters = 0
    for data in articles:
        batch.append(data)
        records += 1 + len(data["annotations"]) + len(data["attributions"])
        characters += len(data["text"])
        if records >= _RECORDS_AT_ONCE or characters >= _CHARACTERS_AT_ONCE:
            yield batch
            batch, records, characters = [], 0, 0
    if batch:
        yield batch


def _add_articles(
    edit: Edit, batch: list[Data], homes: dict[str, str | None], codebook: MergedCodebook, additions: Additions
) -> None:
    new: list[tuple[Article, str]] = []
    annotations: list[Annotation] = []
    attributions: list[Attribution] = []
    for data in batch:
        home = homes[data["id"]]
        article_id = home or data["id"]
        read_annotations = [codebook.annotation(_annotation(one, article_id)) for one in data["annotations"]]
        read_attributions = [_attribution(attribution, article_id) for attribution in data["attributions"]]
        if home is None:
            new.append((_article(data), data["text"]))
        else:
            own_annotations = {annotation.id: annotation for annotation in edit.annotations(home)}
            own_attributions = edit.attributions(home)
            additions.known.append(home)
            additions.kept += sum(own_annotations.get(a.id, a) != a for a in read_annotations)
            additions.kept += sum(own_attributions.get(a.claim, a) != a for a in read_attributions)
            read_annotations = [a for a in read_annotations if a.id not in own_annotations]
            read_attributions = [a for a in read_attributions if a.claim not in own_attributions]
        annotations += read_annotations
        attributions += read_attributions
    if new:
        edit.add_articles(new)
    edit.add_all(annotations)
    edit.add_all(attributions)
    additions.added += [article.id for article, _ in new]
    additions.annotations += len(annotations)


def _article(data: Data) -> Article:
    about = {name: value for name, value in data.items() if name not in {"text", "annotations", "attributions"}}
    return Article(length=len(data["text"]), **about)


def _annotation(data: Data, article: str) -> Annotation:
    named = {"label", "attributes", "role"}  # for people: the ids say the same
    fields = {name: value for name, value in data.items() if name not in named}
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
