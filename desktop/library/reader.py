"""What can be asked of a library: every question once, for the library itself, for an edit and for a snapshot."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import cast

from desktop.library import journal, record_history
from desktop.library.journal import JournalEntry
from desktop.library.record_history import History, Key
from desktop.library.sql import search, search_records
from desktop.library.sql.backend import Connection
from desktop.library.sql.batches import batches
from desktop.library.sql.queries import (
    annotations,
    articles,
    assignments,
    codebook,
    codebook_use,
    comments,
    derived,
    feature_counts,
    layers,
    same_texts,
    speakers,
    whole_articles,
)
from desktop.library.sql.queries.articles import ArticleRow, LeftToDo
from desktop.library.sql.queries.codebook_use import Use
from desktop.library.sql.queries.layers import Layers
from desktop.library.sql.queries.same_texts import SameText
from desktop.library.sql.queries.whole_articles import ArticleToOpen, WholeArticle
from desktop.library.sql.record_data import from_data
from desktop.library.sql.search import SearchHit
from desktop.library.sql.stores import STORES
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from desktop.model.codebook import Attribute, Codebook, PartPath
from desktop.model.features import Feature
from desktop.model.records import (
    FIRST,
    Annotation,
    AnnotationStatus,
    Annotator,
    Article,
    ArticleStatus,
    Assignment,
    Attribution,
    Comment,
    Evidence,
    GroupKind,
    LayerStatus,
    Record,
    Role,
    Speaker,
    Track,
)
from desktop.model.work_plan import WorkPlan, work_plan


class Reader(ABC):
    """Answers each question by records.

    Offsets and lengths count code points. Any method may raise a KnownError when the file or its disk is at fault.

    What belongs to an annotator (annotations, attributions, the status of an article, what is counted of them) is read
    in the reader's `layers` alone; the articles, the speakers and the codebook are everybody's. Where the library is
    coded blind, others' work on an article is not there until the article is done in the layer that is worked in.
    """

    def __init__(self, origin: str, layers: Layers = (FIRST,), own: str | None = None) -> None:
        """Made for these layers.

        Args:
            origin: names the library where something is wrong with it.
            layers: whose work is read, None: all.
            own: the layer that is worked in; None reads all, also what is hidden from who codes blind.
        """
        self._origin = origin
        self.layers = layers
        self._own = own
        self._codebook: Codebook | None = None

    @abstractmethod
    def _connected(self) -> AbstractContextManager[Connection]:
        """The connection that one question is asked of."""

    @property
    def codebook(self) -> Codebook:
        """The labels in use."""
        if self._codebook is None:
            with self._connected() as connection:
                self._codebook = codebook.codebook(connection, self._origin)
        return self._codebook

    # Articles

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

    def newest_row(self) -> int:
        """The number of the journal's newest row, 0 for none; an edit's own becomes the next."""
        with self._connected() as connection:
            return journal.latest(connection)

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
        self,
        articles: Sequence[str] | None,
        statuses: Collection[AnnotationStatus],
        speakers: Sequence[str] = (),
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

    def known_ids(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that a record of this kind ("article", "speaker", "annotation", "attribution") has."""
        with self._connected() as connection:
            return {id for batch in batches(ids) for id in STORES[kind].read(connection, batch)}

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

    # Annotations

    def annotations(self, article_id: str) -> list[Annotation]:
        """An article's annotations of every status by start, the longest first, then by the time they were made."""
        with self._connected() as connection:
            return annotations.annotations(connection, article_id, self._readable(connection))

    def annotations_of(self, article_ids: Iterable[str]) -> list[Annotation]:
        """The annotations of these articles; each article's in the order of `annotations`."""
        with self._connected() as connection:
            return annotations.annotations_of_all(connection, article_ids, self._readable(connection))

    def annotation(self, id: str) -> Annotation | None:
        """The annotation of this id, if it is in one of these layers."""
        found = cast(Annotation | None, self._record("annotation", id))
        return found if found and self.reads(found) else None

    def reads(self, annotation: Annotation) -> bool:
        """Whether an annotation is in one of the layers that are read, and may be."""
        is_asked = self.layers is None or annotation.layer in self.layers
        return is_asked and self.may_read(annotation.layer, annotation.article)

    def annotations_by_id(self, ids: Iterable[str]) -> dict[str, Annotation]:
        """Those of these annotations that there are in these layers."""
        found = cast(dict[str, Annotation], self._records("annotation", ids))
        return {id: one for id, one in found.items() if self.reads(one)}

    def annotations_across(self, article_id: str, role: Role, start: int, end: int) -> list[Annotation]:
        """The annotations of a role, accepted or suggested, that share a place with this range.

        They are taken from their first fragment to their last.
        """
        labels = self.codebook
        with self._connected() as connection:
            own = self._readable(connection)
            return annotations.annotations_across(connection, labels, own, article_id, role, start, end)

    def mentions_guessed(self, names: Iterable[str], article_id: str | None = None) -> list[Annotation]:
        """The suggested mentions that seem to name somebody of one of these names, in all articles or in one.

        Names are compared folded.
        """
        labels = self.codebook
        with self._connected() as connection:
            return annotations.mentions_guessed(connection, labels, self._readable(connection), names, article_id)

    def turned_down(self, at_least: int) -> list[Evidence]:
        """What suggested claims go by that were rejected so often in the layers that are read, and never accepted."""
        labels = self.codebook
        with self._connected() as connection:
            return annotations.turned_down(connection, labels, self._readable(connection), at_least)

    def mentions_of(self, speaker: Speaker) -> list[Annotation]:
        """The mentions that name this speaker, in all articles and all layers."""
        with self._connected() as connection:
            return annotations.mentions_of(connection, speaker.id)

    # What of the codebook is in use: by anybody, since a change of it concerns all

    def use_of(self, path: PartPath) -> Use:
        """How many annotations have this label, an answer to this attribute, or this option of it; and how many
        speakers."""
        asked = self.codebook.at(path[:2])
        with self._connected() as connection:
            use = codebook_use.use_of(connection, path)
            if isinstance(asked, Attribute) and asked.of_speaker:
                use = use._replace(speakers=len(codebook_use.speakers_with(connection, path)))
            return use

    def use_of_codebook(self) -> Counter[PartPath]:
        """How many accepted annotations, or speakers, have each label, attribute and option."""
        labels = self.codebook
        with self._connected() as connection:
            return codebook_use.use_of_all(connection) + codebook_use.use_by_speakers(connection, labels)

    def codebook_in_use(self) -> set[PartPath]:
        """The labels, attributes and options that annotations of any status have, or speakers."""
        labels = self.codebook
        with self._connected() as connection:
            of_speakers = set(codebook_use.use_by_speakers(connection, labels))
            labels_of_these = {path[:1] for path in of_speakers}
            return codebook_use.in_use(connection) | of_speakers | labels_of_these

    def annotations_with(self, path: PartPath) -> list[Annotation]:
        """The annotations of every status that have it, in all articles."""
        with self._connected() as connection:
            return codebook_use.annotations_with(connection, path)

    def speakers_with(self, path: PartPath) -> list[Speaker]:
        """The speakers who have an answer to this attribute, or this option of it."""
        with self._connected() as connection:
            return codebook_use.speakers_with(connection, path)

    def examples_of(self, path: PartPath, most: int) -> list[Annotation]:
        """Accepted annotations of these layers that have it, the newest first, at most so many."""
        with self._connected() as connection:
            return codebook_use.examples_of(connection, self._readable(connection), path, most)

    # Attributions

    def attributions(self, article_id: str) -> dict[str, Attribution]:
        """An article's attributions by claim; a claim may lack one."""
        with self._connected() as connection:
            return annotations.attributions(connection, article_id, self._readable(connection))

    def attribution(self, claim_id: str) -> Attribution | None:
        return cast(Attribution | None, self._record("attribution", claim_id))

    def attributions_by_claim(self, claim_ids: Iterable[str]) -> dict[str, Attribution]:
        """The attributions that these claims have."""
        return cast(dict[str, Attribution], self._records("attribution", claim_ids))

    def attributions_of(self, speaker: Speaker) -> list[Attribution]:
        """The attributions with this speaker among their sources, in all articles and all layers."""
        with self._connected() as connection:
            return annotations.attributions_to(connection, speaker.id)

    def attributions_with(self, *named: Annotation) -> list[Attribution]:
        """The attributions that name one of these annotations as a mention, a cue or the claim they are nested in."""
        with self._connected() as connection:
            return annotations.attributions_with(connection, [annotation.id for annotation in named])

    def comments(self, claim_ids: Iterable[str]) -> dict[str, list[Comment]]:
        """What was said of these claims that may be read, by claim, oldest first; those without are left out."""
        with self._connected() as connection:
            return comments.comments(connection, claim_ids, self._readable(connection))

    def comments_in(self, article_id: str) -> dict[str, list[Comment]]:
        """What was said of an article's claims that may be read, as `comments` gives it."""
        with self._connected() as connection:
            return comments.comments_in(connection, [article_id], self._readable(connection))

    def comments_by(self, author: str) -> dict[str, list[Comment]]:
        """What an annotator of this name said of whoever's claims, by article, oldest first."""
        with self._connected() as connection:
            return comments.comments_by(connection, author)

    # Layers

    def annotators(self) -> list[Annotator]:
        """Whose the layers are: who worked first first, then in the order in which they came."""
        with self._connected() as connection:
            return layers.annotators(connection)

    def layers_to_choose(self) -> list[Annotator]:
        """The layers that are offered where some are chosen: the annotators', and "Adjudicated" between several."""
        with self._connected() as connection:
            return layers.to_choose(connection)

    def layer_statuses(self, article_id: str) -> list[LayerStatus]:
        """How far an article is in each layer but the first."""
        with self._connected() as connection:
            return layers.layer_statuses(connection, article_id)

    def statuses_by_layer(self, article_id: str) -> dict[str, ArticleStatus]:
        """How far an article is in each layer, by the ids of all; without those in which it is new."""
        with self._connected() as connection:
            data = STORES["article"].read(connection, [article_id])
            found = [cast(Article, from_data("article", one)) for one in data.values()]
            return layers.statuses_by_layer(connection, found, None).get(article_id, {})

    def assignments(self, article_ids: Iterable[str] | None = None) -> list[Assignment]:
        """Who is to code these articles (None: all), in the order of adding."""
        with self._connected() as connection:
            return assignments.assignments(connection, article_ids)

    def work_plan(self, article_ids: Iterable[str] | None = None) -> WorkPlan:
        """How far those are who are to code these articles (None: all)."""
        assigned = self.assignments(article_ids)
        found = cast(dict[str, Article], self._records("article", {one.article: None for one in assigned}))
        with self._connected() as connection:
            statuses = layers.statuses_by_layer(connection, found.values(), None)
        return work_plan(assigned, {id: one.title for id, one in found.items()}, statuses)

    def work_by_layer(self, articles: Sequence[str] | None = None) -> dict[str, tuple[int, int]]:
        """How many accepted annotations each layer has, and in how many articles; those without any are left out.

        Those of these articles alone, by their ids, where some are named.
        """
        with self._connected() as connection:
            return layers.work(connection, articles)

    def articles_by_layer(self) -> dict[str, set[str]]:
        """The ids of the articles in which each layer has something accepted that may be read."""
        with self._connected() as connection:
            return layers.articles_by_layer(connection, self._readable(connection, None))

    def annotations_by_layer(self, article_id: str) -> dict[str, list[Annotation]]:
        """An article's annotations of every status by the ids of all layers that may be read; each in text order."""
        found: dict[str, list[Annotation]] = {}
        with self._connected() as connection:
            for annotation in annotations.annotations(connection, article_id, self._readable(connection, None)):
                found.setdefault(annotation.layer, []).append(annotation)
        return found

    @property
    def owner(self) -> str:
        """The name of whoever has the first layer, and says how the library is used; none as long as it is nobody's."""
        return next((one.name for one in self.annotators() if one.id == FIRST), "")

    def is_owner(self, annotator: str, layer: str) -> bool:
        """Whether it is an annotator of this name who says so; who works in the only layer may have any."""
        is_alone = layer == FIRST and len(self.annotators()) == 1
        return is_alone or self.owner in ("", annotator)

    @property
    def is_blind(self) -> bool:
        """Whether others' work on an article is hidden until one has marked it as done."""
        with self._connected() as connection:
            return layers.is_blind(connection)

    def may_read(self, layer: str, article_id: str) -> bool:
        """Whether what a layer made of an article may be read by the one that is worked in."""
        if layer == self._own:
            return True
        with self._connected() as connection:
            return not layers.is_hidden(connection, self._readable(connection, (layer,)), article_id)

    def hidden_articles(self, *of: str) -> set[str]:
        """The ids of the articles in which others' accepted work may not be read; in these layers, or in those read."""
        with self._connected() as connection:
            asked = self._readable(connection, of) if of else self._readable(connection)
            return layers.hidden_articles(connection, asked)

    # Speakers

    def speakers(self) -> list[Speaker]:
        """All speakers by name, without regard to case."""
        with self._connected() as connection:
            return speakers.speakers(connection)

    def speakers_belonging_to(self, name: str) -> list[Speaker]:
        """The speakers with an affiliation of this very name, at some time."""
        with self._connected() as connection:
            return speakers.speakers_belonging_to(connection, name)

    def speaker(self, id: str) -> Speaker | None:
        return cast(Speaker | None, self._record("speaker", id))

    def speakers_most_used(self, most: int) -> list[str]:
        """The ids of the speakers with the most claims, suggested ones too, at most so many."""
        with self._connected() as connection:
            return speakers.speakers_most_used(connection, self._readable(connection), most)

    def named_speakers(
        self, articles: Sequence[str], statuses: Collection[AnnotationStatus], speakers: Sequence[str] = ()
    ) -> set[str]:
        """The ids of the speakers whom annotations of these statuses in these articles name, or refer to.

        With `speakers`, only their claims are asked, and what belongs to these.
        """
        with self._connected() as connection:
            return feature_counts.named_speakers(connection, self._readable(connection), articles, statuses, speakers)

    def claims_by_speaker(self, article_id: str | None = None) -> dict[str, int]:
        """How many accepted claims each speaker has, in one article or in all."""
        with self._connected() as connection:
            return speakers.claims_by_speaker(connection, self._readable(connection), article_id)

    # What was done, and what is kept

    def journal(self, limit: int = 100) -> list[JournalEntry]:
        """What was done in this library, newest first."""
        with self._connected() as connection:
            return journal.entries(connection, limit)

    def histories(self, records: Collection[Key]) -> dict[Key, History]:
        """What the journal knows of these records, by their kinds and ids, of those that it names."""
        with self._connected() as connection:
            return record_history.histories(connection, records)

    def derived(self, name: str) -> bytes | None:
        """What `Library.save_derived` saved under this name."""
        with self._connected() as connection:
            return derived.derived(connection, name)

    # How records are read

    def _readable(self, connection: Connection, *asked: Layers) -> Layers:
        """The layers that are asked for, else those that are read, as far as they may be: all questions ask here."""
        return layers.readable(connection, asked[0] if asked else self.layers, self._own)

    def _record(self, kind: str, id: str) -> Record | None:
        return self._records(kind, [id]).get(id)

    def _records(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        """Those of these records that there are, in this order."""
        wanted = list(ids)
        with self._connected() as connection:
            found = STORES[kind].read(connection, wanted)
        return {id: from_data(kind, found[id]) for id in wanted if id in found}
