"""What a format cannot hold of what is to be written: counted, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.exchange.format import Format
from desktop.model.features import Feature


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature that the format cannot hold, and how often it is there."""

    feature: Feature
    count: int

    def __str__(self) -> str:
        """The loss as a part of a sentence: “1 nested claim”."""
        one, many = WORDS[self.feature]
        return one if self.count == 1 else many.format(f"{self.count:,}")


def lost(holdings: Mapping[Feature, int], format: Format) -> list[Loss]:
    """What of this the format cannot hold. What goes with something larger that is lost is not named besides."""
    missing = [feature for feature in Feature if holdings.get(feature) and feature not in format.can_hold]
    return [Loss(feature, holdings[feature]) for feature in missing if PART_OF.get(feature) not in missing]


def sentence(losses: Sequence[Loss], format: Format) -> str:
    """What is told before a file is written; empty where nothing is lost."""
    if not losses:
        return ""
    *others, last = map(str, losses)
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"The format {format.title} cannot hold all of this. The file will be without {listed}."


PART_OF: Final[Mapping[Feature, Feature]] = {
    Feature.SPEAKER_FACTS: Feature.SPEAKERS,
    Feature.LABELS: Feature.ANNOTATIONS,
    Feature.PARTS: Feature.ANNOTATIONS,
    Feature.ANSWERS: Feature.ANNOTATIONS,
    Feature.ANNOTATION_NOTES: Feature.ANNOTATIONS,
    Feature.MAKERS: Feature.ANNOTATIONS,
    Feature.ORIGINS: Feature.ANNOTATIONS,
    Feature.SUGGESTIONS: Feature.ANNOTATIONS,
    Feature.LOOSE_PARTS: Feature.ANNOTATIONS,
    Feature.ATTRIBUTIONS: Feature.ANNOTATIONS,
    Feature.JOINT_SOURCES: Feature.ATTRIBUTIONS,
    Feature.NESTED_CLAIMS: Feature.ATTRIBUTIONS,
}

WORDS: Final[Mapping[Feature, tuple[str, str]]] = {  # for one, for several
    Feature.ARTICLES: ("1 article after the first", "{} articles after the first"),
    Feature.TITLES: ("the title of 1 article", "the titles of {} articles"),
    Feature.PUBLISHERS: ("the publisher of 1 article", "the publishers of {} articles"),
    Feature.ADDRESSES: ("the address of 1 article", "the addresses of {} articles"),
    Feature.AUTHORS: ("the author of 1 article", "the authors of {} articles"),
    Feature.DATES: ("the date of 1 article", "the dates of {} articles"),
    Feature.LANGUAGES: ("the language of 1 article", "the languages of {} articles"),
    Feature.ARTICLE_STATUSES: ("the status of 1 article", "the statuses of {} articles"),
    Feature.ARTICLE_NOTES: ("the note on 1 article", "the notes on {} articles"),
    Feature.CODEBOOK: ("the codebook’s label", "the codebook’s {} labels"),
    Feature.SPEAKERS: ("1 speaker", "{} speakers"),
    Feature.SPEAKER_FACTS: ("what is known of 1 speaker", "what is known of {} speakers"),
    Feature.ANNOTATIONS: ("1 annotation", "{} annotations"),
    Feature.LABELS: ("1 annotation with a label of its own", "{} annotations with labels of their own"),
    Feature.PARTS: ("the parts of 1 annotation", "the parts of {} annotations"),
    Feature.ANSWERS: ("the attributes of 1 annotation", "the attributes of {} annotations"),
    Feature.ANNOTATION_NOTES: ("the note on 1 annotation", "the notes on {} annotations"),
    Feature.MAKERS: ("who made 1 annotation", "who made {} annotations"),
    Feature.ORIGINS: ("the origin of 1 annotation", "the origins of {} annotations"),
    Feature.SUGGESTIONS: ("1 suggestion", "{} suggestions"),
    Feature.LOOSE_PARTS: ("1 mention or cue without a claim", "{} mentions and cues without a claim"),
    Feature.ATTRIBUTIONS: ("who said 1 claim", "who said {} claims"),
    Feature.JOINT_SOURCES: ("the joint sources of 1 claim", "the joint sources of {} claims"),
    Feature.NESTED_CLAIMS: ("1 nested claim", "{} nested claims"),
}
