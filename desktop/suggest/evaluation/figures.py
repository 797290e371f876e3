"""An evaluation in words: a table of its figures, and each pair that does not agree."""

from desktop.base.translation import Message, translated
from desktop.model.text import Fragments, quoted_text
from desktop.suggest.evaluation.gold import Report
from desktop.suggest.evaluation.measures import KINDS, Evaluation, Pair, Rate

_VERDICTS = {
    "exact": Message("exact"),
    "close": Message("close"),
    "partly": Message("partly"),
    "missed": Message("missed"),
    "false": Message("false"),
}


def rates(evaluation: Evaluation) -> list[tuple[str, Rate]]:
    """The figures that have a precision and a recall, by name."""
    return [
        ("exact", evaluation.exact),
        ("half or more", evaluation.close),
        ("whole", evaluation.whole),
        ("words", evaluation.tokens),
        ("their sources", evaluation.part("sources")),
        ("their cues", evaluation.part("cues")),
    ]


def as_table(evaluation: Evaluation) -> str:
    """The figures, in lines."""
    counts = evaluation.counts
    lines = [f"gold {counts['gold']}  proposed {counts['proposed']}"]
    for name, rate in rates(evaluation):
        lines.append(f"{name:14} precision {rate.precision:5.1f}  recall {rate.recall:5.1f}  F1 {rate.f1:5.1f}")
    for kind in KINDS:
        exact, close = evaluation.found(kind, "exact"), evaluation.found(kind)
        lines.append(f"{kind:14} found exactly {exact.recall:5.1f}  half or more {close.recall:5.1f}  of {close.gold}")
    lines.append(f"source overlaps on the found ones {evaluation.source_overlap:.1f}")
    return "\n".join(lines) + "\n"


def as_lines(text: str, pair: Pair) -> str:
    """A gold attribution beside the proposed one: source, cue and content of each."""

    def words(report: Report | None) -> str:
        def part(fragments: Fragments) -> str:
            return quoted_text(text, fragments).replace("\n", " ")

        return f"{part(report.sources)} | {part(report.cues)} | {part(report.contents)}" if report else "-"

    start = (pair.gold or pair.proposed or Report(())).contents[0].start
    return translated(
        "\n{article}:{start} {verdict}\n  gold     {gold}\n  proposed {proposed}",
        article=pair.article,
        start=str(start),
        verdict=translated(_VERDICTS[pair.verdict]),
        gold=words(pair.gold),
        proposed=words(pair.proposed),
    )
