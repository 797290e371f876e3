"""What is left to do in articles: shown before somebody marks them as done.

It is what the checks "no-speaker" and "no-attribute" find, and the suggestions that wait; counted by the database,
since there may be any number of articles.
"""

from collections.abc import Iterable

from desktop.base.translation import Plural, translated_plural
from desktop.library import Reader

_WORDS = (  # of each count, in its order
    Plural("{count} suggestion waits.", "{count} suggestions wait."),
    Plural("{count} claim is without a speaker.", "{count} claims are without a speaker."),
    Plural("{count} required attribute is without an answer.", "{count} required attributes are without an answer."),
)


def left_to_do(reader: Reader, articles: Iterable[str]) -> str:
    """What is left to do in these articles, in sentences; empty where nothing is."""
    counts = zip(_WORDS, reader.left_to_do_in(articles), strict=True)
    return " ".join(translated_plural(*words, count) for words, count in counts if count)
