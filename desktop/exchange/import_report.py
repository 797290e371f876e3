"""What an import did."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.base.translation import Plural, listed, translated, translated_plural

_ANNOTATIONS = Plural("{count} annotation added", "{count} annotations added")
_KNOWN = Plural("{count} already in the library", "{count} already in the library")
_SAME_TEXTS = Plural(
    "{count} has much the same text as another article", "{count} have much the same text as another article"
)
_KEPT = Plural("{count} left as it is in the library", "{count} left as they are in the library")
_LEFT_OUT = Plural(
    "{count} annotation left out, for which the codebook has no label",
    "{count} annotations left out, for which the codebook has no label",
)
_UNSOUND = Plural(
    "{count} record left out, which Ascribe cannot have written",
    "{count} records left out, which Ascribe cannot have written",
)
_PASSED_OVER = Plural(
    "{count} part of a file left out, which is no article", "{count} parts of files left out, which are no articles"
)
_REFUSED = Plural("{count} refused", "{count} refused")


@dataclass(frozen=True)
class Known:
    """An article that the library had already."""

    path: Path | None  # None: it was pasted
    article: str


@dataclass(frozen=True)
class Refusal:
    """A file that was not imported; the reason is a sentence that names it."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Remark:
    """A sentence on a file that was imported: what was left out of it, or is not sure."""

    path: Path
    words: str


@dataclass
class ImportReport:
    """What an import did."""

    added: list[str] = field(default_factory=list)  # ids of articles, in the order of adding
    known: list[Known] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    same_texts: int = 0  # articles that were added and have much the same text as others
    annotations: int = 0
    kept: int = 0  # records that the library had in another state and kept
    left_out: int = 0  # annotations for whose role the library has no label
    unsound: int = 0  # records of another library's file that are none
    passed_over: list[str] = field(default_factory=list)  # the first words of parts of files that are no articles
    cancelled: bool = False

    def take(self, more: "ImportReport") -> None:
        """Adds what another report says was done."""
        self.added += more.added
        self.known += more.known
        self.same_texts += more.same_texts
        self.annotations += more.annotations
        self.kept += more.kept
        self.left_out += more.left_out

    def __str__(self) -> str:
        """The report in a sentence."""
        said = [translated_plural("{count} article added", "{count} articles added", len(self.added))]
        for texts, count in (
            (_SAME_TEXTS, self.same_texts),
            (_ANNOTATIONS, self.annotations),
            (_KNOWN, len(self.known)),
            (_KEPT, self.kept),
            (_LEFT_OUT, self.left_out),
            (_UNSOUND, self.unsound),
            (_PASSED_OVER, len(self.passed_over)),
            (_REFUSED, len(self.refused)),
        ):
            if count:
                said.append(translated_plural(*texts, count))
        done = listed(said)
        return translated("Cancelled: {done}.", done=done) if self.cancelled else translated("{done}.", done=done)
