"""The guess at who speaks, as a suggested mention carries it in a library."""

from desktop.labelling import GUESS
from desktop.model.records import SPEAKER_KINDS, Annotation, SpeakerKind
from desktop.suggest.rules.speakers import SpeakerGuess


def guessed_speaker(mention: Annotation) -> SpeakerGuess | None:
    """Who a suggested mention seems to name."""
    value = mention.attributes.get(GUESS)
    if not isinstance(value, tuple) or len(value) < 2:
        return None
    name, kind, *aliases = value
    known: SpeakerKind = next((one for one in SPEAKER_KINDS if one == kind), "person")
    return SpeakerGuess(name, tuple(aliases), known)
