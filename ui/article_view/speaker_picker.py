"""Who said it? A field with the speakers below it, in place by the claim: the first is taken with Enter."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.records import Speaker
from ui import theme
from ui.article_view.card import SHADOW, Card

_WIDTH = 320
_ROW = 32
_ROWS = 7  # shown at once
_MOST = 60  # offered at once
_SAME, _UNLIKE = 0, 4  # how like a name is to what was typed
_ROLE = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: a speaker, or a new one of this name."""

    speaker: Speaker | None
    name: str
    remark: str = ""

    @property
    def words(self) -> str:
        return self.name if self.speaker else f"New speaker “{self.name}”"


def found_by(typed: str, speakers: Iterable[Speaker]) -> list[Choice]:
    """The speakers that what was typed may mean, the likeliest first, then the offer of a new one of that name.

    Each typed word must begin a word of the name, or of an alias, or stand somewhere in it. Without anything typed, all
    speakers stay in the order they came in.
    """
    typed = " ".join(typed.split())
    if not typed:
        return [Choice(speaker, speaker.name, _about(speaker)) for speaker in islice(speakers, _MOST)]
    wanted = typed.casefold()
    ranked: list[tuple[int, int, int, Choice]] = []
    for number, speaker in enumerate(speakers):
        names = (speaker.name, *speaker.aliases)
        rank, place = min((_rank(wanted, name.casefold()), place) for place, name in enumerate(names))
        if rank < _UNLIKE:
            remark = names[place] if place else _about(speaker)
            ranked.append((rank, min(place, 1), number, Choice(speaker, speaker.name, remark)))
    ranked.sort(key=lambda row: row[:3])
    choices = [row[-1] for row in ranked[:_MOST]]
    is_known = bool(ranked) and ranked[0][0] == _SAME
    return choices if is_known else [*choices, Choice(None, typed)]


def _rank(wanted: str, name: str) -> int:
    if wanted == name:
        return _SAME
    if name.startswith(wanted):
        return 1
    words = name.replace("-", " ").split()
    if all(any(word.startswith(one) for word in words) for one in wanted.split()):
        return 2
    return 3 if wanted in name else _UNLIKE


def _about(speaker: Speaker) -> str:
    return ", ".join(word for word in (speaker.role, speaker.affiliation) if word) or ", ".join(speaker.aliases[:3])


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Choice] = []

    def show(self, rows: list[Choice]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.rows[index.row()]
        if role == _ROLE:
            return choice
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return choice.remark
        return choice.words if role == Qt.ItemDataRole.DisplayRole else None


class _Row(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # The same objects each time: Qt looks for the face of a new one, which takes as long as to draw the row.
        self._name, self._remark = QFont(theme.interface_font()), QFont(theme.interface_font(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, choice = theme.current(), index.data(_ROLE)
        box = QRectF(QRect(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected_row)
            painter.drawRoundedRect(box, theme.RADIUS - 2, theme.RADIUS - 2)
        dot = QRectF(box.left() + 10, box.center().y() - 5, 10, 10)
        if choice.speaker:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.speaker_color(choice.speaker.hue))
            painter.drawEllipse(dot)
        else:
            painter.setPen(look.accent)
            painter.drawText(dot.adjusted(-2, -2, 2, 2), Qt.AlignmentFlag.AlignCenter, "+")
        painter.setFont(self._name)
        painter.setPen(look.ink)
        room = box.adjusted(28, 0, -10, 0)
        words = painter.fontMetrics().elidedText(choice.words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(words) + 8)
        painter.setFont(self._remark)
        painter.setPen(look.secondary)
        remark = painter.fontMetrics().elidedText(choice.remark, Qt.TextElideMode.ElideRight, int(room.width()))
        if room.width() > 24:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, remark)
        painter.restore()


class SpeakerPicker(Card):
    """Asks for the speaker of one annotation. Enter takes the chosen row, Esc or a click elsewhere leaves without."""

    picked = Signal(str, str, str)  # the annotation, the speaker's id or "", the new speaker's name or ""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._annotation = ""
        self._speakers: Iterable[Speaker] = ()
        self._by = QRectF()
        self._field = QLineEdit(self)
        self._field.setAccessibleName("Speaker")
        self._field.setPlaceholderText("Who said it?")
        self._model = _Choices(self)
        self._list = QListView(self)
        self._list.setAccessibleName("Speakers to choose from")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 8, SHADOW + 8, SHADOW + 8, SHADOW + 8)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._offer)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._take)

    def ask(self, annotation: str, speakers: Iterable[Speaker], by: QRectF) -> None:
        """Ask for the speaker of this annotation, by this place of the view; the first speaker is chosen already.

        `speakers` are gone through each time that something is typed.
        """
        self._annotation = annotation
        self._speakers = speakers
        self._by = by
        self._field.clear()
        self._offer("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def get_ready(self, speakers: Iterable[Speaker] = ()) -> None:
        """Lay out and draw the first of these speakers once, unseen."""
        if not self._annotation:
            self._speakers = speakers
            self._offer("")
            super().get_ready()

    def follow(self, by: QRectF) -> None:
        """Stay by what is asked about, which has moved."""
        self._by = by
        self.stand_by(by)

    @property
    def annotation(self) -> str:
        """The annotation that is asked about; empty when none is."""
        return self._annotation

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        self._column.invalidate()
        return QSize(_WIDTH + 2 * SHADOW, self._column.sizeHint().height())

    def _offer(self, typed: str) -> None:
        self._model.show(found_by(typed, self._speakers))
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setFixedHeight(min(len(self._model.rows), _ROWS) * _ROW)
        self.stand_by(self._by)

    def _take(self, index: _Index) -> None:
        choice = index.data(_ROLE) if index.isValid() else None
        annotation = self._annotation
        if choice:
            self._leave()
            self.picked.emit(
                annotation, choice.speaker.id if choice.speaker else "", "" if choice.speaker else choice.name
            )

    def _leave(self) -> None:
        self.dismiss()
        self.left.emit()

    def dismiss(self) -> None:
        """Ask no more."""
        self._annotation = ""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that are the list's: up, down, Enter, Esc."""
        if event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # while a name is typed, no key is a command of the window
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in step:
            row = self._list.currentIndex().row() + step[Qt.Key(event.key())]
            self._list.setCurrentIndex(self._model.index(min(max(row, 0), len(self._model.rows) - 1)))
        else:
            return False
        return True
