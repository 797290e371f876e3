"""Comparisons inside of a library have the figures of `ascribe evaluate`, over the articles that they should have."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article, Attribution, Source
from desktop.suggest import suggest
from desktop.suggest.evaluation.comparing import Comparison, Suggestions, Work, annotators, compared, has_learnt
from desktop.suggest.evaluation.figures import as_table
from desktop.suggest.evaluation.gold import as_report, read
from desktop.suggest.evaluation.measures import evaluate
from desktop.suggest.learning.training_data import learn_from
from tests.desktop.suggest.learning.test_training_data import work_through
from tests.making import added, added_article, over

RIVER = "River falls\n\n“It rains no more,” the warden said. The lake is full. Mayor Ada Lin rows."
EXPORT = "Exports\n\n“They rose,” the ministry said. Berg said that nobody had counted them."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe", annotator="Ann") as library:
        yield library


def quiet(done: int, total: int) -> None:
    pass


def mark(library: Library, article: Article, text: str, claim: str, source: str = "") -> None:
    with library.edit(operations.label("Claim")) as edit:
        marked = added(edit, article, text, "Claim", claim)
        if source:
            mention = added(edit, article, text, "Speaker", source)
            edit.add(Attribution(claim=marked.id, article=article.id, sources=(Source(mention=mention.id),)))


def finish(library: Library, article: Article) -> None:
    with library.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(article, status="done")


def words(comparison: Comparison) -> tuple[list[str], list[str]]:
    return [one.words for one in comparison.missed], [one.words for one in comparison.false]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two articles in the form of a gold file; what the ministry said is not in it."""
    path = tmp_path / "gold.jsonl"
    quotes = (
        (RIVER, "river", ["“It rains no more,”", "The lake is full"]),
        (EXPORT, "exports", ["that nobody had counted them"]),
    )
    rows = [
        {"id": id, "text": text, "quotes": [{"contents": over(text, said), "sources": [], "cues": []} for said in all]}
        for text, id, all in quotes
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_file_is_measured_as_the_command_does(library: Library, gold: Path) -> None:
    found = compared(library, Suggestions("all"), gold, quiet)
    command = evaluate(read(gold), lambda one: [as_report(each) for each in suggest(one.text, "", "all")])
    assert as_table(found.evaluation) == as_table(command)
    assert found.articles == 2
    assert len(found.missed) == command.close.gold - command.close.hits
    assert len(found.false) == command.close.proposed - command.close.hits
    assert words(found) == (["The lake is full"], ["“They rose,”"])


def test_an_entry_names_the_librarys_article_of_the_same_text(library: Library, gold: Path) -> None:
    home = added_article(library, RIVER, "River falls")
    found = compared(library, Suggestions("all"), gold, quiet)
    assert [(one.home, one.title) for one in found.missed] == [(home.id, "River falls")]
    assert [(one.home, one.title) for one in found.false] == [(None, "exports")]
    assert found.missed[0].contents == over(RIVER, "The lake is full")
    assert "missed" in found.missed[0].why


def test_own_work_is_that_in_articles_that_are_done(library: Library) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    mark(library, river, RIVER, "The lake is full", "Mayor Ada Lin")
    mark(library, exports, EXPORT, "They rose", "the ministry")
    assert compared(library, Suggestions("speech"), Work("Ann"), quiet).articles == 0
    finish(library, river)
    found = compared(library, Suggestions("speech"), Work("Ann"), quiet)
    assert found.articles == 1
    assert words(found) == (["The lake is full"], ["“It rains no more,”"])


def test_two_annotators_are_compared_where_both_worked(library: Library, tmp_path: Path) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    mark(library, river, RIVER, "It rains no more", "the warden")
    mark(library, exports, EXPORT, "They rose", "the ministry")
    with Library.open(library.address, annotator="Bo") as theirs:
        mark(theirs, river, RIVER, "It rains no more", "the warden")
        mark(theirs, river, RIVER, "The lake is full")
    assert annotators(library) == ["Ann", "Bo"]
    found = compared(library, Work("Bo"), Work("Ann"), quiet)
    assert (found.articles, found.evaluation.exact.hits, found.evaluation.whole.hits) == (1, 1, 1)
    assert words(found) == ([], ["The lake is full"])
    assert words(compared(library, Work("Ann"), Work("Bo"), quiet)) == (["The lake is full"], [])


def test_what_only_others_finished_is_not_held_against_anyone(library: Library) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    with Library.open(library.address, annotator="Bo", layer="Bo") as theirs:
        mark(theirs, river, RIVER, "The lake is full")
    finish(library, river)
    finish(library, exports)  # without a claim: nothing is said in it, as Ann finds
    assert compared(library, Suggestions(), Work("Ann"), quiet).articles == 1
    assert compared(library, Suggestions(), Work("Bo"), quiet).articles == 2


def test_an_annotator_is_compared_with_a_file_where_they_worked(library: Library, gold: Path) -> None:
    added_article(library, EXPORT)
    river = added_article(library, RIVER)
    mark(library, river, RIVER, "It rains no more")
    found = compared(library, Work("Ann"), gold, quiet)
    assert (found.articles, found.evaluation.exact.hits) == (1, 1)
    assert words(found) == (["The lake is full"], [])


def test_what_was_learnt_can_be_compared(library: Library) -> None:
    for id in work_through(library, 25):
        finish(library, library.article(id))
    assert not has_learnt(library)
    by_rules = compared(library, Suggestions("all"), Work("Ann"), quiet)
    learn_from(library, quiet)
    assert has_learnt(library)
    by_learning = compared(library, Suggestions("all", learnt=True), Work("Ann"), quiet)
    assert by_learning.evaluation.exact.f1 > by_rules.evaluation.exact.f1


def test_a_file_that_is_no_gold_is_told(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no gold", encoding="utf-8")
    with pytest.raises(KnownError, match="holds no gold articles"):
        compared(library, Suggestions(), path, quiet)
