"""The filter above the list of articles: words, a button for all else, and what of that is in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from ui.articles.words import in_words
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.filter_field import FilterField
from ui.base.panel_parts import MARGIN
from ui.base.plain_text import on_button, tip

_PAUSE = 150  # ms after a key, in which one may go on typing


class FilterRow(QWidget):
    """What is to be shown, as it is typed and chosen."""

    wanted = Signal(object)  # an ArticleFilter
    entered = Signal()  # the list is to have the keyboard

    def __init__(self, there_is: Callable[[], Mapping[str, Sequence[str]]]) -> None:
        """`there_is` gives the names that can be chosen, each time that the card opens."""
        super().__init__()
        self._there_is = there_is
        self._shown = ALL_ARTICLES
        self.field = FilterField(translated("Filter articles"), translated("Filter…"))
        self.more = tool_button("", name=translated("Filter and order"))
        self._dress()
        self.in_force = QPushButton()
        self.in_force.setProperty("kind", "link")
        self.in_force.setAccessibleName(translated("Remove the filter"))
        self.in_force.hide()
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 4, MARGIN, 8)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.in_force)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self.take_words)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.entered.connect(self.entered)
        self.more.clicked.connect(self.open_card)
        self.in_force.clicked.connect(lambda: self._want(ArticleFilter(words=self._shown.words)))
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.more.setIcon(theme.icon("filter"))

    def take_words(self) -> None:
        """Take what stands in the field for what is wanted, without waiting whether more is typed."""
        self._typing.stop()
        self._want(replace(self._shown, words=self.field.text().strip()))

    def open_card(self) -> None:
        """Let the user choose by what else the list is filtered, and its order: beside the list, which shows it."""
        from ui.articles.filter_card import FilterCard

        card = FilterCard(self, self._shown, self._there_is())
        card.chosen.connect(self._want)
        card.adjustSize()
        screen = self.screen().availableGeometry()
        beside = self.mapToGlobal(QPoint(self.width(), self.more.geometry().top()))
        right, bottom = screen.right() - card.width(), screen.bottom() - card.height()
        card.move(max(screen.left(), min(beside.x(), right)), max(screen.top(), min(beside.y(), bottom)))
        card.show()
        card.boxes["status"].setFocus()

    def _want(self, wanted: ArticleFilter) -> None:
        if wanted.words != self.field.text().strip():
            self.field.setText(wanted.words)
            self._typing.stop()
        self._shown = wanted
        words = in_words(wanted)
        self.in_force.setText(on_button(f"{words} ✕"))
        self.in_force.setToolTip(tip(translated("Remove: {filter}", filter=words)))
        self.in_force.setVisible(bool(words))
        self.wanted.emit(wanted)
