"""Plain text and Markdown: the file as a whole is the article's text."""

import re
from pathlib import Path

from desktop.base import files
from desktop.base.decoding import decoded
from desktop.exchange.format import Draft, Format, draft

_MARKDOWN = (".md", ".markdown")
_HEADING = re.compile(r"\s*#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)  # spec.commonmark.org, ATX headings


def read(path: Path) -> Draft:
    """The article of a text file. A heading that a Markdown file begins with is its title, without the mark."""
    text = decoded(files.contents(path))
    heading = _HEADING.match(text) if path.suffix.lower() in _MARKDOWN else None
    return draft(text, title=heading[1] if heading else "")


FORMAT = Format(name="text", title="Plain text and Markdown", extensions=(".txt", ".text", *_MARKDOWN), read=read)
