"""The narrow map beside the scroll bar: the whole article with its claims, and the part of it on the screen."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.article_view.text_page import TextPage

WIDTH = 14
_MARK = 8  # the width of a mark
_LEAST = 3  # the height of one
_DELAY = 60  # milliseconds that the marks may lag behind an edit: all claims are drawn again


class OverviewMap(QWidget):
    """Shows where claims are in the article; a click or a drag goes there."""

    def __init__(self, parent: QWidget, page: TextPage) -> None:
        super().__init__(parent)
        self._page = page
        self._marks: QPixmap | None = None
        self._later = QTimer(self, singleShot=True, interval=_DELAY)
        self._later.timeout.connect(self.redraw)
        self.setAccessibleName("Map of the article")
        self.setToolTip("The whole article. Click or drag to go there.")

    def redraw(self) -> None:
        """Draw the marks anew when they are next seen."""
        self._later.stop()
        self._marks = None
        self.update()

    def redraw_soon(self) -> None:
        """Draw the marks anew, when there is a moment."""
        self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marks is None or self._marks.devicePixelRatioF() != self.devicePixelRatioF():
            self._marks = self._drawn()
        with QPainter(self) as painter:
            shown = self._shown()
            if shown:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                ground = QColor(theme.current().secondary)
                ground.setAlphaF(0.12)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(shown, 3, 3)
            painter.drawPixmap(0, 0, self._marks)

    def _shown(self) -> QRectF | None:
        bar = self._page.verticalScrollBar()
        shown = self._page.shown()
        if bar.maximum() <= bar.minimum() or shown.end == 0:
            return None
        display = self._page.reading.display
        top, bottom = self._y(display.point(shown.start)), self._y(display.point(shown.end))
        return QRectF(1, top, WIDTH - 2, max(bottom - top, 16))

    def _y(self, point: int) -> float:
        return point / max(len(self._page.text), 1) * self.height()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            marks, scale = self._page.marks, self.height() / max(len(self._page.text), 1)
            # Of many claims, those that fall on the same rows in the same colour are drawn once.
            drawn: set[tuple[int, int, int, bool]] = set()
            for claim in marks.markup.claims():
                color, faint = marks.color(claim), claim.status == "suggested" or marks.is_faded(claim)
                for start, end in claim.fragments:
                    top = int(start * scale)
                    height = max(int(end * scale) - top, _LEAST)
                    key = (top, height, color.rgb(), faint)
                    if key not in drawn:
                        drawn.add(key)
                        painter.setOpacity(0.3 if faint else 0.8)
                        painter.fillRect(QRectF((WIDTH - _MARK) / 2, top, _MARK, height), color)
        return pixmap

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._marks = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.height():
            share = min(max(event.position().y() / self.height(), 0.0), 1.0)
            self._page.scroll_to(int(share * len(self._page.text)))
