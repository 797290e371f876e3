"""How far the articles are that somebody is to code: by article and annotator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.model.records import SETTLED, ArticleStatus, Assignment


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An article, and how far each of those is who are to code it."""

    id: str
    title: str
    statuses: Mapping[str, ArticleStatus]  # by layer

    @property
    def is_done(self) -> bool:
        return all(status in SETTLED for status in self.statuses.values())


@dataclass(frozen=True)
class WorkPlan:
    """All articles that somebody is to code."""

    rows: Sequence[WorkRow]  # in the order of adding

    @cached_property
    def by_layer(self) -> dict[str, tuple[int, int]]:
        """How many articles each layer has settled, and of how many; in the order in which they come."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            for layer, status in row.statuses.items():
                done, count = found.get(layer, (0, 0))
                found[layer] = done + (status in SETTLED), count + 1
        return dict(sorted(found.items()))


def work_plan(
    assignments: Iterable[Assignment], titles: Mapping[str, str], statuses: Mapping[str, Mapping[str, ArticleStatus]]
) -> WorkPlan:
    """The plan of these assignments; `titles` are by article, `statuses` by article and layer."""
    rows: dict[str, dict[str, ArticleStatus]] = {}
    for one in assignments:
        rows.setdefault(one.article, {})[one.layer] = statuses.get(one.article, {}).get(one.layer, "new")
    return WorkPlan([WorkRow(id, titles.get(id, ""), by_layer) for id, by_layer in rows.items()])
