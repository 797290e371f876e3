"""A comparison as text, as JSON and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from desktop.agreement import measures
from desktop.agreement.claims import Question
from desktop.agreement.comparing import By, Comparison, Figure, Group
from desktop.agreement.differences import Difference, answer_in_words
from desktop.agreement.tally import Pair
from desktop.base.translation import Message, listed, number, translated, translated_plural
from desktop.exchange.formats.tables.cells import typed_in
from desktop.exchange.tables.table import Cell

DECIMALS: Final = 3

TITLES: Final[dict[By, Message]] = {
    "pair": Message("By pair"),
    "label": Message("By label"),
    "kind": Message("By kind of quotation"),
    "outlet": Message("By outlet"),
    "month": Message("By month"),
    "article": Message("By article"),
}


def figure_name(figure: Figure) -> str:
    """What a figure is called: “F1”, “Speaker: Krippendorff’s α (sets, MASI)”."""
    name = translated(measures.NAMES[figure.measure])
    if figure.question is None:
        return name
    if figure.measure == measures.ALPHA:
        name = translated("{alpha} ({level})", alpha=name, level=translated(LEVELS[figure.question.level]))
    return translated("{question}: {measure}", question=figure.question.name, measure=name)


LEVELS: Final = {
    "nominal": Message("nominal"),
    "ordinal": Message("ordinal"),
    "interval": Message("interval"),
    "set": Message("sets, MASI"),
}


def written(value: float | None) -> str:
    """A figure in the user's language; a dash where it is not defined."""
    return "–" if value is None else number(value, DECIMALS)


def interval_written(figure: Figure) -> str:
    """From … to …; empty where there is none."""
    if figure.interval is None:
        return ""
    return translated("{low} to {high}", low=written(figure.interval[0]), high=written(figure.interval[1]))


def summary(found: Comparison) -> str:
    """What was compared, in a sentence."""
    claims = listed(
        translated("{annotator}: {count}", annotator=name, count=count) for name, count in found.claims.items()
    )
    return translated_plural(
        "{count} article compared. Claims: {claims}.",
        "{count} articles compared. Claims: {claims}.",
        found.articles,
        claims=claims,
    )


def as_lines(found: Comparison, *, differences: bool) -> Iterator[str]:
    """The comparison for a terminal."""
    yield summary(found)
    yield ""
    rows = [(figure_name(one), written(one.value), interval_written(one), number(one.count)) for one in found.figures]
    yield from _columns([(translated("Figure"), "", translated("95 %"), translated("Claims")), *rows])
    for by, groups in found.groups.items():
        yield ""
        yield translated(TITLES[by])
        yield from _columns(_group_rows(groups))
    if differences:
        yield ""
        article = ""
        for one in found.differences:
            if one.article != article:
                article = one.article
                yield one.title
            yield f"  {one.fragments[0].start}  {one.title_in_words()}  {one.words}"


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *rest = (
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *rest]).rstrip()


def _group_rows(groups: Sequence[Group]) -> list[list[str]]:
    """A heading and a row for each group: its name, its articles, its figures."""
    columns = group_columns(groups)
    rows = [["", translated("Articles"), *(column for column in columns.values())]]
    return rows + [
        [one.name or "–", number(one.articles), *(written(value_of(one, key)) for key in columns)] for one in groups
    ]


FigureKey = tuple[str, str]  # the measure, the question's id


def group_columns(groups: Iterable[Group]) -> dict[FigureKey, str]:
    """The figures of a breakdown and their names: those of places, and alpha of each question."""
    found: dict[FigureKey, str] = {}
    for group in groups:
        for one in group.figures:
            if one.question is None:
                found.setdefault(key_of(one), figure_name(one))
            elif one.measure == measures.ALPHA:
                found.setdefault(key_of(one), translated("{question} α", question=one.question.name))
    return found


def key_of(figure: Figure) -> FigureKey:
    return figure.measure, figure.question.id if figure.question else ""


def value_of(group: Group, key: FigureKey) -> float | None:
    return next((one.value for one in group.figures if key_of(one) == key), None)


def confusion_table(found: Comparison, question: Question, pair: Pair, most: int = 12) -> list[list[str]]:
    """How often the first of a pair gave the answer of a row and the second that of a column, with headings.

    The `most` frequent answers have a row and a column each; the others share one.
    """
    table = found.confusion.get((question.id, pair), {})
    times: dict[Any, float] = {}
    for answers, often in table.items():
        for answer in answers:
            times[answer] = times.get(answer, 0) + often
    ranked = sorted(times, key=lambda answer: (-times[answer], answer_in_words(answer)))
    if question.level == "ordinal":
        ranked = [answer for answer in question.order if answer in times]
    shown = ranked if len(ranked) <= most else ranked[: most - 1]
    others = translated("others")
    heads = [answer_in_words(answer) for answer in shown] + ([others] if len(shown) < len(ranked) else [])
    place = {answer: at for at, answer in enumerate(shown)}
    cells = [[0.0] * len(heads) for _ in heads]
    for (one, other), often in table.items():
        cells[place.get(one, len(shown))][place.get(other, len(shown))] += often
    first, second = found.names[pair[0]], found.names[pair[1]]
    corner = translated("{first} ↓  {second} →", first=first, second=second)
    return [
        [corner, *heads],
        *([head, *(number(cell) for cell in row)] for head, row in zip(heads, cells, strict=True)),
    ]


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON can hold it."""
    return {
        "compared": list(found.names),
        "matching": {"how": found.matching.how, "threshold": found.matching.threshold},
        "articles": found.articles,
        "claims": found.claims,
        "figures": [_figure_data(one) for one in found.figures],
        "by": {
            by: [
                {
                    "name": one.name,
                    "articles": one.articles,
                    "figures": [_figure_data(figure) for figure in one.figures],
                }
                for one in groups
            ]
            for by, groups in found.groups.items()
        },
        "confusion": [
            {
                "question": question,
                "between": [found.names[place] for place in pair],
                "answers": [
                    {"first": _answer_data(one), "second": _answer_data(other), "times": times}
                    for (one, other), times in sorted(table.items(), key=lambda cell: (-cell[1], str(cell[0])))
                ],
            }
            for (question, pair), table in found.confusion.items()
        ],
        "differences": [_difference_data(one) for one in found.differences],
    }


def _figure_data(one: Figure) -> dict[str, Any]:
    data: dict[str, Any] = {"measure": one.measure, "value": one.value, "count": one.count}
    if one.question is not None:
        data |= {"question": one.question.name, "level": one.question.level}
    if one.interval is not None:
        data |= {"low": one.interval[0], "high": one.interval[1]}
    return data


def _answer_data(answer: Any) -> Any:
    return sorted(answer) if isinstance(answer, frozenset) else answer


def _difference_data(one: Difference) -> dict[str, Any]:
    return {
        "article": one.article,
        "title": one.title,
        "kind": one.kind,
        "question": one.question,
        "fragments": [list(part) for part in one.fragments],
        "words": one.words,
        "said": dict(one.said),
    }


def as_csv(found: Comparison) -> str:
    """All figures in one table: of everything, then of each group. Numbers have a point, whatever the language."""
    rows: list[list[Cell]] = [
        ["by", "group", "articles", "question", "measure", "level", "value", "low", "high", "count"]
    ]
    rows += [["", "", found.articles, *_cells(one)] for one in found.figures]
    for by, groups in found.groups.items():
        rows += [[by, group.name, group.articles, *_cells(one)] for group in groups for one in group.figures]
    return rows_as_csv(rows)


def _cells(one: Figure) -> list[Cell]:
    question, level = (one.question.name, one.question.level) if one.question else ("", "")
    low, high = one.interval or ("", "")
    return [question, one.measure, level, "" if one.value is None else one.value, low, high, one.count]


def differences_as_csv(found: Comparison) -> str:
    """The list of differences, a row each, with what each layer says."""
    rows: list[list[Cell]] = [["article", "title", "start", "end", "difference", "question", "words", *found.names]]
    for one in found.differences:
        place = [one.fragments[0].start, one.fragments[-1].end]
        said = [one.said.get(name, "") for name in found.names]
        rows.append([one.article, one.title, *place, one.kind, one.question, one.words, *said])
    return rows_as_csv(rows)


def rows_as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """These rows as CSV, in which no cell is a formula."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([typed_in(cell) for cell in row] for row in rows)
    return written.getvalue()
