"""What is deleted or undone, and added again by somebody else, does not come back beside that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model import operations
from tests.making import added_article

TEXT = "Bridge closes\n\nThe bridge closes in May, the mayor said."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def ben(library: Library, file: Path) -> Iterator[Library]:
    """The library, into which ada imported the article, for somebody else."""
    import_paths(library, [file])
    with Library.open(library.address, annotator="ben") as opened:
        yield opened


def delete(library: Library) -> None:
    with library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, edit.article(library.article_ids()[0]))


def test_a_deleted_article_that_somebody_added_again_does_not_come_back_beside_it(
    library: Library, ben: Library, file: Path
) -> None:
    delete(library)
    import_paths(ben, [file])
    library.catch_up()
    with pytest.raises(Conflict, match="ben added “Bridge closes” again since; it would be there twice"):
        library.undo()
    assert len(library.article_ids()) == 1
    ben.undo()
    library.catch_up()
    library.undo()
    assert len(library.article_ids()) == 1
    assert library.check() == []


def test_nor_does_an_import_that_is_redone(library: Library, ben: Library, file: Path) -> None:
    library.undo()
    import_paths(ben, [file])
    library.catch_up()
    with pytest.raises(Conflict, match="ben added"):
        library.redo()
    delete(ben)
    library.catch_up()
    library.redo()
    assert len(library.article_ids()) == 1


def test_the_same_text_of_another_outlet_is_another_article(library: Library, ben: Library, file: Path) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(edit.article(library.article_ids()[0]), publisher="Herald")
    added_article(ben, "Later news.", "Later")  # SQLite gives the place of the last article to the next
    library.catch_up()
    delete(library)
    import_paths(ben, [file])
    with ben.edit(operations.edit_articles(1)) as edit:
        edit.change(edit.article(ben.article_ids()[-1]), publisher="Tide")
    library.catch_up()
    library.undo()
    assert len(library.article_ids()) == 3


def test_two_that_were_side_by_side_are_so_again(library: Library, ben: Library) -> None:
    article = library.article(library.article_ids()[0])
    with ben.edit(operations.import_articles()) as edit:  # as from a file in which they are two
        edit.add_article(replace(article, id="twin"), TEXT)
    library.catch_up()
    delete(library)
    with ben.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article("twin"), status="done")
    library.catch_up()
    library.undo()
    assert len(library.article_ids()) == 2
