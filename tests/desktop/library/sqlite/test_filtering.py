"""Which articles a filter finds, and in which order: SQL beside the same said in Python."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.library import Library
from desktop.model import operations
from desktop.model.article_filter import ALL_ARTICLES, ARTICLE_ORDERS, ArticleFilter
from desktop.model.folding import folded
from desktop.model.records import ARTICLE_STATUSES, Annotation, Article, Attribution, Source, Speaker
from tests.examples import examples
from tests.making import added, added_article, article_of

WORDS = ("Ärger", "arger", "STRASSE", "Straße", "100%", "_")
NAMES = ("", "pilot", "Pilot", "o'dd %")
LANGUAGES = ("", "de", "de-AT", "den")
DATES = ("", "2025", "2025-12-31", "2026-03", "2026-03-31", "2026-04-01")


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    some = st.lists(st.sampled_from(NAMES[1:]), max_size=2, unique=True).map(tuple)
    return [
        article_of(
            f"text {number}",
            draw(st.sampled_from(WORDS)),
            publisher=draw(st.sampled_from(WORDS)),
            author=draw(st.sampled_from(("", "Änne", "Bob"))),
            language=draw(st.sampled_from(LANGUAGES)),
            published=draw(st.sampled_from(DATES)),
            status=draw(st.sampled_from(ARTICLE_STATUSES)),
            tags=draw(some),
            sets=draw(some),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


FILTERS = st.builds(
    ArticleFilter,
    words=st.sampled_from(("", "arger", "strasse anne", "%", "_", "BOB")),
    status=st.sampled_from((None, *ARTICLE_STATUSES)),
    tag=st.sampled_from(NAMES),
    set=st.sampled_from(NAMES),
    publisher=st.sampled_from(("", "ärger", "STRASSE")),
    language=st.sampled_from(("", "de")),
    since=st.sampled_from(("", "2026", "2026-03-31")),
    until=st.sampled_from(("", "2025", "2026-03")),
    order=st.sampled_from(ARTICLE_ORDERS),
    descending=st.booleans(),
)


def wanted(article: Article, filter: ArticleFilter) -> bool:
    known = [folded(one) for one in (article.title, article.publisher, article.author)]
    return (
        all(any(word in one for one in known) for word in folded(filter.words).split())
        and filter.status in (None, article.status)
        and (not filter.tag or filter.tag in article.tags)
        and (not filter.set or filter.set in article.sets)
        and (not filter.publisher or folded(filter.publisher) == known[1])
        and (not filter.language or article.language.split("-")[0] == filter.language)
        and (not filter.since or article.published >= filter.since)
        and (not filter.until or (bool(article.published) and article.published[: len(filter.until)] <= filter.until))
    )


KEYS: dict[str, Callable[[Article], str]] = {
    "published": lambda article: article.published,
    "title": lambda article: folded(article.title),
    "publisher": lambda article: folded(article.publisher),
}


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=articles(), filter=FILTERS)
def test_a_filter_finds_what_it_says(tmp_path: Path, articles: list[Article], filter: ArticleFilter) -> None:
    (tmp_path / "It.ascribe").unlink(missing_ok=True)
    with Library.open(tmp_path / "It.ascribe", annotator="ada") as library:
        with library.edit(operations.import_articles()) as edit:
            edit.add_articles((article, f"text {number}") for number, article in enumerate(articles))
        expected = [article for article in articles if wanted(article, filter)]
        key = KEYS.get(filter.order, lambda article: "")
        if filter.order == "added":
            expected = expected[::-1] if filter.descending else expected
        else:
            expected = sorted(expected, key=key, reverse=filter.descending)
            if filter.descending:  # what is equal stays in the order of adding
                expected = sorted(
                    expected, key=lambda article: (_rank(key(article), articles, key), articles.index(article))
                )
        ids = library.article_ids(filter)
        assert ids == [article.id for article in expected]
        assert [row.article for row in library.article_rows(ids)] == expected
        done = sum(article.status == "done" for article in expected)
        assert library.count_articles(filter) == (len(expected), done)


def _rank(value: str, articles: list[Article], key: Callable[[Article], str]) -> int:
    return sorted({key(article) for article in articles}, reverse=True).index(value)


@pytest.fixture
def claims(library: Library) -> dict[str, str]:
    """Articles with claims that are settled or not, by title, in the order of adding."""
    text = "One said this. Two said that. Three said nothing."
    ids = {title: added_article(library, text + title, title).id for title in ("settled", "none", "two", "one")}
    with library.edit(operations.import_articles()) as edit:
        ada = edit.add(Speaker(name="Ada"))
        said = added(edit, edit.article(ids["settled"]), text, "Claim", "this")
        edit.add(Attribution(claim=said.id, article=ids["settled"], sources=(Source(ada.id, None),)))
        added(edit, edit.article(ids["one"]), text, "Claim", "that")
        added(edit, edit.article(ids["two"]), text, "Claim", "this")
        (fragment,) = said.fragments
        edit.add(Annotation(article=ids["two"], label="Claim", fragments=(fragment,), status="suggested"))
        added(edit, edit.article(ids["none"]), text, "Cue", "said")
    return ids


def test_articles_with_claims_without_a_speaker_are_found(library: Library, claims: dict[str, str]) -> None:
    found = library.article_ids(ArticleFilter(without_speaker=True))
    assert found == [claims["two"], claims["one"]]
    assert library.left_to_do_in(claims.values()) == (1, 2, 0)
    assert library.left_to_do_in([claims["settled"]]) == (0, 0, 0)


def test_articles_are_put_in_order_by_the_claims_that_are_left(library: Library, claims: dict[str, str]) -> None:
    by_most = library.article_ids(ArticleFilter(order="claims left", descending=True))
    assert by_most == [claims[title] for title in ("two", "one", "settled", "none")]
    by_least = library.article_ids(ArticleFilter(order="claims left"))
    assert by_least == [claims[title] for title in ("settled", "none", "one", "two")]


def test_what_can_be_chosen_is_what_articles_have(library: Library) -> None:
    assert library.what_articles_have() == {"tags": [], "sets": [], "publisher": [], "language": []}
    first = added_article(library, "a", tags=("zebra", "Äpfel"), publisher="Herald", language="de")
    second = added_article(library, "b", tags=("zebra",), sets=("pilot",), publisher="Herald")
    assert library.what_articles_have() == {
        "tags": ["Äpfel", "zebra"],
        "sets": ["pilot"],
        "publisher": ["Herald"],
        "language": ["de"],
    }
    assert library.groups_of([first.id, second.id]) == {"tags": {"Äpfel": 1, "zebra": 2}, "sets": {"pilot": 1}}
    assert library.groups_of([second.id]) == {"tags": {"zebra": 1}, "sets": {"pilot": 1}}


def test_the_articles_are_counted_by_status(library: Library) -> None:
    assert library.articles_by_status() == {}
    for number, status in enumerate(("new", "skipped", "new", "done")):
        added_article(library, str(number), status=status)
    assert library.articles_by_status() == {"new": 2, "skipped": 1, "done": 1}


def test_only_some_filters_narrow() -> None:
    assert (ALL_ARTICLES.is_of_all, ALL_ARTICLES.narrows) == (True, False)
    in_order = ArticleFilter(order="title", descending=True)
    assert (in_order.is_of_all, in_order.narrows) == (False, False)
    assert ArticleFilter(order="title", tag="war").narrows
