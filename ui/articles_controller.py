"""The open article marked, edited and deleted, each as one edit."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.records import ArticleStatus
from ui.desk import Desk, told
from ui.panels.articles import ArticlesPanel


class ArticlesController(QObject):
    """Between the panel of articles, their dialog and the library."""

    edited = Signal()  # what is known of the open article

    def __init__(self, desk: Desk, panel: ArticlesPanel, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self._panel = panel
        self._window = window

    def mark(self, status: ArticleStatus) -> None:
        if self.desk.article:
            self._panel.set_status([self.desk.article.id], status)

    @told
    def delete(self) -> None:
        """Delete the open article with its annotations, and open its neighbour. Undo brings all back."""
        if article := self.desk.article:
            place = self._panel.model.find(article.id) or 0
            with self.desk.edit("Delete article") as edit:
                labelling.delete_article(edit, article)
            if neighbour := self._panel.model.row(min(place, self._panel.model.total - 1)):
                self.desk.open_article(neighbour.article.id)

    @told
    def edit(self) -> None:
        """Let the user change what is known of the open article."""
        from ui.dialogs.article import ArticleDialog

        if article := self.desk.article:
            dialog = ArticleDialog(self._window, article)
            if dialog.exec():
                with self.desk.edit("Edit article") as edit:
                    edit.change(article, **dialog.changed())
                self.edited.emit()

    def filter(self) -> None:
        """Let the user type what the list is to hold."""
        self._panel.show()
        self._panel.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panel.filter.selectAll()
