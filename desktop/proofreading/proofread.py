"""Proofreads the annotations of a library, article by article."""

from collections.abc import Iterator, Sequence

from desktop.base.progress import Progress
from desktop.library import Reader
from desktop.proofreading.checks import Finding, findings

_AT_ONCE = 50  # articles between two reports


def proofread(reader: Reader, articles: Sequence[str] | None, progress: Progress) -> Iterator[Finding]:
    """What the checks find in these articles (None: in all), in the order of adding, as it is found.

    `progress` is told how many articles are looked through, of how many; it may raise to stop.
    """
    wanted = reader.annotated_articles() if articles is None else articles
    codebook = reader.codebook
    for done, whole in enumerate(reader.whole_articles(wanted)):
        if done % _AT_ONCE == 0:
            progress(done, len(wanted))
        yield from findings(whole, codebook)
    progress(len(wanted), len(wanted))
