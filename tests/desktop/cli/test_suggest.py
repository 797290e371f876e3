"""ascribe suggest."""

import json
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM
from desktop.suggest import SuggestedAttribution, proposing, suggest
from tests.desktop.cli.conftest import Ask
from tests.desktop.model.test_language import NEWS


@pytest.fixture
def articles(ascribe: Ask, tmp_path: Path) -> list[str]:
    """The ids of two articles in the default library."""
    for name, text in {"a": "“We hold,” Ruiz said.", "b": "Berg said that it would snow. She hopes it melts."}.items():
        (tmp_path / f"{name}.txt").write_text(text)
        ascribe("import", tmp_path / f"{name}.txt")
    with Library.open(paths.default_library()) as library:
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
    with Library.open(paths.default_library()) as library:
        library.undo()
        assert not any(library.annotations(id) for id in articles)


def test_leaves_out_what_is_not_certain_enough(ascribe: Ask, articles: list[str]) -> None:
    assert ascribe("suggest", "--min-confidence", "0.99").out.startswith("0 suggested")
    assert ascribe("suggest", "--min-confidence", "two").status == 2


def test_open_ones_in_the_programs_name_told_line_by_line(ascribe: Ask, articles: list[str]) -> None:
    with (
        Library.open(paths.default_library(), annotator="tester") as library,
        library.edit(operations.mark_articles("done", 1)) as edit,
    ):
        edit.change(library.article(articles[0]), status="done")
    *progress, came = map(json.loads, ascribe("suggest", "--open", "--annotator", PROGRAM, "--json").out.splitlines())
    assert progress == [{"done": 0, "total": 1}, {"done": 1, "total": 1}]
    assert came == {"new": 1, "kept": 0, "articles": 1, "not_read": {}, "failed": []}
    with Library.open(paths.default_library(), annotator="tester") as library:
        assert library.undo_operation == operations.mark_articles("done", 1)
        assert {one.annotator for one in library.annotations(articles[1])} == {PROGRAM}


def test_one_bad_article_does_not_stop_the_run_and_is_told(
    ascribe: Ask, articles: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def find(text: str, *rest: object) -> list[SuggestedAttribution]:
        if "Ruiz" in text:
            raise IndexError("made to fail")
        return suggest(text)

    monkeypatch.setattr(proposing, "suggest", find)
    answer = ascribe("suggest")
    assert answer.status == 1
    assert answer.out == "1 suggested in 2 articles; 0 were there already.\n"
    assert answer.err.endswith("ascribe: 1 article could not be looked through: ““We hold,” Ruiz said.”.\n")
    assert "made to fail" in caplog.text
    assert "Traceback" in caplog.text
    *_, came = map(json.loads, ascribe("suggest", "--json").out.splitlines())
    assert came["kept"] == 1
    assert came["failed"] == ["“We hold,” Ruiz said."]


def test_what_the_world_is_at_fault_for_ends_the_run(
    ascribe: Ask, articles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> list[SuggestedAttribution]:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(proposing, "suggest", full)
    assert ascribe("suggest").err == "ascribe: The disk is full.\n"


def test_languages_are_read_each_by_its_rules_and_those_without_are_told(ascribe: Ask, tmp_path: Path) -> None:
    for code in ("de", "fi", "en"):
        (tmp_path / f"{code}.txt").write_text(NEWS[code], encoding="utf-8")
    ascribe("import", tmp_path)
    answer = ascribe("suggest")
    assert answer.status == 0
    assert answer.err == "ascribe: Ascribe has no rules for Finnish yet, so 1 article got no suggestions.\n"
    with Library.open(paths.default_library()) as library:
        found = {row.article.language: row.suggestions for row in library.articles()}
    assert found["de"] >= 2
    assert found["en"] >= 2
    assert found["fi"] == 0
    assert ascribe("suggest", "--language", "de", "--json").status == 0
    assert ascribe("suggest", "--language", "German").status == 2


@pytest.mark.parametrize("command", [("suggest",), ("suggest", "--json"), ("learn",), ("evaluate", "any.jsonl")])
def test_a_language_without_rules_is_refused_in_the_same_words_by_each_command(
    ascribe: Ask, articles: list[str], command: tuple[str, ...]
) -> None:
    answer = ascribe(*command, "--language", "fi")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("ascribe: Ascribe has no rules for Finnish yet; it has those for ")


def test_an_unknown_article_is_told(ascribe: Ask, articles: list[str]) -> None:
    answer = ascribe("suggest", "nonsense")
    assert answer.status == 1
    assert answer.err.startswith("ascribe: ")
