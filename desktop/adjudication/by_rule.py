"""Applies a rule to many articles of a library, and previews what it would decide."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.adjudication.cases import Adjudication, adjudication_of, coding_of
from desktop.adjudication.deciding import decide
from desktop.adjudication.rules import Rule, Ruling
from desktop.library import Library, Reader
from desktop.model import operations
from desktop.model.records import ADJUDICATED, new_id


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule decides in one article."""

    adjudication: Adjudication
    rulings: tuple[Ruling, ...]

    @property
    def left(self) -> int:
        """How many claims it leaves to a person."""
        return len(self.adjudication.undecided) - len(self.rulings)


def preview_rule(library: Reader, articles: Iterable[str], rule: Rule) -> Iterator[Ruled]:
    """What a rule would decide in these articles; those that fewer than two annotators have coded are left out.

    `library` reads the work of all layers.
    """
    for id in articles:
        found = adjudication_of(coding_of(library, id))
        if len(found.names) > 1:
            yield Ruled(found, tuple(rule.rulings(found)))


def apply_rule(
    library: Library, articles: Iterable[str], rule: Rule, progress: Callable[[], object]
) -> Iterator[Ruled]:
    """Decides by a rule in these articles; all of it is one step to undo.

    Raises:
        KnownError: the library cannot be written.
        Cancelled: `progress` raised it; what was decided by then stays.
    """
    library.work_in(ADJUDICATED)
    group = new_id()
    for id in articles:
        progress()
        with library.snapshot(layers=None) as all_layers:
            ruled = next(preview_rule(all_layers, [id], rule), None)
        if ruled is None:
            continue
        if ruled.rulings:
            with library.bulk_edit(operations.adjudicate_articles(), group) as edit:
                decide(edit, id, ruled.rulings)
        yield ruled
