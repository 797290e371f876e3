"""What the command line prints of others' texts, and where it makes nothing."""

import json
from pathlib import Path

import pytest

from tests.desktop.base.test_control_characters import controls
from tests.desktop.cli.conftest import Ask

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\x7f"
TITLE = f"Evil {EVIL} title"
TEXT = f"{TITLE}\n\n{'Ruiz said so. ' * 50}Ruiz said that {EVIL} the dam would hold.\n"  # or it would be no text


@pytest.fixture
def evil(ascribe: Ask, tmp_path: Path) -> Path:
    """A library with such an article, and a file of such a name."""
    article = tmp_path / f"evil{EVIL}.txt"
    article.write_text(TEXT, encoding="utf-8", newline="")
    ascribe("import", article)
    return article


def test_no_control_character_of_a_text_or_a_name_is_printed(ascribe: Ask, evil: Path, tmp_path: Path) -> None:
    gold = tmp_path / f"gold{EVIL}.jsonl"
    quote = {"contents": [[0, 9]], "sources": [], "cues": []}
    gold.write_text(json.dumps({"id": EVIL, "text": TEXT.replace("\r", ""), "quotes": [quote]}))
    unsound = tmp_path / f"unsound{EVIL}.json"
    unsound.write_text(json.dumps({"format": "ascribe", "version": 2, EVIL: EVIL}))
    for arguments in (
        ("list",),
        ("list", EVIL),
        ("search", "dam"),
        ("search", "Evil"),
        ("import", evil),
        ("import", tmp_path / EVIL),
        ("import", unsound),
        ("validate", unsound),
        ("suggest",),
        ("suggest", EVIL),
        ("export", EVIL),
        ("check",),
        ("evaluate", gold, "--misses"),
        ("evaluate", evil),
        ("restore", evil),
        ("backup", tmp_path / EVIL),
        ("list", "--library", evil),
        ("list", f"--{EVIL}"),
        ("check", EVIL),
    ):
        answer = ascribe(*arguments)
        assert answer.out + answer.err, arguments
        assert controls(answer.out + answer.err) <= {"\n", "\t"}, arguments


def test_an_article_is_one_line_of_the_list(ascribe: Ask, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>One\ntwo</title><p>{'She said so. ' * 20}</p>")
    ascribe("import", page)
    assert len(ascribe("list").out.splitlines()) == 3  # with the headings and the total


@pytest.mark.parametrize("command", ["list", "search", "suggest", "learn", "export", "check", "backup"])
def test_what_only_makes_sense_with_a_library_makes_none(ascribe: Ask, home: Path, command: str) -> None:
    answer = ascribe(command, *(("word",) if command == "search" else ()))
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == f"ascribe: There is no library {home}/Library.ascribe; `ascribe import ARTICLE` makes one.\n"
    assert not home.exists()
