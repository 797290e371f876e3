"""Compares layers: figures with intervals, breakdowns, confusion tables, differences."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, Literal, get_args

from desktop.agreement import bootstrap, measures, tally, unitising
from desktop.agreement.claims import KIND, LABEL, Answer, CodedArticle, Question
from desktop.agreement.coefficients import Alpha, CohensKappa, FleissKappa, Percent
from desktop.agreement.differences import Difference
from desktop.agreement.matching import Matching
from desktop.agreement.metrics import Sums, metric_of
from desktop.agreement.tally import Pair, Tally
from desktop.base.text_direction import isolated

By = Literal["pair", "label", "kind", "outlet", "month", "article"]
BREAKDOWNS: Final[tuple[By, ...]] = get_args(By)
_BY_ANSWER: Final[Mapping[By, str]] = {"label": LABEL, "kind": KIND}  # the question whose answers part the claims


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of agreement. `count` is of how many claims; of a question, of how many that two or more answered."""

    measure: str  # an id of `measures`
    question: Question | None  # None: of places
    value: float | None  # None: not defined
    count: int
    interval: tuple[float, float] | None = None  # 95 %, from the bootstrap over articles


@dataclass(frozen=True, slots=True)
class Group:
    """A part of what is compared: of one pair, label, quotation kind, outlet, month or article."""

    name: str  # empty where it is not known
    articles: int
    figures: Sequence[Figure]
    article: str = ""  # the id of one article in the library


@dataclass(slots=True)
class Comparison:
    """What came of comparing."""

    names: Sequence[str]  # the layers
    questions: Sequence[Question]  # those that some shared claim answers
    matching: Matching
    articles: int = 0  # that two layers or more have coded
    claims: dict[str, int] = field(default_factory=dict)  # of each layer, in these articles
    figures: Sequence[Figure] = ()
    groups: dict[By, list[Group]] = field(default_factory=dict)
    confusion: dict[tuple[str, Pair], Mapping[tuple[Answer, Answer], float]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def compare(
    articles: Iterable[CodedArticle],
    names: Sequence[str],
    questions: Sequence[Question],
    matching: Matching,
    *,
    by: Iterable[By] = (),
    intervals: bool = True,
    seed: int = 1,
    pulse: Callable[[], object] = lambda: None,
) -> Comparison:
    """Compares the layers of these names.

    Args:
        articles: read one at a time; one that fewer than two layers have coded is passed over.
        names: the layers, at least two; precision and recall take the first one for right.
        questions: what is asked of claims that are shared.
        matching: when two claims are the same.
        by: the breakdowns that are wanted.
        intervals: whether the figures have these, which take most of the time.
        seed: of the bootstrap: the same one gives the same intervals.
        pulse: called now and then; it may raise to stop.
    """
    wanted = list(dict.fromkeys(by))
    found = Comparison(names, (), matching)
    every: list[Tally] = []
    by_answer: dict[By, dict[str, list[Tally]]] = {one: defaultdict(list) for one in _BY_ANSWER if one in wanted}
    by_pair: dict[Pair, list[Tally]] = defaultdict(list)
    claims: Counter[str] = Counter()
    for article in articles:
        layers = {name: article.layers[name] for name in names if name in article.layers}
        if len(layers) < 2:
            continue
        article = replace(article, layers=layers)
        counts, differences = tally.counted(article, names, questions, matching)
        every.append(counts)
        found.differences += differences
        claims.update({name: len(layer) for name, layer in layers.items()})
        for one, tallies in by_answer.items():
            for answer, part in _parts_by(article, _BY_ANSWER[one]):
                tallies[answer].append(tally.counted(part, names, questions, matching, listing=False)[0])
        if "pair" in wanted and len(names) > 2:
            for pair in combinations([place for place, name in enumerate(names) if name in layers], 2):
                by_pair[pair].append(tally.of_pair(counts, pair, article, names))
    whole = tally.together(every)
    found.articles, found.claims = len(every), {name: claims[name] for name in names}
    found.questions = [one for one in questions if whole.of(tally.COINCIDENCES, one.id)]
    found.confusion = {
        (str(question), pair): table
        for (what, question, pair), table in whole.counts.items()
        if what == tally.CONFUSION and pair is not None and table
    }
    specifications = list(_specifications(names, found.questions, whole))
    found.figures = _figures(specifications, whole, every if intervals else (), seed, pulse)
    for one in wanted:
        found.groups[one] = list(_grouped(one, every, by_answer.get(one, {}), by_pair, found, pulse))
    return found


def _parts_by(article: CodedArticle, question: str) -> Iterator[tuple[str, CodedArticle]]:
    """The article with the claims of each answer alone; where a layer's claims have none, with all of its claims."""
    given = {claim.answers.get(question) for layer in article.layers.values() for claim in layer}
    for answer in given:
        if isinstance(answer, str):
            layers = {
                name: tuple(claim for claim in layer if claim.answers.get(question, answer) == answer)
                for name, layer in article.layers.items()
            }
            yield answer, replace(article, layers=layers)


# Figures


@dataclass(frozen=True, slots=True)
class _Part:
    """What one figure, or one pair's share of it, is made of."""

    counts: Callable[[Tally], Sums]
    value: Callable[[Sums], float | None]


@dataclass(frozen=True, slots=True)
class _Specification:
    """A figure that can be computed of any tally: the mean of its parts' values."""

    measure: str
    question: Question | None
    parts: Sequence[_Part]
    count: Callable[[Tally], float]

    def of(self, counts: Tally) -> float | None:
        return _mean(part.value(part.counts(counts)) for part in self.parts)


def _mean(values: Iterable[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def _specifications(names: Sequence[str], questions: Sequence[Question], whole: Tally) -> Iterator[_Specification]:
    pairs = list(combinations(range(len(names)), 2))

    def hits(counts: Tally) -> Sums:
        return tally.added(counts.of(tally.HITS, pair=pair) for pair in pairs)

    def claims(counts: Tally) -> float:
        found = hits(counts)
        return found.get("first", 0) + found.get("second", 0) - found.get("shared", 0)

    of_pairs: dict[str, Callable[[Sums], float | None]] = {measures.F1: _f1}
    if len(names) == 2:
        of_pairs = {measures.PRECISION: _precision, measures.RECALL: _recall, measures.F1: _f1}
    for measure, value in of_pairs.items():
        yield _Specification(measure, None, [_Part(hits, value)], claims)
    of_places: Sequence[tuple[str, str, Callable[[Sums], float | None]]] = (
        (measures.UNITISING_2004, tally.SQUARES, _alpha_of_squares),
        (measures.UNITISING_2016, tally.LENGTHS, unitising.alpha_of),
        (measures.UNITISING_BINARY, tally.COVERED, unitising.alpha_of),
    )
    for measure, what, of_sums in of_places:
        if measure != measures.UNITISING_BINARY or len(_categories(whole)) > 1:
            yield _Specification(measure, None, [_Part(_counts(what), of_sums)], claims)
    for question in questions:
        yield from _of_question(question, pairs, whole)


def _categories(counts: Tally) -> set[str]:
    """The labels by which units are distinguished."""
    return {name[0] for name in counts.of(tally.LENGTHS) if len(name) == 1} - {unitising.GAP}


def _of_question(question: Question, pairs: Sequence[Pair], whole: Tally) -> Iterator[_Specification]:
    met = whole.of(tally.COINCIDENCES, question.id)
    alpha = Alpha(metric_of(question, (pair[0] for pair in met)))
    complete = tally.COMPLETE if len(pairs) > 1 else tally.COINCIDENCES
    percent, kappa, fleiss = Percent(), CohensKappa(), FleissKappa()

    def counts_of(what: str, sums: Callable[..., Sums], pair: Pair | None = None) -> Callable[[Tally], Sums]:
        return lambda counts: sums(counts.of(what, question.id, pair))

    def shared(what: str) -> Callable[[Tally], float]:
        return lambda counts: counts.of(tally.UNITS, question.id).get(what, 0)

    for measure, coefficient in ((measures.PERCENT, percent), (measures.COHEN, kappa)):
        parts = [_Part(counts_of(tally.CONFUSION, coefficient.sums, pair), coefficient.value) for pair in pairs]
        yield _Specification(measure, question, parts, shared(tally.COINCIDENCES))
    part = _Part(counts_of(complete, fleiss.sums), fleiss.value)
    yield _Specification(measures.FLEISS, question, [part], shared(tally.COMPLETE))
    part = _Part(counts_of(tally.COINCIDENCES, alpha.sums), alpha.value)
    yield _Specification(measures.ALPHA, question, [part], shared(tally.COINCIDENCES))


def _counts(what: str) -> Callable[[Tally], Sums]:
    return lambda counts: counts.of(what)


def _f1(hits: Sums) -> float | None:
    total = hits.get("first", 0) + hits.get("second", 0)
    return 2 * hits["shared"] / total if total else None


def _precision(hits: Sums) -> float | None:
    return hits["shared"] / hits["second"] if hits.get("second") else None


def _recall(hits: Sums) -> float | None:
    return hits["shared"] / hits["first"] if hits.get("first") else None


def _alpha_of_squares(squares: Sums) -> float | None:
    return 1 - squares["observed"] / squares["expected"] if squares.get("expected") else None


def _figures(
    specifications: Sequence[_Specification],
    whole: Tally,
    every: Sequence[Tally],
    seed: int,
    pulse: Callable[[], object],
) -> list[Figure]:
    """The figures of all articles, each with its interval when there are several articles to draw."""
    figures = []
    blocks = [tally.together(every[place] for place in group) for group in bootstrap.grouped(len(every), seed)]
    draws = list(bootstrap.draws(len(blocks), seed)) if len(blocks) > 1 else []
    for one in specifications:
        parts = [(_Rows([part.counts(block) for block in blocks]), part.value) for part in one.parts]
        values = []
        for draw in draws:
            pulse()
            value = _mean(value(rows.total(draw)) for rows, value in parts)
            if value is not None:
                values.append(value)
        figures.append(
            Figure(one.measure, one.question, one.of(whole), round(one.count(whole)), bootstrap.middle(values))
        )
    return figures


class _Rows:
    """The sums of many articles, by places in a list, which are added up with other weights again and again."""

    def __init__(self, rows: Sequence[Sums]) -> None:
        names: dict[Hashable, int] = {}
        self._rows = [[(names.setdefault(name, len(names)), number) for name, number in row.items()] for row in rows]
        self._names = list(names)

    def total(self, draw: bootstrap.Draw) -> Sums:
        total = [0.0] * len(self._names)
        for row, times in draw:
            for place, number in self._rows[row]:
                total[place] += times * number
        return dict(zip(self._names, total, strict=True))


# Breakdowns


def _grouped(
    by: By,
    every: Sequence[Tally],
    by_answer: Mapping[str, Sequence[Tally]],
    by_pair: Mapping[Pair, Sequence[Tally]],
    found: Comparison,
    pulse: Callable[[], object],
) -> Iterator[Group]:
    if by == "pair":
        parts = by_pair or {(0, 1): every}
        for (a, b), tallies in sorted(parts.items()):
            names = (found.names[a], found.names[b])
            yield _group(" – ".join(map(isolated, names)), names, tallies, found)
        return
    if by in _BY_ANSWER:
        tallies_by = by_answer
    else:
        sorted_by: dict[str, list[Tally]] = defaultdict(list)
        for counts in every:
            sorted_by[_place(by, counts.articles[0])].append(counts)
        tallies_by = sorted_by
    for name, tallies in (
        tallies_by.items() if by == "article" else sorted(tallies_by.items(), key=lambda one: str(one[0]))
    ):
        pulse()
        article = tallies[0].articles[0]
        if by == "article":
            group = _group(article.title, found.names, tallies, found)
            yield replace(group, article=article.id if article.in_library else "")
        else:
            yield _group(str(name), found.names, tallies, found)


def _place(by: By, article: CodedArticle) -> str:
    return {"article": article.id, "outlet": article.outlet, "month": article.month}[by]


def _group(name: str, names: Sequence[str], tallies: Sequence[Tally], found: Comparison) -> Group:
    counts = tally.together(tallies)
    specifications = _specifications(names, found.questions, counts)
    figures = [Figure(one.measure, one.question, one.of(counts), round(one.count(counts))) for one in specifications]
    return Group(name, len(counts.articles), figures)
