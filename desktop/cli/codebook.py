"""ascribe codebook export, ascribe codebook import CODEBOOK, ascribe codebook ready"""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.exchange import codebook_files, codebooks
from desktop.model.codebook import Codebook
from desktop.model.ready_codebooks import READY, ready

HELP = Message("write the codebook into a file, or take one into the library")


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    out = actions.add_parser("export", help=translated("write the library’s codebook"))
    libraries.add_argument(out, default=SUPPRESS)
    out.add_argument(
        "--format",
        choices=sorted(codebook_files.BY_NAME),
        help=translated("default: by the file’s name, or toml"),
    )
    out.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=translated("where to write (default: standard output)")
    )

    into = actions.add_parser("import", help=translated("take a codebook into the library; no annotation changes"))
    libraries.add_argument(into, default=SUPPRESS)
    libraries.add_used_only_here(into)
    into.add_argument(
        "codebook",
        metavar="CODEBOOK",
        type=str,  # a path, too
        help=translated("a file (.toml, .csv, .qdc), or the name of a ready codebook"),
    )
    into.add_argument(
        "--replace",
        action="store_true",
        help=translated("replace the library’s codebook; annotations keep what they have"),
    )

    actions.add_parser("ready", help=translated("list the ready codebooks"))


def run(options: Namespace) -> int:
    return {"export": _export, "import": _import, "ready": _list_ready}[options.action](options)


def _export(options: Namespace) -> int:
    if options.format:
        format = codebook_files.BY_NAME[options.format]
    else:
        format = codebook_files.format_of(options.output) if options.output else codebook_files.BY_NAME["toml"]
    with libraries.opened_to_read(options) as library:
        if options.output is None and sys.stdout is None:  # a frozen program without a console
            raise KnownError(translated("There is no standard output here; name a file with -o."))
        if lost := codebook_files.losses(library.codebook, format):
            printing.tell(lost)
        if options.output is not None:
            codebooks.export(library, format, options.output)
        else:
            codebooks.write(library, format, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    return 0


def _import(options: Namespace) -> int:
    codebook = _chosen(options.codebook)
    with libraries.opened(options) as library:
        (codebooks.put_in_place if options.replace else codebooks.join)(library, codebook)
    return 0


def _chosen(named: str) -> Codebook:
    """The codebook of a file, or the ready one of this name."""
    return ready(named) if named in READY and not files.exists(Path(named)) else codebook_files.read(Path(named))


def _list_ready(_: Namespace) -> int:
    for name, offered in READY.items():
        printing.say(f"{name}: {translated(offered.about)}")
    return 0
