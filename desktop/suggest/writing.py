"""The suggestions for one article as they are written: what holds is kept, and what a person settled stays settled."""

from dataclasses import replace
from itertools import zip_longest

from desktop import labelling
from desktop.base.errors import Conflict, KnownError
from desktop.base.translation import translated
from desktop.library import Edit, Reader
from desktop.model.codebook import QUOTATION, Codebook, Label
from desktop.model.records import Annotation, Attribution, Evidence, Role, Source, Speaker, SpeakerGuess
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragments, likeness
from desktop.suggest.attributions import SuggestedAttribution

RULES = "rules"  # the origins of what Ascribe itself suggests; another suggester's is its name
LEARNT = "learnt"
AT_ONCE = 500  # suggestions that an edit writes: whoever else writes to the library waits for no longer


class Writer:
    """Writes the suggestions for one article, in one edit after the other until it is done.

    What is new is written, what holds is kept, and then what does not is taken away.
    """

    def __init__(self, article_id: str, origin: str, found: list[SuggestedAttribution | None]) -> None:
        """A place in `found` without a suggestion is passed over; others name their parents by their places."""
        self._article = article_id
        self._origin = origin
        self._found = found
        self._ids: list[str | None] = []  # of the claims for what was found, as far as it was gone through
        self._written: dict[Fragments, str] = {}
        self._contents = {one.contents for one in found if one}
        self._known_at = -1  # the newest row of the journal when the article was as it is known here
        self.new = self.kept = 0
        self.is_done = False

    def go_on(self, edit: Edit) -> None:
        """Does the next of it in an open edit."""
        self._edit = edit
        self._new: list[Annotation | Attribution] = []
        newest = edit.newest_row()
        if newest != self._known_at:  # others wrote since
            self.read(edit)
        at = len(self._ids)
        for one in self._found[at : at + AT_ONCE]:
            self._ids.append(self._id_of(one) if one else None)
        edit.add_all(self._new)
        if len(self._ids) == len(self._found):
            for outdated in self._outdated[:AT_ONCE]:
                self._take_away(outdated)
            del self._outdated[:AT_ONCE]
            self.is_done = not self._outdated
        self._known_at = newest + bool(edit.changes)

    def read(self, library: Reader) -> None:
        """Knows the article as it is now."""
        if not library.articles_by_id([self._article]):
            raise Conflict(translated("Nothing was suggested, because the article was deleted meanwhile."))
        self._known_at = library.newest_row()
        self._codebook = library.codebook
        self._claim_label = _claim_label(self._codebook)
        self._speakers = SpeakersByName(library.speakers())
        annotations = library.annotations(self._article)
        claims = [one for one in annotations if self._codebook.role(one.label) == "claim"]
        there = {one.id for one in claims}
        self._ids = [id if id in there else None for id in self._ids]
        own = [one for one in claims if self._is_own(one)]
        written = set(self._written.values())
        self._settled = [one for one in claims if not self._is_own(one)]
        self._open = {one.fragments: one for one in own if one.id not in written}
        self._outdated = [one for one in self._open.values() if one.fragments not in self._contents]
        self._parts = {(one.label, one.fragments): one for one in annotations if one.status != "rejected"}

    @property
    def has_many(self) -> bool:
        """Whether it takes several edits."""
        return max(len(self._found), len(self._outdated)) > AT_ONCE

    def _id_of(self, one: SuggestedAttribution) -> str | None:
        """The id of the claim for what was found, written where there is none; None where a person settled it."""
        if one.contents in self._written:
            return self._written[one.contents]
        if before := self._open.get(one.contents):
            self.kept += 1
            id = before.id
        elif self._is_settled(one.contents):
            return None
        else:
            self.new += 1
            id = self._add(one, self._ids[one.parent] if one.parent is not None else None)
        self._written[one.contents] = id
        return id

    def _is_own(self, claim: Annotation) -> bool:
        """Whether a claim is an open suggestion of this origin, which gives way; rules and what was learnt are one."""
        return claim.status == "suggested" and _family(claim.origin) == _family(self._origin)

    def _is_settled(self, contents: Fragments) -> bool:
        """Whether a person accepted something here or rejected just this, or another suggester proposed it."""
        for claim in self._settled:
            alike = likeness(contents, claim.fragments)
            if alike and (claim.status == "accepted" or alike >= labelling.SAME):
                return True
        return False

    def _add(self, one: SuggestedAttribution, parent: str | None) -> str:
        claim = self._annotation(self._claim_label, one.contents, one)
        if self._claim_label.attribute(QUOTATION):
            claim = replace(claim, attributes={**claim.attributes, QUOTATION: one.quotation})
        self._new.append(claim)
        sources = tuple(
            source
            for fragments, speaker in zip_longest(one.sources, one.speakers[: len(one.sources)])
            if (source := self._source(fragments, one, speaker))
        )
        cues = tuple(cue.id for fragments in one.cues if (cue := self._part("cue", fragments, one)))
        self._new.append(Attribution(claim=claim.id, article=self._article, sources=sources, cues=cues, parent=parent))
        return claim.id

    def _source(self, fragments: Fragments, one: SuggestedAttribution, guess: SpeakerGuess | None) -> Source | None:
        known = self._speakers.meant(guess.name, guess.aliases) if guess else None
        mention = self._part("speaker", fragments, one, known, None if known else guess)
        if mention is None:
            return Source(known.id) if known else None
        return Source(mention.speaker, mention.id)

    def _part(
        self,
        role: Role,
        fragments: Fragments,
        one: SuggestedAttribution,
        speaker: Speaker | None = None,
        guess: SpeakerGuess | None = None,
    ) -> Annotation | None:
        """The mention or cue here: the one that is there, or a new one; None when the codebook has no label for it."""
        label = self._codebook.first(role)
        if label is None:
            return None
        there = self._parts.get((label.id, fragments))
        if there is None:
            new = self._annotation(label, fragments, one)
            evidence = replace(new.evidence, speaker=guess)
            there = replace(new, speaker=speaker.id if speaker else None, evidence=evidence)
            self._new.append(there)
            self._parts[label.id, fragments] = there
        return there

    def _annotation(self, label: Label, fragments: Fragments, one: SuggestedAttribution) -> Annotation:
        return Annotation(
            article=self._article,
            label=label.id,
            fragments=fragments,
            attributes=label.defaults,
            status="suggested",
            origin=self._origin,
            confidence=one.confidence,
            evidence=evidence_of(one),
        )

    def _take_away(self, claim: Annotation) -> None:
        """Deletes an open suggestion with those of its parts that nothing else needs."""
        for part in labelling.withdraw(self._edit, claim):
            self._parts.pop((part.label, part.fragments), None)


def _family(origin: str) -> str:
    return RULES if origin == LEARNT else origin


def _claim_label(codebook: Codebook) -> Label:
    label = codebook.first("claim")
    if label is None:
        raise KnownError(translated("The codebook has no label with the role claim, so nothing can be suggested."))
    return label


def evidence_of(one: SuggestedAttribution) -> Evidence:
    """What a suggestion goes by."""
    return Evidence(rule=one.rule, cue=one.cue)
