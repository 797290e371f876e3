"""Saved web pages (HTML): the article that trafilatura finds in the page, and what the page says of it.

Nothing is ever fetched: a page is read as the bytes of its file, whatever it links to.
"""

import codecs
import logging
import re
import warnings
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from desktop.base import files
from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.language import is_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXTENSIONS: Final = (".html", ".htm", ".xhtml")
_PAGE: Final = re.compile(r"(?>(?:<\?xml\b[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_ENCODINGS: Final = {  # those that browsers know (encoding.spec.whatwg.org), by Python's names
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874"),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *(f"cp{number}" for number in range(1250, 1259)),
    *("gbk", "gb2312", "gb18030", "big5", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949"),
}
_AS_BROWSERS_DO: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874"}
_ELEMENTS_LIMIT: Final = 15_000  # of a page: trafilatura takes a time that grows with their square
_DEPTH_LIMIT: Final = 150  # of elements in elements: with its third power
_ATTRIBUTES_LIMIT: Final = 1_000  # of an element: the parser's time grows with their square
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")  # what HTML takes for blank; a no-break space is none
_BLOCKS: Final = {"head", "p", "quote", "list", "item", "table", "row", "code", "div"}
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")


def score(source: Source) -> float:
    """A page says in its first words that it is one; a piece of one may not."""
    if source.kind:
        return NO
    return SURE if _PAGE.match(source.text) else NAMED if source.is_named(_EXTENSIONS) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a web page: its headline, and its text with a blank line between paragraphs."""
    data = source.contents()
    page = decoded(data, declared=_declared_encoding(data), lenient=True)
    if "\0" in page:
        raise Unfit(translated("The text holds a NUL character, so it is not plain text."))
    found, language = _extracted(page)
    paragraphs = list(_paragraphs(found.body)) if found is not None and found.body is not None else []
    if not paragraphs:
        raise Unfit(translated("No article was found in the page; copy its text and use Paste as article."))
    title = _clean(found.title or "")
    if title and paragraphs[0].casefold() not in title.casefold() and title.casefold() != paragraphs[0].casefold():
        paragraphs.insert(0, title)
    document = new_document(
        "\n\n".join(paragraphs),
        title=title,
        publisher=_clean(found.sitename or found.hostname or ""),
        url=found.url or "",
        author=_clean(found.author or ""),
        published=found.date or "",
        language=language,
    )
    return Reading(documents=(document,))


def _declared_encoding(data: bytes) -> str:
    """The encoding that the page names in its head, as browsers understand the name."""
    match = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except (LookupError, UnicodeDecodeError):
        return ""
    name = _AS_BROWSERS_DO.get(name, name)
    return name if name in _ENCODINGS else ""


def _extracted(page: str) -> tuple[Any, str]:
    """What trafilatura finds in the page, and the language that the page declares."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies warn of each other
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import DEFAULT_CONFIG

        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        config = deepcopy(DEFAULT_CONFIG)
        config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"  # a brief news item is one; below this it loses its paragraphs
        config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * files.SIZE_LIMIT)
        tree = load_html(page)
        if tree is None:
            return None, ""
        _refuse_too_large(tree)
        language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
        language = language.replace("_", "-")  # en_US is what many a template writes
        found = bare_extraction(
            tree,
            config=config,
            with_metadata=True,
            include_comments=False,
            # A date that stands in the page's data, not any date that its text happens to mention.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        return found, language if is_tag(language) else ""


def _refuse_too_large(tree: "_Element") -> None:
    from lxml.etree import iterwalk

    elements = depth = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        started = event == "start"
        elements += started
        depth += 1 if started else -1
        if elements > _ELEMENTS_LIMIT or depth > _DEPTH_LIMIT or len(element.attrib) > _ATTRIBUTES_LIMIT:
            raise Unfit(
                translated(
                    "The page is far larger than an article, or nested far deeper; "
                    "copy its text and use Paste as article."
                )
            )


def _paragraphs(block: "_Element") -> Iterator[str]:
    """The lines of a block of trafilatura's result: one for each heading, paragraph, list item and table row."""
    pieces: list[str] = []
    for kind, piece in _pieces(block):
        if kind == "text":
            pieces.append(piece)
        elif paragraph := _clean("".join(pieces)):
            yield paragraph
            pieces.clear()
    if paragraph := _clean("".join(pieces)):
        yield paragraph


def _pieces(element: "_Element") -> Iterator[tuple[str, str]]:
    """The text in the order of the page, and a border wherever a block begins or ends."""
    block = element.tag in _BLOCKS
    if block:
        yield "border", ""
    if element.tag == "lb":
        yield "text", "\v"
    yield "text", _BLANKS.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield "text", _BLANKS.sub(" ", child.tail or "")
    if element.tag == "cell":
        yield "text", "\t"
    if block:
        yield "border", ""


def _clean(text: str) -> str:
    lines = (line.strip(" \t\n") for line in text.split("\v"))
    return "\n".join(re.sub(" {2,}", " ", line) for line in lines if line)


FORMAT = Format(name="html", title=Message("Web page"), extensions=_EXTENSIONS, score=score, read=read)
