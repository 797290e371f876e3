"""Phrases in the nominative, as a list of names has them: (des) Ministeriums is the Ministerium."""

import re

from desktop.model.gender import of_given_name
from desktop.model.words import spelt
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import ADJECTIVE, NAME, NOUN, PAST_VERB
from desktop.suggest.language.word_lists import BEHIND_ARTICLE, Case, Language

_NOUNS = frozenset({NAME, NOUN})
_ADJECTIVES = frozenset({ADJECTIVE, PAST_VERB})
_OWNER_ENDING = "s"


class Nominatives:
    """The words of a text as a phrase has them in the nominative, where the word before the phrase tells its case."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._tokens = tokens
        self._changed: dict[int, tuple[str, int]] = {}  # by token: the nominative, and the place of the word before
        self._owners: set[int] = set()
        if language.cases:
            self._read(language)

    def _read(self, language: Language) -> None:
        tokens, names = self._tokens, frozenset(self._tokens.words)
        for index, word in enumerate(tokens.lower):
            if case := language.cases.get(word):
                changed = _of_phrase(tokens, index + 1, case, language)
                self._changed |= {token: (nominative, index) for token, nominative in changed.items()}
            elif case := language.cases_before.get(word):
                self._read_before(index, case)
            elif tokens.tags[index] == NAME and _without_ending(tokens.words[index]) in names:
                self._read_owner(index, language)

    def _read_before(self, index: int, case: Case) -> None:
        """Medienberichten (zufolge): a noun that stands alone; and not Peter Ludern"""
        noun, tags = index - 1, self._tokens.tags
        if noun >= 0 and tags[noun] in _NOUNS and (noun == 0 or tags[noun - 1] not in _NOUNS):
            self._changed.setdefault(noun, (_nominative(self._tokens.words[noun], case), noun - 1))

    def _read_owner(self, last: int, language: Language) -> None:
        """Angaben Merkels; der Sprecher Merkels, where the text has her name without its ending"""
        tokens, accounts, start = self._tokens, tuple(language.words["account"]), last
        while start > 0 and tokens.tags[start - 1] == NAME and not tokens.lower[start - 1].endswith(accounts):
            start -= 1
        name = _without_ending(tokens.text[tokens.starts[start] : tokens.ends[last]])
        if start == 0 or (start < last and not re.search(rf"\b{re.escape(name)}\b", tokens.text)):
            return
        if tokens.lower[start - 1].endswith(accounts):
            self._changed[last] = (tokens.words[last].removesuffix(_OWNER_ENDING), start - 1)
        elif tokens.tags[start - 1] == NOUN:
            self._owners.update(range(start, last + 1))

    def is_owner(self, token: int) -> bool:
        """Whether a name is only of somebody whose (Sprecher) the phrase is about: (der Sprecher) Merkels"""
        return token in self._owners

    def word(self, token: int, start: int) -> str:
        """A word of the phrase that begins at `start`; in Sprecher des Ministeriums, the ministry stays as it is."""
        nominative, governor = self._changed.get(token, ("", start))
        return nominative if governor < start else self._tokens.words[token]

    def text(self, start: int, end: int) -> str:
        """What stands there, in one line and as a dictionary spells it."""
        tokens, text, done = self._tokens, "", self._tokens.starts[start]
        for token in range(start, end):
            if token in self._changed:
                text += tokens.text[done : tokens.starts[token]] + self.word(token, start)
                done = tokens.ends[token]
        text += tokens.text[done : max(done, tokens.ends[end - 1])]
        return spelt(" ".join(text.split()))


def _without_ending(name: str) -> str:
    return name.removesuffix(_OWNER_ENDING) if name.endswith(_OWNER_ENDING) else ""


def _of_phrase(tokens: Tokens, start: int, case: Case, language: Language) -> dict[int, str]:
    noun = start
    while _is_adjective(tokens, noun, case):
        noun += 1
    if noun == start and not case.nouns:
        return {}
    changed: dict[int, str] = {}
    if noun > start:
        if not case.adjectives or (case.of and not _is_of(tokens, noun, case)):
            return {}
        changed = {k: tokens.words[k].removesuffix(case.inflected) + case.adjectives for k in range(start, noun)}
    given = False
    while noun < len(tokens) and tokens.tags[noun] in _NOUNS:
        word = tokens.words[noun]
        given = given or bool(of_given_name(tokens.lower[noun], language.code))
        if not given and (nominative := _nominative(word, case)) != word:
            return {**changed, noun: nominative}
        noun += 1
    return changed


def _is_adjective(tokens: Tokens, index: int, case: Case) -> bool:
    """Whether an adjective stands here: (des) zuständigen (Ministers), (des) Deutschen (Wetterdienstes)"""
    if index + 1 >= len(tokens) or not tokens.lower[index].endswith(case.inflected):
        return False
    word = tokens.words[index]
    if word[0].islower():
        return tokens.tags[index] in _ADJECTIVES
    if case.inflected != BEHIND_ARTICLE:
        return False  # (Angaben) Berliner (Behörden), Peter (Hahns)
    before_a_noun = tokens.tags[index + 1] in _NOUNS and tokens.words[index + 1][0].isupper()
    return before_a_noun and _nominative(word, case) == word


def _is_of(tokens: Tokens, noun: int, case: Case) -> bool:
    return tokens.tags[noun] in _NOUNS and tokens.lower[noun].endswith(case.of)


def _nominative(word: str, case: Case) -> str:
    lower = word.lower()
    ending, other = next((pair for pair in case.nouns if lower.endswith(pair[0])), ("", ""))
    if lower == ending:
        return word[0] + other[1:]
    return word.removesuffix(ending) + other
