"""ascribe layers"""

from argparse import ArgumentParser, Namespace

from desktop import labelling
from desktop.base.control_characters import on_one_line
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.library import Library
from desktop.model import operations
from desktop.model.layers import reader_words

HELP = Message("list the annotators, with how much each has done; let them work without seeing each other's")

_HEADINGS = (Message("ARTICLES"), Message("DONE"), Message("ANNOTATIONS"), Message("ANNOTATOR"))
_LINE = "{:>8}  {:>6}  {:>11}  {}"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--blind",
        choices=("on", "off"),
        help=translated("hide others' work on each article until one has marked it as done; only the first may say so"),
    )
    parser.add_argument(
        "--annotator", metavar="NAME", help=translated("with --blind: who says so, and may undo it; without it, you")
    )
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    if options.blind is not None:
        with libraries.opened_existing(options, annotator=options.annotator) as library:
            is_on = options.blind == "on"
            with library.edit(operations.code_blind(is_on)) as edit:
                labelling.set_blind(edit, is_on)
            _tell_blind(library)
        return 0
    with libraries.opened_to_read(options) as library:
        _tell_blind(library)
        work = library.work_by_layer()
        names = {annotator.id: annotator.name for annotator in library.annotators()}
        names |= {layer: layer for layer in work if layer not in names}
        if names:
            printing.say(_LINE.format(*(translated(heading) for heading in _HEADINGS)))
        for layer, name in names.items():
            annotations, articles = work.get(layer, (0, 0))
            with library.snapshot(layers=(layer,)) as own:
                done = own.articles_by_status().get("done", 0)
            printing.say(_LINE.format(articles, done, annotations, on_one_line(name) or "–"))
    return 0


def _tell_blind(library: Library) -> None:
    """Say whether the library is coded blind, and where others' work is hidden."""
    if not library.is_blind:
        printing.tell(translated("The library is not coded blind."))
        return
    library.read_layers(None)
    if library.codes_nothing:
        printing.tell(reader_words())
        return
    hidden = library.hidden_words(len(library.hidden_articles()))
    printing.tell(hidden or translated("The library is coded blind; nothing is hidden from you now."))
