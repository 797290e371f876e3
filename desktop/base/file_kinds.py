"""Tells by its first bytes what kind of file one is that is not text."""

from typing import Final

from desktop.base.translation import Message

WORD: Final = Message("a Word document")
RTF: Final = Message("an RTF document")
PDF: Final = Message("a PDF document")
OPEN_DOCUMENT_TEXT: Final = Message("an OpenDocument text")
BOOK: Final = Message("an EPUB book")
ZIP: Final = Message("a zip archive")

_LOOKED_AT: Final = 4096  # bytes of a zip archive that tell what is in it
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
# https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: Final = {
    b"%PDF-": PDF,
    b"{\\rtf": RTF,
    b"\xd0\xcf\x11\xe0": Message("a document of an old Office, or one with a password"),
    b"SQLite format 3\0": Message("a database"),
    b"\x7fELF": Message("a program"),
    b"MZ\x90": Message("a program"),
    b"\x1f\x8b": Message("a gzip archive"),
    b"BZh91AY": Message("a bzip2 archive"),
    b"\xfd7zXZ": Message("an xz archive"),
    b"7z\xbc\xaf": Message("a 7z archive"),
    b"\x89PNG": Message("a picture (PNG)"),
    b"\xff\xd8\xff": Message("a picture (JPEG)"),
    b"GIF8": Message("a picture (GIF)"),
    b"OggS\0": Message("a sound or film (Ogg)"),
}
_IN_A_ZIP: Final = {  # a name or content that stands near the beginning
    b"word/": WORD,
    b"xl/": Message("an Excel workbook"),
    b"ppt/": Message("a PowerPoint presentation"),
    b"mimetypeapplication/vnd.oasis.opendocument.text": OPEN_DOCUMENT_TEXT,
    b"mimetypeapplication/vnd.oasis.opendocument.": Message("an OpenDocument file"),
    b"mimetypeapplication/epub+zip": BOOK,
}
_BEGINNINGS: Final = (*_ZIP, *_SIGNATURES)


def kind_of(data: bytes) -> Message | None:
    """What begins with these bytes; None where it may be text."""
    if not data.startswith(_BEGINNINGS):
        return None
    if data.startswith(_ZIP):
        return next((kind for sign, kind in _IN_A_ZIP.items() if sign in data[:_LOOKED_AT]), ZIP)
    return next(kind for sign, kind in _SIGNATURES.items() if data.startswith(sign))
