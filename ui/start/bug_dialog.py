"""Tells of an error that is ours: what happened, with its trace, to be copied into a report."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.base.translation import translated, translated_plural
from ui.base.dialog import Dialog


class BugDialog(Dialog):
    """An unexpected error and its trace. What it shows is all that is copied."""

    def __init__(self, parent: QWidget | None, trace: str, log_folder: str) -> None:
        super().__init__(parent, translated("Something went wrong"), 640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_words(translated("Ascribe met an unexpected error. What was saved is safe."), "heading")
        self.add_words(
            translated(
                "The log has these details, too ({log_folder}). Please send them with a report.", log_folder=log_folder
            )
        )
        self.trace = QPlainTextEdit(trace)
        self.trace.setProperty("kind", "field")
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName(translated("Details of the error"))
        self.trace.setMinimumHeight(220)
        self.column.addWidget(self.trace, 1)
        self.count = self.add_words("")
        self.count.hide()
        self.add_buttons(reject=translated("Close"))
        self.copy_button = self.add_action(translated("Copy"), self._copy)

    def show_count(self, times: int) -> None:
        """Say how often the error was met by now."""
        self.count.setText(translated_plural("It happened {count} time.", "It happened {count} times.", times))
        self.count.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.trace.toPlainText())
