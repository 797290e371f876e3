"""The library knows which articles have much the same text, whatever comes and goes."""

import pytest

from desktop.library import Library
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from tests.making import added_article, article_of

COPY = " ".join(f"The crane number {number} of the harbour has to be mended, the council said." for number in range(30))
WIRE, RETOLD = f"Harbour closes. {COPY}", f"A week without ships. {COPY} So the agency."


def titles(library: Library, id: str) -> list[tuple[str, int]]:
    return [(one.article.title, one.percent) for one in library.same_texts(id)]


def test_a_text_of_two_outlets_and_a_copy_with_another_headline_know_each_other(library: Library) -> None:
    first = added_article(library, WIRE, "Post", publisher="The Post")
    second = added_article(library, WIRE, "Bote", publisher="Der Bote")
    third = added_article(library, RETOLD, "Echo")
    other = added_article(library, "It snowed in the hills, and nobody minded at all. " * 20, "Snow")
    (likeness,) = {percent for _, percent in titles(library, third.id)}
    assert 80 < likeness < 100
    assert titles(library, first.id) == [("Bote", 100), ("Echo", likeness)]
    assert titles(library, other.id) == []
    assert library.groups_of_same_text() == dict.fromkeys([first.id, second.id, third.id], first.id)
    assert library.article_ids(ArticleFilter(elsewhere=True)) == [first.id, second.id, third.id]
    assert library.articles_like_others([first.id, other.id]) == {first.id}


@pytest.mark.parametrize("text", ["It rained, she said.", WIRE])
def test_what_is_undone_is_like_nothing_and_what_is_redone_is_like_before(library: Library, text: str) -> None:
    first = added_article(library, text, "Post", publisher="The Post")
    added_article(library, text, "Bote", publisher="Der Bote")
    library.undo()
    assert titles(library, first.id) == []
    library.redo()
    assert titles(library, first.id) == [("Bote", 100)]
    library.undo()
    library.undo()
    assert library.groups_of_same_text() == {}


def test_what_comes_together_is_found_too_and_many_equal_ones_are_one_group(library: Library) -> None:
    with library.edit(operations.import_articles()) as edit:
        edit.add_articles((article_of(WIRE, f"{number}", publisher=f"{number}"), WIRE) for number in range(60))
    ids = library.article_ids()
    assert set(library.groups_of_same_text()) == set(ids)
    assert set(library.groups_of_same_text().values()) == {ids[0]}
