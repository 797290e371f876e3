"""ascribe layers"""

from argparse import ArgumentParser, Namespace

from desktop.base.control_characters import on_one_line
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing

NAME = "layers"
HELP = Message("list the annotators, with how much each has done")

_HEADINGS = (Message("ARTICLES"), Message("DONE"), Message("ANNOTATIONS"), Message("ANNOTATOR"))
_LINE = "{:>8}  {:>6}  {:>11}  {}"


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
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
