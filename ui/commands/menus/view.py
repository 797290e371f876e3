"""The menu View: colours, text size, panes and panels."""

from desktop.base.translation import Message
from ui.base.settings import Appearance, ColourBy
from ui.commands.command import Command, Menu


def _colour_by(what: ColourBy, text: Message) -> Command:
    return Command(
        f"colour-by-{what}",
        text,
        lambda window: window.preferences.colour_by(what),
        writes=False,
        checked=lambda window: window.settings.colour_by == what,
    )


def _appearance(which: Appearance, text: Message) -> Command:
    return Command(
        f"appearance-{which}",
        text,
        lambda window: window.preferences.set_appearance(which),
        writes=False,
        checked=lambda window: window.settings.appearance == which,
    )


VIEW = Menu(
    title=Message("&View"),
    entries=(
        Menu(
            title=Message("&Colour by"),
            entries=(
                _colour_by("speaker", Message("&Speaker")),
                _colour_by("label", Message("&Label")),
                _colour_by("annotator", Message("&Annotator")),
                _colour_by("attribute", Message("Answe&r to the first choice")),
            ),
        ),
        Menu(
            title=Message("Appea&rance"),
            entries=(
                _appearance("system", Message("Same as the &system")),
                _appearance("light", Message("&Light")),
                _appearance("dark", Message("&Dark")),
                _appearance("light-contrast", Message("&High contrast, light")),
                _appearance("dark-contrast", Message("High &contrast, dark")),
            ),
        ),
        None,
        Command(
            "larger-text",
            Message("&Larger text"),
            lambda window: window.preferences.step_text_size(1),
            writes=False,
            keys=("Ctrl++", "Ctrl+="),
        ),
        Command(
            "smaller-text",
            Message("S&maller text"),
            lambda window: window.preferences.step_text_size(-1),
            writes=False,
            keys=("Ctrl+-",),
        ),
        Command(
            "usual-text",
            Message("&Usual text size"),
            lambda window: window.preferences.reset_text_size(),
            writes=False,
            keys=("Ctrl+0",),
        ),
        None,
        Command(
            "next-pane",
            Message("To the &next pane"),
            lambda window: window.step_pane(1),
            writes=False,
            keys=("F6",),
        ),
        Command(
            "previous-pane",
            Message("To the &previous pane"),
            lambda window: window.step_pane(-1),
            writes=False,
            keys=("Shift+F6",),
        ),
        Command(
            "articles-panel",
            Message("&Articles"),
            lambda window: window.toggle_articles(),
            writes=False,
            keys=("F9",),
            checked=lambda window: window.articles.isVisible(),
        ),
        Command(
            "side-panel",
            Message("Cla&ims and speakers"),
            lambda window: window.toggle_side(),
            writes=False,
            keys=("F10",),
            checked=lambda window: window.side.isVisible(),
        ),
        Command(
            "guidelines",
            Message("&Guidelines beside the text"),
            lambda window: window.guidelines.toggle(),
            writes=False,
            keys=("F8",),
            checked=lambda window: window.guidelines.is_open,
        ),
        Command("layers", Message("La&yers…"), lambda window: window.layers.open(), writes=False),
        Command(
            "legend",
            Message("L&egend"),
            lambda window: window.toggle_legend(),
            writes=False,
            checked=lambda window: window.settings.shows_legend,
        ),
        Command(
            "palette",
            Message("All comman&ds…"),
            lambda window: window.show_palette(),
            writes=False,
            keys=("Ctrl+K", "Ctrl+Shift+P"),
        ),
    ),
)
