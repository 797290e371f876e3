"""What the dialogs share: a form, and a row of buttons that say what they do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import translated
from ui.base import keys
from ui.base.plain_text import PlainLabel, on_title_bar
from ui.base.reading_only import reads
from ui.base.typed_on import TypedOn

_FRAME = QSize(8, 40)  # of a window, about


class Dialog(QDialog):
    """A dialog of one column with buttons below. On a screen that it does not fit, the column scrolls."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(on_title_bar([title]))
        self.setMinimumWidth(width)
        self._typed_on = TypedOn(self)
        self._area: QScrollArea | None = None
        self._box: QDialogButtonBox | None = None
        self._whole = self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(12)

    @property
    def room(self) -> QSize:
        """What the screen has for a dialog, beside its frame and title bar."""
        return self.screen().availableSize() - _FRAME

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self._fit_screen()
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._typed_on.takes(event):
            return
        here = self.focusWidget()
        if keys.is_enter(event) and isinstance(here, QPushButton) and self._typed_on.is_gone_to(here):
            here.click()
        else:
            super().keyPressEvent(event)  # which presses the default button

    def fit_height(self) -> None:
        """Be as high as what is shown now needs; a dialog that is not shown yet will be so by itself."""
        if self.isVisible():
            self._scroll_if_too_large()
            needed = self._whole.totalHeightForWidth(self.width())
            if self._area is not None and self._box is not None:  # what scrolls has no height of its own
                needed = self.column.totalHeightForWidth(self.width()) + self._box.sizeHint().height() + 12
            self.resize(self.width(), min(needed, self.room.height()))

    def fit_width(self) -> None:
        """Be no narrower than what is shown needs, nor wider than the screen."""
        self._whole.activate()
        least = max(self.minimumWidth(), self._whole.totalMinimumSize().width())
        self.setMinimumWidth(min(least, self.room.width()))

    def _fit_screen(self) -> None:
        self.ensurePolished()
        self._scroll_if_too_large()
        self.setMinimumWidth(min(self.minimumWidth(), self.room.width()))
        wanted = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.sizeHint()
        if wanted != wanted.boundedTo(self.room):
            self.resize(wanted.boundedTo(self.room))

    def _scroll_if_too_large(self) -> None:
        room, layout = self.room, self._whole
        layout.activate()
        width = max(self.minimumWidth(), layout.totalMinimumSize().width())
        if width > room.width() or layout.totalHeightForWidth(min(width, room.width())) > room.height():
            self._scroll()

    def _scroll(self) -> None:
        """Let the column scroll, with the buttons below it in view."""
        if self._area is not None:
            return  # it does by now
        body = QWidget()
        body.setLayout(self.column)  # with all that is in it
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._whole = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        if self._box is not None:
            self.column.removeWidget(self._box)
            self._box.setContentsMargins(20, 0, 20, 12)
            outer.addWidget(self._box)
        self._area = area
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._reveal)
        outer.activate()  # else the dialog stays as large as it had to be

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Have in view what has the keyboard."""
        if self._area is not None and now is not None and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def add_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(form)
        return form

    def add_words(self, text: str, tone: str = "secondary") -> PlainLabel:
        words = PlainLabel(text)
        words.setProperty("tone", tone)
        words.setWordWrap(True)
        self.column.addWidget(words)
        return words

    def add_fault(self) -> None:
        """Room for a sentence that says why the dialog cannot be accepted as it is."""
        self._fault = self.add_words("")
        self._fault.hide()

    def show_fault(self, fault: str) -> None:
        """Say why the dialog cannot be accepted; where it can, `fault` is empty."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        if fault and self._whole.totalHeightForWidth(self.width()) > self.height():
            self.fit_height()
        self.accept_button.setEnabled(not fault)

    def add_buttons(self, accept: str = "", reject: str = "") -> None:
        """A button that says what accepting does, and one to leave (Cancel); the latter alone closes the dialog."""
        self._box = box = QDialogButtonBox()
        if accept:
            self.accept_button = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            self.accept_button.setDefault(True)
        leave = reads(QPushButton(reject or translated("Cancel")))
        leave.setAutoDefault(False)  # else Qt gives it Enter while the accepting button is grey
        box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        leave.setDefault(not accept)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        for button in box.buttons():
            self._typed_on.keep_from(button)
        self.column.addWidget(box)

    def add_button_row(
        self, left: Sequence[QPushButton], right: Sequence[QPushButton], default: QPushButton | None = None
    ) -> None:
        """Buttons of which this one is blue, and pressed by Enter wherever that means nothing else; or none."""
        row = QHBoxLayout()
        for button in left:
            row.addWidget(button)
        row.addStretch()
        for button in right:
            row.addWidget(button)
        for button in (*left, *right):
            button.setAutoDefault(False)
        if default is not None:
            default.setDefault(True)
        self.column.addLayout(row)

    def close_button(self) -> QPushButton:
        """A button for such a row, which closes the dialog."""
        close = QPushButton(translated("Close"))
        close.clicked.connect(self.reject)
        return close

    def add_action(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """One more button, beside those that close the dialog."""
        assert self._box is not None
        button = self._box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        return button
