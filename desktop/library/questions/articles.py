"""What can be asked about articles: their lists, texts and counts, and which have some words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from desktop.library.questions.asking import Asking
from desktop.library.sql import search, search_records
from desktop.library.sql.queries import articles, feature_counts, layers, same_texts, whole_articles
from desktop.library.sql.queries.articles import ArticleRow, LeftToDo
from desktop.library.sql.queries.same_texts import SameText
from desktop.library.sql.queries.whole_articles import ArticleToOpen, WholeArticle
from desktop.library.sql.search import SearchHit
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from desktop.model.features import Feature
from desktop.model.records import AnnotationStatus, Article, ArticleStatus, GroupKind, Track


class ArticleQuestions(Asking):
    """About articles."""

    def articles(self, *, limit: int | None = None, offset: int = 0) -> list[ArticleRow]:
        """All articles in the order of adding."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.article_rows(connection, labels, self._readable(connection), limit=limit, offset=offset)

    def article_rows(self, ids: Sequence[str]) -> list[ArticleRow]:
        """These articles with their counts, in this order, as far as there are any."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.rows_of(connection, labels, self._readable(connection), ids)

    def article_ids(self, wanted: ArticleFilter = ALL_ARTICLES) -> list[str]:
        """The ids of the articles that are wanted, in the order that is."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.article_ids(connection, labels, self._readable(connection), wanted)

    def articles_by_status(self) -> dict[ArticleStatus, int]:
        """How many articles have each status; one that none has is left out."""
        with self._connected() as connection:
            return layers.count_by_status(connection, self.layers)

    def what_articles_have(self) -> dict[str, list[str]]:
        """The tags, sets, publishers and languages that articles have: "tags", "sets", "publisher", "language"."""
        with self._connected() as connection:
            return articles.what_articles_have(connection)

    def groups_of(self, article_ids: Iterable[str]) -> dict[GroupKind, dict[str, int]]:
        """How many of these articles have each of their tags, and are in each of their sets."""
        with self._connected() as connection:
            return articles.groups_of(connection, article_ids)

    def left_to_do_in(self, article_ids: Iterable[str]) -> LeftToDo:
        """How much is left to do in these articles: of what `desktop.proofreading` finds, too."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.left_to_do_in(connection, labels, self._readable(connection), article_ids)

    def count_claims(self) -> tuple[int, int, int]:
        """How many accepted claims the library has, how many of them name no speaker, and how many are suggested."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.count_claims(connection, labels, self._readable(connection))

    def place_of_article(self, id: str) -> int | None:
        """How many articles were added before this one; None when there is no such article."""
        with self._connected() as connection:
            return articles.place_of_article(connection, id)

    def article_to_settle(
        self,
        here: str,
        by: int,
        *,
        among: ArticleFilter = ALL_ARTICLES,
        unseen: bool = False,
        besides: Collection[str] = (),
    ) -> str | None:
        """The id of the next article (`by` 1) or the one before (-1), round the end, in which suggestions wait.

        With `unseen`, one in which nobody has done anything yet counts too. Those that are done or skipped do not, nor
        do `besides`.
        """
        labels = self.codebook
        with self._connected() as connection:
            return articles.article_to_settle(
                connection, labels, self._readable(connection), here, by, among=among, unseen=unseen, besides=besides
            )

    def count_articles(self, wanted: ArticleFilter = ALL_ARTICLES) -> tuple[int, int]:
        """How many articles are wanted, and how many of these are done."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.count_articles(connection, labels, self._readable(connection), wanted)

    def article(self, id: str) -> Article:
        """The article of this id; a KnownError when there is none."""
        found = self._record("article", id)
        if found is None:
            raise articles.unknown_article(id)
        with self._connected() as connection:
            return layers.with_statuses(connection, self.layers, {id: cast(Article, found)})[id]

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, Article]:
        """Those of these articles that there are."""
        found = cast(dict[str, Article], self._records("article", ids))
        with self._connected() as connection:
            return layers.with_statuses(connection, self.layers, found)

    def article_row(self, id: str) -> ArticleRow:
        """The article of this id with its counts; a KnownError when there is none."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.article_row(connection, labels, self._readable(connection), id)

    def text(self, article_id: str) -> str:
        """The canonical text of an article; a KnownError when there is none."""
        with self._connected() as connection:
            return articles.text(connection, article_id)

    def tracks(self, article_id: str) -> list[Track]:
        """What is known of parts of an article's text that nobody annotated; a KnownError when there is none."""
        with self._connected() as connection:
            return articles.tracks(connection, article_id)

    def same_texts(self, article_id: str) -> list[SameText]:
        """The other articles that have much the same text, the most alike first."""
        with self._connected() as connection:
            return same_texts.same_texts(connection, article_id)

    def articles_like_others(self, ids: Iterable[str]) -> set[str]:
        """Those of these articles of which others have much the same text."""
        with self._connected() as connection:
            return same_texts.like_others(connection, ids)

    def groups_of_same_text(self) -> dict[str, str]:
        """The articles of which others have much the same text, each with the first of these: id by id."""
        with self._connected() as connection:
            return same_texts.groups(connection)

    def articles_with_hashes(self, hashes: Iterable[str]) -> dict[str, list[Article]]:
        """The articles that have these hashes, by hash, in the order of adding."""
        with self._connected() as connection:
            return same_texts.articles_with_hashes(connection, hashes)

    def urls(self) -> dict[str, str]:
        """The URLs of the articles that have one, by the articles' ids."""
        with self._connected() as connection:
            return articles.urls(connection)

    def texts(self, ids: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
        """The id, the title and the text of these articles (None: of all), in the order of adding, a few in memory."""
        with self._connected() as connection:
            yield from articles.texts(connection, ids)

    def article_to_open(self, id: str) -> ArticleToOpen:
        """What of an article is read when it is opened for work, in one go; a KnownError when there is none."""
        with self._connected() as connection:
            return whole_articles.article_to_open(connection, self.layers, self._readable(connection), id)

    def whole_articles(self, ids: Iterable[str]) -> Iterator[WholeArticle]:
        """These articles as they are at one moment, in the order of adding, a few at a time in memory."""
        with self._connected() as connection:
            yield from whole_articles.whole_articles(connection, self.layers, self._readable(connection), set(ids))

    def feature_counts(
        self, articles: Sequence[str] | None, statuses: Collection[AnnotationStatus], speakers: Sequence[str] = ()
    ) -> dict[Feature, int]:
        """How often each feature is there in these articles (None: in all), with annotations of these statuses.

        With `speakers`, by their ids, only their claims count, and what belongs to these.
        """
        labels = self.codebook
        with self._connected() as connection:
            return feature_counts.counted(connection, labels, self._readable(connection), articles, statuses, speakers)

    def articles_with_claims_by(self, speakers: Sequence[str], statuses: Collection[AnnotationStatus]) -> set[str]:
        """The ids of the articles in which one of these speakers is a source of a claim of these statuses."""
        with self._connected() as connection:
            return feature_counts.articles_with_claims_by(connection, self._readable(connection), speakers, statuses)

    def articles_of_speaker(self, speaker_id: str) -> list[ArticleRow]:
        """The articles in which this speaker is a source or is mentioned."""
        labels = self.codebook
        with self._connected() as connection:
            return articles.articles_of_speaker(connection, labels, self._readable(connection), speaker_id)

    def annotated_articles(self) -> list[str]:
        """The ids of the articles that have annotations of any status, in the order of adding."""
        with self._connected() as connection:
            return articles.annotated_articles(connection, self._readable(connection))

    def known_hashes(self, hashes: Iterable[str]) -> dict[str, str]:
        """The ids of the articles that have these hashes, by hash; of several, the first."""
        with self._connected() as connection:
            return articles.known_hashes(connection, hashes)

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The articles that hold every word of the query, best first. "Quoted" words are looked for as a phrase."""
        labels = self.codebook
        with self._connected() as connection:
            return search.search(connection, labels, self._readable(connection), query, limit)

    def search_records(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The articles that have a speaker, or a note, with every word of the query, as `search` understands it.

        It takes longer than `search`.
        """
        with self._connected() as connection:
            return search_records.search_records(connection, self._readable(connection), query, limit)
