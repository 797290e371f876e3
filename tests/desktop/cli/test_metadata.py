"""ascribe metadata"""

from pathlib import Path

from desktop.library import Library
from tests.desktop.cli.conftest import Ask


def test_articles_change_by_a_table(ascribe: Ask, tmp_path: Path) -> None:
    library, folder, table = tmp_path / "News.ascribe", tmp_path / "texts", tmp_path / "known.csv"
    folder.mkdir()
    (folder / "dam.txt").write_text("The dam holds, said Croft.")
    ascribe("import", "--library", library, folder)
    table.write_text("which|publisher\ndam|Gazette\nno|Post\n")
    call = ("metadata", "--library", library, table, "--column", "file=which", "--delimiter", "|")
    seen = ascribe(*call, "--files", folder, "--dry-run")
    with Library.open(library) as opened:
        assert opened.articles()[0].article.publisher == ""
    assert seen.out.splitlines() == [
        "1 article is found by its file",
        "1 article changes: publisher 1",
        "1 row fits no article of the library: row 2: no",
    ]
    assert ascribe(*call).out == seen.out
    with Library.open(library) as opened:
        assert opened.articles()[0].article.publisher == "Gazette"
    assert ascribe(*call, "--only-empty").out.splitlines()[1:3] == ["0 articles change", "1 article stays as it is"]
    assert ascribe(*call[:-1], "::").err == "ascribe: A delimiter is one character; “::” is none.\n"
