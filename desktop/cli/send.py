"""ascribe send [ARTICLE...] -o FILE"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import libraries, printing
from desktop.cli.progress import shown_when_watched

HELP = Message("write your work into a file, for a colleague to take")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        metavar="ARTICLE",
        nargs="*",
        help=translated("ids of articles, as `ascribe list` shows them (default: all in which you have worked)"),
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=translated("where to write"))
    parser.add_argument("--annotator", metavar="NAME", help=translated("whose work is sent (default: yours)"))


def run(options: Namespace) -> int:
    from desktop.exchange.sending import send, worked_in

    with libraries.opened_to_read(options) as library:
        name, hidden = options.annotator or library.annotator, set[str]()
        if options.annotator:
            hidden = library.hidden_articles(*libraries.layers_read(library, [name]) or ())
        told = library.hidden_words(len(hidden))
        library.work_as(name)
        articles = options.articles or None
        if hidden:
            articles = [id for id in articles or worked_in(library) if id not in hidden]
            if not articles:
                raise KnownError(told)
        count = send(library, options.output, articles, shown_when_watched())
    printing.say(
        translated_plural(
            "The work of {name} in {count} article is in {file}.",
            "The work of {name} in {count} articles is in {file}.",
            count,
            name=name,
            file=options.output,
        )
    )
    if told:
        printing.tell(told)
    return 0
