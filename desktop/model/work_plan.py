"""How far the articles are that somebody is to code: by article and annotator."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.base.translation import translated, translated_plural
from desktop.model.records import ADJUDICATED, SETTLED, ArticleStatus, Assignment


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An article, and how far each of those is who are to code it, or began it without that."""

    id: str
    title: str
    statuses: Mapping[str, ArticleStatus]  # by layer
    unasked: Mapping[str, ArticleStatus]  # the same of those who are not to code it, or not any more

    @property
    def is_done(self) -> bool:
        return all(status in SETTLED for status in self.statuses.values())


@dataclass(frozen=True)
class WorkPlan:
    """All articles that somebody is to code."""

    rows: Sequence[WorkRow]  # in the order of adding

    @property
    def layers(self) -> list[str]:
        """Those who are to code something, then those who only did: the ids of their layers."""
        return [*self.by_layer, *sorted({layer for row in self.rows for layer in row.unasked} - self.by_layer.keys())]

    @cached_property
    def unasked_by_layer(self) -> Counter[str]:
        """How many articles each layer has settled without that it is to code them."""
        return Counter(layer for row in self.rows for layer, status in row.unasked.items() if status in SETTLED)

    @cached_property
    def by_layer(self) -> dict[str, tuple[int, int]]:
        """How many articles each layer has settled, and of how many; in the order in which they come."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            for layer, status in row.statuses.items():
                done, count = found.get(layer, (0, 0))
                found[layer] = done + (status in SETTLED), count + 1
        return dict(sorted(found.items()))


def progress_lines(plan: WorkPlan, names: Mapping[str, str]) -> list[str]:
    """How far each annotator is, in words: “Anna: 1 of 2 articles done”. `names` are those of the layers."""
    told = (layer for layer in plan.layers if layer in plan.by_layer or plan.unasked_by_layer[layer])
    return [_progress(layer, names.get(layer, layer), plan) for layer in told]


def _progress(layer: str, name: str, plan: WorkPlan) -> str:
    done, count = plan.by_layer.get(layer, (0, 0))
    more = plan.unasked_by_layer[layer]
    unasked = translated_plural(
        "{count} article done that is not assigned", "{count} articles done that are not assigned", more
    )
    if not count:
        return translated("{annotator}: {words}", annotator=name, words=unasked)
    words = translated_plural(
        "{name}: {done} of {count} article done", "{name}: {done} of {count} articles done", count, name=name, done=done
    )
    return translated("{progress}; {more}", progress=words, more=unasked) if more else words


def unasked_words(status: str) -> str:
    """How far somebody is, in these words, who is not to code the article."""
    return translated("{status} (not assigned)", status=status)


def work_plan(
    assignments: Iterable[Assignment], titles: Mapping[str, str], statuses: Mapping[str, Mapping[str, ArticleStatus]]
) -> WorkPlan:
    """The plan of these assignments; `titles` are by article, `statuses` by article and layer."""
    rows: dict[str, dict[str, ArticleStatus]] = {}
    for one in assignments:
        rows.setdefault(one.article, {})[one.layer] = statuses.get(one.article, {}).get(one.layer, "new")
    return WorkPlan(
        [WorkRow(id, titles.get(id, ""), asked, _besides(asked, statuses.get(id, {}))) for id, asked in rows.items()]
    )


def _besides(asked: Mapping[str, ArticleStatus], statuses: Mapping[str, ArticleStatus]) -> dict[str, ArticleStatus]:
    """How far others are than those who are asked; what was decided upon between them is nobody's work."""
    return {
        layer: status
        for layer, status in statuses.items()
        if status != "new" and layer not in asked and layer != ADJUDICATED
    }
