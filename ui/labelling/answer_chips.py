"""The answers that a question offers: chips side by side, in as many lines as they need, each with its key."""

from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.base.translation import listed, translated
from desktop.model.attribute_questions import Answer
from ui.base import theme
from ui.base.eliding import elided
from ui.base.plain_text import guideline_tip
from ui.base.row_list import RowDelegate

ANSWER = Qt.ItemDataRole.UserRole
LINE = 30  # pixels from one line of chips to the next
_CHIP, _SIDE, _CAP, _GAP = 24, 10, 18, 6
_WIDEST = 260  # of a chip
_OF_CAP = 7  # from a key to the round end of its chip

Index = QModelIndex | QPersistentModelIndex


class _AnswerModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answers: list[Answer] = []
        self.shows_keys = True

    def show(self, answers: list[Answer], *, shows_keys: bool) -> None:
        self.beginResetModel()
        self.answers, self.shows_keys = answers, shows_keys
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.answers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self.answers[index.row()]
        if role == ANSWER:
            return answer
        if role == Qt.ItemDataRole.DisplayRole:
            return answer.shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return guideline_tip(answer.guideline, answer.around)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            said = (
                translated("key {key}", key=answer.key) if answer.key and self.shows_keys else "",
                translated("given last") if answer.is_again else "",
                translated("chosen") if answer.is_given else "",
            )
            return listed(words for words in said if words)
        return None


class _Chip(RowDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # The same objects each time: Qt looks for the face of a new one, which takes as long as to draw the chip.
        self._name, self._key = QFont(theme.interface_font()), QFont(theme.interface_font(11))
        self._wide, self._narrow = QFontMetricsF(self._name), QFontMetricsF(self._key)
        # A chip is measured several times with each key.
        self._advance = lru_cache(maxsize=128)(self._wide.horizontalAdvance)
        self._key_advance = lru_cache(maxsize=128)(self._narrow.horizontalAdvance)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width_of(index.data(ANSWER), self._key_of(index)) + _GAP, LINE)

    def width_of(self, answer: Answer, key: str) -> int:
        """How wide the chip is, in pixels."""
        name = min(self._advance(answer.shown) + 1, _WIDEST)
        return round(2 * _SIDE + name + (self._cap(key) + 4 if key else 0))

    def _cap(self, key: str) -> float:
        return max(float(_CAP), self._key_advance(key) + 10)

    @staticmethod
    def _key_of(index: Index) -> str:
        model = index.model()
        shows_keys = isinstance(model, _AnswerModel) and model.shows_keys
        return str(index.data(ANSWER).key) if shows_keys else ""

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, answer, key = theme.current(), index.data(ANSWER), self._key_of(index)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        box.setWidth(box.width() - _GAP)
        box.setHeight(_CHIP)
        box.adjust(0.5, 0.5, -0.5, -0.5)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        width = 2 if is_current else 1
        stands_out = is_current or answer.is_given or answer.is_again
        style = Qt.PenStyle.DashLine if answer.is_again and not is_current else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.accent if stands_out else look.secondary, width, style))
        painter.setBrush(look.selected_row if answer.is_given else look.hover if is_hovered else look.page)
        painter.drawRoundedRect(box, _CHIP / 2, _CHIP / 2)
        room = box.adjusted(_SIDE, 0, -_SIDE - (self._cap(key) + 4 if key else 0) + 2, 0)
        painter.setFont(self._name)
        painter.setPen(look.ink)
        words = (
            answer.shown
            if self._advance(answer.shown) <= room.width()
            else elided(self._wide, answer.shown, room.width(), from_left=bool(answer.around))  # its own name stays
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)
        if key:
            cap = QRectF(box.right() - self._cap(key) - _OF_CAP, box.center().y() - 8, self._cap(key), 16)
            painter.setPen(look.hairline)
            painter.setBrush(look.page)
            painter.drawRoundedRect(cap, 3, 3)
            painter.setFont(self._key)
            painter.setPen(look.secondary)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


class AnswerChips(QListView):
    """A wrapped row of answers. What is done with keys and clicks is its card's business."""

    def __init__(self, parent: QWidget, width: int) -> None:
        super().__init__(parent)
        self._model = _AnswerModel(self)
        self._chip = _Chip(self)
        self.setItemDelegate(self._chip)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedWidth(width)
        self.setModel(self._model)

    @property
    def answers(self) -> list[Answer]:
        return self._model.answers

    def show_answers(self, answers: list[Answer], *, shows_keys: bool, chosen: int | None) -> None:
        """Show these, the one in place `chosen` as that which Enter takes."""
        self._model.show(answers, shows_keys=shows_keys)
        self.choose(chosen)
        self.setFixedHeight(self._lines(shows_keys=shows_keys) * LINE)
        self.setVisible(bool(answers))

    def choose(self, place: int | None) -> None:
        """Let Enter take this one; None: none."""
        self.setCurrentIndex(QModelIndex() if place is None else self._model.index(place))

    @property
    def chosen(self) -> Answer | None:
        """What Enter takes."""
        return self.answers[self.currentIndex().row()] if self.currentIndex().isValid() else None

    def _lines(self, *, shows_keys: bool) -> int:
        lines, right = 1, 0
        for answer in self.answers:
            wide = self._chip.width_of(answer, answer.key if shows_keys else "") + _GAP
            if right and right + wide > self.width():
                lines, right = lines + 1, 0
            right += wide
        return lines
