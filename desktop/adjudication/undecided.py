"""What is still to be decided in articles: shown before somebody marks them as done in the layer "Adjudicated"."""

from collections.abc import Sequence

from desktop.adjudication.cases import adjudication_of, coding_of
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated_plural
from desktop.library import Library


def undecided_in(library: Library, articles: Sequence[str], progress: Progress = unwatched) -> str:
    """How many of the annotators' claims in these articles nobody decided upon, as a sentence; empty where none is.

    It takes some milliseconds an article.

    Raises:
        Cancelled: `progress`, which is told of how many articles it was found, raised it.
    """
    count = 0
    with library.snapshot(layers=None) as everybody:
        for done, id in enumerate(articles):
            progress(done, len(articles))
            count += len(adjudication_of(coding_of(everybody, id)).undecided)
    progress(len(articles), len(articles))
    if not count:
        return ""
    return translated_plural("{count} claim is not decided yet.", "{count} claims are not decided yet.", count)
