"""The language of a text: as a page declares it, as its commonest words tell it, and as a BCP 47 tag.

The lists of common words are justext's (BSD licence), in the order of how common the words are; those of a language
make up about the same share of any text in it, so that languages can be compared by how many of their words a text has.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Final

# The languages that are recognised by their words: what justext calls each list.
_LISTS: Final = {
    "af": "Afrikaans", "sq": "Albanian", "ar": "Arabic", "az": "Azerbaijani", "eu": "Basque", "be": "Belarusian",
    "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "nl": "Dutch", "en": "English",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "gl": "Galician", "de": "German", "hi": "Hindi",
    "hu": "Hungarian", "is": "Icelandic", "id": "Indonesian", "ga": "Irish", "it": "Italian", "jv": "Javanese",
    "kk": "Kazakh", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lv": "Latvian", "lt": "Lithuanian",
    "lb": "Luxembourgish", "mk": "Macedonian", "ms": "Malay", "mt": "Maltese", "mr": "Marathi", "ne": "Nepali",
    "nb": "Norwegian_Bokmal", "nn": "Norwegian_Nynorsk", "oc": "Occitan", "fa": "Persian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sh": "Serbo_Croatian", "sk": "Slovak",
    "sl": "Slovenian", "es": "Spanish", "sw": "Swahili", "sv": "Swedish", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "cy": "Welsh", "fy": "West_Frisian",
}  # fmt: skip
# Those that are recognised by their letters, by how Unicode's names of the letters begin.
_SCRIPTS: Final = {
    "ARMENIAN": ("hy", "Armenian"), "BENGALI": ("bn", "Bengali"), "CJK": ("zh", "Chinese"),
    "ETHIOPIC": ("am", "Amharic"), "GEORGIAN": ("ka", "Georgian"), "GREEK": ("el", "Greek"),
    "GUJARATI": ("gu", "Gujarati"), "GURMUKHI": ("pa", "Punjabi"), "HANGUL": ("ko", "Korean"),
    "HEBREW": ("he", "Hebrew"), "HIRAGANA": ("ja", "Japanese"), "KANNADA": ("kn", "Kannada"),
    "KATAKANA": ("ja", "Japanese"), "KHMER": ("km", "Khmer"), "LAO": ("lo", "Lao"), "MALAYALAM": ("ml", "Malayalam"),
    "MYANMAR": ("my", "Burmese"), "ORIYA": ("or", "Odia"), "SINHALA": ("si", "Sinhala"), "TAMIL": ("ta", "Tamil"),
    "TELUGU": ("te", "Telugu"), "THAI": ("th", "Thai"),
}  # fmt: skip
# Tags for what may be one and the same text: what is declared as one of them is not wrong when another is recognised.
_KIN: Final = (
    {"nb", "nn", "no"}, {"sh", "bs", "hr", "sr"}, {"id", "ms"}, {"zh", "cmn", "yue"}, {"he", "iw", "yi"}, {"tl", "fil"},
)  # fmt: skip
# Which of them are not written in Latin letters, beside those of _SCRIPTS, and which are in both.
_ALPHABETS: Final = {
    "Arabic": {"ar", "fa", "ku", "ur"},
    "Cyrillic": {"az", "be", "bg", "bs", "kk", "ky", "mk", "ru", "sh", "sr", "uk", "uz"},
    "Devanagari": {"hi", "mr", "ne"},
    "Chinese": {"cmn", "yue"},
    "Hebrew": {"iw", "yi"},
}
_ALSO_LATIN: Final = {"az", "bs", "kk", "ku", "ky", "sh", "sr", "uz"}
_ALSO_CHINESE: Final = {"ja", "ko"}  # a headline may have nothing else
_TOLD: Final = {*_LISTS, *(code for code, _ in _SCRIPTS.values())}.union(*_KIN)

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BETWEEN_WORDS: Final = ".,'’:;!?…()\"“”„«»،。।"  # of those that are, the ones that are worth the time
_LETTERS_THAT_TELL: Final = r"[Ͱ-Ͽ԰-׿ঀ-᳿⺀-鿿ꥠ-꥿가-퟿]"  # compiled when it is needed: a start is not to wait
_FIRST_LOOK: Final = 350  # characters from the beginning, and as many from the middle
_SECOND_LOOK: Final = 2_000  # at what the first look leaves between languages of close kin
_COMMON: Final = 400  # words of a list: those further down are hardly common
_LEAD: Final = 1.15  # by this factor the likeliest language has to come before the next one
_FEWEST: Final = 3.0  # common words, each counted less the more languages have it
_FEWEST_ODD: Final = 2  # words with letters that few languages have
_LEAST: Final = 0.1  # the share of them in all different words
_SHARE_OF_SCRIPT: Final = 1 / 3  # of all characters; foreign names and quotations are the rest
_BYTES_OF_OTHERS: Final = 1.25  # a character in UTF-8, at least, where so many letters are not Latin
_SHARE_OF_KANA: Final = 0.1  # of a Japanese text; Chinese has none
_LONG: Final = 500  # characters from which on a text knows better than the page that it stands in


def is_tag(value: str) -> bool:
    """Whether this has the form of a BCP 47 tag, such as "de" or "en-GB"."""
    return _TAG.fullmatch(value) is not None


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without its region or script: "en" of "en-GB"; empty for an empty one."""
    return tag.partition("-")[0].lower()


def language_of(text: str, declared: str = "") -> str:
    """The language of an article: the one that is declared with it, unless its text clearly is in another.

    A page's template says "en" of whatever it is filled with, so a long text in a language that can be told is believed
    more than the page, and so is a short one in letters that the declared language is not written in. A declared
    language that Ascribe cannot tell (Faroese) stands, and so does one of close kin.

    Returns: a BCP 47 tag; empty when nothing is declared and the text is not sure.
    """
    code = primary(declared)
    if code and code not in _TOLD:
        return declared
    recognised = recognised_language(text)
    if not recognised or recognised == code or any({recognised, code} <= kin for kin in _KIN):
        return declared
    if not code or len(text) >= _LONG:
        return recognised
    alphabets = _alphabets(code) | ({"Chinese"} if code in _ALSO_CHINESE else set())
    return declared if _alphabets(recognised) & alphabets else recognised


def _alphabets(code: str) -> set[str]:
    """The names of those that a language of `_TOLD` is written in."""
    found = {name for name, codes in _ALPHABETS.items() if code in codes}
    found |= {name for language, name in _SCRIPTS.values() if language == code}
    return found if found and code not in _ALSO_LATIN else found | {"Latin"}


def recognised_language(text: str) -> str:
    """The language that a text is in, as a BCP 47 tag ("de"); empty when that is not sure."""
    likely = likely_languages(text)
    return likely[0] if len(likely) == 1 else ""


def likely_languages(text: str) -> list[str]:
    """The languages that a text may be in, likeliest first: one when it is sure, several that cannot be told apart
    (Danish and Norwegian, in a short text), none when the text says too little.

    The beginning and the middle are looked at, so that the time does not depend on the length: an import has 50 µs.
    """
    likely = _likely(_beginning_and_middle(text, _FIRST_LOOK))
    if len(likely) > 1 and len(text) > 2 * _FIRST_LOOK:
        likely = _likely(_beginning_and_middle(text, _SECOND_LOOK))
    return likely or _by_accents(_beginning_and_middle(text, _FIRST_LOOK))


def _likely(text: str) -> list[str]:
    if code := _by_letters(text):
        return [code]
    words = _words(text)
    common = _common_words()
    found: defaultdict[str, float] = defaultdict(float)
    for word in words & common.keys():
        codes = common[word]
        weight: float = len(codes) ** -0.5
        for code in codes:
            found[code] += weight
    most = max(found.values(), default=0.0)
    if most < _FEWEST or most < _LEAST * len(words):
        return []
    return sorted((code for code in found if found[code] * _LEAD > most), key=lambda code: -found[code])


def _by_accents(text: str) -> list[str]:
    """The likely languages of a few words in Latin letters, some of which few languages have: ř, ő, ğ.

    A word of which a language has not all letters counts against it as much as a common word of its own counts for it.
    """
    words = _words(" ".join(word for word in text.split() if word[0].islower()))  # the others may be names
    odd = [frozenset(letters) for word in words if (letters := [one for one in word if one > "\x7f" and one.isalpha()])]
    if len(odd) < _FEWEST_ODD:
        return []
    points = {code: -sum(not letters <= own for letters in odd) for code, own in _letters().items()}
    common = _common_words()
    for word in words & common.keys():
        for code in common[word]:
            points[code] += 1
    most = max(points.values())
    likely = [code for code in points if points[code] == most]
    return likely if most > 0 or (most == 0 and len(likely) == 1) else []


def _beginning_and_middle(text: str, size: int) -> str:
    """A page may begin with words in another language: what a site says of itself, or of its cookies."""
    if len(text) <= 2 * size:
        return text
    middle = max(size, len(text) // 2)
    return f"{text[:size]} {text[middle : middle + size]}"


def _words(text: str) -> set[str]:
    """The different words, in small letters; what an apostrophe joins is two (l'homme)."""
    plain = unicodedata.normalize("NFC", text).lower()
    for mark in _BETWEEN_WORDS:  # in a third of the time that a regular expression takes
        plain = plain.replace(mark, " ")
    return set(plain.split())


def _by_letters(text: str) -> str:
    """The language whose own letters most of a text is written in."""
    if len(text.encode("utf-8", "replace")) < _BYTES_OF_OTHERS * len(text):
        return ""  # it is in Latin letters
    letters = re.findall(_LETTERS_THAT_TELL, text)
    if len(letters) <= _SHARE_OF_SCRIPT * len("".join(text.split())):
        return ""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    counts = Counter(_SCRIPTS[name][0] for name in names if name in _SCRIPTS)
    if counts["ja"] > _SHARE_OF_KANA * counts["zh"]:
        return "ja"
    return max(counts, key=lambda code: counts[code], default="")


@cache
def _common_words() -> Mapping[str, tuple[str, ...]]:
    """Of each common word, the languages that have it."""
    package = find_spec("justext")  # importing it would load what cleans web pages
    assert package is not None
    assert package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0], "stoplists")
    languages: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in _LISTS.items():
        with (folder / f"{name}.txt").open(encoding="utf-8") as lines:
            for word in {unicodedata.normalize("NFC", line.strip().lower()) for line in islice(lines, _COMMON)}:
                languages[word].append(code)
    return {word: tuple(codes) for word, codes in languages.items()}


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """The letters of each language that is recognised by its words."""
    letters: defaultdict[str, set[str]] = defaultdict(set)
    for word, codes in _common_words().items():
        for code in codes:
            letters[code].update(word)
    return {code: frozenset(own) for code, own in letters.items()}
