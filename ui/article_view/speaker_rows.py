"""The rows of the speaker picker: who it may be, why, and the key that takes it."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.base.translation import Message, listed, translated, translated_in
from desktop.model.records import Speaker
from desktop.model.speaker_choices import Choice, Reason
from ui.base import theme
from ui.base.eliding import elided, fitted
from ui.base.panel_parts import paint_dot
from ui.base.row_list import RowDelegate

HEIGHT = 32
WITH_KEYS = 9  # rows that a digit takes
CHOICE = Qt.ItemDataRole.UserRole
KEY = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex

_SIDE, _NAME, _BETWEEN = 10, 28, 12  # pixels: the row's edge, where the name begins, the least between two things
_LEAST_WHY = 0.24  # of a row's width, which the reason has beside a long name
_SHORTEST = 32  # pixels in which a shortened reason still tells something
_CAP = 18
_ON_A_LINE = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)

_WHY: dict[Reason, Message] = {
    "chosen": Message("current speaker"),
    "marked": Message("marked name"),
    "meant": Message("by the rules"),
    "suggested": Message("said it, as suggested"),
    "said": Message("said it, by the rules"),
    "described": Message("described, not named"),
    "follows": Message("spoke last here"),
    "named": Message("named beside the claim"),
    "near": Message("mentioned beside the claim"),
    "last": Message("spoke here before"),
    "here": Message("in this article"),
}
_WHY_BY_WORDS: dict[Reason, Message] = {
    "meant": Message("“{words}”, by the rules"),
    "suggested": Message("“{words}”, as suggested"),
    "said": Message("“{words}”, by the rules"),
    "follows": Message("“{words}”, spoke last here"),
    "named": Message("“{words}” beside the claim"),
}


def words_of(choice: Choice) -> str:
    """What a row offers, in one line."""
    return listed(map(_named, choice.all))


def _named(choice: Choice) -> str:
    name = _one_line(choice.speaker.name)
    return translated("New: “{name}”", name=name) if choice.is_new else name


def why(choice: Choice) -> str:
    """What speaks for a row; where nothing does, what is known of the speaker."""
    if choice.others:
        return translated("current speakers") if choice.reason == "chosen" else translated("together, by the rules")
    if choice.called:
        return _one_line(choice.called)
    if choice.words and choice.reason in _WHY_BY_WORDS:
        return translated(_WHY_BY_WORDS[choice.reason], words=_one_line(choice.words))
    if choice.reason in _WHY:
        return translated(_WHY[choice.reason])
    return "" if choice.is_new else _about(choice.speaker)


def _about(speaker: Speaker) -> str:
    known = listed(word for word in (speaker.role, speaker.affiliation) if word) or listed(speaker.aliases[:3])
    return _one_line(known)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _own_hue(speaker: Speaker) -> int:
    return speaker.hue


class ChoiceModel(QAbstractListModel):
    """The choices that are offered."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Choice] = []
        self.hue_of: Callable[[Speaker], int] = _own_hue
        self._has_keys = True

    def show(self, rows: list[Choice], *, has_keys: bool) -> None:
        """Show these, with the digits that take them or without."""
        self.beginResetModel()
        self.rows, self._has_keys = rows, has_keys
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.rows[index.row()]
        if role == CHOICE:
            return choice
        if role == KEY:
            return str(index.row() + 1) if self._has_keys and index.row() < WITH_KEYS else ""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            key = index.data(KEY)
            return listed(words for words in (why(choice), translated("key {key}", key=key) if key else "") if words)
        return words_of(choice) if role == Qt.ItemDataRole.DisplayRole else None


class ChoiceRow(RowDelegate):
    """Paints a row: dot and name at the left, the reason and the key at the right. All of it is plain text."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # The same objects each time: Qt looks for the face of a new one, which takes as long as to draw the row.
        self._name, self._why = QFont(theme.interface_font()), QFont(theme.interface_font(12))
        self._key = QFont(theme.interface_font(11))
        self._wide, self._narrow, self._narrowest = map(QFontMetricsF, (self._name, self._why, self._key))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, choice = theme.current(), index.data(CHOICE)
        box = QRectF(QRect(option.rect))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected_row)
            painter.drawRoundedRect(box, theme.RADIUS - 2, theme.RADIUS - 2)
        model = index.model()
        self._paint_dot(painter, box, choice, model.hue_of if isinstance(model, ChoiceModel) else _own_hue)
        right = self._paint_key(painter, box, translated_in("a key", "Enter") if chosen else index.data(KEY))
        room = QRectF(box)
        room.setLeft(box.left() + _NAME)
        room.setRight(right)
        reason, narrow, wide = why(choice), self._narrow, self._wide
        needed = narrow.horizontalAdvance(reason) + 1
        least = min(needed, _LEAST_WHY * room.width()) + _BETWEEN if reason else 0
        painter.setFont(self._name)
        painter.setPen(look.ink)
        name, taken = fitted(wide, words_of(choice), room.width() - least)
        self._paint_line(painter, room, name)
        left = room.width() - taken - _BETWEEN
        if reason and left >= min(needed, _SHORTEST):
            painter.setFont(self._why)
            painter.setPen(look.secondary)
            shown = elided(narrow, reason, left)
            self._paint_line(painter, room, shown, Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _paint_line(
        painter: QPainter, room: QRectF, words: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        painter.drawText(room, int(side) | _ON_A_LINE, words)

    @staticmethod
    def _paint_dot(painter: QPainter, box: QRectF, choice: Choice, hue_of: Callable[[Speaker], int]) -> None:
        dot = QRectF(box.left() + _SIDE, box.center().y() - 5, 10, 10)
        if choice.is_new:
            painter.setPen(theme.current().accent)
            painter.drawText(dot.adjusted(-2, -2, 2, 2), Qt.AlignmentFlag.AlignCenter, "+")
        else:
            known = [one.speaker for one in choice.all if not one.is_new]
            paint_dot(
                painter, dot.center(), *(theme.speaker_color(hue_of(one)) for one in known), filled=True, radius=5
            )

    def _paint_key(self, painter: QPainter, box: QRectF, key: str) -> float:
        """Paint a key cap at the right, and give the place where there is room up to."""
        if not key:
            return box.right() - _SIDE
        look = theme.current()
        wide = max(_CAP, round(self._narrowest.horizontalAdvance(key)) + 10)
        cap = QRectF(box.right() - _SIDE - wide + 2, round(box.center().y()) - _CAP // 2, wide, _CAP)
        painter.setPen(look.hairline)
        painter.setBrush(look.page)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(self._key)
        painter.setPen(look.secondary)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return cap.left() - 10
