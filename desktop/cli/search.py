"""ascribe search QUERY"""

from argparse import ArgumentParser, Namespace

from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing

HELP = Message(
    "print the articles that hold all words of a query, the best first, then those with such notes or speakers: id, "
    "title and what is around the words"
)


def add_arguments(parser: ArgumentParser) -> None:
    about = translated(
        'words, or "words side by side"; the last one may be a beginning; one that begins with - comes after --'
    )
    parser.add_argument("words", metavar="QUERY", nargs="+", help=about)


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        libraries.tell_hidden(library)
        query = " ".join(options.words)
        hits = library.search(query)
        known = {hit.article.id for hit in hits}
        for hit in (*hits, *(one for one in library.search_records(query) if one.article.id not in known)):
            printing.say_row(hit.article.id, hit.article.title, hit.snippet)
    return 0
