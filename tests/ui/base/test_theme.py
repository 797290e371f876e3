"""The window's colours: told apart, readable, and changed while it is open."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop.base.paths import resource
from desktop.model.article_hues import HUES
from desktop.model.colour_difference import SIGHTS, difference
from ui.base import theme


def brightness(color: QColor) -> float:
    """The relative luminance of WCAG 2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=list(theme.THEMES))
def look(request, qapp) -> theme.Theme:
    """Each appearance in turn."""
    theme.apply(qapp, request.param)
    return theme.current()


GROUNDS = ("window", "panel", "page", "hover", "selected_row")
WORDS = ("ink", "secondary", "accent", "warning", "danger")


def test_hues_stand_out_from_the_page(look) -> None:
    """As bars and underlines; and as the initials in the lane, which are words."""
    assert len(look.hues) >= 12
    assert len({hue.name() for hue in look.hues}) == len(look.hues)
    assert min(contrast(hue, look.page) for hue in look.hues) >= 4.5
    assert all(contrast(look.no_speaker, getattr(look, ground)) >= 3 for ground in GROUNDS)


def test_words_can_be_read(look) -> None:
    pairs = {
        (words, ground): contrast(getattr(look, words), getattr(look, ground)) for words in WORDS for ground in GROUNDS
    }
    assert {pair: found for pair, found in pairs.items() if found < 4.5} == {}
    assert min(found for (words, _), found in pairs.items() if words == "ink") >= 7
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.ink, look.search) >= 4.5


def test_what_one_types_into_and_presses_has_a_border(look) -> None:
    for ground in GROUNDS:
        for line in ("border", "accent"):  # the latter is that of what has the keyboard
            assert contrast(getattr(look, line), getattr(look, ground)) >= 3, (line, ground)


@pytest.mark.parametrize("name", [name for name in theme.THEMES if name.endswith("contrast")])
def test_high_contrast_is_high(name: str) -> None:
    look = theme.THEMES[name]
    for ground in GROUNDS:
        assert all(contrast(getattr(look, words), getattr(look, ground)) >= 7 for words in WORDS), ground
        assert contrast(look.border, getattr(look, ground)) >= 7 or ground in {"hover", "selected_row"}
    assert contrast(look.hairline, look.panel) >= 7


# What the style sheet gives borders that only part or frame, and need not be seen to use what they frame.
PARTING = (
    "[surface=",
    'QLabel[tone="key"]',
    "QToolTip",
    "QMenu",
    "QToolBar",
    "QStatusBar",
    "QHeaderView",
    "QAbstractItemView",
)


def rules() -> list[tuple[str, dict[str, str]]]:
    """The rules of the style sheet: what each is for, and the colour of each of its properties."""
    sheet = re.sub(r"/\*.*?\*/", "", Path(resource("window.qss")).read_text("utf-8"), flags=re.DOTALL)
    return [
        (" ".join(head.split()), dict(re.findall(r"([\w-]+):[^;@]*@(\w+)", body)))
        for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    ]


def test_the_style_sheet_pairs_only_what_can_be_read(look) -> None:
    for head, colors in rules():
        if "color" in colors:
            ground = getattr(look, colors.get("background", "panel"))
            assert contrast(getattr(look, colors["color"]), ground) >= 4.5, head
        line = colors.get("border") or colors.get("border-color")
        if line and not head.startswith(PARTING) and not any(part in head for part in PARTING):
            seen = (line, colors.get("background", line))  # the border, or else what it is filled with
            assert max(contrast(getattr(look, color), look.panel) for color in seen) >= 3, head


@pytest.mark.parametrize("selected", [False, True])
def test_words_on_fills_can_be_read(look, selected: bool) -> None:
    for hue in look.hues:
        share = look.fill_of(hue, selected=selected).alphaF()
        pairs = zip(hue.getRgbF()[:3], look.page.getRgbF()[:3], strict=True)
        mixed = [over * share + under * (1 - share) for over, under in pairs]
        assert contrast(look.ink, QColor.fromRgbF(*mixed)) >= 4.5, hue.name()


def test_there_are_as_many_hues_as_articles_give_away(look) -> None:
    assert len(look.hues) == HUES


@pytest.mark.parametrize("sight", SIGHTS)
def test_hues_are_told_apart_by_every_eye(look, sight: str) -> None:
    for one, other in combinations(look.hues, 2):
        assert difference(one.name(), other.name(), [sight]) > 0.045, (one.name(), other.name())


def test_a_hue_stays_and_comes_round_again(look) -> None:
    assert theme.speaker_color(3) == theme.speaker_color(3 + len(look.hues))
    assert theme.speaker_color(-1) == look.no_speaker


def test_a_change_is_told_once(qapp, qtbot) -> None:
    theme.apply(qapp, "light")
    told: list[str] = []
    note = lambda: told.append(theme.current().page.name())  # noqa: E731 - kept to be disconnected
    theme.changed.connect(note)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    theme.changed.disconnect(note)
    assert told == ["#17191c", "#ffffff"]


def test_icons_take_the_ink_of_the_theme(look) -> None:
    name = next(
        path.stem for path in sorted(Path(resource("icons")).glob("*.svg")) if "currentColor" in path.read_text()
    )
    image = theme.icon(name).pixmap(32).toImage()
    inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [color for color in inked if color.alpha() == 255]
    assert solid
    assert all(abs(color.lightness() - look.ink.lightness()) < 8 for color in solid)


def test_the_style_sheet_has_no_open_places(look) -> None:
    assert "@" not in QApplication.instance().styleSheet()


class Hints:
    """What a system says of how it looks."""

    def __init__(self, dark: bool, strong: bool) -> None:
        self.scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        self.contrast = Qt.ContrastPreference.HighContrast if strong else Qt.ContrastPreference.NoPreference

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast

    def unsetColorScheme(self) -> None:
        pass


@pytest.mark.parametrize(
    ("dark", "strong", "name"),
    [
        (False, False, "light"),
        (True, False, "dark"),
        (False, True, "light-contrast"),
        (True, True, "dark-contrast"),
    ],
)
def test_the_system_is_followed(qapp, monkeypatch: pytest.MonkeyPatch, dark: bool, strong: bool, name: str) -> None:
    with monkeypatch.context() as system:
        system.setattr(qapp, "styleHints", lambda: Hints(dark, strong))
        theme.apply(qapp, "system")
        assert theme.current() is theme.THEMES[name]
    theme.apply(qapp, "light")
