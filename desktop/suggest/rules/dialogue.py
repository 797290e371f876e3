"""Conversations: which paragraphs are turns of one, so that each is answered by the next."""

from collections.abc import Iterable

from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.rules.findings import Found, Span

_ENDS = frozenset(".?!,…—-–;:")
_SENTENCE_ENDS = frozenset(".?!…—")
_ASKING = "?"
_SHORT = 5  # words of an answer that nobody would quote alone: “Not at all.”
_OFTEN = 3  # so many questions and short answers make all of an article's quotations turns


class Turns:
    """The paragraphs of a text that are turns of a conversation, by their number.

    In news, a paragraph that is nothing but a quotation goes on with what the last speaker said; in a conversation
    somebody else answers. Questions, short answers, and two such paragraphs in a row tell that it is one.
    """

    def __init__(self, tokens: Tokens, found: Iterable[Found] = ()) -> None:
        self._spoken = _spoken(tokens)
        self._turns: set[int] = set()
        if len(self._spoken) > 1:
            self._find(tokens, found)

    def __bool__(self) -> bool:
        return bool(self._turns)

    def __contains__(self, paragraph: int) -> bool:
        return paragraph in self._turns

    def first_quotation(self, paragraph: int) -> Quotation:
        """The first words that are spoken in a turn."""
        return self._spoken[paragraph][0]

    def quotations(self, paragraph: int) -> list[Quotation]:
        """All that is spoken in a turn."""
        return self._spoken[paragraph]

    def is_open(self, paragraph: int) -> bool:
        """Whether a turn has not closed its marks, since the next paragraph goes on with it."""
        return paragraph in self._turns and not self._spoken[paragraph][-1].closed

    def _find(self, tokens: Tokens, found: Iterable[Found]) -> None:
        cued = {tokens.paragraphs[one.head] for one in found if one.cues}
        signs: set[int] = set()  # the second paragraph of each pair that tells a conversation
        for paragraph, quotations in self._spoken.items():
            before = self._spoken.get(paragraph - 1)
            if before is None or not before[-1].closed:
                continue
            asks = tokens.words[before[-1].close - 1].endswith(_ASKING)
            is_short = paragraph not in cued and _opens(tokens, quotations[0]) and _is_short(tokens, quotations[0])
            is_bare = paragraph not in cued and paragraph - 1 not in cued
            if asks or is_short or (is_bare and _opens(tokens, quotations[0]) and _opens(tokens, before[0])):
                signs.add(paragraph)
        if len(signs) >= _OFTEN:
            self._turns.update(self._spoken)
        run: list[int] = []
        for paragraph in (*self._spoken, -1):
            if run and paragraph != run[-1] + 1:
                if not signs.isdisjoint(run):
                    self._turns.update(run)
                run = []
            run.append(paragraph)


def _spoken(tokens: Tokens) -> dict[int, list[Quotation]]:
    """The quotations of speech by paragraph, in text order."""
    every = tokens.quotations.all
    only_single = all(quotation.single for quotation in every)
    spoken: dict[int, list[Quotation]] = {}
    for one in every:
        if (only_single or not one.single) and (_opens(tokens, one) or tokens.words[one.close - 1][-1] in _ENDS):
            spoken.setdefault(tokens.paragraphs[one.open], []).append(one)
    return spoken


def _opens(tokens: Tokens, quotation: Quotation) -> bool:
    return not quotation.open or tokens.paragraphs[quotation.open - 1] != tokens.paragraphs[quotation.open]


def _is_short(tokens: Tokens, quotation: Quotation) -> bool:
    size = quotation.close - quotation.open - 1
    return size <= _SHORT and tokens.words[quotation.close - 1][-1] in _SENTENCE_ENDS


def addressed(tokens: Tokens, quotation: Quotation, names: Iterable[Span]) -> list[Span]:
    """Of the names in a quotation, those of whom it speaks to: “Well, Emma, ...”."""
    marks = (",", ".", "!", "?", "—", ";")
    return [
        (start, end)
        for start, end in names
        if (start - 1 == quotation.open or tokens.words[start - 1] in marks)
        and (end == quotation.close or tokens.words[end] in marks)
    ]
