"""A thread of comments on a claim: each its author's own, found by the search, carried by files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation
from tests.making import added, added_article

TEXT = "“The dam will hold,” said Ruiz."


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.ascribe", annotator="Anna") as library:
        article = added_article(library, TEXT)
        with library.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "Claim", "The dam will hold,")
        yield library


@pytest.fixture
def ben(anna: Library) -> Iterator[Library]:
    with Library.open(anna.address, annotator="Ben") as library:
        yield library


def claim(library: Library) -> Annotation:
    with library.all_layers() as everybody:
        (one,) = everybody.annotations(library.article_ids()[0])
    return one


def say(library: Library, text: str) -> None:
    with library.edit(operations.comment()) as edit:
        labelling.comment(edit, claim(library), text)


def thread(library: Library) -> list[tuple[str, str]]:
    with library.all_layers() as everybody:
        said = everybody.comments([claim(library).id])
    return [(one.author, one.text) for some in said.values() for one in some]


def test_each_says_what_they_think_and_changes_their_own_alone(anna: Library, ben: Library) -> None:
    say(anna, " Who said this? ")
    say(ben, "Ruiz, see the end.")
    assert thread(anna) == [("Anna", "Who said this?"), ("Ben", "Ruiz, see the end.")]
    with anna.all_layers() as everybody:
        first, second = everybody.comments([claim(anna).id])[claim(anna).id]
    with pytest.raises(KnownError, match="Ben’s"), anna.edit(operations.change_comment()) as edit:
        labelling.change_comment(edit, second, "no")
    with anna.edit(operations.change_comment()) as edit:
        labelling.change_comment(edit, first, "Who?")
    assert thread(ben) == [("Anna", "Who?"), ("Ben", "Ruiz, see the end.")]
    with ben.edit(operations.delete_comment()) as edit:
        labelling.delete_comment(edit, second)
    assert thread(anna) == [("Anna", "Who?")]
    ben.undo()
    anna.undo()
    assert thread(anna) == [("Anna", "Who said this?"), ("Ben", "Ruiz, see the end.")]


def test_what_was_said_goes_with_its_claim_and_comes_back(anna: Library) -> None:
    say(anna, "Who said this?")
    with anna.edit(operations.delete_annotation("Claim")) as edit:
        labelling.delete(edit, claim(anna))
    anna.undo()
    assert thread(anna) == [("Anna", "Who said this?")]
    with anna.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, edit.article(anna.article_ids()[0]))
    anna.undo()
    assert (thread(anna), anna.check()) == ([("Anna", "Who said this?")], [])


def test_what_was_said_is_found_by_who_may_read_the_claim(anna: Library, ben: Library) -> None:
    say(anna, "Perhaps Lopez?")
    assert [hit.snippet for hit in anna.search_records("lopez")] == ["Perhaps Lopez?"]
    ben.read_layers(None)
    assert len(ben.search_records("lopez")) == 1
    with anna.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    assert (ben.search_records("lopez"), ben.comments([claim(anna).id])) == ([], {})


def test_files_carry_what_was_said(anna: Library, tmp_path: Path) -> None:
    say(anna, "Who said this?")
    file = tmp_path / "all.json"
    exporting.export(anna, native.FORMAT, Selection(), file)
    for number, source in enumerate((file, anna.backup(tmp_path / "copy.ascribe"))):
        with Library.open(tmp_path / f"other{number}.ascribe", annotator="Cleo") as other:
            import_paths(other, [source])
            import_paths(other, [source])
            assert thread(other) == [("Anna", "Who said this?")]


def test_who_takes_another_name_may_still_change_what_they_said(anna: Library, ben: Library) -> None:
    say(anna, "Who said this?")
    say(ben, "Ruiz.")
    with anna.edit(operations.rename_annotator("Ann")) as edit:
        labelling.rename_annotator(edit, anna.annotators()[0], "Ann")
    assert thread(ben) == [("Ann", "Who said this?"), ("Ben", "Ruiz.")]
    anna.work_as("Ann")
    anna.undo()
    assert thread(ben)[0] == ("Anna", "Who said this?")
