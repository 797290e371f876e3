"""The article in a page: what trafilatura finds, and what belongs to it and was lost on the way.

Trafilatura keeps one part of the page. An article whose body stands in several (advertisements between them), the
standfirst above it, embedded posts and what follows a block quotation are found again by their place: between two
paragraphs that were found, in a container like theirs, or between the headline and the first of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from desktop.exchange.web.blocks import Block
from desktop.exchange.web.visible import POST

if TYPE_CHECKING:
    from lxml.etree import _Element

_ASIDE: Final = frozenset(["nav", "aside", "footer", "form", "figure", "figcaption", "dialog"])
_NEVER: Final = frozenset(["nav", "footer", "form", "dialog"])
_MOST: Final = 0.6  # of the text that was found; where less is left, the page uses the elements otherwise
_INVITES: Final = re.compile(
    r"newsletter|related|recommend|promo|trending|most-?(?:read|popular)|outbrain|taboola|subscri|signup|cookie|disclaimer|"
    r"paywall-?(?:box|prompt|message)|consent|opt-?in",
    re.I,
)
_NOT_THE_ARTICLE: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb|related|recommend|promo|newsletter|subscri|signup|share|social|comment|byline|author|"
    r"bio|tags?|topics?|advert|ads?|sponsor|banner|cookie|caption|credit|gallery|slideshow|read-?more|more-on|most-|trending|"
    r"popular|outbrain|taboola|sidebar|footer|toolbar|meta|timestamp|date|disclaimer|copyright|login|paywall|player|video|audio|consent)"
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
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5", "h6"])
_NEARLY_ALL: Final = 0.85
_LONG: Final = 80  # characters
_A_PARAGRAPH: Final = 100  # characters
_A_LINE: Final = 16  # words
_WHEN: Final = re.compile(
    r"\d{1,2}[.:h]\d\d\s*(?:uhr|[ap]\.?m|h|gmt|utc|[cew]e?s?t|[ecmp][sd]t|amt|ist)\b|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|20\d\d[./年-]\s?\d{1,2}[./月-]|"
    r"\b(?:updated|published|posted|actualizado|publicado|aktualisiert|veröffentlicht|publiziert|"
    r"publié|mis à jour|aggiornato|bijgewerkt|gepubliceerd|oppdatert|publisert|opdateret|uppdaterad|"
    r"zaktualizowano|stand)\b.{0,40}\d",
    re.I,
)
_CREDIT: Final = re.compile(
    r"\W*(?:(?:image|photo|picture|foto|fotos|bild|bilder|bildrechte|bildquelle|photograph|imagen|crédito|credit|quelle|"
    r"image credit|photo credit|file photo|photo by|foto de)\s*:|©|photo by\b).{0,80}",
    re.I,
)
_STANDFIRST_WORDS: Final = (4, 120)
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "”", "“", '"', "»", "。")
_A_WORD: Final = 5  # letters of one that tells what a text is about
_SHARED: Final = 0.3


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
    if _length(blocks, kept) < known.length / 2:
        kept |= {number for number, block in enumerate(blocks) if known.has_pieces(block.text) and _is_prose(block)}
    kept = kept or {number for number, block in enumerate(blocks) if known.mentions(block.text)}
    kept = _without_asides(blocks, kept)
    if not kept:
        return []
    kept |= _between(blocks, kept) | _like(blocks, kept)
    kept |= _siblings(blocks, kept)
    kept = _without_what_is_behind(blocks, kept)
    kept = _without_repeated(blocks, {number for number in kept if not _is_headline(blocks[number], title)})
    kept = _without_head(blocks, kept)
    kept |= _standfirst(blocks, kept, title, description)
    return [blocks[number].text for number in sorted(kept)]


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


def _without_what_is_behind(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Without what follows the elements in which nearly all of the text stands, such as what else the site has."""
    container, weight = _main_container(blocks, kept)
    if weight < _NEARLY_ALL * _length(blocks, kept):
        return kept
    last = max(number for number in kept if _container(blocks[number]) == container)
    around = {blocks[number].element.getparent() for number in kept if _container(blocks[number]) == container}
    return {
        number
        for number in kept
        if number <= last or any(one in around for one in blocks[number].element.iterancestors())
    }


def _is_headline(block: Block, title: str) -> bool:
    return block.element.tag == "h1" or _key(block.text) == _key(title)


def _without_repeated(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Each paragraph once: what stands there again is a caption, or invites to something."""
    first: dict[str, int] = {}
    for number in sorted(kept):
        first.setdefault(_key(blocks[number].text), number)

    def is_new(number: int) -> bool:
        block = blocks[number]
        return len(block.text) < _LONG or block.element.tag == "li" or first[_key(block.text)] == number

    return set(filter(is_new, kept))


def _without_head(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Without the lines above the first paragraph that say who wrote it and when, and the credits of pictures."""
    longest = next((n for n in sorted(kept) if len(blocks[n].text) >= _A_PARAGRAPH), -1)
    return {
        number
        for number in kept
        if not _CREDIT.fullmatch(blocks[number].text) and not (number < longest and _says_when(blocks[number]))
    }


def _says_when(block: Block) -> bool:
    """Whether a line is a date with a time, a year or “Updated”, with few words beside."""
    is_line = len(block.text) < _A_PARAGRAPH and len(block.text.split()) <= _A_LINE
    return is_line and block.element.tag not in _HEADINGS and bool(_WHEN.search(block.text))


def _length(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers)


class _Known:
    """The paragraphs that were found, to ask whether a block is one of them, or a part of one."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        said = list(paragraphs)
        self._keys = {_key(line) for paragraph in said for line in (paragraph, *paragraph.split("\n"))}
        self._all = "\n".join(self._keys)
        self._joined = "".join(map(_key, said))
        self.length = sum(map(len, said))

    def holds(self, text: str) -> bool:
        key = _key(text)
        return key in self._keys or (len(key) >= _SHORTEST and key in self._all)

    def has_pieces(self, text: str) -> bool:
        """Whether it was found in several pieces: of a paragraph with links trafilatura may make such."""
        key = _key(text)
        return len(key) >= _SHORTEST and key in self._joined

    def mentions(self, text: str) -> bool:
        """Whether even a short block stands somewhere in what was found: of a flash trafilatura makes one line."""
        return _key(text) in self._all


def _between(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The blocks between the first and the last that were kept that look like text of the article."""
    inside = range(min(kept), max(kept))
    return {number for number in inside if number not in kept and _is_prose(blocks[number])}


def _like(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """The blocks elsewhere in the article that stand in a container like that of most that were kept."""
    container, weight = _main_container(blocks, kept)
    around = _article_around([blocks[number].element for number in kept])
    if not container[1] or weight < _length(blocks, kept) / 2 or around is None:
        return set()
    return {
        number
        for number, block in enumerate(blocks)
        if number not in kept
        and _container(block) == container
        and _is_prose(block)
        and any(one is around for one in block.element.iterancestors())
    }


def _main_container(blocks: Sequence[Block], kept: set[int]) -> tuple[tuple[str, str], int]:
    """What most of the text stands in, and how many characters of it."""
    weights: Counter[tuple[str, str]] = Counter()
    for number in kept:
        weights[_container(blocks[number])] += len(blocks[number].text)
    return weights.most_common(1)[0]


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
    return str(element.tag), _in_order(element.get("class", ""))


def _article_around(elements: Sequence["_Element"]) -> "_Element | None":
    """The innermost element for an article that holds all of these."""
    for around in elements[0].iterancestors("article", "main"):
        if all(any(one is around for one in element.iterancestors()) for element in elements):
            return around
    return None


def _standfirst(blocks: Sequence[Block], kept: set[int], title: str, description: str) -> set[int]:
    """The standfirst, between the headline and the first long paragraph; it may be several blocks of the same kind."""
    first = next((n for n in sorted(kept) if len(blocks[n].text) >= _A_PARAGRAPH), min(kept, default=0))
    headlines = [n for n in range(first) if _is_headline(blocks[n], title)]
    if not headlines:
        return set(_described(blocks[:first], description))
    headline = next((n for n in headlines if blocks[n].element.tag == "h1"), headlines[0])
    words = {word for number in kept for word in blocks[number].text.casefold().split()}
    found: list[int] = []
    below: set[int] = set()  # a second headline, which is one where nothing else is
    begin = max([headline + 1, *_described(blocks[:first], description)])
    for number in range(begin, first):
        block = blocks[number]
        if found and _kind(block) != _kind(blocks[found[0]]):
            break
        if number in kept or number in headlines or not _may_be_standfirst(block):
            continue
        if _is_described(block, description) or _is_named(block.element, _STANDFIRST) or _tells(block, words):
            found.append(number)
        elif number == headline + 1 and block.element.tag in {"h2", "h3", "p"}:
            below.add(number)
    return set(found) or below


def described_standfirst(blocks: Sequence[Block], description: str) -> list[str]:
    """The standfirst that the page's head has as its description, where the page shows it; else nothing."""
    return [blocks[number].text for number in _described(blocks, description)]


def _described(blocks: Sequence[Block], description: str) -> list[int]:
    """The number of the first block that may be a standfirst and is this description; none where no block is."""
    numbers = (n for n, block in enumerate(blocks) if _may_be_standfirst(block) and _is_described(block, description))
    return list(islice(numbers, 1))


def _kind(block: Block) -> tuple[str, str, str]:
    return str(block.element.tag), *_container(block)


def _may_be_standfirst(block: Block) -> bool:
    words = len(block.text.split())
    return (
        _STANDFIRST_WORDS[0] <= words <= _STANDFIRST_WORDS[1]
        and block.linked <= _LINKED * len(block.text)
        and not _beside(block.element, _ASIDE)
        and not _says_when(block)
    )


def _is_described(block: Block, description: str) -> bool:
    """Whether the page's head says the same."""
    key, told = _key(block.text), _key(description)
    return key == told or (len(told) >= _A_PARAGRAPH and key.startswith(told[:_A_PARAGRAPH]))


def _tells(block: Block, words: Set[str]) -> bool:
    """Whether it is a sentence about what the article is about, whose words these are."""
    own = [word for word in block.text.casefold().split() if len(word) >= _A_WORD]
    shared = sum(word in words for word in own)
    return (
        len(own) >= _FEW_WORDS
        and shared >= _SHARED * len(own)
        and block.element.tag != "li"
        and block.text.endswith(_SENTENCE_ENDS)
        and _is_prose(block)
    )


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
    around = (element, *islice(element.iterancestors(), 2))
    return any(_has_name(names, one.get("class", ""), one.get("id", "")) for one in around if one.tag != "body")


@lru_cache(maxsize=2000)  # the elements of a page have few classes
def _has_name(names: re.Pattern[str], classes: str, id: str) -> bool:
    return bool(names.search(f"{classes} {id}"))


@lru_cache(maxsize=1000)
def _in_order(classes: str) -> str:
    return " ".join(sorted(classes.split()))


@lru_cache(maxsize=1000)  # most are asked for several times
def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
