"""Comments on a claim: added, changed and deleted, each by its author alone."""

from collections.abc import Iterable

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.library import Edit
from desktop.model.records import Annotation, Comment, now


def comment(edit: Edit, claim: Annotation, text: str) -> Comment:
    """Says something of a claim, in whichever layer that is."""
    return edit.add(Comment(claim=edit.current(claim).id, author=edit.annotator, text=text.strip()))


def change_comment(edit: Edit, said: Comment, text: str) -> Comment:
    """Says something else in the place of what one said.

    Raises:
        KnownError: somebody else said it.
    """
    _refuse_unless_own(edit, said)
    return edit.change(said, text=text.strip(), updated_at=now())


def delete_comment(edit: Edit, said: Comment) -> None:
    """Takes back what one said.

    Raises:
        KnownError: somebody else said it.
    """
    _refuse_unless_own(edit, said)
    edit.remove(said)


def delete_comments(edit: Edit, claims: Iterable[str]) -> None:
    """Takes along what was said of claims, by their ids, that go."""
    edit.remove_all(one for some in edit.all_layers.comments(claims).values() for one in some)


def _refuse_unless_own(edit: Edit, said: Comment) -> None:
    if said.author != edit.annotator:
        raise KnownError(translated("This comment is {author}’s, who alone may change it.", author=said.author))
