"""The panel of articles: which are open, which are done, and a way to each."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import translated, translated_plural
from desktop.model.records import ArticleStatus
from ui.articles.filter_row import FilterRow
from ui.articles.model import ROW_ROLE, ArticleModel, facts
from ui.articles.progress_chart import ProgressChart
from ui.base import theme
from ui.base.panel_parts import MARGIN, EmptyState, Heading, paint_line, paint_row_ground
from ui.base.row_list import RowDelegate, RowList
from ui.session.session import Session

_FOLLOWING: dict[ArticleStatus, ArticleStatus] = {  # what a click on an article's status makes of it
    "new": "in progress",
    "in progress": "done",
    "done": "new",
    "skipped": "new",
}
_ICON = 16
_TITLE_LEFT = MARGIN + _ICON + 9
_LINE = 17
_HEIGHT = 2 * _LINE + 16 + 18  # two lines of title, one of facts, and air


class _ArticleDelegate(RowDelegate):
    """Paints an article: its status, its title on at most two lines, the facts."""

    status_clicked = Signal(str)
    marked = ""  # the id of the open article, while others are selected with it

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        colors = theme.current()
        paint_row_ground(painter, option)
        if row.article.id == self.marked:
            paint_open(painter, option.rect)
        paint_status(painter, _status_rect(option.rect), row.article.status)
        title_font, facts_font = self.faces(option.font)
        left, width = option.rect.left() + _TITLE_LEFT, option.rect.width() - _TITLE_LEFT - MARGIN
        top = option.rect.top() + 9
        painter.setPen(colors.ink)
        lines = _two_lines(row.article.title, title_font, width)
        for number, line in enumerate(lines):
            paint_line(painter, QRect(left, top + number * _LINE, width, _LINE), line, title_font, colors.ink)
        facts_top = top + len(lines) * _LINE + 1
        paint_line(painter, QRect(left, facts_top, width, 16), facts(row), facts_font, colors.secondary)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and _status_rect(option.rect).adjusted(-6, -6, 6, 6).contains(event.position())
            and (row := index.data(ROW_ROLE)) is not None
        ):
            self.status_clicked.emit(row.article.id)
            return True
        return super().editorEvent(event, model, option, index)


def _status_rect(row: QRect) -> QRectF:
    return QRectF(row.left() + MARGIN, row.top() + 10, _ICON, _ICON)


def paint_status(painter: QPainter, rect: QRectF, status: ArticleStatus) -> None:
    """An open circle, a half filled one, a disc with a tick, or an open circle that is crossed out."""
    colors = theme.current()
    painter.setPen(QPen(colors.secondary, 1.2))
    painter.setBrush(colors.secondary if status == "done" else colors.page)
    painter.drawEllipse(rect.adjusted(0.6, 0.6, -0.6, -0.6))
    if status == "in progress":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.secondary)
        painter.drawPie(rect.adjusted(3.5, 3.5, -3.5, -3.5), 90 * 16, 180 * 16)
    elif status == "skipped":
        painter.drawLine(rect.topRight() + QPointF(-3.2, 3.2), rect.bottomLeft() + QPointF(3.2, -3.2))
    elif status == "done":
        painter.setPen(
            QPen(colors.panel, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        left, top = rect.left(), rect.top()
        painter.drawPolyline([QPointF(left + x, top + y) for x, y in ((4.8, 8.3), (7.2, 10.7), (11.4, 5.8))])


def paint_open(painter: QPainter, row: QRect) -> None:
    """A bar at the edge: among the selected articles, this is the open one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().accent)
    painter.drawRoundedRect(QRectF(row.left() + 8, row.top() + 8, 3, row.height() - 16), 1.5, 1.5)


def _two_lines(text: str, font: QFont, width: int) -> list[str]:
    """The text broken between words onto two lines; what is left over stays on the second, to be elided."""
    text = " ".join(text[:400].split())
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    units = text.encode("utf-16-le")
    first = units[: 2 * line.textLength()].decode("utf-16-le", "ignore")
    rest = text[len(first) :]
    return [first.rstrip(), rest] if rest.strip() else [first.rstrip()]


class ArticlesPanel(QWidget):
    """The library's articles, filtered, with their progress.

    One row that is selected is the open article's: selecting another opens that one. Several are selected without
    being opened, by Ctrl, Shift or a drag, for the commands that act on articles; the open article stays.
    """

    opened = Signal(str)  # an article's id
    chosen_changed = Signal()
    status_wanted = Signal(str, str)  # an article's id, the ArticleStatus it is to have
    menu_wanted = Signal(QPoint)  # for the selected articles, at this place on the screen

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.model = ArticleModel(session, self)
        self._opens_first = False  # once it is known what the filter shows
        self._heading = Heading(translated("Articles"))
        self.chart = ProgressChart()
        self.filter_row = FilterRow(lambda: session.library.what_articles_have())
        self.filter = self.filter_row.field
        self.list = self._make_list()
        self._nothing = EmptyState(translated("No articles yet."))
        self._none_found = EmptyState(translated("No article fits the filter."))

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.chart)
        column.addWidget(self.filter_row)
        self._stack = QStackedLayout()
        for widget in (self.list, self._nothing, self._none_found):
            self._stack.addWidget(widget)
        column.addLayout(self._stack, 1)

        self.filter_row.wanted.connect(self.model.show_only)
        self.filter_row.entered.connect(self._open_first)
        self.model.modelReset.connect(self._show_counts)
        self.model.modelReset.connect(self.show_current)
        self.model.asked.connect(self._follow_filter)
        self.model.rowsInserted.connect(self._show_counts)
        session.articles_changed.connect(lambda changed: self._show_counts())
        session.article_opened.connect(self.show_current)
        theme.changed.connect(self.list.viewport().update)
        self._show_counts()

    def _make_list(self) -> RowList:
        self._delegate = delegate = _ArticleDelegate()
        delegate.status_clicked.connect(self.step_status)
        articles = RowList(translated("Articles"), self.model, delegate)
        articles.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        articles.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        articles.customContextMenuRequested.connect(self._show_menu)
        articles.selectionModel().selectionChanged.connect(self._follow_selection)
        articles.clicked.connect(self._follow_selection)  # again, where an article could not be opened
        return articles

    def _follow_selection(self) -> None:
        chosen, article = self.chosen_count, self.session.article
        if chosen == 1:
            self.opened.emit(*self.chosen)
        elif chosen == 0:
            self.show_current()
        self._delegate.marked = article.id if article and chosen > 1 else ""
        self._show_counts()
        self.chosen_changed.emit()

    def _open_first(self) -> None:
        self.filter_row.take_words()
        self._opens_first = self.model.is_asking
        if self.model.total and not self.model.is_asking:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def _follow_filter(self) -> None:
        self._show_counts()
        if self._opens_first and not self.model.is_asking:
            self._open_first()

    def show_current(self) -> None:
        """Select the open article's row alone, without opening it again."""
        article, selection = self.session.article, self.list.selectionModel()
        place = self.model.find(article.id) if article else None
        if place is None:
            if selection.hasSelection():
                selection.clearSelection()
        elif self.list.currentIndex().row() != place or self.chosen_places != [range(place, place + 1)]:
            selection.setCurrentIndex(self.model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(self.model.index(place))

    def choose(self, ids: Sequence[str]) -> None:
        """Select these articles' rows, as far as the list has them, without opening any."""
        if self.chosen == list(ids):
            return
        chosen = QItemSelection()
        for places in self.model.places_of(ids):
            chosen.select(self.model.index(places.start), self.model.index(places.stop - 1))
        self.list.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, by: int) -> None:
        """Open the article `by` places further on."""
        article = self.session.article
        here = self.model.find(article.id) if article else None
        there = 0 if here is None else here + by
        if row := self.model.row(there):
            self.opened.emit(row.article.id)

    @property
    def has_articles(self) -> bool:
        """Whether the library has articles, those that are filtered out among them."""
        return any(self.model.by_status.values())

    @property
    def chosen_places(self) -> list[range]:
        """The selected rows: few ranges, however many rows they are."""
        return self.list.chosen_places

    @property
    def chosen_count(self) -> int:
        """How many articles are selected."""
        return self.list.chosen_count

    @property
    def chosen(self) -> list[str]:
        """The ids of the selected articles, in the order of the list."""
        return self.model.ids_at(self.chosen_places)

    def step_status(self, article_id: str) -> None:
        """Not started, in progress, done, and round again."""
        article = self.model.loaded_articles().get(article_id) or self.session.library.article(article_id)
        following = _FOLLOWING[article.status]
        self.status_wanted.emit(article_id, following)

    def _show_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))

    def _show_counts(self) -> None:
        counts, chosen = self.model.by_status, self.chosen_count
        total, done = sum(counts.values()), counts.get("done", 0)
        progress = translated("{done} of {total} done", done=done, total=total) if total else ""
        if self.model.filter.narrows:
            progress = translated("{count} of {total} shown", count=self.model.total, total=total)
        if self.model.is_asking:
            progress = translated("Filtering…")
        self.chart.show_counts(counts)
        self._heading.note = (
            translated_plural("{count} selected", "{count} selected", chosen) if chosen > 1 else progress
        )
        self.filter_row.setEnabled(self.has_articles)
        if self.model.total:
            self._stack.setCurrentWidget(self.list)
        else:
            self._stack.setCurrentWidget(self._none_found if self.model.filter.narrows else self._nothing)
