"""What is marked in the open article, and how to find it. Knows no window: counts code points, answers with records."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Attribution, Role, Speaker
from ui.article_view.spans import Span, SpanIndex


class Markup:
    """The annotations of one article with their attributions and speakers, indexed by place."""

    def __init__(
        self,
        codebook: Codebook,
        annotations: Iterable[Annotation] = (),
        attributions: Mapping[str, Attribution] | None = None,
        speakers: Mapping[str, Speaker] | None = None,
    ) -> None:
        self.codebook = codebook
        self.annotations = {one.id: one for one in annotations if one.status != "rejected"}
        self.attributions = dict(attributions or {})
        self.speakers = dict(speakers or {})
        self._roles: dict[str, Role] = {label.id: label.role for label in codebook.labels}
        self._claim_of_cue = {
            cue: attribution.claim for attribution in self.attributions.values() for cue in attribution.cues
        }
        self._parts = SpanIndex(span for one in self.annotations.values() for span in _parts(one))
        self._claims = SpanIndex(_extent(one) for one in self.annotations.values() if self.is_claim(one))
        self._order: list[tuple[int, int, str]] | None = None

    def change(
        self,
        changed: Iterable[Annotation],
        removed: Iterable[str],
        attributions: Mapping[str, Attribution | None],
        speakers: Iterable[Speaker],
    ) -> list[Annotation] | None:
        """Take over what an edit changed: annotations by record or id, attributions by claim (None: it is gone).

        Returns:
            The annotations that look otherwise now, as they were and as they are; None when any may.
        """
        touched: list[Annotation] = []
        changed, speakers = list(changed), list(speakers)
        names = {annotation.id: annotation.speaker for annotation in changed}
        reaches_far = bool(speakers)
        for id in (*removed, *names):
            former_one = self._drop(id)
            touched += former_one
            # A claim may have its speaker, and so its colour, from a mention that named another one.
            reaches_far |= any(self.role(one) == "speaker" and one.speaker != names.get(id) for one in former_one)
        for annotation in changed:
            if annotation.status != "rejected":
                self._put(annotation)
                touched.append(annotation)
        for claim, attribution in attributions.items():
            former = self.attributions.pop(claim, None)
            for cue in former.cues if former else ():
                if self._claim_of_cue.get(cue) == claim:
                    del self._claim_of_cue[cue]
            if attribution:
                self.attributions[claim] = attribution
                self._claim_of_cue.update(dict.fromkeys(attribution.cues, claim))
            concerned = {claim, *(former.cues if former else ()), *(attribution.cues if attribution else ())}
            touched += [self.annotations[id] for id in concerned if id in self.annotations]
        self.speakers.update((speaker.id, speaker) for speaker in speakers)
        self._order = None
        return None if reaches_far else touched

    def _put(self, annotation: Annotation) -> None:
        self.annotations[annotation.id] = annotation
        for span in _parts(annotation):
            self._parts.add(span)
        if self.is_claim(annotation):
            self._claims.add(_extent(annotation))

    def _drop(self, id: str) -> list[Annotation]:
        annotation = self.annotations.pop(id, None)
        if annotation is None:
            return []
        for span in _parts(annotation):
            self._parts.remove(span)
        if self.is_claim(annotation):
            self._claims.remove(_extent(annotation))
        return [annotation]

    def role(self, annotation: Annotation) -> Role:
        return self._roles.get(annotation.label, "other")

    def is_claim(self, annotation: Annotation) -> bool:
        return self._roles.get(annotation.label) == "claim"

    def claims(self) -> list[Annotation]:
        """Every claim, in no particular order."""
        roles = self._roles
        return [one for one in self.annotations.values() if roles.get(one.label) == "claim"]

    def within(self, start: int, end: int) -> list[Annotation]:
        """The annotations with a part in start..end, in text order, the longer first."""
        found = {id: self.annotations[id] for _, _, id in self._parts.within(start, end)}
        return sorted(found.values(), key=_place)

    def claims_across(self, start: int, end: int) -> list[Span]:
        """The claims whose whole extent, gaps included, shares a character with start..end; by start, longest first."""
        return sorted(self._claims.within(start, end), key=lambda span: (span[0], -span[1], span[2]))

    def at(self, point: int) -> list[Annotation]:
        """The annotations that cover a character: a person's first, then what is suggested, the innermost first."""
        found = {id: self.annotations[id] for _, _, id in self._parts.within(point, point + 1)}
        return sorted(found.values(), key=_order_of_picking)

    def next_after(self, id: str | None, point: int, *, forward: bool) -> str | None:
        """The annotation that follows, or goes before, the one with this id; or without one, the place `point`."""
        if self._order is None:
            self._order = sorted(_place(one) for one in self.annotations.values())
        current = self.annotations.get(id) if id else None
        at = bisect_left(self._order, _place(current) if current else (point,))
        at += (1 if current else 0) if forward else -1
        return self._order[at][2] if 0 <= at < len(self._order) else None

    def speaker(self, annotation: Annotation) -> Speaker | None:
        """Who stands behind an annotation: a mention's own speaker, a claim's first source, a cue's claim's."""
        if annotation.speaker:
            return self.speakers.get(annotation.speaker)
        claim = self._claim_of_cue.get(annotation.id, annotation.id)
        attribution = self.attributions.get(claim)
        for source in attribution.sources if attribution else ():
            mention = self.annotations.get(source.mention or "")
            if speaker := source.speaker or (mention and mention.speaker):
                return self.speakers.get(speaker)
        return None

    def said_by(self, annotation: Annotation, speaker: str) -> bool:
        """Whether this speaker is behind an annotation, alone or with others."""
        if annotation.speaker:
            return annotation.speaker == speaker
        attribution = self.attributions.get(self._claim_of_cue.get(annotation.id, annotation.id))
        sources = attribution.sources if attribution else ()
        mentions: Sequence[Annotation | None] = [self.annotations.get(source.mention or "") for source in sources]
        return any(source.speaker == speaker for source in sources) or any(
            mention.speaker == speaker for mention in mentions if mention
        )

    def described(self, annotation: Annotation) -> str:
        """What an annotation is, in a line: its label, who is behind it, whether it is a suggestion."""
        speaker = self.speaker(annotation)
        words = [self.codebook.label(annotation.label).name]
        if speaker or self.is_claim(annotation):
            words.append(speaker.name if speaker else "no speaker yet")
        if annotation.status == "suggested":
            words.append("suggested")
        return " · ".join(words)


def _order_of_picking(annotation: Annotation) -> tuple[bool, int, str]:
    return annotation.status == "suggested", sum(end - start for start, end in annotation.fragments), annotation.id


def _parts(annotation: Annotation) -> list[Span]:
    return [(start, end, annotation.id) for start, end in annotation.fragments]


def _extent(annotation: Annotation) -> Span:
    return annotation.fragments[0][0], annotation.fragments[-1][1], annotation.id


def _place(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.fragments[0][0], -annotation.fragments[-1][1], annotation.id
