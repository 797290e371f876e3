"""What a library knows that helps to tell who said something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from desktop.model.article import OpenArticle
from desktop.model.records import Annotation, Source, SpeakerGuess
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragments

_CLAIMS_BEFORE = 12  # that are looked at


@dataclass(frozen=True)
class EarlierClaim:
    """A claim of the article whose speakers are known."""

    fragments: Fragments
    speakers: Sequence[str]  # ids


@dataclass(frozen=True)
class KnownSpeakers:
    """What a library knows that helps to tell who said something."""

    speakers: SpeakersByName
    chosen: Sequence[str] = ()  # ids of those who are its speakers by now
    here: Collection[str] = ()  # ids of those who speak in the article
    before: Sequence[EarlierClaim] = ()  # the claims before this one, the nearest last
    outer: Collection[str] = ()  # ids of those who said the claims that this one is a part of
    mentions: Sequence[Annotation] = ()  # near, each with a speaker whom a person gave it
    suggested: Sequence[tuple[Source, Annotation | None, SpeakerGuess | None]] = ()  # the sources of a suggestion here

    @classmethod
    def around(
        cls,
        article: OpenArticle,
        annotation: Annotation,
        speakers: SpeakersByName,
        suggested: Sequence[tuple[Source, Annotation | None]] = (),
        *,
        adding: bool = False,
    ) -> Self:
        """What the open article tells around a claim or a mention.

        Args:
            suggested: the sources of what was suggested in its place, with their mentions.
            adding: whether a source is to be added to those whom it has.
        """
        mentions = article.mentions_near(annotation)
        before = article.claims_before(annotation, _CLAIMS_BEFORE)
        return cls(
            speakers,
            chosen=() if adding else article.speakers_of(annotation.id),
            here={*article.claims_of_speakers(), *(one.speaker for one in mentions if one.speaker)},
            before=[EarlierClaim(claim.fragments, article.speakers_of(claim.id)) for claim in before],
            outer=[id for claim in article.claims_around(annotation) for id in article.speakers_of(claim.id)],
            mentions=[one for one in mentions if one.id != annotation.id],
            suggested=[(source, one, one.evidence.speaker if one else None) for source, one in suggested],
        )
