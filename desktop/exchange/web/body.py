"""The article in a page: what trafilatura finds, and what belongs to it and was lost on the way.

Trafilatura keeps one part of the page. An article whose body stands in several (advertisements between them), the
standfirst above it, embedded posts and what follows a block quotation are found again by their place: between two
paragraphs that were found, in a container like theirs, or between the headline and the first of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from desktop.exchange.web.blocks import Block
from desktop.exchange.web.visible import POST

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_WORDS: Final = re.compile(r"[\W_]+")
_ASIDE: Final = frozenset(["nav", "aside", "footer", "form", "figure", "figcaption", "dialog"])
_NEVER: Final = frozenset(["nav", "footer", "form", "dialog"])
_MOST: Final = 0.6  # of the text that was found; where less is left, the page uses the elements otherwise
_INVITES: Final = re.compile(
    r"newsletter|related|recommend|promo|trending|most-?(?:read|popular)|outbrain|taboola|subscri|signup|cookie|disclaimer",
    re.I,
)
_NOT_THE_ARTICLE: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb|related|recommend|promo|newsletter|subscri|signup|share|social|comment|byline|author|"
    r"bio|tags?|topics?|advert|ads?|sponsor|banner|cookie|caption|credit|gallery|slideshow|read-?more|more-on|most-|trending|"
    r"popular|outbrain|taboola|sidebar|footer|toolbar|meta|timestamp|date|disclaimer|copyright|login|paywall|player|video|audio)"
    r"(?:s|ed|s?-\w+|__\w+|[\s_-]|$)",
    re.I,
)
_STANDFIRST: Final = re.compile(
    r"standfirst|stand-first|\bdeck?\b|(?:^|[\s_-])de[ck]k?(?:$|[\s_-])|sub-?(?:title|head|headline)|summary|\blead\b|"
    r"(?:^|[\s_-])(?:lead|lede|intro|introduction|excerpt|teaser|chapo|vorspann|abstract|description)(?:$|[\s_-])",
    re.I,
)
_FURNITURE: Final = re.compile(
    r"\W*(?:read (?:more|also|next)|also (?:read|see|on)|see (?:also|more)|related(?: stor(?:y|ies)| articles?)?|"
    r"more(?: (?:on|from))?|advertis\w+|(?:story|article) continues|continue reading|click here|sign up|subscribe|"
    r"share (?:this|on)|watch|listen|comments?|(?:you|we) (?:may|might) also|(?:most )?popular|don['’]t miss|"
    r"like this story|copy (?:this )?link|filed under|follow us|get (?:the|our|access)|tell us|have a tip|"
    r"lesen sie|mehr zum thema|auch interessant|anzeige|lire aussi|à lire|publicité|lea (?:también|además)|"
    r"publicidade?|leia (?:mais|também)|leggi anche|pubblicità|lees ook|læs også|läs mer|czytaj także|читайте также|"
    r"реклама)\b.{0,200}",
    re.I | re.S,
)
_LINKED: Final = 0.5  # of the characters of a block, from which it is a list of links
_SHORTEST: Final = 25  # characters: a shorter paragraph counts only where it stands among others
_SOME_LINKED: Final = 0.3
_FEW_WORDS: Final = 4
_STANDFIRST_WORDS: Final = (4, 120)


def article_in(blocks: Sequence[Block], found: Iterable[str], title: str, description: str) -> list[str]:
    """The paragraphs of the article, in the order of the page, without its headline.

    Args:
        blocks: all of the page's.
        found: the paragraphs that trafilatura found.
        title: the headline.
        description: what the page's head says that the article is about.
    """
    known = _Known(found)
    kept = {number for number, block in enumerate(blocks) if known.holds(block.text)}
    kept = kept or {number for number, block in enumerate(blocks) if known.mentions(block.text)}
    kept = _without_asides(blocks, kept)
    if not kept:
        return []
    kept |= _between(blocks, kept) | _like(blocks, kept)
    kept |= _siblings(blocks, kept)
    kept = {number for number in kept if _key(blocks[number].text) != _key(title)}
    above = _standfirst(blocks, min(kept, default=0), title, description, known)
    return [*above, *(blocks[number].text for number in sorted(kept))]


def _without_asides(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """What trafilatura found, without menus, captions and invitations; with them where nearly all of it is such."""
    kept = {number for number in kept if not _is_furniture(blocks[number])}
    strict = {
        number for number in kept if not _beside(blocks[number].element, _NEVER) and not _is_caption(blocks[number])
    }
    stricter = {
        n for n in strict if not _beside(blocks[n].element, _ASIDE) and not _is_named(blocks[n].element, _INVITES)
    }
    return stricter if _length(blocks, stricter) >= _MOST * _length(blocks, strict) else strict


def _length(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers)


class _Known:
    """The paragraphs that were found, to ask whether a block is one of them, or a part of one."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._keys = {_key(line) for paragraph in paragraphs for line in (paragraph, *paragraph.split("\n"))}
        self._all = "\n".join(self._keys)

    def holds(self, text: str) -> bool:
        key = _key(text)
        return key in self._keys or (len(key) >= _SHORTEST and key in self._all)

    def mentions(self, text: str) -> bool:
        """Whether even a short block stands somewhere in what was found: of a flash trafilatura makes one line."""
        return _key(text) in self._all


def _between(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The blocks between the first and the last that were kept that look like text of the article."""
    inside = range(min(kept), max(kept))
    return {number for number in inside if number not in kept and _is_prose(blocks[number])}


def _like(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The blocks elsewhere in the article that stand in a container like that of most that were kept."""
    weights: Counter[tuple[str, str]] = Counter()
    for number in kept:
        weights[_container(blocks[number])] += len(blocks[number].text)
    (container, weight), *_ = weights.most_common(1)
    around = _article_around([blocks[number].element for number in kept])
    if not container[1] or weight < sum(weights.values()) / 2 or around is None:
        return set()
    return {
        number
        for number, block in enumerate(blocks)
        if number not in kept
        and _container(block) == container
        and _is_prose(block)
        and any(one is around for one in block.element.iterancestors())
    }


def _siblings(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The short paragraphs that stand in one element with paragraphs that were kept."""
    parents = {blocks[number].element.getparent() for number in kept if blocks[number].element.tag == "p"}
    return {
        number
        for number, block in enumerate(blocks)
        if number not in kept
        and len(block.text) < _SHORTEST
        and block.element.tag == "p"
        and block.element.getparent() in parents
        and block.linked <= _LINKED * len(block.text)
        and not _is_furniture(block)
    }


def _container(block: Block) -> tuple[str, str]:
    parent = block.element.getparent()
    element = block.element if parent is None or block.element.tag in {"div", "section"} else parent
    return str(element.tag), " ".join(sorted((element.get("class") or "").split()))


def _article_around(elements: Sequence["_Element"]) -> "_Element | None":
    """The innermost element for an article that holds all of these."""
    for around in elements[0].iterancestors("article", "main"):
        if all(any(one is around for one in element.iterancestors()) for element in elements):
            return around
    return None


def _standfirst(blocks: Sequence[Block], first: int, title: str, description: str, known: _Known) -> list[str]:
    """The standfirst, between the headline and the first paragraph; none where it is among the paragraphs."""
    headline = next((n for n in range(first) if _key(blocks[n].text) == _key(title)), None)
    if headline is None:
        return []
    for number in range(headline + 1, first):
        block = blocks[number]
        if known.holds(block.text) or not _STANDFIRST_WORDS[0] <= len(block.text.split()) <= _STANDFIRST_WORDS[1]:
            continue
        if block.linked > _LINKED * len(block.text) or _beside(block.element, _ASIDE):
            continue
        follows = number == headline + 1 and block.element.tag in {"h2", "h3", "p"}
        if follows or _is_named(block.element, _STANDFIRST) or _key(block.text) == _key(description):
            return [block.text]
    return []


def _is_prose(block: Block) -> bool:
    if any(one.get("class") == POST for one in (block.element, *block.element.iterancestors())):
        return True
    return (
        len(block.text) >= _SHORTEST
        and block.linked <= _LINKED * len(block.text)
        and not _is_furniture(block)
        and not _beside(block.element, _ASIDE)
        and not _is_named(block.element, _NOT_THE_ARTICLE)
    )


def _is_caption(block: Block) -> bool:
    around = [one.tag for one in (block.element, *block.element.iterancestors())]
    return "figcaption" in around or ("figure" in around and "blockquote" not in around)


def _is_furniture(block: Block) -> bool:
    """Whether the block invites to something else: “Read more: …”, “Advertisement”."""
    if not _FURNITURE.fullmatch(block.text):
        return False
    return block.linked > _SOME_LINKED * len(block.text) or len(block.text.split()) <= _FEW_WORDS


def _beside(element: "_Element", tags: Iterable[str]) -> bool:
    return any(one.tag in tags for one in (element, *element.iterancestors()))


def _is_named(element: "_Element", names: re.Pattern[str]) -> bool:
    """Whether the element, or one just around it, is called so by its class or id."""
    around = [element, *element.iterancestors()][:3]
    return any(names.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around if one.tag != "body")


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())
