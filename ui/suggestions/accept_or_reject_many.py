"""Accepts or rejects many suggestions in a worker's thread, part by part: one undo takes all of it back."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from desktop import labelling
from desktop.base.progress import Progress
from desktop.library import Edit, Library, open_article
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Article, new_id

MANY: Final = 200  # suggestions that the window accepts or rejects itself; more would hold it up
_AT_ONCE: Final = 500  # that one edit accepts or rejects: others wait for it


class AcceptOrReject(Protocol):
    """Accepts or rejects suggestions within an edit."""

    def __call__(self, edit: Edit, *claims: Annotation) -> None: ...


def in_parts(
    operation: Callable[[int], Operation],
    verb: AcceptOrReject,
    suggestions: Sequence[Annotation],
    article: Article,
    library: Library,
    progress: Progress,
) -> None:
    """Accept or reject those of these suggestions of an article that still wait: others may have been there meanwhile.

    `operation` says what it is called for a count: each part tells how many were gone through by then.
    """
    group = new_id()
    for start in range(0, len(suggestions), _AT_ONCE):
        progress(start, len(suggestions))
        some = suggestions[start : start + _AT_ONCE]
        with library.bulk_edit(operation(start + len(some)), group) as edit:
            _accept_or_reject_waiting(edit, verb, some, article)
    progress(len(suggestions), len(suggestions))


def in_articles(
    operation: Callable[[int], Operation],
    verb: AcceptOrReject,
    is_meant: Callable[[Annotation], bool],
    article_ids: Sequence[str],
    library: Library,
    progress: Progress,
) -> int:
    """Accept or reject what waits in these articles and is meant, as `in_parts` does in one; gives their number."""
    group, count = new_id(), 0
    speakers = {one.id: one for one in library.speakers()}
    for place, article in enumerate(library.articles_by_id(article_ids).values()):
        progress(place, len(article_ids))
        waiting = [one for one in open_article.opened(library, article.id, speakers).suggestions() if is_meant(one)]
        for start in range(0, len(waiting), _AT_ONCE):
            some = waiting[start : start + _AT_ONCE]
            count += len(some)
            with library.bulk_edit(operation(count), group) as edit:
                _accept_or_reject_waiting(edit, verb, some, article)
    progress(len(article_ids), len(article_ids))
    return count


def _accept_or_reject_waiting(
    edit: Edit, verb: AcceptOrReject, suggestions: Sequence[Annotation], article: Article
) -> None:
    there = edit.annotations_by_id(one.id for one in suggestions)
    if waiting := [one for one in there.values() if one.status == "suggested"]:
        verb(edit, *waiting)
        labelling.start_article(edit, article)
