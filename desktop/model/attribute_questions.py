"""What a label asks of an annotation in place: which attributes, which answers are offered first, and by which keys.

A choice of few fixed options has a letter for each, yes or no too; the answers of all others are found by what is
typed, and the first ones have a digit for as long as nothing is: always the same, so that it can be learnt. Of several,
none has a letter: whoever types a word there would tick one thing after the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from desktop.base.numbers import number_of
from desktop.base.translation import listed, translated
from desktop.model.codebook import Attribute, Label, Option
from desktop.model.dates import is_date
from desktop.model.folding import folded
from desktop.model.nested_options import around, trail
from desktop.model.records import AttributeValue

FIRST = 2  # attributes of a label that are asked for although they are not required
MOST = 9  # answers that are offered at once: as many as there are digits
_SAME, _BEGINS, _WORD_BEGINS, _WITHIN, _AROUND = range(5)  # how near a name is to what was typed


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that is offered. An Option as its value is one that joins the attribute's options."""

    value: AttributeValue | Option
    words: str
    key: str = ""  # a letter or a digit
    around: str = ""  # the options around it and its own name, where it lies in one
    guideline: str = ""
    is_again: bool = False  # it was given last
    is_given: bool = False
    is_near: bool = True  # what was typed can only mean this, or may well mean it

    @property
    def shown(self) -> str:
        """The words as they stand among others: of an option that lies in another, with those around it."""
        return self.around or self.words


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute to be answered, with the answer that it was given last, by whichever annotation."""

    attribute: Attribute
    last: AttributeValue | None = None

    @property
    def has_letters(self) -> bool:
        """Whether each of its answers has a letter, so that nothing is typed."""
        asked = self.attribute
        return asked.kind == "yes/no" or (asked.kind == "choice" and not asked.open and len(asked.offered) <= MOST)

    def offered(self, typed: str = "", given: AttributeValue | None = None) -> list[Answer]:
        """The answers to offer after this was typed, when this one is given already.

        At most `MOST`, those that are given or were given last, and a new one.
        """
        asked = self.attribute
        if asked.kind == "yes/no":
            return self._with_letters([(True, translated("Yes")), (False, translated("No"))], given)
        if not asked.has_options:
            again = [] if self.last is None or typed.strip() else [self.last]
            return [Answer(one, words_of(one), is_again=True) for one in again]  # without a key, which may be typed
        if self.has_letters:
            return self._with_letters([(one.id, one.name) for one in asked.offered], given)
        return list(self._found(typed, given)) if typed.strip() else self._first(given)

    def _with_letters(self, values: Sequence[tuple[AttributeValue, str]], given: AttributeValue | None) -> list[Answer]:
        keys = letters([words for _, words in values])
        return [self._answer(value, words, key, given) for (value, words), key in zip(values, keys, strict=True)]

    def _first(self, given: AttributeValue | None) -> list[Answer]:
        """The codebook's first ones, by 1 to 9; behind them those that are given, or were given last, by 0."""
        asked = self.attribute
        first = [one.id for one in asked.offered[:MOST]]
        found = (asked.option(id) for id in dict.fromkeys((*_each(given), *_each(self.last))) if id not in first)
        besides = [one.id for one in found if one and (not one.retired or _is_in(one.id, given))][:MOST]
        keys = chain(map(str, range(1, len(first) + 1)), ["0"], repeat(""))
        keyed = zip([*first, *besides], keys, strict=False)
        return [self._answer(id, str(asked.in_words(id)), key, given) for id, key in keyed]

    def _found(self, typed: str, given: AttributeValue | None) -> Iterator[Answer]:
        asked, wanted = self.attribute, folded(typed.strip())
        names = [(_compared(option.name), place, option) for place, option in enumerate(asked.offered)]
        ranked = [(_nearness(wanted, name), place, option) for name, place, option in names if wanted in name]
        if len(ranked) < MOST:
            ranked += [
                (_AROUND, place, option)
                for name, place, option in names
                if option.parent and wanted not in name and self._lies_in(option, wanted)
            ]
        ranked.sort(key=lambda row: row[:2])
        for nearness, _, option in ranked[:MOST]:
            is_near = nearness <= _WORD_BEGINS or not asked.open
            yield self._answer(option.id, option.name, "", given, is_near=is_near)
        if asked.open and (not ranked or ranked[0][0] != _SAME):
            name = " ".join(typed.split())
            yield Answer(Option(name=name), translated("New: “{name}”", name=name))

    def _lies_in(self, option: Option, wanted: str) -> bool:
        """Whether the name of an option around it has what was typed."""
        return any(wanted in _compared(one.name) for one in around(self.attribute, option.id)[:-1])

    def _answer(
        self, value: AttributeValue, words: str, key: str, given: AttributeValue | None, *, is_near: bool = True
    ) -> Answer:
        option = self.attribute.option(value) if isinstance(value, str) else None
        trail_there = trail(self.attribute, option.id) if option and option.parent else ""
        guideline = option.guideline if option else ""
        is_again = given is None and _is_in(value, self.last)  # once it is answered, only the answer stands out
        return Answer(value, words, key, trail_there, guideline, is_again, _is_in(value, given), is_near)

    def read(self, typed: str) -> AttributeValue:
        """What is typed as the answer to a question of a text, a number or a date.

        Raises:
            ValueError: it is none, or options are what answers.
        """
        words = typed.strip()
        if self.attribute.has_options:
            raise ValueError(words)
        if self.attribute.kind == "number":
            return number_of(words)
        if self.attribute.kind == "date" and not is_date(words):
            raise ValueError(words)
        return words


def asked_of(label: Label, answers: Mapping[str, AttributeValue]) -> list[Attribute]:
    """What is to be asked of an annotation with this label and these answers: what it requires, and its first."""
    asked = enumerate(one for one in label.asked if one.can_be_answered)
    return [one for place, one in asked if one.id not in answers and (one.required or place < FIRST)]


def further_of(label: Label, answers: Mapping[str, AttributeValue]) -> list[Attribute]:
    """What could be answered, too: the rest of what its label asks and these answers lack."""
    asked = asked_of(label, answers)
    return [one for one in label.asked if one.can_be_answered and one.id not in answers and one not in asked]


def words_of(value: AttributeValue) -> str:
    """An answer as a person reads it, with names in place of options."""
    if isinstance(value, tuple):
        return listed(value)
    if isinstance(value, bool):
        return translated("Yes") if value else translated("No")
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def letters(names: Sequence[str]) -> list[str]:
    """A capital letter or a digit for each name, none twice: of its words' beginnings, or else of any; "" for none."""
    given: list[str] = []
    for name in names:
        words = name.split()
        candidates = [*(word[0] for word in words), *"".join(words), *"123456789"]
        capitals = (one.upper() for one in candidates if one.isalnum())
        given.append(next((one for one in capitals if len(one) == 1 and one not in given), ""))
    return given


def _nearness(wanted: str, name: str) -> int:
    """How near a name is that has what was typed."""
    if name == wanted:
        return _SAME
    if name.startswith(wanted):
        return _BEGINS
    return _WORD_BEGINS if f" {wanted}" in name else _WITHIN


@lru_cache(maxsize=4096)
def _compared(name: str) -> str:
    return folded(name)


def _each(value: AttributeValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _is_in(value: AttributeValue, given: AttributeValue | None) -> bool:
    return value in given if isinstance(given, tuple) else given is not None and value == given
