"""The parts of a sentence between its commas, and what a verb that reports does in its own."""

from dataclasses import dataclass
from typing import Literal

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import AUXILIARY, COORDINATOR, FINITE, PREPOSITION, PUNCTUATION, SUBORDINATOR
from desktop.suggest.language.word_lists import BASE, PARTICIPLE, Frame, Framed, Language
from desktop.suggest.rules.findings import Span

Order = Literal["second", "last"]

_LONGEST_PARTICLE = 2  # words that stand apart from their verb: zu Protokoll
_APART = frozenset({",", ";", ":", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two signs: the tokens, and the place of the sign that ends it, or the sentence's end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report(Framed):
    """A verb that reports: where it stands, and with what."""

    part: Part
    head: int
    finite: int  # the verb that the word order turns on: an auxiliary where there is one
    order: Order
    words: tuple[int, ...]  # auxiliary, verb and particle, in text order
    frames: tuple[Frame, ...]
    passive: bool = False

    @property
    def cues(self) -> list[Span]:
        """The verb's tokens, those side by side as one."""
        spans: list[Span] = []
        for word in self.words:
            if spans and spans[-1][1] == word:
                spans[-1] = (spans[-1][0], word + 1)
            else:
                spans.append((word, word + 1))
        return spans

    @property
    def middle_end(self) -> int:
        """Where what stands between the finite verb and the rest of the verb ends."""
        last = max(self.words)
        return last if last > self.finite and self.order == "second" else self.part.end

    def takes(self, what: str) -> bool:
        return any(what in frame.takes for frame in self.frames)


def parts_of(tokens: Tokens, first: int, after: int, language: Language) -> list[Part]:
    """The parts of the sentence from `first` to `after`; what is quoted or in brackets is not parted.

    A particle that stands alone goes with its verb: teilte der Chef, Holm, mit, ...
    """
    parts = _parted(tokens, first, after)
    number = len(parts) - 1
    while number > 0:
        earlier = _verb_of(tokens, parts, number, language)
        if earlier >= 0:
            parts[earlier : number + 1] = [Part(parts[earlier].start, parts[number].end)]
            number = earlier
        number -= 1
    return parts


def _verb_of(tokens: Tokens, parts: list[Part], number: int, language: Language) -> int:
    """The number of the part with the verb that the words alone in a part belong to; -1 where there is none."""
    alone = tuple(tokens.lower[parts[number].start : parts[number].end])
    if len(alone) > _LONGEST_PARTICLE:
        return -1
    for earlier in range(number - 1, -1, -1):
        taken = (language.apart.get(word, ()) for word in tokens.lower[parts[earlier].start : parts[earlier].end])
        if any(particle == alone for pairs in taken for particle, _ in pairs):
            return earlier
    return -1


def _parted(tokens: Tokens, first: int, after: int) -> list[Part]:
    parts: list[Part] = []
    start = index = first
    depth = 0
    end = sentence_end(tokens, first, after)
    while index < end:
        quotation = tokens.quotations.opens.get(index)
        if quotation and quotation.close < after:
            index = quotation.close + 1
            continue
        word = tokens.words[index]
        depth += (word in "([") - (word in ")]")
        if word in _APART and depth <= 0 and not _joins(tokens, index):
            parts.append(Part(start, index))
            start = index + 1
        index += 1
    parts.append(Part(start, max(start, end)))
    return parts


def sentence_end(tokens: Tokens, first: int, after: int) -> int:
    """The end of a sentence without its points, but with a mark that closes a quotation."""
    while after > first and tokens.tags[after - 1] == PUNCTUATION and after - 1 not in tokens.quotations.closes:
        after -= 1
    return after


def _joins(tokens: Tokens, index: int) -> bool:
    """1,5; die „Bild“-Zeitung; Heil- und Pflegeberufe"""
    if tokens.words[index] not in (",", "-") or index == 0 or index + 1 >= len(tokens):
        return False
    after_a_word = tokens.starts[index] == tokens.ends[index - 1]
    before_a_word = tokens.starts[index + 1] == tokens.ends[index]
    if tokens.words[index] == "-":
        return after_a_word
    return after_a_word and before_a_word and tokens.words[index + 1][0].isdigit()


def is_subordinate(tokens: Tokens, part: Part, language: Language) -> bool:
    """Whether a part begins as a clause does whose verb stands last."""
    start = opening(tokens, part)
    if start >= part.end:
        return False
    lower, tags = tokens.lower, tokens.tags
    if tags[start] == SUBORDINATOR or lower[start] in language.words["complementiser"]:
        return True
    if lower[start] in language.words["verb_last"]:
        return True
    is_behind = start > 0 and tokens.words[start - 1] == ","  # das Haus, in dem sie ...
    within = start + 1 < part.end and tags[start] == PREPOSITION and lower[start + 1] in language.words["relative"]
    return is_behind and within


def is_relative(tokens: Tokens, part: Part, language: Language) -> bool:
    """Whether a part tells more of the noun before it: der gestern kam; in dem sie wohnt."""
    start = part.start
    if start == 0 or tokens.words[start - 1] != ",":
        return False
    if start < part.end and tokens.tags[start] == PREPOSITION:
        start += 1
    if start >= part.end or tokens.lower[start] not in language.words["relative"]:
        return False
    verbs = [k for k in range(start + 1, part.end) if is_verb(tokens, k)]
    if not verbs or verbs[-1] != part.end - 1:
        return False
    # Die Brücke (sei) am Abend geschlossen worden; die Brücke (würde halten): there the verb stands second.
    together = verbs[-1] - verbs[0] == len(verbs) - 1
    return tokens.tags[verbs[0]] != AUXILIARY or (together and tokens.tags[verbs[-1]] == AUXILIARY)


def opening(tokens: Tokens, part: Part) -> int:
    """Where a part begins behind "und", "aber" and the like."""
    start = part.start
    while start < part.end and tokens.tags[start] == COORDINATOR:
        start += 1
    return start


def is_verb(tokens: Tokens, index: int) -> bool:
    """Whether a word can be a finite verb and is not quoted."""
    return tokens.tags[index] in FINITE and tokens.quotations.inside[index] < 0


def first_verb(tokens: Tokens, part: Part) -> int:
    """The first word of a part that can be a finite verb; -1 when it has none."""
    return next((k for k in range(part.start, part.end) if is_verb(tokens, k)), -1)


def report_at(tokens: Tokens, index: int, part: Part, language: Language) -> Report | None:
    """The report that the verb at `index` makes, if it is one that reports here."""
    word = tokens.lower[index]
    particle, frames = _apart(tokens, index, part, language)
    words = [index, *particle]
    if not frames:
        frames = tuple(frame for frame in language.frames.get(word, ()) if _has_needed(tokens, frame, part))
    if not frames:
        return None
    frames = _of_nobody(frames) or frames
    forms = language.forms[word]
    auxiliary = _auxiliary_before(tokens, index, part)
    if tokens.tags[index - 1] == COORDINATOR and index > part.start and not forms <= {PARTICIPLE}:
        auxiliary = -1  # Holm war da und sagte, ...
    if PARTICIPLE in forms and index == opening(tokens, part) and tokens.tags[index + 1 : index + 2] == [AUXILIARY]:
        passive = tokens.lower[index + 1] in language.words["being"]
        return Report(
            part, index, index + 1, "second", (index, index + 1), frames, passive
        )  # Kritisiert wird, dass ...
    follows = index + 1 < part.end and tokens.tags[index + 1] == AUXILIARY
    being = language.words["being"]
    if is_subordinate(tokens, part, language) or is_relative(tokens, part, language):
        behind = [k for k in range(index + 1, part.end) if tokens.tags[k] == AUXILIARY]
        if part.end - 1 - len(behind) == index:
            passive = PARTICIPLE in forms and any(tokens.lower[k] in being for k in behind)
            return Report(part, index, index, "last", (*sorted(words), *behind), frames, passive)
        if tokens.lower[opening(tokens, part)] not in language.words["either_order"]:
            return None
    verb_ends = index == part.end - 1 or follows or _ends_field(tokens, index, part)
    if auxiliary >= 0 and verb_ends and (PARTICIPLE in forms or BASE in forms):
        behind = [index + 1] if follows else []
        passive = PARTICIPLE in forms and tokens.lower[auxiliary] in being
        passive = passive or (follows and tokens.lower[index + 1] in language.words["passive_auxiliary"])
        return Report(part, index, auxiliary, "second", (auxiliary, *sorted(words), *behind), frames, passive)
    if auxiliary >= 0 or (forms <= {PARTICIPLE}):
        return None
    return Report(part, index, index, "second", tuple(sorted(words)), frames)


def _of_nobody(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The uses of a verb that has nobody for its subject here: stellte sich heraus; and not "ließ durchsickern"."""
    if any(frame.needs and not frame.impersonal for frame in frames):
        return tuple(frame for frame in frames if not frame.impersonal)
    return tuple(frame for frame in frames if frame.impersonal)


def _apart(tokens: Tokens, index: int, part: Part, language: Language) -> tuple[range, tuple[Frame, ...]]:
    """The words that stand apart from their verb, and how they are used: teilte gestern mit; zu bedenken gab."""
    for particle, _ in language.apart.get(tokens.lower[index], ()):
        for end in (*range(part.end, index + 1, -1), index):
            place = range(end - len(particle), end)
            if place.start < part.start or tuple(tokens.lower[place.start : end]) != particle:
                continue
            if end <= index or _ends_field(tokens, end - 1, part):
                frames = tuple(
                    frame
                    for other, frame in language.apart[tokens.lower[index]]
                    if other == particle and _has_needed(tokens, frame, part)
                )
                if frames:
                    return place, frames
    return range(0), ()


def _ends_field(tokens: Tokens, place: int, part: Part) -> bool:
    """Whether nothing but a prepositional phrase, "und" or a quotation may follow: the verb's field is over."""
    following = place + 1
    if following >= part.end or following in tokens.quotations.opens:
        return True
    return tokens.tags[following] in (COORDINATOR, AUXILIARY)


def _has_needed(tokens: Tokens, frame: Frame, part: Part) -> bool:
    if not frame.needs:
        return True
    words = tokens.lower[part.start : part.end]
    return any(tuple(words[k : k + len(phrase)]) == phrase for phrase in frame.needs for k in range(len(words)))


def _auxiliary_before(tokens: Tokens, index: int, part: Part) -> int:
    """The finite auxiliary or modal verb that the verb at the end of the part belongs to; -1 for none."""
    places = range(index - 1, part.start - 1, -1)
    return next((k for k in places if tokens.tags[k] == AUXILIARY and tokens.quotations.inside[k] < 0), -1)
