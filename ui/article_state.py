"""The open article as the window holds it: read once, then kept up to date from notices, record by record.

A label gesture in an article of ten thousand annotations may take 16 ms from the mouse to the screen, so nothing here
reads an article again when one of its records has changed.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.base import garbage
from desktop.labelling import speaker_of
from desktop.library import Library, Notice
from desktop.model.codebook import QUOTATION, Codebook
from desktop.model.records import Annotation, Article, Role, Source, Speaker
from desktop.model.text import Fragments, likeness

_NEAR = 300  # annotations before and after one; a speaker who is mentioned further away is as good as any other
_MANY = 400  # changed records, beyond which reading the article again is the quicker way

_Key = tuple[int, int, str, str]


@dataclass(frozen=True)
class Change:
    """What a notice changed in the open article; `everything` when it was read again."""

    annotations: frozenset[str] = field(default_factory=frozenset)
    attributions: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.everything or self.annotations or self.attributions)


@dataclass(frozen=True)
class Progress:
    """How far an article is."""

    claims: int
    without_speaker: int
    suggestions: int


class ArticleState:
    """One article with its text, annotations and attributions, in memory."""

    def __init__(self, library: Library, article_id: str) -> None:
        self.article: Article = library.article(article_id)
        self.text = library.text(article_id)
        self._read(library)

    def _read(self, library: Library) -> None:
        self.codebook: Codebook = library.codebook
        self.annotations = {annotation.id: annotation for annotation in library.annotations(self.article.id)}
        self.attributions = library.attributions(self.article.id)
        self._keys = sorted(_key(annotation) for annotation in self.annotations.values())
        self._speakers_of: dict[str, tuple[str, ...]] = {}  # of each accepted claim
        self._claims_of: Counter[str] = Counter()
        self._without_speaker = 0
        self._suggested: set[str] = set()  # the claims that wait to be accepted or rejected
        for id in self.annotations:
            self._count(id)

    def apply(self, notice: Notice, library: Library) -> Change:
        """Take over what the notice names, and say what that changed here."""
        if notice.many or ("article", self.article.id) in notice.changed:
            self.article = library.article(self.article.id)
        everything = notice.many or len(notice.changed) > _MANY or ("scheme", "scheme") in notice.changed
        if self.article.id not in notice.articles and not everything:
            return Change()
        if everything:
            with garbage.paused():
                self._read(library)
            return Change(everything=True)
        named = {kind: [id for what, id in notice.changed if what == kind] for kind in ("annotation", "attribution")}
        annotations = [id for id in named["annotation"] if self._take(id, notice, library)]
        attributions = [id for id in named["attribution"] if self._take_claim(id, notice, library)]
        for id in {*annotations, *attributions}:
            self._uncount(id)
            self._count(id)
        return Change(frozenset(annotations), frozenset(attributions))

    def _count(self, id: str) -> None:
        annotation = self.annotations.get(id)
        if annotation is None or self.role(annotation) != "claim":
            return
        if annotation.status == "suggested":
            self._suggested.add(id)
        elif annotation.status == "accepted":
            self._speakers_of[id] = speakers = tuple(self.speakers_of(id))
            self._claims_of.update(speakers)
            self._without_speaker += not speakers

    def _uncount(self, id: str) -> None:
        self._suggested.discard(id)
        speakers = self._speakers_of.pop(id, None)
        if speakers is not None:
            self._claims_of.subtract(speakers)
            self._without_speaker -= not speakers

    def _take(self, annotation_id: str, notice: Notice, library: Library) -> bool:
        old = self.annotations.get(annotation_id)
        new = notice.record("annotation", annotation_id, library.annotation)
        if new is not None and new.article != self.article.id:
            return False
        if old is not None:
            del self._keys[bisect_left(self._keys, _key(old))]
        if new is None:
            self.annotations.pop(annotation_id, None)
        else:
            self.annotations[annotation_id] = new
            insort(self._keys, _key(new))
        return True

    def _take_claim(self, claim_id: str, notice: Notice, library: Library) -> bool:
        new = notice.record("attribution", claim_id, library.attribution)
        if new is None:
            return self.attributions.pop(claim_id, None) is not None
        if new.article != self.article.id:
            return False
        self.attributions[claim_id] = new
        return True

    def in_order(self) -> list[Annotation]:
        """All annotations: by start, the longest first, then the oldest."""
        return [self.annotations[key[3]] for key in self._keys]

    def role(self, annotation: Annotation) -> Role:
        return self.codebook.role(annotation.label)

    def is_claim(self, annotation: Annotation) -> bool:
        """Whether it is a claim to be shown: one that was turned down is not."""
        return self.role(annotation) == "claim" and annotation.status != "rejected"

    def claims(self) -> list[Annotation]:
        """The claims in text order, suggested ones among them."""
        return [annotation for annotation in self.in_order() if self.is_claim(annotation)]

    def mentions(self) -> list[Annotation]:
        """The annotations that name a speaker, but for those that were turned down."""
        return [note for note in self.annotations.values() if _names_somebody(note)]

    def mentions_near(self, annotation: Annotation) -> list[Annotation]:
        """Of these, those among the annotations that come next to this one, before and after it in the text."""
        place = bisect_left(self._keys, _key(annotation))
        around = (self.annotations[key[3]] for key in self._keys[max(0, place - _NEAR) : place + _NEAR])
        return [note for note in around if _names_somebody(note)]

    def claims_before(self, annotation: Annotation, most: int) -> list[Annotation]:
        """The last claims with a speaker that begin before this annotation, in text order."""
        found: list[Annotation] = []
        place = bisect_left(self._keys, (annotation.start, -len(self.text), "", ""))
        for key in reversed(self._keys[max(0, place - _NEAR) : place]):
            if self._speakers_of.get(key[3]) and key[3] != annotation.id:
                found.append(self.annotations[key[3]])
                if len(found) == most:
                    break
        return found[::-1]

    def sources_suggested(self, fragments: Fragments) -> list[tuple[Source, Annotation | None]]:
        """The sources of the suggestion that stands for these words, with their mentions; of several, of the likest."""
        start, end = fragments[0].start, fragments[-1].end
        place = bisect_left(self._keys, (end, -len(self.text), "", ""))
        waiting = [self.annotations[key[3]] for key in self._keys[max(0, place - _NEAR) : place]]
        near = [one for one in waiting if one.id in self._suggested and start < one.end]
        best = max(near, key=lambda one: likeness(one.fragments, fragments), default=None)
        attribution = self.attributions.get(best.id) if best else None
        sources = attribution.sources if attribution else ()
        return [(source, self.annotations.get(source.mention or "")) for source in sources]

    def speaker_of(self, claim_id: str) -> str | None:
        """The id of the claim's first speaker."""
        return speaker_of(self.attributions.get(claim_id), self.annotations)

    def speakers_of(self, claim_id: str) -> list[str]:
        """The ids of all the claim's speakers, joint ones too, each once."""
        attribution = self.attributions.get(claim_id)
        found: dict[str, None] = {}
        for source in attribution.sources if attribution else ():
            mention = self.annotations.get(source.mention or "")
            if speaker := source.speaker or (mention.speaker if mention else None):
                found[speaker] = None
        return list(found)

    def claims_of_speakers(self) -> dict[str, int]:
        """How many claims each speaker makes in this article."""
        return {speaker: claims for speaker, claims in self._claims_of.items() if claims}

    def speakers_mentioned(self) -> set[str]:
        """The ids of the speakers that mentions of this article name."""
        return {note.speaker for note in self.mentions() if note.speaker and note.status == "accepted"}

    def progress(self) -> Progress:
        return Progress(len(self._speakers_of), self._without_speaker, len(self._suggested))

    def suggestions(self) -> list[Annotation]:
        """The claims that wait to be accepted or rejected, in text order."""
        return sorted((self.annotations[id] for id in self._suggested), key=_key)

    def suggestion_of(self, annotation_id: str | None) -> Annotation | None:
        """The claim that waits and that this annotation is, or is a suggested mention or cue of."""
        chosen = self.annotations.get(annotation_id or "")
        if chosen is None or chosen.status != "suggested":
            return None
        if chosen.id in self._suggested:
            return chosen
        claim = next((claim for claim in self._suggested if chosen.id in self._parts(claim)), None)
        return self.annotations[claim] if claim else None

    def _parts(self, claim_id: str) -> set[str | None]:
        attribution = self.attributions.get(claim_id)
        return {*(source.mention for source in attribution.sources), *attribution.cues} if attribution else set()

    def guessed_speakers(self, claim_id: str) -> list[str]:
        """The names of whom a suggested claim's mentions seem to name, and who are no speakers of the library yet."""
        mentions = (self.annotations.get(id or "") for id in self._parts(claim_id))
        return sorted(one.evidence.speaker.name for one in mentions if one and one.evidence.speaker)

    def was_proposed_in(self) -> bool:
        """Whether the program has suggested claims here, whatever became of them."""
        return any(note.origin and note.confidence is not None for note in self.annotations.values())

    def next_without_speaker(self, after: str | None) -> str | None:
        """The next claim that lacks a speaker, round the end of the article."""
        lacking = [claim for claim in self.claims() if claim.status == "accepted" and not self.speaker_of(claim.id)]
        here = self.annotations.get(after or "")
        later = [claim for claim in lacking if here and claim.id != after and _key(claim) > _key(here)]
        return next((claim.id for claim in [*later, *lacking]), None)


def _names_somebody(annotation: Annotation) -> bool:
    return annotation.speaker is not None and annotation.status != "rejected"


def _key(annotation: Annotation) -> _Key:
    return (annotation.start, -annotation.end, annotation.created_at, annotation.id)


def kind_of(claim: Annotation, codebook: Codebook) -> str:
    """What the list says of a claim beside its speaker: "direct · split"."""
    words = [str(codebook.label(claim.label).in_words(QUOTATION, claim.attributes.get(QUOTATION, "")))]
    if len(claim.fragments) > 1:
        words.append("split")
    if claim.status == "suggested":
        words.append("suggested")
    return " · ".join(word for word in words if word)


def names_of(speakers: dict[str, Speaker], ids: Iterable[str]) -> str:
    """The speakers' names in one line."""
    return ", ".join(speakers[id].name for id in ids if id in speakers)


def percent(suggestion: Annotation) -> int:
    """How sure the program is; one whose maker says nothing of it is taken for sure."""
    return 100 if suggestion.confidence is None else round(suggestion.confidence * 100)
