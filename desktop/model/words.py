"""Words and characters as a reader sees them, by Unicode's rules (UAX 29), for the window and the rules alike.

Two things differ from the annex: hyphens that stand inside a word belong to it ("Al-Qaim"), as apostrophes and points
do ("3.5"), and so does a soft hyphen, but not a mark of direction at its end. As in the annex, each Chinese character
and each Hiragana is a word, and so is a run of Katakana; of Thai, Lao, Khmer and Burmese, which would take a
dictionary, each character with its marks is. Offsets count code points.

What is not plain is read by the library `regex`, which knows Unicode's properties; it is loaded when first needed.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

SENTENCE_ENDS = frozenset(".!?…。｡！？।॥؟۔።")

# Of these characters `\w` tells the ones in words: there are no marks, soft hyphens, scripts without blanks, or Hebrew
# with its quotation marks inside words in them.
_NOT_PLAIN = re.compile(
    "[^\0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058a\u0621-\u063f\u0641-\u064a\u0660-\u066f\u10a0-\u10ff"
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u2bff\uac00-\ud7a3]"
)
_LETTER = r"\p{L}\p{N}_"
_APART = r"\p{Han}\p{Hiragana}\p{Line_Break=Complex_Context}"  # what is written without blanks, but for Katakana
_KATAKANA = r"\p{Katakana}\u30fc\uff70\uff9e\uff9f"
_UNIT = (
    rf"(?:(?:[{_LETTER}--{_APART}{_KATAKANA}][\p{{M}}\u200c\u200d]*+(?:[\p{{Cf}}--\u200b]++(?=[{_LETTER}\p{{M}}]))?+)++"
    rf"|(?:[{_KATAKANA}]\p{{M}}*+)++|(?=[[{_APART}]&&[{_LETTER}\p{{M}}]])\X)"
)
_NEAR = 64  # code points around a place in which its character begins and ends


class WordPattern:
    """A regular expression in which `{word}` is a run of letters and digits with all that belongs to it.

    `\\w` and `\\s` are letters and blanks in it, and `[^\\w\\s]` is neither.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """The matches in this range of a text, as `re` gives them."""
        end = len(text) if end is None else end
        pattern = self._full if _NOT_PLAIN.search(text, start, end) else self._plain
        return iter(pattern.finditer(text, start, end))

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return re.compile(self._pattern.replace("{word}", r"\w+"))

    @cached_property
    def _full(self) -> Any:
        import regex

        pattern = self._pattern.replace("{word}", _UNIT)
        pattern = pattern.replace(r"[^\w\s]", rf"[^{_LETTER}\s\x1c-\x1f]").replace(r"[^\W\d_]", r"\p{L}")
        return regex.compile(pattern, regex.V1)


def is_plain(text: str) -> bool:
    """Whether no mark, soft hyphen, or script without blanks is in the text: then letters are written in one way."""
    return not _NOT_PLAIN.search(text)


def spelt(word: str) -> str:
    """A word as a dictionary spells it: composed (NFC), without soft hyphens and other things that are not seen."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", "".join(letter for letter in word if unicodedata.category(letter) != "Cf"))


_HEBREW = r"(?<=[\u0591-\u05f2])"
WORD = WordPattern(  # of UAX 29: MidNumLet and MidLetter, then MidNum (WB12), Hebrew abbreviations (WB7b and c, WB7a)
    rf"{{word}}(?:(?:['’.·\-‐‑]|(?<=\d)[,٫٬](?=\d)|{_HEBREW}[\"״׳](?=[\u05d0-\u05f2])){{word}})*(?:{_HEBREW}['׳])?"
)


def character_at(text: str, position: int) -> tuple[int, int]:
    """Where the character that a reader sees at `position` begins and ends (UAX 29: extended grapheme cluster)."""
    around = text[max(0, position - 1) : position + 2]
    if around.isascii():
        return position, position + 1
    first = max(0, position - _NEAR)
    first = max(first, text.rfind("\n", first, position) + 1, text.rfind(" ", first, position))
    for match in _cluster().finditer(text, first, min(len(text), position + _NEAR)):
        if match.end() > position:
            return match.span()  # type: ignore[no-any-return]
    return position, position + 1


@lru_cache
def _cluster() -> Any:
    import regex

    return regex.compile(r"\X")
