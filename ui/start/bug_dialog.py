"""Tells of an error that is ours: what happened, with its trace, to be copied into a report."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.base.dialog import Dialog


class BugDialog(Dialog):
    """An unexpected error and its trace."""

    def __init__(self, parent: QWidget | None, trace: str, log_folder: str) -> None:
        super().__init__(parent, "Something went wrong", 640)
        self.add_words("Ascribe met an error that it did not expect. What was saved is safe.", "heading")
        self.add_words(f"The details below are in the log, too ({log_folder}). Please send them with a report.")
        self.trace = QPlainTextEdit(trace)
        self.trace.setProperty("kind", "field")
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName("Details of the error")
        self.trace.setMinimumHeight(220)
        self.column.addWidget(self.trace, 1)
        self.add_buttons(reject="Close")
        self.copy_button = self.add_action("Copy", lambda: QGuiApplication.clipboard().setText(trace))
