"""ascribe backup [FILE]"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.cli import libraries

NAME = "backup"
HELP = "copy the library, into its own rotated backups or to a file"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="without it, the folder of backups beside the library"
    )


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        target: Path | None = options.file
        if target is not None:
            target = target.absolute()
            if target.is_dir():
                raise KnownError(f"{target} is a folder; name a file to write.")
            if target.exists() and target.samefile(library.path):
                raise KnownError(f"{target} is the library itself; name another file to back it up to.")
        print(library.backup(target))
    return 0
