"""ascribe check"""

from argparse import ArgumentParser, Namespace

from desktop.base.control_characters import on_one_line
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.library import Reader

HELP = Message("check that the library is sound")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--annotations",
        action="store_true",
        help=translated("look through the annotations instead: claims without a speaker, words that are cut …"),
    )
    libraries.add_layers(parser, translated("with --annotations: only the work of this annotator; may be repeated"))


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        if options.annotations:
            libraries.tell_hidden(library)
            return _proofread(library)
        problems = library.check()
        for problem in problems:
            printing.tell(problem)
        if not problems:
            printing.say(translated("{file} is sound.", file=library.address))
    return 1 if problems else 0


def _proofread(library: Reader) -> int:
    """Print what the checks of annotations find, article by article."""
    from desktop.proofreading.proofread import proofread

    article = ""
    for finding in proofread(library, None, lambda done, total: None):
        if finding.article != article:
            article = finding.article
            printing.say(f"{finding.article}  {on_one_line(finding.title)}")
        where = translated("{start} to {end}", start=finding.at.start, end=finding.at.end)
        printing.say(f"  {finding.check:12}  {where}  {on_one_line(f'{finding.words()} {finding.quoted}')}")
    if not article:
        printing.say(translated("Nothing was found in the annotations."))
    return 1 if article else 0
