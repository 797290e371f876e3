"""ascribe check"""

import sys
from argparse import ArgumentParser, Namespace

from desktop.base.translation import Message, translated
from desktop.cli import libraries

NAME = "check"
HELP = Message("check that the library is sound")


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        problems = library.check()
        for problem in problems:
            print(f"ascribe: {problem}", file=sys.stderr)
        if not problems:
            print(translated("{file} is sound.", file=library.address))
    return 1 if problems else 0
