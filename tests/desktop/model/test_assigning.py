"""Who codes which article, by a rule."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.assigning import Rule, by_rule

ARTICLES = [f"article {number}" for number in range(40)]


@given(
    count=st.integers(0, 40),
    names=st.lists(st.sampled_from(["Anna", "Ben", "Cleo", "Dora"]), min_size=1, unique=True),
    coders=st.integers(1, 5),
    by_all=st.integers(0, 100),
    seed=st.integers(),
)
def test_each_article_gets_its_coders_and_each_coder_the_same_share(
    count: int, names: list[str], coders: int, by_all: int, seed: int
) -> None:
    found = by_rule(ARTICLES[:count], names, Rule(coders=coders, by_all=by_all, seed=seed))
    assert list(found) == ARTICLES[:count]
    all_of_them = -(-count * by_all // 100)
    sizes = Counter(len(chosen) for chosen in found.values())
    usual = min(coders, len(names))
    assert sizes[len(names)] == (count if usual == len(names) else all_of_them)
    assert set(sizes) <= {len(names), usual}
    load = Counter(name for chosen in found.values() for name in chosen)
    assert max((load[name] for name in names), default=0) - min(load[name] for name in names) <= 1
    assert all(len(set(chosen)) == len(chosen) for chosen in found.values())


def test_a_seed_gives_the_same_again_and_another_one_something_else() -> None:
    first, again, other = (by_rule(ARTICLES, ["Anna", "Ben", "Cleo"], Rule(coders=2, seed=seed)) for seed in (7, 7, 8))
    assert first == again != other
    assert (
        first["article 0"]
        == by_rule(ARTICLES[::-1], ["Cleo", "Ben", "Anna"], Rule(coders=2, seed=7))["article 0"][::-1]
    )


def test_every_two_have_as_many_articles_in_common() -> None:
    found = by_rule(ARTICLES, ["Anna", "Ben", "Cleo", "Dora"], Rule(coders=2, seed=1))
    pairs = Counter(frozenset(pair) for chosen in found.values() for pair in combinations(chosen, 2))
    assert len(pairs) == 6
    assert max(pairs.values()) - min(pairs.values()) <= 2


def test_who_has_few_gets_more() -> None:
    found = by_rule(ARTICLES[:10], ["Anna", "Ben"], Rule(), {"Anna": 10})
    assert set(found.values()) == {("Ben",)}
