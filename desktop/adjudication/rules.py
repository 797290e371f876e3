"""Which decisions a rule would make: pure functions, so that they can be looked at before anything is written."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from desktop.adjudication.cases import BY_HAND, Adjudication, Case
from desktop.agreement.claims import CUE, LABEL, SOURCE, Claim, Question
from desktop.base.translation import translated
from desktop.model.quotation_marks import in_marks

RuleName = Literal["agreement", "majority", "first"]
RULES: Final[tuple[RuleName, ...]] = get_args(RuleName)
LEAST_FOR_MOST: Final = 3  # annotators, of whom most can agree without that all do
ADJUDICATING: Final = frozenset({*RULES, BY_HAND})  # what the evidence of all that is made here names as its rule


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to become of a case."""

    case: Case
    taken: tuple[str, ...]  # the ids of the claims that it is decided for; none: there is no such claim
    rule: str = BY_HAND
    keeps_result: bool = False  # whether what a former decision made stays as it is

    def in_words(self, names: Mapping[str, str]) -> str:
        """What it would make: “Anna: “The bridge is closed””. `names` are those of the layers, by their ids."""
        words = in_marks(self.case.words)
        if not self.taken:
            return translated("No claim: {words}", words=words)
        if self.case.is_agreed:
            return translated("{words} (changed since it was decided)", words=words) if self.case.has_changed else words
        whose = next(names[layer] for layer, claim in self.case.claims.items() if claim.id in self.taken)
        return translated("{annotator}: {words}", annotator=whose, words=words)


def take(case: Case, layer: str) -> Ruling:
    """As this annotator has it; who lacks the claim says that there is none."""
    return Ruling(case, (case.claims[layer].id,) if layer in case.claims else ())


def take_all(case: Case) -> Ruling:
    """As all have it: a claim of each, or one with all of their speakers and cues where they have the same words."""
    return Ruling(case, tuple(claim.id for claim in case.claims.values()))


def take_none(case: Case) -> Ruling:
    """There is no such claim."""
    return Ruling(case, ())


def to_be_adjusted(case: Case, layer: str) -> Ruling:
    """As this annotator has it, or else another one; what was decided before stays as it is."""
    chosen = case.claims.get(layer) or next(iter(case.claims.values()))
    return Ruling(case, (chosen.id,), keeps_result=True)


def can_take_all(case: Case, questions: Iterable[Question]) -> bool:
    """Whether it can be as all have it: not where they have one answer each to what has but one."""
    claims = list(case.read.values())
    several = {LABEL, SOURCE, CUE} | {one.id for one in questions if one.level == "set"}
    return len({claim.fragments for claim in claims}) > 1 or any(
        len({claim.answers.get(id) or None for claim in claims}) > 1 for id in several
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and for "first" the id of the layer that comes first."""

    name: RuleName
    layer: str = ""

    def applies_to(self, adjudication: Adjudication) -> bool:
        """Whether enough have coded the article: two are no majority."""
        return self.name != "majority" or len(adjudication.names) >= LEAST_FOR_MOST

    def rulings(self, adjudication: Adjudication) -> list[Ruling]:
        """What it would decide of the cases that are undecided; what it has no answer to is left out.

        What a person decided before, and is open again since a claim was changed, is left to a person, unless all
        agree by now.
        """
        return list(self._ruled(adjudication))

    def _ruled(self, adjudication: Adjudication) -> Iterator[Ruling]:
        for case in adjudication.undecided if self.applies_to(adjudication) else ():
            if not case.is_agreed and any(one.evidence.rule == BY_HAND for one in case.former):
                continue
            taken = _WAYS[self.name](case, adjudication.layers, self.layer)
            if taken is not None:
                yield Ruling(case, taken, self.name)


def _what_all_have(case: Case, layers: Iterable[str], _: str) -> tuple[str, ...] | None:
    return (next(iter(case.claims.values())).id,) if case.is_agreed else None


def _what_most_have(case: Case, layers: Iterable[str], _: str) -> tuple[str, ...] | None:
    """The claim of which each part, its extent and every answer, is that of more than half; none, if most lack it."""
    voters = tuple(layers)
    if 2 * len(case.read) <= len(voters):
        return None if 2 * len(case.read) == len(voters) else ()
    votes: Counter[tuple[str, Hashable]] = Counter()
    for claim in case.read.values():
        votes.update(_parts(claim).items())
    for layer, claim in case.read.items():
        if all(2 * votes[part] > len(voters) for part in _parts(claim).items()):
            return (case.claims[layer].id,)
    return None


def _parts(claim: Claim) -> dict[str, Hashable]:
    return {"": claim.fragments} | {question: answer or None for question, answer in claim.answers.items()}


def _what_one_has(case: Case, layers: Iterable[str], layer: str) -> tuple[str, ...] | None:
    """The claim of a chosen annotator; what only others have is left to a person."""
    return (case.claims[layer].id,) if layer in case.claims else None


_Way = Callable[[Case, Iterable[str], str], tuple[str, ...] | None]
_WAYS: Final[Mapping[RuleName, _Way]] = {
    "agreement": _what_all_have,
    "majority": _what_most_have,
    "first": _what_one_has,
}
