"""ascribe take FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import libraries, printing
from desktop.cli.progress import shown_when_watched

HELP = Message("take a colleague's work from a file that was sent, or from their library")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help=translated("what `ascribe send` wrote, an Ascribe JSON or a library")
    )
    libraries.add_layers(
        parser, translated("only the work of this annotator of the file; may be repeated (default: all but your own)")
    )
    parser.add_argument(
        "--as",
        dest="called",
        metavar="NAME",
        default="",
        help=translated("whose work it is, where the file says otherwise"),
    )
    parser.add_argument(
        "--known-articles", action="store_true", help=translated("leave out the articles that are not here")
    )
    parser.add_argument(
        "--both",
        choices=("here", "file"),
        default="here",
        help=translated("what becomes of what both changed: as it is here (the default), or as in the file"),
    )
    parser.add_argument(
        "--alike",
        choices=("apart", "same"),
        default="apart",
        help=translated("whether speakers who only look alike are two (the default), or the same"),
    )
    parser.add_argument("--dry-run", action="store_true", help=translated("say what would be done, and do nothing"))
    parser.add_argument("--annotator", metavar="NAME", help=translated("who takes it, and may undo it (default: you)"))
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    from desktop.exchange.taking import incoming, wording
    from desktop.exchange.taking.planning import Choices
    from desktop.exchange.taking.taking import preview, take

    found = incoming.read(options.file)
    if libraries.chosen(options).is_at(options.file):
        raise KnownError(translated("{file} is the library itself.", file=options.file))
    if unknown := [name for name in options.layer if name not in found.layers]:
        raise KnownError(translated("{file} has no work of {name}.", file=options.file, name=unknown[0]))
    choices = Choices(
        layers=frozenset(options.layer) or None,
        called=options.called,
        only_known=options.known_articles,
        there=None if options.both == "file" else (),
        same=None if options.alike == "same" else (),
    )
    if options.dry_run:
        with libraries.opened_to_read(_without_layers(options)) as library:
            library.work_as(options.annotator or library.annotator)
            plan = preview(library, found, choices)
        for both in plan.both:
            printing.say(" · ".join(on_one_line(words) for words in (both.where, both.words) if words))
            for side in both.sides:
                printing.say(
                    translated(
                        "    {what}: here “{here}”, there “{there}”",
                        what=on_one_line(side.what),
                        here=on_one_line(side.here),
                        there=on_one_line(side.there),
                    )
                )
        for one in plan.speakers.alike:
            there, here = on_one_line(one.there.name), on_one_line(one.here.name)
            printing.say(translated("{name} looks like {other}.", name=there, other=here))
    else:
        with libraries.opened_existing(options, annotator=options.annotator) as library:
            plan = take(library, found, choices, shown_when_watched())
    for sentence in wording.sentences(plan):
        printing.say(sentence)
    if plan.speakers.alike and options.alike == "apart":
        printing.tell(
            translated_plural(
                "{count} speaker looks like one here, and is taken for another; see --alike.",
                "{count} speakers look like some here, and are taken for others; see --alike.",
                len(plan.speakers.alike),
            )
        )
    return 0


def _without_layers(options: Namespace) -> Namespace:
    """The options for the library: the layers that are named are the file's."""
    return Namespace(**{**vars(options), "layer": ()})
