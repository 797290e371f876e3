"""A combo box whose words end in an ellipsis where there is no room for them; Qt would cut them."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ui.base.eliding import elided
from ui.base.plain_text import tip


class ElidingCombo(QComboBox):
    """Its tool tip has the words whole, above what it says anyway."""

    _about = ""  # what the tool tip says anyway

    def shown_words(self) -> str:
        """As many of the words as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return elided(self.fontMetrics(), self.currentText(), room.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_words()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def setToolTip(self, words: str) -> None:
        self._about = words
        super().setToolTip(words)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            words = self.currentText()
            super().setToolTip(self._about if self.shown_words() == words else tip(words) + self._about)
        return super().event(event)
