"""Encodings as people know them: by the alphabet, and by the name that other programs show."""

from collections.abc import Mapping
from typing import Final

from desktop.base.translation import Message, translated

_WESTERN: Final = Message("Western European")
_CENTRAL: Final = Message("Central European")
_BALTIC: Final = Message("Baltic")
_CYRILLIC: Final = Message("Cyrillic")
_GREEK: Final = Message("Greek")
_TURKISH: Final = Message("Turkish")
_HEBREW: Final = Message("Hebrew")
_ARABIC: Final = Message("Arabic")
_CHINESE: Final = Message("Chinese")
_JAPANESE: Final = Message("Japanese")
_KOREAN: Final = Message("Korean")
_THAI: Final = Message("Thai")
_UNICODE: Final = Message("Unicode")

ENCODINGS: Final[Mapping[str, tuple[Message, str]]] = {  # by Python's names: the alphabet, and the usual name
    "utf-8": (_UNICODE, "UTF-8"),
    "utf-16": (_UNICODE, "UTF-16"),
    "cp1252": (_WESTERN, "Windows-1252"),
    "iso8859-15": (_WESTERN, "ISO 8859-15"),
    "mac-roman": (_WESTERN, "Mac OS Roman"),
    "cp850": (_WESTERN, "DOS 850"),
    "cp437": (_WESTERN, "DOS 437"),
    "cp1250": (_CENTRAL, "Windows-1250"),
    "iso8859-2": (_CENTRAL, "ISO 8859-2"),
    "cp852": (_CENTRAL, "DOS 852"),
    "mac-latin2": (_CENTRAL, "Mac OS"),
    "iso8859-16": (_CENTRAL, "ISO 8859-16"),
    "cp1257": (_BALTIC, "Windows-1257"),
    "iso8859-13": (_BALTIC, "ISO 8859-13"),
    "iso8859-4": (_BALTIC, "ISO 8859-4"),
    "cp1251": (_CYRILLIC, "Windows-1251"),
    "koi8-r": (_CYRILLIC, "KOI8-R"),
    "koi8-u": (_CYRILLIC, "KOI8-U"),
    "iso8859-5": (_CYRILLIC, "ISO 8859-5"),
    "cp866": (_CYRILLIC, "DOS 866"),
    "cp855": (_CYRILLIC, "DOS 855"),
    "mac-cyrillic": (_CYRILLIC, "Mac OS"),
    "cp1253": (_GREEK, "Windows-1253"),
    "iso8859-7": (_GREEK, "ISO 8859-7"),
    "cp1254": (_TURKISH, "Windows-1254"),
    "iso8859-3": (_TURKISH, "ISO 8859-3"),
    "cp1255": (_HEBREW, "Windows-1255"),
    "iso8859-8": (_HEBREW, "ISO 8859-8"),
    "cp1256": (_ARABIC, "Windows-1256"),
    "iso8859-6": (_ARABIC, "ISO 8859-6"),
    "gb18030": (_CHINESE, "GB 18030"),
    "cp950": (_CHINESE, "Big5"),
    "big5hkscs": (_CHINESE, "Big5-HKSCS"),
    "cp932": (_JAPANESE, "Shift JIS"),
    "euc_jp": (_JAPANESE, "EUC-JP"),
    "iso2022_jp": (_JAPANESE, "ISO-2022-JP"),
    "cp949": (_KOREAN, "EUC-KR"),
    "cp874": (_THAI, "Windows-874"),
}

_ORDERS: Final = ("-le", "-be")  # of the bytes, which nobody needs to know


def in_words(encoding: str) -> str:
    """The encoding of this name, as it is shown: “Cyrillic (KOI8-R)”."""
    if encoding.endswith(_ORDERS):
        encoding = encoding[: -len(_ORDERS[0])]
    if encoding not in ENCODINGS:
        return encoding.upper()
    alphabet, name = ENCODINGS[encoding]
    return translated("{alphabet} ({encoding})", alphabet=translated(alphabet), encoding=name)
