"""ascribe evaluate GOLD"""

import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.suggest import suggest
from desktop.suggest.evaluation import KINDS, Evaluation, Pair, evaluate, evaluate_texts
from desktop.suggest.gold import GoldArticle, Report, as_report, read
from desktop.suggest.language import FALLBACK
from desktop.suggest.learning import Learnt, train
from desktop.text import Fragments, quoted_text

NAME = "evaluate"
HELP = "compare suggestions, or an annotator's export, with gold attributions"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", type=Path, help="gold articles: one JSON object a line, or an export")
    parser.add_argument("--against", metavar="FILE", type=Path, help="compare this file, not the program's suggestions")
    parser.add_argument("--language", default="", help="the articles' language; English without it")
    parser.add_argument("--scope", choices=("speech", "all"), default="all", help="default: %(default)s")
    parser.add_argument("--learn-from", metavar="FILE", type=Path, help="learn from these gold articles first")
    parser.add_argument("--limit", metavar="N", type=int, default=200, help="of so many at most (default: %(default)s)")
    parser.add_argument("--misses", action="store_true", help="list each one that is missed, false or not exact")


def run(options: Namespace) -> int:
    gold = read(options.gold)
    learnt = _learnt(options) if options.learn_from else None
    started = time.perf_counter()
    if options.against:
        theirs = {article.text: article.reports for article in read(options.against)}
        evaluation = evaluate_texts(gold, theirs)
    else:
        evaluation = evaluate(gold, lambda article: _suggested(article, options, learnt))
    seconds = time.perf_counter() - started
    sys.stdout.write(as_table(evaluation))
    if not options.against:
        print(f"{len(gold) / seconds:.0f} articles a second")
    if options.misses:
        texts = {article.id: article.text for article in gold}
        for pair in evaluation.pairs:
            if pair.verdict != "exact":
                print(_told(texts[pair.article], pair))
    return 0


def _learnt(options: Namespace) -> Learnt:
    """A model that is shown so many of the articles, taken evenly over the file."""
    articles = read(options.learn_from)
    step = max(1, len(articles) // max(1, options.limit))
    started = time.perf_counter()
    learnt = train(articles[::step][: options.limit], options.language or FALLBACK)
    print(
        f"learnt from {len(articles[::step][: options.limit])} articles in {time.perf_counter() - started:.0f} seconds"
    )
    return learnt


def _suggested(article: GoldArticle, options: Namespace, learnt: Learnt | None) -> list[Report]:
    if learnt:
        return [as_report(one) for one in learnt.suggest(article.text)]
    return [as_report(one) for one in suggest(article.text, options.language, options.scope, nested=False)]


def as_table(evaluation: Evaluation) -> str:
    """The figures, in lines."""
    counts = evaluation.counts
    lines = [f"gold {counts['gold']}  proposed {counts['proposed']}"]
    rates = (
        ("exact", evaluation.exact),
        ("half or more", evaluation.close),
        ("whole", evaluation.whole),
        ("words", evaluation.tokens),
        ("their sources", evaluation.part("sources")),
        ("their cues", evaluation.part("cues")),
    )
    for name, rate in rates:
        lines.append(f"{name:14} precision {rate.precision:5.1f}  recall {rate.recall:5.1f}  F1 {rate.f1:5.1f}")
    for kind in KINDS:
        exact, close = evaluation.found(kind, "exact"), evaluation.found(kind)
        lines.append(f"{kind:14} found exactly {exact.recall:5.1f}  half or more {close.recall:5.1f}  of {close.gold}")
    lines.append(f"source overlaps on the found ones {evaluation.source_overlap:.1f}")
    return "\n".join(lines) + "\n"


def _told(text: str, pair: Pair) -> str:
    def words(report: Report | None) -> str:
        def part(fragments: Fragments) -> str:
            return quoted_text(text, fragments).replace("\n", " ")

        return f"{part(report.sources)} | {part(report.cues)} | {part(report.contents)}" if report else "-"

    start = (pair.gold or pair.proposed or Report(())).contents[0].start
    return f"\n{pair.article}:{start} {pair.verdict}\n  gold     {words(pair.gold)}\n  proposed {words(pair.proposed)}"
