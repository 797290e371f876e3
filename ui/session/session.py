"""The session: the library that is open, the article that is open, and what is selected in it.

Everything the window shows hangs on this one object. It hears the library's notices, keeps the open article and the
speakers up to date from them, and tells the parts of the window, by signal, what they have to repaint. Parts read
through it and change through `edit`; none of them holds a database object.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.base import garbage_collection
from desktop.base.errors import AtWork, Conflict, Gone, KnownError, Lost, StepRefused, Unreachable, Unwritable
from desktop.base.progress import Progress
from desktop.base.tracebacks import place_of
from desktop.base.translation import translated
from desktop.library import ArticleRow, Edit, Library, Notice, open_article
from desktop.library.undo import Which
from desktop.library.write_targets import refuse_as_target
from desktop.model.article import Change, OpenArticle
from desktop.model.article_filter import ALL_ARTICLES
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Article, Speaker
from desktop.model.speakers import SpeakersByName
from ui.session.messages import Messages, telling_what_was_typed
from ui.session.saved_state import SavedState
from ui.work.library_questions import LibraryQuestions
from ui.work.others_work import OthersWork
from ui.work.tasks import Tasks

Result = TypeVar("Result")

_REST = 300  # ms that an article is open before what the first gesture needs is made ready
_SETTLE = 80  # ms after which the parts that count and sum up follow a change
_IDLE = 2000  # ms after a change, without another

log = logging.getLogger(__name__)


class Session(QObject):
    """One library and at most one open article."""

    article_opened = Signal()  # another article is open, or none
    article_returned = Signal()  # one that was open before is so again, with what was selected in it
    article_changed = Signal(object)  # a Change: these annotations and attributions of the open article
    noticed = Signal(object)  # a Notice: somebody edited something, in whatever layer
    settled = Signal()  # a little after changes: time to count again
    article_lost = Signal(str)  # the open article was taken away, elsewhere or by an undo; the lists do not know yet
    at_rest = Signal()  # an article has been open for a moment: time to make ready what the first gesture needs
    selected_changed = Signal(str)  # the id of the annotation that is selected, or ""
    speakers_changed = Signal(object)  # ids of speakers; None: any of them, or one is gone
    codebook_changed = Signal()
    articles_changed = Signal(object)  # ids of articles that were added, changed or taken away; None: any of them
    counts_changed = Signal(object)  # ids of articles that have other claims now
    undo_changed = Signal()
    layer_changed = Signal()  # another layer is worked in, and shown
    done = Signal()  # something was, here

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.messages = Messages(self)
        self.saved = SavedState(library, self.messages, self.catch_up, self)
        self.tasks = Tasks(library.again, self)  # long work: one thing after the other, with progress and cancel
        self.tasks.ended.connect(self._release)
        self._layer = library.layer  # whose work is shown
        self.state: OpenArticle | None = None
        self.selected: str | None = None
        self.hides_suggestions = False  # in every article that is opened
        self.speakers: dict[str, Speaker] = {speaker.id: speaker for speaker in library.speakers()}
        self._by_name: SpeakersByName | None = None  # until it is asked for
        self.filter = ALL_ARTICLES  # what the list of articles shows, and in which order
        self.changed = False  # whether anything was written since the library was opened
        self._held = ""  # why no edit can be made just now, as a sentence
        self.undo_operation, self.redo_operation = library.next_operations()
        self._asking: list[LibraryQuestions] = []
        self._stale_rows: set[str] = set()
        self._left_with: dict[str, str | None] = {}  # what was selected in each article when another was opened
        self._unsubscribe = library.subscribe(self._hear)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settling.timeout.connect(self._settle)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._rest)
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self.at_rest)
        self.others = OthersWork(library, self.catch_up, self)

    def work_as(self, annotator: str) -> None:
        """Let the edits be this annotator's from now on, in a layer of their own; Undo and Redo take theirs, too."""
        if annotator != self.library.annotator:
            self.library.work_as(annotator)
            self._read_undo()
            self.undo_changed.emit()
            self._follow_layer()

    def work_in(self, layer: str) -> None:
        """Let the edits be parts of this layer, by its id, from now on; it alone is shown."""
        self.library.work_in(layer)
        self._follow_layer()

    def _follow_layer(self) -> None:
        """Show the layer that is worked in, where it is another one now."""
        if self.library.layer == self._layer:
            return
        self._layer = self.library.layer
        self._left_with.clear()
        article = self.article
        if article is not None:
            self.close_article()
            self.open_article(article.id)
        self.articles_changed.emit(None)
        self.speakers_changed.emit(None)
        self.layer_changed.emit()
        self.settled.emit()

    def questions(self) -> LibraryQuestions:
        """What asks the library so that no key has to wait, until the session stops."""
        asks = LibraryQuestions(self.library, self.tell_error, self)
        self._asking.append(asks)
        return asks

    def stop(self) -> None:
        """Hear and say nothing any more; the library stays open, for whoever opened it to close."""
        for asks in self._asking:
            asks.stop()
        self.others.stop()
        self._settling.stop()
        self._resting.stop()
        self._idle.stop()
        self._unsubscribe()

    # Reading

    @property
    def article(self) -> Article | None:
        return self.state.article if self.state else None

    @property
    def selected_annotation(self) -> Annotation | None:
        return self.state.annotations.get(self.selected or "") if self.state else None

    @property
    def selected_claim(self) -> Annotation | None:
        """The selected annotation, when it is a claim."""
        chosen = self.selected_annotation
        return chosen if chosen and self.state and self.state.is_claim(chosen) else None

    @property
    def speakers_by_name(self) -> SpeakersByName:
        if self._by_name is None:
            self._by_name = SpeakersByName(self.speakers.values())
        return self._by_name

    def hue_of(self, speaker: Speaker) -> int:
        """The hue of a speaker in the open article; without one, the speaker's own."""
        return self.state.hue_of(speaker) if self.state else speaker.hue

    def article_row(self, article_id: str) -> ArticleRow:
        """An article as the list shows it. That of the open article is not asked of the library."""
        if self.state is None or self.state.article.id != article_id:
            return self.library.article_row(article_id)
        progress = self.state.progress()
        return ArticleRow(self.state.article, progress.claims, progress.without_speaker, progress.suggestions)

    # Moving about

    def open_article(self, article_id: str, select: str | None = None) -> None:
        """Open this article."""
        if self.state is None or self.state.article.id != article_id:
            if self.state is not None:
                self._left_with[self.state.article.id] = self.selected
            with garbage_collection.paused():
                self.state = open_article.opened(self.library, article_id, self.speakers)
                self.state.hide_suggestions(self.hides_suggestions)
                self.selected = None
                self.article_opened.emit()
                self.selected_changed.emit("")
            self._resting.start()
            if not select and article_id in self._left_with:
                self.select(self._left_with[article_id])
                self.article_returned.emit()
        if select:
            self.select(select)

    def close_article(self) -> None:
        if self.state is not None:
            self.state, self.selected = None, None
            self.article_opened.emit()
            self.selected_changed.emit("")

    def select(self, annotation_id: str | None) -> None:
        if self.state is None or annotation_id not in self.state.annotations:
            annotation_id = None
        if annotation_id != self.selected:
            self.selected = annotation_id
            self.selected_changed.emit(annotation_id or "")

    def hide_suggestions(self, hide: bool) -> None:
        """Show no suggestions until they are shown again; they wait all the same."""
        if hide == self.hides_suggestions:
            return
        self.hides_suggestions = hide
        if self.state is not None:
            self.state.hide_suggestions(hide)
            if self.state.shown(self.selected) is None:
                self.select(None)
            self.article_changed.emit(Change(everything=True))
            self._settling.start()
            self._idle.start()

    def _rest(self) -> None:
        if isinstance(QApplication.focusWidget(), QLineEdit):  # whose next key is not to wait
            self._idle.start()
        else:
            garbage_collection.collect_when_idle()

    # Writing

    @contextmanager
    def edit(self, operation: Operation, typed: str = "") -> Iterator[Edit]:
        """One edit of the library; the window follows by the notice that it gives.

        Where it is refused, the error also tells what was `typed`.
        """
        with telling_what_was_typed(typed):
            self._refuse_if_held()
            with self.saved.while_saving(), self.library.edit(operation) as edit:
                yield edit

    def undo(self) -> Notice | None:
        self._refuse_if_held()
        with self.saved.while_saving(), garbage_collection.paused():
            notice = self.library.undo()
        self.follow(notice)
        return notice

    def redo(self) -> Notice | None:
        self._refuse_if_held()
        with self.saved.while_saving(), garbage_collection.paused():
            notice = self.library.redo()
        self.follow(notice)
        return notice

    def _pass_over(self, which: Which, step: int) -> None:
        self._refuse_if_held()
        with self.saved.while_saving():
            operation = self.library.pass_over(which, step)
        self.messages.tell_briefly(
            translated("“{words}” stays as it is; Undo and Redo pass over it.", words=operation.words())
        )

    def write_beside(
        self, title: str, work: Callable[[Library, Progress], Result], done: Callable[[Result], object]
    ) -> None:
        """Do this work beside the window, and then `done(result)`. Edits are refused meanwhile.

        One that came between the parts of a step would be under it, and neither could be undone.
        """
        if (running := self.tasks.current) is not None:
            raise AtWork(translated("Wait for this, or cancel it: {task}.", task=running.title))
        self._held = translated("Wait for this, or cancel it: {task}.", task=title)
        self.tasks.run(title, work, done)

    def _release(self) -> None:
        self._held = ""

    def _refuse_if_held(self) -> None:
        if self._held:
            raise AtWork(self._held)

    def follow(self, notice: Notice | None) -> None:
        """Open an article again when what was undone in it would otherwise not be seen, and one that came back."""
        if notice is None or not 1 <= len(notice.articles) <= 2:  # two: one that was put in another's place
            return
        if notice.layers and self.library.layer not in notice.layers:
            return
        if self.state is not None and notice.articles == {self.state.article.id}:
            return
        is_in_the_list_alone = bool(notice.changed) and notice.changed_kinds.isdisjoint({"annotation", "attribution"})
        there = list(self.library.articles_by_id(notice.articles))
        if len(there) == 1 and (not is_in_the_list_alone or notice.brings_articles):
            self.open_article(there[0])

    def tell_error(self, error: KnownError) -> None:
        """Say what was refused; after a Conflict with the others' work taken over, so that it can be seen."""
        if isinstance(error, Conflict):
            self.catch_up()
            self._follow_layer()
        if error.says_not_saved:
            self.saved.mark_unsaved(str(error))
        if isinstance(error, Unreachable):
            self.saved.mark_away(str(error))
        elif isinstance(error, Lost | Unwritable):
            self.saved.offer_copy(error)
        elif isinstance(error, AtWork):
            self.messages.tell_while_working(str(error))
        elif isinstance(error, StepRefused):
            self.messages.tell_until_done(
                str(error), translated("Leave it as it is"), lambda: self._pass_over(error.which, error.step)
            )
        else:
            self.messages.tell_until_done(str(error))

    def save_open_article(self, target: Path) -> None:
        """Make a library of the open article, where no more of this one is left."""
        if self.state is None:
            raise KnownError(translated("No article is open, so nothing is left that could be saved."))
        refuse_as_target(self.library.address, target)
        open_article.save(self.state, target)

    def keep_open_article(self) -> None:
        """Save the open article beside a library that was written over, where nobody can be asked where to."""
        if not (self.changed and self.state is not None and self.saved.lost and self.library.is_written_over):
            return
        try:
            target = open_article.save_beside(self.state, self.library.address)
            log.warning("the library was written over, and the open article is saved in %s", target)
        except KnownError as error:
            log.error("the library was written over, and the open article is lost: %s", place_of(error))

    # Hearing

    def catch_up(self) -> None:
        """Take over what other processes and worker threads wrote."""
        try:
            if self.saved.look_for_file():
                self.library.catch_up()
                self.others.listen()
                self.saved.mark_within_reach()
        except Unreachable as error:
            if not self.saved.away:  # else it says what was not saved, too
                self.saved.mark_away(str(error))
        except KnownError as error:  # busy just now, or its disk is away: the next look will tell
            log.warning("could not look for others' work: %s", place_of(error))

    def _hear(self, notice: Notice) -> None:
        self.changed = True
        if notice.ours:
            self.saved.mark_saved()
            self.done.emit()
        if notice.many or notice.speakers_changed:
            self._read_speakers(notice)
        if self.state is not None:
            self._update_article(self.state, notice)
        # Counts in the list may lag a little; which articles there are, and their status, may not.
        articles = frozenset(id for kind, id in notice.changed if kind == "article")
        if notice.many or articles:
            self.articles_changed.emit(None if notice.many else articles)
        if notice.codebook_changed:
            self.codebook_changed.emit()
        self.noticed.emit(notice)
        self._stale_rows.update(notice.articles)
        self._follow_undo(notice)
        self._settling.start()
        self._idle.start()

    def _follow_undo(self, notice: Notice) -> None:
        # After an edit of our own it is known what comes next; the library is asked only after anything else.
        if notice.ours and notice.kind == "edit":
            self.undo_operation, self.redo_operation = notice.operation, None
        else:
            self._read_undo()
        self.undo_changed.emit()

    def _read_undo(self) -> None:
        self.undo_operation, self.redo_operation = self.library.next_operations()

    def _read_speakers(self, notice: Notice) -> None:
        changed = [id for kind, id in notice.changed if kind == "speaker"]
        read = {id: notice.record("speaker", id, self.library.speaker) for id in changed}
        if notice.many or None in read.values():
            speakers = self.library.speakers()
            self.speakers.clear()  # and not another one: the open article has it, too
            self.speakers.update((speaker.id, speaker) for speaker in speakers)
            self._by_name = None
            self.speakers_changed.emit(None)
        else:
            for speaker in filter(None, read.values()):
                self.speakers[speaker.id] = speaker
                self.speakers_by_name.put(speaker)
            self.speakers_changed.emit(frozenset(changed))

    def _update_article(self, state: OpenArticle, notice: Notice) -> None:
        try:
            change = open_article.apply_notice(state, notice, self.library)
        except Gone:
            if not notice.ours:
                self.messages.tell(translated("“{article}” was deleted elsewhere.", article=state.article.title))
            if not notice.ours or notice.kind != "edit":  # whoever deletes it says what is opened next
                self.article_lost.emit(state.article.id)
            self.close_article()
            return
        except KnownError as error:
            self.messages.tell(str(error))
            self.close_article()
            return
        if change:
            if self.selected is not None and self.selected not in state.annotations:
                self.selected = None
                self.article_changed.emit(change)
                self.selected_changed.emit("")
            else:
                self.article_changed.emit(change)

    def _settle(self) -> None:
        stale, self._stale_rows = self._stale_rows, set()
        if stale:
            self.counts_changed.emit(frozenset(stale))
            self.library.checkpoint()
        self.settled.emit()
