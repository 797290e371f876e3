"""ascribe suggest."""

import json
from pathlib import Path

import pytest

from desktop import places
from desktop.library import Library
from desktop.records import PROGRAM
from tests.desktop.cli.conftest import Ask


@pytest.fixture
def articles(ascribe: Ask, tmp_path: Path) -> list[str]:
    """The ids of two articles in the default library."""
    for name, text in {"a": "“We hold,” Ruiz said.", "b": "Berg said that it would snow. She hopes it melts."}.items():
        (tmp_path / f"{name}.txt").write_text(text)
        ascribe("import", tmp_path / f"{name}.txt")
    with Library.open(places.default_library()) as library:
        return library.article_ids()


def test_suggests_for_all_articles_and_exports_on_demand(ascribe: Ask, articles: list[str]) -> None:
    answer = ascribe("suggest")
    assert (answer.status, answer.out) == (0, "2 suggested in 2 articles; 0 were there already.\n")
    assert ascribe("suggest").out == "0 suggested in 2 articles; 2 were there already.\n"
    exported = json.loads(ascribe("export", "--include-suggestions").out)
    assert [len(article["attributions"]) for article in exported["articles"]] == [1, 1]
    assert not any(article["annotations"] for article in json.loads(ascribe("export").out)["articles"])


def test_one_article_and_a_wider_scope(ascribe: Ask, articles: list[str]) -> None:
    assert ascribe("suggest", articles[1], "--scope", "all").out.startswith("2 suggested in 1 article;")


def test_the_whole_run_is_one_step_to_undo(ascribe: Ask, articles: list[str]) -> None:
    ascribe("suggest")
    with Library.open(places.default_library()) as library:
        library.undo()
        assert not any(library.annotations(id) for id in articles)


def test_leaves_out_what_is_not_certain_enough(ascribe: Ask, articles: list[str]) -> None:
    assert ascribe("suggest", "--min-confidence", "0.99").out.startswith("0 suggested")
    assert ascribe("suggest", "--min-confidence", "two").status == 2


def test_open_ones_in_the_programs_name_told_line_by_line(ascribe: Ask, articles: list[str]) -> None:
    with Library.open(places.default_library(), annotator="tester") as library, library.edit("Mark as done") as edit:
        edit.change(library.article(articles[0]), status="done")
    *progress, came = map(json.loads, ascribe("suggest", "--open", "--annotator", PROGRAM, "--json").out.splitlines())
    assert progress == [{"done": 0, "total": 1}, {"done": 1, "total": 1}]
    assert came == {"new": 1, "kept": 0, "articles": 1}
    with Library.open(places.default_library(), annotator="tester") as library:
        assert library.undo_name == "Mark as done"
        assert {one.annotator for one in library.annotations(articles[1])} == {PROGRAM}


def test_an_unknown_article_is_told(ascribe: Ask, articles: list[str]) -> None:
    answer = ascribe("suggest", "nonsense")
    assert answer.status == 1
    assert answer.err.startswith("ascribe: ")
