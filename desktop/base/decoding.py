"""Bytes into text: Unicode first, and the encodings of older systems where it must be.

Text that is valid UTF-8 is UTF-8; nothing else is asked of it, which also makes it fast. Only what is not goes to
charset-normalizer. That library judges by how regular a text looks, so in a short one it sees Hungarian in French and
Chinese in a curly apostrophe. Two things that are known of real text help it: scripts other than Latin have nearly
all of their letters outside of ASCII, and a Latin text keeps to the alphabet of its language.
"""

import codecs
import logging
import re
from typing import Final

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
# The share of letters outside of ASCII: up to 0.35 in a few words of a Latin script, 0.7 or more in others.
_NOT_LATIN_FROM: Final = 0.4
_SAMPLE: Final = 200_000  # bytes that are looked at; a code page does not change in the middle of a file

# Each list in the order of how often such files are met; the order breaks a tie.
_LATIN: Final = ("cp1252", "cp1250", "cp1254", "cp1257", "mac_roman")
_OTHER: Final = (
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
    *("iso8859_5", "cp874", "cp866"),
)
# The letters beyond a-z of the languages that are written in each code page.
_ALPHABETS: Final = {
    "cp1252": (
        *("àâäæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìíîòóùú", "äåéö", "æøåéèêóòâôü"),
        *("áðéíóúýþæö", "àçèéíïòóúü·", "äèéëïöüóí"),
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž", "čšž", "çë"),
    "cp1254": ("çğıİöşüâîû",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"),
}
_PUNCTUATION: Final = frozenset("“”‘’„‚«»‹›–—…•·¡¿€£§©®™°½\xa0")
_ALPHABETS_OF: Final = {**_ALPHABETS, "mac_roman": _ALPHABETS["cp1252"]}
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(data: bytes, *, declared: str = "", lenient: bool = False) -> str:
    """The text that the bytes of a file hold. `declared` is the encoding that the file itself names, if it does.

    Damaged UTF-8 is refused, unless `lenient` asks for U+FFFD in the place of what is damaged, as browsers do.

    Raises:
        KnownError: they hold no text, or damaged text. The sentence has no file name: the caller knows it.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if is_binary(data):
        raise Unfit(translated("It is a binary file, not text."))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            if lenient:
                return data.decode(errors="replace")
            raise _damage(data, error) from error
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeError, LookupError):
            pass  # pages lie about their encoding; what the bytes say counts
    return _strictly(data, detected(data))


def is_binary(data: bytes) -> bool:
    """Whether these bytes begin as a known binary format does, or hold what no text of eight-bit characters holds."""
    if kind_of(data):
        return True
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    # A stray NUL or form feed in a text is told of later, in its own words.
    return controls > max(2, 0.01 * len(sample))


def detected(data: bytes) -> str:
    """The encoding of an older system that these bytes are most likely in."""
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    ascii_letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    latin = high < _NOT_LATIN_FROM * (high + ascii_letters)
    candidates = _LATIN if latin else _OTHER
    scores = _irregularities(sample, candidates) or dict.fromkeys(_decodable(sample, candidates), (0.0, 0.0))
    if not scores:
        raise Unfit(translated("It is not text in an encoding that Ascribe knows; save it as UTF-8."))

    def rank(encoding: str) -> tuple[float, float, int]:
        irregular, coherent = scores[encoding]
        if not latin:
            return round(irregular, 1), -coherent, candidates.index(encoding)
        # Capitals, quotation marks and dashes look irregular in a short text, so a little of it says nothing.
        return irregular // 0.15, _strangers(sample.decode(encoding, "replace"), encoding), candidates.index(encoding)

    return min(scores, key=rank)


def _irregularities(sample: bytes, candidates: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """How irregular, and how much like a language, charset-normalizer finds the sample in each encoding."""
    from charset_normalizer import from_bytes

    logger = logging.getLogger("charset_normalizer")
    logger.setLevel(logging.CRITICAL)
    scores: dict[str, tuple[float, float]] = {}
    for match in from_bytes(sample, cp_isolation=list(candidates), preemptive_behaviour=False):
        for encoding in {match.encoding, *match.could_be_from_charset} & set(candidates):
            scores[encoding] = (match.chaos, match.coherence)
    return scores


def _decodable(sample: bytes, candidates: tuple[str, ...]) -> list[str]:
    found = []
    for encoding in candidates:
        try:
            sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append(encoding)
    return found


def _strangers(text: str, encoding: str) -> int:
    """How many characters lie outside of that alphabet of the encoding which fits best, and are no punctuation."""
    special = [character for character in text.casefold() if character > "\x7f" and character not in _PUNCTUATION]
    return min(sum(character not in alphabet for character in special) for alphabet in _ALPHABETS_OF[encoding])


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
