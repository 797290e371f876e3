"""Writes what was selected of a library, in a format: as it was at one moment, an article at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.document import Document, Head
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options, Progress, unwatched
from desktop.exchange.losses import Loss, lost
from desktop.library import Library, Snapshot, WholeArticle
from desktop.library.targets import refuse_as_target
from desktop.model.records import AnnotationStatus


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What of a library is to be written: these articles, by id, or all; and which options were chosen."""

    articles: tuple[str, ...] | None = None
    options: Options = field(default_factory=dict)

    @property
    def statuses(self) -> Collection[AnnotationStatus]:
        """Of the annotations that are written."""
        accepted: tuple[AnnotationStatus, ...] = ("accepted",)
        return (*accepted, "suggested") if self.options.get(INCLUDE_SUGGESTIONS.name) else accepted


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
    assert format.write is not None
    with library.snapshot() as snapshot:
        ids = _selected(snapshot, selection)
        speakers = snapshot.speakers()
        if selection.articles is not None:
            named = snapshot.named_speakers(ids, selection.statuses)
            speakers = [speaker for speaker in speakers if speaker.id in named]
        head = Head(codebook=snapshot.codebook, speakers=speakers, has_ids=True)
        format.write(head, _documents(snapshot, ids, selection.statuses, progress), stream, selection.options)


def losses(library: Library, format: Format, selection: Selection) -> list[Loss]:
    """What the selection has and a file of this format would not have.

    Raises:
        KnownError: an article was selected that the library does not have.
    """
    if format.holds_everything:
        return []
    with library.snapshot() as snapshot:
        articles = None if selection.articles is None else _selected(snapshot, selection)
        return lost(snapshot.holdings(articles, selection.statuses), format)


def _selected(snapshot: Snapshot, selection: Selection) -> list[str]:
    """The ids of the articles, in the order of adding."""
    known = snapshot.article_ids()
    if selection.articles is None:
        return known
    wanted = dict.fromkeys(selection.articles)
    if unknown := list(wanted.keys() - set(known)):
        ids = ", ".join(sorted(unknown)[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
        raise KnownError(
            translated("The library has no article with the id {id}; `ascribe list` shows those it has.", id=ids)
        )
    return [id for id in known if id in wanted]


def _documents(
    snapshot: Snapshot, ids: list[str], statuses: Collection[AnnotationStatus], progress: Progress
) -> Iterator[Document]:
    for done, whole in enumerate(snapshot.whole_articles(ids)):
        progress(done, len(ids))
        yield _document(whole, statuses)
    progress(len(ids), len(ids))


def _document(whole: WholeArticle, statuses: Collection[AnnotationStatus]) -> Document:
    """The article with its annotations of these statuses, and what is said of them, in the claims' order."""
    shown = [annotation for annotation in whole.annotations if annotation.status in statuses]
    said = [whole.attributions[claim.id] for claim in shown if claim.id in whole.attributions]
    return Document(whole.article, whole.text, shown, said).with_only(shown)
