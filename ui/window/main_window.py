"""The window's content: lays out its parts and ties them together. What the parts do is in the parts."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.library import Library
from desktop.model.article import ArticleProgress
from ui.base.focus import FocusKeeper
from ui.base.plain_text import on_title_bar
from ui.base.reading_only import READ_ONLY, keep_from_writing
from ui.base.settings import Settings
from ui.commands.actions import Actions
from ui.commands.command import with_nameable
from ui.commands.context_menus import ON_SPEAKERS, on_articles, on_selection
from ui.commands.menus.adjudication import ON_DIFFERENCE
from ui.labelling.view_updates import ViewUpdates
from ui.window.claims_room import ClaimsRoom
from ui.window.dropped_files import DroppedFiles
from ui.window.layout import WindowLayout
from ui.window.leaving import Leaving
from ui.window.legend_strip import LegendStrip
from ui.window.long_work import LongWork
from ui.window.messages import show_messages
from ui.window.navigation import Navigation
from ui.window.panel_sizes import PanelSizes
from ui.window.panes import Panes
from ui.window.parts import Parts
from ui.window.sheets import Sheets
from ui.window.undoing import Undoing
from ui.window.welcome import welcome_page

_SIZE = (1280, 800)


class MainWindow(Parts):
    """One library in one window."""

    closed = Signal()

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self.progress: ArticleProgress | None = None
        self._navigation = Navigation(self.session, self.view)
        self._undoing = Undoing(self.session, lambda: self.codebook.is_open, self)
        self._undoing.undone.connect(self.suggestions.return_to)
        self.leaving = Leaving(self.session, self, self.files.save_copy)
        self.actions_: Actions = Actions(self)
        self._focus = FocusKeeper(self, self.take_keyboard)

        self.setObjectName("window")
        self.resize(*_SIZE)
        self._welcome = welcome_page(self.files)
        self._layout = WindowLayout(
            self,
            above=self.toolbar,
            left=self.articles,
            over_the_text=self.find_bar,
            below_the_text=(self.message, self.progress_bar),
            pages=(self._welcome, self.view),
            right=self.side,
            in_right=(self.claims, self.details, self.speakers),
            below=self.status,
        )
        self.panel_sizes = PanelSizes(
            self.session, self._layout.columns, self.articles, self.side, self.view, self.details, self
        )
        self._sheets = Sheets(self, self._layout, self.panel_sizes, self.actions_)
        self._legend = LegendStrip(self.session, settings, self._layout, self.toggle_legend)
        ClaimsRoom(self.side, self.claims.list, self.sure_suggestions, self)
        LongWork(self.session, self.progress_bar, self)
        self.message.would_move = self.progress_bar.would_move = self.view.would_move
        self.dropped_files = DroppedFiles(self)
        self.dropped_files.dropped.connect(self.files.import_paths)
        self._tie_parts()
        self._take_settings()
        self.actions_.fill(self.menuBar())
        self.toolbar.fill(self.actions_)
        self.toolbar.show_codebook(library.codebook.name)
        self._show_state()
        self._show_undo()

    # How the parts are tied

    def _tie_parts(self) -> None:
        session = self.session
        session.article_opened.connect(self._show_article)
        ViewUpdates(session, self.view, self)  # after the page of the view is shown: so it is laid out once
        session.settled.connect(self._show_state)
        session.selected_changed.connect(lambda _: self.actions_.refresh())
        session.undo_changed.connect(self._show_undo)
        session.undo_changed.connect(self._show_who)  # undo is an annotator's own
        show_messages(session, self.message, self.files.save_copy)
        session.saved.changed.connect(self._show_saved)
        session.saved.saving.connect(self._show_saving)
        self.articles.opened.connect(session.open_article)
        self.articles.list.row_entered.connect(self.view.setFocus)
        self.files.copy_saved.connect(self.leaving.give_up)
        self.files.opened.connect(self.view.setFocus)
        self.articles.chosen_changed.connect(lambda: self.actions_.refresh())
        self.articles.menu_wanted.connect(self._show_menu_of_articles)
        self.claims.speaker_wanted.connect(self._accept_or_ask_speaker)
        self.view.entered.connect(self._accept_or_ask_speaker)
        self.sure_suggestions.accept_wanted.connect(self.suggestions.accept_sure)
        self.sure_suggestions.reject_wanted.connect(self.suggestions.reject_unsure)
        self.sure_suggestions.moved.connect(lambda: self.actions_.refresh())
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
        self.search.chosen.connect(self._navigation.open_at)
        self.guidelines.article_wanted.connect(session.open_article)
        self._sheets.turned.connect(self._show_state)
        self._sheets.left.connect(self.take_keyboard)
        self.codebook.article_wanted.connect(session.open_article)
        session.codebook_changed.connect(self._follow_codebook)
        self.actions_.gave_way.connect(self.codebook.tell_whose_keys_they_were)
        self.agreement.place_chosen.connect(self._navigation.open_difference)
        self.agreement.closed.connect(lambda: self.view.mark_search(()))
        self.closed.connect(self.agreement.dialog.close)
        self.layers.beside.shown.connect(self.view.show_layers)
        self.adjudication.menu_wanted.connect(lambda at: self.actions_.menu(*ON_DIFFERENCE).popup(at))
        self.adjudication.places_shown.connect(
            lambda places: self._navigation.mark(places, is_moving=self.panel_sizes.are_to_be_fitted)
        )
        self.adjudication.compared.connect(self.layers.beside.compare)
        self.adjudication.text_wanted.connect(self.view.setFocus)
        self.adjudication.merge_wanted.connect(lambda ids: self.speakers_controller.merge(ids, ""))
        self.adjudication.chosen_changed.connect(lambda: self.actions_.refresh())
        self.proofreading.finding_chosen.connect(self._navigation.open_finding)
        self.closed.connect(self.proofreading.dialog.close)
        self.matches.match_chosen.connect(lambda one: self._navigation.open_at(one.article, (one.at,), one.at))
        self.closed.connect(self.matches.dialog.close)
        self.help.hints_made.connect(self._layout.add_below_the_text)
        self.preferences.coloured.connect(self._legend.follow)
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
        self.status.who_clicked.connect(self._ask_who)
        self.language_button.shown.connect(self.status.fit)
        self.language_button.chosen.connect(self.articles_controller.set_language)

    def _take_settings(self) -> None:
        self._show_saved(self.session.saved.why_not)
        self._layout.columns.restoreState(self.settings.layout("columns"))
        self.side.restoreState(self.settings.layout("side"))

    # What is shown

    def open_last_article(self) -> None:
        """Open the article that was open when this library was last shown, else the first."""
        if last := self.settings.last_article(self.session.library.address):
            with suppress(KnownError):  # it is gone
                self.session.open_article(last)
        if self.session.state is None:
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
        self.message.leave_view()  # what it says was of the article before
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
        self._show_who()
        self._legend.follow()
        names = [state.article.title] if state else []
        names += [self.layers.elsewhere] if self.layers.elsewhere else []
        self.setWindowTitle(on_title_bar([*names, self.session.library.name, "Ascribe"]))
        self.actions_.refresh()

    def toggle_legend(self) -> None:
        self.settings.shows_legend = not self.settings.shows_legend
        self._legend.follow()
        self.actions_.refresh()

    def _follow_codebook(self) -> None:
        self.toolbar.show_codebook(self.session.library.codebook.name)
        self._show_state()

    def _show_suggestion(self, suggestion_id: str) -> None:
        """Have a suggestion in view. The keyboard goes into the text, unless it goes through the claims."""
        self.view.go_to(suggestion_id)
        if not self.claims.list.hasFocus():
            self.view.setFocus()

    def _show_saving(self, is_saving: bool) -> None:
        if is_saving:
            self.status.show_saving()
        else:
            self._show_saved(self.session.saved.why_not)

    def _show_saved(self, unsaved: str) -> None:
        read_only = self.session.library.read_only
        self.status.show_saved(read_only=read_only, unsaved=unsaved)
        self.view.refuse_labels(translated(READ_ONLY) if read_only else "")
        keep_from_writing(self._welcome, where=read_only)

    def _show_undo(self) -> None:
        self.status.show_undo(self.session.undo_operation)
        keep_from_writing(self.status, where=self.session.library.read_only)
        self.actions_.refresh()

    def _show_who(self) -> None:
        self.status.show_who(self.session.library.annotator, self.layers.elsewhere)

    # What commands do

    def _ask_who(self) -> None:
        """Lead to where it is chosen who works here: one's name, or in another's layer the layer."""
        if self.layers.elsewhere:
            self.layers.open()
        else:
            self.preferences.open(self.learning.state(), at_name=True)

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
        self.actions_.menu(*on_selection(self)).popup(at)

    def _show_menu_of_articles(self, at: QPoint) -> None:
        self.actions_.menu(*on_articles(self)).popup(at)

    def choose_label(self) -> None:
        """Offer other labels for the selected annotation, below its words; where there are none, say so."""
        if not self.labelling.other_labels():
            sentence = translated("The codebook has no other label that this annotation could have.")
            self.session.messages.tell(sentence, translated("Edit codebook"), self.codebook.toggle)
            return
        self.view.select(self.session.selected, reveal=True)
        below = self.view.place_of(self.session.selected or "").bottomLeft().toPoint()
        menu = self.actions_.relabelling_menu()
        menu.popup(self.view.mapToGlobal(below))
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

    def toggle_articles(self) -> None:
        self.panel_sizes.toggle(self.articles)

    def toggle_side(self) -> None:
        self.panel_sizes.toggle(self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel_sizes.fit_soon()

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
            self.session.messages.tell_briefly(
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
