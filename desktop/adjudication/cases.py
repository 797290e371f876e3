"""The claims of an article, each as every annotator has it: what they differ in, and what is decided of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Final

from desktop.adjudication import claim_digests
from desktop.agreement.claims import LABEL, Claim, CodedArticle, Question
from desktop.agreement.differences import Difference, answer_in_words, differences
from desktop.agreement.layers import ClaimReader, Names, fixed_questions, questions_of
from desktop.agreement.matching import Matching, groups, matched
from desktop.library import Reader
from desktop.model.codebook import Codebook
from desktop.model.records import (
    ADJUDICATED,
    Annotation,
    Article,
    Attribution,
    SeenClaim,
    Speaker,
)
from desktop.model.text import Fragments
from desktop.model.who_said import speakers_of

_MATCHING: Final = Matching()
BY_HAND: Final = "by hand"  # what stands in the place of a rule where a person decided


@dataclass(frozen=True, slots=True)
class Coding:
    """What all layers have in one article."""

    article: Article
    text: str
    codebook: Codebook
    annotations: Mapping[str, Annotation]  # accepted ones, and those of the layer "Adjudicated" of any status; by id
    attributions: Mapping[str, Attribution]  # by claim
    speakers: Mapping[str, Speaker]  # at least those whom a claim or a mention of these names
    layers: Mapping[str, str]  # the names of those whose work this is, by the ids of their layers, in their order

    def seen(self, claim: Annotation) -> SeenClaim:
        return claim_digests.seen(self.text, claim, self.attributions.get(claim.id), self.annotations, self.speakers)


def coding_of(library: Reader, article_id: str, speakers: Mapping[str, Speaker] | None = None) -> Coding:
    """What all layers have in an article; an annotator has coded it who accepted something in it, or is done with it.

    Args:
        library: which reads the work of all layers.
        article_id: the article's id.
        speakers: all of the library, by id; those that are needed are read where they are not at hand.
    """
    annotations = {
        one.id: one
        for one in library.annotations(article_id)
        if one.status == "accepted" or (one.layer == ADJUDICATED and one.evidence.claims)
    }
    attributions = library.attributions(article_id)
    if speakers is None:
        ids = {id for one in attributions.values() for id in speakers_of(one, annotations)}
        speakers = {id: found for id in sorted(ids) if (found := library.speaker(id))}
    done = {layer for layer, status in library.statuses_by_layer(article_id).items() if status == "done"}
    worked = {one.layer for one in annotations.values() if one.status == "accepted"} | done
    known = {one.id: one.name for one in library.annotators()}
    layers = {id: name for id, name in known.items() if id in worked and id != ADJUDICATED}
    return Coding(
        library.article(article_id), library.text(article_id), library.codebook, annotations, attributions, speakers,
        layers,
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One claim as each annotator has it."""

    fragments: Fragments  # where, by the first who has it
    claims: Mapping[str, Annotation]  # by layer; without those who lack it
    read: Mapping[str, Claim]  # the same, as they are compared
    seen: tuple[SeenClaim, ...]  # the same, as they are now, in the layers' order
    differences: tuple[Difference, ...]  # none: all have it, and alike
    results: tuple[Annotation, ...]  # of the decision on these very claims: accepted, or one rejected for none
    former: tuple[Annotation, ...]  # of decisions that were about some of them as they were before
    is_adjusted: bool  # whether the result is another one than what was taken

    @property
    def id(self) -> str:
        """What it is known by as long as it is about the same claims."""
        return " ".join(sorted(one.claim for one in self.seen))

    @property
    def words(self) -> str:
        return next(iter(self.read.values())).words

    @property
    def is_agreed(self) -> bool:
        return not self.differences

    @property
    def is_decided(self) -> bool:
        return bool(self.results)

    @property
    def has_changed(self) -> bool:
        """Whether it was decided once, and is open again."""
        return not self.results and bool(self.former)

    @property
    def is_for_a_person(self) -> bool:
        """Whether a person looks at it: not where all agree, unless it was decided otherwise before, or by a person."""
        is_by_hand = any(one.evidence.rule == BY_HAND for one in self.results)
        return not self.is_agreed or self.has_changed or is_by_hand

    @property
    def taken(self) -> frozenset[str]:
        """The ids of the claims that it was decided for; none where it was decided that there is no claim."""
        return frozenset(one.claim for result in self.results for one in result.evidence.claims if one.taken)


@dataclass(frozen=True)
class Adjudication:
    """An article to be settled."""

    coding: Coding
    names: Mapping[
        str, str
    ]  # what those who coded it are called, by their layers, in the order in which they are shown
    questions: Sequence[Question]
    cases: tuple[Case, ...]  # in reading order

    @property
    def layers(self) -> tuple[str, ...]:
        return tuple(self.names)

    def answers_in_words(self, claim: Claim) -> list[tuple[str, str]]:
        """What a claim answers, each with the name of the question; without what it leaves open."""
        answers = ((one.name, claim.answers.get(one.id)) for one in self.questions)
        return [(name, answer_in_words(answer)) for name, answer in answers if answer]

    def speakers_told_apart(self, case: Case) -> list[str]:
        """The ids of the speakers whom annotators name differently, where each names one: they may be one."""
        annotations, attributions = self.coding.annotations, self.coding.attributions
        named = [speakers_of(attributions.get(claim.id), annotations) for claim in case.claims.values()]
        ones = list(dict.fromkeys(one[0] for one in named if len(one) == 1))
        return ones if len(ones) > 1 else []

    @cached_property
    def to_look_at(self) -> tuple[Case, ...]:
        """The cases that a person looks at: where not all have the same, or had not when it was decided."""
        return tuple(case for case in self.cases if case.is_for_a_person)

    @cached_property
    def undecided(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if not case.is_decided)

    @property
    def agreed_undecided(self) -> tuple[Case, ...]:
        """What all agree on, so that nobody need look at it, and is not in the layer "Adjudicated" yet."""
        return tuple(case for case in self.undecided if not case.is_for_a_person)


def adjudication_of(coding: Coding, names: Mapping[str, str] | None = None) -> Adjudication:
    """The cases of an article.

    Args:
        coding: what all layers have.
        names: what the layers are called, by id, in the order in which they are shown; None: as they are.
    """
    names = names or coding.layers
    questions = [
        *(one for one in fixed_questions() if one.id != LABEL or len(coding.codebook.of_role("claim")) > 1),
        *questions_of(coding.codebook),
    ]
    reader = ClaimReader(coding.codebook, coding.speakers.values(), Names())
    everybodys = coding.annotations.values()
    claims = {layer: reader.claims(coding.text, everybodys, coding.attributions, layer) for layer in names}
    results = _results(coding)
    article = CodedArticle(id=coding.article.id, title=coding.article.title, length=len(coding.text), layers={})
    cases = [
        _case(coding, article, dict(zip(names, group, strict=True)), names, questions, results)
        for group in _same(list(claims.values()))
    ]
    return Adjudication(coding, names, questions, tuple(sorted(cases, key=_reading_order)))


def _reading_order(case: Case) -> tuple[int, int]:
    return case.fragments[0].start, -case.fragments[-1].end  # what others lie in before these


def _same(claims: Sequence[Sequence[Claim]]) -> list[tuple[Claim | None, ...]]:
    pairs = {(a, b): matched(claims[a], claims[b], _MATCHING) for a, b in combinations(range(len(claims)), 2)}
    return [
        tuple(None if place is None else claims[layer][place] for layer, place in enumerate(group))
        for group in groups(claims, pairs)
    ]


def _results(coding: Coding) -> dict[str, list[Annotation]]:
    """What was decided, by the ids of the claims that it was about."""
    found: dict[str, list[Annotation]] = {}
    for one in coding.annotations.values():
        if one.layer == ADJUDICATED:
            for about in one.evidence.claims:
                found.setdefault(about.claim, []).append(one)
    return found


def _case(
    coding: Coding,
    article: CodedArticle,
    group: Mapping[str, Claim | None],
    names: Mapping[str, str],
    questions: Sequence[Question],
    results: Mapping[str, list[Annotation]],
) -> Case:
    read = {layer: claim for layer, claim in group.items() if claim}
    claims = {layer: coding.annotations[claim.annotation] for layer, claim in read.items()}
    seen = tuple(coding.seen(claim) for claim in claims.values())
    about = {one.id: one for claim in seen for one in results.get(claim.claim, ())}
    deciding = tuple(one for one in about.values() if _is_about(one, seen, coding.speakers))
    return Case(
        fragments=next(iter(claims.values())).fragments,
        claims=claims,
        read=read,
        seen=seen,
        differences=tuple(differences(article, list(names.values()), [tuple(group.values())], questions)),
        results=deciding,
        former=tuple(one for one in about.values() if one not in deciding),
        is_adjusted=len(deciding) == 1 and _is_adjusted(coding, deciding[0]),
    )


def _is_adjusted(coding: Coding, result: Annotation) -> bool:
    """Whether a person made something else of the one claim that was taken."""
    taken = [one for one in result.evidence.claims if one.taken]
    if result.status != "accepted" or len(taken) != 1:
        return False
    return not claim_digests.says_the_same(
        taken[0], replace(coding.seen(result), claim=taken[0].claim), coding.speakers
    )


def _is_about(result: Annotation, seen: Iterable[SeenClaim], speakers: Mapping[str, Speaker]) -> bool:
    """Whether it was decided on all of these claims as they are now."""
    then = {one.claim: one for one in result.evidence.claims}
    return all(one.claim in then and claim_digests.says_the_same(then[one.claim], one, speakers) for one in seen)
