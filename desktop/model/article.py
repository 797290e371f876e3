"""The open article: its records, where they are and who said what, for the window and the rules alike.

It knows no library: records are handed to it, once when it is opened and then those that an edit changed. A label in
an article of ten thousand annotations may take 16 ms from the key to the screen, so nothing here looks at all of them
when one has changed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from desktop.model.annotation_places import AnnotationPlaces, text_order
from desktop.model.article_hues import ArticleHues
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Article, Attribution, Comment, Role, Source, Speaker, Track
from desktop.model.text import Fragments, likeness
from desktop.model.who_said import mentions_of, parts_of, speakers_of

_NEAR = 300  # annotations before and after one; a speaker who is mentioned further away is as good as any other


@dataclass(frozen=True)
class ChangedRecords:
    """Records as they are now, by id; None for one that is gone. Those of other articles mean nothing here."""

    annotations: Mapping[str, Annotation | None] = field(default_factory=dict)
    attributions: Mapping[str, Attribution | None] = field(default_factory=dict)  # by claim
    article: Article | None = None  # when what is known of the article has changed


@dataclass(frozen=True)
class Change:
    """What changed in the open article; `everything` when all was read again."""

    annotations: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()  # by claim
    touched: Sequence[Annotation] = ()  # that look otherwise now, or are gone: as they were, and as they are
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.everything or self.annotations or self.attributions)


@dataclass(frozen=True)
class ArticleProgress:
    """How far an article is."""

    claims: int
    without_speaker: int
    suggestions: int


class OpenArticle:
    """One article with its text, annotations and attributions, and the speakers of its library."""

    def __init__(
        self,
        article: Article,
        text: str,
        codebook: Codebook,
        annotations: Iterable[Annotation],
        attributions: Mapping[str, Attribution],
        speakers: Mapping[str, Speaker],
        tracks: Sequence[Track] = (),
        comments: Mapping[str, Sequence[Comment]] = MappingProxyType({}),
    ) -> None:
        """Made of these records.

        Args:
            attributions: by claim.
            speakers: by id. They are not copied: whoever has them keeps them up to date.
            comments: by claim, oldest first.
        """
        self.article = article
        self.text = text
        self.tracks = tracks
        self.comments = comments
        self.speakers = speakers
        self.hides_suggestions = False
        self._hues = ArticleHues(speakers)
        self._met: set[str] = set()  # speakers who may need a hue
        self.fill(codebook, annotations, attributions)

    def fill(
        self, codebook: Codebook, annotations: Iterable[Annotation], attributions: Mapping[str, Attribution]
    ) -> None:
        """Take these in place of all that was there."""
        self.codebook = codebook
        self._role = cache(codebook.role)
        self.annotations = {annotation.id: annotation for annotation in annotations}
        self.attributions = dict(attributions)
        self.places = AnnotationPlaces(self.annotations, self.is_claim, self.is_shown)
        self._claims_with: dict[str, tuple[str, ...]] = {}  # by mention or cue
        for attribution in self.attributions.values():
            self._tie(attribution)
        self._speakers_of: dict[str, tuple[str, ...]] = {}  # of each accepted claim
        self._claims_of: Counter[str] = Counter()
        self._mentions_of: Counter[str] = Counter()
        self._proposed = 0
        self._without_speaker = 0
        self._suggested: set[str] = set()  # the claims that wait to be accepted or rejected
        self._met.clear()
        for id in self.annotations:
            self._count(id)
        self._hues.keep_only(self._met)
        self._hues.give_to(self._met)

    # Changes

    def apply(self, changed: ChangedRecords) -> Change:
        """Take over what an edit changed, and say what that changed here."""
        if changed.article is not None and changed.article.id == self.article.id:
            self.article = changed.article
        annotations = {id: one for id, one in changed.annotations.items() if self._is_ours(one, id in self.annotations)}
        attributions = {
            id: one for id, one in changed.attributions.items() if self._is_ours(one, id in self.attributions)
        }
        ids = {*annotations, *attributions}
        concerned = self._concerned_by(ids)
        former = {id: one for id in concerned if (one := self.shown(id))}
        for id in concerned:
            self._uncount(id)
        for id, annotation in annotations.items():
            self._put(id, annotation)
        for claim, attribution in attributions.items():
            self._put_attribution(claim, attribution)
        arrived = self._concerned_by(ids) - concerned
        for id in arrived:
            self._uncount(id)
        self._met.clear()
        for id in arrived | concerned:
            self._count(id)
        self._hues.give_to(self._met)
        latter = [one for id in arrived | concerned if (one := self.shown(id)) and former.get(id) is not one]
        return Change(frozenset(annotations), frozenset(attributions), (*former.values(), *latter))

    def _is_ours(self, record: Annotation | Attribution | None, is_held: bool) -> bool:
        return is_held if record is None else record.article == self.article.id

    def _concerned_by(self, ids: Iterable[str]) -> set[str]:
        """These annotations, and those that may have another speaker when these have: by way of mentions and cues."""
        claims = {*ids, *(claim for id in ids for claim in self._claims_with.get(id, ()))}
        cues = (attribution.cues for claim in claims if (attribution := self.attributions.get(claim)))
        return claims.union(*cues)

    def _put(self, id: str, annotation: Annotation | None) -> None:
        if former := self.annotations.get(id):
            self.places.remove(former)
        if annotation is None:
            self.annotations.pop(id, None)
        else:
            self.annotations[id] = annotation
            self.places.add(annotation)

    def _put_attribution(self, claim: str, attribution: Attribution | None) -> None:
        former = self.attributions.pop(claim, None)
        for part in parts_of(former):
            self._claims_with[part] = tuple(other for other in self._claims_with[part] if other != claim)
        if attribution is not None:
            self.attributions[claim] = attribution
            self._tie(attribution)

    def _tie(self, attribution: Attribution) -> None:
        for part in parts_of(attribution):
            self._claims_with[part] = (*self._claims_with.get(part, ()), attribution.claim)

    def _count(self, id: str) -> None:
        annotation = self.annotations.get(id)
        if annotation is None:
            return
        self._tally(annotation, 1)
        if annotation.speaker:
            self._met.add(annotation.speaker)
        if self.role(annotation) != "claim":
            return
        if annotation.status == "suggested":
            self._suggested.add(id)
            self._met.update(speakers_of(self.attributions.get(id), self.annotations))
        elif annotation.status == "accepted":
            self._speakers_of[id] = speakers = speakers_of(self.attributions.get(id), self.annotations)
            self._claims_of.update(speakers)
            self._met.update(speakers)
            self._without_speaker += not speakers

    def _uncount(self, id: str) -> None:
        if annotation := self.annotations.get(id):
            self._tally(annotation, -1)
        self._suggested.discard(id)
        speakers = self._speakers_of.pop(id, None)
        if speakers is not None:
            self._without_speaker -= not speakers
            for speaker in speakers:
                self._claims_of[speaker] -= 1
                if not self._claims_of[speaker]:
                    del self._claims_of[speaker]

    def _tally(self, annotation: Annotation, by: int) -> None:
        if annotation.speaker and annotation.status == "accepted":
            self._mentions_of[annotation.speaker] += by
        if annotation.origin and annotation.confidence is not None:
            self._proposed += by

    # What is there

    def role(self, annotation: Annotation) -> Role:
        return self._role(annotation.label)

    def is_claim(self, annotation: Annotation) -> bool:
        """Whether it is a claim to be shown."""
        return self._role(annotation.label) == "claim" and self.is_shown(annotation)

    def is_shown(self, annotation: Annotation) -> bool:
        """Whether it is to be seen: not what was turned down, nor a suggestion while these are hidden."""
        return annotation.status == "accepted" or (annotation.status == "suggested" and not self.hides_suggestions)

    def shown(self, id: str | None) -> Annotation | None:
        """The annotation of this id; None when there is none, or it is not to be seen."""
        annotation = self.annotations.get(id or "")
        return annotation if annotation and self.is_shown(annotation) else None

    def hide_suggestions(self, hide: bool) -> None:
        """Show no suggestions from now on, or show them again; they wait all the same."""
        if hide != self.hides_suggestions:
            self.hides_suggestions = hide
            self.places = AnnotationPlaces(self.annotations, self.is_claim, self.is_shown)

    def claim_at(self, point: int) -> str | None:
        """The innermost accepted claim that covers a character."""
        return next((one.id for one in self.places.at(point) if one.id in self._speakers_of), None)

    def progress(self) -> ArticleProgress:
        return ArticleProgress(len(self._speakers_of), self._without_speaker, len(self._suggested))

    # Who said what

    def speakers_of(self, id: str) -> tuple[str, ...]:
        """The ids of those behind an annotation, each once: whom a mention names, a claim's speakers in order.

        Behind a cue is who made the claim that it reports; where several share it, the first in the text.
        """
        annotation = self.annotations.get(id)
        if annotation is not None and annotation.speaker:
            return (annotation.speaker,)
        if id not in self.attributions and (claims := self._claims_reported_by(id)):
            id = min(claims, key=text_order).id
        return speakers_of(self.attributions.get(id), self.annotations)

    def _claims_reported_by(self, cue: str) -> list[Annotation]:
        claims = (self.shown(claim) for claim in self._claims_with.get(cue, ()) if cue in self.attributions[claim].cues)
        return [claim for claim in claims if claim is not None]

    def speaker_of(self, id: str) -> Speaker | None:
        """The first of those behind an annotation."""
        known = (self.speakers.get(speaker) for speaker in self.speakers_of(id))
        return next(filter(None, known), None)

    def hue_of(self, speaker: Speaker) -> int:
        """The hue of a speaker in this article, below 0 for none."""
        return self._hues.of(speaker)

    def hues(self, id: str) -> tuple[int, ...]:
        """The hues of those behind an annotation, in order; none without a speaker."""
        known = (self.speakers.get(speaker) for speaker in self.speakers_of(id))
        return tuple(self._hues.of(speaker) for speaker in known if speaker)

    def claims_of_speakers(self) -> dict[str, int]:
        """How many accepted claims each speaker makes in this article, by the speaker's id."""
        return dict(self._claims_of)

    def speakers_mentioned(self) -> set[str]:
        """The ids of the speakers whom accepted mentions of this article name."""
        return {speaker for speaker, mentions in self._mentions_of.items() if mentions}

    def without_speaker(self) -> list[Annotation]:
        """The accepted claims that lack a speaker, in text order."""
        claims = self.places.claims()
        return [claim for claim in claims if claim.status == "accepted" and not self._speakers_of[claim.id]]

    # What tells who said something else

    def mentions_near(self, annotation: Annotation) -> list[Annotation]:
        """The accepted annotations around this one that name a speaker."""
        around = self.places.near(annotation, _NEAR)
        return [one for one in around if one.speaker is not None and one.status == "accepted"]

    def claims_before(self, annotation: Annotation, most: int) -> list[Annotation]:
        """The last accepted claims with a speaker that begin before this annotation, in text order."""
        before = self.places.claims_before(annotation, _NEAR)
        return [claim for claim in before if self._speakers_of.get(claim.id) and claim.id != annotation.id][-most:]

    def claims_around(self, annotation: Annotation) -> list[Annotation]:
        """The accepted claims that all of this annotation is a smaller part of: what it is quoted in."""
        start, end = annotation.start, annotation.end
        across = [span for span in self.places.claims_across(start, end) if span[0] <= start and end <= span[1]]
        claims = [self.annotations[id] for begin, stop, id in across if stop - begin > end - start]
        return [claim for claim in claims if claim.status == "accepted"]

    def sources_suggested(self, fragments: Fragments) -> list[tuple[Source, Annotation | None]]:
        """The sources of the suggestion over these words, with their mentions; of several, of the most alike."""
        across = self.places.claims_across(fragments[0].start, fragments[-1].end)
        waiting = [self.annotations[id] for _, _, id in across if id in self._suggested]
        best = max(waiting, key=lambda one: likeness(one.fragments, fragments), default=None)
        attribution = self.attributions.get(best.id) if best else None
        sources = attribution.sources if attribution else ()
        return [(source, self.annotations.get(source.mention or "")) for source in sources]

    # Suggestions

    def suggestions(self) -> list[Annotation]:
        """The claims that wait to be accepted or rejected, in text order."""
        return sorted((self.annotations[id] for id in self._suggested), key=text_order)

    def suggestion_of(self, annotation_id: str | None) -> Annotation | None:
        """The claim that waits and that this annotation is, or is a suggested mention or cue of."""
        chosen = self.annotations.get(annotation_id or "")
        if chosen is None or chosen.status != "suggested":
            return None
        waiting = [self.annotations[id] for id in self._claims_with.get(chosen.id, ()) if id in self._suggested]
        return chosen if chosen.id in self._suggested else min(waiting, key=text_order, default=None)

    def mentions_in(self, claim_id: str) -> list[Annotation]:
        """The mentions that show a claim's sources."""
        attribution = self.attributions.get(claim_id)
        ids = mentions_of(attribution) if attribution else ()
        return [self.annotations[id] for id in ids if id in self.annotations]

    def was_proposed_in(self) -> bool:
        """Whether the program has suggested claims here, whatever became of them."""
        return self._proposed > 0


def nothing_open() -> OpenArticle:
    """An article without a text, which stands where none is open."""
    return OpenArticle(Article(title="", sha256="", length=0), "", Codebook(name="", labels=()), (), {}, {})
