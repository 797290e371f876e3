"""A field for each type of attribute: one shape, so that the details panel knows only names and values.

Each field shows a value with `show_value` and calls `changed(value, seen)` once when the user has chosen another than
the one that was seen; None means that nothing is said. What others say while the user types or chooses is shown
afterwards: what was seen is what the field showed when that began.

The value of a choice is an option's id, the user reads and types names. A name that is no option's yet is given as a
new Option.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, QSignalBlocker, QStringListModel, QTimer
from PySide6.QtGui import QAction, QDoubleValidator, QHelpEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QMenu

from desktop.base.numbers import number_of
from desktop.base.translation import listed, translated
from desktop.model.codebook import Attribute, AttributeKind, Option
from desktop.model.dates import FORM, is_date
from desktop.model.records import AttributeValue
from ui.base.eliding_combo import ElidingCombo
from ui.base.plain_text import guideline_tip, guideline_words, on_button, show_tip, tip
from ui.labelling.form import FieldButton

Changed = Callable[[AttributeValue | Option | None, AttributeValue | None], None]

_UNSAID = "—"
_PAUSE = 1000  # ms without a key


class _Field:
    """What all fields do: they keep apart what they show and what there is by now."""

    attribute: Attribute  # as the codebook has it by now
    _changed: Changed
    _seen: AttributeValue | None = None
    _there: AttributeValue | None = None

    def show_value(self, value: AttributeValue | None) -> None:
        """Show what there is by now; while the user is at another value, afterwards."""
        self._there = value
        if not self._is_being_edited():
            self._show(value)

    def _take(self, value: AttributeValue | Option | None) -> None:
        """End what the user began, with this value."""
        seen = self._seen
        if not isinstance(value, Option):  # of which the words are there: the user typed them
            self._show(self._there if value == seen else value)
        if value != seen:
            self._changed(value, seen)

    def _show(self, value: AttributeValue | None) -> None:
        self._seen = value
        self._write(value)

    def _is_being_edited(self) -> bool:
        return False

    def _write(self, value: AttributeValue | None) -> None:
        raise NotImplementedError


class _Combo(_Field, ElidingCombo):
    """A combo box that lets the panel scroll instead of changing its value under the wheel."""

    _list: QAbstractItemView | None = None  # from when it was first open: making it takes long

    def _is_being_edited(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def showPopup(self) -> None:
        if self._list is None:
            self._list = self.view()
            self._list.installEventFilter(self)
            self._list.viewport().installEventFilter(self)
        super().showPopup()

    def _guideline_of(self, place: int) -> str:
        """The guideline of the value in this place of the list."""
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._list is not None:
            index = self._list.indexAt(event.pos())
            said = guideline_words(self._guideline_of(index.row())) if index.isValid() else ""
            show_tip(event.globalPos(), said, self._list)
            return True
        if event.type() == QEvent.Type.Hide:  # whatever closed it
            QTimer.singleShot(0, self, lambda: self.show_value(self._there))  # after what was chosen is taken
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(_Combo):
    """One of the options; of an open attribute, also a new one."""

    _words = ""  # that it shows, or that were taken

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__()
        self.attribute = attribute
        self._changed = changed
        self.setEditable(attribute.open)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)  # the codebook makes options
        self._ids = ["", *(option.id for option in attribute.offered)]
        self._offered = len(self._ids)
        # All at once, and not to be measured one by one: a codebook may have a thousand options.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        unsaid = "" if attribute.open else _UNSAID
        self.setModel(QStringListModel([unsaid, *map(self._words_of, self._ids[1:])], self))
        self.activated.connect(lambda place: self._take(self._ids[place] or None))
        if line := self.lineEdit():
            line.setPlaceholderText(translated("Choose or type…"))
            line.editingFinished.connect(self._take_typed)

    def _words_of(self, value: str) -> str:
        words = str(self.attribute.in_words(value))
        return words if self.attribute.open else words[:1].upper() + words[1:]

    def _guideline_of(self, place: int) -> str:
        option = self.attribute.option(self._ids[place])
        return option.guideline if option else ""

    def _take_typed(self) -> None:
        words = self.currentText().strip()
        if words == self._words:  # of options that share a name, it is the one that the field shows
            self._show(self._there)
            return
        self._words = words
        option = self.attribute.option_named(words)
        self._take(option.id if option else Option(name=words) if words else None)

    def _is_being_edited(self) -> bool:
        line = self.lineEdit()
        is_typed = line is not None and line.hasFocus() and line.text().strip() != self._words
        return is_typed or super()._is_being_edited()

    def _write(self, value: AttributeValue | None) -> None:
        with QSignalBlocker(self):
            option = str(value or "")
            for place in reversed(range(self._offered, len(self._ids))):
                if self._ids[place] != option:
                    self.removeItem(place)
                    del self._ids[place]
            if option not in self._ids:  # retired, or no option any more: shown where it was chosen
                self._ids.append(option)
                self.addItem(self._words_of(option))
            self.setCurrentIndex(self._ids.index(option))
            self._words = self.currentText().strip()


class ChoicesField(_Field, FieldButton):
    """Several of the options, ticked in a menu, which shows also meanwhile what others tick."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(_UNSAID, "field")
        self.attribute = attribute
        self._changed = changed
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._actions: dict[str, QAction] = {}  # by option id, from when the menu was first open
        self._menu.aboutToShow.connect(self._fill)
        self.drop(self._menu)

    def _fill(self) -> None:
        """Have an action for each option that is offered, or ticked: retired, or no option any more."""
        ticked = self._seen if isinstance(self._seen, tuple) else ()
        wanted = dict.fromkeys((*(option.id for option in self.attribute.offered), *ticked))
        for option in [*self._actions]:
            if option not in wanted:
                self._menu.removeAction(self._actions.pop(option))
        for option in wanted:
            if option not in self._actions:
                action = self._menu.addAction(on_button(str(self.attribute.in_words(option))))
                action.setCheckable(True)
                known = self.attribute.option(option)
                words = str(self.attribute.in_words(option))  # for an empty tip Qt takes the words for markup
                action.setToolTip(guideline_tip(known.guideline if known else "") or tip(words))
                action.triggered.connect(lambda: self._take(self._ticked()))
                self._actions[option] = action
            self._actions[option].setChecked(option in ticked)

    def _ticked(self) -> tuple[str, ...] | None:
        return tuple(option for option, action in self._actions.items() if action.isChecked()) or None

    def _write(self, value: AttributeValue | None) -> None:
        ticked = value if isinstance(value, tuple) else ()
        if self._menu.isVisible():
            self._fill()
        words = self.attribute.in_words(ticked)
        self.show_text(listed(words) if isinstance(words, tuple) and words else _UNSAID)


class YesNoField(_Combo):
    """Yes, no, or not said."""

    _VALUES = (None, True, False)

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__()
        self.attribute = attribute
        self._changed = changed
        self.addItems([_UNSAID, translated("Yes"), translated("No")])
        self.activated.connect(lambda place: self._take(self._VALUES[place]))

    def _write(self, value: AttributeValue | None) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(0 if value is None else 1 if value else 2)


class _LineField(_Field, QLineEdit):
    """A line whose text is read when the user leaves it or presses Enter; what cannot be read is put back."""

    def __init__(self, placeholder: str, attribute: Attribute, changed: Changed) -> None:
        super().__init__()
        self.attribute = attribute
        self.setPlaceholderText(placeholder)
        self._changed = changed
        self.editingFinished.connect(self._finish)

    def _finish(self) -> None:
        try:
            value = self.read(self.text().strip()) if self.text().strip() else None
        except ValueError:
            self._show(self._there)
        else:
            self._take(value)

    def read(self, text: str) -> AttributeValue:
        return text

    def written(self, value: AttributeValue) -> str:
        return str(value)

    def _is_being_edited(self) -> bool:
        return self.hasFocus() and self.text() != self._words(self._seen)

    def _write(self, value: AttributeValue | None) -> None:
        if (words := self._words(value)) != self.text():
            self.setText(words)
            self.setCursorPosition(0)

    def _words(self, value: AttributeValue | None) -> str:
        return "" if value is None else self.written(value)


class TextField(_LineField):
    """Words. They are taken whenever typing pauses, too, so that they outlive whatever ends the program."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(translated("Add…"), attribute, changed)
        pause = QTimer(self, singleShot=True, interval=_PAUSE)
        pause.timeout.connect(self._take_so_far)
        self.textEdited.connect(lambda: pause.start())
        self.editingFinished.connect(pause.stop)

    def _take_so_far(self) -> None:
        """Take what is typed by now, and leave it as it is: a blank at its end belongs to the next word."""
        value = self.text().strip() or None
        if value != self._seen:
            self._changed(value, self._seen)
            # Not before: where it is refused, what is typed stays, and is tried again when the field is left.
            self._seen = value


class _NumberOrNothing(QDoubleValidator):
    """Takes an empty field for finished, too."""

    def validate(self, text: str, place: int) -> object:
        return super().validate(text, place) if text else (QValidator.State.Acceptable, text, place)


class NumberField(_LineField):
    """A number, written with a point or the system's own sign."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(translated("Number"), attribute, changed)
        validator = _NumberOrNothing(self)
        validator.setLocale(QLocale.c())
        self.setValidator(validator)

    def read(self, text: str) -> AttributeValue:
        return number_of(text)

    def written(self, value: AttributeValue) -> str:
        return f"{value:g}" if isinstance(value, float | int) else str(value)


class DateField(_LineField):
    """A date, as 2026-11-22; a year or a month alone will do."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(translated(FORM), attribute, changed)

    def read(self, text: str) -> AttributeValue:
        if not is_date(text):
            raise ValueError(text)
        return text


Field = ChoiceField | ChoicesField | YesNoField | NumberField | DateField | TextField

_FIELDS: dict[AttributeKind, Callable[[Attribute, Changed], Field]] = {
    "choice": ChoiceField,
    "choices": ChoicesField,
    "yes/no": YesNoField,
    "number": NumberField,
    "date": DateField,
    "text": TextField,
}


def field_for(attribute: Attribute, changed: Changed) -> Field:
    """The field for this attribute's type."""
    field = _FIELDS[attribute.kind](attribute, changed)
    field.setAccessibleName(heading_of(attribute))
    field.setToolTip(guideline_tip(attribute.guideline))
    return field


def heading_of(attribute: Attribute) -> str:
    """The attribute's name as it stands before its field."""
    return attribute.name[:1].upper() + attribute.name[1:]
