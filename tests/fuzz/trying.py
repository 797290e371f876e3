"""Tries one file: it has to come in soundly, or be refused in a sentence. What is wrong is raised."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.exchange import codebook_files, registry, speaker_list
from desktop.exchange.document import Document
from desktop.exchange.formats.native.checking import inspect
from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model import codebook as codebooks
from desktop.model import operations
from desktop.model.codebook import Codebook
from desktop.model.text import canonical

Try = Callable[[Path, Library], None]
"""Raises what is wrong: a Wrong with a sentence, or whatever the reader raised that it should not have."""


class Wrong(Exception):
    """A file is not taken as it should be."""


def imported(path: Path, library: Library) -> None:
    """As `ascribe import` takes it, and `ascribe validate` where that looks at such files, too."""
    refused = _refusal(path, library)
    if path.suffix == ".json":
        _expect(bool(refused) == _is_unsound(path), "import and validate do not say the same")


def taken(path: Path, library: Library) -> None:
    """As `ascribe import` takes it."""
    _refusal(path, library)


def unpacked(path: Path, library: Library) -> None:
    """As `ascribe import` takes an archive: what it holds, or a sentence that names it or the file in it."""
    for refusal in import_paths(library, [path]).refused:
        _look_at_sentence(refusal.reason, path)


def _refusal(path: Path, library: Library) -> bool:
    with _told_in_a_sentence(path) as told:
        for document in registry.read(path).documents:
            _look_at(document)
    report = import_paths(library, [path])
    for refusal in report.refused:
        _look_at_sentence(refusal.reason, path)
    _expect(bool(told) <= bool(report.refused), "it cannot be read, and was imported")
    return bool(told)


def _is_unsound(path: Path) -> bool:
    problems: list[str] = []
    with _told_in_a_sentence(path) as told:
        problems = inspect(path).problems
    for problem in problems:
        _expect(len(problem.splitlines()) == 1, f"not a line: {problem!r}")
    return bool(told or problems)


def codebook(path: Path, library: Library) -> None:
    """As the codebook that it describes: it can be kept and comes back."""
    with _told_in_a_sentence(path):
        read = codebook_files.read(path)
        _expect(codebooks.from_data(read.as_data(), "It") == read, "it does not come back")
        _expect(isinstance(read.as_json(), str), "it cannot be kept")
        _look_at_codebook(read)


def speakers(path: Path, library: Library) -> None:
    """As a list of speakers: it is taken in, and does what was said before."""
    with _told_in_a_sentence(path):
        found = speaker_list.read(path)
        before = speaker_list.plan(library, found)
        with library.edit(operations.import_speakers(before.count)) as edit:
            done = speaker_list.take_in(edit, found)
        _expect((len(done.new), len(done.changed)) == (len(before.new), len(before.changed)), "it did something else")
        _expect(speaker_list.plan(library, found).new == [], "it would add them again")
        library.undo()


def _look_at_codebook(codebook: Codebook) -> None:
    for label in codebook.labels:
        _expect(isinstance(label.name, str) and isinstance(label.id, str), "a label's name is no text")


def _look_at(document: Document) -> None:
    article, text = document.article, document.text
    _expect(canonical(text) == text, "the text is not as texts are kept")
    _expect(article.length == len(text), "the length is not that of the text")
    for field in (article.title, article.author, article.publisher, article.url, article.published, article.language):
        _expect(isinstance(field, str) and "\0" not in field, f"{field!r} is no text")
        field.encode()
    ids = {annotation.id for annotation in document.annotations}
    for annotation in document.annotations:
        border = 0
        for start, end in annotation.fragments:
            _expect(border <= start < end <= len(text), f"{start} to {end} is not a part of the text")
            border = end
        _expect(bool(annotation.fragments), "an annotation is nowhere")
    for said in document.attributions:
        named = {said.claim, said.parent, *said.cues, *(source.mention for source in said.sources)} - {None}
        _expect(named <= ids, "an attribution names what is not there")


@contextmanager
def _told_in_a_sentence(path: Path) -> Iterator[list[str]]:
    """What was told, when the block has ended: nothing, or the sentence of a KnownError."""
    told: list[str] = []
    try:
        yield told
    except KnownError as error:
        told.append(str(error))
        _look_at_sentence(str(error), path)


def _look_at_sentence(sentence: str, path: Path) -> None:
    _expect(str(path) in sentence, f"does not name the file: {sentence!r}")
    ends = sentence.rstrip("\u2069")  # where what is told of a text that turns the words ends
    _expect(len(sentence.splitlines()) == 1 and ends.endswith((".", "!", "?")), f"not a sentence: {sentence!r}")
    _expect(len(sentence) < 1_000, f"too long: {sentence[:200]!r}")
    _expect(not any(word in sentence for word in ("Traceback", "Errno", "object at 0x")), f"a trace: {sentence!r}")
    _expect(not any(unicodedata.category(sign) == "Cc" for sign in sentence), f"control characters: {sentence!r}")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)
