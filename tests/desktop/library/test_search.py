"""Full-text search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library import Library
from desktop.library.search import fts5_expression
from tests.making import added_article

REPORT = (
    "The “ceasefire” holds, said 😀 Général Dupré. " + "Nothing happened. " * 60 + "Later the cease-fire broke in Qaim."
)


@pytest.fixture(autouse=True)
def articles(library: Library) -> None:
    added_article(library, REPORT, "Quiet border")
    added_article(library, "Harbour bridge closes. The bridge is old; the bridge is done.", "Bridge")
    added_article(library, "A bridge too far, says a reader about the harbour and many other things. " * 3, "Letters")


def titles(library: Library, query: str) -> list[str]:
    return [hit.article.title for hit in library.search(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ceasefire", ["Quiet border"]),
        ("general dupre", ["Quiet border"]),  # without accents
        ("GÉNÉRAL", ["Quiet border"]),
        ("bridge closes", ["Bridge"]),
        ('"bridge too far"', ["Letters"]),
        ('"too bridge"', []),
        ("harb", ["Bridge", "Letters"]),  # the last word may be a beginning
        ("harb ", []),  # unless a blank ends it
        ("quiet", ["Quiet border"]),  # titles too
        ("", []),
        ("  ", []),
        ("—", []),
    ],
)
def test_what_is_found(library: Library, query: str, found: list[str]) -> None:
    assert sorted(titles(library, query)) == sorted(found)


def test_the_best_comes_first_and_no_more_than_asked_for(library: Library) -> None:
    assert titles(library, "bridge") == ["Bridge", "Letters"]
    assert [hit.article.title for hit in library.search("bridge", limit=1)] == ["Bridge"]


def test_a_hit_shows_where_it_is_in_code_points(library: Library) -> None:
    (hit,) = library.search("qaim")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Qaim"]
    assert REPORT[hit.position : hit.position + hit.length] == "Qaim"
    (hit,) = library.search("dupré")
    assert REPORT[hit.position : hit.position + hit.length] == "Dupré"
    (hit,) = library.search("quiet")
    assert (hit.marks, hit.position, hit.length) == ((), 0, 0)


def test_a_changed_title_is_found_under_its_new_words_only(library: Library) -> None:
    article = library.articles()[1].article
    with library.edit("Rename article") as edit:
        edit.change(article, title="Pont fermé")
    assert titles(library, "ferme") == ["Pont fermé"]
    library.undo()
    assert titles(library, "ferme") == []


def test_the_index_stays_in_step_with_all_that_changes_in_an_article(library: Library) -> None:
    article = library.articles()[1].article
    with library.edit("Label claim") as edit:
        edit.change(article, status="in progress")
    assert titles(library, "closes") == ["Bridge"]
    with library.edit("Edit article") as edit:
        edit.change(edit.current(article), title="Pont fermé", status="done")
    assert titles(library, "closes") == titles(library, "ferme") == ["Pont fermé"]


@given(st.text())
def test_nothing_that_is_typed_is_a_syntax_error(query: str) -> None:
    expression = fts5_expression(query)
    assert expression.count('"') % 2 == 0


@pytest.mark.parametrize(
    "query", ['"', '""', "a AND", "NOT b", "NEAR(a b)", "title:x", "a*b", "^a", "(a", "-a", "a + b", "'"]
)
def test_operators_are_plain_words(library: Library, query: str) -> None:
    library.search(query)
