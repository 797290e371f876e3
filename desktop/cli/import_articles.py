"""ascribe import PATH..."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from desktop.base.errors import Cancelled
from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import libraries, printing, tags
from desktop.cli.progress import shown_when_watched
from desktop.exchange.importing import import_paths

NAME = "import"
HELP = Message("add articles to the library, and annotations where the format has them")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        help=translated("a file of any format that `ascribe formats` says is read, or a folder"),
    )
    libraries.add_used_only_here(parser)
    tags.add_argument(
        parser, translated("the language of these articles; without it, what a page declares or a text tells")
    )


def run(options: Namespace) -> int:
    with libraries.opened(options) as library:
        report = import_paths(library, options.paths, shown_when_watched(), language=options.language)
    for file, count in Counter(known.path for known in report.known).items():
        printing.say(_known(file, count))
    for remark in report.remarks:
        printing.tell(translated("{file}: {reason}", file=remark.path, reason=remark.words))
    for refusal in report.refused:
        printing.tell(refusal.reason)
    printing.say(report)
    if report.cancelled:
        raise Cancelled
    return 1 if report.refused else 0


def _known(file: Path | None, count: int) -> str:
    if count == 1:
        return translated("Already in the library: {file}", file=file)
    return translated_plural(
        "Already in the library: {count} article of {file}",
        "Already in the library: {count} articles of {file}",
        count,
        file=file,
    )
