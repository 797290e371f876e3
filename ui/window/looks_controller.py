"""How the text and the window look, as the user has chosen: shown at once, and kept in the settings."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.article_view.view import ArticleView
from ui.base import theme
from ui.base.settings import TEXT_SIZES, Appearance, ColourBy, Settings
from ui.window.toolbar import ToolBar


class LooksController(QObject):
    """Between the settings and what follows them."""

    def __init__(self, settings: Settings, view: ArticleView, toolbar: ToolBar, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._view = view
        self._toolbar = toolbar
        view.set_snap(settings.snap)
        view.set_text_size(settings.text_size)
        view.set_colour_by(settings.colour_by)
        toolbar.show_colour_by(settings.colour_by)

    def colour_by(self, what: ColourBy) -> None:
        self._settings.colour_by = what
        self._view.set_colour_by(what)
        self._toolbar.show_colour_by(what)

    def dress(self, appearance: Appearance) -> None:
        self._settings.appearance = appearance
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, appearance)

    def snap(self, on: bool) -> None:
        self._settings.snap = on
        self._view.set_snap(on)

    def set_text_size(self, px: int) -> None:
        self._settings.text_size = px
        self._view.set_text_size(px)

    def step_text_size(self, by: int) -> None:
        place = TEXT_SIZES.index(self._settings.text_size) + by
        if 0 <= place < len(TEXT_SIZES):
            self.set_text_size(TEXT_SIZES[place])
