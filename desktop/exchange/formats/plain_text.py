"""Plain text and Markdown: the file as a whole is the article's text."""

import re

from desktop.base.decoding import decoded, is_binary
from desktop.base.translation import Message
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, POSSIBLE, Format, Pulse
from desktop.exchange.source import Source

_MARKDOWN = (".md", ".markdown")
_EXTENSIONS = (".txt", ".text", *_MARKDOWN)
_HEADING = re.compile(r"\s*#{1,6}[ \t]+([^\n]+)")  # spec.commonmark.org, ATX headings; more #s may close one


def score(source: Source) -> float:
    """A text is what is nothing else."""
    if source.kind:
        return NO
    if source.is_named(_EXTENSIONS):
        return NAMED
    return POSSIBLE if source.has_mark or not is_binary(source.beginning) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a text file. A heading that a Markdown file begins with is its title, without the mark."""
    text = decoded(source.contents())
    heading = _HEADING.match(text) if source.is_named(_MARKDOWN) else None
    return Reading(documents=(new_document(text, title=heading[1].rstrip().rstrip("#") if heading else ""),))


FORMAT = Format(name="text", title=Message("Plain text and Markdown"), extensions=_EXTENSIONS, score=score, read=read)
