"""Learning from the analyst's work, started, followed and cancelled in the window; and what is best done next.

The training itself holds Python's lock for half a second at a time, so it is done by `ascribe learn` in a process.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.library import Library
from ui.session.session import Session
from ui.suggestions.controller import SuggestionsController
from ui.work import command_process


class LearningController(QObject):
    """Between the window and what learns."""

    opened = Signal()  # the article to learn most from: it is to be worked in

    def __init__(
        self,
        session: Session,
        suggestions: SuggestionsController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._suggestions = suggestions

    def learn(self) -> None:
        """Learn from the articles that are done, and tell the result."""
        self.session.tasks.run(translated("Learning from your work"), _learn, self._tell)

    def _tell(self, learned: "Learned") -> None:
        if learned.in_use:
            self._suggestions.look_again()
            everywhere = self._suggestions.suggest_everywhere
            self.session.messages.tell(learned.sentence, translated("Suggest for all articles"), everywhere)
        else:
            self.session.messages.tell(learned.sentence)

    def state(self) -> str:
        """A sentence on what suggestions go by."""
        from desktop.suggest.learning.training_data import learnt_from

        try:
            learnt = learnt_from(self.session.library)
        except KnownError as error:
            return str(error)
        if learnt is None:
            return translated(
                "Suggestions come from the built-in rules. “Learn from my work” teaches Ascribe what you accept."
            )
        figures = learnt.figures
        return translated_plural(
            "Suggestions come from what Ascribe learnt from {count} article: {learnt}\N{NO-BREAK SPACE}% found, "
            "was {rules}\N{NO-BREAK SPACE}%.",
            "Suggestions come from what Ascribe learnt from {count} articles: {learnt}\N{NO-BREAK SPACE}% found, "
            "was {rules}\N{NO-BREAK SPACE}%.",
            round(figures["articles"]),
            learnt=round(figures["learnt"]),
            rules=round(figures["rules"]),
        )

    def open_most_telling(self) -> None:
        """Open the article that most would be learnt from: the one with the most doubtful suggestions."""
        self.session.tasks.run(translated("Looking for the article to learn most from"), _most_telling, self._open)

    def _open(self, article_id: str | None) -> None:
        if article_id is None:
            self.session.messages.tell_briefly(
                translated("No article has open suggestions. Use “Suggest for all articles” first.")
            )
        elif self.session.article is not None and self.session.article.id == article_id:
            self.session.messages.tell_briefly(translated("The open article is the one to learn most from."))
        else:
            self.session.open_article(article_id)
            self.opened.emit()


class Learned(NamedTuple):
    """What came of it."""

    sentence: str
    in_use: bool  # better than the rules, and used from now on


def _most_telling(library: Library, progress: Progress) -> str | None:
    from desktop.suggest.learning.training_data import next_to_annotate

    return next(iter(next_to_annotate(library, 1)), None)


def _learn(library: Library, progress: Progress) -> Learned:
    library.refuse_if_read_only()
    report = command_process.run(translated("Learning"), library.address, ["learn", *library.as_arguments()], progress)
    return Learned(report["outcome"], report["in_use"])
