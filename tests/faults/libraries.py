"""Libraries to try faults on, and what is asked of one afterwards."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from desktop import labelling
from desktop.__main__ import main
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library, backups
from desktop.model import operations
from desktop.model.records import Article, Speaker
from desktop.model.text import Fragment
from desktop.suggest import proposing
from tests.desktop.suggest.learning.test_training_data import work_through
from tests.faults.campaign import Broken, hold
from tests.making import added, added_article

NAME = "News.ascribe"
ANNOTATOR = "ada"
FEW, MORE = 2, 6  # articles
TEXT = (
    "Harbour bridge to close\n\nThe bridge will close in May, Mayor Ada Lin said on Friday. “We have waited too long,” "
    "she told reporters, “and we will not wait again.”\n\n"
    "The ferry company warned that its boats were full. A spokesman said that “nobody asked us” about the plan.\n"
)
_LEFT_BY_KILLS = (".ascribe-", "lost library ")  # how the names of such files begin
_LEFT_BY_SQLITE = ("-wal", "-shm", "-journal")  # and how they end
# What differs where nothing was lost: a restore begins a lineage, and the index is SQLite's own.
_NOT_CONTENT = ("article_search", "sqlite_")


def make_small(path: Path, articles: int = FEW) -> None:
    """A library with articles, some work of a person's in them, and suggestions."""
    path.write_bytes(_small(articles))


@cache
def _small(articles: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        with Library.open(path, annotator=ANNOTATOR) as library:
            _add(library, range(articles))
        return path.read_bytes()


def work_on(path: Path) -> None:
    """More articles in a small library, of which what it was is then an earlier copy."""
    with Library.open(path, annotator=ANNOTATOR) as library:
        _add(library, range(FEW, MORE))


def _add(library: Library, numbers: Iterable[int]) -> None:
    for number in numbers:
        text = f"{TEXT}\nIt rained for {number} days.\n"
        label(library, added_article(library, text, f"The bridge {number}"), text)


def label(library: Library, article: Article, text: str) -> None:
    """Suggests in an article, and marks a claim in it."""
    proposing.propose(library, article.id, scope="all")
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, text, "Claim", "will close in May")
        mention = added(edit, article, text, "Speaker", "Ada Lin")
        speaker = labelling.new_speaker(edit, Speaker(name=f"Ada Lin of {article.title}"))
        labelling.attribute(edit, claim, speaker, mention)


def make_worked_through(path: Path, articles: int) -> None:
    """A library to learn from: articles in which a person settled all that was suggested."""
    with Library.open(path, annotator=ANNOTATOR) as library:
        work_through(library, articles)


def command(*arguments: object) -> int:
    """Does what the command line does with these arguments, says "finished" if it went well, and gives its status."""
    status = main([str(argument) for argument in arguments])
    if status == 0:
        os.write(1, b"finished\n")
    return status


def rows(path: Path) -> str:
    """Stands for all that is in a library's file, which nobody has open: the same for the same rows."""
    with closing(sqlite3.connect(path)) as connection:
        return digest(connection)


def digest(connection: sqlite3.Connection) -> str:
    """Stands for all rows that the program wrote."""
    found = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    connection.text_factory = bytes  # a text may be none
    for (name,) in names:
        if name.startswith(_NOT_CONTENT):
            continue
        besides = "WHERE key <> 'lineage'" if name == "meta" else ""
        for row in connection.execute(f'SELECT * FROM "{name}" {besides} ORDER BY 1'):
            found.update(repr(row).encode())
    return found.hexdigest()


def must_be_sound(path: Path) -> None:
    """The library opens, and `check` finds nothing wrong with it."""
    try:
        with Library.open(path, annotator=ANNOTATOR) as library:
            problems = library.check()
    except KnownError as error:
        raise Broken(f"The library does not open: {error}") from error
    hold(not problems, f"The library is not sound: {' '.join(problems)}")


def begin_anew(folder: Path, libraries: Sequence[str] = (NAME,)) -> None:
    """Opens these libraries as the next window does. After that, nothing may be left of what was cut off."""
    for name in libraries:
        must_be_sound(folder / name)
        backups.remove_left_behind(LibraryAddress.of(folder / name))


def must_be_tidy(folder: Path) -> None:
    """Nothing is left in a folder, and those below, that only a program at work needs."""
    left = [
        file.relative_to(folder)
        for file in sorted(folder.rglob("*"))
        if file.name.startswith(_LEFT_BY_KILLS) or file.name.endswith(_LEFT_BY_SQLITE)
    ]
    hold(not left, f"Left behind: {', '.join(map(str, left))}")


def claim_anywhere(library: Library, article: str, length: int, number: int) -> str:
    """Marks the claim of this number, whose place tells it from others, and gives its id."""
    start = number % (length - 1)
    with library.edit(operations.label("Claim")) as edit:
        label = edit.codebook.first("claim")
        assert label is not None
        text = library.text(article)
        return labelling.annotate(edit, article, text, (Fragment(start, start + 1),), label).id
