"""ascribe list"""

from argparse import ArgumentParser, Namespace

from desktop.base.control_characters import on_one_line
from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import filters, libraries, printing
from desktop.library import ArticleRow, Library

HELP = Message("list the articles with their progress")

_AT_ONCE = 1000
_HEADINGS = (
    Message("ID"),
    Message("STATUS"),
    Message("CLAIMS"),
    Message("NO SPEAKER"),
    Message("SUGGESTIONS"),
    Message("PUBLISHED"),
    Message("TITLE"),
)
_LINE = "{:36}  {:11}  {:>6}  {:>10}  {:>11}  {:10}  {}"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words",
        metavar="WORD",
        nargs="*",
        help=translated("words to find in title, publisher, author, tags and sets"),
    )
    filters.add_arguments(parser)
    libraries.add_layers(
        parser, translated("status and counts of this annotator; may be repeated (default: everybody's)")
    )


def run(options: Namespace) -> int:
    wanted = filters.chosen(options, " ".join(options.words))
    with libraries.opened_to_read(options) as library:
        libraries.tell_hidden(library)
        _tell_layers(library)
        found, done = library.article_ids(wanted), library.count_articles(wanted)[1]
        if found:
            printing.say(_LINE.format(*(translated(heading) for heading in _HEADINGS)))
        for start in range(0, len(found), _AT_ONCE):
            for row in library.article_rows(found[start : start + _AT_ONCE]):
                printing.say(_line(row))
    printing.say(
        translated_plural("{count} article, {done} done.", "{count} articles, {done} done.", len(found), done=done)
    )
    return 0


def _tell_layers(library: Library) -> None:
    """Say that the counts are of several people's work together, where they are."""
    count = len(library.annotators()) if library.layers is None else len(library.layers)
    if count > 1:
        words = translated(
            "The work of {count} annotators is counted together; --layer NAME counts one's.", count=count
        )
        printing.tell(words)


def _line(row: ArticleRow) -> str:
    article = row.article
    counts = (row.claims, row.without_speaker, row.suggestions)
    return _LINE.format(article.id, article.status, *counts, on_one_line(article.published), on_one_line(article.title))
