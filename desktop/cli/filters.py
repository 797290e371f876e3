"""Which articles a command is for: the same flags wherever articles are chosen by what is known of them."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from desktop.base.translation import translated
from desktop.model.article_filter import ArticleFilter
from desktop.model.dates import is_date
from desktop.model.records import ARTICLE_STATUSES


def add_arguments(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(translated("which articles"), translated("only articles that meet all of these"))
    group.add_argument("--status", choices=ARTICLE_STATUSES, help=translated("only articles of this status"))
    group.add_argument("--tag", metavar="NAME", default="", help=translated("only articles with this tag"))
    group.add_argument("--set", metavar="NAME", default="", help=translated("only articles of this set"))
    group.add_argument("--publisher", metavar="NAME", default="", help=translated("only articles of this publisher"))
    group.add_argument(
        "--in-language", metavar="CODE", default="", help=translated("only articles in this language (en, de …)")
    )
    group.add_argument(
        "--assigned",
        action="store_true",
        help=translated("only articles that somebody is to code; with --layer, this annotator"),
    )
    group.add_argument(
        "--since", metavar="DATE", type=_date, default="", help=translated("only articles of this date or later")
    )
    group.add_argument(
        "--until", metavar="DATE", type=_date, default="", help=translated("only articles of this date or earlier")
    )
    group.add_argument(
        "--without-speaker",
        action="store_true",
        help=translated("only articles with a claim that names no speaker"),
    )
    group.add_argument(
        "--elsewhere", action="store_true", help=translated("only articles with much the same text as another")
    )


def chosen(options: Namespace, words: str) -> ArticleFilter:
    """What the flags say, and these words."""
    return ArticleFilter(
        words=words,
        assigned=options.assigned,
        status=options.status,
        tag=options.tag,
        set=options.set,
        publisher=options.publisher,
        language=options.in_language,
        since=options.since,
        until=options.until,
        without_speaker=options.without_speaker,
        elsewhere=options.elsewhere,
    )


def _date(typed: str) -> str:
    if typed and not is_date(typed):  # argparse asks about the default, too
        raise ArgumentTypeError(translated("write the date as 2026-11-26, 2026-11 or 2026"))
    return typed
