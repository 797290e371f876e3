"""ascribe formats"""

from argparse import ArgumentParser, Namespace

from desktop.base.translation import Message
from desktop.cli import printing
from desktop.exchange import overview

HELP = Message("list the file formats, and what each can hold")


def add_arguments(parser: ArgumentParser) -> None:
    """It has none."""


def run(options: Namespace) -> int:
    printing.say(overview.as_text())
    return 0
