"""Which article of the library one of a file is: the same text of the same outlet, or a twin of another outlet."""

from collections import defaultdict
from collections.abc import Iterable, Set
from itertools import chain
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
        self._there: set[tuple[str, str]] = set()  # id and hash
        self._with_text: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))  # by publisher
        if library is not None:
            for some in library.articles_with_hashes({one.sha256 for one in incoming}).values():
                for one in some:
                    self.add(one)

    def of(self, article: Article) -> str | None:
        """The id of the article that this one is; None where it is a new one."""
        if (article.id, article.sha256) in self._there:
            return article.id
        by_publisher = self._with_text[article.sha256]
        own = article.publisher.casefold()
        # Of two that name their publishers, those differ or are the same: thousands of others need no look.
        here = (by_publisher[own], by_publisher[""]) if own else by_publisher.values()
        same = (one.id for one in chain(*here) if one.id not in self._ids and is_same_article(one, article))
        return next(same, None)

    def add(self, article: Article) -> None:
        """From now on it is one of them."""
        self._there.add((article.id, article.sha256))
        self._with_text[article.sha256][article.publisher.casefold()].append(article)
