"""Whom to offer when the speaker of an annotation is asked for: what the open article and the library tell.

The article is read by the rules before somebody asks: when it has been open for a moment, and when words are selected
in a long one, of which only the stretch around them is read.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.model.records import Annotation, Source
from desktop.model.speaker_choices import MOST, SpeakerChoices
from desktop.model.text import Fragments
from ui.session import Session

if TYPE_CHECKING:  # the suggester is not loaded at start
    from desktop.suggest.reading import Reading

_CLAIMS_BEFORE = 12  # that are looked at

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

    def read_around(self, start: int, end: int) -> "Reading | None":
        """Read what stands around these code points of the open article, unless it is read already."""
        from desktop.suggest.reading import read

        state = self._session.state
        if state is not None and (self._reading is None or not self._reading.serves(start, end)):
            self._reading = read(state.text, state.article.language, start, end)
        return self._reading

    def suggested_for(self, fragments: Fragments) -> Suggested:
        """The sources of what is suggested over these words, to be kept before a claim takes its place."""
        return self._session.state.sources_suggested(fragments) if self._session.state else ()

    def choices_for(self, annotation: Annotation, *, suggested: Suggested = (), adding: bool = False) -> SpeakerChoices:
        """Who may be behind this claim or mention; where a joint source is added, none of those who are by now."""
        from desktop.suggest.who_said_it import Known, Told, who_is_meant, who_said

        state, speakers = self._session.state, self._session.speakers_by_name
        reading = self.read_around(annotation.start, annotation.end)
        if state is None or reading is None:
            return SpeakerChoices(everyone=speakers)
        counts = state.claims_of_speakers()
        mentions = [one for one in state.mentions_near(annotation) if one.status == "accepted"]
        now = state.speakers_of(annotation.id)
        known = Known(
            speakers,
            chosen=() if adding else now,
            here={*counts, *(one.speaker for one in mentions if one.speaker)},
            before=[
                Told(claim.fragments, state.speakers_of(claim.id))
                for claim in state.claims_before(annotation, _CLAIMS_BEFORE)
            ],
            mentions=[one for one in mentions if one.id != annotation.id],
            suggested=[(source, note, note.evidence.speaker if note else None) for source, note in suggested],
        )
        if state.role(annotation) == "claim":
            first = who_said(reading, state.text, annotation.fragments, known)
        else:
            first = who_is_meant(reading, state.text, annotation, known)
        if adding:
            first = [choice for choice in first if choice.speaker.id not in now]
        here = sorted(counts, key=counts.__getitem__, reverse=True)
        return SpeakerChoices(first, speakers, here=here, used=self._used)
