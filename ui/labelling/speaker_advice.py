"""Whom to offer when the speaker of an annotation is asked for: what the open article and the library tell.

The article is read by the rules before somebody asks: when it has been open for a moment, and where the mouse is
pressed in a long one, of which only the stretch around that is read.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.model.records import Annotation, Source
from desktop.model.sentences import Points
from desktop.model.speaker_choices import MOST, SpeakerChoices
from desktop.model.text import Fragment, Fragments
from ui.session.session import Session

if TYPE_CHECKING:  # the suggester is not loaded at start
    from desktop.suggest.article_reading import Reading

Suggested = Sequence[tuple[Source, Annotation | None]]


class SpeakerAdvice(QObject):
    """Keeps the reading of the open article."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: Reading | None = None
        self._used: list[str] = []
        session.article_opened.connect(self._forget)

    def _forget(self) -> None:
        self._reading = None

    def get_ready(self) -> None:
        """Read the article from its beginning; the first time, see who speaks most in the library."""
        if not self._used:
            self._used = self._session.library.speakers_most_used(MOST)
        self._session.speakers_by_name.get_ready()
        self.read_around(0, 0)
        import desktop.suggest.who_said_it  # noqa: F401 - loaded now, or the first label would wait for that

    @property
    def points(self) -> Points | None:
        """What is known of the points of the open article's language, once it was read."""
        return self._reading.language if self._reading else None

    def read_around(self, start: int, end: int) -> "Reading | None":
        """Read what stands around these code points of the open article, unless it is read already."""
        from desktop.suggest.article_reading import read

        state = self._session.state
        if state is not None and (self._reading is None or not self._reading.serves(start, end)):
            self._reading = read(state.text, state.article.language, start, end)
        return self._reading

    def reported(self, start: int, end: int) -> list[Fragment]:
        """What is reported around these code points, as the rules find it: claims without quotation marks, too."""
        reading = self.read_around(start, end)
        spans = (span for one in reading.found for span in one.contents) if reading else ()
        found = (reading.fragment(span) for span in spans) if reading else ()
        return [one for one in found if one.start <= start and end <= one.end]

    def suggested_for(self, fragments: Fragments) -> Suggested:
        """The sources of what is suggested over these words, to be kept before a claim takes its place."""
        return self._session.state.sources_suggested(fragments) if self._session.state else ()

    def choices_for(self, annotation: Annotation, *, suggested: Suggested = (), adding: bool = False) -> SpeakerChoices:
        """Who may be behind this claim or mention; where a joint source is added, none of those who are by now."""
        state, speakers = self._session.state, self._session.speakers_by_name
        reading = self.read_around(annotation.start, annotation.end)
        if state is None or reading is None:
            return SpeakerChoices(everyone=speakers)
        from desktop.suggest.who_said_it import likeliest

        counts = state.claims_of_speakers()
        here = sorted(counts, key=counts.__getitem__, reverse=True)
        first = likeliest(reading, state, annotation, speakers, suggested, adding=adding)
        there = frozenset(state.speakers_of(annotation.id)) if adding else frozenset()
        return SpeakerChoices(first, speakers, here=here, used=self._used, besides=there)
