"""What an import did."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.base.plurals import counted


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


@dataclass
class ImportReport:
    """What an import did."""

    added: list[str] = field(default_factory=list)  # ids of articles, in the order of adding
    known: list[Known] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    annotations: int = 0
    kept: int = 0  # records that the library had in another state and kept
    left_out: int = 0  # annotations for whose role the library has no label
    cancelled: bool = False

    def take(self, more: "ImportReport") -> None:
        """Adds what another report says was done."""
        self.added += more.added
        self.known += more.known
        self.annotations += more.annotations
        self.kept += more.kept
        self.left_out += more.left_out

    def __str__(self) -> str:
        """The report in a sentence."""
        said = [f"{counted(len(self.added), 'article')} added"]
        if self.annotations:
            said.append(f"{counted(self.annotations, 'annotation')} added")
        if self.known:
            said.append(f"{len(self.known):,} already in the library")
        if self.kept:
            said.append(f"{self.kept:,} left as they are in the library")
        if self.left_out:
            said.append(f"{counted(self.left_out, 'annotation')} left out, for which the codebook has no label")
        if self.refused:
            said.append(f"{len(self.refused):,} refused")
        return ("Cancelled: " if self.cancelled else "") + ", ".join(said) + "."
