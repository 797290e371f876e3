"""What can be asked about the use of the codebook. What a change of it concerns is asked of the work of all."""

from collections import Counter

from desktop.library.questions.asking import Asking
from desktop.library.sql.queries import codebook_use
from desktop.library.sql.queries.codebook_use import Use
from desktop.model.codebook import Attribute, PartPath
from desktop.model.records import Annotation, Speaker


class CodebookQuestions(Asking):
    """About labels, attributes and options."""

    def use_of(self, path: PartPath) -> Use:
        """How many annotations have this label, an answer to this attribute, or this option of it; and how many
        speakers. Others' work is counted apart."""
        asked = self.codebook.at(path[:2])
        with self._connected() as connection:
            use = codebook_use.use_of(connection, self._readable(connection), path)
            if isinstance(asked, Attribute) and asked.of_speaker:
                use = use._replace(speakers=len(codebook_use.speakers_with(connection, path)))
            return use

    def use_of_codebook(self) -> Counter[PartPath]:
        """How many accepted annotations of these layers, or speakers, have each label, attribute and option."""
        labels = self.codebook
        with self._connected() as connection:
            of_annotations = codebook_use.use_of_all(connection, self._readable(connection))
            return of_annotations + codebook_use.use_by_speakers(connection, labels)

    def use_by_layer(self, path: PartPath) -> Counter[str]:
        """How many annotations of any status have it, by the ids of all layers: whom a change of it concerns."""
        with self._connected() as connection:
            return codebook_use.use_by_layer(connection, path)

    def codebook_in_use(self) -> set[PartPath]:
        """The labels, attributes and options that annotations of any status have, or speakers."""
        labels = self.codebook
        with self._connected() as connection:
            of_speakers = set(codebook_use.use_by_speakers(connection, labels))
            labels_of_these = {path[:1] for path in of_speakers}
            return codebook_use.in_use(connection) | of_speakers | labels_of_these

    def annotations_with(self, path: PartPath) -> list[Annotation]:
        """The annotations of every status that have it, in all articles."""
        with self._connected() as connection:
            return codebook_use.annotations_with(connection, path)

    def speakers_with(self, path: PartPath) -> list[Speaker]:
        """The speakers who have an answer to this attribute, or this option of it."""
        with self._connected() as connection:
            return codebook_use.speakers_with(connection, path)

    def examples_of(self, path: PartPath, most: int) -> list[Annotation]:
        """Accepted annotations of these layers that have it, the newest first, at most so many."""
        with self._connected() as connection:
            return codebook_use.examples_of(connection, self._readable(connection), path, most)
