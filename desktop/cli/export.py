"""ascribe export [ARTICLE...]"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.cli import libraries
from desktop.exchange.format import Selection, unwatched
from desktop.exchange.registry import WRITABLE
from desktop.library.targets import refuse_as_target

NAME = "export"
HELP = "write the articles with their annotations"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help="the ids that `ascribe list` shows; all without")
    parser.add_argument("--format", choices=sorted(WRITABLE), default="json", help="default: %(default)s")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="where to write; without it, standard output")
    parser.add_argument("--include-suggestions", action="store_true", help="write open suggestions too")


def run(options: Namespace) -> int:
    selection = Selection(articles=tuple(options.articles) or None, include_suggestions=options.include_suggestions)
    write = WRITABLE[options.format].write
    assert write is not None
    with libraries.opened_to_read(options) as library:
        if options.output is None:
            if sys.stdout is None:  # a frozen program without a console
                raise KnownError("There is no standard output here; name a file with -o.")
            write(library, sys.stdout.buffer, selection, unwatched)
            sys.stdout.buffer.flush()
        else:
            refuse_as_target(library.path, options.output)
            with files.replacing(options.output) as stream:
                write(library, stream, selection, unwatched)
    return 0
