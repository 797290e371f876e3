"""The text of a document: its paragraphs, its notes below them, and the article that this is."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.exchange.bylines import byline_of
from desktop.exchange.document import Document, new_document


def note_mark(number: int) -> str:
    """What stands in the text where a note belongs, and before the note itself. Notes count from 1."""
    return f"[{number}]"


def with_notes(lines: Iterable[str], notes: Sequence[str]) -> Iterator[str]:
    """The lines of the text, then a line for each of its notes."""
    yield from lines
    for number, note in enumerate(notes, start=1):
        yield f"{note_mark(number)} {' '.join(note.split())}".rstrip()


def article_of(lines: Iterable[str], **known: str) -> Document:
    """The article of these paragraphs, with what is known of it, and what its first lines say besides.

    Raises:
        KnownError: there is no text in it.
    """
    text = "\n".join(lines).strip("\n")
    return new_document(text, **(byline_of(text)._asdict() | {field: said for field, said in known.items() if said}))
