"""How far the library is: a bar with a part for each status, in the order of the work."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.translation import listed, translated, translated_plural
from desktop.model.records import ArticleStatus
from ui.articles.words import COUNTED
from ui.base import keys, theme
from ui.base.panel_parts import MARGIN
from ui.base.plain_text import tip

ORDER: tuple[ArticleStatus, ...] = ("done", "in progress", "skipped", "new")
_HEIGHT = 6


def brush_of(status: ArticleStatus) -> QBrush:
    """The ground of a status' part: full, half, striped, empty. The pattern tells them apart without their colours."""
    colors = theme.current()
    patterns: dict[ArticleStatus, QBrush] = {
        "done": QBrush(colors.accent),
        "in progress": QBrush(colors.accent, Qt.BrushStyle.Dense4Pattern),
        "skipped": QBrush(colors.secondary, Qt.BrushStyle.BDiagPattern),
        "new": QBrush(colors.hairline),
    }
    return patterns[status]


class ProgressChart(QWidget):
    """The bar. A click, or Enter, asks for the numbers."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[ArticleStatus, int] = {}
        self.setAccessibleName(translated("Progress of the library"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_counts(self, counts: Mapping[ArticleStatus, int]) -> None:
        """Show how many articles have each status."""
        if counts == self._counts:
            return
        self._counts = counts
        words = listed([translated_plural(*COUNTED[status], counts[status]) for status in ORDER if counts.get(status)])
        self.setAccessibleDescription(words)
        self.setToolTip(tip(words))
        self.setVisible(bool(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, _HEIGHT + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            bar = QRectF(MARGIN, 4, self.width() - 2 * MARGIN, _HEIGHT)
            total, left = sum(self._counts.values()), bar.left()
            for status in ORDER:
                width = bar.width() * self._counts.get(status, 0) / max(total, 1)
                painter.fillRect(QRectF(left, bar.top(), width, bar.height()), brush_of(status))
                left += width
            if self.hasFocus():
                painter.setPen(theme.current().accent)
                painter.drawRect(bar.adjusted(-2, -2, 2, 2))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) or event.key() == Qt.Key.Key_Space:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
