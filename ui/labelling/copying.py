"""Claims of the open article to the clipboard: those in the selected words, the selected one, or all."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from desktop.base.translation import translated_plural
from ui.article_view.view import ArticleView
from ui.session.session import Session


class ClaimCopier(QObject):
    """Says which claims are meant, and copies them in a form of `desktop/exchange/citations.py`."""

    def __init__(self, session: Session, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._view = view

    @property
    def can_copy(self) -> bool:
        """Whether there is a claim to copy: asked for often."""
        state = self.session.state
        return state is not None and (state.progress().claims > 0 or self.session.selected_claim is not None)

    @property
    def claims(self) -> list[str]:
        """The ids of the claims that are meant, in text order."""
        state, selected = self.session.state, self.session.selected_claim
        if state is None:
            return []
        accepted = [claim for claim in state.places.claims() if claim.status == "accepted"]
        if words := self._view.selection:
            start, end = words[0].start, words[-1].end
            return [claim.id for claim in accepted if claim.start < end and claim.end > start]
        return [selected.id] if selected else [claim.id for claim in accepted]

    def copy(self, form: str) -> None:
        """Put the claims that are meant on the clipboard, and say how many they are."""
        from desktop.exchange import citations

        state, claims = self.session.state, self.claims
        if state is None:
            return
        if claims:
            pasted = citations.FORMS[form](*citations.of_article(self.session.library, state, claims))
            data = QMimeData()
            data.setText(pasted.text)
            if pasted.html:
                data.setHtml(pasted.html)
            QGuiApplication.clipboard().setMimeData(data)
        self.session.messages.tell_briefly(
            translated_plural("{count} claim is copied.", "{count} claims are copied.", len(claims))
        )
