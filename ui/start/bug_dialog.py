"""Tells of an error that is ours: what happened, with its trace, to be copied into a report."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.base.translation import translated
from ui.base.dialog import Dialog


class BugDialog(Dialog):
    """An unexpected error and its trace."""

    def __init__(self, parent: QWidget | None, trace: str, log_folder: str) -> None:
        super().__init__(parent, translated("Something went wrong"), 640)
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
        self.add_buttons(reject=translated("Close"))
        self.copy_button = self.add_action(translated("Copy"), lambda: QGuiApplication.clipboard().setText(trace))
