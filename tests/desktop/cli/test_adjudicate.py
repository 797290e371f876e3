"""ascribe adjudicate: a rule decides where annotators have it alike, and says what it would do."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.library import Library
from desktop.model.records import ADJUDICATED
from tests.desktop.adjudication.making import CLOSE, FULL, TEXT, WAITED, adjudicated, code
from tests.making import added_article


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with an article that Ann and Ben coded, and one that Ann alone coded."""
    with Library.open(path := tmp_path / "News.ascribe", annotator="Ann") as library:
        added_article(library, TEXT, "Harbour bridge to close")
        for annotator in ("Ann", "Ben"):
            code(library, annotator, CLOSE, "Ada Lin")
        code(library, "Ann", WAITED)
        code(library, "Ben", FULL)
    return path


def adjudicate(library: Path, *words: str) -> int:
    return main(["adjudicate", "--library", str(library), *words])


def made(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [words for words, _ in adjudicated(library)]


def test_a_dry_run_says_what_would_be_decided_and_does_nothing(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adjudicate(library, "--rule", "first", "Ann", "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Harbour bridge to close",
        f"  “{CLOSE}”",
        "  Ann: “We have waited too long”",
        "2 claims in 1 article would be decided, 1 left.",
    ]
    assert made(library) == []


def test_a_rule_decides_in_one_step_that_whoever_decided_can_undo(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adjudicate(library, "--rule", "agreement", "--annotator", "Judge") == 0
    assert capsys.readouterr().out == "1 claim in 1 article is decided, 2 left.\n"
    assert made(library) == [CLOSE]
    with Library.open(library, annotator="Judge", layer=ADJUDICATED) as opened:
        assert opened.undo_operation is not None
        assert opened.undo_operation.words() == "Decide by rule"
        opened.undo()
    assert made(library) == []


def test_what_is_decided_is_not_decided_again(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adjudicate(library, "--rule", "agreement")
    adjudicate(library, "--rule", "agreement")
    assert capsys.readouterr().out.splitlines()[-1] == "0 claims in 0 articles are decided, 2 left."
    assert made(library) == [CLOSE]


@pytest.mark.parametrize("dry", [("--dry-run",), ()])
def test_two_are_no_majority(library: Path, capsys: pytest.CaptureFixture[str], dry: tuple[str, ...]) -> None:
    assert adjudicate(library, "--rule", "majority", *dry) == 0
    said = capsys.readouterr()
    assert said.out.startswith("0 claims in 0 articles ")
    assert said.out.endswith(" 3 left.\n")
    assert said.err == "ascribe: 1 article was left out: two annotators are no majority.\n"
    assert made(library) == []


@pytest.mark.parametrize("rule", [("most",), ("first",), ("agreement", "Ann"), ()])
def test_a_rule_that_there_is_not_is_wrong_usage(library: Path, rule: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        adjudicate(library, "--rule", *rule)
    assert ended.value.code == 2


def test_an_annotator_without_a_layer_cannot_come_first(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert adjudicate(library, "--rule", "first", "Eve") == 1
    assert "no layer of Eve" in capsys.readouterr().err


@pytest.mark.parametrize("dry", [("--dry-run",), ()])
def test_whoever_decides_reads_all_where_the_library_is_coded_blind(
    library: Path, capsys: pytest.CaptureFixture[str], dry: tuple[str, ...]
) -> None:
    assert main(["layers", "--library", str(library), "--blind", "on", "--annotator", "Ann"]) == 0
    assert adjudicate(library, "--rule", "agreement", *dry) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 claim in 1 article ")


def test_what_was_decided_is_exported_where_the_library_is_coded_blind(library: Path, tmp_path: Path) -> None:
    assert adjudicate(library, "--rule", "agreement") == 0
    assert main(["layers", "--library", str(library), "--blind", "on", "--annotator", "Ann"]) == 0
    target = tmp_path / "decided.json"
    assert main(["export", "--library", str(library), "--layer", "Adjudicated", "-o", str(target)]) == 0
    (article,) = json.loads(target.read_text(encoding="utf-8"))["articles"]
    assert [one["fragments"][0]["text"] for one in article["annotations"]] == [CLOSE]
