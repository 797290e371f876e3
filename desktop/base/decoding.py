"""Bytes into text: Unicode first, and the encodings of older systems where it must be.

Text that is valid UTF-8 is UTF-8; nothing else is asked of it, which also makes it fast. Of the rest, chardet says
which encodings are likely. A few words tell it little: its first answers are then about as likely as each other, and
the text that charset-normalizer finds the most regular is taken, or the encoding that is met most often.
"""

import codecs
import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from desktop.base.encodings import ENCODINGS
from desktop.base.errors import Unfit
from desktop.base.file_kinds import kind_of
from desktop.base.translation import translated

MARKS: Final = (  # what a file of Unicode text begins with, and its encoding
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 200_000  # bytes that are looked at; an encoding does not change in the middle of a file
_UNSURE: Final = 0.15  # chardet's confidence in its first answer, below which the others count as well
_AS_LIKELY: Final = 0.85  # of the confidence in the first answer
_AS_UNSURE: Final = 0.6  # of it, where that is not sure
_OTHERS: Final = 3  # that are offered beside the likeliest
_REGULARITY: Final = 20_000  # characters whose regularity is measured
_TELLING: Final = 20_000  # characters of words that are looked through for what is odd, in up to thirty encodings
_IRREGULAR: Final = 0.2  # charset-normalizer's measure, above which it is no text
# How often files are met, where nothing else decides; the rest comes after these.
_MET_OFTEN: Final = (
    *("cp1252", "iso8859-1", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "cp1254", "cp1257", "cp1253"),
    *("cp1255", "cp1256", "mac-roman", "koi8-r", "cp850"),
)
# Labels under which browsers read the Windows encoding that has more characters (encoding.spec.whatwg.org).
_READ_AS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
}
_OF_BROWSERS: Final = {  # those that browsers know (encoding.spec.whatwg.org), by Python's names
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874"),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *(f"cp{number}" for number in range(1250, 1259)),
    *("cp932", "cp949", "cp950", "gb18030", "euc_jp", "iso2022_jp"),
}
_FEW: Final = 16  # bytes
_ALPHABETS: Final = 6  # Greek, Cyrillic, Hebrew and Arabic have the 256 characters from 3 to 6
_SHORT: Final = 400  # bytes, which tell chardet too little
_OFTENEST: Final = 7  # of the encodings that are met often, which a short text may be in
_CONTROLS: Final = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# What is rare in a word: another script, a capital after a small letter, what is no letter. And the codes of terminals.
_ODD: Final = regex.compile(
    r"\p{Latin}[\p{Greek}\p{Cyrillic}]|[\p{Greek}\p{Cyrillic}]\p{Latin}|\p{Ll}\p{Lu}"
    r"|(?<=\p{L})[\p{S}¡¿‚„‰§¶]|[\p{S}‰§¶](?=\p{L})|(?<=\p{L})[…«»\p{No}\p{Lm}](?=\p{L})|[\x80-\x9f]"
)
_ESCAPE: Final = b"\x1b"  # with which ISO 2022 changes the alphabet; all of its bytes are valid UTF-8
_SEVEN_BITS: Final = ("iso2022", "utf-16", "utf-32")  # whose bytes may be valid UTF-8
_DAMAGED: Final = 0.01  # of a page's characters may be bad; with more, the encoding that it declares is a lie


class Decoded(NamedTuple):
    """The text that bytes hold."""

    text: str
    encoding: str  # by Python's name
    likely: Sequence[str] = ()
    """Where others are about as likely: the encodings, by Python's names, the one of the text first."""


def decoded(data: bytes, *, declared: str = "", lenient: bool = False) -> str:
    """The text that the bytes of a file hold, as `in_doubt` reads it; a KnownError as of that."""
    return in_doubt(data, declared=declared, lenient=lenient).text


def in_doubt(data: bytes, *, declared: str = "", lenient: bool = False) -> Decoded:
    """The text that the bytes of a file hold. `declared` is the encoding that the file itself names, if it does.

    Damaged text is refused, unless `lenient` asks for U+FFFD in the place of what is damaged, as browsers do.

    Raises:
        KnownError: they hold no text, or damaged text. The sentence has no file name: the caller knows it.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding), encoding.removesuffix("-sig"))
    if few := _few_letters(data):
        return Decoded(data.decode(few), few)
    if is_binary(data):
        raise Unfit(translated("It is a binary file, not text."))
    if (text := _unicode(data, lenient=lenient)) is not None:
        return Decoded(text, "utf-8")
    if declared and (text := _as_declared(data, browsers_read(declared), lenient=lenient)) is not None:
        return Decoded(text, browsers_read(declared))
    first, *others = _detected(data)
    text = _strictly(data, first)
    return Decoded(text, first, _in_doubt(data, text, first, others))


def in_encoding(data: bytes, encoding: str) -> str:
    """The text that the bytes hold in the encoding that a person names, by any name that Python knows.

    Raises:
        KnownError: they hold none; the sentence has no file name.
    """
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeError, LookupError, ValueError) as error:  # the last for a NUL in the name
        raise Unfit(translated("It is not text in the encoding {encoding}.", encoding=encoding)) from error


def is_binary(data: bytes) -> bool:
    """Whether these bytes begin as a known binary format does, or hold what no text holds."""
    if kind_of(data):
        return True
    sample = data[:_SAMPLE]
    controls = _controls_in(sample)
    # A stray NUL or form feed in a text is reported later, by a sentence of its own.
    return controls > max(2, 0.01 * len(sample)) and not _unmarked(sample)


def _controls_in(data: bytes) -> int:
    """How many characters of it steer something, and are no letters."""
    return len(data) - len(data.translate(None, _CONTROLS))


def _detected(data: bytes) -> Sequence[str]:
    """The encodings, by Python's names, that these bytes of an older system may be in, the likeliest first."""
    likely = _likely(data[:_SAMPLE])
    if not likely:
        raise Unfit(translated("It is not text in an encoding that Ascribe knows; save it as UTF-8."))
    return likely


def _in_doubt(data: bytes, text: str, encoding: str, others: Sequence[str]) -> Sequence[str]:
    """The encoding of the text and others, met often, that give another text, no odder than this; empty without any."""
    if encoding not in ENCODINGS or not others:
        return ()
    seen = {text}
    found = [encoding]
    odd = _oddness(text)
    for other in (one for one in others if one in _MET_OFTEN):
        try:
            read = data.decode(other)
        except UnicodeDecodeError:
            continue
        if read not in seen and len(found) <= _OTHERS and _oddness(read) <= odd:
            found.append(other)
        seen.add(read)
    return tuple(found) if len(found) > 1 else ()


def _oddness(text: str) -> int:
    """How much is odd in the first words that tell one encoding from another."""
    telling = " ".join(word for word in text[:_SAMPLE].split(" ") if not word.isascii())
    return len(_ODD.findall(telling[:_TELLING]))


def browsers_read(label: str) -> str:
    """The encoding, by Python's name, that browsers understand by this label; empty where there is none."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError, ValueError):  # the last for a NUL in the label
        return ""
    name = _READ_AS.get(name, name)
    return name if name in _OF_BROWSERS else ""


def _likely(sample: bytes) -> Sequence[str]:
    """The encodings that the sample may be in, the likeliest first."""
    from chardet import EncodingEra, detect_all

    eras = EncodingEra.ALL & ~EncodingEra.MAINFRAME
    answers = detect_all(sample, ignore_threshold=True, encoding_era=eras, prefer_superset=False, compat_names=False)
    found = [(str(answer["encoding"]), float(answer["confidence"])) for answer in answers if answer["encoding"]]
    if not found:
        return ()
    most = found[0][1]
    enough = (_AS_UNSURE if most < _UNSURE else _AS_LIKELY) * most
    names = [name for name, confidence in found if confidence >= enough]
    if most < _UNSURE:
        names.sort(key=lambda name: (round(_irregularity(sample, name), 1), _rarity(name)))
    return [_widest(sample, name) for name in _least_odd_first(sample, names)]


def _least_odd_first(sample: bytes, names: Sequence[str]) -> Sequence[str]:
    """Likely encodings, and in a short sample those that are met often, too, where the likeliest makes odd words."""

    def oddness(name: str) -> float:
        try:
            return _oddness(sample.decode(name))
        except UnicodeDecodeError:
            return math.inf

    if not oddness(names[0]):
        return names
    others = _MET_OFTEN[:_OFTENEST] if len(sample) < _SHORT else ()
    return sorted([*names, *(name for name in others if name not in names and not oddness(name))], key=oddness)


def _rarity(encoding: str) -> int:
    return _MET_OFTEN.index(encoding) if encoding in _MET_OFTEN else len(_MET_OFTEN)


def _irregularity(sample: bytes, encoding: str) -> float:
    """From 0 to 1: how unlike a text the sample looks in this encoding."""
    from charset_normalizer.md import mess_ratio

    return mess_ratio(sample.decode(encoding, "replace")[:_REGULARITY], maximum_threshold=1.0)


def _widest(sample: bytes, encoding: str) -> str:
    """The encoding with more characters that files of this one are really in, where the sample allows it."""
    wider = _READ_AS.get(encoding, encoding)
    try:
        sample.decode(wider)
    except UnicodeDecodeError:
        return encoding
    return wider


def _few_letters(data: bytes) -> str:
    """The encoding of a few letters in UTF-16 without a mark, which tell chardet nothing; empty for all other bytes."""
    if len(data) > _FEW or len(data) % 2 or not _controls_in(data):
        return ""
    return next((name for name in ("utf-16-le", "utf-16-be") if _is_of_one_alphabet(data.decode(name, "replace"))), "")


def _is_of_one_alphabet(text: str) -> bool:
    """Whether it is letters of one of the alphabets that Unicode has first, and what stands between letters."""
    blocks = {ord(character) >> 8 for character in text if character.isalpha()}
    plain = text.replace("\r", "").replace("\n", "").replace("\t", "")
    return (
        plain.isprintable() and bool(blocks) and (blocks <= {0, 1} or (len(blocks) == 1 and max(blocks) <= _ALPHABETS))
    )


def _unmarked(sample: bytes) -> bool:
    """Whether it is text in UTF-16 or UTF-32 without the mark that these begin with."""
    from chardet import detect

    encoding = detect(sample, compat_names=False)["encoding"] or ""
    return encoding.startswith(("utf-16", "utf-32")) and _irregularity(sample, encoding) < _IRREGULAR


def _unicode(data: bytes, *, lenient: bool) -> str | None:
    """The text of valid UTF-8, or of damaged UTF-8 if `lenient`; None where it never was UTF-8."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if not _is_damaged_utf8(data):
            return None
        if lenient:
            return data.decode(errors="replace")
        raise _damage(data, error) from error
    if _ESCAPE not in data and "\0" not in text:
        return text
    return None if "".join(_likely(data[:_SAMPLE])[:1]).startswith(_SEVEN_BITS) else text


def _as_declared(data: bytes, encoding: str, *, lenient: bool) -> str | None:
    """The text in the encoding that the file names; None where that is a lie. One bad byte does not make it one."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        if not lenient or not encoding:
            return None
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    return text if bad <= _DAMAGED * sum(character > "\x7f" for character in text) else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Tells damaged UTF-8 from bytes that never were UTF-8, where sound sequences come about by accident only."""
    text = data.decode(errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    return _holds_surrogates(data) or sound > 2 * damaged


def _damage(data: bytes, error: UnicodeDecodeError) -> Unfit:
    if _holds_surrogates(data):
        return Unfit(translated("The text holds half of a UTF-16 pair (a lone surrogate), so it is damaged."))
    return Unfit(
        translated(
            "It is UTF-8 text that is damaged at byte {start}; mend it in an editor and save it as UTF-8.",
            start=error.start,
        )
    )


def _holds_surrogates(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for surrogates, which UTF-8 has no place for."""
    try:
        data.decode(errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise Unfit(
            translated("It is {encoding} text that is damaged at byte {start}.", encoding=name, start=error.start)
        ) from error
