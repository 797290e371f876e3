"""Brings files and folders into a library: doubles recognised, refusals told, one undo for all of it.

The window and the command line import through here.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from desktop.base import files
from desktop.base.errors import Cancelled, KnownError
from desktop.base.plurals import counted
from desktop.exchange import registry
from desktop.exchange.format import Draft, Progress, draft, unwatched
from desktop.library import Library
from desktop.model import operations
from desktop.model.operations import Operation
from desktop.model.records import new_id

_ARTICLES_AT_ONCE: Final = 500
_CHARACTERS_AT_ONCE: Final = 5_000_000


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
    cancelled: bool = False

    def __str__(self) -> str:
        """The report in a sentence."""
        said = [f"{counted(len(self.added), 'article')} added"]
        if self.annotations:
            said.append(f"{counted(self.annotations, 'annotation')} added")
        if self.known:
            said.append(f"{len(self.known):,} already in the library")
        if self.kept:
            said.append(f"{self.kept:,} left as they are in the library")
        if self.refused:
            said.append(f"{len(self.refused):,} refused")
        return ("Cancelled: " if self.cancelled else "") + ", ".join(said) + "."


def import_paths(
    library: Library, paths: Iterable[Path], progress: Progress = unwatched, *, language: str = ""
) -> ImportReport:
    """Imports files, and the files of folders, in the order given and by name inside a folder.

    Files are added in batches, each committed at once; one undo takes all of them back. `progress` is called before
    each file, and may raise `Cancelled`: what was read until then stays. A `language`, a BCP 47 tag, is that of all new
    articles, whatever they or their texts say.

    Raises:
        KnownError: the library cannot be written. What is wrong with a file is told in the report.
    """
    report = ImportReport()
    group = new_id()
    batch: list[tuple[Path | None, Draft]] = []
    characters = 0
    try:
        found = list(_files(paths, report))
        for done, path in enumerate(found):
            progress(done, len(found))
            try:
                if registry.holds_annotations(path):
                    _add(library, operations.import_articles(), batch, group, report)
                    batch, characters = [], 0
                    _bring_in(library, path, group, report, progress, language)
                    continue
                read = registry.read(path)
            except KnownError as error:
                report.refused.append(Refusal(path, str(error)))
                continue
            if language:
                read = Draft(replace(read.article, language=language), read.text)
            batch.append((path, read))
            characters += len(read.text)
            if len(batch) == _ARTICLES_AT_ONCE or characters > _CHARACTERS_AT_ONCE:
                _add(library, operations.import_articles(), batch, group, report)
                batch, characters = [], 0
        progress(len(found), len(found))
    except Cancelled:
        report.cancelled = True
    _add(library, operations.import_articles(), batch, group, report)
    return report


def paste(
    library: Library, text: str, *, title: str = "", publisher: str = "", url: str = "", published: str = ""
) -> ImportReport:
    """Imports a text that was copied from somewhere, as an article; what is known of it may be said with it.

    Raises:
        KnownError: there is no text in it, or the library cannot be written.
    """
    report = ImportReport()
    read = draft(text, title=title, publisher=publisher, url=url, published=published)
    _add(library, operations.paste_article(), [(None, read)], new_id(), report)
    return report


def _add(
    library: Library, operation: Operation, batch: list[tuple[Path | None, Draft]], group: str, report: ImportReport
) -> None:
    """Adds the drafts whose text the library does not have."""
    if not batch:
        return
    with library.bulk_edit(operation, group) as edit:
        # Asked inside of the transaction, so that nobody adds one of them in between.
        known = library.known_hashes(draft.article.sha256 for _, draft in batch)
        new: list[Draft] = []
        doubles: list[Known] = []
        for path, read in batch:
            home = known.setdefault(read.article.sha256, read.article.id)
            if home == read.article.id:
                new.append(read)
            else:
                doubles.append(Known(path, home))
        edit.add_articles(new)
    report.added += [article.id for article, _ in new]
    report.known += doubles


def _bring_in(
    library: Library, path: Path, group: str, report: ImportReport, progress: Progress, language: str
) -> None:
    bring_in = registry.format_of(path).bring_in
    assert bring_in is not None
    additions = bring_in(library, path, group, progress)
    report.added += additions.added
    report.known += [Known(path, article) for article in additions.known]
    report.annotations += additions.annotations
    report.kept += additions.kept
    if language:
        with library.bulk_edit(operations.import_articles(), group) as edit:
            edit.change_all((library.article(id), {"language": language}) for id in additions.added)


def _files(paths: Iterable[Path], report: ImportReport) -> Iterator[Path]:
    """The files that are named, and those of the named folders that a reader knows by their extension."""
    for path in paths:
        try:
            is_folder = files.is_folder(path)
        except KnownError as error:
            report.refused.append(Refusal(path, str(error)))
            continue
        if not is_folder:
            yield path
            continue
        empty = True
        for file in _files_below(path, report):
            empty = False
            yield file
        if empty:
            report.refused.append(Refusal(path, f"{path} is a folder without files that Ascribe can read."))


def _files_below(folder: Path, report: ImportReport) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        report.refused.append(Refusal(Path(error.filename), f"{error.filename} cannot be read: {error.strerror}."))

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in registry.READABLE:
                yield Path(root, name)
