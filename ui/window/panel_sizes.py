"""How large the panes are: an empty one gives its room away; in a narrow window the articles do so before the text.

Where a sheet stands beside the text, and even that is not enough, the claims and speakers do so, too.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.article_view.view import ArticleView
from ui.session.session import Session

_YIELDS_AFTER = 1000  # ms without a selection; from one annotation to the next, nothing jumps


@dataclass
class _Panel:
    """One that folds away where there is no room for it, and comes back."""

    widget: QWidget
    is_folded: bool = False  # by us, and not by the user
    is_held: bool = False  # by the user, who has it shown where there is no room for it

    @property
    def is_shown(self) -> bool:
        return not self.widget.isHidden()

    def take_toggled(self) -> None:
        self.is_folded, self.is_held = False, self.is_shown

    def fold(self, *, fits: bool) -> None:
        if fits:
            self.is_held = False
            if self.is_folded:
                self.is_folded = False
                self.widget.show()
        elif not (self.is_folded or self.is_held) and self.is_shown:
            self.is_folded = True
            self.widget.hide()

    @property
    def least(self) -> int:
        """The pixels it needs; none where the user has hidden it."""
        return self.widget.minimumWidth() if self.is_shown or self.is_folded else 0


class PanelSizes(QObject):
    """Lays out what the columns of a window have, as the window and the size of the text change."""

    def __init__(
        self,
        session: Session,
        columns: QSplitter,
        articles: QWidget,
        side: QWidget,
        view: ArticleView,
        details: QWidget,
        parent: QWidget,
    ) -> None:
        """`columns` have the articles, the text and the panels at the side, of which `details` are one."""
        super().__init__(parent)
        self._articles, self._side = _Panel(articles), _Panel(side)
        self.session = session
        self._columns = columns
        self._view = view
        self._details = details
        self._taken: dict[int, int] = {}  # pixels that the text has of the panels, by their place; they get them back
        columns.splitterMoved.connect(lambda *_: self._taken.clear())  # as wide as the user wants them
        self._taken_before: dict[int, int] | None = None  # before a sheet stood beside the text; None without one
        self._yielding = QTimer(self, singleShot=True, interval=_YIELDS_AFTER)
        self._yielding.timeout.connect(self._follow_selection)
        self._fitting = QTimer(self, singleShot=True, interval=0)  # when the columns are laid out
        self._fitting.timeout.connect(self.fit)
        view.width_wanted.connect(self.fit_soon)
        session.selected_changed.connect(self._show_details)
        session.article_opened.connect(lambda: self._yielding.start())
        view.page.selection_made.connect(lambda _: self._yielding.start())
        details.setVisible(session.selected is not None)

    # The details

    def _show_details(self, selected: str) -> None:
        if selected:
            self._details.show()
        else:
            self._yielding.start()

    def _follow_selection(self) -> None:
        if self.session.selected is not None:
            self._details.show()
        elif not self._view.selection:  # else these words are about to be marked: they would be back at once
            self._details.hide()

    # The columns

    def toggle(self, toggled: QWidget) -> None:
        """Show or hide a panel, as the user wants it: so it stays until there is room for all again."""
        toggled.setVisible(not toggled.isVisible())
        for panel in (self._articles, self._side):
            if panel.widget is toggled:
                panel.take_toggled()
        self.fit()

    def fit_soon(self) -> None:
        """Fit the columns once they are laid out."""
        self._fitting.start()

    @property
    def are_to_be_fitted(self) -> bool:
        """Whether the columns are about to be fitted, so that the text moves."""
        return self._fitting.isActive()

    def fit(self) -> None:
        """Give the text the width for a line of `LEAST_LINE` characters, of the panels' and then of the articles'."""
        room, least = self._columns.width(), self._view.least_width
        others = (self._columns.widget(place) for place in range(3, self._columns.count()))
        sheets = sum(one.minimumWidth() for one in others if one is not None and one.isVisibleTo(self._columns))
        self._follow_sheets(bool(sheets))
        self._articles.fold(fits=room - self._articles.widget.minimumWidth() - self._side.least - sheets >= least)
        articles = self._articles.widget.minimumWidth() if self._articles.is_shown else 0
        self._side.fold(fits=not sheets or room - articles - self._side.widget.minimumWidth() - sheets >= least)
        self._columns.refresh()  # their sizes with those that are shown now
        self._squeeze(least)

    def _follow_sheets(self, are_shown: bool) -> None:
        """With the last sheet goes what was taken for it: the layout has put the columns back as they were."""
        if are_shown and self._taken_before is None:
            self._taken_before = dict(self._taken)
        elif not are_shown and self._taken_before is not None:
            self._taken, self._taken_before = self._taken_before, None

    def _squeeze(self, least: int) -> None:
        """Take from the panels what the text lacks, from both alike, and not below what they need; or give it back."""
        sizes = self._columns.sizes()
        lacking = least - sizes[1]
        if lacking > 0:
            panels = ((0, self._articles.widget), (2, self._side.widget))
            spare = {place: max(sizes[place] - panel.minimumWidth(), 0) for place, panel in panels}
        else:
            spare = {place: -taken for place, taken in self._taken.items() if sizes[place]}
        share = min(1.0, abs(lacking) / max(abs(sum(spare.values())), 1))
        for place, most in spare.items():
            given = round(most * share)
            sizes[place] -= given
            sizes[1] += given
            self._taken[place] = self._taken.get(place, 0) + given
        if spare:
            self._columns.setSizes(sizes)
