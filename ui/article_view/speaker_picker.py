"""Who said it? A field with the speakers below it, in place by the claim.

Enter takes the row that is chosen. That is the first one where something speaks for it, and none where nothing does:
then Enter writes nothing. The digits 1 to 9 take a row while the field is empty; a name that begins with a digit is
typed after a blank.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.base.translation import Message, translated
from desktop.model.records import Speaker
from desktop.model.speaker_choices import SpeakerChoices
from ui.article_view.card import SHADOW, Card
from ui.article_view.speaker_rows import CHOICE, HEIGHT, WITH_KEYS, ChoiceModel, ChoiceRow, Index
from ui.base import keys
from ui.base.focus import FocusLeaving

_WIDTH = 440
_ROWS, _FEWEST_ROWS = 9, 2  # shown at once, where there is room; at least, where there is none
_ASK = Message("Who said it?")
_ASK_FOR_A_NAME = Message("Who said it? Type a name")
_ASK_TO_CHOOSE = Message("Who said it? Type a name or a digit")
_NOBODY = Message("No speaker is chosen: type a name")
_NOBODY_OF_THESE = Message("No speaker is chosen: type a name or a digit")


class SpeakerPicker(Card):
    """Asks for the speaker of one annotation. Enter takes the chosen row, Esc or a click elsewhere leaves without."""

    picked = Signal(str, object)  # the annotation, the Choice
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._annotation = ""
        self._choices = SpeakerChoices()
        self._by = QRectF()
        self._field = QLineEdit(self)
        self._field.setAccessibleName(translated("Speaker"))
        self._model = ChoiceModel(self)
        self._list = QListView(self)
        self._list.setAccessibleName(translated("Speakers to choose from"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ChoiceRow(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)  # within the card's own, which hold its shadow
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._offer)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._take)
        FocusLeaving(self, self.dismiss)

    def ask(self, annotation: str, choices: SpeakerChoices, by: QRectF, hue_of: Callable[[Speaker], int]) -> None:
        """Ask for the speaker of this annotation, by this place of the view; `hue_of` says whose colour is which."""
        self._model.hue_of = hue_of
        self._annotation = annotation
        self._choices = choices
        self._by = by
        self._field.clear()
        self._offer("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def get_ready_for(self, choices: SpeakerChoices) -> None:
        """Lay out and draw the first of these once, unseen."""
        if not self._annotation:
            self._choices = choices
            self._offer("")
            self.get_ready()

    def follow(self, by: QRectF) -> None:
        """Stay by what is asked about, which has moved."""
        self._by = by
        self.place_beside(by)

    def place_beside(self, rect: QRectF) -> None:
        """Stand by what is asked about, with as many rows as leave it to be seen."""
        margins, spacing = self._column.contentsMargins(), self._column.spacing()
        without_rows = margins.top() + self._field.sizeHint().height() + spacing + margins.bottom()
        room = max(self._ground.height() - rect.bottom(), rect.top()) - without_rows - SHADOW
        most = min(max(int(room) // HEIGHT, _FEWEST_ROWS), _ROWS)
        self._list.setFixedHeight(min(len(self._model.rows), most) * HEIGHT)
        super().place_beside(rect)

    @property
    def annotation(self) -> str:
        """The annotation that is asked about; empty when none is."""
        return self._annotation

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        self._column.invalidate()
        return QSize(_WIDTH + 2 * SHADOW, self._column.sizeHint().height() + 2 * SHADOW)

    def _offer(self, typed: str) -> None:
        rows = self._choices.offered(typed)
        self._model.show(rows, has_keys=not typed)
        is_clear = bool(rows) and (bool(typed.strip()) or rows[0].is_evident)
        self._list.setCurrentIndex(self._model.index(0) if is_clear else QModelIndex())
        self._say(_ASK if is_clear else _ASK_TO_CHOOSE if rows else _ASK_FOR_A_NAME)
        self._list.setVisible(bool(rows))
        self.place_beside(self._by)

    def _say(self, message: Message) -> None:
        words = translated(message)
        self._field.setPlaceholderText(words)
        self._field.setAccessibleDescription(words)

    def _take_chosen(self) -> None:
        if self._list.currentIndex().isValid():
            self._take(self._list.currentIndex())
        else:
            self._say(_NOBODY_OF_THESE if self._model.rows else _NOBODY)

    def _take(self, index: Index) -> None:
        choice, annotation = index.data(CHOICE), self._annotation
        if choice:
            self._leave()
            self.picked.emit(annotation, choice)

    def _takes_digit(self, event: QKeyEvent) -> bool:
        """Whether the key is a digit that stands for a row; one without a row means nothing."""
        digit = keys.digit(event)
        if self._field.text() or digit is None:
            return False
        row = digit - 1
        if 0 <= row < min(WITH_KEYS, len(self._model.rows)):
            self._take(self._model.index(row))
        return True

    def _leave(self) -> None:
        self.dismiss()
        self.left.emit()

    def dismiss(self) -> None:
        """Ask no more."""
        self._annotation = ""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that are the list's: up, down, Enter, Esc."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.may_type(event):
            event.accept()  # while a name is typed, no key that types is a command of the window
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if keys.is_enter(event) or event.key() == Qt.Key.Key_Tab:
            self._take_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif by := keys.rows_stepped(event, _ROWS):
            row = self._list.currentIndex().row() + by
            self._list.setCurrentIndex(self._model.index(min(max(row, 0), len(self._model.rows) - 1)))
        else:
            return self._takes_digit(event)
        return True
