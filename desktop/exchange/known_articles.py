"""Which article of the library one of a file is: the same text of the same outlet, or a twin of another outlet."""

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Final

from desktop.library import Reader
from desktop.model.records import Article
from desktop.model.same_text import is_same_article

_NO_IDS: Final[frozenset[str]] = frozenset()


class KnownArticles:
    """The articles of a library, and of what comes into it, that have the texts that are asked about."""

    def __init__(self, library: Reader | None, incoming: Iterable[Article], ids: Set[str] = _NO_IDS) -> None:
        """`ids` are those of all articles of a file that has ids: two articles of it stay two, whatever their texts."""
        self._ids = ids
        self._with_text: dict[str, list[Article]] = defaultdict(list)
        if library is not None:
            self._with_text |= library.articles_with_hashes({one.sha256 for one in incoming})

    def of(self, article: Article) -> str | None:
        """The id of the article that this one is; None where it is a new one."""
        here = self._with_text[article.sha256]
        if any(one.id == article.id for one in here):
            return article.id
        same = (one.id for one in here if one.id not in self._ids and is_same_article(one, article))
        return next(same, None)

    def add(self, article: Article) -> None:
        """From now on it is one of them."""
        self._with_text[article.sha256].append(article)
