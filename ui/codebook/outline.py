"""The tree of the codebook as it is drawn, dragged and gone through by keys."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.codebook import Attribute, Codebook, Label, Option, PartPath
from ui.base import keys, theme
from ui.base.panel_parts import paint_line, paint_row_ground
from ui.base.row_list import RowDelegate
from ui.codebook.outline_model import Index, Node, OutlineModel, Role
from ui.codebook.words import ROLES, traits

_HEIGHT = 32
_STEP = 34  # between a row and those in it
_LEFT, _RIGHT = 12, 18
_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "out", Qt.Key.Key_Right: "in"}


class Outline(QTreeView):
    """Tells what is chosen and where it is to go; changes nothing itself."""

    chosen = Signal(object)  # a path, or None
    moved = Signal(object, object, object)  # see OutlineModel
    shifted = Signal(object, str)  # a path, and "up", "down", "in" or "out"
    rename_wanted = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(object, object)  # a path, and where on the screen
    add_wanted = Signal()  # something beside or in what is chosen

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translated("Labels, attributes and options"))
        self.rows = OutlineModel()
        self.rows.moved.connect(self.moved)
        self.setItemDelegate(_Delegate(self))
        self.setProperty("kind", "outline")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_STEP)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(500)
        self._folded: set[PartPath] = set()
        self._is_changing = False
        self.setModel(self.rows)
        self.collapsed.connect(lambda index: self._note_folded(index, True))
        self.expanded.connect(lambda index: self._note_folded(index, False))

    def show_codebook(self, codebook: Codebook, used: Mapping[PartPath, int], matching: str) -> None:
        """Shows the codebook as it is now; what is chosen, folded and in view stays so."""
        kept, place = self.chosen_path, self.verticalScrollBar().value()
        self._is_changing = True
        self.rows.show_codebook(codebook, used, matching)
        self.expandAll()
        if not matching:
            for path in self._folded:
                self.collapse(self.rows.index_of(path))
        self._is_changing = False
        self.verticalScrollBar().setValue(place)
        self.choose(kept, scroll=False)

    @property
    def chosen_path(self) -> PartPath | None:
        node = self.rows.node(self.currentIndex())
        return node.path if node else None

    def choose(self, path: PartPath | None, *, scroll: bool = True) -> None:
        """Chooses the part at this path; where it is gone, the one around it."""
        while path and not self.rows.index_of(path).isValid():
            path = path[:-1]
        index = self.rows.index_of(path) if path else self.rows.index(0, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.scrollTo(index)
        self.chosen.emit(self.chosen_path)

    def currentChanged(self, current: QModelIndex | None, previous: QModelIndex | None) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        if not self._is_changing:
            self.chosen.emit(self.chosen_path)

    def _note_folded(self, index: Index, is_folded: bool) -> None:
        node = self.rows.node(index)
        if node is not None and not self._is_changing:
            (self._folded.add if is_folded else self._folded.discard)(node.path)

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        node = self.rows.node(index)
        if (
            node is not None
            and node.inside
            and fold_rect(self, node, self.visualRect(index)).contains(event.position().toPoint())
        ):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path, alone = self.chosen_path, not event.modifiers() & keys.COMMANDING
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _MOVES:
            if path:
                self.shifted.emit(path, _MOVES[Qt.Key(event.key())])
        elif alone and (event.key() == Qt.Key.Key_F2 or keys.is_enter(event)):
            self.rename_wanted.emit()
        elif alone and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit()
        elif alone and event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done to the row under the mouse; by the menu key, to the chosen one."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if (node := self.rows.node(index)) is not None:
            self.setCurrentIndex(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_by_key else event.globalPos()
            self.menu_wanted.emit(node.path, at)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the delegate paints the row, from its left edge."""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverLeave}:
            self.viewport().update()
        return super().viewportEvent(event)


def fold_rect(view: QWidget, node: Node, row: QRect) -> QRect:
    """Where the words stand that fold what is in a row: after its name."""
    metrics = QFontMetrics(_font(view.font(), node))
    start = row.left() + _before_name(node) + metrics.horizontalAdvance(node.part.name)
    if isinstance(node.part, Label) and node.part.shortcut:
        start += metrics.horizontalAdvance(node.part.shortcut) + 24
    if isinstance(node.part, Attribute):
        start += QFontMetrics(view.font()).horizontalAdvance(_traits(node.part))
    words = QFontMetrics(view.font()).horizontalAdvance(folded_words(node))
    return QRect(start + 6, row.top(), words + 8, row.height())


def folded_words(node: Node) -> str:
    """How much is in a row that is folded."""
    within = sum(1 for _ in node.walked()) - 1
    return translated_plural("({count} in it) ▸", "({count} in it) ▸", within)


def _traits(attribute: Attribute) -> str:
    return f" · {traits(attribute)}"


def _font(base: QFont, node: Node) -> QFont:
    font = QFont(base)
    font.setBold(isinstance(node.part, Label))
    font.setItalic(False)
    return font


def _before_name(node: Node) -> int:
    """From the row's left to its name: the grip, and the colour where it has one."""
    return 20 + (0 if isinstance(node.part, Attribute) else 20)


class _Delegate(RowDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(Role.NODE)
        view = self.parent()
        assert isinstance(view, Outline)
        whole = QStyleOptionViewItem(option)
        whole.rect = QRect(0, option.rect.top(), view.viewport().width(), option.rect.height())
        paint_row_ground(painter, whole)
        look, row = theme.current(), option.rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        base = view.font()
        is_retired = isinstance(node.part, Option) and node.part.retired
        counted = self._paint_right(painter, node, QRect(row.left(), row.top(), row.width(), row.height()), base)
        self._paint_grip(painter, row)
        if not isinstance(node.part, Attribute):
            self._paint_color(painter, node, row, is_retired)
        at = QRect(row.left() + _before_name(node) - _LEFT + 12, row.top(), 0, row.height())
        at.setRight(counted)
        font = _font(base, node)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font.setBold(font.bold() or (is_chosen and isinstance(node.part, Option)))
        taken = paint_line(painter, at, node.part.name, font, look.secondary if is_retired else look.ink)
        at.setLeft(at.left() + taken + 6)
        if isinstance(node.part, Label) and node.part.shortcut:
            at.setLeft(at.left() + self._paint_key(painter, at, node.part.shortcut))
        if isinstance(node.part, Attribute):
            at.setLeft(at.left() - 6)
            at.setLeft(at.left() + 6 + paint_line(painter, at, _traits(node.part), base, look.secondary))
        if is_retired:
            slanted = QFont(base)
            slanted.setItalic(True)
            at.setLeft(at.left() + 6 + paint_line(painter, at, translated("retired"), slanted, look.secondary))
        if node.inside and not view.isExpanded(index):
            paint_line(painter, at, folded_words(node), base, look.secondary)
        elif node.inside and option.state & QStyle.StateFlag.State_MouseOver:
            paint_line(painter, at, "▾", base, look.secondary)

    def _paint_right(self, painter: QPainter, node: Node, row: QRect, font: QFont) -> int:
        """The count at the right, and a label's role before it; gives where they begin."""
        look, metrics = theme.current(), QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(look.secondary)
        count = translated("{count}", count=node.used) if node.used else ""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, right, count)
        left = row.right() - max(metrics.horizontalAdvance(count), metrics.horizontalAdvance("00,000")) - 12
        if isinstance(node.part, Label):
            role = translated(ROLES[node.part.role])
            painter.drawText(QRect(row.left(), row.top(), left - row.left(), row.height()), right, role)
            left -= metrics.horizontalAdvance(role) + 12
        return left

    def _paint_grip(self, painter: QPainter, row: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().no_speaker)
        for x in (row.left() + 4, row.left() + 8):
            for y in (-4, 0, 4):
                painter.drawEllipse(QPoint(x, row.center().y() + y), 1, 1)

    def _paint_color(self, painter: QPainter, node: Node, row: QRect, is_retired: bool) -> None:
        """A square of the part's colour; a point where it has none, or is not offered."""
        has_it = bool(node.color) and not is_retired
        size = 13 if has_it else 5
        box = QRect(0, 0, size, size)
        box.moveCenter(QPoint(row.left() + 24, row.center().y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.label_color(node.color) if has_it else theme.current().no_speaker)
        painter.drawRoundedRect(box, 3, 3)

    def _paint_key(self, painter: QPainter, at: QRect, key: str) -> int:
        look, font = theme.current(), theme.interface_font(11)
        wide = max(18, QFontMetrics(font).horizontalAdvance(key) + 10)
        cap = QRect(at.left(), at.center().y() - 8, wide, 17)
        painter.setPen(look.hairline)
        painter.setBrush(look.page)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(font)
        painter.setPen(look.secondary)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return wide + 6
