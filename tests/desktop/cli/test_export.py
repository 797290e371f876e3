"""`ascribe export` in a format that cannot hold everything, and with the options that formats declare."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.cli import export
from desktop.exchange.document import Document, Head
from desktop.exchange.format import NO, Format, Option, Options
from desktop.library import Library
from desktop.model import operations
from desktop.model.features import ALL, Feature
from desktop.model.records import Attribution, Source, Speaker
from tests.desktop.cli.conftest import Ask
from tests.making import added, added_article

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
@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.html", b"<!doctype html>"), ("OUT.DOCX", b"PK"), ("out.csv", b"\xef\xbb\xbfarticle,"), ("out", b"{")],
)
def test_the_format_is_that_which_the_file_is_named_for(ascribe: Ask, tmp_path: Path, name: str, begins: bytes) -> None:
    assert ascribe("export", "-o", tmp_path / name)[0] == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_named_for_another_format_or_for_none_is_not_written(ascribe: Ask, tmp_path: Path) -> None:
    csv, foo = tmp_path / "out.csv", tmp_path / "x.foo"
    other = f"ascribe: {csv} is named as a file of the format csv.\n"
    assert ascribe("export", "--format", "xlsx", "-o", csv) == (1, "", other)
    refused = ascribe("export", "-o", foo)
    assert (refused.status, refused.out) == (1, "")
    assert "no format has files that end in .foo. Name one by --format, or name the file .json" in refused.err
    assert not csv.exists()
    assert not foo.exists()
    assert ascribe("export", "--format", "csv", "-o", foo).status == 0
    assert foo.read_bytes().startswith(b"\xef\xbb\xbfarticle,")


@pytest.mark.usefixtures("filled")
def test_the_options_are_those_of_the_formats(ascribe: Ask) -> None:
    assert ascribe("export", "--format", "titles", "--in-capitals").out == "THE BRIDGE CLOSES\n"
    assert "--in-capitals" in (help := ascribe("export", "--help").out)
    assert "--include-suggestions" in help
    answer = ascribe("export", "--format", "titles", "--include-suggestions")
    assert answer == (1, "", "ascribe: The format titles has no --include-suggestions.\n")


# Tables


@pytest.fixture
def claims(ascribe: Ask, tmp_path: Path) -> Path:
    """A library in which Ann and Bob said something together, and Ann something alone."""
    library = tmp_path / "news.ascribe"
    text = "Ann and Bob said: we hold. Ann left."
    with Library.open(library, annotator="me") as opened:
        article = added_article(opened, text, "Today", id="today")
        added_article(opened, "Nothing.", "Other")
        with opened.edit(operations.label("Claim")) as edit:
            ann, bob = edit.add_all([Speaker(id="ann", name="Ann"), Speaker(id="bob", name="Bob")])
            joint = added(edit, article, text, "Claim", "we hold")
            alone = added(edit, article, text, "Claim", "Ann left")
            edit.add(Attribution(claim=joint.id, article="today", sources=(Source(ann.id), Source(bob.id))))
            edit.add(Attribution(claim=alone.id, article="today", sources=(Source(ann.id),)))
    return library


JOINED = "1 claim has several sources, which are joined in its row."
TABLE = "claim,speaker\nwe hold,Ann; Bob\nAnn left,Ann\n"


def table(ascribe: Ask, library: Path, *arguments: object) -> tuple[int, str, str]:
    common = ("--library", library, "--format", "csv", "--without-bom")
    status, out, err = ascribe("export", *common, *arguments)
    return status, out.replace("\r\n", "\n"), err


def test_a_table_has_the_columns_that_are_asked_for(ascribe: Ask, claims: Path) -> None:
    assert table(ascribe, claims, "--columns", "claim, speaker") == (0, TABLE, f"ascribe: {JOINED}\n")
    each = table(ascribe, claims, "--columns", "claim,speaker", "--rows", "source")
    assert each == (0, "claim,speaker\nwe hold,Ann\nwe hold,Bob\nAnn left,Ann\n", "")
    status, _, told = table(ascribe, claims, "--columns", "claim,tea")
    assert (status, "has no column tea; it has: article, publisher" in told) == (1, True)
    assert table(ascribe, claims, "--table", "articles", "--columns", "title,claims")[1] == (
        "title,claims\nToday,2\nOther,0\n"
    )


def test_what_a_row_cannot_hold_is_kept_skipped_or_refused(ascribe: Ask, claims: Path, tmp_path: Path) -> None:
    columns = ("--columns", "claim,speaker")
    assert table(ascribe, claims, *columns, "--on-loss", "keep")[1] == TABLE
    skipped = table(ascribe, claims, *columns, "--on-loss", "skip")
    told = f"ascribe: {JOINED} What it can hold only in part is left out.\n"
    assert skipped == (0, "claim,speaker\nAnn left,Ann\n", told)
    target = tmp_path / "out.csv"
    refused = table(ascribe, claims, *columns, "--on-loss", "fail", "-o", target)
    assert refused == (1, "", f"ascribe: {JOINED} Nothing is written.\n")
    assert not target.exists()
    assert table(ascribe, claims, *columns, "--on-loss", "fail", "--rows", "source", "-o", target)[0] == 0
    assert target.exists()


def test_a_table_of_what_a_speaker_said(ascribe: Ask, claims: Path) -> None:
    columns = ("--columns", "claim")
    assert table(ascribe, claims, *columns, "--speaker", "bob")[1] == "claim\nwe hold\n"
    assert table(ascribe, claims, *columns, "--speaker", "BOB", "--speaker", "ann")[1] == "claim\nwe hold\nAnn left\n"
    assert table(ascribe, claims, *columns, "--speaker", "Zed") == (
        1,
        "",
        "ascribe: The library has no speaker called Zed.\n",
    )
    matching = table(ascribe, claims, "--table", "articles", "--columns", "title", "--matching", "oth")
    assert matching[1] == "title\nOther\n"


def test_a_layout_is_kept_and_used_again(ascribe: Ask, claims: Path) -> None:
    table(ascribe, claims, "--columns", "claim,speaker", "--rows", "source", "--keep-layout", "mine")
    each = "claim,speaker\nwe hold,Ann\nwe hold,Bob\nAnn left,Ann\n"
    assert table(ascribe, claims, "--layout", "mine") == (0, each, "")
    assert table(ascribe, claims, "--layout", "mine", "--rows", "claim")[1] == TABLE
    unknown = table(ascribe, claims, "--layout", "yours")
    assert unknown == (1, "", "ascribe: No layout is kept as yours; those that are kept: mine.\n")


def test_the_first_rows_are_shown_and_nothing_is_written(ascribe: Ask, claims: Path, tmp_path: Path) -> None:
    answer = table(ascribe, claims, "--columns", "claim,speaker", "--preview", "-o", tmp_path / "out.csv")
    rows = "claim    we hold\nspeaker  Ann; Bob\n\nclaim    Ann left\nspeaker  Ann\n"
    assert answer == (0, rows, f"ascribe: {JOINED}\n")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("argument", ["--rows=source", "--table=claims", "--columns=claim", "--layout=a", "--preview"])
def test_what_is_no_table_takes_no_columns(ascribe: Ask, claims: Path, argument: str) -> None:
    answer = ascribe("export", "--library", claims, argument)
    assert answer == (1, "", "ascribe: The format json is not a table.\n")


def test_all_formats_are_listed(ascribe: Ask) -> None:
    status, out, err = ascribe("formats")
    assert (status, err) == (0, "")
    assert "CSV table (csv): .csv\n    Is read and written.\n" in out
