"""What stands beside the text (the guidelines, the differences of annotators), or in its place: the codebook."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.commands.actions import Actions
from ui.commands.menus.adjudication import DECISIONS
from ui.window.layout import WindowLayout
from ui.window.messages import show_messages
from ui.window.panel_sizes import PanelSizes
from ui.window.parts import Parts

if TYPE_CHECKING:  # it is made when there is something to settle
    from ui.adjudication.sheet import AdjudicationSheet

_ABOVE_THE_CODEBOOK = ("ready-codebooks", "import-codebook", "export-codebook", "undo", "redo")


class Sheets(QObject):
    """Puts them there as they are opened, and takes them away as they are closed."""

    left = Signal()  # one was closed: the keyboard has no place
    turned = Signal()  # the codebook is in the place of the text, or the text is there again

    def __init__(self, window: Parts, layout: WindowLayout, sizes: PanelSizes, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._layout = layout
        self._sizes = sizes
        self._actions = actions
        window.guidelines.opened.connect(self._put_beside)
        window.guidelines.closed.connect(self._take_away)
        window.adjudication.opened.connect(self._put_differences_beside)
        window.adjudication.closed.connect(self._take_away)
        window.codebook.opened.connect(self._show_codebook)
        window.codebook.closed.connect(self._leave_codebook)

    def _put_beside(self, sheet: QWidget) -> None:
        self._layout.put_beside(sheet)
        self._sizes.fit_soon()

    def _put_differences_beside(self, sheet: "AdjudicationSheet") -> None:
        """The keys that decide work in all lists, too, where no letter is typed: the sheet shows them everywhere."""
        self._window.message.leave_view()
        self._put_beside(sheet)
        window = self._window
        for widget in (*sheet.takes_keys, window.articles.list, window.claims.list, window.speakers.list):
            widget.addActions([self._actions[command_id] for command_id in DECISIONS])

    def _take_away(self, sheet: QWidget) -> None:
        self._layout.take_away(sheet)
        self._sizes.fit()
        self.left.emit()

    def _show_codebook(self) -> None:
        """Have its page in the place of the toolbar and the columns."""
        page = self._window.codebook.page
        assert page is not None
        if not self._layout.has(page):
            page.fill(*(self._actions[command_id] for command_id in _ABOVE_THE_CODEBOOK))
            show_messages(self._window.session, page.message, self._window.files.save_copy)
        self._layout.show_instead(page)
        self.turned.emit()

    def _leave_codebook(self) -> None:
        if self._window.codebook.page is not None:
            self._layout.show_again(self._window.codebook.page)
            self.turned.emit()
            self._window.message.leave_view()
            self.left.emit()
