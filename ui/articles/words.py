"""What articles are said to be: the words for a status, an order, a filter."""

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.base.text_direction import isolated
from desktop.base.translation import Message, Plural, translated, translated_plural
from desktop.library import SameText
from desktop.model.article_filter import ArticleFilter, ArticleOrder
from desktop.model.records import ArticleStatus
from ui.base.dates import shown_date

_TOLD: Final = 4  # articles with the same text

STATUS: Final[Mapping[ArticleStatus, Message]] = {
    "new": Message("not started"),
    "in progress": Message("in progress"),
    "done": Message("done"),
    "skipped": Message("skipped"),
}
COUNTED: Final[Mapping[ArticleStatus, Plural]] = {
    "new": Plural("{count} not started", "{count} not started"),
    "in progress": Plural("{count} in progress", "{count} in progress"),
    "done": Plural("{count} done", "{count} done"),
    "skipped": Plural("{count} skipped", "{count} skipped"),
}
ORDER: Final[Mapping[ArticleOrder, Message]] = {
    "added": Message("When they were added"),
    "assigned": Message("Assigned to me first"),
    "published": Message("Date"),
    "title": Message("Title"),
    "publisher": Message("Publisher"),
    "claims left": Message("Open claims"),
}
_IN_ORDER: Final[Mapping[ArticleOrder, Message]] = {
    "added": Message("as they were added"),
    "assigned": Message("assigned to me first"),
    "published": Message("by date"),
    "title": Message("by title"),
    "publisher": Message("by publisher"),
    "claims left": Message("by open claims"),
}


def in_words(wanted: ArticleFilter) -> str:
    """What a filter asks besides words, and its order where it is not that of adding: "done · #war · by title"."""
    parts = [
        translated("assigned to me") if wanted.assigned else "",
        translated(STATUS[wanted.status]) if wanted.status else "",
        f"#{isolated(wanted.tag)}" if wanted.tag else "",
        isolated(wanted.set),
        isolated(wanted.publisher),
        wanted.language,
        translated("since {date}", date=shown_date(wanted.since)) if wanted.since else "",
        translated("until {date}", date=shown_date(wanted.until)) if wanted.until else "",
        translated("without a speaker") if wanted.without_speaker else "",
        translated("same text elsewhere") if wanted.elsewhere else "",
    ]
    if wanted.order != "added" or wanted.descending:
        order = translated(_IN_ORDER[wanted.order])
        parts.append(translated("{order}, reversed", order=order) if wanted.descending else order)
    return " · ".join(part for part in parts if part)


def likeness_in_words(other: SameText) -> str:
    """Another article with much the same text: "Bridge closes · Der Bote · 3 March 2026 · 92 % the same"."""
    article = other.article
    is_equal = other.percent == 100
    share = translated("the same text") if is_equal else translated("{share} % the same", share=other.percent)
    facts = (isolated(article.title), isolated(article.publisher), shown_date(article.published), share)
    return " · ".join(filter(None, facts))


def same_texts_in_words(others: Sequence[SameText]) -> str:
    """The first of these articles, and how many there are."""
    told = [likeness_in_words(one) for one in others[:_TOLD]]
    if len(others) > _TOLD:
        told.append(translated_plural("and {count} more", "and {count} more", len(others) - _TOLD))
    return "\n".join([translated("Same text elsewhere:"), *told])
