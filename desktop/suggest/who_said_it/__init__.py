"""Who may have said these words, as choices for a person: those with the best evidence first.

In this order: what a person has said already; whom the suggester found; whom the last claim was from, where this one
follows on; who is named beside the claim; who else spoke before it in the article. Whether two names are one person's,
`SpeakersByName.meant` says; whom a pronoun or "the general" means, `who_speaks`.

`known_speakers` is what the library knows of speakers, `evidence` gathers choices; `claim` and `mention` put them in
order, by `conversation` (who goes on or answers) and `nearby` (who is named beside the words).
"""

from collections.abc import Sequence

from desktop.model.article import OpenArticle
from desktop.model.records import Annotation, Source
from desktop.model.speaker_choices import Choice
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragments
from desktop.suggest.article_reading import Reading
from desktop.suggest.who_said_it.claim import of_claim
from desktop.suggest.who_said_it.evidence import Evidence
from desktop.suggest.who_said_it.known_speakers import EarlierClaim, KnownSpeakers
from desktop.suggest.who_said_it.mention import of_mention

__all__ = ["EarlierClaim", "KnownSpeakers", "likeliest", "who_is_meant", "who_said"]


def likeliest(
    reading: Reading,
    article: OpenArticle,
    annotation: Annotation,
    speakers: SpeakersByName,
    suggested: Sequence[tuple[Source, Annotation | None]] = (),
    *,
    adding: bool = False,
) -> list[Choice]:
    """Those for whom something speaks in the case of a claim or a mention of the open article, the likeliest first.

    The arguments are those of `KnownSpeakers.around`. Where a source is added, those whom it has are left out.
    """
    known = KnownSpeakers.around(article, annotation, speakers, suggested, adding=adding)
    if article.role(annotation) == "claim":
        choices = who_said(reading, article.text, annotation.fragments, known)
    else:
        choices = who_is_meant(reading, article.text, annotation, known)
    now = article.speakers_of(annotation.id) if adding else ()
    return [choice for choice in choices if not any(one.speaker.id in now for one in choice.all)]


def who_said(reading: Reading, text: str, claim: Fragments, known: KnownSpeakers) -> list[Choice]:
    """Those for whom something speaks in the case of a claim, the likeliest first."""
    return of_claim(Evidence(reading, text, known), claim)


def who_is_meant(reading: Reading, text: str, mention: Annotation, known: KnownSpeakers) -> list[Choice]:
    """Those for whom something speaks in the case of a mention: first whoever its own words mean."""
    return of_mention(Evidence(reading, text, known), mention)
