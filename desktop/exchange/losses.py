"""What a format cannot hold of what is to be written: counted, and in words."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from desktop.base.translation import Plural, listed, translated, translated_plural
from desktop.exchange.document import Document
from desktop.exchange.format import Format
from desktop.exchange.tables.table import Layout
from desktop.model.features import LONG, Feature
from desktop.model.records import Annotation, Attribution


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature that the format cannot hold, and how often it is there."""

    feature: Feature
    count: int

    def __str__(self) -> str:
        """The loss as a part of a sentence: “1 nested claim”."""
        return translated_plural(*WORDS[self.feature], self.count)


def lost(feature_counts: Mapping[Feature, int], format: Format, layout: Layout) -> list[Loss]:
    """What of this the format cannot hold. What goes with something larger that is lost is not named besides."""
    missing = [feature for feature in Feature if feature_counts.get(feature) and feature in format.loses(layout)]
    return [Loss(feature, feature_counts[feature]) for feature in missing if PART_OF.get(feature) not in missing]


def sentence(losses: Sequence[Loss], format: Format) -> str:
    """The sentence that is shown before a file is written; empty where nothing is lost."""
    if not losses:
        return ""
    if format.write_table is not None:
        return " ".join(translated_plural(*IN_A_TABLE[loss.feature], loss.count) for loss in losses)
    *others, last = map(str, losses)
    lost = translated("{losses} and {last}", losses=listed(others), last=last) if others else last
    return translated(
        "The format {format} cannot hold all of this. The file will be without {losses}.",
        format=translated(format.title),
        losses=lost,
    )


def in_part(document: Document, missing: Set[Feature]) -> set[str]:
    """The ids of the annotations of which a format that is without these features holds a part alone."""
    said = {attribution.claim: attribution for attribution in document.attributions}
    asked = [_HAS[feature] for feature in missing & _HAS.keys()]
    return {one.id for one in document.annotations if any(has(one, said.get(one.id)) for has in asked)}


def is_long(annotation: Annotation) -> bool:
    """Whether it is, or its note is, longer than a cell of Excel holds."""
    return annotation.end - annotation.start > LONG or len(annotation.note) > LONG


_HAS: Final[Mapping[Feature, Callable[[Annotation, Attribution | None], bool]]] = {
    Feature.PARTS: lambda annotation, said: len(annotation.fragments) > 1,
    Feature.ANSWERS: lambda annotation, said: bool(annotation.attributes),
    Feature.ANNOTATION_NOTES: lambda annotation, said: bool(annotation.note),
    Feature.JOINT_SOURCES: lambda annotation, said: said is not None and len(said.sources) > 1,
    Feature.NESTED_CLAIMS: lambda annotation, said: said is not None and said.parent is not None,
    Feature.LONG_TEXTS: lambda annotation, said: is_long(annotation),
}

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
    Feature.LONG_TEXTS: Feature.ANNOTATIONS,
    Feature.JOINT_SOURCES: Feature.ATTRIBUTIONS,
    Feature.NESTED_CLAIMS: Feature.ATTRIBUTIONS,
}

WORDS: Final[Mapping[Feature, Plural]] = {  # for one, for several
    Feature.ARTICLES: Plural("{count} article after the first", "{count} articles after the first"),
    Feature.TEXTS: Plural("the text of {count} article", "the texts of {count} articles"),
    Feature.TITLES: Plural("the title of {count} article", "the titles of {count} articles"),
    Feature.PUBLISHERS: Plural("the publisher of {count} article", "the publishers of {count} articles"),
    Feature.ADDRESSES: Plural("the address of {count} article", "the addresses of {count} articles"),
    Feature.AUTHORS: Plural("the author of {count} article", "the authors of {count} articles"),
    Feature.DATES: Plural("the date of {count} article", "the dates of {count} articles"),
    Feature.LANGUAGES: Plural("the language of {count} article", "the languages of {count} articles"),
    Feature.ARTICLE_STATUSES: Plural("the status of {count} article", "the statuses of {count} articles"),
    Feature.TAGS: Plural("the tags of {count} article", "the tags of {count} articles"),
    Feature.SETS: Plural("the sets that {count} article is in", "the sets that {count} articles are in"),
    Feature.ARTICLE_NOTES: Plural("the note on {count} article", "the notes on {count} articles"),
    Feature.TRACKS: Plural(
        "the turns, times or pages of {count} article", "the turns, times or pages of {count} articles"
    ),
    Feature.CODEBOOK: Plural("the codebook’s label", "the codebook’s {count} labels"),
    Feature.SPEAKERS: Plural("{count} speaker", "{count} speakers"),
    Feature.SPEAKER_FACTS: Plural("the details of {count} speaker", "the details of {count} speakers"),
    Feature.ANNOTATIONS: Plural("{count} annotation", "{count} annotations"),
    Feature.LABELS: Plural(
        "{count} annotation with a label of its own", "{count} annotations with labels of their own"
    ),
    Feature.PARTS: Plural("the parts of {count} annotation", "the parts of {count} annotations"),
    Feature.ANSWERS: Plural("the attributes of {count} annotation", "the attributes of {count} annotations"),
    Feature.ANNOTATION_NOTES: Plural("the note on {count} annotation", "the notes on {count} annotations"),
    Feature.MAKERS: Plural("who made {count} annotation", "who made {count} annotations"),
    Feature.ORIGINS: Plural("the origin of {count} annotation", "the origins of {count} annotations"),
    Feature.SUGGESTIONS: Plural("{count} suggestion", "{count} suggestions"),
    Feature.LOOSE_PARTS: Plural("{count} mention or cue without a claim", "{count} mentions and cues without a claim"),
    Feature.ATTRIBUTIONS: Plural("who said {count} claim", "who said {count} claims"),
    Feature.JOINT_SOURCES: Plural("the joint sources of {count} claim", "the joint sources of {count} claims"),
    Feature.NESTED_CLAIMS: Plural("{count} nested claim", "{count} nested claims"),
    Feature.LONG_TEXTS: Plural(
        "the whole text of {count} long annotation", "the whole texts of {count} long annotations"
    ),
}

IN_A_TABLE: Final[Mapping[Feature, Plural]] = {  # sentences of what a table can only hold in part
    Feature.JOINT_SOURCES: Plural(
        "{count} claim has several sources, which are joined in its row.",
        "{count} claims have several sources, which are joined in a row for each claim.",
    ),
    Feature.LONG_TEXTS: Plural(
        "{count} annotation is longer than a cell can be, and is shortened.",
        "{count} annotations are longer than a cell can be, and are shortened.",
    ),
}
