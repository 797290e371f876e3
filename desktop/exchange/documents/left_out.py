"""Words of a document that are not taken over, and the sentence that an import says of them.

Pictures, page numbers and running heads are left out of every document, which the help says.
"""

from collections.abc import Collection
from enum import Enum
from typing import Final

from desktop.base.translation import Message, listed, translated


class LeftOut(Enum):
    """What may be left out."""

    HIDDEN = Message("hidden words")
    DELETED = Message("words that a tracked change deletes")
    COMMENTS = Message("comments")
    OBJECTS = Message("embedded objects")
    ATTACHMENTS = Message("attachments")


ENDS_EARLY: Final = Message("It ends in the middle: the rest of the file is missing.")


def remarks(left_out: Collection[LeftOut]) -> tuple[str, ...]:
    """One sentence of all that was left out, in the order of the kinds; none where nothing was."""
    if not left_out:
        return ()
    named = listed(translated(kind.value) for kind in LeftOut if kind in left_out)
    return (translated("Left out: {words}.", words=named),)
