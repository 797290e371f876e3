"""What somebody did in another's layer is not undone or redone while that layer is hidden from who codes blind."""

from collections.abc import Iterator

import pytest

from desktop import labelling
from desktop.base.errors import StepRefused
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST, Article, Speaker
from tests.desktop.library.test_blind import TEXT, article, blind, claims, finish, mark
from tests.making import added

__all__ = ["article"]  # which pytest looks for here

FALL = "“It may fall,”"


@pytest.fixture
def ben(library: Library, article: Article) -> Iterator[Library]:
    """The library once more for another annotator, who worked in ada's layer before it was coded blind."""
    with Library.open(library.address, annotator="ben") as opened:
        opened.work_in(FIRST)
        mark(opened, article, FALL)
        library.catch_up()
        blind(library)
        opened.catch_up()
        opened.work_as("ben")
        yield opened


def test_undo_does_not_change_it(library: Library, ben: Library, article: Article) -> None:
    with pytest.raises(StepRefused, match="“Label Claim” is in the layer of ada, which is hidden from you") as refused:
        ben.undo()
    assert claims(library, article) == ["“Never,”", FALL]
    ben.pass_over(refused.value.which, refused.value.step)
    assert ben.undo_operation is None


def test_redo_does_not_change_it(library: Library, ben: Library, article: Article) -> None:
    blind(library, on=False)
    ben.catch_up()
    ben.undo()
    library.catch_up()
    blind(library)
    ben.catch_up()
    with pytest.raises(StepRefused, match="hidden"):
        ben.redo()
    assert claims(library, article) == ["“Never,”"]


def test_it_can_be_undone_once_the_article_is_done(library: Library, ben: Library, article: Article) -> None:
    with Library.open(library.address, annotator="ben") as other:
        other.work_as("ben again")
        other.layer = ben.layer  # so that what makes it readable is under no step of ben's
        finish(other, article)
    ben.catch_up()
    assert ben.undo() is not None
    assert claims(library, article) == ["“Never,”"]


def test_what_was_decided_can_be_undone_from_ones_own_layer(library: Library, ben: Library, article: Article) -> None:
    ben.work_in(ADJUDICATED)
    mark(ben, article, FALL)
    ben.work_as("ben")
    assert ben.undo() is not None
    ben.work_in(ADJUDICATED)
    assert claims(ben, article) == []


def test_what_concerns_the_work_of_all_can_be_undone(library: Library, ben: Library, article: Article) -> None:
    kept, duplicate = library.speakers()[:2]
    with ben.edit(operations.merge_speakers()) as edit:
        labelling.merge(edit, kept, duplicate)
    assert ben.undo() is not None
    with ben.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, article)
    assert ben.undo() is not None
    assert claims(library, article) == ["“Never,”", FALL]


@pytest.mark.parametrize("part", ["status", "speaker", "bulk"])
def test_whatever_was_done_there_is_hidden(library: Library, article: Article, part: str) -> None:
    with Library.open(library.address, annotator="ben") as ben:
        ben.work_in(FIRST)
        (claim,) = (one for one in ben.annotations(article.id) if one.label == "Claim")
        if part == "status":
            finish(ben, article)
        elif part == "speaker":
            with ben.edit(operations.set_speaker()) as edit:
                labelling.attribute(edit, claim, edit.add(Speaker(name="Tom Reed")))
        else:
            with ben.bulk_edit(operations.label_matches("Claim", 1), "some") as edit:
                added(edit, article, TEXT, "Claim", FALL)
        library.catch_up()
        blind(library)
        ben.catch_up()
        ben.work_as("ben")
        with pytest.raises(StepRefused, match="hidden"):
            ben.undo()
        ben.work_in(FIRST)  # as a command may
        assert ben.undo() is not None
