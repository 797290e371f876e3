"""Settles suggestions: accepts, rejects, withdraws them."""

from collections.abc import Collection, Sequence

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.labelling.attributions import attribution_of
from desktop.labelling.deleting import delete_named
from desktop.labelling.shared import parts_read
from desktop.library import Edit
from desktop.model.records import Annotation
from desktop.model.who_said import parts_of


def accept(edit: Edit, *annotations: Annotation) -> list[Annotation]:
    """Accepts suggestions, which are the annotator's own now; gives the mentions and cues that claims take along.

    Raises:
        Conflict: one of them does not wait any more.
    """
    settled = _waiting(edit, *annotations)
    parts = parts_read(edit, *annotations)
    waiting = {one.id: one for one in (*settled, *(part for part in parts if part.status == "suggested"))}
    edit.change_all((one, {"status": "accepted", "annotator": edit.annotator}) for one in waiting.values())
    return parts


def reject(edit: Edit, *annotations: Annotation) -> None:
    """Rejects suggestions, which are kept as a lesson; with claims go the parts that no other claim needs.

    Raises:
        Conflict: one of them does not wait any more.
    """
    gone = _waiting(edit, *annotations)
    parts = [part for part in parts_read(edit, *annotations) if part.status == "suggested"]
    needed = _needed(edit, parts, besides={one.id for one in gone})
    gone += [part for part in parts if part.id not in needed]
    edit.change_all((one, {"status": "rejected"}) for one in {one.id: one for one in gone}.values())


def _waiting(edit: Edit, *suggestions: Annotation) -> list[Annotation]:
    """These suggestions as they are now."""
    there = edit.annotations_by_id(suggestion.id for suggestion in suggestions)
    waiting = [one for one in there.values() if one.status == "suggested"]
    if len(waiting) < len({suggestion.id for suggestion in suggestions}):
        raise Conflict(translated("Nothing was done, because the suggestion is no longer open."))
    return waiting


def withdraw(edit: Edit, suggestion: Annotation) -> list[Annotation]:
    """Deletes a suggested claim with the parts that nothing else needs, and gives these.

    What others worked on meanwhile stays.
    """
    if is_worked_on(edit, suggestion):
        return []
    parts = parts_read(edit, suggestion)
    delete_named(edit, [suggestion], edit.attributions_with(suggestion))
    waiting = (part for part in parts if part.status == "suggested" and not edit.is_changed_elsewhere(part))
    lone = [part for part in waiting if not edit.attributions_with(part)]
    delete_named(edit, lone, ())
    return lone


def is_worked_on(edit: Edit, suggestion: Annotation) -> bool:
    return edit.is_changed_elsewhere(suggestion, attribution_of(edit, suggestion))


def _needed(edit: Edit, parts: Sequence[Annotation], besides: Collection[str]) -> set[str]:
    """The ids of what claims name that are not rejected, but for these claims."""
    naming = [one for one in edit.attributions_with(*parts) if one.claim not in besides]
    claims = edit.annotations_by_id(one.claim for one in naming)
    needing = [one for one in naming if one.claim in claims and claims[one.claim].status != "rejected"]
    return {part for one in needing for part in parts_of(one)}
