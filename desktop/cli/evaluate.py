"""ascribe evaluate GOLD"""

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import language_flag, printing

if TYPE_CHECKING:  # the suggester is large, and start-up is short
    from desktop.suggest.learning.trainer import Learnt

HELP = Message("compare suggestions, or an annotator's export, with gold attributions")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "gold", metavar="GOLD", type=Path, help=translated("gold articles: one JSON object a line, or an export")
    )
    parser.add_argument(
        "--against", metavar="FILE", type=Path, help=translated("compare this file, not the program's suggestions")
    )
    language_flag.add_argument(parser, translated("the articles' language; default: as each text tells"))
    parser.add_argument("--scope", choices=("speech", "all"), default="all", help=translated("default: %(default)s"))
    parser.add_argument(
        "--learn-from", metavar="FILE", type=Path, help=translated("learn from these gold articles first")
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=int,
        default=200,
        help=translated("learn from so many articles at most (default: %(default)s)"),
    )
    parser.add_argument(
        "--misses", action="store_true", help=translated("list each one that is missed, false or not exact")
    )


def run(options: Namespace) -> int:
    from desktop.suggest import suggest
    from desktop.suggest.evaluation.figures import as_lines, as_table
    from desktop.suggest.evaluation.gold import GoldArticle, Report, as_report, read
    from desktop.suggest.evaluation.measures import evaluate, evaluate_texts
    from desktop.suggest.language.word_lists import language

    language(options.language)  # that there are rules for it
    gold = read(options.gold)
    if not any(article.reports for article in gold):
        raise KnownError(translated("{file} holds no attributions to compare with.", file=options.gold))
    learnt = _learnt(options) if options.learn_from else None

    def suggested(article: GoldArticle) -> list[Report]:
        if learnt:
            return [as_report(one) for one in learnt.suggest(article.text)]
        return [as_report(one) for one in suggest(article.text, options.language, options.scope)]

    started = time.perf_counter()
    if options.against:
        evaluation = evaluate_texts(gold, {article.text: article.reports for article in read(options.against)})
    else:
        evaluation = evaluate(gold, suggested)
    seconds = time.perf_counter() - started
    printing.say(as_table(evaluation).rstrip("\n"))
    if not options.against:
        speed = round(len(gold) / seconds)
        printing.say(translated_plural("{count} article a second", "{count} articles a second", speed))
    if options.misses:
        texts = {article.id: article.text for article in gold}
        for pair in evaluation.pairs:
            if pair.verdict != "exact":
                printing.say(as_lines(texts[pair.article], pair))
    return 0


def _learnt(options: Namespace) -> "Learnt":
    """A model that is shown so many of the articles, taken evenly over the file."""
    from desktop.suggest.evaluation.gold import read
    from desktop.suggest.language.word_lists import FALLBACK
    from desktop.suggest.learning.trainer import train

    every = read(options.learn_from)
    articles = every[:: max(1, len(every) // max(1, options.limit))][: options.limit]
    started = time.perf_counter()
    learnt = train(articles, options.language or FALLBACK)
    printing.say(
        translated_plural(
            "learnt from {count} article in {seconds} seconds",
            "learnt from {count} articles in {seconds} seconds",
            len(articles),
            seconds=round(time.perf_counter() - started),
        )
    )
    return learnt
