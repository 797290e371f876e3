"""Three invented annotators: what each of them finds in twenty articles, and what a second hand makes of it."""

import random
from collections import Counter
from collections.abc import Sequence

NAMES = ("Anna", "Ben", "Cleo")
PEOPLE = ("Ada Lint", "Tom Reed", "Ruiz")
SAYINGS = ("the dam will hold", "nobody was asked", "it will rain", "the bridge is safe", "boats are full")
ARTICLES, SEED = 20, 20
Coded = dict[str, dict[str, dict[str, str]]]  # by article and annotator: who said each claim


def text_of(number: int) -> str:
    return f"Report {number}. " + " ".join(f"They say {one} again." for one in SAYINGS)


def drawn(dice: random.Random) -> dict[str, str]:
    """What somebody finds in an article: most claims, and who said each."""
    return {words: dice.choice(PEOPLE[: 1 + dice.randrange(3)]) for words in SAYINGS if dice.random() < 0.75}


def all_drawn(ids: Sequence[str]) -> Coded:
    """What each of them finds in each of these articles."""
    dice = random.Random(SEED)
    return {id: {name: drawn(dice) for name in NAMES} for id in ids}


def by_majority(meant: Coded) -> dict[str, set[str]]:
    """The claims of each article that two of them or more have."""
    return {
        id: {words for words in SAYINGS if sum(words in by[name] for name in NAMES) > 1} for id, by in meant.items()
    }


def naive_f1(meant: Coded, one: str, other: str) -> float:
    shared = sum(len(by[one].keys() & by[other].keys()) for by in meant.values())
    return 2 * shared / sum(len(by[one]) + len(by[other]) for by in meant.values())


def naive_answers(meant: Coded, one: str, other: str) -> list[tuple[str, str]]:
    found = []
    for by in meant.values():
        shared = [words for words in SAYINGS if words in by[one] and words in by[other]]
        found += [(by[one][words], by[other][words]) for words in shared]
    return found


def naive_kappa(pairs: Sequence[tuple[str, str]]) -> float:
    observed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[name] * second[name] for name in PEOPLE) / len(pairs) ** 2
    return (observed - expected) / (1 - expected)


def naive_alpha(meant: Coded) -> float:
    """Krippendorff's, nominal, over every claim that two or more have."""
    meetings: Counter[tuple[str, str]] = Counter()
    for by in meant.values():
        for words in SAYINGS:
            given = [by[name][words] for name in NAMES if words in by[name]]
            for a in range(len(given)):
                for b in range(len(given)):
                    if a != b:
                        meetings[given[a], given[b]] += 1 / (len(given) - 1)  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (a, _), times in meetings.items():
        totals[a] += times
    count = sum(totals.values())
    observed = sum(times for (a, b), times in meetings.items() if a != b)
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (count - 1)
    return 1 - observed / expected
