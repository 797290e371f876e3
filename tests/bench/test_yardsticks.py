"""A yardstick is one only as long as it does the work of what it is held beside."""

import csv
import json
from pathlib import Path
from types import ModuleType

import pytest

from desktop.library import Library
from tests.bench import exporting, importing, made, tabling
from tests.bench.processes import ANNOTATOR


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "Labelled.ascribe"
    with Library.open(path, annotator=ANNOTATOR) as library:
        made._add_articles(library, made.Newsroom(3, names=40, words=500, sentences=200), 3, 2_500, annotations=30)
    return path


def _both(bench: ModuleType, source: Path, folder: Path) -> list[str]:
    written = []
    for way in (bench.ours, bench.bare):
        target = folder / way.__name__
        way(source, target)
        written.append(target.read_text(encoding="utf-8-sig"))
    return written


def test_the_bare_export_says_what_ours_says(labelled: Path, tmp_path: Path) -> None:
    ours, bare = map(json.loads, _both(exporting, labelled, tmp_path))

    assert [set(article) for article in ours["articles"]] == [set(article) for article in bare["articles"]]
    for own, other in zip(ours["articles"], bare["articles"], strict=True):
        assert own["annotations"] == other["annotations"]
        assert own["text"] == other["text"]


def test_the_bare_table_has_a_row_for_each_of_ours(labelled: Path, tmp_path: Path) -> None:
    ours, bare = (list(csv.reader(text.splitlines(keepends=True))) for text in _both(tabling, labelled, tmp_path))

    names, *rows = ours
    assert len(rows) == len(bare)
    claims = [row[names.index("claim_id")] for row in rows]
    assert [claim for claim, row in zip(claims, bare, strict=True) if claim not in row] == []


def test_the_bare_import_makes_the_rows_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["A dam will hold.\n\nIt was built in 1931.", "The minister spoke.\n\nNobody listened."]
    monkeypatch.setattr(importing, "_ARTICLES", len(texts))
    articles = tmp_path / "articles"
    articles.mkdir()
    for number, text in enumerate(texts):
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")

    for way in (importing.ours, importing.bare):
        way(articles, tmp_path / f"{way.__name__}.ascribe")

    held = []
    for name in ("ours", "bare"):
        with Library.open(tmp_path / f"{name}.ascribe") as library:
            ids = library.article_ids()
            held.append([(library.article(id).title, library.text(id)) for id in ids])
    assert held[0] == held[1]
