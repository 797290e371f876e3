"""Text files whose encoding is not certain: the track that keeps the likely ones, and what an import says.

A library keeps no bytes. A track of the text names the encodings that were about as likely, the one in which it was
read first; by it, `other_encoding` leads the text back to its bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.base.decoding import Decoded
from desktop.base.encodings import in_words
from desktop.base.translation import listed, translated
from desktop.exchange.document import Document, Reading
from desktop.model.records import Track


def in_doubt(reading: Reading, found: Decoded) -> Reading:
    """What was read, with what keeps and says that its letters may be others; as it is where there is no doubt."""
    if not found.likely:
        return reading
    first, *others = map(in_words, found.likely)
    told = translated(
        "It was read as {encoding}, but may be {others}; “Article details” can change that until it is annotated.",
        encoding=first,
        others=listed(others),
    )
    tracked = _tracked(reading.documents, found.likely)
    documents = tuple(tracked) if isinstance(reading.documents, Sequence) else tracked
    return replace(reading, documents=documents, remarks=(*reading.remarks, told))


def _tracked(documents: Iterable[Document], likely: Sequence[str]) -> Iterator[Document]:
    for document in documents:
        if not document.text.isascii():
            yield replace(document, tracks=[*document.tracks, track_of(document.text, likely)])
        else:
            yield document


def track_of(text: str, likely: Sequence[str]) -> Track:
    """What is kept of the encodings of a text, its own first."""
    return Track("encoding", 0, len(text), " ".join(likely))
