"""What annotators differ in, in reading order, and what is decided of it."""

from pathlib import Path

from desktop import labelling
from desktop.__main__ import main
from desktop.adjudication.rules import Rule, take
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST
from tests.desktop.adjudication.making import (
    CLOSE,
    FULL,
    WAITED,
    adjudicated,
    case_of,
    code,
    finish,
    looked_at,
    named,
    settle,
)


def test_each_claim_is_a_case_with_what_its_annotators_differ_in(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    code(library, "Ann", WAITED, "Ada Lin")
    code(library, "Ben", WAITED, "The mayor")
    code(library, "Ben", "We have waited", "Reporters")  # over the same place: matched with nobody's
    code(library, "Ben", FULL)
    code(library, "Ann", "that its boats were full")
    found = looked_at(library)
    assert found.coding.layers == {FIRST: "Ann", "Ben": "Ben"}
    assert [(case.words, [one.title_in_words() for one in case.differences]) for case in found.cases] == [
        (CLOSE, ["Only Ann"]),
        ("We have waited too long", ["Different: Speaker"]),
        ("We have waited", ["Only Ben"]),
        ("that its boats were full", ["Different extent"]),
    ]
    assert found.to_look_at == found.undecided == found.cases


def test_what_all_have_alike_is_no_difference(library: Library) -> None:
    for annotator in ("Ann", "Ben"):
        code(library, annotator, CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    found = looked_at(library)
    assert [case.is_agreed for case in found.cases] == [True]
    assert (found.to_look_at, found.agreed_undecided) == ((), found.cases)


def test_who_is_done_and_found_nothing_has_coded_the_article_too(library: Library) -> None:
    code(library, "Ann", CLOSE)
    finish(library, "Ben")
    (case,) = looked_at(library).cases
    assert [one.details_in_words() for one in case.differences] == ["Ben has no such claim."]


def test_what_was_decided_stays_so_and_what_is_new_is_listed(library: Library) -> None:
    code(library, "Ann", CLOSE)
    code(library, "Ben", FULL)
    settle(library, *(take(case, FIRST) for case in looked_at(library).cases))
    assert looked_at(library).undecided == ()
    code(library, "Ben", WAITED)
    code(library, "Eve", FULL)
    found = looked_at(library).undecided
    assert [(case.words, case.has_changed) for case in found] == [("We have waited too long", False), (FULL, True)]


def test_a_claim_that_was_changed_since_is_listed_again(library: Library) -> None:
    claim = code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", FULL)
    settle(library, *(take(case, FIRST) for case in looked_at(library).cases))
    library.work_as("Ann")
    mayor = named(library, "The mayor")
    with library.edit(operations.set_speaker()) as edit:
        labelling.attribute(edit, claim, mayor)
    assert [case.words for case in looked_at(library).undecided if case.has_changed] == [CLOSE]


def test_what_all_agree_on_since_it_was_decided_is_looked_at_until_it_is_decided_anew(library: Library) -> None:
    claim = code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", CLOSE, "The mayor")
    settle(library, take(case_of(library, CLOSE), FIRST))
    library.work_as("Ann")
    with library.edit(operations.set_speaker()) as edit:
        labelling.attribute(edit, claim, named(library, "The mayor"))
    found = looked_at(library)
    (case,) = found.to_look_at
    assert (case.is_agreed, case.has_changed) == (True, True)
    assert found.agreed_undecided == ()  # it is among those that are looked at
    settle(library, take(case, "Ben"))
    found = looked_at(library)
    assert [one.is_decided for one in found.to_look_at] == [True]  # by a person, who may want it otherwise
    assert adjudicated(library) == [(CLOSE, ["The mayor"])]


def test_what_a_rule_decided_anew_is_looked_at_no_more(library: Library) -> None:
    claim = code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", CLOSE, "The mayor")
    settle(library, take(case_of(library, CLOSE), FIRST))
    library.work_as("Ann")
    with library.edit(operations.set_speaker()) as edit:
        labelling.attribute(edit, claim, named(library, "The mayor"))
    settle(library, *Rule("agreement").rulings(looked_at(library)))
    found = looked_at(library)
    assert (found.to_look_at, found.undecided) == ((), ())
    assert adjudicated(library) == [(CLOSE, ["The mayor"])]


def test_a_speaker_s_new_name_or_merging_opens_nothing_again(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", CLOSE, "Mayor Lin")
    settle(library, take(case_of(library, CLOSE), "Ben"))
    ada, mayor = named(library, "Ada Lin"), named(library, "Mayor Lin")
    with library.edit(operations.rename_speaker()) as edit:
        ada = labelling.edit_speaker(edit, ada, name="Ada M. Lin")
    assert looked_at(library).undecided == ()
    with library.edit(operations.merge_speakers()) as edit:
        labelling.merge(edit, ada, mayor)
    assert looked_at(library).undecided == ()
    assert looked_at(library).cases[0].is_agreed


def test_a_decision_goes_with_what_it_made(library: Library) -> None:
    code(library, "Ann", CLOSE)
    code(library, "Ben", FULL)
    (made,) = settle(library, take(case_of(library, CLOSE), FIRST))
    library.work_in(ADJUDICATED)
    with library.edit(operations.delete_annotation("Claim")) as edit:
        labelling.delete(edit, made)
    assert [case.words for case in looked_at(library).undecided] == [CLOSE, FULL]


def test_an_export_takes_what_was_taken_along(library: Library, tmp_path: Path) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin")
    code(library, "Ben", CLOSE, "The mayor")
    settle(library, take(case_of(library, CLOSE), "Ben"))
    file, other = tmp_path / "work.json", tmp_path / "Other.ascribe"
    for words in (["export", "--library", str(library.address.file), "-o", str(file)], ["validate", str(file)]):
        assert main(words) == 0
    assert main(["import", "--library", str(other), str(file)]) == 0
    with Library.open(other, annotator="Judge") as taken:
        (case,) = looked_at(taken).cases
        assert case.taken == {case.claims["Ben"].id}
