"""Who codes which article, by a rule: each by so many annotators, some by all, shuffled by a seed that can be named."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How articles are given to annotators."""

    coders: int = 1  # of each article
    by_all: int = 0  # per cent of the articles that all annotators code
    seed: int = 0  # the same one gives the same annotators to the same articles


def by_rule(
    articles: Sequence[str], annotators: Sequence[str], rule: Rule, known: Mapping[str, int] | None = None
) -> dict[str, tuple[str, ...]]:
    """Who codes each of these articles, by their ids.

    Everybody gets as much as the others, give or take one, and every two as many articles in common.

    Args:
        articles: the ids.
        annotators: the names.
        rule: how they are given.
        known: how many articles each annotator has already, by name; who has few gets more; None: none.
    """
    names = list(dict.fromkeys(annotators))
    if not names:
        return {}
    shuffled = sorted(articles, key=lambda article: _digest(rule.seed, article))
    order = {name: place for place, name in enumerate(sorted(names, key=lambda name: _digest(rule.seed, name)))}
    for_all = math.ceil(len(shuffled) * min(max(rule.by_all, 0), 100) / 100)
    load = Counter({name: (known or {}).get(name, 0) for name in names})
    together: Counter[frozenset[str]] = Counter()
    found: dict[str, tuple[str, ...]] = {}
    for place, article in enumerate(shuffled):
        chosen: list[str] = []
        for _ in range(len(names) if place < for_all else min(rule.coders, len(names))):
            left = (name for name in names if name not in chosen)
            chosen.append(min(left, key=lambda name: (load[name], _met(together, name, chosen), order[name])))
        load.update(chosen)
        together.update(frozenset(pair) for pair in combinations(chosen, 2))
        found[article] = tuple(name for name in names if name in chosen)
    return {article: found[article] for article in articles}


def _met(together: Mapping[frozenset[str], int], name: str, chosen: Sequence[str]) -> int:
    """How many articles somebody has in common with those who are chosen."""
    return sum(together[frozenset((name, other))] for other in chosen)


def _digest(seed: int, word: str) -> bytes:
    return hashlib.sha256(f"{seed} {word}".encode()).digest()
