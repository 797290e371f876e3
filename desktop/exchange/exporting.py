"""Writes what was selected of a library, in a format: as it was at one moment, an article at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated
from desktop.exchange.document import Document, Head, with_names_of_layers
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.formats import marked_page
from desktop.exchange.losses import Loss, in_part, lost
from desktop.exchange.marked.article import MarkedArticle, marked
from desktop.exchange.tables.kinds import table_of
from desktop.exchange.tables.table import Layout, Table
from desktop.library import Layers, Library, Snapshot, WholeArticle
from desktop.library.write_targets import refuse_as_target
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from desktop.model.records import FIRST, Annotation, AnnotationStatus, Comment, is_no_claim
from desktop.model.who_said import parts_of, speakers_of


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What of a library is to be written, and how.

    Of the articles these, by id, or all; and of these, those that are `wanted`. With
    `speakers`, by id, only what one of them said, and the articles in which they say something.
    """

    articles: tuple[str, ...] | None = None
    wanted: ArticleFilter = ALL_ARTICLES  # whose order does not count
    speakers: tuple[str, ...] = ()
    options: Options = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)  # of a format that is a table
    layers: Layers = ()  # whose work, by the ids of layers, None: everybody's; without any, what the library reads
    skip: bool = False  # whether what the format can hold in part alone is left out
    replies: bool = False  # whether what these layers' annotators said of others' claims is written, too

    @property
    def statuses(self) -> Collection[AnnotationStatus]:
        """Of the annotations that are written."""
        accepted: tuple[AnnotationStatus, ...] = ("accepted",)
        return (*accepted, "suggested") if self.options.get(INCLUDE_SUGGESTIONS.name) else accepted

    @property
    def is_of_all_articles(self) -> bool:
        return self.articles is None and not self.wanted.narrows and not self.speakers


@dataclass(frozen=True)
class Preview:
    """What a file will be without, and of a table its first rows."""

    losses: list[Loss]
    table: Table | None
    hidden: str = ""  # on how many articles others' work may not be read yet, as a sentence


def export(
    library: Library, format: Format, selection: Selection, target: Path, progress: Progress = unwatched
) -> None:
    """Writes a file that takes the place of `target` once all of it is on the disk.

    Raises:
        KnownError: an article was selected that the library does not have, or the file cannot be written, or is one
            that a library needs.
        Cancelled: by `progress`; `target` is as it was.
    """
    refuse_as_target(library.address, target)
    with files.replacing(target) as stream:
        write(library, format, selection, stream, progress)


def write(
    library: Library, format: Format, selection: Selection, stream: BinaryIO, progress: Progress = unwatched
) -> None:
    """Writes to a stream; as for `export`.

    All articles come with all speakers. Selected ones come with the speakers they name.
    """
    with library.snapshot(selection.layers) as snapshot:
        head, documents = _selected(snapshot, format, selection, progress)
        if format.write_table is not None:
            format.write_table(table_of(head, documents, selection.layout), stream, selection.options)
        else:
            assert format.write is not None
            format.write(head, documents, stream, selection.options)


def to_read(library: Library, selection: Selection, progress: Progress = unwatched) -> list[MarkedArticle]:
    """The articles of a selection as somebody reads them.

    Raises:
        KnownError: as for `losses`.
        Cancelled: by `progress`.
    """
    with library.snapshot(selection.layers) as snapshot:
        head, documents = documents_of(snapshot, selection, progress)
        return [marked(head, document) for document in documents]


def documents_of(
    snapshot: Snapshot, selection: Selection, progress: Progress = unwatched
) -> tuple[Head, Iterator[Document]]:
    """What is selected, whole: the documents as they are asked for, for as long as the snapshot is there.

    Raises:
        KnownError: as for `losses`.
        Cancelled: by `progress`.
    """
    return _selected(snapshot, marked_page.FORMAT, selection, progress)


def losses(library: Library, format: Format, selection: Selection) -> list[Loss]:
    """What the selection has and a file of this format would not have.

    Raises:
        KnownError: an article was selected that the library does not have.
    """
    if not format.loses(selection.layout):
        return []
    with library.snapshot(selection.layers) as snapshot:
        articles = None if selection.is_of_all_articles else _ids(snapshot, selection)
        held = snapshot.feature_counts(articles, selection.statuses, selection.speakers)
        return lost(held, format, selection.layout)


def preview(
    library: Library, format: Format, selection: Selection, rows: int, progress: Progress = unwatched
) -> Preview:
    """What a file will be without, and of a table the first so many rows.

    Raises:
        KnownError: as for `losses`.
        Cancelled: by `progress`.
    """
    told = losses(library, format, selection)
    with library.snapshot(selection.layers) as snapshot:
        ids = snapshot.hidden_articles()
        if ids and not selection.is_of_all_articles:
            ids &= set(_ids(snapshot, selection))
        hidden = library.hidden_words(len(ids))
        if format.write_table is None:
            return Preview(told, None, hidden)
        table = table_of(*_selected(snapshot, format, selection, progress), selection.layout)
        return Preview(told, Table(table.name, table.columns, list(islice(table.rows, rows))), hidden)


def _selected(
    snapshot: Snapshot, format: Format, selection: Selection, progress: Progress
) -> tuple[Head, Iterator[Document]]:
    """What is written: the head, and the documents as they are asked for."""
    ids = _ids(snapshot, selection)
    speakers = snapshot.speakers()
    if not selection.is_of_all_articles:
        named = snapshot.named_speakers(ids, selection.statuses, selection.speakers)
        speakers = [speaker for speaker in speakers if speaker.id in named]
    whole = () if selection.speakers or selection.skip else _whole_layers(snapshot)
    head = Head(codebook=snapshot.codebook, speakers=speakers, has_ids=True, whole_layers=whole)
    return head, _documents(snapshot, ids, format, selection, progress)


def _whole_layers(snapshot: Snapshot) -> list[str]:
    """The names of the layers of which nothing that is read is hidden."""
    if snapshot.hidden_articles():
        return []
    return [one.name for one in snapshot.annotators() if snapshot.layers is None or one.id in snapshot.layers]


def _ids(snapshot: Snapshot, selection: Selection) -> list[str]:
    """The ids of the articles, in the order of adding."""
    known = snapshot.article_ids(replace(selection.wanted, order="added", descending=False))
    if selection.speakers:
        heard = snapshot.articles_with_claims_by(selection.speakers, selection.statuses)
        known = [id for id in known if id in heard]
    if selection.articles is None:
        return known
    wanted = dict.fromkeys(selection.articles)
    if unknown := wanted.keys() - snapshot.known_ids("article", wanted):
        ids = ", ".join(sorted(unknown)[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
        raise KnownError(
            translated("The library has no article with the id {id}; `ascribe list` shows those it has.", id=ids)
        )
    return [id for id in known if id in wanted]


def _documents(
    snapshot: Snapshot, ids: list[str], format: Format, selection: Selection, progress: Progress
) -> Iterator[Document]:
    skipped = format.loses(selection.layout) if selection.skip else frozenset()
    names = {annotator.id: annotator.name for annotator in snapshot.annotators()}
    groups = snapshot.groups_of_same_text() if format.write_table is not None else {}
    replies = _replies(snapshot) if selection.replies else {}
    for done, whole in enumerate(snapshot.whole_articles(ids)):
        progress(done, len(ids))
        shown = [
            one
            for one in whole.annotations
            if one.status in selection.statuses or (format.holds_decisions and is_no_claim(one))
        ]
        document = replace(_document(whole, shown, names), same_text=groups.get(whole.article.id, ""))
        read = [layer for layer in whole.assigned if snapshot.layers is None or layer in snapshot.layers]
        document = replace(document, assigned=[names.get(layer, layer) for layer in read])
        if selection.speakers:
            document = _said_by(document, selection.speakers)
        if skipped and (partial := in_part(document, skipped)):
            document = document.with_only([one for one in document.annotations if one.id not in partial])
        if own := replies.get(whole.article.id):
            told = {one.id: one for one in (*document.comments, *own)}
            document = replace(document, comments=list(told.values()))
        yield document
    progress(len(ids), len(ids))


def _replies(snapshot: Snapshot) -> dict[str, list[Comment]]:
    """What the annotators of these layers said of whoever's claims, by article."""
    told: dict[str, list[Comment]] = {}
    for one in snapshot.annotators():
        if snapshot.layers is None or one.id in snapshot.layers:
            for article, comments in snapshot.comments_by(one.name).items():
                told.setdefault(article, []).extend(comments)
    return told


def _document(whole: WholeArticle, annotations: Sequence[Annotation], names: Mapping[str, str]) -> Document:
    """The article with these of its annotations, and what is said of them, in the claims' order.

    `names` are those of the layers.
    """
    shown = with_names_of_layers(annotations, names)
    said = [whole.attributions[claim.id] for claim in shown if claim.id in whole.attributions]
    how_far = (
        {names.get(layer, layer): status for layer, status in whole.statuses.items()} if names.keys() - {FIRST} else {}
    )
    ids = {one.id for one in shown}
    told = [one for one in whole.comments if one.claim in ids]
    document = Document(whole.article, whole.text, shown, said, whole.tracks, statuses=how_far, comments=told)
    return document.with_only(shown)


def _said_by(document: Document, speakers: Sequence[str]) -> Document:
    """The document with the claims of these speakers, their mentions and their cues alone."""
    annotations = {annotation.id: annotation for annotation in document.annotations}
    said = [one for one in document.attributions if not set(speakers).isdisjoint(speakers_of(one, annotations))]
    kept = {id for one in said for id in (one.claim, *parts_of(one))}
    theirs = replace(document, attributions=said)  # one that is a part of a claim may be another's claim itself
    return theirs.with_only([annotation for annotation in document.annotations if annotation.id in kept])
