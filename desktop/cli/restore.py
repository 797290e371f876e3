"""ascribe restore FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.cli import errors, libraries
from desktop.library.restore import restore

NAME = "restore"
HELP = "put a backup in the library's place, which is backed up first"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a backup, as `ascribe backup` makes it")
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    path = libraries.chosen_path(options)
    with libraries.kept_from_others(options, path):
        saved = restore(path, options.file, used_only_here=options.used_only_here, tell=errors.tell)
    print(f"{path} is now what {options.file} was.")
    if saved is not None:
        print(f"What it was before is in {saved}.")
    return 0
