"""ascribe agreement"""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import KnownError
from desktop.base.translation import Message, listed, translated
from desktop.cli import libraries, printing, progress
from desktop.model.records import ADJUDICATED

if TYPE_CHECKING:
    from desktop.agreement.sides import Side
    from desktop.library import Library

HELP = Message("measure how far annotators agree, also with files and suggestions")

_BREAKDOWNS = ("pair", "label", "kind", "outlet", "month", "article")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--between", metavar="NAME", nargs="+", help=translated("these annotators (default: all in the library)")
    )
    parser.add_argument(
        "--adjudicating",
        action="store_true",
        help=translated("read all work, also what blind coding hides: for whoever decides, and leads the work"),
    )
    parser.add_argument(
        "--gold",
        metavar="FILE",
        type=Path,
        help=translated("compare with gold articles: one JSON object a line, or an export"),
    )
    parser.add_argument(
        "--also",
        metavar="FILE",
        type=Path,
        nargs="+",
        default=[],
        help=translated("compare the work in these exports and libraries, too"),
    )
    parser.add_argument(
        "--suggestions", choices=("rules", "learnt"), help=translated("compare the program's suggestions, too")
    )
    parser.add_argument(
        "--scope",
        choices=("speech", "all"),
        default="all",
        help=translated("what the built-in rules look for, as in `ascribe suggest` (default: %(default)s)"),
    )
    parser.add_argument(
        "--match",
        choices=("exact", "iou"),
        default="iou",
        help=translated(
            "when two claims are the same: with the same extent, or sharing enough of it (default: %(default)s)"
        ),
    )
    parser.add_argument(
        "--threshold",
        metavar="SHARE",
        type=_share,
        default=0.5,
        help=translated("for iou: of what either claim covers, the least share that both cover (default: %(default)s)"),
    )
    parser.add_argument(
        "--by", choices=_BREAKDOWNS, nargs="+", default=[], help=translated("give the figures for each of these, too")
    )
    parser.add_argument(
        "--ordinal",
        metavar="ATTRIBUTE",
        nargs="+",
        default=[],
        help=translated("attributes whose options are in order, such as low, middle, high"),
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=1,
        help=translated("for the random draws behind the intervals (default: %(default)s)"),
    )
    parser.add_argument(
        "--differences", action="store_true", help=translated("list the differences (JSON always has them)")
    )
    parser.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help=translated("default: %(default)s")
    )


def run(options: Namespace) -> int:
    from desktop.agreement import report
    from desktop.agreement.matching import Matching
    from desktop.agreement.sides import compared

    with libraries.opened_to_read(options) as library:
        if options.adjudicating:
            library.work_in(ADJUDICATED)
            library.read_layers(None)
        _tell_hidden(library)
        found = compared(
            library,
            _sides(library, options),
            Matching(options.match, options.threshold),
            by=options.by,
            ordinal=options.ordinal,
            seed=options.seed,
            progress=progress.shown_when_watched(),
        )
    if options.format == "json":
        printing.say(json.dumps(report.as_data(found), ensure_ascii=False, indent=1))
    elif options.format == "csv":
        written = report.differences_as_csv(found) if options.differences else report.as_csv(found)
        printing.say(written.rstrip("\r\n"))
    else:
        for line in report.as_lines(found, differences=options.differences):
            printing.say(line)
    return 0


def _tell_hidden(library: "Library") -> None:
    """Says what is hidden here, and how who leads the work compares it."""
    if words := library.hidden_words(len(library.hidden_articles())):
        printing.tell(words)
        printing.tell(translated("Whoever decides, and leads the work, compares all of it with --adjudicating."))


def _sides(library: "Library", options: Namespace) -> "list[Side]":
    """Gold before people, people before suggestions: the first one is what precision and recall go by."""
    from desktop.agreement.sides import File, Suggestions, Work, to_compare

    known = {one.name: one.id for one in library.layers_of_work()}
    for name in options.between or ():
        if name not in known:
            raise KnownError(
                translated(
                    "The library has no work of {annotator}; it has work of: {known}.",
                    annotator=name,
                    known=listed(known),
                )
                if known
                else translated("Nobody has annotated anything in the library.")
            )
    sides: list[Side] = [File(options.gold, gold=True)] if options.gold else []
    named = [known[name] for name in dict.fromkeys(options.between or ())]
    sides += [Work(layer) for layer in named or to_compare(library)]
    sides += [File(path) for path in options.also]
    if options.suggestions:
        sides.append(Suggestions(options.scope, learnt=options.suggestions == "learnt"))
    return sides


def _share(typed: str) -> float:
    try:
        share = float(typed)
    except ValueError:
        share = 0
    if not 0 < share <= 1:
        raise ArgumentTypeError(translated("write a number above 0, at most 1, such as 0.5"))
    return share
