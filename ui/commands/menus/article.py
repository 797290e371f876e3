"""The menu Article: going from one to another, their status, tags and details, and what is checked in them."""

from desktop.base.translation import Message, Plural
from desktop.model.records import ArticleStatus
from ui.commands.command import Command, Menu, on_articles, with_article, with_articles, with_chosen_articles
from ui.commands.menus.adjudication import ADJUDICATION


def _mark(status: ArticleStatus, text: Message, several: Plural, keys: tuple[str, ...] = ()) -> Command:
    return Command(
        f"mark-{status.replace(' ', '-')}",
        text,
        lambda window: window.articles_controller.mark(status),
        writes=True,
        keys=keys,
        enabled=with_chosen_articles,
        checked=lambda window: bool(
            window.articles_controller.count == 1 and window.session.article and window.session.article.status == status
        ),
        words=on_articles(text, several),
    )


ARTICLE = Menu(
    title=Message("&Article"),
    entries=(
        Command(
            "next-article",
            Message("&Next article"),
            lambda window: window.articles.step(1),
            writes=False,
            keys=("J", "Alt+Down"),
            enabled=with_articles,
        ),
        Command(
            "previous-article",
            Message("&Previous article"),
            lambda window: window.articles.step(-1),
            writes=False,
            keys=("K", "Alt+Up"),
            enabled=with_articles,
        ),
        Command(
            "filter-articles",
            Message("&Filter articles"),
            lambda window: window.articles_controller.filter(),
            writes=False,
            keys=("Ctrl+L",),
        ),
        None,
        _mark(
            "done",
            Message("Mark as &done"),
            Plural("Mark {count} article as &done", "Mark {count} articles as &done"),
            ("D",),
        ),
        _mark(
            "in progress",
            Message("Mark as &in progress"),
            Plural("Mark {count} article as &in progress", "Mark {count} articles as &in progress"),
        ),
        _mark(
            "new",
            Message("Mark as not &started"),
            Plural("Mark {count} article as not &started", "Mark {count} articles as not &started"),
        ),
        _mark("skipped", Message("S&kip the article"), Plural("S&kip {count} article", "S&kip {count} articles")),
        None,
        Command(
            "group-articles",
            Message("Ta&gs and sets…"),
            lambda window: window.articles_controller.group(),
            writes=True,
            keys=("Ctrl+T",),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Ta&gs and sets…"), Plural("Ta&gs of {count} article…", "Ta&gs of {count} articles…")
            ),
        ),
        Command(
            "assign-articles",
            Message("Assign t&o…"),
            lambda window: window.articles_controller.assign(),
            writes=True,
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Assign t&o…"), Plural("Assign {count} article t&o…", "Assign {count} articles t&o…")
            ),
        ),
        Command(
            "article-details",
            Message("Article de&tails…"),
            lambda window: window.articles_controller.edit(),
            writes=False,
            keys=("Ctrl+I",),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Article de&tails…"), Plural("De&tails of {count} article…", "De&tails of {count} articles…")
            ),
        ),
        Command(
            "same-texts",
            Message("Same te&xt elsewhere…"),
            lambda window: window.articles_controller.show_same_texts(),
            writes=False,
            enabled=with_article,
        ),
        Command(
            "delete-article",
            Message("D&elete the article"),
            lambda window: window.articles_controller.delete(),
            writes=True,
            enabled=with_chosen_articles,
            words=on_articles(
                Message("D&elete the article"), Plural("D&elete {count} article…", "D&elete {count} articles…")
            ),
        ),
        None,
        Command(
            "proofread",
            Message("&Check the annotations"),
            lambda window: window.proofreading.open(window.articles_controller.chosen),
            writes=False,
            keys=("F7",),
            enabled=with_articles,
        ),
        Command(
            "agreement",
            Message("Compare &annotators…"),
            lambda window: window.agreement.open(),
            writes=False,
            enabled=with_articles,
        ),
        ADJUDICATION,
        Command(
            "who-codes-what",
            Message("&Who codes what…"),
            lambda window: window.articles_controller.show_work(),
            writes=False,
            enabled=with_articles,
        ),
        Command(
            "library-progress",
            Message("P&rogress of the library"),
            lambda window: window.articles_controller.show_progress(),
            writes=False,
            enabled=with_articles,
        ),
    ),
)
