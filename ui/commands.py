"""Every command of the window, once: what it is called, its keys, when it can be used, and what it does.

The menus, the toolbar, the command palette and the page of shortcuts are read from `MENUS`. A command is data: to add
one, add a line here and, if need be, a method that it calls. A test calls every one of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop.records import ArticleStatus
from ui.settings import Appearance, ColourBy

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Check = Callable[["MainWindow"], bool]


def always(window: "MainWindow") -> bool:
    return True


def with_article(window: "MainWindow") -> bool:
    return window.desk.state is not None


def with_selection(window: "MainWindow") -> bool:
    return window.desk.selected is not None


def with_nameable(window: "MainWindow") -> bool:
    """Something is selected that may have a speaker: a claim or a mention."""
    chosen, state = window.desk.selected_annotation, window.desk.state
    return chosen is not None and state is not None and state.role(chosen) in {"claim", "speaker"}


def with_speaker(window: "MainWindow") -> bool:
    return window.speakers.chosen is not None


def with_suggestions(window: "MainWindow") -> bool:
    return bool(window.progress and window.progress.suggestions)


def with_suggestion(window: "MainWindow") -> bool:
    """A suggestion is selected, and no words are, which would be meant first."""
    return window.suggestions.selected is not None and not window.can_label


def with_articles(window: "MainWindow") -> bool:
    return window.articles.model.total > 0 or bool(window.articles.model.matching)


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be done."""

    id: str
    text: str
    run: Callable[["MainWindow"], object]
    keys: tuple[str, ...] = ()  # the first one is shown
    keys_work: Literal["everywhere", "in the text", "by themselves"] = "everywhere"  # the text and the list of claims
    icon: str = ""  # in resources/icons
    enabled: Check = always
    checked: Check | None = None  # of a command that is a setting: whether it is in force
    words: Callable[["MainWindow"], str] | None = None  # the text, where it changes: "Undo Merge speakers"
    shown: Check = always  # whether the menus have it now

    def title(self, window: "MainWindow") -> str:
        """The text as it is now."""
        return self.words(window) if self.words else self.text

    @property
    def plain_text(self) -> str:
        """The text without its mnemonic."""
        return self.text.replace("&", "")


@dataclass(frozen=True, kw_only=True)
class Menu:
    """A named row of commands and submenus; None is a line between them."""

    title: str
    entries: tuple["Command | Menu | None", ...]


def _colour_by(what: ColourBy, text: str) -> Command:
    return Command(
        id=f"colour-by-{what}",
        text=text,
        run=lambda window: window.colour_by(what),
        checked=lambda window: window.settings.colour_by == what,
    )


def _appearance(which: Appearance, text: str) -> Command:
    return Command(
        id=f"appearance-{which}",
        text=text,
        run=lambda window: window.dress(which),
        checked=lambda window: window.settings.appearance == which,
    )


def _mark(status: ArticleStatus, text: str, keys: tuple[str, ...] = ()) -> Command:
    return Command(
        id=f"mark-{status.replace(' ', '-')}",
        text=text,
        keys=keys,
        run=lambda window: window.mark_article(status),
        enabled=with_article,
        checked=lambda window: bool(window.desk.article and window.desk.article.status == status),
    )


FILE = Menu(
    title="&File",
    entries=(
        Command(
            id="open",
            text="&Open articles…",
            keys=("Ctrl+O",),
            icon="open",
            run=lambda window: window.files.open_files(),
        ),
        Command(id="open-folder", text="Open a &folder…", icon="folder", run=lambda window: window.files.open_folder()),
        Command(
            id="paste",
            text="&Paste as article…",
            keys=("Ctrl+Shift+V",),
            icon="paste",
            run=lambda window: window.files.paste_article(),
        ),
        None,
        Command(
            id="open-library", text="Open &library…", icon="library", run=lambda window: window.files.open_library()
        ),
        Command(
            id="new-library", text="&New library…", icon="new-library", run=lambda window: window.files.new_library()
        ),
        None,
        Command(
            id="export",
            text="&Export…",
            keys=("Ctrl+E", "Ctrl+Shift+E"),  # on X11, a text field takes the first one
            icon="export",
            run=lambda window: window.files.export(),
            enabled=with_articles,
        ),
        Command(id="back-up", text="&Back up…", icon="backup", run=lambda window: window.files.back_up()),
        Command(id="check", text="&Check the library", icon="check", run=lambda window: window.files.check()),
        None,
        Command(
            id="preferences",
            text="P&references…",
            keys=("Ctrl+,",),
            icon="preferences",
            run=lambda window: window.dialogs.preferences(),
        ),
        Command(id="quit", text="&Quit", keys=("Ctrl+Q",), icon="quit", run=lambda window: window.close()),
    ),
)

EDIT = Menu(
    title="&Edit",
    entries=(
        Command(
            id="undo",
            text="&Undo",
            keys=("Ctrl+Z",),
            icon="undo",
            run=lambda window: window.undo(),
            enabled=lambda window: bool(window.desk.undo_name),
            words=lambda window: f"&Undo {window.desk.undo_name or ''}".strip(),
        ),
        Command(
            id="redo",
            text="&Redo",
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            icon="redo",
            run=lambda window: window.redo(),
            enabled=lambda window: bool(window.desk.redo_name),
            words=lambda window: f"&Redo {window.desk.redo_name or ''}".strip(),
        ),
        None,
        Command(
            id="find",
            text="&Find in article",
            keys=("Ctrl+F",),
            icon="find",
            run=lambda window: window.find_in_article(),
            enabled=with_article,
        ),
        Command(
            id="find-next",
            text="Find ne&xt",
            keys=("F3", "Ctrl+G"),
            run=lambda window: window.find_bar.step(1),
            enabled=lambda window: window.find_bar.isVisible(),
        ),
        Command(
            id="find-previous",
            text="Find pre&vious",
            keys=("Shift+F3", "Ctrl+Shift+G"),
            run=lambda window: window.find_bar.step(-1),
            enabled=lambda window: window.find_bar.isVisible(),
        ),
        Command(
            id="search",
            text="&Search the library",
            keys=("Ctrl+Shift+F",),
            icon="search",
            run=lambda window: window.search.start(),
        ),
        None,
        Command(
            id="delete",
            text="&Delete the selected annotation",
            keys=("Del",),
            icon="delete",
            run=lambda window: window.delete_selected(),
            enabled=with_selection,
        ),
    ),
)

ARTICLE = Menu(
    title="&Article",
    entries=(
        Command(
            id="next-article",
            text="&Next article",
            keys=("J", "Alt+Down"),
            run=lambda window: window.articles.step(1),
            enabled=with_articles,
        ),
        Command(
            id="previous-article",
            text="&Previous article",
            keys=("K", "Alt+Up"),
            run=lambda window: window.articles.step(-1),
            enabled=with_articles,
        ),
        Command(
            id="filter-articles", text="&Filter articles", keys=("Ctrl+L",), run=lambda window: window.filter_articles()
        ),
        None,
        _mark("done", "Mark as &done", ("D",)),
        _mark("in progress", "Mark as &in progress"),
        _mark("new", "Mark as not &begun"),
        None,
        Command(
            id="article-details",
            text="&What is known of the article…",
            keys=("Ctrl+I",),
            icon="article",
            run=lambda window: window.edit_article(),
            enabled=with_article,
        ),
        Command(
            id="delete-article",
            text="D&elete the article",
            run=lambda window: window.delete_article(),
            enabled=with_article,
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
            id="larger-text",
            text="&Larger text",
            keys=("Ctrl++", "Ctrl+="),
            run=lambda window: window.step_text_size(1),
        ),
        Command(
            id="smaller-text", text="S&maller text", keys=("Ctrl+-",), run=lambda window: window.step_text_size(-1)
        ),
        None,
        Command(
            id="articles-panel",
            text="&Articles",
            keys=("F9",),
            run=lambda window: window.toggle_articles(),
            checked=lambda window: window.articles.isVisible(),
        ),
        Command(
            id="side-panel",
            text="C&laims and speakers",
            keys=("F10",),
            run=lambda window: window.toggle_side(),
            checked=lambda window: window.side.isVisible(),
        ),
        Command(
            id="palette",
            text="All &commands…",
            keys=("Ctrl+K", "Ctrl+Shift+P"),
            icon="palette",
            run=lambda window: window.dialogs.palette(),
        ),
    ),
)

LABEL = Menu(
    title="&Label",
    entries=(
        Command(
            id="set-speaker",
            text="&Choose the speaker…",
            keys=("Alt+Return",),
            icon="speaker",
            run=lambda window: window.choose_speaker(),
            enabled=with_nameable,
        ),
        Command(
            id="next-without-speaker",
            text="&Next claim without a speaker",
            keys=("Ctrl+Shift+N",),
            run=lambda window: window.go_to_claim_without_speaker(),
            enabled=lambda window: bool(window.progress and window.progress.without_speaker),
        ),
        Command(
            id="details",
            text="&Details of the selected annotation",
            keys=("F4",),
            run=lambda window: window.show_details(),
            enabled=with_selection,
        ),
        Command(
            id="snap",
            text="Selection takes &whole words",
            run=lambda window: window.snap(not window.settings.snap),
            checked=lambda window: window.settings.snap,
        ),
        None,
    ),
)

SUGGESTIONS = Menu(
    title="Su&ggestions",
    entries=(
        Command(
            id="suggest",
            text="&Suggest quotations",
            run=lambda window: window.suggestions.suggest(),
            enabled=with_article,
        ),
        Command(
            id="suggest-everywhere",
            text="Suggest for &all articles",
            run=lambda window: window.suggestions.suggest_everywhere(),
            enabled=with_articles,
        ),
        Command(
            id="suggest-when-opened",
            text="Suggest when an article &opens",
            run=lambda window: window.suggestions.suggest_when_opened(not window.settings.suggests),
            checked=lambda window: window.settings.suggests,
        ),
        None,
        Command(
            id="next-suggestion",
            text="&Next suggestion",
            keys=("N",),
            run=lambda window: window.suggestions.step(1),
            enabled=with_suggestions,
        ),
        Command(
            id="previous-suggestion",
            text="&Previous suggestion",
            keys=("Shift+N",),
            run=lambda window: window.suggestions.step(-1),
            enabled=with_suggestions,
        ),
        None,
        Command(
            id="accept-suggestion",
            text="A&ccept the suggestion",
            keys=("Return",),
            keys_work="by themselves",
            run=lambda window: window.suggestions.accept(),
            enabled=with_suggestion,
        ),
        Command(
            id="adjust-suggestion",
            text="Accept the suggestion and ad&just it",
            keys=("E",),
            keys_work="in the text",
            run=lambda window: window.suggestions.adjust(),
            enabled=with_suggestion,
        ),
        Command(
            id="reject-suggestion",
            text="&Reject the suggestion",
            keys=("X",),
            keys_work="in the text",
            run=lambda window: window.suggestions.reject(),
            enabled=with_suggestion,
        ),
        None,
        Command(
            id="accept-sure-suggestions",
            text="Accept the s&ure suggestions",
            keys=("Ctrl+Return",),
            keys_work="in the text",
            run=lambda window: window.suggestions.accept_sure_ones(),
            enabled=lambda window: window.sure_ones.count > 0,
            words=lambda window: window.sure_ones.title,
        ),
        None,
        Command(
            id="learn",
            text="&Learn from my work",
            run=lambda window: window.learning.learn(),
            enabled=with_articles,
        ),
        Command(
            id="open-most-telling",
            text="Open the article to learn &most from",
            run=lambda window: window.learning.open_most_telling(),
            enabled=with_articles,
        ),
        Command(id="evaluate", text="E&valuate…", run=lambda window: window.dialogs.evaluation()),
    ),
)

SPEAKERS = Menu(
    title="&Speakers",
    entries=(
        Command(id="new-speaker", text="&New speaker…", icon="new-speaker", run=lambda window: window.people.add()),
        Command(
            id="edit-speaker",
            text="&Edit the selected speaker…",
            run=lambda window: window.people.edit_chosen(),
            enabled=with_speaker,
        ),
        Command(
            id="rename-speaker",
            text="&Rename the selected speaker",
            run=lambda window: window.speakers.rename_chosen(),
            enabled=with_speaker,
        ),
        Command(
            id="merge-speaker",
            text="&Merge the selected speaker into…",
            icon="merge",
            run=lambda window: window.people.merge_chosen(),
            enabled=with_speaker,
        ),
        Command(
            id="delete-speaker",
            text="&Delete the selected speaker",
            run=lambda window: window.people.delete_chosen(),
            enabled=with_speaker,
        ),
        None,
        Command(
            id="library-speakers",
            text="Show all of the &library",
            run=lambda window: window.speakers.show_whole_library(not window.speakers.model.whole_library),
            checked=lambda window: window.speakers.model.whole_library,
        ),
    ),
)

HELP = Menu(
    title="&Help",
    entries=(
        Command(id="guide", text="&Guide", keys=("F1",), icon="help", run=lambda window: window.dialogs.guide()),
        Command(
            id="shortcuts",
            text="&Keyboard and mouse",
            keys=("Ctrl+/",),
            icon="keyboard",
            run=lambda window: window.dialogs.shortcuts(),
        ),
        None,
        Command(id="log", text="Show the &log folder", run=lambda window: window.dialogs.log_folder()),
        Command(id="about", text="&About Ascribe", icon="about", run=lambda window: window.dialogs.about()),
    ),
)

MENUS = (FILE, EDIT, ARTICLE, VIEW, LABEL, SUGGESTIONS, SPEAKERS, HELP)


def commands(menus: tuple[Menu, ...] = MENUS) -> Iterator[tuple[Menu, Command]]:
    """Every command, with the menu it stands in."""
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Command):
                yield menu, entry
            elif isinstance(entry, Menu):
                yield from commands((entry,))


def label_commands(window: "MainWindow") -> list[Command]:
    """A command for each label of the scheme, on the words that are selected in the text.

    Their keys belong to the text, where they work on a selection; here they are only shown.
    """
    return [_label(label.name) for label in window.desk.library.scheme.labels]


def _label(name: str) -> Command:
    return Command(
        id=f"label-{name}",
        text=name,
        run=lambda window: window.label_selection(name),
        enabled=lambda window: window.can_label,
    )
