"""A field for each type of attribute: one shape, so that the details panel knows only names and values.

Each field shows a value with `show_value` and calls `changed(value)` once when the user has chosen another; None means
that nothing is said.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtGui import QDoubleValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu

from desktop.model.dates import FORM, is_date
from desktop.model.records import AttributeValue
from desktop.model.scheme import Attribute, AttributeKind
from ui.labelling.form import FieldButton

Changed = Callable[[AttributeValue | None], None]

_UNSAID = "—"


class _Combo(QComboBox):
    """A combo box that lets the panel scroll instead of changing its value under the wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(_Combo):
    """One of the options; of an open attribute, also a new one."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__()
        self._changed = changed
        self._shown = ""
        self.setEditable(attribute.open)
        self.addItem("" if attribute.open else _UNSAID, "")
        for option in attribute.options:
            self.addItem(option[:1].upper() + option[1:] if not attribute.open else option, option)
        self.activated.connect(lambda: self._take(self._chosen()))
        if line := self.lineEdit():
            line.setPlaceholderText("Choose or type…")
            line.editingFinished.connect(lambda: self._take(self._chosen()))

    def _chosen(self) -> str:
        if not self.isEditable():
            return str(self.currentData() or "")
        return self.currentText().strip()

    def _take(self, value: str) -> None:
        if value != self._shown:
            self._shown = value
            self._changed(value or None)

    def show_value(self, value: AttributeValue | None) -> None:
        with QSignalBlocker(self):
            self._shown = str(value or "")
            place = self.findData(self._shown)
            if place < 0:
                self.addItem(self._shown, self._shown)
                place = self.count() - 1
            self.setCurrentIndex(place)


class ChoicesField(FieldButton):
    """Several of the options, ticked in a menu."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(_UNSAID, "field")
        self._changed = changed
        self._menu = menu = QMenu(self)
        for option in attribute.options:
            action = menu.addAction(option)
            action.setCheckable(True)
            action.triggered.connect(self._take)
        self.drop(menu)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(action.text() for action in self._menu.actions() if action.isChecked())

    def _take(self) -> None:
        self.show_text(", ".join(self._ticked()) or _UNSAID)
        self._changed(self._ticked() or None)

    def show_value(self, value: AttributeValue | None) -> None:
        ticked = value if isinstance(value, tuple) else ()
        for action in self._menu.actions():
            action.setChecked(action.text() in ticked)
        self.show_text(", ".join(ticked) or _UNSAID)


class YesNoField(_Combo):
    """Yes, no, or not said."""

    _VALUES = (None, True, False)

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__()
        self.addItems([_UNSAID, "Yes", "No"])
        self.activated.connect(lambda place: changed(self._VALUES[place]))

    def show_value(self, value: AttributeValue | None) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(0 if value is None else 1 if value else 2)


class _LineField(QLineEdit):
    """A line whose text is read when the user leaves it or presses Enter; what cannot be read is put back."""

    def __init__(self, placeholder: str, changed: Changed) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self._changed = changed
        self._shown: AttributeValue | None = None
        self.editingFinished.connect(self._take)

    def _take(self) -> None:
        try:
            value = self.read(self.text().strip()) if self.text().strip() else None
        except ValueError:
            self._write()
            return
        if value != self._shown:
            self._shown = value
            self._changed(value)

    def read(self, text: str) -> AttributeValue:
        return text

    def written(self, value: AttributeValue) -> str:
        return str(value)

    def show_value(self, value: AttributeValue | None) -> None:
        being_edited = self.hasFocus() and self.text() != self._words
        self._shown = value
        if not being_edited:
            self._write()

    def _write(self) -> None:
        if self._words != self.text():
            self.setText(self._words)
            self.setCursorPosition(0)

    @property
    def _words(self) -> str:
        return "" if self._shown is None else self.written(self._shown)


class TextField(_LineField):
    """Words."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__("Add…", changed)


class NumberField(_LineField):
    """A number, written with a point or the system's own sign."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__("Number", changed)
        validator = QDoubleValidator(self)
        validator.setLocale(QLocale.c())
        self.setValidator(validator)

    def read(self, text: str) -> AttributeValue:
        return float(text)

    def written(self, value: AttributeValue) -> str:
        return f"{value:g}" if isinstance(value, float | int) else str(value)


class DateField(_LineField):
    """A date, as 2026-11-22; a year or a month alone will do."""

    def __init__(self, attribute: Attribute, changed: Changed) -> None:
        super().__init__(FORM, changed)

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
    field.setToolTip(attribute.guideline)
    return field


def heading_of(attribute: Attribute) -> str:
    """The attribute's name as it stands before its field."""
    return attribute.name[:1].upper() + attribute.name[1:]
