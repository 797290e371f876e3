"""What articles and their annotations may have, beyond the texts, that not every file format can hold."""

from enum import StrEnum, auto
from typing import Final


class Feature(StrEnum):
    """Each with what is counted where it is there."""

    ARTICLES = auto()  # several in one file; articles beyond the first
    TEXTS = auto()  # articles, each with all of its text
    TITLES = auto()  # articles
    PUBLISHERS = auto()
    ADDRESSES = auto()
    AUTHORS = auto()
    DATES = auto()
    LANGUAGES = auto()
    ARTICLE_STATUSES = auto()  # articles that are not new
    TAGS = auto()
    SETS = auto()
    ARTICLE_NOTES = auto()
    TRACKS = auto()  # articles whose text has turns, times or pages
    CODEBOOK = auto()  # labels, as they are defined
    SPEAKERS = auto()  # speakers, once for all articles
    SPEAKER_FACTS = auto()  # speakers of whom more is known than a name and a kind
    ANNOTATIONS = auto()
    LABELS = auto()  # annotations of any label that is not the first for claims, speakers or cues
    PARTS = auto()  # annotations of several fragments
    ANSWERS = auto()  # annotations with attributes
    ANNOTATION_NOTES = auto()
    MAKERS = auto()  # annotations: by whom and when
    ORIGINS = auto()  # annotations that the program or a file proposed: how, and how sure it was
    SUGGESTIONS = auto()  # annotations that nobody has accepted yet
    LOOSE_PARTS = auto()  # mentions and cues that belong to no claim
    ATTRIBUTIONS = auto()  # claims with a source, a cue or a claim around them
    JOINT_SOURCES = auto()  # claims with several sources
    NESTED_CLAIMS = auto()
    LONG_TEXTS = auto()  # annotations that are, or have a note that is, longer than `LONG`


# What the first lines of a text may say of its article.
OF_A_TEXT: Final = frozenset({Feature.TEXTS, Feature.TITLES, Feature.AUTHORS, Feature.DATES})
# What a page or the head of a text may say of its article.
OF_AN_ARTICLE: Final = frozenset(
    {
        Feature.TEXTS,
        Feature.TITLES,
        Feature.PUBLISHERS,
        Feature.ADDRESSES,
        Feature.AUTHORS,
        Feature.DATES,
        Feature.LANGUAGES,
    }
)
LONG: Final = 32_767  # code points; no cell of Excel holds more (of UTF-16 units)
ALL: Final = frozenset(Feature)
