"""Which speakers look like one, and why: what a person may want to merge.

Two are compared when they share a rare word of a name, or when names differ in a few letters of one word; so fifty
thousand speakers take seconds. What titles, given names or external ids say to be two, and what a person has said to
be two, is never offered.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal, NamedTuple

from desktop.base.progress import Progress, unwatched
from desktop.model.likeness import alike
from desktop.model.person_names import fit, fit_by_initials, words_of
from desktop.model.records import Speaker
from desktop.model.speakers import typeable

Reason = Literal["name", "alias", "plain name", "initials", "surname", "alike"]

LEAST_ALIKE: Final = 88  # per cent, from which two names are shown
_NEARLY: Final = 80  # per cent, from which two are compared
_MOST_OF_A_WORD: Final = 20  # speakers with the same word, beyond which the word tells nothing
_MOST_NEAR: Final = 60  # speakers whose words begin alike, beyond which that tells nothing
_BEGINNING: Final = 3  # letters of two words of a name that two who are compared share
_SURE: Final = 100
_BY_PLAIN_NAME: Final = 98
_BY_INITIALS: Final = 95
_BY_SURNAME: Final = 90


class Evidence(NamedTuple):
    """Why two look like one."""

    reason: Reason
    per_cent: int  # how like the names are


@dataclass(frozen=True)
class Pair:
    """Two who look like one."""

    one: Speaker
    other: Speaker
    evidence: Evidence


@dataclass(frozen=True)
class Group:
    """Speakers who look like one: the first is the one to keep, unless somebody says otherwise."""

    speakers: Sequence[Speaker]
    evidence: Mapping[str, Evidence]  # of each but the first, by id: the best of its pairs


def groups(speakers: Iterable[Speaker], claims: Mapping[str, int], progress: Progress = unwatched) -> list[Group]:
    """Those who look like one, the surest groups first.

    Args:
        speakers: all who are compared.
        claims: how many each has, by id; who has most is kept, then who has the longest name.
        progress: of how many it is at which; may raise Cancelled.
    """
    everyone = {one.id: one for one in speakers}
    joined = _joined(list(pairs(everyone, progress)))
    made = [_group(some, found, claims) for some, found in joined]
    return sorted(made, key=lambda group: (-_surest(group), group.speakers[0].name.casefold(), group.speakers[0].id))


def pairs(speakers: Mapping[str, Speaker], progress: Progress = unwatched) -> Iterator[Pair]:
    """All two who look like one, each once."""
    known = {id: _Known.of(one) for id, one in speakers.items()}
    full = Counter(one.parts[-1] for one in known.values() if one.is_person and len(one.parts) > 1)
    blocks = _blocks(known, full)
    seen: set[tuple[str, str]] = set()
    for done, block in enumerate(blocks):
        if done % 512 == 0:
            progress(done, len(blocks))
        for pair in combinations(block, 2):
            if pair in seen:
                continue
            seen.add(pair)
            one, other = (speakers[id] for id in pair)
            if (
                one.kind == other.kind
                and (evidence := _evidence(known[one.id], known[other.id], full))
                and may_be_one(one, other)
            ):
                yield Pair(one, other, evidence)
    progress(len(blocks), len(blocks))


class _Known(NamedTuple):
    """The names of one speaker as they are compared."""

    is_person: bool
    names: Sequence[str]  # the name and the aliases, none of them empty
    parts: Sequence[str]  # the words of the plain name

    @classmethod
    def of(cls, speaker: Speaker) -> "_Known":
        names = [name for name in map(typeable, (speaker.name, *speaker.aliases)) if name]
        is_person = speaker.kind == "person"
        return cls(is_person, names, words_of(speaker.name) if is_person else names[0].split() if names else [])


def _blocks(known: Mapping[str, _Known], full: Mapping[str, int]) -> list[list[str]]:
    """Ids of those who are compared with each other, in their order; `full` counts full names by their surname."""
    same: defaultdict[str, dict[str, None]] = defaultdict(dict)
    near: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    rare: defaultdict[str, dict[str, None]] = defaultdict(dict)
    by_surname: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id, (is_person, names, parts) in known.items():
        for name in names:
            same[name][id] = None
            words = name.split()
            for word in words:
                rare[word][id] = None
            for two in combinations(sorted(word[:_BEGINNING] for word in words), 2):
                near[two][id] = None
            if len(words) == 1:
                near[name[:_BEGINNING], str(len(name) // 4)][id] = None
            elif is_person:
                near[f"{words[0][0]} {words[-1]}",][id] = None
        if is_person and len(parts) > 1:
            same[" ".join(parts)][id] = None
        if is_person and parts and full[parts[-1]] == 1:
            by_surname[parts[-1]][id] = None
    some = [*same.values(), *by_surname.values()]
    some += [ids for ids in near.values() if len(ids) <= _MOST_NEAR]
    some += [ids for ids in rare.values() if len(ids) <= _MOST_OF_A_WORD]
    return [list(ids) for ids in some if len(ids) > 1]


def may_be_one(one: Speaker, other: Speaker) -> bool:
    """Whether nothing says that these are two: kind, external id, number, title, given name, or a person."""
    if one.kind != other.kind or other.id in one.distinct_from or one.id in other.distinct_from:
        return False
    if one.external_id and other.external_id and one.external_id != other.external_id:
        return False
    if _numbers(one.name) != _numbers(other.name):
        return False
    if one.kind != "person":
        return True
    return fit((one.name, *one.aliases), (other.name, *other.aliases)) and _given_names_fit(one.name, other.name)


def _numbers(name: str) -> list[str]:
    """The 5th and the 6th brigade are two."""
    return re.findall(r"\d+", name)


def _given_names_fit(one: str, other: str) -> bool:
    """Whether two full names of one surname have given names that one person may have: Ann is not Peter, nor Anna."""
    first, second = words_of(one), words_of(other)
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return True
    a, b = first[0], second[0]
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return a == b or (alike(a, b, _NEARLY) >= _NEARLY and not (a.startswith(b) or b.startswith(a)))


def _evidence(one: _Known, other: _Known, full: Mapping[str, int]) -> Evidence | None:
    if not one.names or not other.names:
        return None
    if one.names[0] == other.names[0]:
        return Evidence("name", _SURE)
    # A surname alone, and a word like "spokesman", is shared by many.
    if any(" " in name or not one.is_person for name in one.names if name in other.names):
        return Evidence("alias", _SURE)
    if one.is_person and one.parts and other.parts and one.parts[-1] == other.parts[-1]:
        if one.parts == other.parts and len(one.parts) > 1:
            return Evidence("plain name", _BY_PLAIN_NAME)
        if fit_by_initials(one.parts, other.parts):
            return Evidence("initials", _BY_INITIALS)
        # One is known by the surname alone: Mrs. Kohl, Hannelore Kohl.
        if min(len(one.parts), len(other.parts)) == 1 and full[one.parts[-1]] == 1:
            return Evidence("surname", _BY_SURNAME)
    best = max(
        (alike(a, b, _NEARLY) for a in one.names for b in other.names if len(a) > _BEGINNING < len(b)), default=0
    )
    return Evidence("alike", best) if best >= LEAST_ALIKE else None


def _joined(found: Sequence[Pair]) -> Iterator[tuple[list[Speaker], list[Pair]]]:
    """The pairs as groups, in which any two may be one."""
    groups: dict[str, list[Speaker]] = {}
    for pair in sorted(found, key=lambda pair: (-pair.evidence.per_cent, pair.one.id, pair.other.id)):
        first, second = (groups.setdefault(one.id, [one]) for one in (pair.one, pair.other))
        if first is not second and all(may_be_one(one, other) for one in first for other in second):
            first += second
            groups.update((one.id, first) for one in second)
    pairs_of: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in found:
        if groups[pair.one.id] is groups[pair.other.id]:
            pairs_of[id(groups[pair.one.id])].append(pair)
    for group in {id(some): some for some in groups.values() if len(some) > 1}.values():
        yield group, pairs_of[id(group)]


def _group(speakers: Sequence[Speaker], found: Sequence[Pair], claims: Mapping[str, int]) -> Group:
    ordered = sorted(speakers, key=lambda one: (-claims.get(one.id, 0), -_letters(one), one.name.casefold(), one.id))
    kept = ordered[0].id
    best: dict[str, tuple[bool, int, Evidence]] = {}  # what speaks for being the kept one goes before all else
    for pair in found:
        of_kept = kept in (pair.one.id, pair.other.id)
        for one in (pair.one, pair.other):
            weighed = (of_kept, pair.evidence.per_cent, pair.evidence)
            best[one.id] = max(best.get(one.id, weighed), weighed, key=lambda each: each[:2])
    return Group(ordered, {one.id: best[one.id][2] for one in ordered[1:]})


def _letters(speaker: Speaker) -> int:
    return sum(map(str.isalnum, speaker.name))


def _surest(group: Group) -> int:
    return max(evidence.per_cent for evidence in group.evidence.values())
