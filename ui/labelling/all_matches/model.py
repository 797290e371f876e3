"""The matches as rows with a check box: the words with what stands around them, and the article below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated
from desktop.labelling import Match
from desktop.model.text import Fragment
from ui.base import theme
from ui.base.eliding import elided
from ui.base.panel_parts import paint_line, paint_row_ground
from ui.base.row_list import Index, RowDelegate, RowList, RowModel

MATCH = Qt.ItemDataRole.UserRole
_CHECKED = Qt.ItemDataRole.CheckStateRole
_HEIGHT = 46
_BOX = 14
_LEFT = 12  # of the box
_NEAR = 6  # beside the box, where a click is meant for it
_BEFORE = 0.4  # how much of a line what stands before the match may take


class MatchModel(RowModel):
    """What was found so far; all of it is to be labelled, but for what is labelled so and what was left out."""

    ticked = Signal()  # other matches are to be labelled now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matches: list[Match] = []
        self._label, self._naming = "", False
        self._left_out: set[tuple[str, Fragment]] = set()  # article and place: it outlasts another look
        self._done: list[bool] = []  # whether a match has the label already

    def clear(self) -> None:
        self.matches, self._done = [], []
        self.set_count(0)
        self.ticked.emit()

    def add(self, found: Sequence[Match]) -> None:
        """Show these below those there are."""
        before = len(self.matches)
        self.matches += found
        self._done += [one.is_marked(self._label, naming=self._naming) for one in found]
        if found:
            self.insertRows(before, len(found))
        self.ticked.emit()

    def mark(self, matches: Sequence[Match]) -> None:
        """Show some of the matches as they are marked by now."""
        by_now = {_place(one): one for one in matches}
        self.matches = [by_now.get(_place(one), one) for one in self.matches]
        self._take_stock()

    def label_as(self, label: str, *, naming: bool) -> None:
        """They are to have the label of this id; `naming`: and to name somebody."""
        self._label, self._naming = label, naming
        self._take_stock()

    def _take_stock(self) -> None:
        self._done = [one.is_marked(self._label, naming=self._naming) for one in self.matches]
        if self.matches:
            self.dataChanged.emit(self.index(0), self.index(len(self.matches) - 1))
        self.ticked.emit()

    @property
    def chosen(self) -> list[Match]:
        """The matches that are to be labelled."""
        return [one for row, one in enumerate(self.matches) if self.is_ticked(row)]

    @property
    def done(self) -> int:
        """How many have the label already."""
        return sum(self._done)

    def is_ticked(self, row: int) -> bool:
        return not self._done[row] and _place(self.matches[row]) not in self._left_out

    def is_done(self, row: int) -> bool:
        return self._done[row]

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Have these labelled, or left out."""
        places = [_place(self.matches[row]) for row in rows]
        self._left_out = self._left_out.difference(places) if on else self._left_out.union(places)
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
        self.ticked.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if role == MATCH:
            return self.matches[row]
        if role == _CHECKED:
            return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            one = self.matches[row]
            around = " ".join(f"{one.before}{one.words}{one.after}".split())
            parts = [around, isolated(one.title), translated("Labelled already") if self._done[row] else ""]
            return listed(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        checkable = Qt.ItemFlag.NoItemFlags if self._done[index.row()] else Qt.ItemFlag.ItemIsUserCheckable
        return super().flags(index) | checkable


def _place(match: Match) -> tuple[str, Fragment]:
    return match.article, match.at


class MatchDelegate(RowDelegate):
    """A check box; the match in bold between what stands before and after it; the article's title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, match = index.model(), index.data(MATCH)
        assert isinstance(model, MatchModel)
        is_done, colors = model.is_done(index.row()), theme.current()
        paint_row_ground(painter, option, inset=0)
        left = option.rect.left() + _LEFT + _BOX + 10
        line = QRect(left, option.rect.top() + 5, option.rect.right() - left - 12, 18)
        _paint_words(painter, line, match, option.font, colors.secondary if is_done else colors.ink)
        small = QFont(option.font)
        small.setPixelSize(12)
        below = f"{match.title} · {translated('Labelled already')}" if is_done else match.title
        paint_line(painter, line.translated(0, 18), below, small, colors.secondary)
        _paint_box(painter, box_of(option.rect), ticked=model.is_ticked(index.row()), enabled=not is_done)

    def editorEvent(
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> bool:
        return False  # the list itself hears what is pressed


def box_of(row: QRect) -> QRect:
    """Where the check box of a row is."""
    return QRect(row.left() + _LEFT, row.top() + (row.height() - _BOX) // 2, _BOX, _BOX)


def _paint_words(painter: QPainter, line: QRect, match: Match, font: QFont, ink: QColor) -> None:
    bold, colors = QFont(font), theme.current()
    bold.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    blank = metrics.horizontalAdvance(" ")
    before = _one_line(match.before)
    most = round(line.width() * _BEFORE)
    shown = elided(metrics, before, most, from_left=True)
    at = line.left() + paint_line(painter, QRect(line.left(), line.top(), most, 18), shown, font, colors.secondary)
    at += blank if match.before[-1:].isspace() else 0
    rest = QRect(at, line.top(), line.right() - at, 18)
    at += paint_line(painter, rest, _one_line(match.words), bold, ink)
    at += blank if match.after[:1].isspace() else 0
    paint_line(painter, QRect(at, line.top(), line.right() - at, 18), _one_line(match.after), font, colors.secondary)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paint_box(painter: QPainter, box: QRect, *, ticked: bool, enabled: bool) -> None:
    colors = theme.current()
    painter.setPen(QPen(colors.accent if ticked else colors.secondary if enabled else colors.hairline, 1))
    painter.setBrush(colors.accent if ticked else colors.page)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ticked:
        painter.setPen(QPen(colors.on_accent, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = box.left(), box.top()
        painter.drawPolyline([QRectF(x + a, y + b, 0, 0).topLeft() for a, b in ((3.5, 7.2), (6, 9.8), (10.6, 4.6))])


class MatchList(RowList):
    """Space and a click on the box tick a row, or all selected ones; a click on the words shows the place."""

    shown = Signal(object)  # a Match

    def __init__(self, model: MatchModel) -> None:
        super().__init__(translated("Matches"), model, MatchDelegate())
        self.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self._matches = model
        self.row_entered.connect(lambda: self._show(self.currentIndex()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() or not index.isValid():
            return
        if at.x() < box_of(self.visualRect(index)).right() + _NEAR:
            self._turn([index.row()])
        else:
            self._show(index)

    def _show(self, index: Index) -> None:
        if index.isValid():
            self.shown.emit(self._matches.matches[index.row()])

    def _turn(self, rows: Sequence[int]) -> None:
        """Tick all of these rows, or where all are, none."""
        rows = [row for row in rows if not self._matches.is_done(row)]
        if rows:
            self._matches.tick(rows, on=not all(self._matches.is_ticked(row) for row in rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn([index.row() for index in self.selectionModel().selectedRows()])
        else:
            super().keyPressEvent(event)
