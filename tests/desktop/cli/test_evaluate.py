"""ascribe evaluate."""

import json
from pathlib import Path

import pytest

from tests.desktop.cli.conftest import Ask

TEXT = "Ruiz said that the dam would hold. The old town, he added, is dry."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    quotes = [
        {"contents": [[10, 33]], "sources": [[0, 4]], "cues": [[5, 9]]},
        {"contents": [[35, 47], [58, 65]], "sources": [[49, 51]], "cues": [[52, 57]]},
    ]
    path.write_text(json.dumps({"id": "dam", "text": TEXT, "quotes": quotes}) + "\n")
    return path


def test_prints_the_figures(ascribe: Ask, gold: Path) -> None:
    answer = ascribe("evaluate", gold)
    assert answer.status == 0
    assert "articles a second" in answer.out
    assert any(line.startswith("exact") and "precision" in line for line in answer.out.splitlines())


def test_lists_the_misses(ascribe: Ask, gold: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text(json.dumps({"id": "dam", "text": TEXT, "quotes": []}) + "\n")
    answer = ascribe("evaluate", gold, "--against", nothing, "--misses")
    assert "dam:10 missed\n  gold     Ruiz | said | that the dam would hold\n  proposed -" in answer.out
    assert "recall   0.0" in answer.out


def test_a_missing_file_is_told(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "no.jsonl"
    assert ascribe("evaluate", file) == (1, "", f"ascribe: {file} does not exist.\n")
    file.write_bytes(b"\xff")
    assert ascribe("evaluate", file) == (1, "", f"ascribe: {file} cannot be read: it is not text in UTF-8.\n")


@pytest.mark.parametrize("content", ["", "\n \n", '{"format": "ascribe", "articles": []}'])
def test_a_file_without_gold_is_told(ascribe: Ask, gold: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text(content)
    for arguments in ((file,), (gold, "--against", file), (gold, "--learn-from", file)):
        answer = ascribe("evaluate", *arguments)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.startswith(f"ascribe: {file} {'holds no gold articles' if content else 'is empty'}")


def test_gold_without_attributions_is_told(ascribe: Ask, tmp_path: Path) -> None:
    file = tmp_path / "unread.jsonl"
    file.write_text(json.dumps({"text": TEXT, "quotes": []}))
    assert ascribe("evaluate", file) == (1, "", f"ascribe: {file} holds no attributions to compare with.\n")
