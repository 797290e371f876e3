"""Where each part of the window is: three columns between a toolbar and a status line, or a page instead of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.base.message_bar import hairline

_COLUMNS = 3  # the articles, the text, the panels; sheets beside them come after these
_BESIDE = 280  # px that a sheet beside the text has at first


class WindowLayout:
    """The layout of a window of these parts; in the middle column, one of the `pages` is shown."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        above: QWidget,
        left: QWidget,
        over_the_text: QWidget,
        below_the_text: Sequence[QWidget],
        pages: Sequence[QWidget],
        right: QSplitter,
        in_right: Sequence[QWidget],
        below: QWidget,
    ) -> None:
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self._pages = QStackedWidget()
        self._without_sheet: list[int] = []  # the sizes of the columns before sheets stood beside them
        # From the outside in: Qt styles again what moves into another widget, and all that is in it.
        whole, middle = QWidget(), QWidget()
        window.setCentralWidget(whole)
        line = hairline()
        self._whole = _fill_column(whole, above, line, self.columns, hairline(), below)
        self._of_the_text = (above, line, self.columns)
        _fill_splitter(self.columns, (left, middle, right), (1, 2, 1), (285, 645, 350))
        _fill_splitter(right, in_right, (5, 5, 3), (340, 300, 200))
        self._middle = _fill_column(middle, over_the_text, self._pages, *below_the_text)
        for page in pages:
            self._pages.addWidget(page)
        left.setMinimumWidth(200)
        right.setMinimumWidth(220)
        middle.setMinimumWidth(280)
        for part, least in zip(in_right, (80, 50, 60), strict=True):
            part.setMinimumHeight(least)

    def show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)

    def add_below_the_text(self, widget: QWidget) -> None:
        self._middle.addWidget(widget)

    def put_beside(self, sheet: QWidget) -> None:
        """Have a column on the right, in room that the text gives away, or else the panels."""
        if self.columns.indexOf(sheet) < 0:
            sheet.hide()
            self.columns.addWidget(sheet)
            self.columns.setStretchFactor(self.columns.count() - 1, 0)
        if not self._sheets_shown():
            self._without_sheet = self.columns.sizes()[:_COLUMNS]
        sheet.show()
        sizes = self.columns.sizes()
        sizes[self.columns.indexOf(sheet)] = _BESIDE
        sizes[1] = max(sizes[1] - _BESIDE, 0)
        self.columns.setSizes(sizes)

    def take_away(self, sheet: QWidget) -> None:
        """Have that column no more; without any, the others as they were before, with what the panels gave away."""
        sizes = self.columns.sizes()
        sizes[1] += sizes[self.columns.indexOf(sheet)]
        sheet.hide()
        if not self._sheets_shown():
            sizes[:_COLUMNS] = self._without_sheet
        self.columns.setSizes(sizes)

    def _sheets_shown(self) -> bool:
        sheets = (self.columns.widget(place) for place in range(_COLUMNS, self.columns.count()))
        return any(one is not None and one.isVisibleTo(self.columns) for one in sheets)

    def has(self, page: QWidget) -> bool:
        """Whether this page was shown instead of the columns before."""
        return self._whole.indexOf(page) >= 0

    def show_instead(self, page: QWidget) -> None:
        """Have a page in the place of the toolbar and the columns."""
        if not self.has(page):
            page.hide()
            self._whole.insertWidget(0, page, 1)
        self._swap(self._of_the_text, (page,))

    def show_again(self, page: QWidget) -> None:
        """Have the toolbar and the columns where this page was."""
        self._swap((page,), self._of_the_text)

    def _swap(self, old: Sequence[QWidget], new: Sequence[QWidget]) -> None:
        for widget in old:
            widget.hide()  # before the others are shown, so that nothing is laid out at half its height
        for widget in new:
            widget.show()
        self._whole.activate()


def _fill_splitter(splitter: QSplitter, parts: Sequence[QWidget], shares: Sequence[int], sizes: Sequence[int]) -> None:
    """Put the parts in; `shares` say which grow with the window."""
    for place, (part, share) in enumerate(zip(parts, shares, strict=True)):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, share)
    splitter.setSizes(sizes)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)


def _fill_column(column: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Put widgets one below the other; splitters and stacks take the room that is left."""
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, isinstance(widget, QSplitter | QStackedWidget))
    return layout
