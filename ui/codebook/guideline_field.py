"""A guideline: read as Markdown shows it, written as Markdown is."""

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.base.translation import translated
from ui.base.plain_text import nothing_loaded

_READ = QTextDocument.MarkdownFeature.MarkdownDialectCommonMark | QTextDocument.MarkdownFeature.MarkdownNoHTML

_BETWEEN = 8  # paragraphs


class GuidelineField(QTextEdit):
    """Shows the words set; those that are typed, while it has the keyboard. Nothing that they name is loaded."""

    changed = Signal(str, str)  # what was typed, and what was there when typing began
    left = Signal()  # by Ctrl+Enter

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translated("Guideline"))
        self.setPlaceholderText(translated("No guideline yet. Write one here."))  # Qt shows one line
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self._there = self._seen = ""

    def show_words(self, words: str) -> None:
        """Shows this guideline; while another is being typed, afterwards."""
        self._there = words
        if not self.hasFocus() or self.isReadOnly():
            self._show_set()

    def _show_set(self) -> None:
        self.document().setMarkdown(self._there, _READ)
        block = self.document().begin()
        while block.isValid():  # Qt sets Markdown solid
            spaced = QTextBlockFormat()
            spaced.setBottomMargin(_BETWEEN)
            QTextCursor(block).mergeBlockFormat(spaced)
            block = block.next()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.isReadOnly():
            self._seen = self._there
            self.setPlainText(self._there)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason or self.isReadOnly():
            return
        typed, seen = self.toPlainText().strip(), self._seen
        if typed != seen.strip():
            self._there = typed
        self._show_set()
        if typed != seen.strip():
            self.changed.emit(typed, seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray | QImage:
        return nothing_loaded(kind)
