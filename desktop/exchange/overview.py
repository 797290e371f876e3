"""What each file format reads, writes and can hold: said of the formats' own declarations, for terminal and help."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desktop.base.translation import Message, listed, translated
from desktop.exchange.format import Format
from desktop.exchange.registry import FORMATS
from desktop.exchange.tables.kinds import KINDS
from desktop.model.features import Feature


def as_text() -> str:
    """For a terminal: a paragraph a format."""
    return "\n\n".join("\n".join([_title(format), *(f"    {line}" for line in _lines(format))]) for format in FORMATS)


def as_markdown() -> str:
    """For the help: a page with a paragraph a format."""
    about = translated(
        "Open takes any of the formats that are read; Export offers those that are written. Before it "
        "writes, Ascribe says what a format cannot hold."
    )
    parts = ["# " + translated("File formats"), about]
    for format in FORMATS:
        parts += [f"**{_title(format)}**", "\n".join(f"- {line}" for line in _lines(format))]
    return "\n\n".join(parts) + "\n"


def _title(format: Format) -> str:
    return translated(
        "{title} ({name}): {endings}",
        title=translated(format.title),
        name=format.name,
        endings=listed(format.extensions),
    )


def _lines(format: Format) -> Iterator[str]:
    yield translated(_DOES[format.read is not None, format.is_written])
    if format.write_table is not None:
        yield translated("Tables of: {tables}.", tables=listed(translated(kind.title) for kind in KINDS.values()))
    lacking = [feature for feature in Feature if feature not in format.can_hold]
    if not lacking:
        yield translated("Holds everything.")
    elif len(lacking) > len(format.can_hold):
        yield translated("Holds {features}.", features=_named([*format.can_hold]))
    else:
        yield translated("Holds everything but {features}.", features=_named(lacking))
    if format.write_table is not None and Feature.JOINT_SOURCES in lacking:
        yield translated("The sources of a claim are joined in its row, or have a row each.")
    if format.options:
        yield translated("Options: {options}.", options=listed(translated(option.title) for option in format.options))


def _named(features: Sequence[Feature]) -> str:
    return listed(translated(NAMES[feature]) for feature in Feature if feature in features)


_DOES: Final[Mapping[tuple[bool, bool], Message]] = {  # by whether it is read, and whether it is written
    (True, True): Message("Is read and written."),
    (True, False): Message("Is read."),
    (False, True): Message("Is written."),
}

NAMES: Final[Mapping[Feature, Message]] = {
    Feature.ARTICLES: Message("several articles"),
    Feature.TEXTS: Message("texts of articles"),
    Feature.TITLES: Message("titles"),
    Feature.PUBLISHERS: Message("publishers"),
    Feature.ADDRESSES: Message("addresses"),
    Feature.AUTHORS: Message("authors"),
    Feature.DATES: Message("dates"),
    Feature.LANGUAGES: Message("languages"),
    Feature.ARTICLE_STATUSES: Message("statuses"),
    Feature.TAGS: Message("tags"),
    Feature.SETS: Message("sets of articles"),
    Feature.ARTICLE_NOTES: Message("notes on articles"),
    Feature.TRACKS: Message("turns, times and pages of texts"),
    Feature.CODEBOOK: Message("the codebook"),
    Feature.SPEAKERS: Message("speakers"),
    Feature.SPEAKER_FACTS: Message("details of speakers"),
    Feature.ANNOTATIONS: Message("annotations"),
    Feature.LABELS: Message("labels of your own"),
    Feature.PARTS: Message("parts of annotations"),
    Feature.ANSWERS: Message("attributes"),
    Feature.ANNOTATION_NOTES: Message("notes on annotations"),
    Feature.MAKERS: Message("annotators and times"),
    Feature.ORIGINS: Message("where annotations come from"),
    Feature.SUGGESTIONS: Message("suggestions"),
    Feature.LOOSE_PARTS: Message("mentions and cues without a claim"),
    Feature.ATTRIBUTIONS: Message("who said it"),
    Feature.JOINT_SOURCES: Message("joint sources"),
    Feature.NESTED_CLAIMS: Message("nested claims"),
    Feature.LONG_TEXTS: Message("texts of more than 32,767 characters"),
}
