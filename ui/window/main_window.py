"""The window's content: lays out its parts and ties them to one session. What the parts do is in the parts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.library import Library
from desktop.model.article import ArticleProgress
from desktop.model.text import Fragment
from ui.adjudication.controller import AdjudicationController
from ui.agreement.controller import AgreementController
from ui.article_view.caret import Caret
from ui.article_view.find_bar import FindBar
from ui.article_view.text_page import TextPage
from ui.article_view.view import ArticleView
from ui.articles.controller import ArticlesController
from ui.articles.language_button import LanguageButton
from ui.articles.library_search import LibrarySearch
from ui.articles.metadata_controller import MetadataController
from ui.articles.panel import ArticlesPanel
from ui.base.focus import FocusKeeper
from ui.base.message_bar import MessageBar, ProgressBar
from ui.base.panel_parts import EmptyState
from ui.base.plain_text import on_title_bar
from ui.base.settings import Settings
from ui.codebook.controller import CodebookController
from ui.codebook.files_controller import CodebookFilesController
from ui.codebook.guidelines_controller import GuidelinesController
from ui.commands.actions import Actions
from ui.commands.command import with_nameable
from ui.commands.context_menus import (
    ON_ANNOTATION,
    ON_ARTICLES,
    ON_SEVERAL_ARTICLES,
    ON_SPEAKERS,
    ON_SUGGESTION,
    ON_TEXT,
    ON_WORDS,
)
from ui.commands.menus.adjudication import DECISIONS
from ui.commands.workspace import Workspace
from ui.files.controller import FilesController
from ui.help.controller import HelpController
from ui.labelling.all_matches.controller import MatchesController
from ui.labelling.claims_panel import ClaimsPanel
from ui.labelling.controller import LabellingController
from ui.labelling.copying import ClaimCopier
from ui.labelling.details_panel import DetailsPanel
from ui.labelling.view_updates import ViewUpdates
from ui.layers.colleagues_controller import ColleaguesController
from ui.layers.controller import LayersController
from ui.proofreading.controller import ProofreadingController
from ui.session import Session
from ui.speakers.controller import SpeakersController
from ui.speakers.panel import SpeakersPanel
from ui.suggestions.controller import SuggestionsController
from ui.suggestions.learning_controller import LearningController
from ui.suggestions.sure_ones import SureOnes
from ui.window.layout import WindowLayout
from ui.window.leaving import Leaving
from ui.window.panel_sizes import PanelSizes
from ui.window.panes import Panes
from ui.window.preferences_controller import PreferencesController
from ui.window.status_bar import StatusLine
from ui.window.toolbar import ToolBar
from ui.window.undoing import Undoing

if TYPE_CHECKING:  # they are made when there is something to say
    from desktop.proofreading.checks import Finding
    from ui.adjudication.sheet import AdjudicationSheet
    from ui.article_view.legend import Legend

_SIZE = (1280, 800)
_LAID_OUT = 60  # ms after which the columns have their widths
_LOOK_FOR_BATCHES = 400  # ms between two looks at what a running import has added


class MainWindow(Workspace):
    """One library in one window."""

    closed = Signal()

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.settings: Settings = settings
        self.session: Session = Session(library, self)
        self.tasks = self.session.tasks
        self.progress: ArticleProgress | None = None

        self.view: ArticleView = ArticleView()
        self.articles: ArticlesPanel = ArticlesPanel(self.session)
        self.claims: ClaimsPanel = ClaimsPanel(self.session)
        self.details: DetailsPanel = DetailsPanel(self.session)
        self.speakers: SpeakersPanel = SpeakersPanel(self.session)
        self.sure_ones: SureOnes = SureOnes(self.session, settings)
        self.claims.add_below(self.sure_ones)
        self.text: TextPage = self.view.page
        self.caret: Caret = self.text.caret
        self.text_widgets: tuple[QWidget, ...] = (self.text, self.claims.list)
        self.side: QSplitter = QSplitter(Qt.Orientation.Vertical)
        self.find_bar: FindBar = FindBar()
        self._legend: Legend | None = None  # from when there is something to explain
        self.search: LibrarySearch = LibrarySearch(self.session)
        self.toolbar = ToolBar(library.name, self.search)
        self.message = MessageBar()
        self.progress_bar = ProgressBar()
        self.language_button = LanguageButton(self.session)
        self.status = StatusLine(self.language_button)
        self.labelling: LabellingController = LabellingController(self.session, self.view, self)
        self.copying: ClaimCopier = ClaimCopier(self.session, self.view, self)
        self.suggestions: SuggestionsController = SuggestionsController(self.session, self.sure_ones, settings, self)
        self._undoing = Undoing(self.session, self)
        self._undoing.undone.connect(self.suggestions.return_to)
        self.learning: LearningController = LearningController(self.session, self.suggestions, self)
        self.speakers_controller: SpeakersController = SpeakersController(self.session, self.speakers, settings, self)
        self.articles_controller: ArticlesController = ArticlesController(self.session, self.articles, settings, self)
        self.preferences: PreferencesController = PreferencesController(
            self.session, settings, self.view, self.toolbar, self
        )
        self.files: FilesController = FilesController(self.session, settings, self)
        self.colleagues: ColleaguesController = ColleaguesController(self.session, settings, self)
        self.leaving = Leaving(self.session, self, self.files.save_copy)
        self.metadata: MetadataController = MetadataController(self.session, settings, self)
        self.codebook: CodebookController = CodebookController(self.session, self)
        self.codebook_files: CodebookFilesController = CodebookFilesController(self.session, settings, self)
        self.guidelines: GuidelinesController = GuidelinesController(self.session, self)
        self.agreement: AgreementController = AgreementController(self.session, settings, self)
        self.adjudication: AdjudicationController = AdjudicationController(self.session, settings, self)
        self.proofreading: ProofreadingController = ProofreadingController(self.session, self)
        self.layers: LayersController = LayersController(self.session, settings, self)
        self.matches: MatchesController = MatchesController(self.session, self)
        self.help: HelpController = HelpController(self.session, settings, self)
        self.actions_: Actions = Actions(self)
        self._focus = FocusKeeper(self, self.take_keyboard)

        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self._welcome = self._make_welcome()
        self._layout = WindowLayout(
            self,
            above=self.toolbar,
            left=self.articles,
            over_the_text=(self.message, self.progress_bar, self.find_bar),
            pages=(self._welcome, self.view),
            right=self.side,
            in_right=(self.claims, self.details, self.speakers),
            below=self.status,
        )
        self.panel_sizes = PanelSizes(
            self.session, self._layout.columns, self.articles, self.side, self.view, self.details, self
        )
        self._fitting = QTimer(self, singleShot=True, interval=0)  # when the columns are laid out
        self._fitting.timeout.connect(self.panel_sizes.fit)
        self.view.width_wanted.connect(self._fitting.start)
        self._tie_parts()
        self._take_settings()
        self.actions_.fill(self.menuBar())
        self.toolbar.fill(self.actions_)
        self.toolbar.show_codebook(library.codebook.name)
        self._show_state()
        self._show_undo()

    # Layout

    def _make_welcome(self) -> EmptyState:
        welcome = EmptyState(
            translated("Open files or folders, drop them onto this window, or paste a text as an article."),
            (translated("Open articles…"), self.files.open_files),
            (translated("Paste a text…"), self.files.paste_article),
            (translated("Try the sample article"), self.files.open_sample),
        )
        welcome.layout().insertStretch(0, 1)  # type: ignore[union-attr]
        welcome.setProperty("surface", "page")
        welcome.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return welcome

    def _tie_parts(self) -> None:
        session = self.session
        session.article_opened.connect(self._show_article)
        ViewUpdates(session, self.view, self)  # after the page of the view is shown: so it is laid out once
        session.settled.connect(self._show_state)
        session.selected_changed.connect(lambda _: self.actions_.refresh())
        session.undo_changed.connect(self._show_undo)
        session.message.connect(self.message.say)
        session.of_the_program.connect(self.message.say_of_the_program)
        session.refused.connect(self.message.refuse)
        session.held_up.connect(self.message.say_while_at_work)
        session.done.connect(self.message.go_on)
        session.brief_message.connect(self.message.say_briefly)
        session.offered.connect(self.message.say)
        session.not_saved.connect(
            lambda words: self.message.say_for_now(words, translated("Save a copy…"), self.files.save_copy)
        )
        session.away_changed.connect(self._show_away)
        session.saved_changed.connect(self._show_saved)
        self.articles.opened.connect(session.open_article)
        self.articles.list.row_entered.connect(self.view.setFocus)
        self.files.copy_saved.connect(self.leaving.give_up)
        self.files.opened.connect(self.view.setFocus)
        self.articles.chosen_changed.connect(lambda: self.actions_.refresh())
        self.articles.menu_wanted.connect(self._show_menu_of_articles)
        self.claims.speaker_wanted.connect(self._accept_or_ask_speaker)
        self.view.entered.connect(self._accept_or_ask_speaker)
        self.sure_ones.accept_wanted.connect(self.suggestions.accept_sure_ones)
        self.sure_ones.reject_wanted.connect(self.suggestions.reject_unsure_ones)
        self.sure_ones.moved.connect(lambda: self.actions_.refresh())
        self.suggestions.nothing_found.connect(self._show_state)
        self.suggestions.opened.connect(self.view.setFocus)
        self.suggestions.suggestion_shown.connect(self._show_suggestion)
        self.learning.opened.connect(self.view.setFocus)
        self.suggestions.speaker_wanted.connect(self.labelling.ask_speaker)
        self.suggestions.reason_wanted.connect(self.labelling.questions.ask_reason)
        self.labelling.questions.reason_given.connect(self.suggestions.reject)
        self.details.accepted.connect(self.suggestions.accept)
        self.details.adjusted.connect(self.suggestions.adjust)
        self.details.rejected.connect(lambda: self.suggestions.reject())
        self.claims.opened.connect(self._open)
        self.claims.menu_wanted.connect(self._show_menu)
        self.claims.chosen_changed.connect(lambda: self.actions_.refresh())
        self.claims.answer_wanted.connect(self.labelling.questions.ask)
        self.details.relabel_wanted.connect(self.labelling.relabel)
        self.details.speaker_wanted.connect(
            lambda annotation_id, adding: self.labelling.ask_speaker(annotation_id, adding=adding)
        )
        self.details.source_removed.connect(self.labelling.remove_source)
        self.details.mention_speaker_removed.connect(self.labelling.remove_mention_speaker)
        self.details.part_removed.connect(self.labelling.remove_part)
        self.speakers.highlighted.connect(lambda speaker_id: self.view.highlight_speaker(speaker_id or None))
        self.speakers.chosen_changed.connect(lambda: self.actions_.refresh())
        self.speakers.menu_wanted.connect(
            lambda at: self.speakers_controller.show_menu(self.actions_.menu(*ON_SPEAKERS), at)
        )
        self.speakers_controller.article_wanted.connect(session.open_article)
        self.speakers_controller.claim_wanted.connect(session.open_article)
        self.closed.connect(self.speakers_controller.page.close)
        self.view.page.picked.connect(lambda _: self.speakers.clear_selection())
        self.view.opened.connect(self._open)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.carried.connect(self._put_down)
        self.view.zoomed.connect(self.preferences.step_text_size)
        self.search.chosen.connect(self.open_at)
        self.guidelines.opened.connect(self._put_beside)
        self.guidelines.closed.connect(self._leave_sheet)
        self.guidelines.article_wanted.connect(session.open_article)
        self.codebook.opened.connect(self._show_codebook)
        self.codebook.closed.connect(self._leave_codebook)
        self.codebook.article_wanted.connect(session.open_article)
        session.codebook_changed.connect(self._follow_codebook)
        self.agreement.place_chosen.connect(self._show_place)
        self.agreement.closed.connect(lambda: self.view.mark_search(()))
        self.closed.connect(self.agreement.dialog.close)
        self.layers.beside.shown.connect(self.view.show_layers)
        self.adjudication.opened.connect(self._settle)
        self.adjudication.closed.connect(self._leave_sheet)
        self.adjudication.places_shown.connect(self._show_places)
        self.adjudication.compared.connect(self.layers.beside.compare)
        self.adjudication.text_wanted.connect(self.view.setFocus)
        self.adjudication.merge_wanted.connect(lambda ids: self.speakers_controller.merge(ids, ""))
        self.adjudication.chosen_changed.connect(lambda: self.actions_.refresh())
        self.proofreading.finding_chosen.connect(self._show_finding)
        self.closed.connect(self.proofreading.dialog.close)
        self.matches.match_chosen.connect(lambda one: self.open_at(one.article, (one.at,), one.at))
        self.closed.connect(self.matches.dialog.close)
        self.help.hints_made.connect(self._layout.add_below_the_text)
        self.preferences.coloured.connect(self._show_legend)
        self.preferences.suggesting_chosen.connect(self.suggestions.suggest_when_opened)
        self.preferences.kept.connect(self.help.look_for_newer_version)
        self.find_bar.marked.connect(self.view.mark_search)
        self.find_bar.reached.connect(self.view.reveal)
        self.find_bar.all_wanted.connect(lambda sought: self.matches.open(sought, self.articles_controller.chosen))
        self.find_bar.marked.connect(lambda _: self.actions_.refresh())
        self.find_bar.closed.connect(self.view.setFocus)
        self.status.without_speaker_clicked.connect(lambda: self.labelling.go_to_claim_without_speaker())
        self.status.suggestions_clicked.connect(lambda: self.suggestions.step(1))
        self.status.undo_clicked.connect(self.undo)
        self.language_button.chosen.connect(self.articles_controller.set_language)
        self._batches = QTimer(self, interval=_LOOK_FOR_BATCHES)
        self._batches.timeout.connect(session.look_for_others)
        self.tasks.started.connect(self._task_started)
        self.tasks.progressed.connect(self.progress_bar.show_progress)
        self.tasks.ended.connect(self._task_ended)
        self.tasks.failed.connect(session.tell_error)
        self.progress_bar.cancelled.connect(self.tasks.cancel)

    def _take_settings(self) -> None:
        self._show_saved(self.session.unsaved)
        self._layout.columns.restoreState(self.settings.layout("columns"))
        self.side.restoreState(self.settings.layout("side"))

    # What is shown

    def open_last_article(self) -> None:
        """Open the article that was open when this library was last shown, else the first."""
        try:
            self.session.open_article(self.settings.last_article(self.session.library.address))
        except KnownError:  # it is gone, or none was open
            self.articles.step(1)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Have the keyboard where the work goes on: in the text, or without an article on what opens some."""
        if self.codebook.page is not None and self.codebook.is_open:
            self.codebook.page.take_keyboard()
        else:
            (self.view if self.session.state else self._welcome).setFocus()

    def _show_article(self) -> None:
        state = self.session.state
        self.find_bar.close_bar()
        self.message.leave()  # what it says was of the article before
        self._layout.show_page(self.view if state else self._welcome)
        if state is not None:
            self.settings.keep_last_article(self.session.library.address, state.article.id)
        self._show_state()

    def _show_state(self) -> None:
        state = self.session.state
        self.progress = state.progress() if state else None
        if self.codebook.is_open:
            self.status.show_codebook(self.codebook.words())
        else:
            self.status.show_progress(
                self.progress,
                goes_on=self.suggestions.is_all_settled and self.articles.model.total > 1,
                hidden=self.session.hides_suggestions,
            )
        self._show_legend()
        names = [state.article.title] if state else []
        names += [self.layers.elsewhere] if self.layers.elsewhere else []
        self.setWindowTitle(on_title_bar([*names, self.session.library.name, "Ascribe"]))
        self.actions_.refresh()

    def _put_beside(self, sheet: QWidget) -> None:
        self._layout.put_beside(sheet)
        self._fitting.start()

    def _settle(self, sheet: "AdjudicationSheet") -> None:
        """Have the sheet of differences beside the text; the keys that decide work in its list, too."""
        self.message.leave()
        self._put_beside(sheet)
        sheet.list.addActions([self.actions_[command_id] for command_id in DECISIONS])

    def _show_places(self, places: Sequence[Fragment]) -> None:
        self.view.mark_search(places)
        if places:
            self.view.reveal(places[0])
            if self._fitting.isActive():  # a sheet and lanes come, and the text is about to be laid out anew
                QTimer.singleShot(_LAID_OUT, self, lambda: self.view.reveal(places[0]))

    def _leave_sheet(self, sheet: QWidget) -> None:
        self._layout.take_away(sheet)
        self.panel_sizes.fit()
        self.take_keyboard()

    def toggle_legend(self) -> None:
        self.settings.shows_legend = not self.settings.shows_legend
        self._show_legend()
        self.actions_.refresh()

    def _show_legend(self) -> None:
        """Say what the marks mean, where there are some, until that is dismissed."""
        state = self.session.state
        is_wanted = self.settings.shows_legend and state is not None and bool(state.annotations)
        if is_wanted and self._legend is None:
            from ui.article_view.legend import Legend

            self._legend = Legend()
            self._legend.dismissed.connect(self.toggle_legend)
            self._layout.add_below_the_text(self._legend)
        if self._legend is not None:
            self._legend.show_colour_by(self.settings.colour_by)
            self._legend.setVisible(is_wanted)

    def _show_codebook(self) -> None:
        """Have the page of the codebook in the place of the toolbar and the columns."""
        page = self.codebook.page
        assert page is not None
        if not self._layout.has(page):
            shown = ("ready-codebooks", "import-codebook", "export-codebook", "undo", "redo")
            page.fill(*(self.actions_[command_id] for command_id in shown))
        self._layout.show_instead(page)
        self._show_state()

    def _leave_codebook(self) -> None:
        if self.codebook.page is not None:
            self._layout.show_again(self.codebook.page)
            self._show_state()
            self.message.leave()
            self.take_keyboard()

    def _follow_codebook(self) -> None:
        self.toolbar.show_codebook(self.session.library.codebook.name)
        self._show_state()

    def _show_suggestion(self, suggestion_id: str) -> None:
        """Have a suggestion in view. The keyboard goes into the text, unless it goes through the claims."""
        self.view.go_to(suggestion_id)
        if not self.claims.list.hasFocus():
            self.view.setFocus()

    def _show_away(self, sentence: str) -> None:
        if sentence:
            self.message.say_for_now(sentence, translated("Try again"), self.session.try_again)
        else:
            self.message.take_back()

    def _show_saved(self, unsaved: str) -> None:
        self.status.show_saved(read_only=self.session.library.read_only, unsaved=unsaved)
        if not unsaved:
            self.message.take_back()

    def _show_undo(self) -> None:
        self.status.show_undo(self.session.undo_operation)
        self.actions_.refresh()

    # What commands do

    def undo(self) -> None:
        self._undoing.undo()

    def redo(self) -> None:
        self._undoing.redo()

    def show_palette(self) -> None:
        self.actions_.show_palette()

    def show_shortcuts(self) -> None:
        self.actions_.show_shortcuts()

    @property
    def claims_without_speaker(self) -> int:
        return self.session.state.progress().without_speaker if self.session.state else 0

    def show_details(self) -> None:
        self.side.show()
        self.panel_sizes.fit()
        self.details.focus_first()

    def _accept_or_ask_speaker(self, annotation_id: str) -> None:
        """Enter: accept a suggestion, unless words are selected; of anything else ask for the speaker."""
        self.session.select(annotation_id)
        if self.suggestions.selected is None:
            self.labelling.ask_speaker(annotation_id)
        elif not self.view.selection:
            self.suggestions.accept()

    def _open(self, annotation_id: str) -> None:
        """A double click: put the keyboard on the speaker; of what has none, on the details."""
        self.session.select(annotation_id)
        if self.suggestions.selected:
            self.suggestions.adjust()
        elif with_nameable(self):
            self.labelling.ask_speaker(annotation_id)
        else:
            self.show_details()

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with what is selected in the text, at this place of the screen."""
        if self.labelling.can_label:
            offered: tuple[str, ...] = ON_WORDS
        elif self.suggestions.selected:
            offered = ON_SUGGESTION
        else:
            offered = ON_ANNOTATION if self.session.selected else ON_TEXT
        self.actions_.menu(*offered).popup(at)

    def _show_menu_of_articles(self, at: QPoint) -> None:
        offered = ON_SEVERAL_ARTICLES if self.articles_controller.count > 1 else ON_ARTICLES
        self.actions_.menu(*offered).popup(at)

    def choose_label(self) -> None:
        """Offer other labels for the selected annotation, by the caret; where there are none, say so."""
        if not self.labelling.other_labels():
            sentence = translated("The codebook has no other label that this annotation could have.")
            self.session.offer(sentence, translated("Edit codebook"), self.codebook.toggle)
            return
        place = self.text.cursorRect().bottomLeft()
        menu = self.actions_.relabelling_menu()
        menu.popup(self.text.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[0])

    def _put_down(self, mention_id: str, at: QPoint) -> None:
        """A mention was carried to a place of the screen: to a claim in the text or in the list."""
        if claim := self.view.claim_at(at) or self.claims.claim_at(at):
            self.labelling.show_source(mention_id, claim)

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane that can take it, or into the one before, round the window."""
        Panes(
            (self.articles, self.articles.list.setFocus),
            (self.view, self.view.setFocus),
            (self.claims, self.claims.list.setFocus),
            (self.details, self.details.focus_first),
            (self.speakers, self.speakers.list.setFocus),
            *([(sheet, sheet.list.setFocus)] if (sheet := self.adjudication.sheet) is not None else []),
        ).step(by)

    def find_in_article(self) -> None:
        if state := self.session.state:
            self.find_bar.start(state.text)

    def open_at(self, article_id: str, ranges: Sequence[Fragment], first: Fragment | None) -> None:
        """Open an article with these words marked, and the first of them on the screen."""
        self.session.open_article(article_id)
        self.view.mark_search(ranges)
        if first is not None:
            self.view.reveal(first)
        self.view.setFocus()

    def _show_place(self, article_id: str, ranges: Sequence[Fragment] | None) -> None:
        """Open an article at a difference of its annotators, or at its beginning."""
        self.open_at(article_id, ranges or (), ranges[0] if ranges else None)

    def _show_finding(self, finding: "Finding") -> None:
        """Open the article of a finding at its place, with the annotation selected."""
        self.session.open_article(finding.article, finding.annotation)
        self.view.reveal(finding.at)

    def toggle_articles(self) -> None:
        self.articles.setVisible(not self.articles.isVisible())
        self.panel_sizes.take_toggled(self.articles)
        self.panel_sizes.fit()

    def toggle_side(self) -> None:
        self.side.setVisible(not self.side.isVisible())
        self.panel_sizes.take_toggled(self.side)
        self.panel_sizes.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    # Long work

    def _task_started(self, title: str) -> None:
        self.progress_bar.start(title)
        self._batches.start()

    def _task_ended(self) -> None:
        self._batches.stop()
        self.progress_bar.hide()
        self.message.rest()
        self.session.catch_up()

    # Coming and going

    def come_forward(self, articles: list[Path]) -> None:
        """A second start: show this window, and take over its articles."""
        frame = self.window()
        frame.setWindowState((frame.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        frame.show()
        frame.raise_()
        frame.activateWindow()
        if articles:
            self.files.import_paths(articles)
        else:  # else who wanted a window of their own would wonder
            library = self.session.library
            self.session.tell_briefly(
                translated(
                    "{library} is open here already, as {annotator}.", library=library.name, annotator=library.annotator
                )
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # nobody else had a use for it
            self.speakers.clear_selection()
            self.take_keyboard()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.actions_.hear_keys()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.import_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leaving.may_close():
            event.ignore()
            return
        self.wind_up()
        event.accept()
        self.closed.emit()

    def wind_up(self) -> None:
        """End the work that is under way, and keep what would go with the window. From now on nothing is asked."""
        self.leaving.ask_no_more()
        self.tasks.stop()
        self.suggestions.stop()
        focus = QGuiApplication.focusObject()
        if isinstance(focus, QWidget):
            focus.clearFocus()  # a field that is being edited commits what it holds
        self.settings.keep_layout("columns", self._layout.columns.saveState())
        self.settings.keep_layout("side", self.side.saveState())
