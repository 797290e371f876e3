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
from desktop.model.layers import name_of, shown_name
from desktop.model.records import ARTICLE_STATUSES


def sent(library: Library) -> str:
    """The name of whose work is sent, which is that of the layer that is worked in."""
    here = next((one for one in library.annotators() if one.id == library.layer), None)
    return name_of(here) if here else shown_name(library.annotator)


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
        raise KnownError(
            translated("The layer of {name} has no work yet, so there is nothing to send.", name=sent(library))
        )
    selection = Selection(articles=tuple(chosen), layers=(library.layer,), replies=True)
    exporting.export(library, native.FORMAT, selection, target, progress)
    return len(chosen)
