"""Which articles are looked for, and in which order: what the list shows, and what is listed and exported."""

from dataclasses import dataclass
from typing import Literal

from desktop.model.records import ArticleStatus

ArticleOrder = Literal["added", "assigned", "published", "title", "publisher", "claims left"]

ARTICLE_ORDERS: tuple[ArticleOrder, ...] = ("added", "assigned", "published", "title", "publisher", "claims left")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """What articles must have to be shown: all of what is named here. Without anything named, these are all."""

    assigned: bool = False  # is to be coded by whoever reads: in one of the layers that are read
    words: str = (
        ""  # each of them is in the title, the publisher, the author, a tag or a set, whatever its case and accents
    )
    status: ArticleStatus | None = None
    tag: str = ""
    set: str = ""
    publisher: str = ""  # in full; case and accents do not count
    language: str = ""  # a tag: "en" also finds "en-GB"
    since: str = ""  # the first date, as ISO 8601 writes it or the beginning of one; articles without a date are out
    until: str = ""  # the last one: "2026-03" takes all of March in
    without_speaker: bool = False  # has a claim that names no speaker
    elsewhere: bool = False  # another article has much the same text
    order: ArticleOrder = "added"
    descending: bool = False

    @property
    def is_of_all(self) -> bool:
        """Whether it leaves nothing out and keeps the order of adding."""
        return self == ALL_ARTICLES

    @property
    def narrows(self) -> bool:
        """Whether it leaves articles out."""
        return self != ArticleFilter(order=self.order, descending=self.descending)


ALL_ARTICLES = ArticleFilter()
