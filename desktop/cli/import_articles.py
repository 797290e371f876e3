"""ascribe import PATH..."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.cli import libraries
from desktop.exchange.importing import import_paths
from desktop.exchange.shape import unwatched

NAME = "import"
HELP = "add articles to the library, and annotations where the format has them"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        help="text, Markdown, HTML, DOCX, Ascribe JSON, or a folder of them",
    )


def run(options: Namespace) -> int:
    progress = _shown_progress if sys.stderr is not None and sys.stderr.isatty() else unwatched
    with libraries.opened(options) as library:
        report = import_paths(library, options.paths, progress)
    for known in report.known:
        print(f"Known already: {known.path}")
    for refusal in report.refused:
        print(f"ascribe: {refusal.reason}", file=sys.stderr)
    print(report)
    return 1 if report.refused else 0


def _shown_progress(done: int, total: int) -> None:
    if done % 100 == 0 and done < total > 100:
        print(f"\r{done:,} of {total:,}", end="", file=sys.stderr, flush=True)
    elif done == total > 100:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
