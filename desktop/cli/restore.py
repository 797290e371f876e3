"""ascribe restore FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.cli import libraries
from desktop.library.restoring import restore

NAME = "restore"
HELP = "put a backup in the library's place, which is backed up first"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a backup, as `ascribe backup` makes it")


def run(options: Namespace) -> int:
    path = libraries.chosen_path(options)
    saved = restore(path, options.file)
    print(f"{path} is now what {options.file} was.")
    if saved is not None:
        print(f"What it was before is in {saved}.")
    return 0
