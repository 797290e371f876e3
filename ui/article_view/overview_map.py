"""The narrow map beside the scroll bar: the whole article with its claims, and the part of it on the screen."""

import time
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from ui.article_view.text_page import TextPage
from ui.base import theme

WIDTH = 14
_MARK = 8  # the width of a mark
_LEAST = 3  # the height of one
_DELAY = 60  # milliseconds that the marks may lag behind an edit: all claims are looked at again
_SLICE = 0.004  # seconds of that at a time, so that nobody waits for it


class Mark(NamedTuple):
    """What is drawn for a part of a claim. Of many claims, those whose marks are the same are drawn once."""

    top: int
    height: int
    color: int
    faint: bool


class OverviewMap(QWidget):
    """Shows where claims are in the article; a click or a drag goes there."""

    def __init__(self, parent: QWidget, page: TextPage) -> None:
        super().__init__(parent)
        self._page = page
        self._marks = QPixmap()
        self._band = QRectF()  # of what is on the screen, as it is drawn
        self._looking: Iterator[Mark] | None = None  # at the claims, until their marks are known
        self._found: dict[Mark, None] = {}
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._look_on)
        self._later = QTimer(self, singleShot=True, interval=_DELAY)
        self._later.timeout.connect(self.redraw)
        self.setAutoFillBackground(True)
        self.setAccessibleName(translated("Map of the article"))
        self.setToolTip(translated("The whole article. Click or drag to go there."))

    def redraw(self) -> None:
        """Draw the marks anew, those of a long article little by little."""
        self._later.stop()
        self._found = {}
        self._looking = self._look()
        self._slices.start()
        self.update()

    def clear(self) -> None:
        """Show no marks, until others are drawn."""
        self._marks = QPixmap()

    def redraw_soon(self) -> None:
        """Draw the marks anew, when there is a moment."""
        self._later.start()

    def follow(self) -> None:
        """Other lines are on the screen."""
        shown = self._shown()
        if shown != self._band:
            self.update(shown.united(self._band).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._looking:
            # All of it, in an article of a common length: no paint shows it without its marks.
            if self._go_on():
                self.update()  # what is painted just now may be a part of it
        elif self._marks.devicePixelRatioF() != self.devicePixelRatioF():
            self._marks = self._drawn()
        with QPainter(self) as painter:
            self._band = shown = self._shown()
            if shown.isValid():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                ground = QColor(theme.current().secondary)
                ground.setAlphaF(0.12)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(shown, 3, 3)
            painter.drawPixmap(0, 0, self._marks)

    def _shown(self) -> QRectF:
        bar = self._page.verticalScrollBar()
        shown = self._page.visible_text()
        if bar.maximum() <= bar.minimum() or shown.end == 0:
            return QRectF()
        display = self._page.reading.display
        top, bottom = self._y(display.point(shown.start)), self._y(display.point(shown.end))
        # To whole pixels: in a long article, most steps of scrolling change nothing here.
        return QRectF(1, round(top), WIDTH - 2, max(round(bottom - top), 16))

    def _y(self, point: int) -> float:
        return point / max(len(self._page.text), 1) * self.height()

    def _look_on(self) -> None:
        if self._go_on():
            self.update()

    def _go_on(self) -> bool:
        """Look at as many claims as there is time for; whether they were the last, and the marks are drawn."""
        until = time.perf_counter() + _SLICE
        for mark in self._looking or ():
            self._found[mark] = None
            if time.perf_counter() > until:
                return False
        self._looking = None
        self._slices.stop()
        self._marks = self._drawn()
        return True

    def _look(self) -> Iterator[Mark]:
        marks, scale = self._page.marks, self.height() / max(len(self._page.text), 1)
        for claim in marks.article.places.claims():
            color, faint = marks.color(claim).rgb(), claim.status == "suggested" or marks.is_faded(claim)
            for start, end in claim.fragments:
                top = int(start * scale)
                yield Mark(top, max(int(end * scale) - top, _LEAST), color, faint)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            for mark in self._found:
                painter.setOpacity(0.3 if mark.faint else 0.8)
                painter.fillRect(QRectF((WIDTH - _MARK) / 2, mark.top, _MARK, mark.height), QColor.fromRgb(mark.color))
        return pixmap

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.height():
            share = min(max(event.position().y() / self.height(), 0.0), 1.0)
            self._page.scroll_to(int(share * len(self._page.text)))
