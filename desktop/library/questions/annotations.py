"""What can be asked about annotations: claims, mentions and cues, who said them, and comments on them."""

from collections.abc import Iterable
from typing import cast

from desktop.library.questions.layers import LayerQuestions
from desktop.library.sql.queries import annotations, comments
from desktop.model.records import Annotation, Attribution, Comment, Evidence, Role, Speaker


class AnnotationQuestions(LayerQuestions):
    """About annotations, in the layers that are read."""

    def annotations(self, article_id: str) -> list[Annotation]:
        """An article's annotations of every status by start, the longest first, then by the time they were made."""
        with self._connected() as connection:
            return annotations.annotations(connection, article_id, self._readable(connection))

    def annotations_of(self, article_ids: Iterable[str]) -> list[Annotation]:
        """The annotations of these articles; each article's in the order of `annotations`."""
        with self._connected() as connection:
            return annotations.annotations_of_all(connection, article_ids, self._readable(connection))

    def annotation(self, id: str) -> Annotation | None:
        """The annotation of this id, if it is in one of these layers."""
        found = cast(Annotation | None, self._record("annotation", id))
        return found if found and self.reads(found) else None

    def annotations_by_id(self, ids: Iterable[str]) -> dict[str, Annotation]:
        """Those of these annotations that there are in these layers."""
        found = cast(dict[str, Annotation], self._records("annotation", ids))
        return {id: one for id, one in found.items() if self.reads(one)}

    def annotations_across(self, article_id: str, role: Role, start: int, end: int) -> list[Annotation]:
        """The annotations of a role, accepted or suggested, that share a place with this range.

        They are taken from their first fragment to their last.
        """
        labels = self.codebook
        with self._connected() as connection:
            own = self._readable(connection)
            return annotations.annotations_across(connection, labels, own, article_id, role, start, end)

    def mentions_guessed(self, names: Iterable[str], article_id: str | None = None) -> list[Annotation]:
        """The suggested mentions that seem to name somebody of one of these names, in all articles or in one.

        Names are compared folded.
        """
        labels = self.codebook
        with self._connected() as connection:
            return annotations.mentions_guessed(connection, labels, self._readable(connection), names, article_id)

    def turned_down(self, at_least: int) -> list[Evidence]:
        """What suggested claims go by that were rejected so often in the layers that are read, and never accepted."""
        labels = self.codebook
        with self._connected() as connection:
            return annotations.turned_down(connection, labels, self._readable(connection), at_least)

    def mentions_of(self, speaker: Speaker) -> list[Annotation]:
        """The mentions that name this speaker, in all articles and all layers."""
        with self._connected() as connection:
            return annotations.mentions_of(connection, speaker.id)

    # Attributions

    def attributions(self, article_id: str) -> dict[str, Attribution]:
        """An article's attributions by claim; a claim may lack one."""
        with self._connected() as connection:
            return annotations.attributions(connection, article_id, self._readable(connection))

    def attribution(self, claim_id: str) -> Attribution | None:
        return cast(Attribution | None, self._record("attribution", claim_id))

    def attributions_by_claim(self, claim_ids: Iterable[str]) -> dict[str, Attribution]:
        """The attributions that these claims have."""
        return cast(dict[str, Attribution], self._records("attribution", claim_ids))

    def attributions_of(self, speaker: Speaker) -> list[Attribution]:
        """The attributions with this speaker among their sources, in all articles and all layers."""
        with self._connected() as connection:
            return annotations.attributions_to(connection, speaker.id)

    def attributions_with(self, *named: Annotation) -> list[Attribution]:
        """The attributions that name one of these annotations as a mention, a cue or the claim they are nested in."""
        with self._connected() as connection:
            return annotations.attributions_with(connection, [annotation.id for annotation in named])

    # Comments

    def comments(self, claim_ids: Iterable[str]) -> dict[str, list[Comment]]:
        """What was said of these claims that may be read, by claim, oldest first; those without are left out."""
        with self._connected() as connection:
            return comments.comments(connection, claim_ids, self._readable(connection))

    def comments_in(self, article_id: str) -> dict[str, list[Comment]]:
        """What was said of an article's claims that may be read, as `comments` gives it."""
        with self._connected() as connection:
            return comments.comments_in(connection, [article_id], self._readable(connection))

    def comments_by(self, author: str) -> dict[str, list[Comment]]:
        """What an annotator of this name said of whoever's claims, by article, oldest first."""
        with self._connected() as connection:
            return comments.comments_by(connection, author)
