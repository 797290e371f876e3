"""The other articles that have much the same text as the open one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.base.translation import translated
from desktop.library import SameText
from ui.articles.words import likeness_in_words
from ui.base.dialog import Dialog
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip


class SameTextsDialog(Dialog):
    """A list of them, the most alike first; the chosen one is to be opened."""

    def __init__(self, parent: QWidget | None, others: Sequence[SameText]) -> None:
        super().__init__(parent, translated("Same text elsewhere"), 620)
        self._others = others
        self.list = QListWidget()
        self.list.setAccessibleName(translated("Articles with much the same text"))
        self.list.setProperty("kind", "choices")
        for one in others:
            words = likeness_in_words(one)
            item = QListWidgetItem(one_line(words), self.list)
            item.setToolTip(tip(words))
        if not others:
            self.list.hide()
            self.add_words(translated("No other article of the library has much the same text as the open one."))
            self.add_buttons(reject=translated("Close"))
            return
        self.add_words(
            translated(
                "These share at least half of their words with the open one, such as reports of the same agency."
            )
        )
        self.column.addWidget(self.list)
        self.add_buttons(translated("Open"), translated("Close"))
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.accept)

    @property
    def chosen(self) -> str:
        """The id of the article to open; empty for none."""
        row = self.list.currentRow()
        return self._others[row].article.id if 0 <= row < len(self._others) else ""
