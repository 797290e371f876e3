"""Settles many suggestions in a worker's thread, part by part: one undo takes all of it back."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from desktop import labelling
from desktop.base.progress import Progress
from desktop.library import Edit, Library
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Article, new_id

MANY: Final = 200  # suggestions that the window settles itself; more would hold it up
_AT_ONCE: Final = 500  # that one edit settles: others wait for it


class Settle(Protocol):
    """Accepts or rejects suggestions within an edit."""

    def __call__(self, edit: Edit, *claims: Annotation) -> None: ...


def in_parts(
    operation: Callable[[int], Operation],
    settle: Settle,
    suggestions: Sequence[Annotation],
    article: Article,
    library: Library,
    progress: Progress,
) -> None:
    """Settle those of these suggestions of an article that still wait; what somebody settles meanwhile is left out.

    `operation` says what it is called for a count: each part tells how many were gone through by then.
    """
    group = new_id()
    for start in range(0, len(suggestions), _AT_ONCE):
        progress(start, len(suggestions))
        some = [one.id for one in suggestions[start : start + _AT_ONCE]]
        with library.bulk_edit(operation(start + len(some)), group) as edit:
            there = edit.annotations_by_id(some)
            if waiting := [one for one in there.values() if one.status == "suggested"]:
                settle(edit, *waiting)
                labelling.start_article(edit, article)
    progress(len(suggestions), len(suggestions))
