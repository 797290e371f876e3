"""What a file is that is no text, by its first bytes, in words."""

from typing import Final

WORD: Final = "a Word document"
ZIP: Final = "a zip archive"

_LOOKED_AT: Final = 4096  # bytes of a zip archive that tell what is in it
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
# https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: Final = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "a document of an old Office, or one that is locked with a password",
    b"SQLite format 3\0": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"BZh91AY": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"OggS\0": "a sound or film (Ogg)",
}
_IN_A_ZIP: Final = {  # a name or content that stands near the beginning
    b"word/": WORD,
    b"xl/": "an Excel workbook",
    b"ppt/": "a PowerPoint presentation",
    b"mimetypeapplication/vnd.oasis.opendocument.": "an OpenDocument file",
    b"mimetypeapplication/epub+zip": "an EPUB book",
}
_BEGINNINGS: Final = (*_ZIP, *_SIGNATURES)


def kind_of(data: bytes) -> str:
    """What begins with these bytes; empty where it may be text."""
    if not data.startswith(_BEGINNINGS):
        return ""
    if data.startswith(_ZIP):
        return next((kind for sign, kind in _IN_A_ZIP.items() if sign in data[:_LOOKED_AT]), ZIP)
    return next(kind for sign, kind in _SIGNATURES.items() if data.startswith(sign))
