"""The names of files say what is known of their articles."""

from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import name_patterns
from desktop.exchange.importing import import_paths
from desktop.exchange.previewing import preview
from desktop.exchange.source import Choices
from desktop.library import Library


@pytest.mark.parametrize(
    ("pattern", "path", "known"),
    [
        (
            "{date}_{publisher}_{title}",
            "2026-03-04_Gazette_The_dam_holds",
            ("The dam holds", "Gazette", "2026-03-04", ""),
        ),
        ("{date} {title}", "4.3.2026 The dam holds", ("The dam holds", "", "2026-03-04", "")),
        (
            "{publisher}/{date}-{}-{author}",
            "The Post/20260304-x-Ann Lee",
            ("It holds.", "The Post", "2026-03-04", "Ann Lee"),
        ),
        ("({date}) {title}", "(2026-03) a+b", ("a+b", "", "2026-03", "")),
    ],
)
def test_a_name_says_what_is_known(
    library: Library, tmp_path: Path, pattern: str, path: str, known: tuple[str, ...]
) -> None:
    file = tmp_path / f"{path}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("It holds.\nSo said Ruiz.")
    choices = Choices(name_pattern=pattern)
    (seen,) = preview(library, [tmp_path], choices=choices).files
    import_paths(library, [tmp_path], choices=choices)
    for article in (*seen.first, library.articles()[0].article):
        assert (article.title, article.publisher, article.published, article.author) == known


def test_a_name_that_does_not_fit_is_told_and_several_articles_keep_their_titles(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "2026_notes.txt").write_text("It holds.")
    (tmp_path / "Gazette_all.csv").write_text("title,text\nOne,The first text.\nTwo,The second text.\n")
    choices = Choices(name_pattern="{publisher}_{title}s")
    report = import_paths(library, [tmp_path], choices=Choices(name_pattern="{publisher}_{title}"))
    assert [(row.article.title, row.article.publisher) for row in library.articles()] == [
        ("notes", "2026"),
        ("One", "Gazette"),
        ("Two", "Gazette"),
    ]
    assert not report.remarks
    fits, other = preview(None, [tmp_path], choices=choices).files
    assert (fits.first[0].title, fits.said) == ("note", ())
    assert other.lines()[-3] == "Its name does not fit the pattern {publisher}_{title}s."


@pytest.mark.parametrize("pattern", ["title", "{titel}", "{title}{title}", "{title", "{}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(KnownError, match="is not a pattern of file names"):
        name_patterns.check(pattern)
