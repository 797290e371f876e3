"""Proofreads the annotations of a library, article by article."""

from collections.abc import Callable, Iterator, Sequence

from desktop.library import Reader
from desktop.proofreading.checks import Finding, findings

_AT_ONCE = 200  # articles between two reports


def proofread(
    reader: Reader, articles: Sequence[str] | None, progress: Callable[[int, int], None]
) -> Iterator[Finding]:
    """What the checks find in these articles (None: in all), in the order of adding, as it is found.

    `progress` is told how many articles are looked through, of how many; it may raise to stop.
    """
    annotated = reader.annotated_articles()
    among = None if articles is None else set(articles)
    wanted = [id for id in annotated if among is None or id in among]
    codebook = reader.codebook
    for start in range(0, len(wanted), _AT_ONCE):
        progress(start, len(wanted))
        for whole in reader.whole_articles(wanted[start : start + _AT_ONCE]):
            yield from findings(whole, codebook)
    progress(len(wanted), len(wanted))
