"""Two parts beside each other; one below the other, where a panel is too narrow for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class WrappingRow(QWidget):
    """Folds when its parts have not their least widths; so that no word of them is cut."""

    def __init__(self, first: QWidget, second: QWidget, spacing: int, below: int) -> None:
        """The `spacing` is between the parts beside each other, `below` where one is below the other: in px."""
        super().__init__()
        self._parts = first, second
        self._spacings = spacing, below
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.addWidget(first)
        self._row.addWidget(second, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(map(_least, self._parts)), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return heard

    def _fold(self) -> None:
        spacing, below = self._spacings
        is_narrow = sum(map(_least, self._parts)) + spacing > self.width()
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(below if is_narrow else spacing)
            self.updateGeometry()


def _least(part: QWidget) -> int:
    return max(part.minimumSizeHint().width(), part.minimumWidth())
