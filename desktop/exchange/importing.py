"""Brings files and folders into a library: every format alike, each refusal in the report, one undo for all of it.

The window and the command line import through here.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.base import files
from desktop.base.errors import Cancelled, KnownError
from desktop.base.named_file import errors_naming
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated
from desktop.exchange import archives, registry
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.import_report import ImportReport, Refusal, Remark
from desktop.exchange.merging import Merger
from desktop.exchange.merging_codebooks import Contradiction
from desktop.exchange.name_patterns import with_names
from desktop.exchange.source import FOUND, Choices
from desktop.library import Library
from desktop.model import operations


def import_paths(
    library: Library,
    paths: Iterable[Path],
    progress: Progress = unwatched,
    *,
    language: str = "",
    choices: Choices = FOUND,
) -> ImportReport:
    """Imports files, and the files of folders, in the order given and by name inside a folder.

    Articles are added in batches, each committed at once; one undo takes all of them back. `progress` is called before
    each file and each article, and may raise `Cancelled`: what was read until then stays. A `language`, a BCP 47 tag,
    is that of all new articles, whatever they or their texts say; `choices` are those of all files.

    Raises:
        KnownError: the library cannot be written. What is wrong with a file is told in the report.
    """
    report = ImportReport()
    merger = Merger(library, operations.import_articles(), report, language)
    try:
        with files_of(paths, report) as found:
            done, total = 0, len(found)  # articles; a file whose articles were not counted yet is one
            for path, shown in found:
                progress(done, total)
                try:
                    if library.address.is_at(path):  # which may not be opened a second time
                        raise KnownError(translated("{file} is the library itself.", file=path))
                    with errors_naming(shown, path):
                        reading = registry.read(path, lambda: progress(done, total), choices)  # noqa: B023 - at once
                except KnownError as error:
                    report.refused.append(Refusal(shown, str(error)))
                    done += 1
                    continue
                reading = with_names(reading, shown, choices.name_pattern)
                more = max(1, reading.total)
                total += more - 1
                reading = replace(reading, documents=_named_as(shown, path, reading.documents))
                _merge(merger, shown, reading, progress, done, total)
                done += more
            progress(done, total)
    except Cancelled:
        report.cancelled = True
    merger.flush()
    return report


def paste(
    library: Library, text: str, *, title: str = "", publisher: str = "", url: str = "", published: str = ""
) -> ImportReport:
    """Imports a text that was copied from somewhere, as an article; what is known of it may be said with it.

    Raises:
        KnownError: there is no text in it, or the library cannot be written.
    """
    report = ImportReport()
    merger = Merger(library, operations.paste_article(), report)
    merger.add(None, new_document(text, title=title, publisher=publisher, url=url, published=published))
    merger.flush()
    return report


def _merge(merger: Merger, path: Path, reading: Reading, progress: Progress, done: int, total: int) -> None:
    """Adds what a file holds. A file that proves unfit on the way goes into the report; what came before stays."""
    report = merger.report
    try:
        with merger.reading(path, reading):
            report.unsound += reading.left_out
            report.passed_over += reading.passed_over
            report.remarks += (Remark(path, words) for words in reading.remarks)
            for number, document in enumerate(_documents(path, reading, report)):
                if number:
                    progress(done + number, total)
                merger.add(path, document)
    except Contradiction as error:
        report.refused.append(Refusal(path, str(error)))


def _named_as(shown: Path, path: Path, documents: Iterable[Document]) -> Iterator[Document]:
    with errors_naming(shown, path):
        yield from documents


def _documents(path: Path, reading: Reading, report: ImportReport) -> Iterator[Document]:
    """The file's documents, until it cannot be read any further. What fails in the library is not caught here."""
    try:
        yield from reading.documents
    except KnownError as error:
        report.refused.append(Refusal(path, str(error)))


@contextmanager
def files_of(paths: Iterable[Path], report: ImportReport) -> Iterator[list[tuple[Path, Path]]]:
    """The files that are named, and those of the named folders and archives that a reader knows by their extension.

    Each is given with the path that a person knows it by: that of an unpacked one leads through its archive. What was
    unpacked goes when the block ends.
    """
    with ExitStack() as folders:
        found: list[tuple[Path, Path]] = []
        for path in _files(paths, report):
            if archives.is_archive(path):
                found += _files_in(path, folders, report)
            else:
                found.append((path, path))
        yield found


def _files_in(archive: Path, folders: ExitStack, report: ImportReport) -> list[tuple[Path, Path]]:
    """The files of an archive, unpacked."""
    found: list[tuple[Path, Path]] = []
    try:
        folder = Path(folders.enter_context(TemporaryDirectory(prefix="ascribe-")))
        for file, name in archives.unpacked(archive, folder, _is_named_like_an_article):
            found.append((file, archive / name))  # what came before a damage stays
        if not found:
            raise KnownError(translated("{file} is an archive without files that Ascribe can read.", file=archive))
    except KnownError as error:
        report.refused.append(Refusal(archive, str(error)))
    except OSError as error:  # no folder can be made
        report.refused.append(Refusal(archive, str(files.unreadable(archive, error))))
    return found


def _is_named_like_an_article(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in registry.EXTENSIONS


def _files(paths: Iterable[Path], report: ImportReport) -> Iterator[Path]:
    """The files that are named, and those of the named folders."""
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
            report.refused.append(
                Refusal(path, translated("{file} is a folder without files that Ascribe can read.", file=path))
            )


def _files_below(folder: Path, report: ImportReport) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        path = Path(error.filename)
        report.refused.append(Refusal(path, str(files.unreadable(path, error))))

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and (_is_named_like_an_article(name) or archives.is_archive(path)):
                yield path
