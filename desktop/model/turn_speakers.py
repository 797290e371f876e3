"""Who speaks in the turns of a text, as far as it says so elsewhere: “RUIZ:” is Ana Ruiz, “A:” whoever is asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import regex

from desktop.model import gender
from desktop.model.folding import folded
from desktop.model.person_names import plain, without_capitals
from desktop.model.records import SpeakerGuess
from desktop.model.text import Fragment
from desktop.model.turns import Turn

# What stands before a turn in place of a name, folded. A letter does so only beside its counterpart.
_ASKS: Final = frozenset({"question", "questions", "interviewer", "interviewerin", "frage", "pregunta"})
_ANSWERS: Final = frozenset({"answer", "answers", "interviewee", "antwort", "reponse", "respuesta"})
_LETTERS: Final = ({"q", "a"}, {"q", "r"}, {"f", "a"}, {"p", "r"})  # who asks, and who answers
_LETTERS_ASK: Final = frozenset({"q", "f", "p"})
_WORD: Final = r"\p{Lu}[\p{L}\p{M}’'\-]*"
_PARTICLE: Final = r"(?:d[aeiu]|del|della|la|van|von|der|den|ter|bin|al|el)"
_NAME: Final = regex.compile(rf"{_WORD}\.?(?: (?:{_PARTICLE} )*{_WORD}\.?)+")
_ORGANISATION: Final = frozenset({"the", "der", "die", "das", "le", "la", "el"})


def speakers_of(text: str, turns: Sequence[Turn]) -> Sequence[SpeakerGuess | None]:
    """A guess for each turn at who speaks in it; None where nothing in the text says whom “Q” or “A” stands for."""
    persons = _persons(text, turns)
    roles = roles_of(text, turns)
    return [
        roles[turn.name] if turn.name in roles else _named(text[turn.name.start : turn.name.end], persons)
        for turn in turns
    ]


def roles_of(text: str, turns: Sequence[Turn]) -> Mapping[Fragment, SpeakerGuess | None]:
    """Whom the labels mean that are no names, by their places: who is asked, and who asks, which no text tells."""
    labels = {turn.name: folded(text[turn.name.start : turn.name.end]).rstrip(".") for turn in turns}
    there = set(labels.values())
    letters = {letter for pair in _LETTERS if pair <= there for letter in pair}
    asks = there & _ASKS | letters & _LETTERS_ASK
    answers = there & _ANSWERS | letters - _LETTERS_ASK
    if not (asks and answers):
        return {}
    asked = _asked(text, turns, [turn for turn in turns if labels[turn.name] in asks])
    guess = SpeakerGuess(asked) if asked else None
    return {place: guess if label in answers else None for place, label in labels.items() if label in asks | answers}


def _asked(text: str, turns: Sequence[Turn], questions: Sequence[Turn]) -> str:
    """The name of who is asked: whom a question calls by name, or else the only person that is named before."""
    words = {word for turn in questions for word in folded(text[turn.words.start : turn.words.end]).split()}
    words = {word.strip(',.?!;:—–-“”"') for word in words}
    called = [name for surname, name in _persons(text, turns).items() if surname in words]
    if len(called) == 1:
        return called[0]
    before = set(_full_names(text[: turns[0].name.start]))
    return before.pop() if len(before) == 1 else ""


def _named(label: str, persons: Mapping[str, str]) -> SpeakerGuess:
    """Whom a label names, by the full name where the text has it."""
    label = regex.sub(r"\s*\(.*", "", label).rstrip(" .") or label
    *before, surname = folded(plain(label)).split()
    full = persons.get(surname, "")
    if full and (not before or folded(full).split()[0] == before[0]):
        return SpeakerGuess(full, (label,) if label != full else ())
    if label.partition(" ")[0].lower() in _ORGANISATION:
        return SpeakerGuess(label, (), "organisation")
    name = without_capitals(label)
    return SpeakerGuess(name, (label,) if name != label else ())


def _persons(text: str, turns: Sequence[Turn]) -> Mapping[str, str]:
    """The full names in a text by their surnames, folded; those that two persons share are left out."""
    pieces, at = [], 0
    for turn in turns:
        pieces.append(text[at : turn.name.start])
        at = turn.name.end
    found: dict[str, set[str]] = {}
    for name in _full_names("\n".join([*pieces, text[at:]])):
        found.setdefault(folded(name).rpartition(" ")[2], set()).add(name)
    return {surname: min(names) for surname, names in found.items() if len({folded(name) for name in names}) == 1}


def _full_names(text: str) -> Iterable[str]:
    """The persons' names in a text that begin with a given name, without what stands before it."""
    for match in _NAME.finditer(text):
        words = plain(match[0].removesuffix("’s").removesuffix("'s").rstrip(".")).split()
        given = next((place for place, word in enumerate(words) if gender.of_given_name(word.lower())), -1)
        if 0 <= given < len(words) - 1:
            yield " ".join(words[given:])
