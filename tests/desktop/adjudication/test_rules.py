"""What a rule would decide, and what it leaves to a person."""

from desktop.adjudication.rules import Rule, take, take_none
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import FIRST
from tests.desktop.adjudication.making import (
    CLOSE,
    FULL,
    WAITED,
    adjudicated,
    case_of,
    code,
    looked_at,
    settle,
)
from tests.making import over

LONGER = "The bridge will close in May, Mayor Ada Lin said"


def ruled(library: Library, rule: Rule) -> list[tuple[str, int]]:
    """The words of the cases that a rule would decide, and for how many claims."""
    return [(ruling.case.words, len(ruling.taken)) for ruling in rule.rulings(looked_at(library))]


def test_complete_agreement_takes_what_all_have_alike(library: Library) -> None:
    for annotator in ("Ann", "Ben", "Eve"):
        code(library, annotator, CLOSE, "Ada Lin")
        code(library, annotator, WAITED, annotator)
    code(library, "Ann", FULL)
    code(library, "Ben", FULL)
    assert ruled(library, Rule("agreement")) == [(CLOSE, 1)]


def test_the_majority_is_asked_about_the_extent_and_each_answer(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", CLOSE, "The mayor")
    code(library, "Eve", LONGER, "Ada Lin")  # Ann's extent is Ben's, too, her speaker is Eve's
    code(library, "Ann", WAITED, "Ada Lin")
    code(library, "Ben", WAITED, "The mayor")
    code(library, "Eve", WAITED)
    code(library, "Eve", FULL)
    rulings = Rule("majority").rulings(looked_at(library))
    assert [(one.case.words, len(one.taken)) for one in rulings] == [(CLOSE, 1), (FULL, 0)]
    settle(library, *rulings)
    assert adjudicated(library) == [(CLOSE, ["Ada Lin"])]
    assert [case.words for case in looked_at(library).undecided] == ["We have waited too long"]


def test_two_are_no_majority_even_where_they_agree(library: Library) -> None:
    code(library, "Ann", WAITED)
    code(library, "Ben", WAITED)
    code(library, "Ann", CLOSE)
    code(library, "Ben", FULL)
    assert ruled(library, Rule("majority")) == []


def test_of_the_one_who_comes_first_is_taken_what_there_is(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin")
    code(library, "Ben", LONGER, "The mayor")
    code(library, "Ann", FULL)
    code(library, "Ben", WAITED)
    assert ruled(library, Rule("first", FIRST)) == [(CLOSE, 1), (FULL, 1)]
    taken = [one.case.claims["Ben"].id for one in Rule("first", "Ben").rulings(looked_at(library))]
    assert [one.id for one in library.annotations(library.article_ids()[0]) if one.label == "Claim"] == taken


def test_a_rule_decides_nothing_that_is_decided_nor_what_a_person_decided_before(library: Library) -> None:
    mine = code(library, "Ann", CLOSE)
    code(library, "Ben", CLOSE)
    code(library, "Ann", FULL)
    settle(library, take_none(case_of(library, CLOSE)), take(case_of(library, FULL), FIRST))
    assert ruled(library, Rule("first", FIRST)) == []
    library.work_as("Ann")
    with library.edit(operations.reshape()) as edit:
        edit.change(mine, fragments=over(edit.text(mine.article), LONGER))
    assert [case.words for case in looked_at(library).undecided] == [LONGER]
    assert ruled(library, Rule("first", FIRST)) == []


def test_what_a_rule_decides_is_one_step_and_nothing_is_left_to_it(library: Library) -> None:
    for annotator in ("Ann", "Ben"):
        for words in (CLOSE, WAITED, FULL):
            code(library, annotator, words, "Ada Lin")
    rulings = Rule("agreement").rulings(looked_at(library))
    settle(library, *rulings)
    assert len(rulings) == len(adjudicated(library)) == 3
    assert ruled(library, Rule("agreement")) == []
    library.undo()
    assert adjudicated(library) == []
    assert len(ruled(library, Rule("agreement"))) == 3
