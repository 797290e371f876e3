"""Articles whose letters may be those of another alphabet: told as they are imported, and read anew."""

from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange.importing import import_paths
from desktop.exchange.other_encoding import read_in, readings_of
from desktop.exchange.source import Choices
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import FIRST, Annotation, Article, Track
from desktop.model.text import Fragment
from tests.making import article_of

FRENCH = "Le ministère a démenti.\nPar Anaïs Lefèvre\n\nLa maire, elle, a parlé mardi."
AS_POLISH = FRENCH.encode("cp1252").decode("cp1250")


@pytest.fixture
def imported(library: Library, tmp_path: Path) -> Article:
    (tmp_path / "a.txt").write_text("Before\n\nIt rained.")
    (tmp_path / "b.txt").write_bytes(FRENCH.encode("cp1252"))
    (tmp_path / "c.txt").write_text("After\n\nIt rained again.")
    report = import_paths(library, [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")])
    (remark,) = report.remarks
    assert "Western European (Windows-1252)" in remark.words
    assert "Central European (Windows-1250)" in remark.words
    return library.article(report.added[1])


def test_the_import_says_so_and_keeps_it(library: Library, imported: Article) -> None:
    assert library.text(imported.id) == FRENCH
    (track,) = library.tracks(imported.id)
    assert (track.kind, track.start, track.end) == ("encoding", 0, len(FRENCH))
    readings = readings_of(library, imported.id)
    assert list(readings) == track.value.split()
    assert list(readings.values())[:2] == [FRENCH, AS_POLISH]


def test_it_is_read_anew_in_its_place_and_undo_brings_the_other_back(library: Library, imported: Article) -> None:
    with library.edit(operations.read_in("Central European (Windows-1250)")) as edit:
        new = read_in(edit, imported, "cp1250")
    assert [row.article.id for row in library.articles()][1] == new.id
    assert library.text(new.id) == AS_POLISH
    assert (new.title, new.author) == ("Le ministčre a démenti.", "Anaďs Lefčvre")
    assert list(readings_of(library, new.id))[:2] == ["cp1250", "cp1252"]  # and back again
    library.undo()
    assert library.article(imported.id) == imported
    assert [row.article.title for row in library.articles()][1] == "Le ministère a démenti."
    assert library.text(imported.id) == FRENCH
    library.redo()
    assert library.text(new.id) == AS_POLISH


def test_what_a_person_wrote_of_it_stays(library: Library, imported: Article) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(imported, publisher="La Dépêche", tags=("été",), status="in progress")
    with library.edit(operations.read_in("Central European (Windows-1250)")) as edit:
        new = read_in(edit, library.article(imported.id), "cp1250")
    kept = library.article(new.id)
    assert (kept.publisher, kept.tags, kept.status) == ("La Dépêche", ("été",), "in progress")


def test_a_suggestion_goes_and_work_stays(library: Library, imported: Article) -> None:
    one = Annotation(article=imported.id, label="claim", fragments=(Fragment(0, 2),), status="suggested")
    with library.edit(operations.suggest()) as edit:
        suggested = edit.add(one)
    assert readings_of(library, imported.id)
    with library.edit(operations.accept(1)) as edit:
        labelling.accept(edit, suggested)
    assert not readings_of(library, imported.id)
    with pytest.raises(KnownError, match="annotated"), library.edit(operations.read_in("x")) as edit:
        read_in(edit, imported, "cp1250")
    assert library.text(imported.id) == FRENCH


@pytest.mark.parametrize("said", ["", "cp1252", "cp1252 zlib", "no-such-thing cp1250", "ascii cp1250", "cp1252 cp932"])
def test_what_cannot_be_is_not_offered(library: Library, said: str) -> None:
    article = article_of("Café.", "Café")
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(article, "Café.", [Track("encoding", 0, 5, said)])
    assert not readings_of(library, article.id)


def test_one_in_utf8_is_not_in_doubt(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    report = import_paths(library, [tmp_path / "a.txt"])
    assert not report.remarks
    assert not readings_of(library, report.added[0])


def test_an_encoding_that_is_named_is_taken(library: Library, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(FRENCH.encode("cp1252"))
    report = import_paths(library, [tmp_path / "b.txt"], choices=Choices(encoding="cp1250"))
    assert library.text(report.added[0]) == AS_POLISH
    assert not report.remarks


def test_how_far_it_is_in_each_layer_stays(library: Library, imported: Article) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.set_layer_status(imported.id, FIRST, "done")
        edit.set_layer_status(imported.id, "Bob", "skipped")
    with library.edit(operations.read_in("Central European (Windows-1250)")) as edit:
        new = read_in(edit, library.article(imported.id), "cp1250")
        assert [edit.layer_status(new.id, layer) for layer in (FIRST, "Bob")] == ["done", "skipped"]
