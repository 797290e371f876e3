"""Another library's file as a format: its records are read one by one, nothing of it is run (`library/salvage.py`)."""

from typing import Final

from desktop.base.library_address import SUFFIX
from desktop.base.translation import Message
from desktop.exchange.document import Document, Head, Outline, Reading
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.library.salvage import SalvagedArticle, salvaged
from desktop.model import features

_OF_SQLITE: Final = b"SQLite format 3\0"


def score(source: Source) -> float:
    """A database may be anybody's; one that is named like a library is taken for one."""
    if not source.is_named((SUFFIX,)):
        return NO
    return SURE if source.beginning.startswith(_OF_SQLITE) else NAMED


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of the file, its codebook and its speakers.

    Raises:
        KnownError: it cannot be read safely.
    """
    pulse()
    found = salvaged(source.path)
    outlines = {
        one.article.id: Outline(one.article, [annotation.id for annotation in one.annotations])
        for one in found.articles
    }
    return Reading(
        documents=map(_document, found.articles),
        head=Head(
            codebook=found.codebook,
            speakers=found.speakers,
            has_ids=True,
            whole_layers=() if found.left_out else found.layers,
        ),
        total=len(found.articles),
        outlines=outlines,
        left_out=found.left_out,
    )


def _document(one: SalvagedArticle) -> Document:
    # What names an annotation that is not there is left out with it.
    whole = Document(
        one.article, one.text, one.annotations, one.attributions, one.tracks,
        statuses=one.statuses, assigned=one.assigned, comments=one.comments,
    )  # fmt: skip
    return whole.with_only(one.annotations)


FORMAT = Format(
    name="library",
    title=Message("Ascribe library"),
    extensions=(SUFFIX,),
    score=score,
    read=read,
    can_hold=features.ALL,
)
