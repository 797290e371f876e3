"""Words of a command line that are no text: bytes of another encoding, which a shell hands on as they are."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.commands import COMMANDS
from desktop.library import Library
from tests.desktop.cli.conftest import Ask

NO_TEXT = b"K\xf6ln".decode(errors="surrogateescape")  # ISO 8859-1


def commands(parser: ArgumentParser, *path: str) -> Iterator[tuple[tuple[str, ...], ArgumentParser]]:
    """The command lines of all commands, up to where their own words begin, and what reads these."""
    parted = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    for action in parted:
        for name, below in action.choices.items():
            yield from commands(below, *path, name)
    if not parted:
        yield path, parser


def words() -> Iterator[list[str]]:
    for path, parser in commands(main._parser(COMMANDS)):
        for action in parser._actions:
            if action.nargs != 0 and action.type is None and not action.choices:
                yield [*path, f"{action.option_strings[-1]}={NO_TEXT}"] if action.option_strings else [*path, NO_TEXT]


@pytest.mark.parametrize("line", list(words()), ids=lambda line: " ".join(line[:-1]) + " " + line[-1].partition("=")[0])
def test_each_is_told(ascribe: Ask, line: list[str]) -> None:
    came = ascribe(*line)
    assert came.status == 2
    assert "is not text in UTF-8" in came.err


def test_a_path_need_not_be_text(ascribe: Ask) -> None:
    came = ascribe("list", "--library", f"{NO_TEXT}.ascribe")
    assert came.status == 1
    assert "There is no library" in came.err


def test_the_name_of_the_user_need_not_be_text(ascribe: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, NO_TEXT)
    (article := tmp_path / "Article.txt").write_text("It rained.")
    assert ascribe("import", "--library", tmp_path / "News.ascribe", article).status == 0
    with Library.open(tmp_path / "News.ascribe") as library:
        assert library.annotator == "K\ufffdln"
