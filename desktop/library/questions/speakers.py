"""What can be asked about speakers."""

from collections.abc import Collection, Sequence
from typing import cast

from desktop.library.questions.asking import Asking
from desktop.library.sql.queries import feature_counts, speakers
from desktop.model.records import AnnotationStatus, Speaker


class SpeakerQuestions(Asking):
    """About speakers."""

    def speakers(self) -> list[Speaker]:
        """All speakers by name, without regard to case."""
        with self._connected() as connection:
            return speakers.speakers(connection)

    def speakers_belonging_to(self, name: str) -> list[Speaker]:
        """The speakers with an affiliation of this very name, at some time."""
        with self._connected() as connection:
            return speakers.speakers_belonging_to(connection, name)

    def speaker(self, id: str) -> Speaker | None:
        return cast(Speaker | None, self._record("speaker", id))

    def speakers_most_used(self, most: int) -> list[str]:
        """The ids of the speakers with the most claims, suggested ones too, at most so many."""
        with self._connected() as connection:
            return speakers.speakers_most_used(connection, self._readable(connection), most)

    def named_speakers(
        self, articles: Sequence[str], statuses: Collection[AnnotationStatus], speakers: Sequence[str] = ()
    ) -> set[str]:
        """The ids of the speakers whom annotations of these statuses in these articles name, or refer to.

        With `speakers`, only their claims are asked, and what belongs to these.
        """
        with self._connected() as connection:
            return feature_counts.named_speakers(connection, self._readable(connection), articles, statuses, speakers)

    def claims_by_speaker(self, article_id: str | None = None) -> dict[str, int]:
        """How many accepted claims each speaker has, in one article or in all."""
        with self._connected() as connection:
            return speakers.claims_by_speaker(connection, self._readable(connection), article_id)
