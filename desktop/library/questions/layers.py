"""What can be asked about layers: whose they are, how far each is, and what may be read of it."""

from collections.abc import Iterable, Sequence
from typing import cast

from desktop.library.questions.asking import Asking
from desktop.library.sql.queries import annotations, assignments, layers
from desktop.library.sql.record_data import from_data
from desktop.library.sql.stores import STORES
from desktop.model.records import FIRST, Annotation, Annotator, Article, ArticleStatus, Assignment, LayerStatus
from desktop.model.work_plan import WorkPlan, work_plan


class LayerQuestions(Asking):
    """About the annotators and their layers."""

    def annotators(self) -> list[Annotator]:
        """Whose the layers are: who worked first first, then in the order in which they came."""
        with self._connected() as connection:
            return layers.annotators(connection)

    def layers_to_choose(self) -> list[Annotator]:
        """The layers that are offered where some are chosen: the annotators', and "Adjudicated" between several."""
        with self._connected() as connection:
            return layers.to_choose(connection)

    def layer_statuses(self, article_id: str) -> list[LayerStatus]:
        """How far an article is in each layer but the first."""
        with self._connected() as connection:
            return layers.layer_statuses(connection, article_id)

    def statuses_by_layer(self, article_id: str) -> dict[str, ArticleStatus]:
        """How far an article is in each layer, by the ids of all; without those in which it is new."""
        with self._connected() as connection:
            data = STORES["article"].read(connection, [article_id])
            found = [cast(Article, from_data("article", one)) for one in data.values()]
            return layers.statuses_by_layer(connection, found, None).get(article_id, {})

    def assignments(self, article_ids: Iterable[str] | None = None) -> list[Assignment]:
        """Who is to code these articles (None: all), in the order of adding."""
        with self._connected() as connection:
            return assignments.assignments(connection, article_ids)

    def work_plan(self, article_ids: Iterable[str] | None = None) -> WorkPlan:
        """How far those are who are to code these articles (None: all)."""
        assigned = self.assignments(article_ids)
        found = cast(dict[str, Article], self._records("article", {one.article: None for one in assigned}))
        with self._connected() as connection:
            statuses = layers.statuses_by_layer(connection, found.values(), None)
        return work_plan(assigned, {id: one.title for id, one in found.items()}, statuses)

    def work_by_layer(self, articles: Sequence[str] | None = None) -> dict[str, tuple[int, int]]:
        """How many accepted annotations each layer has, and in how many articles; those without any are left out.

        Those of these articles alone, by their ids, where some are named.
        """
        with self._connected() as connection:
            return layers.work(connection, articles)

    def articles_by_layer(self) -> dict[str, set[str]]:
        """The ids of the articles in which each layer has something accepted that may be read."""
        with self._connected() as connection:
            return layers.articles_by_layer(connection, self._readable(connection, None))

    def annotations_by_layer(self, article_id: str) -> dict[str, list[Annotation]]:
        """An article's annotations of every status by the ids of all layers that may be read; each in text order."""
        found: dict[str, list[Annotation]] = {}
        with self._connected() as connection:
            for annotation in annotations.annotations(connection, article_id, self._readable(connection, None)):
                found.setdefault(annotation.layer, []).append(annotation)
        return found

    @property
    def owner(self) -> str:
        """The name of whoever has the first layer, and says how the library is used; none as long as it is nobody's."""
        return next((one.name for one in self.annotators() if one.id == FIRST), "")

    def is_owner(self, annotator: str, layer: str) -> bool:
        """Whether it is an annotator of this name who says so; who works in the only layer may have any."""
        is_alone = layer == FIRST and len(self.annotators()) == 1
        return is_alone or self.owner in ("", annotator)

    @property
    def is_blind(self) -> bool:
        """Whether others' work on an article is hidden until one has marked it as done."""
        with self._connected() as connection:
            return layers.is_blind(connection)

    def may_read(self, layer: str, article_id: str) -> bool:
        """Whether what a layer made of an article may be read by the one that is worked in."""
        if layer == self._own:
            return True
        with self._connected() as connection:
            return not layers.is_hidden(connection, self._readable(connection, (layer,)), article_id)

    def reads(self, annotation: Annotation) -> bool:
        """Whether an annotation is in one of the layers that are read, and may be."""
        is_asked = self.layers is None or annotation.layer in self.layers
        return is_asked and self.may_read(annotation.layer, annotation.article)

    def hidden_articles(self, *of: str) -> set[str]:
        """The ids of the articles in which others' accepted work may not be read; in these layers, or in those read."""
        with self._connected() as connection:
            asked = self._readable(connection, of) if of else self._readable(connection)
            return layers.hidden_articles(connection, asked)
