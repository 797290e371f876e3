"""What of a page is parsed: nobody writes an article of more elements, and some steps take far longer with each."""

from typing import TYPE_CHECKING, Final

from desktop.base.errors import Unfit
from desktop.base.translation import translated

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH_LIMIT: Final = 150  # of elements in elements: trafilatura's time grows with its third power
_ATTRIBUTES_LIMIT: Final = 1_000  # of an element: the parser's time grows with their square
_TOO_DEEP: Final = f"boolean(/{'*/' * _DEPTH_LIMIT}*)"
_TOO_MANY_ATTRIBUTES: Final = f"boolean(//*[@*[{_ATTRIBUTES_LIMIT + 1}]])"


def refuse_too_large(tree: "_Element", most: int) -> None:
    """Refuses a page of more than `most` elements, or one that is nested deeper than any page is.

    Raises:
        Unfit: it is such a page.
    """
    elements = tree.xpath("count(descendant-or-self::*)")
    if elements > most or tree.xpath(_TOO_DEEP) or tree.xpath(_TOO_MANY_ATTRIBUTES):
        raise Unfit(
            translated(
                "The page is far larger than an article, or nested far deeper; copy its text and use Paste as article."
            )
        )
