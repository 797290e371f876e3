"""Opens the list of all matches, and labels those that are chosen there: one edit, and one undo takes it back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.base import garbage_collection
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.labelling import Match
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.find_in_text import Sought
from desktop.model.operations import Operation
from desktop.model.records import Speaker, new_id
from desktop.model.text import Fragment
from ui.base.one_dialog import OneDialog
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.labelling.all_matches.dialog import MatchesDialog

_MANY = 200  # matches that the window labels itself; more would hold it up
_AT_ONCE = 500  # that one edit of a task labels: others wait for it

_Places = Mapping[str, Sequence[Fragment]]  # what is to be labelled, by article


class MatchesController(QObject):
    """Between the session and the one list that may be open beside the window."""

    match_chosen = Signal(object)  # a Match, to be seen

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self.dialog: OneDialog[MatchesDialog] = OneDialog()
        self._is_stale = False  # any article may be another since the last look
        session.articles_changed.connect(self._hear_of_articles)
        session.counts_changed.connect(self._follow)
        session.settled.connect(self._look_where_stale)

    def open(self, sought: Sought, chosen: Sequence[str], speaker: Speaker | None = None) -> None:
        """List all matches; `chosen` are the selected articles, in which alone one may look."""
        from ui.labelling.all_matches.dialog import MatchesDialog

        self._is_stale = False
        library = self.session.library
        dialog = MatchesDialog(self._window, library.again, sought, library.codebook, self.session.speakers_by_name)
        dialog.show_places(self._places(chosen, everywhere_first=speaker is not None))
        if speaker:
            dialog.name(speaker)
        dialog.shown.connect(self.match_chosen)
        dialog.label_wanted.connect(self._label)
        self.dialog.show(dialog)
        dialog.look()
        dialog.list.setFocus()

    def open_for(self, speaker_id: str | None, chosen: Sequence[str]) -> None:
        """List where the name of a speaker stands, in all articles, to name the speaker there."""
        if speaker := self.session.speakers.get(speaker_id or ""):
            self.open(Sought(speaker.name, whole_words=True), chosen, speaker)

    def _places(self, chosen: Sequence[str], *, everywhere_first: bool) -> list[tuple[str, object]]:
        article = self.session.article
        places: list[tuple[str, object]] = [(translated("All articles"), None)]
        if len(chosen) > 1:
            words = translated_plural("{count} selected article", "{count} selected articles", len(chosen))
            places.insert(0, (words, tuple(chosen)))
        if article:
            places.insert(0, (translated("The open article"), (article.id,)))
        return places[::-1] if everywhere_first else places

    def _label(self, matches: Sequence[Match], label_id: str, speaker: Speaker | None) -> None:
        places: dict[str, list[Fragment]] = {}
        for match in matches:
            places.setdefault(match.article, []).append(match.at)
        label = self.session.library.codebook.label(label_id)
        count = len(matches)
        operation = partial(operations.label_matches, label.name)
        if speaker:
            operation = partial(operations.name_matches, speaker.name)
        if count <= _MANY:
            with garbage_collection.paused(), self.session.edit(operation(count)) as edit:
                _label_in(edit, places, label_id, _known(edit, speaker))
            self._tell(count)
            self._follow(places)
        else:
            work = partial(_in_parts, operation, places, label_id, speaker)
            self.session.tasks.run(operation(count).words(), work, lambda _: self._look_again(count))

    def _tell(self, count: int) -> None:
        told = translated_plural("{count} match was labelled.", "{count} matches were labelled.", count)
        self.session.messages.tell_briefly(told)

    def _look_again(self, count: int) -> None:
        self._tell(count)
        if self.dialog.shown is not None:
            self.dialog.shown.look()

    # What changes meanwhile, here or elsewhere

    def _hear_of_articles(self, articles: Collection[str] | None) -> None:
        self._is_stale = self._is_stale or articles is None

    def _follow(self, articles: Collection[str]) -> None:
        """Show how the matches in these articles are marked by now; the list stays where it is."""
        dialog = self.dialog.shown
        if dialog is None:
            return
        if dialog.is_working:  # it may have read them before they changed
            dialog.look()
        elif matches := [one for one in dialog.model.matches if one.article in articles]:
            dialog.model.mark(labelling.marked_by_now(self.session.library, matches))

    def _look_where_stale(self) -> None:
        if self._is_stale and self.dialog.shown is not None:
            self._is_stale = False
            self.dialog.shown.look()


def _known(edit: Edit, speaker: Speaker | None) -> Speaker | None:
    """The speaker as the library has it, added where it has none of this id."""
    if speaker is None or edit.speaker(speaker.id):
        return speaker
    return labelling.new_speaker(edit, speaker)


def _label_in(edit: Edit, places: _Places, label_id: str, speaker: Speaker | None) -> None:
    label = edit.codebook.label(label_id)
    for id, article in edit.articles_by_id(places).items():
        labelling.annotate_all(edit, article, edit.text(id), places[id], label, speaker)


def _in_parts(
    operation: Callable[[int], Operation],
    places: _Places,
    label_id: str,
    speaker: Speaker | None,
    library: Library,
    progress: Progress,
) -> None:
    """Label in some articles after the others, in edits that are undone together.

    `operation` says what it is called for a count: each part tells how many places were labelled by then.
    """
    group, done, total = new_id(), 0, sum(map(len, places.values()))
    waiting: dict[str, Sequence[Fragment]] = {}
    for id in (*places, ""):
        if waiting and (not id or sum(map(len, waiting.values())) >= _AT_ONCE):
            progress(done, total)
            done += sum(map(len, waiting.values()))
            with library.bulk_edit(operation(done), group) as edit:
                speaker = _known(edit, speaker)
                _label_in(edit, waiting, label_id, speaker)
            waiting = {}
        if id:
            waiting[id] = places[id]
    progress(total, total)
