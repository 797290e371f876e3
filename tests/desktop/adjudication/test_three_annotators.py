"""Three invented annotators code twenty articles blind; they are compared and settled, and that is exported."""

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from desktop import labelling
from desktop.adjudication.by_rule import apply_rule
from desktop.adjudication.rules import Rule, take, take_none
from desktop.agreement import measures
from desktop.agreement.matching import Matching
from desktop.agreement.sides import Work, compared
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.exchange.importing import import_paths
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, Speaker
from tests.desktop.adjudication import three
from tests.desktop.adjudication.making import looked_at, settle
from tests.making import added_article, over


def code(edit: Edit, id: str, found: Mapping[str, str], people: Mapping[str, Speaker]) -> None:
    """Mark these claims of an article."""
    text = edit.text(id)
    labelling.start_article(edit, edit.article(id))
    for words, who in found.items():
        claim = labelling.annotate(edit, id, text, over(text, words), edit.codebook.label("Claim"))
        labelling.attribute(edit, claim, people[who])


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, three.Coded]]:
    """The library after all three coded all of it, each without seeing the others' work, and what they meant."""
    path = tmp_path_factory.mktemp("three") / "news.ascribe"
    with pytest.MonkeyPatch.context() as before_any_test:
        before_any_test.setenv("ASCRIBE_HOME", str(path.parent / "home"))
        with Library.open(path, annotator=three.NAMES[0]) as library:
            ids = [
                added_article(library, three.text_of(number), f"Report {number}").id for number in range(three.ARTICLES)
            ]
            meant = three.all_drawn(ids)
            with library.edit(operations.add_speaker()) as edit:
                people = {name: edit.add(Speaker(name=name)) for name in three.PEOPLE}
            with library.edit(operations.assign(len(ids))) as edit:
                labelling.assign(edit, dict.fromkeys(ids, three.NAMES))
            with library.edit(operations.code_blind(True)) as edit:
                labelling.set_blind(edit, True)
            for name in three.NAMES:
                library.work_as(name)
                with library.edit(operations.label("Claim")) as edit:
                    for id in ids:
                        code(edit, id, meant[id][name], people)
                with library.snapshot(layers=None) as everybody:  # as this annotator may read it
                    assert {one.layer for one in everybody.annotations_of(ids)} == {library.layer}
                with library.edit(operations.mark_articles("done", 20)) as edit:
                    edit.change_all((article, {"status": "done"}) for article in edit.articles_by_id(ids).values())
            assert {layer: done for layer, (done, _) in library.work_plan().by_layer.items()} == {
                "": 20, "Ben": 20, "Cleo": 20
            }  # fmt: skip
            library.work_as("Judge")
        with Library.open(path, annotator="Judge") as library:
            yield library, meant


def test_agreement_is_what_a_second_hand_counts(coded: tuple[Library, three.Coded]) -> None:
    library, meant = coded
    library.work_in(ADJUDICATED)  # whoever decides reads all
    layers = {one.name: one.id for one in library.annotators()}

    def figures(*names: str) -> dict[tuple[str, str], float | None]:
        sides = [Work(layers[name]) for name in names]
        found = compared(library, sides, Matching("exact"), progress=lambda done, total: None)
        assert found.articles == 20
        return {(one.measure, one.question.id if one.question else ""): one.value for one in found.figures}

    for one, other in combinations(three.NAMES, 2):
        of_pair, answers = figures(one, other), three.naive_answers(meant, one, other)
        assert of_pair[measures.F1, ""] == pytest.approx(three.naive_f1(meant, one, other))
        assert of_pair[measures.COHEN, "speaker"] == pytest.approx(three.naive_kappa(answers))
        same = sum(a == b for a, b in answers) / len(answers)
        assert of_pair[measures.PERCENT, "speaker"] == pytest.approx(same)
    assert figures(*three.NAMES)[measures.ALPHA, "speaker"] == pytest.approx(three.naive_alpha(meant))


def test_what_they_differ_in_is_settled_and_exported(coded: tuple[Library, three.Coded], tmp_path: Path) -> None:
    library, meant = coded
    library.work_as("Judge")
    with library.all_layers() as everybody:
        ids = everybody.article_ids()
    ruled = list(apply_rule(library, ids, Rule("majority"), lambda: None))
    assert len(ruled) == 20
    for id in ids:
        left = looked_at(library, id).undecided
        rulings = [take(one, next(iter(one.claims))) if len(one.claims) > 1 else take_none(one) for one in left]
        settle(library, *rulings, article=id)
        assert not looked_at(library, id).undecided
    exporting.export(library, native.FORMAT, Selection(layers=(ADJUDICATED,)), file := tmp_path / "settled.json")
    articles = json.loads(file.read_text(encoding="utf-8"))["articles"]
    found = {
        one["id"]: {mark["fragments"][0]["text"] for mark in one["annotations"] if mark["status"] == "accepted"}
        for one in articles
    }
    assert found == three.by_majority(meant)
    turned_down = [mark for one in articles for mark in one["annotations"] if mark["status"] == "rejected"]
    assert turned_down
    assert all(mark["evidence"]["claims"] for mark in turned_down)
    with Library.open(tmp_path / "home.ascribe", annotator="Dora") as home:
        assert import_paths(home, [file]).refused == []
        assert (home.layer, [one.name for one in home.annotators()]) == ("", [ADJUDICATED])
        home.work_in(ADJUDICATED)
        again = tmp_path / "again.json"
        exporting.export(home, native.FORMAT, Selection(), again)
        second = json.loads(again.read_text(encoding="utf-8"))
        assert second["articles"] == articles
    with Library.open(tmp_path / "home.ascribe") as anybody:  # without a name of their own
        assert anybody.layer == ""
