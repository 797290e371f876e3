"""What commands can reach: the features and their panels, and what the window itself can do.

The main window is one. So commands name what they need, and the window knows the commands, but not the other way round.
"""

from typing import Protocol

from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.model.article import Progress
from ui.article_view.find_bar import FindBar
from ui.article_view.view import ArticleView
from ui.articles.controller import ArticlesController
from ui.articles.library_search import LibrarySearch
from ui.articles.panel import ArticlesPanel
from ui.base.settings import Appearance, ColourBy, Settings
from ui.files.controller import FilesController
from ui.labelling.claims_panel import ClaimsPanel
from ui.session import Session
from ui.speakers.controller import SpeakersController
from ui.speakers.panel import SpeakersPanel
from ui.suggestions.controller import SuggestionsController
from ui.suggestions.learning_controller import LearningController
from ui.suggestions.sure_ones import SureOnes


class Looks(Protocol):
    """How the window and the text look."""

    def dress(self, appearance: Appearance) -> None: ...
    def colour_by(self, mode: ColourBy) -> None: ...
    def snap(self, on: bool) -> None: ...
    def step_text_size(self, by: int) -> None: ...


class Dialogs(Protocol):
    """The windows about the program itself."""

    def preferences(self) -> None: ...
    def palette(self) -> None: ...
    def evaluation(self) -> None: ...
    def guide(self) -> None: ...
    def shortcuts(self) -> None: ...
    def about(self) -> None: ...
    def log_folder(self) -> None: ...


class Workspace(QMainWindow):
    """A window that commands work on."""

    settings: Settings
    session: Session
    progress: Progress | None
    view: ArticleView
    find_bar: FindBar
    search: LibrarySearch
    side: QSplitter
    articles: ArticlesPanel
    texts: ArticlesController
    files: FilesController
    claims: ClaimsPanel
    suggestions: SuggestionsController
    sure_ones: SureOnes
    learning: LearningController
    speakers: SpeakersPanel
    people: SpeakersController
    looks: Looks
    dialogs: Dialogs

    @property
    def can_label(self) -> bool:
        """Whether words are selected."""
        raise NotImplementedError

    def label_selection(self, label_id: str) -> None:
        raise NotImplementedError

    def choose_speaker(self) -> None:
        raise NotImplementedError

    def delete_selected(self) -> None:
        raise NotImplementedError

    def go_to_claim_without_speaker(self) -> None:
        raise NotImplementedError

    def show_details(self) -> None:
        raise NotImplementedError

    def find_in_article(self) -> None:
        raise NotImplementedError

    def toggle_articles(self) -> None:
        raise NotImplementedError

    def toggle_side(self) -> None:
        raise NotImplementedError

    def undo(self) -> None:
        raise NotImplementedError

    def redo(self) -> None:
        raise NotImplementedError
