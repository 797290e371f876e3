"""Who is compared, and in which articles: annotators, suggestions, gold and other libraries."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.agreement.comparing import Comparison, Figure
from desktop.agreement.matching import Matching
from desktop.agreement.sides import File, Side, Suggestions, Work, compared, has_learnt
from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST, Article, Attribution, Source, Speaker
from desktop.suggest.learning.training_data import learn_from
from tests.desktop.suggest.learning.test_training_data import work_through
from tests.making import added, added_article, over

RIVER = "River falls\n\n“It rains no more,” the warden said. The lake is full. Mayor Ada Lin rows."
EXPORT = "Exports\n\n“They rose,” the ministry said. Berg said that nobody had counted them."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe", annotator="Ann") as library:
        yield library


ANN = Work(FIRST)


def quiet(done: int, total: int) -> None:
    pass


def mark(library: Library, article: Article, text: str, claim: str, speaker: str = "") -> None:
    with library.edit(operations.label("Claim")) as edit:
        marked = added(edit, article, text, "Claim", claim)
        if speaker:
            edit.add(named := Speaker(name=speaker))
            edit.add(Attribution(claim=marked.id, article=article.id, sources=(Source(speaker=named.id),)))


def finish(library: Library, article: Article) -> None:
    with library.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(article, status="done")


def compare(library: Library, *sides: Side) -> Comparison:
    return compared(library, sides, Matching(), progress=quiet)


def figure(found: Comparison, measure: str, question: str = "") -> Figure:
    return next(
        one for one in found.figures if one.measure == measure and question in {"", one.question and one.question.id}
    )


def lacking(found: Comparison) -> list[tuple[str, list[str]]]:
    """What only some have, and who has it."""
    return [
        (one.words, [name for name, has in one.said.items() if has])
        for one in found.differences
        if one.kind == "lacking"
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two articles in the form of a gold file; what the ministry said is not in it."""
    path = tmp_path / "gold.jsonl"
    quotes = (
        (RIVER, "river", ["“It rains no more,”", "The lake is full"]),
        (EXPORT, "exports", ["that nobody had counted them"]),
    )
    rows = [
        {"id": id, "text": text, "quotes": [{"contents": over(text, said), "sources": [], "cues": []} for said in all]}
        for text, id, all in quotes
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_gold_file_is_compared_with_suggestions_in_all_of_its_articles(library: Library, gold: Path) -> None:
    home = added_article(library, RIVER, "River falls")
    found = compare(library, File(gold, gold=True), Suggestions())
    assert (found.articles, found.claims) == (2, {"gold": 3, "Suggestions": 3})
    assert lacking(found) == [("The lake is full", ["gold"]), ("They rose", ["Suggestions"])]
    (river, exports) = [one for one in found.differences if one.kind == "lacking"]
    assert (river.article, river.in_library, exports.in_library) == (home.id, True, False)
    assert figure(found, "precision").value == pytest.approx(2 / 3)


def test_own_work_is_that_in_articles_that_are_done(library: Library) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    mark(library, river, RIVER, "The lake is full", "Mayor Ada Lin")
    mark(library, exports, EXPORT, "They rose", "the ministry")
    assert compare(library, ANN, Suggestions("speech")).articles == 0
    finish(library, river)
    found = compare(library, ANN, Suggestions("speech"))
    assert found.articles == 1
    assert lacking(found) == [("It rains no more", ["Suggestions"]), ("The lake is full", ["Ann"])]


def test_two_annotators_are_compared_where_both_worked(library: Library) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    mark(library, river, RIVER, "“It rains no more,”", "the warden")
    mark(library, exports, EXPORT, "They rose", "the ministry")
    with Library.open(library.address, annotator="Bo") as theirs:
        mark(theirs, river, RIVER, "It rains no more", "the Warden")  # a speaker made twice is one by name
        mark(theirs, river, RIVER, "The lake is full")
    found = compare(library, ANN, Work("Bo"))
    assert (found.articles, found.claims) == (1, {"Ann": 1, "Bo": 2})
    assert [one.kind for one in found.differences] == ["lacking"]  # marks around a claim say nothing of its extent
    assert figure(found, "percent", "speaker").value == 1


def test_layers_are_compared_whoever_worked_in_them_and_whatever_they_are_called_now(library: Library) -> None:
    river = added_article(library, RIVER)
    mark(library, river, RIVER, "“It rains no more,”")
    with Library.open(library.address, annotator="Bo") as theirs:
        mark(theirs, river, RIVER, "The lake is full")
        theirs.work_in(FIRST)
        mark(theirs, river, RIVER, "The lake is full")  # Bo's hand, in Ann's layer
        theirs.work_in(ADJUDICATED)
        mark(theirs, river, RIVER, "The lake is full")
        own = next(one for one in theirs.annotators() if one.name == "Bo")
        with theirs.edit(operations.rename_annotator("Robert")) as edit:
            edit.change(own, name="Robert")
    assert [one.name for one in library.layers_of_work()] == ["Ann", "Robert", ADJUDICATED]
    found = compare(library, ANN, Work("Bo"), Work(ADJUDICATED))
    assert found.claims == {"Ann": 2, "Robert": 1, "Adjudicated": 1}
    assert lacking(found) == [("It rains no more", ["Ann"])]


def test_what_only_others_finished_is_not_held_against_anyone(library: Library) -> None:
    river, exports = added_article(library, RIVER), added_article(library, EXPORT)
    with Library.open(library.address, annotator="Bo", layer="Bo") as theirs:
        mark(theirs, river, RIVER, "The lake is full")
    finish(library, river)
    finish(library, exports)  # without a claim: nothing is said in it, as Ann finds
    assert compare(library, ANN, Suggestions()).articles == 1
    assert compare(library, Work("Bo"), Suggestions()).articles == 0, "Bo has finished neither"
    with Library.open(library.address, annotator="Bo") as theirs:
        finish(theirs, theirs.article(river.id))
    assert compare(library, Work("Bo"), Suggestions()).articles == 1


def test_an_annotator_is_compared_with_a_file_where_they_worked(library: Library, gold: Path) -> None:
    added_article(library, EXPORT)
    river = added_article(library, RIVER)
    mark(library, river, RIVER, "It rains no more")
    found = compare(library, File(gold, gold=True), ANN)
    assert (found.articles, found.claims) == (1, {"gold": 2, "Ann": 1})
    assert lacking(found) == [("The lake is full", ["gold"])]


def test_an_export_and_another_library_are_compared_by_the_names_of_all(library: Library, tmp_path: Path) -> None:
    river = added_article(library, RIVER)
    mark(library, river, RIVER, "It rains no more", "the warden")
    with Library.open(tmp_path / "colleague.ascribe", annotator="Bo") as theirs:
        mark(theirs, added_article(theirs, RIVER), RIVER, "It rains no more", "The Warden")
        address = str(theirs.address)
    assert main(["export", "--library", address, "-o", str(tmp_path / "sent.json")]) == 0
    for file in (tmp_path / "colleague.ascribe", tmp_path / "sent.json"):
        found = compare(library, ANN, File(file))
        assert (found.names, found.articles) == (["Ann", file.stem], 1)
        assert found.differences == []


def test_each_annotator_of_a_file_is_a_side(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "both.ascribe", annotator="Bo") as theirs:
        river = added_article(theirs, RIVER)
        mark(theirs, river, RIVER, "It rains no more")
        with Library.open(theirs.address, annotator="Cy") as others:
            mark(others, river, RIVER, "The lake is full")
    found = compare(library, File(tmp_path / "both.ascribe"))
    assert found.names == ["Bo in both", "Cy in both"]
    assert lacking(found) == [("It rains no more", ["Bo in both"]), ("The lake is full", ["Cy in both"])]


def test_sides_of_one_name_are_told_apart(library: Library, tmp_path: Path, gold: Path) -> None:
    other = tmp_path / "Ann.jsonl"
    other.write_bytes(gold.read_bytes())
    mark(library, added_article(library, RIVER), RIVER, "It rains no more")
    assert compare(library, ANN, File(other)).names == ["Ann", "Ann (2)"]


def test_what_was_learnt_can_be_compared(library: Library) -> None:
    for id in work_through(library, 25):
        finish(library, library.article(id))
    assert not has_learnt(library)
    by_rules = compare(library, ANN, Suggestions("all"))
    learn_from(library, quiet)
    assert has_learnt(library)
    by_learning = compare(library, ANN, Suggestions("all", learnt=True))
    learnt, ruled = figure(by_learning, "f1").value, figure(by_rules, "f1").value
    assert learnt is not None
    assert ruled is not None
    assert learnt > ruled


def test_a_file_without_claims_is_told(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no gold", encoding="utf-8")
    with pytest.raises(KnownError, match="holds no claims to compare with"):
        compare(library, ANN, File(path))


def test_one_side_is_told(library: Library) -> None:
    with pytest.raises(KnownError, match="nothing to compare with"):
        compare(library, ANN)


def test_who_codes_blind_compares_what_is_done_in_the_own_layer_and_what_is_hidden_counts_as_not_coded(
    library: Library,
) -> None:
    river, export = added_article(library, RIVER), added_article(library, EXPORT)
    mark(library, river, RIVER, "The lake is full")
    mark(library, export, EXPORT, "nobody had counted them")
    with Library.open(library.address, annotator="Ben") as ben:
        mark(ben, river, RIVER, "The lake is full")
        finish(ben, export)  # and nothing in it
        with library.edit(operations.code_blind(True)) as edit:
            edit.set_blind(True)
        assert compare(library, ANN, Work(ben.layer)).articles == 0
        found = compare(library, ANN, Work(ben.layer), Suggestions())  # the article that Ben says he has done
        assert (found.articles, {name for one in found.differences for name in one.said}) == (1, {"Ann", "Suggestions"})
        finish(library, river)
        assert compare(library, ANN, Work(ben.layer)).articles == 1
        assert compare(ben, ANN, Work(ben.layer)).articles == 0
