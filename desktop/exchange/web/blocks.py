"""The text of a page in blocks, as a browser shows them: paragraphs, headings, list items, cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELLS: Final = frozenset(["td", "th", "cell"])
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul "
    "head quote list item row code"  # as trafilatura calls headings, quotations, lists, lines and code
)
_TEXTLESS_TAGS = (
    "script style noscript template title meta svg math button select option textarea input iframe object video audio "
    "canvas map label"
)
_BLOCKS: Final = _CELLS | frozenset(_BLOCK_TAGS.split())
_NO_TEXT: Final = frozenset(_TEXTLESS_TAGS.split())
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")  # what HTML takes for blank; a no-break space is none


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text."""

    text: str  # with “\\n” where the line is broken
    element: "_Element"  # in which it begins
    linked: int  # characters of it that stand in links


def blocks_of(tree: "_Element") -> Iterator[Block]:
    """The blocks in the order of the page. Two line breaks part two blocks."""
    pieces: list[tuple[str, bool]] = []
    within = tree
    for element, words, linked in _pieces(tree, linked=False):
        if words is not None:
            if not pieces:
                within = element
            pieces.append((words, linked))
        elif pieces:
            if block := _block(pieces, within):
                yield block
            pieces = []
    if pieces and (block := _block(pieces, within)):
        yield block


def _is_cell_of_data(cell: "_Element") -> bool:
    """Whether the row of this cell is a line of data, and no frame for paragraphs."""
    row = cell.getparent()
    return row is not None and not any(
        one.tag in _BLOCKS - _CELLS or one.tag in {"br", "lb"} for one in row.iterdescendants()
    )


def _block(pieces: list[tuple[str, bool]], element: "_Element") -> Block | None:
    text = clean("".join(words for words, _ in pieces))
    if not text:
        return None
    return Block(text, element, sum(len(words.strip()) for words, linked in pieces if linked))


def clean(text: str) -> str:
    """The text with single blanks; “\\v” stands for a line break."""
    lines = (line.strip(" \t\n") for line in text.split("\v"))
    return "\n".join(re.sub(" {2,}", " ", line) for line in lines if line)


def _pieces(element: "_Element", *, linked: bool) -> Iterator[tuple["_Element", str | None, bool]]:
    """The words in order, each with the element they stand in; None where a block begins or ends."""
    block = element.tag in _BLOCKS and not (element.tag in _CELLS and _is_cell_of_data(element))
    if block:
        yield element, None, False
    linked = linked or element.tag == "a"
    if element.text:
        yield element, _BLANKS.sub(" ", element.text), linked
    breaks = 0
    for child in element:
        if child.tag in {"br", "lb"}:
            breaks += 1
            yield element, None if breaks == 2 else "\v", linked
        elif isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            yield from _pieces(child, linked=linked)
        if child.tail:
            if child.tail.strip():
                breaks = 0
            yield element, _BLANKS.sub(" ", child.tail), linked
    if block:
        yield element, None, False
    elif element.tag in _CELLS:
        yield element, "\t", False
