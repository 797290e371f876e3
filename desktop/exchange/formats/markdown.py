"""Markdown: the text without its marks, and what the front matter says of the article."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop.base.translation import Message
from desktop.exchange.bylines import iso_date
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, Format, Pulse
from desktop.exchange.source import Source
from desktop.exchange.uncertain_encoding import in_doubt
from desktop.model.dates import is_date
from desktop.model.features import OF_AN_ARTICLE
from desktop.model.language import is_tag

if TYPE_CHECKING:
    from markdown_it.token import Token

_EXTENSIONS: Final = (".md", ".markdown")
_YAML: Final = re.compile(r"\s*---[ \t]*\n(.{0,60000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML: Final = re.compile(r"\s*\+\+\+[ \t]*\n(.{0,60000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_ENDLESS_KEY: Final = re.compile(r"(?:[^\n.]*\.){200}")  # the parser's time grows with the square of its parts
_NAMED: Final = {  # what the front matter of the usual site generators calls it
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": ("date", "published", "publishdate", "pubdate", "created"),
    "publisher": ("publisher", "site", "source", "outlet", "publication"),
    "url": ("url", "canonical", "canonical_url", "link", "permalink"),
    "language": ("lang", "language", "locale"),
}
_NOTHING: Final = {"", "null", "~"}  # how YAML writes no value
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]")


def score(source: Source) -> float:
    """A Markdown file is recognised by its name."""
    return NAMED if source.is_named(_EXTENSIONS) and not source.kind else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a Markdown file. Its title is the one of the front matter, else a heading that it begins with."""
    found = source.decoded()
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    known, body = _parted(text)
    tokens = _tokens(body)
    paragraphs = list(_paragraphs(tokens))
    if tokens and tokens[0].type == "heading_open" and paragraphs:
        known.setdefault("title", paragraphs[0])
    elif "title" in known:
        paragraphs.insert(0, known["title"])
    return in_doubt(Reading(documents=(new_document("\n\n".join(paragraphs), **known),)), found)


def _parted(text: str) -> tuple[dict[str, str], str]:
    """What the front matter says, and what follows it; the text as it is where there is none, or an unsound one."""
    for beginning, said_in in ((_YAML, _said_in_yaml), (_TOML, _said_in_toml)):
        front = beginning.match(text)
        if front and (known := _known(said_in(front[1]))):
            return known, text[front.end() :]
    return {}, text


def _said_in_yaml(front_matter: str) -> Any:
    import yaml

    try:
        return yaml.load(front_matter, Loader=yaml.BaseLoader)  # values as they are written: 2021-02-30 is no day
    # What PyYAML raises, beside its own, of what is odd.
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None


def _said_in_toml(front_matter: str) -> Any:
    import tomllib

    if _ENDLESS_KEY.search(front_matter):
        return None
    try:
        return tomllib.loads(front_matter)
    except (ValueError, RecursionError):
        return None


def _known(said: Any) -> dict[str, str]:
    """What the front matter says, by the name of the article's field; nothing where it has no keys."""
    if not isinstance(said, Mapping):
        return {}
    by_name = {str(name).casefold(): value for name, value in said.items()}
    known = {field: _words(by_name, names) for field, names in _NAMED.items()}
    language = known["language"].replace("_", "-")
    known["language"] = language if is_tag(language) else ""
    known["published"] = _day(known["published"], known["language"])
    return {field: words for field, words in known.items() if words}


def _words(by_name: Mapping[str, object], names: Sequence[str]) -> str:
    return next((words for name in names if (words := _in_words(by_name.get(name)))), "")


def _in_words(value: Any) -> str:
    """A value of the front matter: a word, a day, a person with a name, or a list of these."""
    match value:
        case datetime.datetime():
            return value.date().isoformat()
        case str() if value.casefold() in _NOTHING:
            return ""
        case datetime.date() | int() | float() | str() if not isinstance(value, bool):
            return " ".join(str(value).split())
        case list():
            return "; ".join(filter(None, (_in_words(one) for one in value if not isinstance(one, list))))
        case {"name": str(name)}:
            return " ".join(name.split())
    return ""


def _day(words: str, language: str) -> str:
    words = words[:10] if _MOMENT.match(words) else words
    return words if is_date(words) else iso_date(words, language)


def _tokens(text: str) -> "Sequence[Token]":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def _paragraphs(tokens: "Sequence[Token]") -> Iterator[str]:
    """The headings, paragraphs, list items, lines of tables and blocks of code, without marks."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield "\t".join(cells)
            cells = None
        elif token.type in {"fence", "code_block"}:
            yield token.content.rstrip("\n")
        elif token.type == "inline":
            words = _plain(token.children or ())
            if cells is not None:
                cells.append(words.replace("\n", " "))
            elif words.strip():
                yield words.strip()


def _plain(tokens: "Sequence[Token]") -> str:
    pieces = []
    for token in tokens:
        if token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "image":
            continue  # what stands for a picture is no text of the article
        elif token.type != "html_inline":
            pieces.append(token.content)
    return "".join(pieces)


FORMAT = Format(
    name="markdown",
    title=Message("Markdown"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE,
    read=read,
)
