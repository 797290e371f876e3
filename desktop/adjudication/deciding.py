"""Decisions as edits: what is taken is copied into the layer "Adjudicated", with what it was decided upon.

A claim that is taken brings its mentions and cues along; what a former decision made goes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.adjudication import claim_digests
from desktop.adjudication.cases import Coding, coding_of
from desktop.adjudication.rules import ADJUDICATING, Ruling
from desktop.agreement.layers import without_marks
from desktop.labelling import start_article
from desktop.labelling.attributions import with_each_speaker_once
from desktop.labelling.deleting import delete_named
from desktop.library import Edit
from desktop.library.concurrent_changes import changed_elsewhere
from desktop.model.cycles import in_cycles
from desktop.model.records import ADJUDICATED, Annotation, AttributeValue, Evidence, SeenClaim, Source
from desktop.model.text import Fragments
from desktop.model.who_said import parts_of


def decide(edit: Edit, article_id: str, rulings: Sequence[Ruling]) -> list[Annotation]:
    """Writes decisions into the layer "Adjudicated", in which the edit has to be; gives the claims that they made.

    Raises:
        Conflict: a claim that is decided upon is another one by now, or not there any more.
    """
    assert edit.layer == ADJUDICATED
    start_article(edit, edit.article(article_id))
    deciding = _Deciding(edit, coding_of(edit.all_layers, article_id))
    made = [one for ruling in rulings for one in deciding.write(ruling)]
    deciding.nest()
    deciding.tidy()
    return [one for one in made if one.status == "accepted"]


class _Deciding:
    """The decisions of one edit in one article."""

    def __init__(self, edit: Edit, coding: Coding) -> None:
        self._edit = edit
        self._coding = coding
        here = [one for one in coding.annotations.values() if one.layer == ADJUDICATED]
        self._results: dict[str, Annotation] = {one.id: one for one in here if one.evidence.claims}
        self._accepted: dict[tuple[str, Fragments, str | None], Annotation] = {
            (one.label, one.fragments, one.speaker): one for one in here if one.status == "accepted"
        }
        self._copies: dict[str, Annotation] = {
            one.id: one for one in here if one.evidence.rule in ADJUDICATING and not one.evidence.claims
        }  # mentions and cues that decisions brought along

    def write(self, ruling: Ruling) -> list[Annotation]:
        """Makes what was decided of a case, in the place of what was decided before."""
        self._refuse_if_changed(ruling.case.seen)
        ids = {one.claim for one in ruling.case.seen}
        former = [one for one in self._results.values() if _is_of(one, ids)]
        about = self._about(former, ruling)
        evidence = Evidence(rule=ruling.rule, claims=about)
        if ruling.keeps_result and (kept := [one for one in former if one.status == "accepted"]):
            changed = self._edit.change_all((one, {"evidence": _about_now(one, evidence)}) for one in kept)
            return [self._know(one) for one in changed]
        self._remove(former)
        if not ruling.taken:
            first = next(iter(ruling.case.claims.values()))
            return [self._know(self._edit.add(replace(_copy(first, evidence), status="rejected")))]
        alike: dict[tuple[str, Fragments], list[Annotation]] = {}
        for id in ruling.taken:
            claim = self._coding.annotations[id]
            alike.setdefault((claim.label, without_marks(self._coding.text, claim.fragments)), []).append(claim)
        return [self._put(claims, about, ruling.rule) for claims in alike.values()]

    def _refuse_if_changed(self, seen: Iterable[SeenClaim]) -> None:
        for one in seen:
            there = self._coding.annotations.get(one.claim)
            if there is None or not claim_digests.says_the_same(one, self._coding.seen(there), self._coding.speakers):
                raise changed_elsewhere()

    def _about(self, former: Iterable[Annotation], ruling: Ruling) -> tuple[SeenClaim, ...]:
        """The case's claims, and what else former decisions were about, which stay decided by this one."""
        claims = {one.claim: one for result in former for one in result.evidence.claims}
        claims |= {one.claim: one for one in ruling.case.seen}
        there = (one for one in claims.values() if one.claim in self._coding.annotations)
        return claim_digests.taken(there, ruling.taken)

    def _put(self, claims: Sequence[Annotation], about: tuple[SeenClaim, ...], rule: str) -> Annotation:
        """One claim of one or more that have the same words: the sources and cues of all, the answers of the first."""
        first, ids = claims[0], [one.id for one in claims]
        evidence = Evidence(rule=rule, claims=claim_digests.taken(about, ids))
        answers = _together([one.attributes for one in claims])
        there = self._accepted.get((first.label, first.fragments, first.speaker))
        if there is None:
            result = self._edit.add(replace(_copy(first, evidence), attributes=answers))
        else:  # by hand, or by a decision on another claim
            evidence = replace(evidence, claims=_joined(there.evidence.claims, evidence.claims))
            result = self._edit.change(there, attributes=answers, evidence=evidence)
        said = [self._coding.attributions[id] for id in ids if id in self._coding.attributions]
        sources = with_each_speaker_once(self._source(source, rule) for one in said for source in one.sources)
        cues = dict.fromkeys(id for one in said for cue in one.cues if (id := self._part(cue, rule)))
        if sources or cues or there:
            self._edit.change_attribution(result, sources=sources, cues=tuple(cues))
        return self._know(result)

    def _source(self, source: Source, rule: str) -> Source:
        return Source(source.speaker, self._part(source.mention, rule) if source.mention else None)

    def _part(self, id: str, rule: str) -> str | None:
        """The id of the mention or cue that is the one of this id in the layer "Adjudicated", where it may be new."""
        part = self._coding.annotations.get(id)
        if part is None:
            return None
        there = self._accepted.get((part.label, part.fragments, part.speaker))
        if there is None:
            there = self._edit.add(_copy(part, Evidence(rule=rule)))
            self._accepted[part.label, part.fragments, part.speaker] = there
            self._copies[there.id] = there
        return there.id

    def _know(self, result: Annotation) -> Annotation:
        self._results[result.id] = result
        if result.status == "accepted":
            self._accepted[result.label, result.fragments, result.speaker] = result
        return result

    def _remove(self, results: Sequence[Annotation]) -> None:
        delete_named(self._edit, results, self._edit.attributions_with(*results))
        gone = {one.id for one in results}
        self._results = {id: one for id, one in self._results.items() if id not in gone}
        self._accepted = {key: one for key, one in self._accepted.items() if one.id not in gone}

    def nest(self) -> None:
        """Nests decided claims in one another as their annotators nested them, where both claims are decided."""
        results = [one for one in self._results.values() if one.status == "accepted"]
        made_of = {claim.claim: one.id for one in results for claim in one.evidence.claims}
        made_of |= {claim.claim: one.id for one in results for claim in one.evidence.claims if claim.taken}
        attributions = self._edit.attributions_by_claim(one.id for one in results)
        around = {id: one.parent for id, one in attributions.items()}
        for result in results:
            if around.get(result.id):
                continue
            said = (self._coding.attributions.get(one.claim) for one in result.evidence.claims if one.taken)
            parents = (made_of.get(one.parent) for one in said if one and one.parent)
            parent = next((id for id in parents if id and id != result.id), None)
            if parent and result.id not in in_cycles(around | {result.id: parent}):
                around[result.id] = parent
                self._edit.change_attribution(result, parent=parent)

    def tidy(self) -> None:
        """Removes the mentions and cues that decisions brought along, and no claim has any more."""
        used = {part for one in self._edit.attributions_with(*self._copies.values()) for part in parts_of(one)}
        self._edit.remove_all(one for id, one in self._copies.items() if id not in used)


def _is_of(result: Annotation, claims: set[str]) -> bool:
    """Whether a former decision is about these claims: what it took, or turned down, is one of them."""
    own = [one for one in result.evidence.claims if one.taken] or result.evidence.claims
    return any(one.claim in claims for one in own)


def _about_now(result: Annotation, evidence: Evidence) -> Evidence:
    """The evidence of a decision that is made again, with what the result was taken from before."""
    return replace(evidence, claims=claim_digests.taken(evidence.claims, _taken(result)))


def _taken(result: Annotation) -> list[str]:
    return [one.claim for one in result.evidence.claims if one.taken]


def _copy(theirs: Annotation, evidence: Evidence) -> Annotation:
    return Annotation(
        article=theirs.article,
        label=theirs.label,
        fragments=theirs.fragments,
        attributes=theirs.attributes,
        speaker=theirs.speaker,
        evidence=evidence,
    )


def _together(answers: Sequence[Mapping[str, AttributeValue]]) -> dict[str, AttributeValue]:
    """The answers of the first, with what the others chose, too, where several may be chosen, or what it left open."""
    found: dict[str, AttributeValue] = {}
    for given in answers:
        for id, value in given.items():
            known = found.get(id)
            if known is None:
                found[id] = value
            elif isinstance(known, tuple) and isinstance(value, tuple):
                found[id] = tuple(dict.fromkeys((*known, *value)))
    return found


def _joined(some: Iterable[SeenClaim], others: Iterable[SeenClaim]) -> tuple[SeenClaim, ...]:
    return tuple(({one.claim: one for one in some} | {one.claim: one for one in others}).values())
