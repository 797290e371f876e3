"""Paints a command in the palette: its name, its menu or why it cannot be used, its keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.base import theme
from ui.base.panel_parts import paint_line, paint_row_ground
from ui.base.row_list import RowDelegate

_Index = QModelIndex | QPersistentModelIndex

BESIDE, KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class PaletteDelegate(RowDelegate):
    """One line: the name in ink, the rest in grey; all of it is grey where the command cannot be used."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, 32)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colors = theme.current()
        paint_row_ground(painter, option, inset=0)
        small = QFont(option.font)
        small.setPixelSize(12)
        rect = option.rect.adjusted(10, 0, -10, 0)
        can_be_used = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        taken = paint_line(
            painter, rect, str(index.data()), option.font, colors.ink if can_be_used else colors.secondary
        )
        beside = QRect(rect.left() + taken + 10, rect.top(), rect.width() - taken - 120, rect.height())
        paint_line(painter, beside, str(index.data(BESIDE)), small, colors.secondary)
        keys = str(index.data(KEYS) or "")
        width = QFontMetrics(small).horizontalAdvance(keys)
        at = QRect(rect.right() - width, rect.top(), width + 2, rect.height())
        paint_line(painter, at, keys, small, colors.secondary)
