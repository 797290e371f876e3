"""Figures, breakdowns and differences of several layers, beside a second implementation that only counts."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agreement.claims import CodedArticle, Question
from desktop.agreement.comparing import Comparison, Figure, compare
from desktop.agreement.matching import Matching
from tests.desktop.agreement.making import claim, coded

LABEL = Question("label", "Label")
STANCE = Question("stance", "Stance")
NAMES = ["Anna", "Ben", "Cleo"]
EXACT = Matching("exact")


def figure(found: Comparison, measure: str, question: Question | None = None) -> Figure:
    return next(one for one in found.figures if (one.measure, one.question) == (measure, question))


@st.composite
def articles(draw: st.DrawFn) -> list[CodedArticle]:
    """Up to four articles: of sixteen places each annotator has some for claims, with a stance."""
    every = []
    for number in range(draw(st.integers(1, 4))):
        layers = {}
        for name in NAMES[: draw(st.integers(2, 3))]:
            places = sorted(draw(st.sets(st.integers(0, 15), max_size=6)))
            layers[name] = [claim((10 * at, 10 * at + 8), stance=draw(st.sampled_from("abc"))) for at in places]
        every.append(coded(str(number), 160, **layers))
    return every


@settings(max_examples=25)
@given(articles())
def test_all_equals_what_a_naive_count_finds(every: list[CodedArticle]) -> None:
    found = compare(every, NAMES, [LABEL, STANCE], EXACT, intervals=False)
    shared = total = 0
    answers: dict[tuple[str, str], list[tuple[str, str]]] = {pair: [] for pair in combinations(NAMES, 2)}
    for article in every:
        for one, other in combinations(article.layers, 2):
            a, b = ({claim.fragments: claim.answers["stance"] for claim in article.layers[x]} for x in (one, other))
            shared += len(a.keys() & b.keys())
            total += len(a) + len(b)
            answers[one, other] += [(str(a[at]), str(b[at])) for at in a.keys() & b.keys()]
    assert figure(found, "f1").value == (pytest.approx(2 * shared / total) if total else None)
    if not shared:
        assert STANCE not in found.questions
        return
    same = [sum(x == y for x, y in pairs) / len(pairs) for pairs in answers.values() if pairs]
    assert figure(found, "percent", STANCE).value == pytest.approx(sum(same) / len(same))
    kappas = [kappa for pairs in answers.values() if pairs and (kappa := naive_kappa(pairs)) is not None]
    expected = pytest.approx(sum(kappas) / len(kappas)) if kappas else None
    assert figure(found, "cohens kappa", STANCE).value == expected
    for pair, met in answers.items():
        places = (NAMES.index(pair[0]), NAMES.index(pair[1]))
        assert dict(found.confusion.get(("stance", places), {})) == Counter(met)
    units = [list(unit.values()) for article in every for unit in by_place(article).values()]
    assert figure(found, "alpha", STANCE).value == pytest.approx(naive_alpha(units))


def by_place(article: CodedArticle) -> dict[object, dict[str, str]]:
    found: dict[object, dict[str, str]] = {}
    for name, layer in article.layers.items():
        for one in layer:
            found.setdefault(one.fragments, {})[name] = str(one.answers["stance"])
    return found


def naive_kappa(pairs: list[tuple[str, str]]) -> float | None:
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(a == b for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def naive_alpha(units: list[list[str]]) -> float | None:
    units = [unit for unit in units if len(unit) > 1]
    every = [answer for unit in units for answer in unit]
    observed = sum(
        sum(a != b for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j) / (len(unit) - 1)
        for unit in units
    )
    expected = sum(a != b for a in every for b in every)
    return 1 - (len(every) - 1) * observed / expected if expected else None


@settings(max_examples=25)
@given(articles())
def test_who_mark_the_same_agree_wholly_and_have_no_differences(every: list[CodedArticle]) -> None:
    same = [coded(one.id, one.length, Anna=one.layers["Anna"], Ben=one.layers["Anna"]) for one in every]
    found = compare(same, NAMES[:2], [LABEL, STANCE], EXACT, intervals=False)
    assert found.differences == []
    assert all(one.value is None or one.value == pytest.approx(1) for one in found.figures)


@settings(max_examples=25)
@given(articles())
def test_the_order_of_annotators_changes_nothing_but_precision_and_recall(every: list[CodedArticle]) -> None:
    two = [coded(one.id, one.length, Anna=one.layers["Anna"], Ben=one.layers["Ben"]) for one in every]
    found = compare(two, ["Anna", "Ben"], [STANCE], EXACT, intervals=False)
    turned = compare(two, ["Ben", "Anna"], [STANCE], EXACT, intervals=False)
    for one in found.figures:
        other = {"precision": "recall", "recall": "precision"}.get(one.measure, one.measure)
        assert figure(turned, other, one.question).value == pytest.approx(one.value)


def test_precision_goes_by_the_first() -> None:
    found = compare([coded(Anna=[claim((0, 9))], Ben=[claim((0, 9)), claim((20, 29))])], NAMES[:2], [], EXACT)
    assert [figure(found, name).value for name in ("precision", "recall")] == [0.5, 1]


def test_an_article_that_one_has_coded_is_passed_over() -> None:
    found = compare([coded("a", Anna=[claim((0, 9))]), coded("b", Anna=[], Ben=[])], NAMES[:2], [], EXACT)
    assert (found.articles, found.claims) == (1, {"Anna": 0, "Ben": 0})
    assert figure(found, "f1").value is None


def test_breakdowns() -> None:
    every = [
        coded("a", outlet="Herald", Anna=[claim((0, 9))], Ben=[claim((0, 9))], Cleo=[]),
        coded("b", outlet="Tide", Anna=[claim((0, 9), label="Promise")], Ben=[claim((20, 29))], Cleo=[claim((20, 29))]),
    ]
    found = compare(every, NAMES, [LABEL], EXACT, by=("article", "label", "pair", "outlet", "month"))
    shown = {
        by: [(one.name, one.articles, next(f.value for f in one.figures if f.measure == "f1")) for one in groups]
        for by, groups in found.groups.items()
    }
    assert shown["article"] == [("Title a", 1, 0.5), ("Title b", 1, pytest.approx(1 / 3))]
    assert shown["outlet"] == [("Herald", 1, 0.5), ("Tide", 1, pytest.approx(1 / 3))]
    assert shown["month"] == [("", 2, pytest.approx(0.4))]
    assert shown["label"] == [("Claim", 2, 0.5), ("Promise", 1, 0)]
    assert shown["pair"] == [("Anna – Ben", 2, 0.5), ("Anna – Cleo", 2, 0), ("Ben – Cleo", 2, pytest.approx(2 / 3))]
    assert found.groups["article"][0].article == "a"


def test_differences_are_in_reading_order() -> None:
    article = coded(
        Anna=[claim((0, 9), stance="for"), claim((20, 29))],
        Ben=[claim((0, 9), stance="against"), claim((20, 28)), claim((40, 49))],
    )
    found = compare([article], NAMES[:2], [LABEL, STANCE], Matching("iou", 0.5))
    assert [(one.kind, one.question, one.fragments[0].start) for one in found.differences] == [
        ("answer", "Stance", 0),
        ("extent", "", 20),
        ("lacking", "", 40),
    ]
    assert dict(found.differences[0].said) == {"Anna": "for", "Ben": "against"}
    assert [name for name, has in found.differences[2].said.items() if has] == ["Ben"]


def test_intervals_are_those_of_the_seed_and_hold_the_figure() -> None:
    every = [
        coded(str(number), Anna=[claim((0, 9)), claim((20, 29))], Ben=[claim((0, 9))] * (number % 3 > 0))
        for number in range(30)
    ]
    found = compare(every, NAMES[:2], [], EXACT)
    one = figure(found, "f1")
    assert one.value is not None
    assert one.interval is not None
    assert one.interval[0] < one.value < one.interval[1]
    assert compare(every, NAMES[:2], [], EXACT).figures == found.figures
    assert compare(every, NAMES[:2], [], EXACT, seed=2).figures != found.figures


def test_of_many_articles_groups_are_drawn() -> None:
    every = [coded(str(number), Anna=[claim((0, 9))], Ben=[claim((0, 9))] * (number % 2)) for number in range(250)]
    one = figure(compare(every, NAMES[:2], [], EXACT), "f1")
    assert one.value == pytest.approx(2 / 3)
    assert one.interval is not None
    assert 0.55 < one.interval[0] < 2 / 3 < one.interval[1] < 0.78


def test_it_can_be_stopped() -> None:
    def stop() -> None:
        raise InterruptedError

    every = [coded(str(number), Anna=[claim((0, 9))], Ben=[]) for number in range(3)]
    with pytest.raises(InterruptedError):
        compare(every, NAMES[:2], [], EXACT, pulse=stop)


def test_a_claim_that_several_answered_counts_once() -> None:
    of_two = coded(Anna=[claim((0, 9)), claim((20, 29))], Ben=[claim((0, 9)), claim((20, 29)), claim((40, 49))])
    found = compare([of_two], NAMES[:2], [LABEL], EXACT, intervals=False)
    assert {one.measure: one.count for one in found.figures if one.question} == dict.fromkeys(
        ("percent", "cohens kappa", "fleiss kappa", "alpha"), 2
    )
    of_three = coded(Anna=[claim((0, 9)), claim((20, 29))], Ben=[claim((0, 9)), claim((20, 29))], Cleo=[claim((0, 9))])
    found = compare([of_three], NAMES, [LABEL], EXACT, by=("pair",), intervals=False)
    assert [figure(found, measure, LABEL).count for measure in ("percent", "fleiss kappa", "alpha")] == [2, 1, 2]
    anna_and_ben = found.groups["pair"][0]
    assert {one.count for one in anna_and_ben.figures if one.question} == {2}


def test_who_lacks_a_claim_is_said_of_one_and_of_several() -> None:
    article = coded(Anna=[], Ben=[claim((0, 9))], Cleo=[])
    (of_two,) = compare([article], NAMES, [LABEL], EXACT, intervals=False).differences
    assert of_two.details_in_words() == "Anna, Cleo have no such claim."
    (of_one,) = compare([coded(Anna=[], Ben=[claim((0, 9))])], NAMES[:2], [LABEL], EXACT, intervals=False).differences
    assert of_one.details_in_words() == "Anna has no such claim."
