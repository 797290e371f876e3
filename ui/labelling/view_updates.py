"""From changes of the open article to what the view shows: the way back of `controller.py`."""

from PySide6.QtCore import QObject

from ui.article_view.view import ArticleView, Place
from ui.session.session import Session


class ViewUpdates(QObject):
    """Listens to a session, and lets the article view repaint what changed, and only that."""

    def __init__(self, session: Session, view: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._view = view
        self._shown: str | None = None  # the id of the article that the view shows
        self._places: dict[str, Place] = {}  # where each article was left, by its id
        session.article_opened.connect(self._show_article)
        session.article_returned.connect(self._return)
        session.article_changed.connect(view.follow)
        session.articles_changed.connect(self._update_facts)
        session.speakers_changed.connect(self._update_speakers)
        session.codebook_changed.connect(self._show_annotations_anew)

    def _show_article(self) -> None:
        if self._shown is not None:
            self._places[self._shown] = self._view.place
        state = self.session.state
        self._shown = state.article.id if state else None
        if state:
            self._view.show_annotators({one.name: one.hue for one in self.session.library.annotators()})
            self._view.show_article(state)
        else:
            self._view.clear()

    def _return(self) -> None:
        """Have the article on the screen as it was left."""
        if self._shown in self._places:
            self._view.return_to(self._places[self._shown])

    def _update_facts(self, changed: frozenset[str] | None) -> None:
        article = self.session.article
        if article is not None and (changed is None or article.id in changed):
            self._view.show_facts()

    def _update_speakers(self, changed: frozenset[str] | None) -> None:
        if self.session.state is not None:
            self._view.show_speakers()

    def _show_annotations_anew(self) -> None:
        if self.session.state is not None:
            self._view.show_anew()
