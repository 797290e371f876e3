"""ascribe validate FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.translation import Message, listed, translated, translated_plural
from desktop.cli import printing
from desktop.exchange.formats.native.checking import LIMIT, inspect

HELP = Message("check an exported JSON file against its schema and its own text")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def run(options: Namespace) -> int:
    inspection = inspect(options.file)
    for problem in inspection.problems:
        printing.tell_plainly(problem)
    if len(inspection.problems) == LIMIT:
        printing.tell(translated("{file} has problems; these are the first {count}.", file=options.file, count=LIMIT))
    elif inspection.problems:
        printing.tell(translated("{file} is not a sound Ascribe export.", file=options.file))
    if inspection.problems:
        return 1
    annotations = sum(map(len, inspection.annotations.values()))
    held = (
        translated_plural("{count} article", "{count} articles", len(inspection.articles)),
        translated_plural("{count} annotation", "{count} annotations", annotations),
        translated_plural("{count} speaker", "{count} speakers", len(inspection.speakers)),
    )
    printing.say(translated("{file} is a sound Ascribe export: {content}.", file=options.file, content=listed(held)))
    return 0
