"""Plain text and Markdown: the file as a whole is the article's text."""

from pathlib import Path

from desktop.base import files
from desktop.base.decoding import decoded
from desktop.exchange.format import Draft, Format, draft


def read(path: Path) -> Draft:
    """The article of a text file."""
    return draft(decoded(files.contents(path)))


FORMAT = Format(
    name="text", title="Plain text and Markdown", extensions=(".txt", ".text", ".md", ".markdown"), read=read
)
