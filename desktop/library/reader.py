"""What can be asked of a library: every question once, for the library itself, for an edit and for a snapshot."""

from collections.abc import Collection, Iterable

from desktop.library import journal, record_history
from desktop.library.journal import JournalEntry
from desktop.library.questions.annotations import AnnotationQuestions
from desktop.library.questions.articles import ArticleQuestions
from desktop.library.questions.codebook_use import CodebookQuestions
from desktop.library.questions.layers import LayerQuestions
from desktop.library.questions.speakers import SpeakerQuestions
from desktop.library.record_history import History, Key
from desktop.library.sql.batches import batches
from desktop.library.sql.queries import derived
from desktop.library.sql.stores import STORES


class Reader(ArticleQuestions, AnnotationQuestions, CodebookQuestions, LayerQuestions, SpeakerQuestions):
    """Answers each question by records: those of each subject, and here what was done, and what is kept.

    Offsets and lengths count code points. Any method may raise a KnownError when the file or its disk is at fault.

    What belongs to an annotator (annotations, attributions, the status of an article, what is counted of them) is read
    in the reader's `layers` alone; the articles, the speakers and the codebook are everybody's. Where the library is
    coded blind, others' work on an article is not there until the article is done in the layer that is worked in.
    """

    def journal(self, limit: int = 100) -> list[JournalEntry]:
        """What was done in this library, newest first."""
        with self._connected() as connection:
            return journal.entries(connection, limit)

    def newest_row(self) -> int:
        """The number of the journal's newest row, 0 for none; an edit's own becomes the next."""
        with self._connected() as connection:
            return journal.latest(connection)

    def histories(self, records: Collection[Key]) -> dict[Key, History]:
        """What the journal knows of these records, by their kinds and ids, of those that it names."""
        with self._connected() as connection:
            return record_history.histories(connection, records)

    def known_ids(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that a record of this kind ("article", "speaker", "annotation", "attribution") has."""
        with self._connected() as connection:
            return {id for batch in batches(ids) for id in STORES[kind].read(connection, batch)}

    def derived(self, name: str) -> bytes | None:
        """What `Library.save_derived` saved under this name."""
        with self._connected() as connection:
            return derived.derived(connection, name)
