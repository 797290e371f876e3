"""Cues: the words that report, found one by one, with the auxiliaries, adverbs and particles that belong to them."""

from dataclasses import dataclass
from typing import Literal

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADVERB,
    BEFORE_VERB,
    DETERMINER,
    FINITE,
    PREPOSITION,
    SUBJECT,
    TO,
    VERB,
    VERBS,
)
from desktop.suggest.language.word_lists import GERUND, PARTICIPLE, Frame, Framed, Language
from desktop.suggest.rules.clauses import is_clause

CueKind = Literal["verb", "noun", "adjective"]

_OF_ADJECTIVES = (Frame("adjective", "all", frozenset({"clause", "infinitive"}), 0.45),)


@dataclass(frozen=True, slots=True)
class Cue(Framed):
    """A cue: its tokens, the one it turns on, and how it is used."""

    start: int
    end: int
    head: int
    kind: CueKind
    frames: tuple[Frame, ...]
    passive: bool = False
    gerund: bool = False
    infinitive: bool = False
    subject: int = -1  # the pronoun that stands within it: a-t-elle promis

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Its tokens, without a subject that stands within it."""
        if self.subject < 0:
            return [(self.start, self.end)]
        return [(self.start, self.subject), (self.subject + 1, self.end)]

    def takes(self, what: str) -> bool:
        """Whether any use of the cue takes this."""
        return any(what in frame.takes for frame in self.frames)


def cue_at(tokens: Tokens, index: int, first: int, after: int, language: Language) -> Cue | None:
    """The cue that turns on the token `index` of the sentence from `first` to `after`, if there is one."""
    lower = tokens.lower[index]
    if lower in language.frames and tokens.tags[index] in VERBS:
        return _verb(tokens, index, first, after, language)
    if index + 1 >= after:
        return None
    if lower in language.adjectives or lower in language.passives:
        return _adjective(tokens, index, first, after, language)
    if lower in language.noun_frames:
        return _noun(tokens, index, after, language)
    return None


def _verb(tokens: Tokens, index: int, first: int, after: int, language: Language) -> Cue | None:
    """had repeatedly called for, to say, was accused"""
    word = tokens.lower[index]
    forms = language.forms[word]
    gerund = GERUND in forms
    if index > first and tokens.tags[index - 1] == DETERMINER and not gerund:
        is_subject = index - 1 == first and tokens.lower[first] in language.words["pronoun_like"]
        if not is_subject:  # the said report; but: Both said
            return None
    if index > first and tokens.tags[index - 1] == PREPOSITION and PARTICIPLE in forms and not gerund:
        return None  # a lead in pledged delegates
    if _is_quoted_as(tokens, index, after, language):
        return None  # the verb that follows is the cue: was quoted as saying
    frames: list[Frame] = []
    end = index + 1
    for frame in language.frames[word]:
        particle = _matching(tokens.lower, index + 1, after, frame.needs or frame.after)
        behind = index + 1 + particle
        if behind < after and tokens.lower[behind] in language.words["duration"]:
            particle = 0  # has argued for years
        if frame.needs and not particle:
            continue
        end = max(end, index + 1 + particle)
        frames.append(frame)
    if not frames:
        return None
    group = _group(tokens, index, first, language)
    if gerund and index - 2 > first and _is_quoted_as(tokens, index - 2, after, language):
        group = _group(tokens, index - 2, first, language)
        return Cue(group.start, end, index, "verb", tuple(frames))
    passive = group.being and PARTICIPLE in forms and not gerund
    return Cue(group.start, end, index, "verb", tuple(frames), passive, gerund, group.infinitive, group.subject)


def _is_quoted_as(tokens: Tokens, index: int, after: int, language: Language) -> bool:
    """Whether "quoted as saying" stands at a token."""
    if index + 2 >= after or tokens.lower[index] not in language.words["quoted"]:
        return False
    return tokens.lower[index + 1] == "as" and GERUND in language.forms.get(tokens.lower[index + 2], ())


def _matching(lower: list[str], start: int, after: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many tokens from `start` on one of the phrases takes up; 0 when none stands there."""
    for phrase in phrases:
        if start + len(phrase) <= after and tuple(lower[start : start + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    being: bool
    infinitive: bool
    subject: int = -1


def _group(tokens: Tokens, index: int, first: int, language: Language) -> _Group:
    """What stands before a verb and belongs to it: auxiliaries, adverbs, "to", and verbs such as "continued to"."""
    tags, lower = tokens.tags, tokens.lower
    start = index
    being = infinitive = False
    subject = -1
    while start > first:
        tag = tags[start - 1]
        if tag in BEFORE_VERB:
            being = being or lower[start - 1] in language.words["being"]
        elif tag == SUBJECT and tokens.words[start - 1][0] == "-" and subject < 0:
            subject = start - 1  # a-t-elle
        elif tag == TO and not infinitive and tags[index] == VERB:
            infinitive = True
        elif infinitive and tag in VERBS and lower[start - 1] in language.words["chaining"]:
            infinitive = False
        else:
            break
        start -= 1
    while start < index and tags[start] == ADVERB and start == first:
        start += 1
    return _Group(start, being, infinitive, subject)


def _adjective(tokens: Tokens, index: int, first: int, after: int, language: Language) -> Cue | None:
    """is confident that, is confident (it will hold), are expected to"""
    group = _group(tokens, index, first, language)
    following, tag = tokens.lower[index + 1], tokens.tags[index + 1]
    leads = following in language.words["complementiser"] or tag in (TO, PREPOSITION)
    if not group.being or not (leads or is_clause(tokens, index + 1, after, language)):
        return None
    passive = tokens.lower[index] in language.passives
    return Cue(group.start, index + 1, index, "adjective", _OF_ADJECTIVES, passive)


def _noun(tokens: Tokens, index: int, after: int, language: Language) -> Cue | None:
    """claim (that ...), plan (to ...), criticism of (...), (her) view is (that ...)"""
    if tokens.lower[index + 1] in language.words["being"]:
        return _predicate(tokens, index, after, language)
    following, tag = tokens.lower[index + 1], tokens.tags[index + 1]
    infinitive = tag == TO and index + 2 < after and tokens.tags[index + 2] == VERB
    fits: dict[str, bool] = {
        "clause": _leads_to_clause(tokens, index + 1, after, language),
        "infinitive": infinitive,
        "preposition": following in language.words["noun_prepositions"],
    }
    frames = tuple(
        frame
        for frame in language.noun_frames[tokens.lower[index]]
        if any(fits[what] for what in frame.takes) and (not frame.needs or (following,) in frame.needs)
    )
    if not frames:
        return None
    end = index + 1 if "clause" in frames[0].takes else index + 2
    return Cue(index, end, index, "noun", frames)


def _leads_to_clause(tokens: Tokens, index: int, after: int, language: Language) -> bool:
    """Whether what a noun means is told here: a claim that it leaks; and not "a message that fails"."""
    if tokens.lower[index] not in language.words["complementiser"]:
        return False
    tells_more = tokens.lower[index] in language.words["relative"] and index + 1 < after
    return not (tells_more and tokens.tags[index + 1] in FINITE)


def _predicate(tokens: Tokens, index: int, after: int, language: Language) -> Cue | None:
    """(Her) view is (that ...)"""
    if index + 2 >= after or tokens.lower[index + 2] not in language.words["complementiser"]:
        return None
    frames = tuple(frame for frame in language.noun_frames[tokens.lower[index]] if "clause" in frame.takes)
    return Cue(index, index + 2, index, "noun", frames) if frames else None
