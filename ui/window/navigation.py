"""The ways to a place in an article: from a search, a check, a comparison, a difference, a suggestion."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.model.text import Fragment
from ui.article_view.view import ArticleView
from ui.session.session import Session

if TYPE_CHECKING:  # it is made when there is something to say
    from desktop.proofreading.checks import Finding

_LAID_OUT = 60  # ms after which the columns have their widths


class Navigation:
    """Opens articles at places, and marks these. Fragments count code points."""

    def __init__(self, session: Session, view: ArticleView) -> None:
        self._session = session
        self._view = view

    def open_at(self, article_id: str, ranges: Sequence[Fragment], first: Fragment | None) -> None:
        """Open an article with these words marked, and the first of them on the screen."""
        self._session.open_article(article_id)
        self._view.mark_search(ranges)
        if first is not None:
            self._view.reveal(first)
        self._view.setFocus()

    def open_difference(self, article_id: str, ranges: Sequence[Fragment] | None) -> None:
        """Open an article at a difference of annotators, or at its beginning, with one's own claim there selected."""
        self.open_at(article_id, ranges or (), ranges[0] if ranges else None)
        state = self._session.state
        self._session.select(state.claim_at(ranges[0].start) if state and ranges else None)

    def open_finding(self, finding: "Finding") -> None:
        """Open the article of a finding at its place, with the annotation selected."""
        self._session.open_article(finding.article, finding.annotation)
        self._view.reveal(finding.at)

    def mark(self, places: Sequence[Fragment], *, is_moving: bool) -> None:
        """Mark these in the open article, and have the first on the screen, also where the text is about to move."""
        self._view.mark_search(places)
        if places:
            self._view.reveal(places[0])
            if is_moving:
                QTimer.singleShot(_LAID_OUT, self._view, lambda: self._view.reveal(places[0]))
