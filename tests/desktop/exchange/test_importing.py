import json
import os
from pathlib import Path

import docx
import pytest

from desktop.base.errors import Cancelled, KnownError
from desktop.base.progress import Progress
from desktop.exchange import merging
from desktop.exchange.importing import import_paths, paste
from desktop.library import Library
from desktop.model import operations
from tests.desktop.model.test_language import NEWS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of readable files, others, and one more folder."""
    inside = tmp_path / "news"
    (inside / "b").mkdir(parents=True)
    (inside / ".git").mkdir()
    for name, text in {
        "c.txt": "C is third",
        "a.md": "A is first",
        "b/b.txt": "B is second, below",
        "b/photo.jpg": "not read",
        ".git/hidden.txt": "not read",
        ".hidden.txt": "not read",
    }.items():
        (inside / name).write_text(text)
    return inside


def titles(library: Library) -> list[str]:
    return [row.article.title for row in library.articles()]


def test_a_folder_is_imported_with_the_folders_in_it_by_name(library: Library, folder: Path) -> None:
    report = import_paths(library, [folder])
    assert titles(library) == ["A is first", "C is third", "B is second, below"]
    assert report.added == [row.article.id for row in library.articles()]
    assert str(report) == "3 articles added."


def test_the_same_text_is_known_whichever_file_it_comes_from(library: Library, folder: Path) -> None:
    (folder / "double.txt").write_bytes(b"\xef\xbb\xbfA is first")
    report = import_paths(library, [folder])
    assert [known.path for known in report.known] == [folder / "double.txt"]
    assert report.known[0].article == report.added[0]
    again = import_paths(library, [folder / "a.md"])
    assert (again.added, again.known[0].article) == ([], report.added[0])
    assert library.count_articles() == (3, 0)


def test_refused_files_do_not_hold_up_the_others(library: Library, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "b" / "broken.docx").write_text("no zip")
    (folder / "other.json").write_text('{"a": 1}')
    empty = tmp_path / "nothing"
    empty.mkdir()
    missing = tmp_path / "missing.txt"
    report = import_paths(library, [missing, folder, empty])
    assert library.count_articles()[0] == 3
    assert sorted(refusal.path.name for refusal in report.refused) == [
        *("broken.docx", "empty.txt", "missing.txt", "nothing", "other.json"),
    ]
    for refusal in report.refused:
        assert str(refusal.path) in refusal.reason
    assert str(report) == "3 articles added, 5 refused."


def test_one_undo_takes_a_whole_import_back(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_ARTICLES_AT_ONCE", 2)
    import_paths(library, [folder])
    assert len(library.journal()) == 2
    assert library.undo_operation == operations.import_articles()
    library.undo()
    assert library.count_articles()[0] == 0
    library.redo()
    assert titles(library) == ["A is first", "C is third", "B is second, below"]
    assert library.check() == []


def test_long_texts_make_small_batches(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_CHARACTERS_AT_ONCE", 5)
    import_paths(library, [folder])
    assert len(library.journal()) == 3


def test_an_import_tells_how_far_it_is_and_can_be_cancelled(library: Library, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    import_paths(library, [folder], lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    library.undo()
    report = import_paths(library, [folder], _cancelling_at(2))
    assert report.cancelled
    assert titles(library) == ["A is first", "C is third"]
    assert str(report) == "Cancelled: 2 articles added."


def _cancelling_at(file: int) -> Progress:
    def progress(done: int, total: int) -> None:
        if done == file:
            raise Cancelled

    return progress


def test_a_pasted_text_is_an_article_once(library: Library) -> None:
    report = paste(library, "\r\nA headline\r\nand what follows")
    assert library.article(report.added[0]).title == "A headline"
    assert library.text(report.added[0]) == "\nA headline\nand what follows"
    assert library.undo_operation == operations.paste_article()
    again = paste(library, "\nA headline\nand what follows")
    assert (again.added, again.known[0].path, again.known[0].article) == ([], None, report.added[0])


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "a\ud800b"])
def test_what_is_no_text_cannot_be_pasted(library: Library, text: str) -> None:
    with pytest.raises(KnownError):
        paste(library, text)
    assert library.count_articles()[0] == 0


@pytest.mark.skipif(os.name != "posix", reason="names of files are text elsewhere")
def test_a_file_whose_name_is_no_text_is_imported(library: Library, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text("Its text is text")
    assert len(import_paths(library, [path]).added) == 1


def languages(library: Library) -> list[str]:
    return [row.article.language for row in library.articles()]


def test_each_way_in_recognises_the_language(library: Library, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(NEWS["fr"])
    document.save(str(tmp_path / "c.docx"))
    (tmp_path / "a.txt").write_text(NEWS["de"], encoding="utf-8")
    (tmp_path / "b.md").write_text("Ruiz\n\n1 2 3", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": "d", "text": NEWS["ja"], "quotes": []}), encoding="utf-8")
    import_paths(library, [tmp_path])
    paste(library, NEWS["ru"])
    assert languages(library) == ["de", "", "fr", "ja", "ru"]


@pytest.mark.parametrize(
    ("declared", "code", "taken"),
    [("en", "de", "de"), ("de-AT", "de", "de-AT"), ("en_GB", "en", "en-GB"), ("", "fr", "fr"), ("no", "nb", "no")],
)
def test_a_long_clear_text_knows_better_than_its_page(
    library: Library, tmp_path: Path, declared: str, code: str, taken: str
) -> None:
    paragraphs = "".join(f"<p>{NEWS[code]} {number}.</p>" for number in range(3))
    page = (
        f'<!doctype html><html lang="{declared}"><title>2026</title><body><article>{paragraphs}</article></body></html>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    import_paths(library, [tmp_path / "page.html"])
    assert languages(library) == [taken]


def test_a_language_that_is_named_goes_before_what_articles_say(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS["de"], encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b", "text": NEWS["ja"], "quotes": []}), encoding="utf-8")
    import_paths(library, [tmp_path], language="gsw")
    assert languages(library) == ["gsw", "gsw"]
    library.undo()
    assert languages(library) == []


def test_the_same_text_of_two_outlets_is_two_articles_and_told(library: Library, tmp_path: Path) -> None:
    words = "The crane of the harbour has to be mended, the council said on Monday. " * 6
    for outlet in ("The Post", "Der Bote"):
        (tmp_path / f"{outlet}.csv").write_text(f'title,text,publisher\nCrane,"{words}",{outlet}\n')
    first = import_paths(library, [tmp_path / "The Post.csv"])
    assert str(first) == "1 article added."
    second = import_paths(library, [tmp_path / "Der Bote.csv"])
    assert str(second) == "1 article added, 1 has much the same text as another article."
    assert [one.article.id for one in library.same_texts(second.added[0])] == first.added
    again = import_paths(library, [tmp_path / "Der Bote.csv"])
    assert (again.added, again.known[0].article) == ([], second.added[0])
    library.undo()
    assert library.count_articles() == (1, 0)
