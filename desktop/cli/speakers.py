"""ascribe speakers import FILE, ascribe speakers export"""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.exchange import exporting, speaker_list
from desktop.exchange.registry import WRITABLE
from desktop.exchange.speaker_list import Plan
from desktop.exchange.tables.table import Layout
from desktop.model import operations

HELP = Message("write the list of speakers as CSV, or take one into the library")


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    out = actions.add_parser("export", help=translated("write the library’s speakers as CSV"))
    libraries.add_argument(out, default=SUPPRESS)
    out.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=translated("where to write (default: standard output)")
    )

    into = actions.add_parser("import", help=translated("add the speakers of a CSV file, or what it knows of them"))
    libraries.add_argument(into, default=SUPPRESS)
    libraries.add_used_only_here(into)
    into.add_argument("file", metavar="FILE", type=Path, help=translated("a table with a column “name”"))
    into.add_argument(
        "--replace",
        action="store_true",
        help=translated("where the file and the library differ, take what the file says"),
    )
    into.add_argument("--dry-run", action="store_true", help=translated("say what would be done, and do nothing"))


def run(options: Namespace) -> int:
    return {"export": _export, "import": _import}[options.action](options)


def _export(options: Namespace) -> int:
    selection = exporting.Selection(layout=Layout(table="speakers"))
    with libraries.opened_to_read(options) as library:
        if options.output is not None:
            exporting.export(library, WRITABLE["csv"], selection, options.output)
            return 0
        if sys.stdout is None:  # a frozen program without a console
            raise KnownError(translated("There is no standard output here; name a file with -o."))
        exporting.write(library, WRITABLE["csv"], selection, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return 0


def _import(options: Namespace) -> int:
    found = speaker_list.read(options.file)
    if options.dry_run:
        with libraries.opened_to_read(options) as library:
            _tell(speaker_list.plan(library, found, replacing=options.replace))
        return 0
    with libraries.opened(options) as library:
        count = speaker_list.plan(library, found, replacing=options.replace).count
        with library.edit(operations.import_speakers(count)) as edit:
            made = speaker_list.take_in(edit, found, replacing=options.replace)
    _tell(made)
    return 0


def _tell(made: Plan) -> None:
    for sentence in made.remarks:
        printing.tell(sentence)
    for words in speaker_list.in_words(made):
        printing.say(words)
