"""Articles are given to annotators to code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import labelling
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from desktop.model.records import FIRST, Annotator
from tests.making import added, added_article

TEXTS = ("The bridge closes.", "The river falls.", "Exports are up.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "news.ascribe", annotator="Anna")
    for text in TEXTS:
        added_article(library, text, text)
    yield library
    library.close()


def assign(library: Library, *names: str) -> None:
    """Give each article to these: the first to the first name, and so on."""
    wanted = dict(zip(library.article_ids(), (name.split() for name in names), strict=False))
    with library.edit(operations.assign(len(wanted))) as edit:
        labelling.assign(edit, wanted)


def assigned(library: Library) -> list[list[str]]:
    names = {one.id: one.name for one in library.annotators()}
    return [[names[one.layer] for one in library.assignments([id])] for id in library.article_ids()]


def test_who_gives_work_to_others_is_the_first_and_all_of_it_goes_in_one_step(library: Library) -> None:
    assign(library, "Ben", "Ben Cleo", "Anna")
    assert assigned(library) == [["Ben"], ["Ben", "Cleo"], ["Anna"]]
    assert library.annotators()[0] == Annotator(id=FIRST, name="Anna", hue=0)
    assert library.undo_operation == operations.assign(3)
    assign(library, "Cleo", "", "Anna")
    assert assigned(library) == [["Cleo"], [], ["Anna"]]
    library.undo()
    assert assigned(library) == [["Ben"], ["Ben", "Cleo"], ["Anna"]]
    library.undo()
    assert assigned(library) == [[], [], []]
    library.redo()
    assert assigned(library) == [["Ben"], ["Ben", "Cleo"], ["Anna"]]


def test_my_work_is_a_filter_and_an_order(library: Library) -> None:
    assign(library, "Ben", "Anna", "Ben")
    first, second, third = library.article_ids()
    mine = ArticleFilter(assigned=True)
    assert library.article_ids(mine) == [second]
    assert library.article_ids(ArticleFilter(order="assigned")) == [second, first, third]
    with Library.open(library.address, annotator="Ben") as ben:
        assert ben.article_ids(mine) == [first, third]
        with ben.edit(operations.mark_articles("done", 1)) as edit:
            edit.change(edit.article(first), status="done")
        assert ben.article_ids(ArticleFilter(order="assigned")) == [third, first, second]
        assert ben.count_articles(mine) == (2, 1)
        ben.read_layers(None)
        assert len(ben.article_ids(mine)) == 3


def test_the_progress_is_told_by_annotator_and_article(library: Library) -> None:
    assign(library, "Ben Anna", "Ben")
    with Library.open(library.address, annotator="Ben") as ben, ben.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(library.article_ids()[0]), status="done")
    plan = library.work_plan()
    assert plan.by_layer == {"": (0, 1), "Ben": (1, 2)}
    assert [(row.title, dict(row.statuses), row.is_done) for row in plan.rows] == [
        (TEXTS[0], {"": "new", "Ben": "done"}, False),
        (TEXTS[1], {"Ben": "new"}, False),
    ]


def test_an_article_that_goes_takes_who_was_to_code_it_along(library: Library) -> None:
    assign(library, "Ben", "Ben")
    with library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, edit.article(library.article_ids()[0]))
    assert assigned(library) == [["Ben"], []]
    library.undo()
    assert assigned(library) == [["Ben"], ["Ben"], []]
    assert library.check() == []


def test_files_say_who_is_to_code_what(library: Library, tmp_path: Path) -> None:
    assign(library, "Ben", "Ben Cleo")
    file = tmp_path / "all.json"
    exporting.export(library, native.FORMAT, Selection(layers=None), file)
    articles = json.loads(file.read_text(encoding="utf-8"))["articles"]
    assert [one.get("assigned", []) for one in articles] == [["Ben"], ["Ben", "Cleo"], []]
    for number, source in enumerate((file, library.backup(tmp_path / "copy.ascribe"))):
        with Library.open(tmp_path / f"other{number}.ascribe", annotator="Dora") as other:
            import_paths(other, [source])
            assert assigned(other) == [["Ben"], ["Ben", "Cleo"], []]
            import_paths(other, [source])
            assert len(other.assignments()) == 3


def test_whom_work_was_given_to_begins_their_own_layer(library: Library) -> None:
    assign(library, "Ben")
    with Library.open(library.address, annotator="Ben") as ben:
        article = ben.article(ben.article_ids()[0])
        with ben.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXTS[0], "Claim", "bridge")
        assert ben.work_by_layer() == {"Ben": (1, 1)}
        assert ben.assignments()[0].layer == ben.layer
