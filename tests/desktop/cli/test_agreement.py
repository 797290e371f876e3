"""ascribe agreement."""

import csv
import io
import json
from pathlib import Path

import pytest

from desktop.library import Library
from desktop.model import operations
from tests.desktop.cli.conftest import Ask
from tests.making import added, added_article, over

TEXT = "Ruiz said that the dam would hold. The old town, he added, is dry. Nobody asked him."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two annotators, who share one of two claims each, in two outlets."""
    path = tmp_path / "news.ascribe"
    with Library.open(path, annotator="anna") as library:
        articles = [
            added_article(library, TEXT + f" {outlet}.", outlet, publisher=outlet, published="2026-11-21")
            for outlet in ("Herald", "=Tide")
        ]
        for annotator, second in (("anna", "The old town"), ("ben", "Nobody asked him")):
            with Library.open(path, annotator=annotator) as own, own.edit(operations.label("Claim")) as edit:
                for article in articles:
                    added(edit, article, TEXT, "Claim", "the dam would hold")
                    added(edit, article, TEXT, "Claim", second)
    return path


def test_the_figures_are_printed(ascribe: Ask, library: Path) -> None:
    answer = ascribe("agreement", "--library", library, "--between", "anna", "ben", "--by", "outlet", "--differences")
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "2 articles compared. Claims: anna: 4, ben: 4."
    assert next(line for line in lines if line.startswith("F1")).split()[1] == "0.500"
    assert "By outlet" in lines
    assert [line.split()[:3] for line in lines if line.startswith(("Herald", "=Tide"))][:2] == [
        ["=Tide", "1", "0.500"],
        ["Herald", "1", "0.500"],
    ]
    assert lines[-3:] == ["=Tide", "  35  Only anna  The old town", "  67  Only ben  Nobody asked him"]


def test_json_says_all(ascribe: Ask, library: Path) -> None:
    answer = ascribe("agreement", "--library", library, "--format", "json", "--match", "iou", "--threshold", "0.5")
    found = json.loads(answer.out)
    assert found["compared"] == ["anna", "ben"]
    assert found["matching"] == {"how": "iou", "threshold": 0.5}
    f1 = next(one for one in found["figures"] if one["measure"] == "f1")
    assert (f1["value"], f1["count"], f1["low"]) == (0.5, 6, 0.5)
    assert [one["kind"] for one in found["differences"]] == ["lacking"] * 4
    assert ascribe("agreement", "--library", library, "--format", "json", "--seed", "1").out == answer.out


def test_csv_has_no_formulas(ascribe: Ask, library: Path) -> None:
    answer = ascribe("agreement", "--library", library, "--format", "csv", "--by", "outlet")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert {row["group"] for row in rows} == {"", "Herald", "'=Tide"}
    assert next(row for row in rows if row["measure"] == "recall")["value"] == "0.5"
    answer = ascribe("agreement", "--library", library, "--format", "csv", "--differences")
    assert [row["ben"] for row in csv.DictReader(io.StringIO(answer.out))] == ["", "Nobody asked him"] * 2


def test_gold_and_suggestions(ascribe: Ask, library: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    quote = {"contents": over(TEXT, "the dam would hold"), "sources": [[0, 4]], "cues": [[5, 9]]}
    gold.write_text(json.dumps({"id": "dam", "text": TEXT, "quotes": [quote]}))
    answer = ascribe("agreement", "--library", library, "--between", "--gold", gold, "--suggestions", "rules")
    assert answer.status == 2  # --between names somebody
    call = ("agreement", "--library", library, "--between", "anna", "--gold", gold, "--suggestions", "rules")
    answer = ascribe(*call, "--format", "json")
    found = json.loads(answer.out)
    assert (found["compared"], found["articles"]) == (["gold", "anna", "Suggestions"], 1)
    assert found["claims"]["gold"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--between", "zoe"], "The library has no work of zoe; it has work of: anna, ben."),
        (["--between", "anna"], "There is nothing to compare with: choose two annotators, a file or suggestions."),
        (["--ordinal", "Stance"], "No label for claims has an attribute Stance that is a choice."),
    ],
    ids=["nobody", "one", "no attribute"],
)
def test_what_cannot_be_compared_is_told(ascribe: Ask, library: Path, arguments: list[str], told: str) -> None:
    assert ascribe("agreement", "--library", library, *arguments) == (1, "", f"ascribe: {told}\n")


def test_who_is_alone_is_told(ascribe: Ask, tmp_path: Path) -> None:
    with Library.open(tmp_path / "new.ascribe"):
        pass
    answer = ascribe("agreement", "--library", tmp_path / "new.ascribe", "--between", "anna")
    assert answer == (1, "", "ascribe: Nobody has annotated anything in the library.\n")


def test_what_was_adjudicated_is_nobodys_work(ascribe: Ask, library: Path) -> None:
    """It agrees with whom it was taken from, so the figures would be better than the annotators' are."""
    before = ascribe("agreement", "--library", library).out
    assert ascribe("adjudicate", "--library", library, "--rule", "agreement").status == 0
    assert ascribe("agreement", "--library", library).out == before
    assert ascribe("agreement", "--library", library, "--between", "anna", "Adjudicated").out != before


@pytest.mark.parametrize("share", ["0", "1.1", "half"])
def test_a_threshold_is_a_share(ascribe: Ask, library: Path, share: str) -> None:
    answer = ascribe("agreement", "--library", library, "--threshold", share)
    assert answer.status == 2
    assert "write a number above 0, at most 1, such as 0.5" in answer.err


def test_who_leads_the_work_compares_all_of_it_where_it_is_coded_blind(ascribe: Ask, library: Path) -> None:
    ascribe("layers", "--library", library, "--blind", "on", "--annotator", "anna")
    answer = ascribe("agreement", "--library", library)
    assert (answer.status, answer.out) == (1, "")
    hidden, way, nothing = answer.err.splitlines()
    assert hidden.endswith("others' work on 2 articles is hidden until you mark them as done.")
    assert way.endswith("compares all of it with --adjudicating.")
    assert "There is nothing to compare with" in nothing
    answer = ascribe("agreement", "--library", library, "--adjudicating")
    assert answer.out.startswith("2 articles compared. Claims: anna: 4, ben: 4.\n")
    assert answer.err == ""
