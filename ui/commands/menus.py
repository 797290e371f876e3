"""Every command of the window, once, in the menu it stands in.

The menus, the toolbar, the command palette and the page of shortcuts are read from `MENUS`. A command is data: to add
one, add a line here and, if need be, a method that it calls. A test calls every one of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.model.codebook import Label
from desktop.model.records import ArticleStatus
from ui.base.settings import Appearance, ColourBy
from ui.commands.command import (
    Command,
    on_articles,
    on_speakers,
    with_article,
    with_articles,
    with_chosen_articles,
    with_nameable,
    with_selection,
    with_speaker,
    with_speakers,
    with_suggestion,
)


@dataclass(frozen=True, kw_only=True)
class Menu:
    """A named row of commands and submenus; None is a line between them."""

    title: str
    entries: "tuple[Command | Menu | None, ...]"


def _colour_by(what: ColourBy, text: str) -> Command:
    return Command(
        f"colour-by-{what}",
        text,
        lambda window: window.looks.colour_by(what),
        checked=lambda window: window.settings.colour_by == what,
    )


def _appearance(which: Appearance, text: str) -> Command:
    return Command(
        f"appearance-{which}",
        text,
        lambda window: window.looks.dress(which),
        checked=lambda window: window.settings.appearance == which,
    )


def _mark(status: ArticleStatus, text: str, keys: tuple[str, ...] = ()) -> Command:
    return Command(
        f"mark-{status.replace(' ', '-')}",
        text,
        lambda window: window.texts.mark(status),
        keys=keys,
        enabled=with_chosen_articles,
        checked=lambda window: bool(
            window.texts.count == 1 and window.session.article and window.session.article.status == status
        ),
        words=on_articles(text, text.replace("Mark ", "Mark {} ")),
    )


FILE = Menu(
    title="&File",
    entries=(
        Command("open", "&Open articles…", lambda window: window.files.open_files(), keys=("Ctrl+O",)),
        Command("open-folder", "Open a &folder…", lambda window: window.files.open_folder()),
        Command("paste", "&Paste as article…", lambda window: window.files.paste_article(), keys=("Ctrl+Shift+V",)),
        None,
        Command("open-library", "Open &library…", lambda window: window.files.open_library()),
        Command("new-library", "&New library…", lambda window: window.files.new_library()),
        None,
        Command(
            "export",
            "&Export…",
            lambda window: window.files.export(window.texts.chosen),
            keys=("Ctrl+E", "Ctrl+Shift+E"),  # on X11, a text field takes the first one
            enabled=with_articles,
            words=on_articles("&Export…", "&Export {}…"),
        ),
        Command("back-up", "&Back up…", lambda window: window.files.back_up()),
        Command("check", "&Check the library", lambda window: window.files.check()),
        None,
        Command("preferences", "P&references…", lambda window: window.dialogs.preferences(), keys=("Ctrl+,",)),
        Command("quit", "&Quit", lambda window: window.close(), keys=("Ctrl+Q",)),
    ),
)

EDIT = Menu(
    title="&Edit",
    entries=(
        Command(
            "undo",
            "&Undo",
            lambda window: window.undo(),
            keys=("Ctrl+Z",),
            enabled=lambda window: bool(window.session.undo_name),
            words=lambda window: f"&Undo {window.session.undo_name or ''}".strip(),
        ),
        Command(
            "redo",
            "&Redo",
            lambda window: window.redo(),
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=lambda window: bool(window.session.redo_name),
            words=lambda window: f"&Redo {window.session.redo_name or ''}".strip(),
        ),
        None,
        Command(
            "find", "&Find in article", lambda window: window.find_in_article(), keys=("Ctrl+F",), enabled=with_article
        ),
        Command(
            "find-next",
            "Find ne&xt",
            lambda window: window.find_bar.step(1),
            keys=("F3", "Ctrl+G"),
            enabled=lambda window: window.find_bar.isVisible(),
        ),
        Command(
            "find-previous",
            "Find pre&vious",
            lambda window: window.find_bar.step(-1),
            keys=("Shift+F3", "Ctrl+Shift+G"),
            enabled=lambda window: window.find_bar.isVisible(),
        ),
        Command("search", "&Search the library", lambda window: window.search.start(), keys=("Ctrl+Shift+F",)),
        None,
        Command(
            "delete",
            "&Delete the selected annotation",
            lambda window: window.delete_selected(),
            keys=("Del",),
            enabled=with_selection,
        ),
    ),
)

ARTICLE = Menu(
    title="&Article",
    entries=(
        Command(
            "next-article",
            "&Next article",
            lambda window: window.articles.step(1),
            keys=("J", "Alt+Down"),
            enabled=with_articles,
        ),
        Command(
            "previous-article",
            "&Previous article",
            lambda window: window.articles.step(-1),
            keys=("K", "Alt+Up"),
            enabled=with_articles,
        ),
        Command("filter-articles", "&Filter articles", lambda window: window.texts.filter(), keys=("Ctrl+L",)),
        None,
        _mark("done", "Mark as &done", ("D",)),
        _mark("in progress", "Mark as &in progress"),
        _mark("new", "Mark as not &started"),
        None,
        Command(
            "article-details",
            "Article de&tails…",
            lambda window: window.texts.edit(),
            keys=("Ctrl+I",),
            enabled=with_chosen_articles,
            words=on_articles("Article de&tails…", "De&tails of {}…"),
        ),
        Command(
            "delete-article",
            "D&elete the article",
            lambda window: window.texts.delete(),
            enabled=with_chosen_articles,
            words=on_articles("D&elete the article", "D&elete {}…"),
        ),
    ),
)

VIEW = Menu(
    title="&View",
    entries=(
        Menu(
            title="&Colour by",
            entries=(_colour_by("speaker", "&Speaker"), _colour_by("label", "&Label")),
        ),
        Menu(
            title="&Appearance",
            entries=(
                _appearance("system", "As the &system"),
                _appearance("light", "&Light"),
                _appearance("dark", "&Dark"),
            ),
        ),
        None,
        Command(
            "larger-text", "&Larger text", lambda window: window.looks.step_text_size(1), keys=("Ctrl++", "Ctrl+=")
        ),
        Command("smaller-text", "S&maller text", lambda window: window.looks.step_text_size(-1), keys=("Ctrl+-",)),
        None,
        Command(
            "articles-panel",
            "&Articles",
            lambda window: window.toggle_articles(),
            keys=("F9",),
            checked=lambda window: window.articles.isVisible(),
        ),
        Command(
            "side-panel",
            "C&laims and speakers",
            lambda window: window.toggle_side(),
            keys=("F10",),
            checked=lambda window: window.side.isVisible(),
        ),
        Command("palette", "All &commands…", lambda window: window.dialogs.palette(), keys=("Ctrl+K", "Ctrl+Shift+P")),
    ),
)

LABEL = Menu(
    title="&Label",
    entries=(
        Command(
            "set-speaker",
            "&Choose the speaker…",
            lambda window: window.choose_speaker(),
            keys=("Alt+Return",),
            enabled=with_nameable,
        ),
        Command(
            "next-without-speaker",
            "&Next claim without a speaker",
            lambda window: window.go_to_claim_without_speaker(),
            keys=("Ctrl+Shift+N",),
            enabled=lambda window: bool(window.progress and window.progress.without_speaker),
        ),
        Command(
            "details",
            "&Details of the selected annotation",
            lambda window: window.show_details(),
            keys=("F4",),
            enabled=with_selection,
        ),
        Command(
            "snap",
            "Selection takes &whole words",
            lambda window: window.looks.snap(not window.settings.snap),
            checked=lambda window: window.settings.snap,
        ),
        None,
    ),
)

SUGGESTIONS = Menu(
    title="Su&ggestions",
    entries=(
        Command(
            "suggest",
            "&Suggest quotations",
            lambda window: window.suggestions.suggest(window.texts.chosen),
            enabled=with_chosen_articles,
            words=on_articles("&Suggest quotations", "&Suggest quotations in {}"),
        ),
        Command(
            "suggest-everywhere",
            "Suggest for &all articles",
            lambda window: window.suggestions.suggest_everywhere(),
            enabled=with_articles,
        ),
        Command(
            "suggest-when-opened",
            "Suggest when an article &opens",
            lambda window: window.suggestions.suggest_when_opened(not window.settings.suggests),
            checked=lambda window: window.settings.suggests,
        ),
        None,
        Command(
            "next-suggestion",
            "&Next suggestion",
            lambda window: window.suggestions.step(1),
            keys=("N",),
            enabled=with_article,
        ),
        Command(
            "previous-suggestion",
            "&Previous suggestion",
            lambda window: window.suggestions.step(-1),
            keys=("Shift+N",),
            enabled=with_article,
        ),
        Command(
            "next-suggested-article",
            "Ne&xt article with suggestions",
            lambda window: window.suggestions.step_article(1),
            keys=("Shift+J",),
            enabled=with_article,
        ),
        Command(
            "previous-suggested-article",
            "Pre&vious article with suggestions",
            lambda window: window.suggestions.step_article(-1),
            keys=("Shift+K",),
            enabled=with_article,
        ),
        None,
        Command(
            "accept-suggestion",
            "A&ccept the suggestion",
            lambda window: window.suggestions.accept(),
            keys=("Return",),
            keys_work="by themselves",
            enabled=with_suggestion,
        ),
        Command(
            "adjust-suggestion",
            "Accept the suggestion and ad&just it",
            lambda window: window.suggestions.adjust(),
            keys=("E",),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        Command(
            "reject-suggestion",
            "&Reject the suggestion",
            lambda window: window.suggestions.reject(),
            keys=("X",),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        None,
        Command(
            "accept-sure-suggestions",
            "Accept the s&ure suggestions",
            lambda window: window.suggestions.accept_sure_ones(),
            keys=("Ctrl+Return",),
            keys_work="in the text",
            enabled=lambda window: window.sure_ones.count > 0,
            words=lambda window: window.sure_ones.title,
        ),
        None,
        Command("learn", "&Learn from my work", lambda window: window.learning.learn(), enabled=with_articles),
        Command(
            "open-most-telling",
            "Open the article to learn &most from",
            lambda window: window.learning.open_most_telling(),
            enabled=with_articles,
        ),
        Command("evaluate", "E&valuate…", lambda window: window.dialogs.evaluation()),
    ),
)

SPEAKERS = Menu(
    title="&Speakers",
    entries=(
        Command("new-speaker", "&New speaker…", lambda window: window.people.add()),
        Command(
            "edit-speaker",
            "&Edit the selected speaker…",
            lambda window: window.people.edit_chosen(),
            enabled=with_speaker,
        ),
        Command(
            "rename-speaker",
            "&Rename the selected speaker",
            lambda window: window.speakers.rename_chosen(),
            enabled=with_speaker,
        ),
        Command(
            "merge-speaker",
            "&Merge the selected speaker into…",
            lambda window: window.people.merge_chosen(),
            enabled=with_speakers,
            words=on_speakers("&Merge the selected speaker into…", "&Merge {}…"),
        ),
        Command(
            "delete-speaker",
            "&Delete the selected speaker",
            lambda window: window.people.delete_chosen(),
            enabled=with_speakers,
            words=on_speakers("&Delete the selected speaker", "&Delete {}"),
        ),
        None,
        Command(
            "library-speakers",
            "Show all of the &library",
            lambda window: window.speakers.show_whole_library(not window.speakers.model.whole_library),
            checked=lambda window: window.speakers.model.whole_library,
        ),
    ),
)

HELP = Menu(
    title="&Help",
    entries=(
        Command("guide", "&Guide", lambda window: window.dialogs.guide(), keys=("F1",)),
        Command("shortcuts", "&Keyboard and mouse", lambda window: window.dialogs.shortcuts(), keys=("Ctrl+/",)),
        None,
        Command("log", "Show the &log folder", lambda window: window.dialogs.log_folder()),
        Command("about", "&About Ascribe", lambda window: window.dialogs.about()),
    ),
)

# What a right click on rows of a list offers: commands of these menus, by their ids.
_MARKS = ("mark-done", "mark-in-progress", "mark-new")
ON_ARTICLES = (*_MARKS, "", "article-details", "suggest", "export", "", "delete-article")
ON_SPEAKERS = ("edit-speaker", "rename-speaker", "merge-speaker", "delete-speaker")

MENUS = (FILE, EDIT, ARTICLE, VIEW, LABEL, SUGGESTIONS, SPEAKERS, HELP)


def commands(menus: tuple[Menu, ...] = MENUS) -> Iterator[tuple[Menu, Command]]:
    """Every command, with the menu it stands in."""
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Command):
                yield menu, entry
            elif isinstance(entry, Menu):
                yield from commands((entry,))


def label_commands(labels: Iterable[Label]) -> list[tuple[Command, str]]:
    """A command for each of these labels, on the words that are selected in the text, with the label's key.

    The keys belong to the text, where they work on a selection; here they are only shown.
    """
    return [(_label(label), label.shortcut) for label in labels]


def _label(label: Label) -> Command:
    return Command(
        f"label-{label.id}",
        label.name,
        lambda window: window.label_selection(label.id),
        enabled=lambda window: window.can_label,
    )
