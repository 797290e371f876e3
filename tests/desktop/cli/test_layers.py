"""ascribe layers, and whose work the other commands write."""

import csv
import io
import json
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED
from tests.desktop.cli.conftest import Ask
from tests.making import added, added_article

TEXT = "Ruiz said that the dam would hold. The old town, he added, is dry. Nobody asked him."
WORK = (("anna", "the dam would hold"), ("ben", "The old town"), (ADJUDICATED, "Nobody asked him"))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A claim of each of two annotators, and one that was decided upon."""
    path = tmp_path / "news.ascribe"
    for name, words in WORK:
        layer = ADJUDICATED if name == ADJUDICATED else None
        with Library.open(path, annotator="anna" if layer else name, layer=layer) as library:
            article = library.articles()[0].article if library.article_ids() else added_article(library, TEXT)
            with library.edit(operations.label("Claim")) as edit:
                added(edit, article, TEXT, "Claim", words)
    return path


def test_the_layers_are_listed(ascribe: Ask, library: Path) -> None:
    rows = [line.split() for line in ascribe("layers", "--library", library).out.splitlines()[1:]]
    assert rows == [["1", "0", "1", name] for name, _ in WORK]


@pytest.mark.parametrize("chosen", [(), ("ben",), ("ben", ADJUDICATED)])
def test_an_export_says_whose_it_is_in_the_file_and_beside_it(ascribe: Ask, library: Path, chosen: tuple[str]) -> None:
    expected = [pair for pair in WORK if not chosen or pair[0] in chosen]
    flags = [flag for name in chosen for flag in ("--layer", name)]
    answer = ascribe("export", "--library", library, *flags)
    assert answer.err == f"ascribe: With the work of {', '.join(name for name, _ in expected)}.\n"
    (article,) = json.loads(answer.out)["articles"]
    assert [(one["layer"], one["fragments"][0]["text"]) for one in article["annotations"]] == expected
    table = ascribe("export", "--library", library, "--format", "csv", *flags).out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [(row["layer"], row["claim"]) for row in rows] == expected


def test_what_others_did_is_hidden_where_the_owner_says_so_and_each_command_tells(ascribe: Ask, library: Path) -> None:
    assert ascribe("layers", "--library", library).err == "ascribe: The library is not coded blind.\n"
    refused = ascribe("layers", "--library", library, "--blind", "on", "--annotator", "ben")
    assert (refused.status, refused.err.startswith("ascribe: Only anna, ")) == (1, True)
    told = ascribe("layers", "--library", library, "--blind", "on", "--annotator", "anna").err
    assert (
        told == "ascribe: The library is coded blind: others' work on 1 article is hidden until you mark it as done.\n"
    )
    answer = ascribe("export", "--library", library)
    assert told in answer.err
    assert json.loads(answer.out)["articles"][0]["annotations"] == []
    compared = ascribe("agreement", "--library", library, "--between", "ben", "anna")
    assert told in compared.err
    assert "would hold" not in compared.out
    for command in (("list",), ("search", "dam"), ("check", "--annotations")):
        assert told in ascribe(*command, "--library", library).err
    assert "not coded blind" in ascribe("layers", "--library", library, "--blind", "off", "--annotator", "anna").err
    assert len(json.loads(ascribe("export", "--library", library).out)["articles"][0]["annotations"]) == 3


def test_layers_are_compared_by_name(ascribe: Ask, library: Path) -> None:
    answer = ascribe("agreement", "--library", library, "--between", "ben", ADJUDICATED)
    assert answer.out.startswith("1 article compared. Claims: ben: 1, Adjudicated: 1.")
    assert ascribe("agreement", "--library", library).out.startswith("1 article compared. Claims: anna: 1, ben: 1.\n")


def test_you_are_whom_the_preferences_name(ascribe: Ask, library: Path) -> None:
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text("[General]\nannotator=anna\n", encoding="utf-8")
    assert ascribe("layers", "--library", library, "--blind", "on").status == 0
    (article,) = json.loads(ascribe("export", "--library", library).out)["articles"]
    assert {one["layer"] for one in article["annotations"]} == {"anna"}


def test_who_may_only_read_sees_all_where_it_is_coded_blind(
    ascribe: Ask, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ascribe("layers", "--library", library, "--blind", "on", "--annotator", "anna")
    monkeypatch.setattr("desktop.library.sqlite.engine.is_writable", lambda path: False)
    told = ascribe("layers", "--library", library).err
    assert told == "ascribe: The library is coded blind; you can only read it, so nothing is hidden from you.\n"
    answer = ascribe("agreement", "--library", library)
    assert (answer.out.split(".")[0], answer.err) == ("1 article compared", "")
