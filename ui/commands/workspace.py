"""What commands need: of the window, and of each feature that has commands.

The features know nothing of it, nor it of them: whatever has these methods can be driven by the commands. `MainWindow`
ties the two.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.model.records import Annotation, ArticleStatus
from ui.base.settings import Appearance, ColourBy, Settings
from ui.session import Session


class Files(Protocol):
    """Articles in and out, libraries, backups."""

    def open_files(self) -> None: ...
    def open_folder(self) -> None: ...
    def paste_article(self) -> None: ...
    def open_library(self) -> None: ...
    def new_library(self) -> None: ...
    def export(self, chosen: Sequence[str] = ()) -> None: ...
    def back_up(self) -> None: ...
    def check(self) -> None: ...


class ArticlesPanel(Protocol):
    """The list of articles."""

    @property
    def has_articles(self) -> bool: ...
    def isVisible(self) -> bool: ...
    def step(self, by: int) -> None: ...


class Articles(Protocol):
    """What is done to the articles that are meant."""

    @property
    def chosen(self) -> list[str]: ...
    @property
    def count(self) -> int: ...
    def mark(self, status: ArticleStatus) -> None: ...
    def edit(self) -> None: ...
    def delete(self) -> None: ...
    def filter(self) -> None: ...


class Labelling(Protocol):
    """What is done to the selected words, or to the selected annotation."""

    @property
    def can_label(self) -> bool: ...
    def label_selection(self, label_id: str) -> None: ...
    def choose_speaker(self) -> None: ...
    def delete_selected(self) -> None: ...
    def go_to_claim_without_speaker(self) -> None: ...


class Suggestions(Protocol):
    """Suggestions made, gone through and settled."""

    @property
    def selected(self) -> Annotation | None: ...
    def suggest(self, article_ids: Sequence[str]) -> None: ...
    def suggest_everywhere(self) -> None: ...
    def suggest_when_opened(self, on: bool) -> None: ...
    def step(self, by: int) -> None: ...
    def step_article(self, by: int) -> None: ...
    def accept(self) -> None: ...
    def adjust(self) -> None: ...
    def reject(self) -> None: ...
    def accept_sure_ones(self) -> None: ...


class SureOnes(Protocol):
    """The suggestions that are sure enough."""

    count: int

    @property
    def title(self) -> str: ...


class Learning(Protocol):
    """Learning from the analyst's work."""

    def learn(self) -> None: ...
    def open_most_telling(self) -> None: ...
    def state(self) -> str: ...


class Evaluation(Protocol):
    """The comparison with gold."""

    def open(self) -> None: ...


class SpeakersPanel(Protocol):
    """The list of speakers."""

    @property
    def chosen(self) -> str | None: ...
    @property
    def chosen_count(self) -> int: ...
    @property
    def shows_whole_library(self) -> bool: ...
    def show_whole_library(self, whole: bool) -> None: ...
    def rename_chosen(self) -> None: ...


class Speakers(Protocol):
    """What is done to speakers."""

    def add(self) -> None: ...
    def edit_chosen(self) -> None: ...
    def merge_chosen(self) -> None: ...
    def delete_chosen(self) -> None: ...


class Codebook(Protocol):
    """The codebook, edited in the place of the text."""

    @property
    def is_open(self) -> bool: ...
    def toggle(self) -> None: ...
    def take_ready(self) -> None: ...
    def import_file(self) -> None: ...
    def export_file(self) -> None: ...


class Preferences(Protocol):
    """How the window and the text look."""

    def open(self, suggester: str) -> None: ...
    def set_appearance(self, appearance: Appearance) -> None: ...
    def colour_by(self, what: ColourBy) -> None: ...
    def snap(self, on: bool) -> None: ...
    def step_text_size(self, by: int) -> None: ...


class Help(Protocol):
    """The pages of help."""

    def guide(self) -> None: ...
    def about(self) -> None: ...
    def log_folder(self) -> None: ...


class FindBar(Protocol):
    """The search in the open article."""

    def isVisible(self) -> bool: ...
    def step(self, by: int) -> None: ...


class Search(Protocol):
    """The search in the library."""

    def start(self) -> None: ...


class Workspace(QMainWindow):
    """A window that commands work on."""

    settings: Settings
    session: Session
    text_widgets: Sequence[QWidget]  # in which the keys of the text work
    side: QWidget
    find_bar: FindBar
    search: Search
    files: Files
    articles: ArticlesPanel
    articles_controller: Articles
    labelling: Labelling
    suggestions: Suggestions
    sure_ones: SureOnes
    learning: Learning
    evaluation: Evaluation
    speakers: SpeakersPanel
    speakers_controller: Speakers
    codebook: Codebook
    preferences: Preferences
    help: Help

    @property
    def claims_without_speaker(self) -> int:
        """How many claims of the open article nobody is named for."""
        raise NotImplementedError

    def show_palette(self) -> None:
        raise NotImplementedError

    def show_shortcuts(self) -> None:
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
