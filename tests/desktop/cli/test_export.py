"""`ascribe export` in a format that cannot hold everything, and with the options that formats declare."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.cli import export
from desktop.exchange.document import Document, Head
from desktop.exchange.format import NO, Format, Option, Options
from desktop.model.features import ALL, Feature
from tests.desktop.cli.conftest import Ask

_LOUD = Option(name="in_capitals", title="In capitals", help="write in capitals")


def write_titles(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    for document in documents:
        title = document.article.title
        stream.write(f"{title.upper() if options.get('in_capitals') else title}\n".encode())


@pytest.fixture(autouse=True)
def _titles(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = Format(
        name="titles",
        title="Titles",
        extensions=(".titles",),
        score=lambda _: NO,
        can_hold=ALL - {Feature.LANGUAGES},
        options=(_LOUD,),
        write=write_titles,
    )
    monkeypatch.setattr(export, "WRITABLE", {**export.WRITABLE, "titles": titles})


@pytest.fixture
def filled(ascribe: Ask, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge closes")
    ascribe("import", "--language", "en", tmp_path / "a.txt")


@pytest.mark.usefixtures("filled")
def test_what_the_file_will_be_without_is_told_on_standard_error(ascribe: Ask, tmp_path: Path) -> None:
    told = "ascribe: The format Titles cannot hold all of this. The file will be without the language of 1 article.\n"
    assert ascribe("export", "--format", "titles") == (0, "The bridge closes\n", told)
    assert ascribe("export", "--format", "titles", "-o", tmp_path / "out") == (0, "", told)
    assert ascribe("export", "-o", tmp_path / "out.json") == (0, "", "")


@pytest.mark.usefixtures("filled")
def test_the_options_are_those_of_the_formats(ascribe: Ask) -> None:
    assert ascribe("export", "--format", "titles", "--in-capitals").out == "THE BRIDGE CLOSES\n"
    assert "--in-capitals" in (help := ascribe("export", "--help").out)
    assert "--include-suggestions" in help
    answer = ascribe("export", "--format", "titles", "--include-suggestions")
    assert answer == (1, "", "ascribe: The format titles has no --include-suggestions.\n")
