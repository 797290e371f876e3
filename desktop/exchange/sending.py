"""Writes one annotator's work into a file, for a colleague to take."""

from collections.abc import Sequence
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.library import Library
from desktop.model.article_filter import ArticleFilter
from desktop.model.records import ARTICLE_STATUSES


def worked_in(library: Library) -> list[str]:
    """The ids of the articles that the layer that is worked in has work in, in the order of adding."""
    own = library.layer
    with library.snapshot((own,)) as snapshot:
        found = snapshot.articles_by_layer().get(own, set())
        for status in ARTICLE_STATUSES:
            if status != "new":
                found |= set(snapshot.article_ids(ArticleFilter(status=status)))
        return [id for id in snapshot.article_ids() if id in found]


def send(library: Library, target: Path, articles: Sequence[str] | None = None, progress: Progress = unwatched) -> int:
    """Writes the work of the layer that is worked in; gives in how many articles.

    Args:
        library: the library.
        target: the file, which is replaced.
        articles: their ids; None: all that have such work.
        progress: of how many articles it is at which.

    Raises:
        KnownError: there is no work to send, or the file cannot be written.
        Cancelled: by `progress`; `target` is as it was.
    """
    chosen = worked_in(library) if articles is None else list(articles)
    if not chosen:
        raise KnownError(translated("There is no work of yours in this library yet, so there is nothing to send."))
    selection = Selection(articles=tuple(chosen), layers=(library.layer,), replies=True)
    exporting.export(library, native.FORMAT, selection, target, progress)
    return len(chosen)
