"""ascribe restore FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.library.restore import restore

HELP = Message("put a backup in the library's place, which is backed up first")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=translated("a backup, as `ascribe backup` makes it"))
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    address = libraries.chosen(options)
    with libraries.locked_against_others(options, address):
        saved = restore(address, options.file, used_only_here=options.used_only_here, tell=printing.tell)
    printing.say(translated("{file} now holds what is in {backup}.", file=address, backup=options.file))
    if saved is not None:
        printing.say(translated("The former library is in {file}.", file=saved))
    return 0
