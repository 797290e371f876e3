"""ascribe import PATH..."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.errors import Cancelled
from desktop.base.translation import Message, translated
from desktop.cli import libraries, tags
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
        help=translated("text, Markdown, HTML, DOCX, Ascribe JSON, or a folder of them"),
    )
    libraries.add_used_only_here(parser)
    tags.add_argument(
        parser, translated("the language of these articles; without it, what a page declares or a text tells")
    )


def run(options: Namespace) -> int:
    with libraries.opened(options) as library:
        report = import_paths(library, options.paths, shown_when_watched(), language=options.language)
    for known in report.known:
        print(translated("Already in the library: {file}", file=known.path))
    for refusal in report.refused:
        print(f"ascribe: {refusal.reason}", file=sys.stderr)
    print(report)
    if report.cancelled:
        raise Cancelled
    return 1 if report.refused else 0
