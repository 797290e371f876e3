"""How far the library is, in numbers."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.base.translation import number, translated, translated_plural
from desktop.model.records import ArticleStatus
from ui.articles.progress_chart import ORDER, brush_of
from ui.articles.words import STATUS
from ui.base import theme
from ui.base.dialog import Dialog
from ui.base.plain_text import PlainLabel

_BAR = QSize(240, 12)


class ProgressDialog(Dialog):
    """A bar for each status, and what is left to do in the articles."""

    def __init__(
        self, parent: QWidget | None, counts: Mapping[ArticleStatus, int], claims: int, unnamed: int, waiting: int
    ) -> None:
        """`claims` are the accepted ones, `unnamed` those of them without a speaker, `waiting` the suggested ones."""
        super().__init__(parent, translated("Progress of the library"))
        total = sum(counts.values())
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        for row, status in enumerate(ORDER):
            count = counts.get(status, 0)
            how_many = PlainLabel(number(count))
            share = PlainLabel(translated("{share} %", share=round(100 * count / total) if total else 0))
            rows.addWidget(PlainLabel(translated(STATUS[status])), row, 0)
            rows.addWidget(_Bar(status, count / total if total else 0), row, 1)
            for column, label in ((2, how_many), (3, share)):
                label.setProperty("tone", "secondary")
                rows.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(rows)
        self.add_words(translated_plural("{count} article.", "{count} articles.", total))
        self.add_words(
            translated_plural("{count} claim.", "{count} claims.", claims)
            + " "
            + translated_plural("{count} is without a speaker.", "{count} are without a speaker.", unnamed)
            + " "
            + translated_plural("{count} suggestion waits.", "{count} suggestions wait.", waiting)
        )
        self.add_buttons(reject=translated("Close"))


class _Bar(QWidget):
    def __init__(self, status: ArticleStatus, share: float) -> None:
        super().__init__()
        self._status, self._share = status, share
        self.setFixedSize(_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(theme.current().secondary)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.fillRect(QRectF(1, 1, (self.width() - 2) * self._share, self.height() - 2), brush_of(self._status))
