"""Who said it: the one answer, from what is kept of a claim."""

from collections.abc import Iterator, Mapping

from desktop.model.records import Annotation, Attribution, Source


def speaker_of(source: Source, annotations: Mapping[str, Annotation]) -> str | None:
    """The id of the speaker that a source is: its own, or else the one that its mention names."""
    if source.speaker:
        return source.speaker
    mention = annotations.get(source.mention or "")
    return mention.speaker if mention else None


def speakers_of(attribution: Attribution | None, annotations: Mapping[str, Annotation]) -> tuple[str, ...]:
    """The ids of a claim's speakers in the order of its sources, each once.

    Args:
        attribution: the claim's; None where it has none.
        annotations: those of the article, or at least the mentions among them, by id.
    """
    named = (speaker_of(source, annotations) for source in (attribution.sources if attribution else ()))
    return tuple(dict.fromkeys(speaker for speaker in named if speaker))


def mentions_of(attribution: Attribution) -> Iterator[str]:
    """The ids of the mentions that show a claim's sources."""
    return (source.mention for source in attribution.sources if source.mention)


def parts_of(attribution: Attribution | None) -> tuple[str, ...]:
    """The ids of a claim's mentions and cues, each once."""
    return tuple(dict.fromkeys((*mentions_of(attribution), *attribution.cues))) if attribution else ()
