"""ascribe validate FILE"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.plurals import counted
from desktop.exchange.formats.native.checking import LIMIT, inspect

NAME = "validate"
HELP = "check an exported JSON file against its schema and its own text"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def run(options: Namespace) -> int:
    inspection = inspect(options.file)
    for problem in inspection.problems:
        print(problem, file=sys.stderr)
    if len(inspection.problems) == LIMIT:
        print(f"ascribe: {options.file} has problems; these are the first {LIMIT}.", file=sys.stderr)
    elif inspection.problems:
        print(f"ascribe: {options.file} is not a sound Ascribe export.", file=sys.stderr)
    if inspection.problems:
        return 1
    annotations = sum(map(len, inspection.annotations.values()))
    held = (
        counted(len(inspection.hashes), "article"),
        counted(annotations, "annotation"),
        counted(len(inspection.speakers), "speaker"),
    )
    print(f"{options.file} is a sound Ascribe export: {', '.join(held)}.")
    return 0
