"""What of a page a reader sees, as plain elements: what is hidden goes, and quotations get their marks."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:sr-only|screen-?reader(?:-text)?|visually-?hidden|hover-?card|rollover-block|popover|tooltip-text|tooltiptext)(?:$|\s)",
    re.I,
)
_POST: Final = re.compile(r"(?:twitter|instagram|bluesky|mastodon|tiktok|facebook|threads|reddit)[\w-]*", re.I)
POST: Final = "ascribe-embedded-post"  # the class that posts get
_QUOTES: Final = {  # by language, as browsers' own style sheets have them; outer and inner
    "de": ("„“", "‚‘"),
    "fr": ("«»", "“”"),
    "es": ("«»", "“”"),
    "it": ("«»", "“”"),
    "ru": ("«»", "„“"),
    "pl": ("„”", "«»"),
    "cs": ("„“", "‚‘"),
    "sv": ("””", "’’"),
    "fi": ("””", "’’"),
}
_ENGLISH: Final = ("“”", "‘’")


def make_visible(tree: "_Element", language: str) -> None:
    """Takes out of the tree what no reader sees, and puts in words what only the style sheet shows."""
    from lxml.etree import strip_elements

    strip_elements(tree, "style", "svg", "template", "iframe", "canvas", with_tail=False)
    for script in [one for one in tree.iter("script") if "ld+json" not in (one.get("type") or "")]:
        _drop(script)
    for element in filter(_is_hidden, tree.xpath("descendant-or-self::*[@hidden or @style or @class]")):
        _drop(element)
    outer, inner = _QUOTES.get(language.partition("-")[0], _ENGLISH)
    quotations = [(one, inner if any(True for _ in one.iterancestors("q")) else outer) for one in tree.iter("q")]
    for quotation, marks in quotations:
        _write_out(quotation, marks[0], marks[1])
    for post in [one for one in tree.iter("blockquote") if _POST.search(one.get("class") or "")]:
        post.tag = "div"
        post.set("class", POST)
        _write_lines(post)
    for cite in tree.iter("cite"):
        parent = cite.getparent()
        if parent is not None and parent.tag in {"blockquote", "figure", "aside", "div"}:
            cite.tag = "p"  # it stands on a line of its own


def _is_hidden(element: "_Element") -> bool:
    if element.get("hidden") is not None:
        return True
    return _hides(element.get("style", ""), element.get("class", ""))


@lru_cache(maxsize=1000)  # the elements of a page have few classes
def _hides(style: str, classes: str) -> bool:
    return bool(_HIDDEN_STYLE.search(style) or _HIDDEN_CLASS.search(classes))


def _drop(element: "_Element") -> None:
    """Takes the element out; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _write_out(quotation: "_Element", opening: str, closing: str) -> None:
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing
    quotation.tag = "span"


def _write_lines(post: "_Element") -> None:
    """A post names its author behind its words, without an element around."""
    for child in post:
        if child.tail and child.tail.strip():
            line = child.makeelement("p")
            line.text, child.tail = child.tail, None
            child.addnext(line)
            while (after := line.getnext()) is not None and after.tag in {"a", "span", "time"}:
                line.append(after)
            break
