"""Colours, fonts and icons of the window: light and dark, both also of high contrast.

    theme.apply(app, "system")          once at start, and whenever the setting changes
    theme.current().accent              the colours now in force, as QColor
    theme.changed.connect(self.update)  emitted after the colours changed
    theme.speaker_color(speaker.hue)    the colour of a speaker; a hue below 0 is the grey of no speaker
    theme.icon("undo")                  resources/icons/undo.svg, its `currentColor` tinted; ask again on `changed`
    theme.reading_font(17)              the serif face of the text
    theme.interface_font(12)            the system's own face; 13 px where no size is given

The look of the widgets, and what their properties `surface`, `tone` and `kind` mean, is in resources/window.qss.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.base.paths import resource
from desktop.model import hues

Mode = Literal["system", "light", "dark", "light-contrast", "dark-contrast"]

RADIUS = 7
TEXT = 13  # pixels of the window's own text, in which all sizes here and elsewhere are measured

READING_FACES = ["Source Serif Pro", "Noto Serif", "DejaVu Serif", "serif"]  # the first is in resources/faces


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of one appearance."""

    dark: bool
    strong: bool = False  # of high contrast: what is chosen has a line around it, too
    window: QColor
    panel: QColor
    page: QColor
    ink: QColor
    secondary: QColor
    hairline: QColor  # parts the parts of the window
    border: QColor  # of what one types into or presses
    accent: QColor
    on_accent: QColor  # text on the accent colour
    selected_row: QColor
    hover: QColor
    warning: QColor
    danger: QColor  # words of what takes away
    search: QColor  # the fill of search hits
    no_speaker: QColor
    shadow: QColor
    fill: float  # how strongly a claim's hue tints the page
    selected_fill: float
    hues: tuple[QColor, ...]

    def fill_of(self, color: QColor, *, selected: bool = False) -> QColor:
        """The hue at the strength of a claim's fill, to lay over the page."""
        tint = QColor(color)
        tint.setAlphaF(self.selected_fill if selected else self.fill)
        return tint


def _colors(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


_LIGHT = Theme(
    dark=False,
    window=QColor("#F4F2EE"),
    panel=QColor("#FBFAF7"),
    page=QColor("#FFFFFF"),
    ink=QColor("#1F2328"),
    secondary=QColor("#5F656E"),
    hairline=QColor("#E3DFD8"),
    border=QColor("#80868F"),
    accent=QColor("#2F5FD0"),
    on_accent=QColor("#FFFFFF"),
    selected_row=QColor("#E8EEFB"),
    hover=QColor("#F1EEE8"),
    warning=QColor("#A64B08"),
    danger=QColor("#A8201A"),
    search=QColor("#FFE08A"),
    no_speaker=QColor(hues.NO_SPEAKER[0]),
    shadow=QColor(31, 35, 40, 26),
    fill=hues.FILL[0],
    selected_fill=0.26,
    hues=_colors(*hues.LIGHT),
)  # fmt: skip
_DARK = Theme(
    dark=True,
    window=QColor("#1B1D21"),
    panel=QColor("#212429"),
    page=QColor("#17191C"),
    ink=QColor("#E7E5E0"),
    secondary=QColor("#9BA1AB"),
    hairline=QColor("#30343B"),
    border=QColor("#7A818C"),
    accent=QColor("#7FA6FF"),
    on_accent=QColor("#14161A"),
    selected_row=QColor("#2A3550"),
    hover=QColor("#2A2E34"),
    warning=QColor("#E8A23D"),
    danger=QColor("#FF8A80"),
    search=QColor("#6B5514"),
    no_speaker=QColor(hues.NO_SPEAKER[1]),
    shadow=QColor(0, 0, 0, 90),
    fill=hues.FILL[1],
    selected_fill=0.42,
    hues=_colors(*hues.DARK),
)  # fmt: skip
_LIGHT_CONTRAST = replace(
    _LIGHT,
    strong=True,
    window=QColor("#FFFFFF"),
    panel=QColor("#FFFFFF"),
    ink=QColor("#000000"),
    secondary=QColor("#2B2E33"),
    hairline=QColor("#000000"),
    border=QColor("#000000"),
    accent=QColor("#0032A0"),
    selected_row=QColor("#CFE0FF"),
    hover=QColor("#EBEBEB"),
    warning=QColor("#6B2F00"),
    danger=QColor("#7A0C08"),
    search=QColor("#FFD34D"),
    no_speaker=QColor("#4A4E55"),
    fill=0.2,
    selected_fill=0.34,
)
_DARK_CONTRAST = replace(
    _DARK,
    strong=True,
    window=QColor("#000000"),
    panel=QColor("#000000"),
    page=QColor("#000000"),
    ink=QColor("#FFFFFF"),
    secondary=QColor("#DADDE2"),
    hairline=QColor("#FFFFFF"),
    border=QColor("#FFFFFF"),
    accent=QColor("#9DBBFF"),
    on_accent=QColor("#000000"),
    selected_row=QColor("#12264F"),
    hover=QColor("#2B2B2B"),
    warning=QColor("#FFC46B"),
    danger=QColor("#FFB3AB"),
    no_speaker=QColor("#B9BEC6"),
    fill=0.3,
    selected_fill=0.46,
)
THEMES: Final = {
    "light": _LIGHT,
    "dark": _DARK,
    "light-contrast": _LIGHT_CONTRAST,
    "dark-contrast": _DARK_CONTRAST,
}


class _Appearance(QObject):
    """What is in force now, and the news of its change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.theme = _LIGHT

    def follow_system(self) -> None:
        if self.mode == "system":
            _dress(_application())


_appearance = _Appearance()
changed: SignalInstance = _appearance.changed


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def current() -> Theme:
    """The colours in force."""
    return _appearance.theme


def apply(app: QApplication, mode: Mode) -> None:
    """Give the program this appearance; "system" follows the system's own, as it changes."""
    first = not app.property("dressed")
    if first:
        app.setProperty("dressed", True)
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(interface_font())
        app.styleHints().colorSchemeChanged.connect(_appearance.follow_system)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(_appearance.follow_system)
    _appearance.mode = mode
    if mode == "system":
        app.styleHints().unsetColorScheme()
    else:
        app.styleHints().setColorScheme(Qt.ColorScheme.Dark if THEMES[mode].dark else Qt.ColorScheme.Light)
    _dress(app)


def _dress(app: QApplication) -> None:
    mode = _appearance.mode
    theme = THEMES[_of_the_system(app.styleHints()) if mode == "system" else mode]
    if theme is _appearance.theme and app.styleSheet():
        return
    _appearance.theme = theme
    icon.cache_clear()
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme))
    changed.emit()


def _of_the_system(hints: QStyleHints) -> str:
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return ("dark" if dark else "light") + ("-contrast" if strong else "")


def speaker_color(hue: int) -> QColor:
    """The colour of the speaker with this hue; hues beyond the palette come round again, below 0 is no speaker."""
    theme = current()
    return theme.hues[hue % len(theme.hues)] if hue >= 0 else theme.no_speaker


def label_color(color: str) -> QColor:
    """A codebook's colour as it reads on the page now in force: lifted where the page is dark."""
    shade = QColor(color)
    if current().dark:
        hue = max(shade.hslHueF(), 0.0)  # below 0 where the color is a grey
        shade = QColor.fromHslF(hue, shade.hslSaturationF() * 0.9, max(shade.lightnessF(), 0.68))
    return shade


def system_font() -> QFont:
    """The system's own face, in its own size."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def interface_font(px: int = TEXT) -> QFont:
    """The system's own face. All sizes grow together where its own is larger (`ui/start/qt.py`)."""
    font = system_font()
    font.setPixelSize(px)
    return font


@cache
def _add_shipped_faces() -> None:
    for file in sorted(resource("faces").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def reading_font(px: int = 17, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The serif face of the text: the one that comes with the program, the same everywhere."""
    _add_shipped_faces()
    font = QFont()
    font.setFamilies(READING_FACES)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


_ICON_SIZES = (16, 32)  # on screens of one and of two dots a point


@cache
def icon(name: str, color: str = "") -> QIcon:
    """The icon resources/icons/NAME.svg in the theme's ink, or in `color` ("#RRGGBB"), and pale when disabled."""
    theme = current()
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    pale = _mixed(theme.ink, theme.panel, 0.35)
    tinted = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, color or theme.ink.name()), (QIcon.Mode.Disabled, pale.name())):
        for size in _ICON_SIZES:
            tinted.addPixmap(_drawn(drawing.replace("currentColor", tint), size), mode)
    return tinted


def _drawn(drawing: str, size: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # not needed for the first paint of a window without icons

    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    return pixmap


def _mixed(color: QColor, ground: QColor, share: float) -> QColor:
    def between(over: float, under: float) -> float:
        return over * share + under * (1 - share)

    return QColor.fromRgbF(
        between(color.redF(), ground.redF()),
        between(color.greenF(), ground.greenF()),
        between(color.blueF(), ground.blueF()),
    )


def _palette(theme: Theme) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.ink),
        (role.Base, theme.page),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.ink),
        (role.Button, theme.panel),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.on_accent),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.secondary),
        (role.Mid, theme.border),
        (role.Light, theme.hover),
        (role.Dark, theme.secondary),
    ):
        palette.setColor(which, color)
    pale = _mixed(theme.secondary, theme.panel, 0.6)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, pale)
    return palette


def _style_sheet(theme: Theme) -> str:
    icons = resource("icons").as_posix()
    check = "style-check-dark" if theme.dark else "style-check-light"
    sheet = resource("window.qss").read_text(encoding="utf-8")
    sheet = sheet.replace("@CHEVRON", f'url("{icons}/style-chevron.svg")').replace(
        "@CHECK", f'url("{icons}/{check}.svg")'
    )
    return re.sub(r"@(\w+)", lambda match: getattr(theme, match[1]).name(), sheet)
