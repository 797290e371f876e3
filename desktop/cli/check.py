"""ascribe check"""

from argparse import ArgumentParser, Namespace

from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing

NAME = "check"
HELP = Message("check that the library is sound")


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        problems = library.check()
        for problem in problems:
            printing.tell(problem)
        if not problems:
            printing.say(translated("{file} is sound.", file=library.address))
    return 1 if problems else 0
