"""The frame: the window as the system knows it, on the screen before its content is there.

Opening a library takes longer than everything else at the start, so the frame is painted first, at its place and in its
colours; the content moves in when it is ready. Imports nothing that is slow to import.
"""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from desktop.base.errors import KnownError
from desktop.base.tracebacks import place_of
from ui.base import theme
from ui.base.settings import Settings

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

log = logging.getLogger(__name__)

_SIZE = QSize(1600, 1000)  # of the first window; a smaller screen is filled
_LEFT, _RIGHT, _ABOVE, _BELOW = 285, 350, 73, 30  # where the parts will be


class Frame(QMainWindow):
    """Holds one main window, or for the first moments none."""

    painted = Signal()  # for the first time
    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._is_painted = False
        self.content: MainWindow | None = None
        self.setWindowTitle("Ascribe")
        if not self.restoreGeometry(settings.layout("window")):
            room = self.screen().availableSize()
            self.resize(room.boundedTo(_SIZE))
            if room.width() < _SIZE.width() or room.height() < _SIZE.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def hold(self, content: "MainWindow") -> None:
        """Show this content from now on; what was shown is closed and deleted."""
        former, self.content = self.content, content
        if former is not None:
            former.close()
        self.setWindowTitle(content.windowTitle())
        content.windowTitleChanged.connect(self.setWindowTitle)
        content.closed.connect(lambda: self._close_after(content))
        self.setCentralWidget(content)  # deletes the former
        content.take_keyboard()  # a widget that moves into another window leaves the keyboard behind

    def _close_after(self, content: "MainWindow") -> None:
        if content is self.content:
            self.content = None
            self.close()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.content is not None:
            return
        look = theme.current()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.panel)
            page = QRect(_LEFT, _ABOVE, self.width() - _LEFT - _RIGHT, self.height() - _ABOVE - _BELOW)
            painter.fillRect(page, look.page)
            painter.setPen(look.hairline)
            for y in (page.top() - 1, page.bottom() + 1):
                painter.drawLine(0, y, self.width(), y)
            for x in (page.left() - 1, page.right() + 1):
                painter.drawLine(x, page.top(), x, page.bottom())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.content is not None:
            event.setAccepted(self.content.close())  # which closes the frame, too
            return
        self._settings.keep_layout("window", self.saveGeometry())
        try:
            self._settings.save()
        except KnownError as error:  # what was chosen is saved, or told, as it is chosen
            log.warning("how the window stood is not kept: %s", place_of(error))
        event.accept()
        self.closed.emit()
