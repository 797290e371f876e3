"""Importing a folder of articles, by the command."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop.library import Library
from desktop.model import operations
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.faults.children import tried

NAME = "import"
WHAT = "importing a folder"
ARTICLES = 60


def prepare(folder: Path) -> dict[str, str]:
    """The texts that are imported, by title."""
    libraries.make_small(folder / libraries.NAME)
    texts = {}
    (folder / "in").mkdir()
    for number in range(ARTICLES):
        text = f"Report {number}\n\n" + f"On day {number}, the ministry said nothing. " * 30
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
        texts[f"Report {number}"] = text.strip()
    return texts


def work(folder: Path, chance: Random) -> int:
    return libraries.command("import", "--library", folder / libraries.NAME, folder / "in")


def verify(folder: Path, said: Sequence[str], known: dict[str, str]) -> None:
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    there = _imported(path, known)
    hold(there == len(known) or "finished" not in said, f"Only {there} of {len(known)} articles are there")
    tried(lambda: work(folder, Random())).must_be_sound("the import, done again")
    libraries.must_be_sound(path)
    hold(_imported(path, known) == len(known), "The import, done again, does not bring all articles")
    with Library.open(path) as library:
        while library.undo_operation == operations.import_articles():
            library.undo()
    hold(_imported(path, known) == 0, "The import cannot be taken back")
    libraries.must_be_tidy(folder)


def _imported(path: Path, texts: dict[str, str]) -> int:
    """How many of these articles are there, each whole and once."""
    with Library.open(path) as library:
        titles = {row.article.title: library.text(row.article.id) for row in library.articles()}
        hold(len(titles) == library.count_articles()[0], "An article is there twice")
    found = {title: text for title, text in titles.items() if title in texts}
    for title, text in found.items():
        hold(text.strip() == texts[title], f"The text of “{title}” is another")
    return len(found)
