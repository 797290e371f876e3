"""What a page says of its article: in JSON-LD, Open Graph, meta elements and microdata, in that order of trust."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from desktop.exchange.web.blocks import clean
from desktop.model.dates import is_date
from desktop.model.language import is_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLES: Final = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting|WebPage)$")
_DEEPEST: Final = 12  # levels of JSON-LD that are looked at
_BETWEEN: Final = re.compile(r"\s+(?:\||-|–|—|::|»|·|•|:)\s+")  # headline and the site's name, in a title
_LAST_FIRST: Final = re.compile(r"([^,;]+), ([^,;]+)")
_BY: Final = re.compile(r"\A(?:by|von|par|por|di|door|av|af)\s+", re.I)
_AUTHORS: Final = ("author", "article:author", "byl", "dc.creator")
_OF_AUTHORS: Final = ("author", "authors")  # ends of the names of meta elements that some sites have
_PROFILE: Final = re.compile(  # the address of what a site says of one of its authors
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|reporters?|writers?|journalists?|contributors?|columnists?|profiles?|team|"
    r"by)/(?:[^?#]*/)?[^/?#]*[a-z][^/?#]*/?(?:[?#].*)?$",
    re.I,
)
_AGENCY: Final = re.compile(r"[a-z]{2,5}|[A-Z]{2,5}")  # as a byline ends in; another word is where they write from
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,5}")  # of an agency
_NAMES: Final = re.compile(r"[^\W\d_][^\d:;|@]{2,60}")  # of several, with “and” between them
_NAME: Final = re.compile(r"[^\W\d_][^\d:;|@]{1,40}")
_LINE_BREAKS: Final = re.compile(r"</(?:p|h\d|li|div)>|<br ?/?>", re.I)
_TAGS: Final = re.compile(r"<[^<>]{0,500}>")
_AND: Final = re.compile(r",?\s+(?:and|und|og|och|et|y|en|&)\s+")
_INITIALS: Final = re.compile(r"\s+\([a-z]{2,4}\.?\)$")
_AND_MORE: Final = re.compile(r", (?:\S+ ){3}.*")  # what somebody is
_WEB_ADDRESS: Final = re.compile(r"https?://|www\.|^@|\S+@\S+")
_PUBLISHED: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished", "date", "pubdate"),
    *(
        "publishdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "publish-date",
    ),
    *("cxenseparse:recs:publishtime", "citation_publication_date", "article.published", "og:published_time"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article; empty where the page says nothing."""

    title: str = ""
    author: str = ""  # several are joined by semicolons
    published: str = ""  # ISO 8601, to the day
    publisher: str = ""
    url: str = ""
    language: str = ""  # a BCP 47 tag
    description: str = ""
    body: str = ""  # the text of the article, where the page's data have it


def facts_of(tree: "_Element") -> Facts:
    """What the page says of its article."""
    metas = _metas(tree)
    article = _json_ld(tree)
    publisher = _name(article.get("publisher")) or metas.get("og:site_name", "") or metas.get("application-name", "")
    return Facts(
        title=_title(tree, metas, article, publisher),
        author=_authors(tree, metas, article, publisher),
        published=_day(article.get("datePublished")) or _published(tree, metas),
        publisher=publisher,
        url=_address(tree, metas),
        language=_language(tree, metas, article),
        body=_body(article),
        description=_text(article.get("description")) or metas.get("og:description") or metas.get("description", ""),
    )


def _metas(tree: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = clean(meta.get("content") or "").replace("\n", " ")
        if name and content:
            found.setdefault(name, content)
    return found


def _json_ld(tree: "_Element") -> Mapping[str, Any]:
    """The article that a script of JSON-LD describes; the one that says the most where there are several."""
    found = [
        one for script in tree.iter("script") if "ld+json" in (script.get("type") or "") for one in _articles(script)
    ]
    return max(found, key=lambda one: ("headline" in one, "datePublished" in one, len(one)), default={})


def _articles(script: "_Element") -> Iterator[Mapping[str, Any]]:
    try:
        content = json.loads((script.text or "").strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _within(content, 0)


def _within(content: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(content, list):
        for one in content:
            yield from _within(one, depth + 1)
    elif isinstance(content, dict):
        kinds = content.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLES.match(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield content
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _within(content.get(name), depth + 1)


def _title(tree: "_Element", metas: Mapping[str, str], article: Mapping[str, Any], publisher: str) -> str:
    """The headline without the site's name: the heading that a title of the page begins with, if there is one."""
    titles = [
        _text(article.get("headline")),
        metas.get("og:title", ""),
        metas.get("twitter:title", ""),
        _head_title(tree),
    ]
    titles = [title for title in titles if title]
    for title in titles:
        for words in map(_words, tree.iter("h1", "h2", "h3")):
            if words and _begins(title, words):
                return words
    for title in titles:
        return _without_site(title, publisher)
    return next(filter(None, map(_words, tree.iter("h1"))), "")


def _begins(title: str, words: str) -> bool:
    """Whether a title is these words, or these words and the site's name."""
    if title.casefold() == words.casefold():
        return True
    behind = title[len(words) :]
    return title.casefold().startswith(words.casefold()) and bool(_BETWEEN.match(behind + " "))


def _without_site(title: str, publisher: str) -> str:
    parts = list(_BETWEEN.finditer(title))
    if not parts:
        return title
    first, last = title[: parts[0].start()], title[parts[-1].end() :]
    if publisher and _alike(last, publisher):
        return title[: parts[-1].start()]
    if publisher and _alike(first, publisher):
        return title[parts[0].end() :]
    return title


def _alike(words: str, publisher: str) -> bool:
    some, other = (re.sub(r"\W|^the ", "", one.casefold()) for one in (words, publisher))
    return bool(some and other) and (some in other or other in some)


def _head_title(tree: "_Element") -> str:
    head = tree.find(".//head/title")
    return _words(head) if head is not None else ""


def _authors(tree: "_Element", metas: Mapping[str, str], article: Mapping[str, Any], publisher: str) -> str:
    """The names, joined by semicolons. An organisation is the author only where nobody else is named."""
    others = ""
    for names in _named_authors(tree, metas, article):
        plain = (_BY.sub("", " ".join(name.split())) for name in names if _is_a_name(name))
        kept = list(dict.fromkeys(one for name in plain for one in _each(name)))
        people = [name for name in kept if not _alike(name, publisher) and not _ABBREVIATION.fullmatch(name)]
        if len(people) == 1:  # some data name one of several
            kept = next((byline for find in (_byline, _bylines) if people[0] in (byline := find(tree))), kept)
        if people:
            return "; ".join(kept)
        others = others or "; ".join(kept)
    return _signed(tree, publisher) or others


def _named_authors(tree: "_Element", metas: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """The names in each place of a page that may say who wrote it, the one that is trusted most first."""
    yield _names(article.get("author")) or _names(article.get("creator"))
    cited = (one for one in tree.iter("meta") if (one.get("name") or "").lower() == "citation_author")
    yield [_LAST_FIRST.sub(r"\2 \1", one.get("content") or "") for one in cited]
    yield [next(filter(None, map(metas.get, _AUTHORS)), "")]
    yield [content for name, content in metas.items() if name.endswith(_OF_AUTHORS)]
    yield _together(tree.xpath("//*[@itemprop='author' or @rel='author']"))
    yield _byline(tree)


def _byline(tree: "_Element") -> list[str]:
    """The names of those to whose pages the first links of this kind lead."""
    links = (one for one in tree.iter("a") if _PROFILE.search(one.get("href") or ""))
    named = [link for link in links if _NAME.fullmatch(_words(link))]
    return list(dict.fromkeys(_together(named)))


def _bylines(tree: "_Element") -> list[str]:
    """The names in the first elements that are called a byline."""
    called = tree.xpath("descendant::*[@class][contains(@class, 'byline')]")  # or in a part of a name
    bylines = [one for one in called if "byline" in one.get("class").split()]
    return [name for name in dict.fromkeys(_together(bylines)) if _NAME.fullmatch(name)]


def _signed(tree: "_Element", publisher: str) -> str:
    """Who stands behind “by” in the first element that is called a byline or an author's, without where they are."""
    for one in tree.xpath("//*[contains(@class, 'author') or contains(@class, 'byline')]"):
        by = _BY.match(words := _words(one))
        if by and _NAMES.fullmatch(words, by.end()):
            named = _each(words[by.end() :])
            people = named if len(named) > 1 else [named[0].partition(",")[0]]
            if all(" " in name and not _alike(name, publisher) for name in people):
                return "; ".join(people)
    return ""


def _together(elements: Sequence["_Element"]) -> Sequence[str]:
    """The words of the first of these elements, and of those in the same part of the page."""
    around = [next(islice(element.iterancestors(), 1, 2), None) for element in elements]
    return [_words(element) for element, part in zip(elements, around, strict=True) if part is around[0]]


def _each(name: str) -> list[str]:
    """The people of “Ann Lee, Tim Holm and Ada Kern”; one name alone is itself, without initials in brackets."""
    name = _INITIALS.sub("", name)
    parts = _AND.split(name)
    if len(parts) == 1:
        return [_AND_MORE.sub("", name)]
    parts = [one.strip() for part in parts for one in part.split(", ")]
    ends_in_a_word = len(parts) > 2 and " " not in parts[-1]
    people, behind = (parts[:-1], parts[-1:]) if ends_in_a_word else (parts, [])
    if all(len(part.split()) in {2, 3, 4} for part in people):
        return people + [word for word in behind if _AGENCY.fullmatch(word)]
    return [name]


def _is_a_name(name: str) -> bool:
    return any(map(str.isalpha, name)) and len(name) <= 120 and not _WEB_ADDRESS.search(name)


def _names(value: Any) -> list[str]:
    return [name for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str:
    """A string of JSON-LD as plain words: some sites write HTML's entities into it."""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _body(article: Mapping[str, Any]) -> str:
    """The lines of the article's text; some sites write HTML into it."""
    value = article.get("articleBody")
    if not isinstance(value, str):
        return ""
    words = html.unescape(_LINE_BREAKS.sub("\n", value)) if "<" in value or "&" in value else value
    lines = (" ".join(_TAGS.sub("", line).split()) for line in words.split("\n"))
    return "\n".join(filter(None, lines))


def _published(tree: "_Element", metas: Mapping[str, str]) -> str:
    for name in _PUBLISHED:
        if day := _day(metas.get(name)):
            return day
    for one in tree.xpath("//*[@itemprop='datePublished']"):
        if day := _day(one.get("content") or one.get("datetime") or _words(one)):
            return day
    return next(filter(None, (_day(one.get("datetime")) for one in tree.iter("time"))), "")


def _day(value: Any) -> str:
    """The day of a moment in ISO 8601, as it was where it was written."""
    day = value.strip()[:10] if isinstance(value, str) else ""
    return day if len(day) == 10 and is_date(day) else ""


def _address(tree: "_Element", metas: Mapping[str, str]) -> str:
    canonical = next((one.get("href") or "" for one in tree.iter("link") if (one.get("rel") or "") == "canonical"), "")
    return next((url for url in (canonical, metas.get("og:url", "")) if url.startswith(("http://", "https://"))), "")


def _language(tree: "_Element", metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    said: Sequence[str] = (
        root,
        _text(article.get("inLanguage")),
        metas.get("og:locale", ""),
        metas.get("content-language", ""),
    )
    tags = (one.strip().replace("_", "-") for one in said)  # en_US is what many a template writes
    return next((tag for tag in tags if tag and is_tag(tag)), "")


def _words(element: "_Element") -> str:
    return " ".join("".join(element.itertext()).split())
