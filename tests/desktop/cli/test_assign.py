"""ascribe assign: who codes what is said, taken back for some, and listed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.library import Library
from desktop.model import operations
from tests.making import added_article

TITLES = ("Bridge", "River", "Exports")
Assign = Callable[..., list[str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Library.open(path := tmp_path / "news.ascribe", annotator="Eva") as library:
        for title in TITLES:
            added_article(library, f"{title} news.", title)
    return path


@pytest.fixture
def assign(library: Path, capsys: pytest.CaptureFixture[str]) -> Assign:
    """Runs the command, and gives the lines that it prints."""

    def run(*words: str, fails: bool = False) -> list[str]:
        assert main(["assign", "--library", str(library), "--annotator", "Eva", *words]) == int(fails)
        said = capsys.readouterr()
        return (said.err if fails else said.out).splitlines()

    return run


def assigned(path: Path) -> list[list[str]]:
    with Library.open(path) as library:
        names = {one.id: one.name for one in library.annotators()}
        return [[names[one.layer] for one in library.assignments([id])] for id in library.article_ids()]


def test_some_are_taken_off_and_the_others_stay(library: Path, assign: Assign) -> None:
    assign("--to", "Anna", "--to", "Ben")
    said = assign("--nobody", "--to", "Anna", "--dry-run")
    assert said == ["3 articles: Ben 3."]
    assert assigned(library) == [["Anna", "Ben"]] * 3
    assert assign("--nobody", "--to", "Anna") == said
    assert assigned(library) == [["Ben"]] * 3
    assert assign("--nobody", "--to", "Anna") == ["0 articles."]
    assert assign("--nobody") == ["3 articles."]
    assert assigned(library) == [[], [], []]


def test_who_is_nobody_here_cannot_be_taken_off(library: Path, assign: Assign) -> None:
    assign("--to", "Anna")
    (said,) = assign("--nobody", "--to", "Ana", fails=True)
    assert "The library has no layer of Ana" in said
    assert assigned(library) == [["Anna"]] * 3


@pytest.mark.parametrize("name", ["Adjudicated", "Ascribe"])
@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_name_that_the_program_uses_is_refused(
    library: Path, assign: Assign, name: str, more: tuple[str, ...]
) -> None:
    (said,) = assign("--to", name, *more, fails=True)
    assert said.endswith(f"Ascribe itself uses the name {name}; choose another one.")
    assert assigned(library) == [[], [], []]


def test_what_somebody_finished_is_listed_though_they_are_to_code_it_no_more(library: Path, assign: Assign) -> None:
    assign("--to", "Anna", "--to", "Ben")
    with Library.open(library, annotator="Anna") as anna:
        first, second, _ = anna.article_ids()
        with anna.edit(operations.mark_articles("done", 1)) as edit:
            edit.change(edit.article(first), status="done")
    assign(first, second, "--nobody", "--to", "Anna")
    lines = assign()
    assert lines[:2] == ["Anna: 0 of 1 article done; 1 article done that is not assigned", "Ben: 0 of 3 articles done"]
    assert [line.split("\t")[1:] for line in lines[2:]] == [
        ["Bridge", "Ben: not started · Anna: done (not assigned)"],
        ["River", "Ben: not started"],
        ["Exports", "Anna: not started · Ben: not started"],
    ]
