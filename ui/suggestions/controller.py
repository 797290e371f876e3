"""Suggestions: made when an article opens or when they are asked for, gone through, accepted and rejected.

They are made off the window's thread, by the annotator "Ascribe": what the program proposes is nobody's to undo. For a
short article a worker thread does it, at once; for a long one, or many, `ascribe suggest` in a process, since the
window would feel that much work of a thread. What a person does with a suggestion is an edit of theirs like any other.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import labelling
from desktop.base import garbage_collection
from desktop.base.progress import Progress
from desktop.base.translation import Message, translated, translated_plural
from desktop.library import Edit, Library, Notice
from desktop.model import operations
from desktop.model.annotation_places import stepped, text_order
from desktop.model.article import OpenArticle
from desktop.model.operations import Operation
from desktop.model.records import ADJUDICATED, PROGRAM, SETTLED, Annotation, Article
from ui.base.annotation_wording import percent
from ui.base.settings import Settings
from ui.session.session import Session
from ui.suggestions import accept_or_reject_many
from ui.suggestions.sure_suggestions import SureSuggestions
from ui.work import command_process
from ui.work.tasks import Tasks

if TYPE_CHECKING:
    from desktop.suggest.proposing import Run

_REST = 250  # ms that an article must have been open: whoever steps through the list does not want them of each
_SHORT = 30_000  # characters: what takes less than a process needs to start
_ARGUMENTS = 500  # ids that a command is given: Windows takes 32,767 characters
_TITLE = Message("Suggesting quotations")

log = logging.getLogger(__name__)


class SuggestionsController(QObject):
    """Between the suggester, the library and what the window shows of suggestions."""

    nothing_found = Signal()  # the open article: nothing was found in it
    opened = Signal()  # another article, in which suggestions wait: it is to be worked in
    suggestion_shown = Signal(str)  # the id of the one that is selected now, to be seen
    speaker_wanted = Signal(str)  # of this annotation
    reason_wanted = Signal(str)  # for turning this one down

    def __init__(
        self,
        session: Session,
        sure_suggestions: SureSuggestions,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._settings = settings
        self._sure = sure_suggestions
        self._quiet = Tasks(self._open_as_program, self)
        self._in_vain: set[str] = set()  # articles in which nothing was found
        self._language = ""  # of the open article, as it was last looked through
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._suggest_of_itself)
        self._awaited = 0  # the step to be made as soon as there are suggestions
        session.article_opened.connect(self._arrive)
        session.articles_changed.connect(lambda _: self._heed_language())

    def stop(self) -> None:
        """Make no more suggestions, and wait until the worker has closed the library."""
        self._resting.stop()
        self._quiet.stop()

    @property
    def is_making(self) -> bool:
        """Whether suggestions for the open article are being made, or are about to be."""
        return self._resting.isActive() or self._quiet.current is not None

    def _arrive(self) -> None:
        self._awaited = 0
        self._language = self.session.article.language if self.session.article else ""
        self._resting.start()

    def _open_as_program(self) -> Library:
        return self.session.library.again(annotator=PROGRAM)

    # Making them

    def _suggest_of_itself(self) -> None:
        state = self.session.state
        if state is not None and self._lacks_suggestions(state):
            self._make(state)

    def _heed_language(self) -> None:
        """Suggest anew where the open article is in another language now: what the other rules found is taken away."""
        state = self.session.state
        if state is None or state.article.language == self._language:
            return
        self._language = state.article.language
        self._in_vain.discard(state.article.id)
        if self._may_write(state) and (self._settings.suggests or state.suggestions()):
            self._make(state)

    def _make(self, state: OpenArticle) -> None:
        self._quiet.cancel()  # what waits is for an article that is not open any more
        self._quiet.run(
            translated(_TITLE), partial(_suggest, state.article), partial(self._take_over, state.article.id)
        )

    def _take_over(self, article_id: str, made: "Run") -> None:
        self.session.catch_up()
        if not (made.new or made.kept):
            self._in_vain.add(article_id)
        if self.session.state is None or self.session.state.article.id != article_id:
            return
        awaited, self._awaited = self._awaited, 0
        if not awaited:
            made = self._without_told_languages(made)
        if remarks := made.remarks:
            self.session.messages.tell_briefly(" ".join(remarks))
        if not (made.new or made.kept):
            self.nothing_found.emit()
            if awaited and not remarks:
                self.session.messages.tell_briefly(translated("No quotations were found here. Press N to go on."))
        elif awaited and self.session.state.suggestions():
            self.step(awaited)

    def _without_told_languages(self, made: "Run") -> "Run":
        """What is said unasked: that Ascribe does not know a language once, for good. The status line has it, too."""
        known = self._settings.languages_told
        self._settings.keep_told(made.not_read)
        return replace(made, not_read=Counter({code: n for code, n in made.not_read.items() if code not in known}))

    def _lacks_suggestions(self, state: OpenArticle) -> bool:
        wanted = self._suggests_unasked and self._may_write(state)
        return wanted and state.article.id not in self._in_vain and not state.was_proposed_in()

    @property
    def _suggests_unasked(self) -> bool:
        """Whether suggestions are made when an article opens: not where what annotators made is settled."""
        return self._settings.suggests and self.session.library.layer != ADJUDICATED

    def _may_write(self, state: OpenArticle) -> bool:
        return not self.session.library.read_only and state.article.status not in SETTLED

    def suggest_when_opened(self, on: bool) -> None:
        """Make suggestions for each article that is opened from now on; the one that is open is not kept waiting."""
        self._settings.suggests = on
        self._suggest_of_itself()

    def look_again(self) -> None:
        """Look again where nothing was found: suggestions are made by something else now."""
        self._in_vain.clear()
        self._suggest_of_itself()

    def suggest(self, article_ids: Sequence[str]) -> None:
        """Make suggestions for these articles, also when they had some."""
        if len(article_ids) == 1:
            article = self.session.library.article(article_ids[0])
            self.session.tasks.run(
                translated(_TITLE), lambda _, progress: self._suggest_as_program(article, progress), self._tell
            )
        elif article_ids:
            self.session.tasks.run(
                translated(_TITLE), lambda library, progress: _in_parts(library, article_ids, progress), self._tell
            )

    def suggest_everywhere(self) -> None:
        """Make suggestions for all articles that are not done."""
        self.session.tasks.run(
            translated(_TITLE), lambda library, progress: _by_command(library, ["--open"], progress), self._tell
        )

    def _suggest_as_program(self, article: Article, progress: Progress) -> "Run":
        with self._open_as_program() as library:
            return _suggest(article, library, progress)

    def _tell(self, made: "Run") -> None:
        new, nothing = made.new, translated("Nothing new to suggest.")
        if made.remarks:
            found = translated_plural("{count} new suggestion.", "{count} new suggestions.", new)
            self.session.messages.tell(" ".join([found if new else nothing, *made.remarks]))
        elif not new:
            self.session.messages.tell_briefly(nothing)
        elif made.with_new > 1:
            self.session.messages.tell_briefly(
                translated_plural(
                    "{count} new suggestion in {articles} articles.",
                    "{count} new suggestions in {articles} articles.",
                    new,
                    articles=made.with_new,
                )
            )
        else:
            self.session.messages.tell_briefly(
                translated_plural(
                    "{count} new suggestion. Press N to go to it.",
                    "{count} new suggestions. Press N to go through them.",
                    new,
                )
            )

    # Going through them

    @property
    def selected(self) -> Annotation | None:
        """The suggestion that is selected, itself or by a part."""
        return self.session.state.suggestion_of(self.session.selected) if self.session.state else None

    @property
    def is_all_settled(self) -> bool:
        """Whether the open article had suggestions, or might have had some, and none of them waits any more."""
        state = self.session.state
        if state is None or state.progress().suggestions:
            return False
        return state.article.id in self._in_vain or state.was_proposed_in()

    def step(self, by: int) -> None:
        """Select and show the next suggestion of the open article, or the one before, round its end.

        When none of them waits any more, go on to the next article in which some do.
        """
        state = self.session.state
        if state is None:
            return
        self.session.hide_suggestions(False)
        here = self.selected or self.session.selected_annotation
        if suggestion := stepped(state.suggestions(), text_order(here) if here else None, by):
            self._show(suggestion)
        elif self.is_making and self._lacks_suggestions(state):
            self._awaited = by
        else:
            self.step_article(by)

    def step_article(self, by: int) -> None:
        """Open the next article with suggestions, or the one before, at its first one, or its last.

        Where suggestions are made when an article opens, one in which nobody has done anything yet counts too.
        """
        if self.session.article is None:
            return
        there = self.session.library.article_to_settle(
            self.session.article.id,
            by,
            among=self.session.filter,
            unseen=self._suggests_unasked,
            besides=self._in_vain,
        )
        if there is None:
            sentence = translated("No other article has open suggestions.")
            self.session.messages.tell(sentence, translated("Suggest for all articles"), self.suggest_everywhere)
            return
        self.session.open_article(there)
        self.session.select(None)  # what was selected when one was there before: it begins at the first suggestion
        self.opened.emit()
        self._resting.stop()  # whoever comes here for suggestions wants them at once
        self._suggest_of_itself()
        self.step(by)

    def _show(self, suggestion: Annotation) -> None:
        self.session.select(suggestion.id)
        self.suggestion_shown.emit(suggestion.id)

    def return_to(self, undone: Notice | None) -> None:
        """Select the suggestion that waits again, now that its acceptance or rejection is undone."""
        state, settled = self.session.state, (operations.accept(1), operations.reject())
        if undone is None or undone.operation not in settled or state is None:
            return
        ids = {id for kind, id in undone.changed if kind == "annotation"}
        waiting = [one for one in state.suggestions() if one.id in ids]
        if len(waiting) == 1:
            self._show(waiting[0])

    # Settling them

    def accept(self) -> None:
        """Accept the selected suggestion whole, and go on to the next."""
        if suggestion := self.selected:
            following = self._following(suggestion)
            self._accept(suggestion)
            self._go_on(following)

    def adjust(self) -> None:
        """Ask who said it: whoever is chosen accepts the selected suggestion, which stays selected."""
        if suggestion := self.selected:
            self.session.select(suggestion.id)
            self.speaker_wanted.emit(suggestion.id)

    def ask_reason(self) -> None:
        """Ask why the selected suggestion is turned down: the answer does it."""
        if suggestion := self.selected:
            self.session.select(suggestion.id)
            self.reason_wanted.emit(suggestion.id)

    def reject(self, reason: str = "") -> None:
        """Turn the selected suggestion down for good, perhaps for a reason, its note then, and go on to the next."""
        if suggestion := self.selected:
            from desktop.suggest import proposing

            following = self._following(suggestion)
            with self.session.edit(operations.reject()) as edit:
                proposing.reject(edit, suggestion)
                if reason:
                    edit.change(edit.current(suggestion), note=reason)
                self._begin_article(edit)
            self._go_on(following)

    def accept_sure(self) -> None:
        """Accept all suggestions of the open article that are sure enough, in one step."""
        from desktop.suggest import proposing

        if sure := self._sure.sure_suggestions():
            self._accept_or_reject_all(operations.accept, proposing.accept, sure)

    def reject_unsure(self) -> None:
        """Turn down for good all suggestions of the open article that are not sure enough, in one step."""
        from desktop.suggest import proposing

        if unsure := self._sure.unsure_suggestions():
            self._accept_or_reject_all(operations.reject_several, proposing.reject, unsure)

    def accept_or_reject_in(self, article_ids: Sequence[str], *, accepts: bool) -> None:
        """Accept what is sure enough in these articles, or turn down for good what is not, in one step."""
        from desktop.suggest import proposing

        least, count = self._sure.sure_from, len(article_ids)
        if accepts:
            title = translated_plural("Accept in {count} article", "Accept in {count} articles", count)
            ways = operations.accept, proposing.accept, lambda one: percent(one) > least
        else:
            title = translated_plural("Reject in {count} article", "Reject in {count} articles", count)
            ways = operations.reject_several, proposing.reject, lambda one: percent(one) <= least
        work = partial(accept_or_reject_many.in_articles, *ways, article_ids)
        self.session.write_beside(title, work, partial(self._tell_accepted_or_rejected, accepts))

    def _tell_accepted_or_rejected(self, accepts: bool, count: int) -> None:
        self.session.catch_up()
        if accepts:
            told = translated_plural("{count} suggestion was accepted.", "{count} suggestions were accepted.", count)
        else:
            told = translated_plural("{count} suggestion was rejected.", "{count} suggestions were rejected.", count)
        self.session.messages.tell_briefly(told)

    def _accept_or_reject_all(
        self,
        operation: Callable[[int], Operation],
        verb: accept_or_reject_many.AcceptOrReject,
        suggestions: Sequence[Annotation],
    ) -> None:
        article = self.session.article
        assert article is not None, "suggestions are those of the open article"
        if len(suggestions) > accept_or_reject_many.MANY:
            work = partial(accept_or_reject_many.in_parts, operation, verb, suggestions, article)
            title = operation(len(suggestions)).words()
            self.session.write_beside(title, work, lambda _: self.session.catch_up())
            return
        with garbage_collection.paused(), self.session.edit(operation(len(suggestions))) as edit:
            verb(edit, *suggestions)
            self._begin_article(edit)

    def _accept(self, *suggestions: Annotation) -> None:
        from desktop.suggest import proposing

        with garbage_collection.paused(), self.session.edit(operations.accept(len(suggestions))) as edit:
            proposing.accept(edit, *suggestions)
            self._begin_article(edit)

    def _begin_article(self, edit: Edit) -> None:
        if self.session.article is not None:
            labelling.start_article(edit, self.session.article)

    def _following(self, suggestion: Annotation) -> Annotation | None:
        waiting = self.session.state.suggestions() if self.session.state else []
        return stepped([one for one in waiting if one.id != suggestion.id], text_order(suggestion), 1)

    def _go_on(self, following: Annotation | None) -> None:
        if following is not None:
            self._show(following)
        else:  # so that one more Enter means nothing
            self.session.select(None)


def _suggest(article: Article, library: Library, progress: Progress) -> "Run":
    """Make suggestions for this article, in a worker's thread: it alone loads the suggester."""
    if article.length > _SHORT:
        return _by_command(library, [article.id], progress)
    from desktop.suggest.proposing import propose_in

    return propose_in(library, [article.id], progress)


def _in_parts(library: Library, article_ids: Sequence[str], progress: Progress) -> "Run":
    """Make suggestions for many articles, as many at a time as a system takes arguments of a command."""
    from desktop.suggest.proposing import Run

    whole, total = Run(), len(article_ids)
    for start in range(0, total, _ARGUMENTS):
        some = article_ids[start : start + _ARGUMENTS]
        whole.join(_by_command(library, some, partial(_further, progress, start, total)))
    return whole


def _further(progress: Progress, start: int, total: int, done: int, _: int) -> None:
    progress(start + done, total)


def _by_command(library: Library, arguments: Sequence[str], progress: Progress) -> "Run":
    """Make suggestions in a process of its own, which a worker's thread follows."""
    library.refuse_if_read_only()
    from desktop.suggest.proposing import Run

    own = ["suggest", "--annotator", PROGRAM, *library.as_arguments()]
    report = command_process.run(translated(_TITLE), library.address, [*own, *arguments], progress)
    return Run(report["new"], report["kept"], report["articles"], Counter(report["not_read"]), report["failed"])
