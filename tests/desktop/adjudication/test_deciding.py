"""What a decision makes, keeps and takes away."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.adjudication.cases import Case
from desktop.adjudication.rules import Ruling, can_take_all, take, take_all, take_none, to_be_adjusted
from desktop.base.errors import Conflict
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST, Annotation, Record
from desktop.model.text import Fragment
from tests.desktop.adjudication.making import (
    CLOSE,
    FULL,
    TEXT,
    WAITED,
    adjudicated,
    case_of,
    code,
    looked_at,
    named,
    settle,
)
from tests.examples import examples
from tests.making import added_article, over

LONGER = "The bridge will close in May, Mayor Ada Lin said"


@pytest.mark.parametrize(
    ("ruling", "made"),
    [
        (lambda case: take(case, FIRST), [(CLOSE, ["Ada Lin"])]),
        (lambda case: take(case, "Ben"), [(LONGER, ["The mayor"])]),
        (take_all, [(LONGER, ["The mayor"]), (CLOSE, ["Ada Lin"])]),
        (take_none, []),
        (lambda case: to_be_adjusted(case, "Ben"), [(LONGER, ["The mayor"])]),
    ],
    ids=["first", "second", "both", "none", "adjusted"],
)
def test_a_decision_is_one_step_that_can_be_undone(
    library: Library, ruling: Callable[[Case], Ruling], made: list[tuple[str, list[str]]]
) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", cue="said")
    code(library, "Ben", LONGER, "The mayor", mention="Mayor Ada Lin")
    settle(library, ruling(case_of(library, CLOSE)))
    assert adjudicated(library) == made
    assert looked_at(library).undecided == ()
    library.undo()
    assert adjudicated(library) == []
    assert len(looked_at(library).undecided) == 1
    library.redo()
    assert adjudicated(library) == made
    assert looked_at(library).undecided == ()


def test_what_is_taken_brings_its_mentions_and_cues_along(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    code(library, "Ben", WAITED)
    (claim,) = settle(library, take(case_of(library, CLOSE), FIRST))
    attribution = library.attribution(claim.id)
    assert attribution is not None
    assert (claim.annotator, claim.layer) == ("Judge", ADJUDICATED)
    parts = library.annotations_by_id([attribution.sources[0].mention or "", *attribution.cues])
    assert [TEXT[one.start : one.end] for one in parts.values()] == ["Mayor Ada Lin", "said"]
    assert {one.layer for one in parts.values()} == {ADJUDICATED}


def test_both_have_one_claim_where_the_words_are_the_same(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", cue="said")
    code(library, "Ben", CLOSE, "The mayor")
    settle(library, take_all(case_of(library, CLOSE)))
    assert adjudicated(library) == [(CLOSE, ["Ada Lin", "The mayor"])]
    assert case_of(library, CLOSE).taken == {one.id for one in case_of(library, CLOSE).claims.values()}


def test_both_is_no_answer_to_a_question_with_one(library: Library) -> None:
    mine, theirs = code(library, "Ann", WAITED), code(library, "Ben", WAITED)
    library.work_as("Ann")
    with library.edit(operations.answer("quotation")) as edit:
        edit.change(mine, attributes={"quotation": "indirect"})
    found = looked_at(library)
    assert [one.title_in_words() for one in found.cases[0].differences] == ["Different: Quotation kind"]
    assert not can_take_all(found.cases[0], found.questions)
    speaker = named(library, "Ada Lin")
    library.work_as("Ben")
    with library.edit(operations.set_speaker()) as edit:
        labelling.attribute(edit, theirs, speaker)
    found = looked_at(library)
    assert can_take_all(found.cases[0], found.questions)


def test_another_decision_takes_the_place_of_the_first(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    code(library, "Ben", LONGER, "The mayor", mention="Mayor Ada Lin")
    settle(library, take(case_of(library, CLOSE), FIRST))
    settle(library, take(case_of(library, CLOSE), "Ben"))
    assert adjudicated(library) == [(LONGER, ["The mayor"])]
    own = [one for one in library.annotations(library.article_ids()[0]) if one.status == "accepted"]
    assert sorted(one.label for one in own) == ["Claim", "Speaker"]  # the cue went, the other one's mention came
    settle(library, take_none(case_of(library, CLOSE)))
    assert adjudicated(library) == []
    assert [one.status for one in library.annotations(library.article_ids()[0])] == ["rejected"]
    settle(library, take_all(case_of(library, CLOSE)))
    assert [words for words, _ in adjudicated(library)] == [LONGER, CLOSE]


def test_what_was_adjusted_stays_when_it_is_looked_at_again(library: Library) -> None:
    code(library, "Ann", CLOSE)
    theirs = code(library, "Ben", LONGER)
    (claim,) = settle(library, to_be_adjusted(case_of(library, CLOSE), FIRST))
    with library.edit(operations.reshape()) as edit:
        labelling.reshape(edit, claim, TEXT, over(TEXT, "bridge will close"))
    assert looked_at(library).undecided == ()
    library.work_as("Ben")
    with library.edit(operations.reshape()) as edit:
        labelling.reshape(edit, theirs, TEXT, over(TEXT, "The bridge will close in May, Mayor"))
    assert case_of(library, CLOSE).has_changed
    settle(library, to_be_adjusted(case_of(library, CLOSE), FIRST))
    assert looked_at(library).undecided == ()
    assert [words for words, _ in adjudicated(library)] == ["bridge will close"]


def test_a_claim_lies_in_what_was_made_of_the_one_around_it_whichever_is_decided_first(library: Library) -> None:
    code(library, "Ann", FULL)
    inner = code(library, "Ann", "were full")
    assert library.attribution(inner.id)
    code(library, "Ben", CLOSE)
    for words in ("were full", FULL):
        settle(library, take(case_of(library, words), FIRST))
    child, parent = (
        next(one for one in case_of(library, words).results if one.status == "accepted")
        for words in ("were full", FULL)
    )
    attribution = library.attribution(child.id)
    assert attribution is not None
    assert attribution.parent == parent.id


def test_what_others_changed_meanwhile_is_not_decided_unseen(library: Library) -> None:
    claim = code(library, "Ann", CLOSE)
    code(library, "Ben", FULL)
    seen = case_of(library, CLOSE)
    library.work_as("Ann")
    with library.edit(operations.reshape()) as edit:
        labelling.reshape(edit, claim, TEXT, over(TEXT, "bridge will close"))
    with pytest.raises(Conflict):
        settle(library, take(seen, FIRST))
    library.work_as("Ann")
    with library.edit(operations.delete_annotation("Claim")) as edit:
        labelling.delete(edit, claim)
    with pytest.raises(Conflict):
        settle(library, take(seen, FIRST))
    assert adjudicated(library) == []


def test_an_article_that_is_settled_can_be_deleted(library: Library) -> None:
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin")
    code(library, "Ben", FULL)
    settle(library, *(take(case, FIRST) for case in looked_at(library).cases))
    (article,) = library.article_ids()
    with library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, edit.article(article))
    assert library.article_ids() == []
    library.undo()
    assert looked_at(library).undecided == ()


PLACES = st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda one: Fragment(one[0], one[0] + one[1]))
CODINGS = st.lists(st.tuples(st.sampled_from(["Ann", "Ben", "Eve"]), PLACES), min_size=2, max_size=9, unique=True)
LETTERS = "a b c d e f g h i j"


@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded=CODINGS, choices=st.lists(st.integers(0, 4), min_size=9, max_size=9))
def test_whatever_is_decided_is_decided_and_all_of_it_can_be_undone(
    library: Library, coded: list[tuple[str, Fragment]], choices: list[int]
) -> None:
    article = added_article(library, LETTERS)
    layers = {"Ann": FIRST, "Ben": "Ben", "Eve": "Eve"}
    library.work_as("Ann")
    with library.edit(operations.label("Claim")) as edit:
        for annotator, place in coded:
            edit.add(
                Annotation(
                    article=article.id, label="Claim", fragments=(place,), annotator=annotator, layer=layers[annotator]
                )
            )
    ways: list[Callable[[Case], Ruling]] = [
        lambda case: take(case, FIRST),
        lambda case: take(case, "Ben"),
        take_all,
        take_none,
        lambda case: to_be_adjusted(case, "Eve"),
    ]
    library.work_as("Judge")
    library.work_in(ADJUDICATED)
    before, steps = held(library, article.id), 0
    for case, choice in zip(looked_at(library, article.id).cases, choices, strict=False):
        now = next(one for one in looked_at(library, article.id).cases if one.id == case.id)
        settle(library, ways[choice](now), article=article.id)
        steps += 1
        decided = next(one for one in looked_at(library, article.id).cases if one.id == case.id)
        assert decided.is_decided
    assert looked_at(library, article.id).undecided == ()
    for _ in range(steps):
        library.undo()
    assert held(library, article.id) == before


def held(library: Library, article: str) -> list[Record]:
    with library.snapshot(layers=None) as everybody:
        return [*everybody.annotations(article), *everybody.attributions(article).values()]
