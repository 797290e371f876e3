"""Quotation marks, paired tolerantly: straight, curly, single, doubled, guillemets, German; unclosed ones too."""

from bisect import bisect_left
from dataclasses import dataclass

# What closes a quotation that each mark opens. »German printers turn guillemets round«
_CLOSERS = {
    "“": ("”", '"', "“"), "„": ("“", "”"), "«": ("»",), "»": ("«",), "``": ("''", '"'),
    '"': ('"', "”"), "''": ("''", "”"), "”": ("”",), "‘": ("’",), "'": ("'",), "‚": ("‘", "’"),
}  # fmt: skip
_SINGLE = frozenset({"‘", "'", "‚"})
_PLAIN = frozenset({"“", "„", "«", "``"})  # these open wherever they stand
_LONGEST_TITLE = 6  # words
_LONGEST_SINGLE = 200  # tokens within which a single mark must be closed, or it is an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: the tokens of its marks. An unclosed one ends with its paragraph, and `close` is the last token."""

    open: int
    close: int
    closed: bool
    mark: str

    @property
    def single(self) -> bool:
        return self.mark in ("'", "‘", "‚")

    def is_speech(self, words: list[str]) -> bool:
        """Whether it is more than a word or a title in marks."""
        size = self.close - self.open - 1
        return size >= 5 or (size >= 2 and words[self.close - 1] in (",", ".", "!", "?"))

    def is_title(self, words: list[str]) -> bool:
        """Whether it is a name in marks, such as that of a programme: its first and last word have capitals."""
        inner = [word for word in words[self.open + 1 : self.close] if word[0].isalnum()]
        small = sum(word[0].islower() for word in inner)
        return 0 < len(inner) <= _LONGEST_TITLE and small <= len(inner) // 3 and not inner[-1][0].islower()


@dataclass(slots=True)
class Quotations:
    """The outermost quotations of a text in order, and which of them each token is in."""

    all: list[Quotation]
    opens: dict[int, Quotation]
    closes: dict[int, Quotation]
    inside: list[int]  # of each token, marks included: the number of its quotation, or -1

    def at(self, token: int) -> Quotation | None:
        """The quotation that the token is in or is a mark of."""
        number = self.inside[token]
        return self.all[number] if number >= 0 else None

    def last_opened(self, start: int, end: int) -> Quotation | None:
        """The last quotation that has a part in this range of tokens."""
        place = bisect_left(self.all, end, key=lambda quotation: quotation.open) - 1
        return self.all[place] if place >= 0 and self.all[place].close >= start else None


def find_quotations(
    text: str, words: list[str], starts: list[int], ends: list[int], paragraphs: list[int]
) -> Quotations:
    """Pairs the quotation marks of a text, one paragraph after the other, in one pass."""
    found = Quotations([], {}, {}, [-1] * len(words))
    size = len(words)
    first = 0
    while first < size:
        after = first
        number = paragraphs[first]
        while after < size and paragraphs[after] == number:
            after += 1
        for quotation in _of_paragraph(text, words, starts, ends, first, after):
            found.inside[quotation.open : quotation.close + 1] = [len(found.all)] * (
                quotation.close + 1 - quotation.open
            )
            found.opens[quotation.open] = quotation
            if quotation.closed:
                found.closes[quotation.close] = quotation
            found.all.append(quotation)
        first = after
    return found


def _of_paragraph(
    text: str, words: list[str], starts: list[int], ends: list[int], first: int, after: int
) -> list[Quotation]:
    found: list[Quotation] = []
    index = first
    while index < after:
        if words[index] not in _CLOSERS or not _opens(text, words[index], starts[index], ends[index]):
            index += 1
            continue
        mark = words[index]
        limit = min(after, index + _LONGEST_SINGLE) if mark in _SINGLE else after
        close = _closing(text, words, starts, ends, index, limit)
        if close < limit:
            found.append(Quotation(index, close, True, mark))
        elif mark not in _SINGLE:
            found.append(Quotation(index, after - 1, False, mark))
            break
        else:
            close = index
        index = close + 1
    return found


def _opens(text: str, word: str, start: int, end: int) -> bool:
    """Whether the mark opens a quotation where it stands: a word right after it, none right before it."""
    if word in _PLAIN:
        return True
    before = text[start - 1] if start else " "
    room = end < len(text) and not text[end].isspace()
    if word in _SINGLE or word == "”":
        return room and (before.isspace() or before in "(—–-[")
    return room and not before.isalnum() and before not in ".,!?’"


def _closing(text: str, words: list[str], starts: list[int], ends: list[int], opening: int, limit: int) -> int:
    """The token that closes the quotation opened at `opening`; `limit` when none does."""
    mark = words[opening]
    closers = _CLOSERS[mark]
    for index in range(opening + 1, limit):
        if words[index] in closers and _closes(text, mark, words[index], starts[index], ends[index]):
            # the three marks that end a quotation within a quotation
            third = index + 1 < limit and words[index + 1] == "'" and starts[index + 1] == ends[index]
            return index + 1 if third else index
    return limit


def _closes(text: str, mark: str, word: str, start: int, end: int) -> bool:
    """Whether a mark that can close a quotation closes it where it stands.

    An apostrophe stands between letters, or after an s. A mark that also opens closes only right after a word.
    """
    before, after = text[start - 1], text[end : end + 1]
    if mark in _SINGLE:
        return not after.isalnum() and (before in '.,!?…”"' or (before.isalnum() and before != "s"))
    if mark == "“" and word in ("“", '"'):
        return not after.isalnum() and not before.isspace()
    return True
