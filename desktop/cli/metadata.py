"""ascribe metadata TABLE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing, tables
from desktop.cli.progress import shown_when_watched
from desktop.exchange import metadata
from desktop.exchange.metadata import COLUMNS, Matches, Plan
from desktop.model import operations

HELP = Message("change the details of the library’s articles by a table")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "table",
        metavar="TABLE",
        type=Path,
        help=translated("a table (CSV, TSV, Excel…) with a column “id”, “file” or “url”, and others with the details"),
    )
    parser.add_argument(
        "--files",
        metavar="FOLDER",
        type=Path,
        help=translated("where the files are that the table names (default: the table’s folder)"),
    )
    parser.add_argument(
        "--only-empty",
        action="store_true",
        help=translated("fill in empty details only"),
    )
    parser.add_argument("--dry-run", action="store_true", help=translated("say what would be done, and do nothing"))
    tables.add_arguments(parser, COLUMNS)
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    table = metadata.read(options.table, tables.choices(options))
    opened = libraries.opened_to_read if options.dry_run else libraries.opened
    with opened(options) as library:
        matches = metadata.matched(library, table, shown_when_watched(), folder=options.files)
        made = metadata.plan(library, table, matches, only_empty=options.only_empty)
        if made.changed and not options.dry_run:
            with library.edit(operations.edit_articles(len(made.changed))) as edit:
                made = metadata.take_in(edit, table, matches, only_empty=options.only_empty)
    _tell(matches, made)
    return 0


def _tell(matches: Matches, made: Plan) -> None:
    for sentence in (*matches.left_out, *made.left_out):
        printing.tell(sentence)
    for line in metadata.sentences(matches, made):
        printing.say(line)
