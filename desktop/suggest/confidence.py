"""How sure a suggestion is: how often its rule was right, or what the ranker says where one was learnt."""

from desktop.model.records import SpeakerGuess
from desktop.model.text import QuotationKind
from desktop.suggest.rules.findings import Found

# The share of right ones of a rule; or the factor to the share that the language's data file gives for the cue.
RIGHT = {
    "content, source, cue": 0.85,
    "content, cue, source": 0.9,
    "according to": 0.75,
    "in her view": 0.75,
    "headline": 0.7,
    "turn": 0.85,
    "announced quotation": 0.85,
    "name and quotation": 0.85,
    "quotation with a verb": 0.6,
    "quotation of the last speaker": 0.55,
    "quotation in turn": 0.6,
    "quotation beside its speaker": 0.6,
    "quotation": 0.45,
    "passive": 0.45,
    "mood": 0.6,
}
RIGHT_BY_CUE = {
    "source, cue, content": 1.0,
    "subject of the clause": 0.85,
    "subject of the infinitive": 0.7,
    "subject after the clause": 0.6,
    "owner's noun": 1.0,
    "noun": 0.85,
}
# Factors where no quotation marks show that it was said: for a source that is no person, and for an unknown one. They
# were chosen on NewsDiscourse, whose gold they are measured by, too; PolNeAR and GUM news agree in direction.
OF_A_BODY = 0.9
OF_SOMEBODY = 0.75
_MARKS_HELP = 0.35  # of what is missing to certainty, when what was said is in quotation marks


def confidence_of(found: Found, kind: QuotationKind, speaker: SpeakerGuess | None = None) -> float:
    """How often the rule is right: measured on the training part of PolNeAR, in round figures.

    A body or a thing is less often who said something than a person is.
    """
    if found.confidence is not None:
        return round(found.confidence, 2)
    of_cue = found.frame.confidence if found.frame else 1.0
    confidence = RIGHT.get(found.rule) or of_cue * RIGHT_BY_CUE[found.rule]
    if kind != "indirect":
        confidence += (1 - confidence) * _MARKS_HELP
    elif found.sources and speaker is None:
        confidence *= OF_SOMEBODY
    elif speaker and speaker.kind != "person":
        confidence *= OF_A_BODY
    return round(confidence, 2)
