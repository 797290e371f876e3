"""An edit: what a person did, as changes to records in one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple, TypeVar, cast

from desktop.base.errors import Conflict, KnownError
from desktop.base.translation import translated
from desktop.library import journal
from desktop.library.change_set import ChangeSet, Key
from desktop.library.concurrent_changes import merged
from desktop.library.journal_data import Change
from desktop.library.notices import Notice, notices_after
from desktop.library.reader import Reader
from desktop.library.snapshot import Snapshot
from desktop.library.sql import backend
from desktop.library.sql.backend import Connection
from desktop.library.sql.queries import layers
from desktop.library.sql.queries.codebook import remember
from desktop.library.sql.queries.speakers import highest_hue
from desktop.library.sql.record_data import Data, from_data, kind_of, text_data, to_data
from desktop.library.sql.stores import BLIND, CODEBOOK, STORES
from desktop.model import codebook_checks
from desktop.model.codebook import Codebook, Option
from desktop.model.records import (
    FIRST,
    PROGRAM,
    Annotation,
    Article,
    ArticleStatus,
    Attribution,
    LayerStatus,
    Record,
    Speaker,
    Track,
    now,
)

R = TypeVar("R", bound=Record)
_NO_TRACKS: Mapping[str, Sequence[Track]] = {}
_NO_NUMBERS: Mapping[str, int] = {}


class Known(NamedTuple):
    """What a library knew when an edit began."""

    row: int  # of the journal, the newest
    codebook: Codebook | None  # as it was then, where it was read


class Edit(Reader):
    """Reads, adds, changes and removes records, each at once, in one transaction; made by `Library.edit`.

    The records that a window holds may be out of date. They say which record is meant and what was seen of it; what is
    changed is what the library has by now.
    """

    def __init__(
        self, connection: Connection, annotator: str, layer: str, origin: str, *, known: Known, bulk: bool = False
    ) -> None:
        """`origin` names the library where something is wrong with it; `known` is what it knew.

        What is added without an annotator is this one's, and in the `layer` of this id, which alone is read.
        """
        super().__init__(origin, (layer,), layer)
        self.layer = layer
        self._connection = connection
        self._known = known
        self._change_set = ChangeSet(connection, layer, bulk=bulk)
        self._layers: dict[str, str] = {}  # their ids by name, once one was asked for
        self.annotator = annotator

    @property
    def codebook(self) -> Codebook:
        if self._codebook is None and backend.of(self._connection).newest_row(self._connection) == self._known.row:
            self._codebook = self._known.codebook  # nobody wrote since it was read
        return super().codebook

    @property
    def changes(self) -> list[Change]:
        """What was done so far, one change a record, without those that came to nothing."""
        return self._change_set.changes

    @property
    def has_work(self) -> bool:
        """Whether something that its layer alone has was done: not what only waits, nor what all have in common."""
        return self._change_set.has_work

    # Writing

    def add(self, record: R) -> R:
        """Adds a new annotation, attribution or speaker, and gives it as it was added.

        A speaker without a hue gets the next of the palette; an annotation without an annotator gets the library's, and
        is in its layer.
        """
        (added,) = self.add_all([record])
        return added

    def add_all(self, records: Iterable[R]) -> list[R]:
        """Adds many records of any kinds but articles, in an order that may be arbitrary."""
        hues = self._free_hues()
        completed = [self._completed(record, hues) for record in records]
        rows: dict[str, list[Data]] = {kind: [] for kind in STORES}
        for record in completed:
            rows[kind_of(record)].append(to_data(record))
        for kind, added in rows.items():
            self._change_set.insert(kind, added)
        return completed

    def add_article(
        self, article: Article, text: str, tracks: Sequence[Track] = (), *, number: int | None = None
    ) -> Article:
        """Adds an article with its canonical text and the tracks of that; `number` is that of one that was removed."""
        self.add_articles([(article, text)], {article.id: tracks}, {} if number is None else {article.id: number})
        return article

    def number_of(self, article: Article) -> int:
        """Its place in the order of adding; a Conflict when it is not there any more."""
        return int(self._change_set.held("article", article.id)["number"])

    def add_articles(
        self,
        pairs: Iterable[tuple[Article, str]],
        tracks: Mapping[str, Sequence[Track]] = _NO_TRACKS,
        numbers: Mapping[str, int] = _NO_NUMBERS,
    ) -> None:
        """Adds articles with their canonical texts, in this order; `tracks` are by the articles' ids.

        `numbers`, too, for those that take the place of one that was removed: of all, or of none.
        """
        pairs = list(pairs)
        rows = [to_data(article) for article, _ in pairs]
        if numbers:
            rows = [row | {"number": numbers[row["id"]]} for row in rows]
        if self.layer != FIRST:  # the status is this layer's
            rows = [row | {"status": "new"} for row in rows]
        self._change_set.insert("article", rows)
        self._change_set.insert(
            "text", [text_data(article.id, text, tracks.get(article.id, ())) for article, text in pairs]
        )
        if self.layer != FIRST:
            begun = (LayerStatus.of(one.id, self.layer, one.status) for one, _ in pairs if one.status != "new")
            self._change_set.insert("standing", [to_data(standing) for standing in begun])

    def change(self, record: R, **fields: Any) -> R:
        """The record with these fields changed, from what `record` has in them. What is not named stays as it is.

        A field that others changed since `record` was read is merged with what they made of it, where that can be
        done: see `concurrent_changes.merged`.

        Raises:
            Conflict: it is not there any more, or others changed the same.
        """
        (changed,) = self.change_all([(record, fields)])
        return changed

    def change_all(self, changes: Iterable[tuple[R, Mapping[str, Any]]]) -> list[R]:
        """Does for many records, each named once, what `change` does for one, in a few steps."""
        pairs = list(changes)
        statuses = self._statuses_of(pairs)
        asked = [((kind_of(record), record.id), record, fields) for record, fields in pairs]
        self._change_set.read(key for key, _, _ in asked)
        updated = now()
        rows: dict[Key, Data] = {}
        changed: list[R] = []
        for key, record, fields in asked:
            held = self._change_set.held(*key)
            before: R = from_data(key[0], held)  # type: ignore[assignment]
            said = {
                name: merged(getattr(record, name), value, getattr(before, name))
                for name, value in fields.items()
                if not (name == "status" and record.id in statuses)
            }
            after = replace(before, **said)
            if after != before:
                after = replace(after, updated_at=updated) if isinstance(after, Annotation) else after
                rows[key] = held | to_data(after)
            own = statuses.get(record.id)
            changed.append(after if own is None else cast(R, replace(cast(Article, after), status=own)))
        self._change_set.update(rows)
        return changed

    def _statuses_of(self, changes: Iterable[tuple[Record, Mapping[str, Any]]]) -> dict[str, ArticleStatus]:
        """The statuses that these articles have in this layer from now on, where it is not the first; by article."""
        found: dict[str, ArticleStatus] = {}
        for record, fields in changes:
            if self.layer == FIRST or not isinstance(record, Article):
                continue
            found[record.id] = before = self._standing(record.id, self.layer).status
            if "status" in fields:
                found[record.id] = said = merged(record.status, fields["status"], before)
                self.set_layer_status(record.id, self.layer, said)
        return found

    def set_layer_status(self, article_id: str, layer: str, status: ArticleStatus) -> None:
        """Gives an article a status in any layer, whatever it has there."""
        if layer == FIRST:
            held = self._change_set.held("article", article_id)
            self._change_set.update({("article", article_id): held | {"status": status}})
            return
        standing = self._standing(article_id, layer)
        if self._change_set.found("standing", standing.id):
            self._change_set.update({("standing", standing.id): to_data(replace(standing, status=status))})
        elif status != "new":
            self._change_set.insert("standing", [to_data(replace(standing, status=status))])

    def layer_status(self, article_id: str, layer: str) -> ArticleStatus:
        """The status of an article in any layer."""
        if layer == FIRST:
            return cast(ArticleStatus, self._change_set.held("article", article_id)["status"])
        return self._standing(article_id, layer).status

    def _standing(self, article_id: str, layer: str) -> LayerStatus:
        new = LayerStatus.of(article_id, layer)
        held = self._change_set.found("standing", new.id)
        return cast(LayerStatus, from_data("standing", held)) if held else new

    def change_attribution(self, claim: Annotation, **parts: Any) -> Attribution:
        """The attribution of a claim with these parts (sources, cues, parent) in place of what it has now.

        A claim that has none yet gets one.

        Raises:
            Conflict: the claim is not there any more.
        """
        held = self.attribution(claim.id)
        if held is not None:
            return self.change(held, **parts)
        there = self.current(claim)
        return self.add(Attribution(claim=there.id, article=there.article, **parts))

    def remove(self, record: Record) -> None:
        """Removes a record. Nothing may name it any more when the edit ends; an article's text goes with it.

        Raises:
            Conflict: it is not there any more.
        """
        self.remove_all([record])

    def remove_all(self, records: Iterable[Record]) -> None:
        """Does for many records, each named once, what `remove` does for one, in a few steps."""
        keys: list[Key] = []
        for record in records:
            keys += [("text", record.id)] if isinstance(record, Article) else []
            keys.append((kind_of(record), record.id))
        self._change_set.delete(keys)

    def set_codebook(self, codebook: Codebook) -> None:
        """Puts another codebook, one made of `self.codebook` as it is now, in place of the library's.

        Raises:
            KnownError: no library could be read with it: it has too many labels, or a name is empty.
        """
        if codebook != self.codebook:
            _refuse_odd(codebook)
            self._change_set.know((CODEBOOK, CODEBOOK), self.codebook.as_data())  # read already
            data = codebook.as_data()
            self._change_set.update({(CODEBOOK, CODEBOOK): data})
            self._codebook = codebook
            remember(data, codebook)

    def set_blind(self, on: bool) -> None:
        """Hides others' work on each article until it is done in one's own layer, or shows it."""
        self._change_set.update({(BLIND, BLIND): {"id": BLIND, "on": on}})

    def add_option(self, label: str, attribute: str, option: Option) -> Option:
        """Lets an open attribute of a label, both by their ids, offer one more option, and gives that.

        Where it has one of this name already, maybe since a moment ago and from another window, it is that one.

        Raises:
            Conflict: the codebook has no such attribute any more, or it is not open.
        """
        known = self.codebook.label(label)
        asked = known.attribute(attribute)
        if asked is None or not asked.open:
            raise Conflict(
                translated(
                    "“{attribute}” of {label} takes no new values any more.",
                    attribute=asked.name if asked else attribute,
                    label=known.name,
                )
            )
        if there := asked.option_named(option.name):
            return there
        self.set_codebook(self.codebook.with_part((label, attribute), option))
        return option

    def layer_named(self, name: str) -> str:
        """The id of the layer of an annotator, begun where there is none; without a name, of the one worked in."""
        if not self._layers:
            self._layers = {"": self.layer} | {one.name: one.id for one in self.annotators()}
        if name not in self._layers:
            own = self.layer if name == self.annotator else None
            self._layers[name] = layers.named(self._connection, name, own)
        return self._layers[name]

    def continue_as(self, annotator: str) -> None:
        """Makes this edit, and what its annotator did before, the steps to undo of an annotator of this name."""
        journal.rename_annotator_in_rows(self._connection, self.annotator, annotator)
        self.annotator = annotator

    @property
    def all_layers(self) -> Reader:
        """What is read here, with the work of all layers, also what is hidden from who codes blind."""
        return Snapshot(self._connection, self._origin, None, None)

    # Reading what others may have changed

    def current(self, record: R) -> R:
        """The record as the library has it now.

        Raises:
            Conflict: it is not there any more.
        """
        kind = kind_of(record)
        there = from_data(kind, self._change_set.held(kind, record.id))
        return cast(R, self.article(there.id) if isinstance(there, Article) else there)

    def is_changed_elsewhere(self, *records: Record) -> bool:
        """Whether a person has changed one of these, or anything in an article among them, unseen by this library.

        That is so until the library's subscribers are told, by the next edit of its own or when it catches up.
        """
        keys = {(kind_of(record), record.id) for record in records}
        articles = {record.id for record in records if isinstance(record, Article)}
        return any(notice.many or keys & notice.changed or articles & notice.articles for notice in self._news)

    def unseen_speakers(self) -> list[Speaker]:
        """The speakers whom a person added or changed, unseen by this library; all, where too much was changed."""
        if any(notice.many for notice in self._news):
            return self.speakers()
        ids = sorted({id for notice in self._news for kind, id in notice.changed if kind == "speaker"})
        return cast(list[Speaker], list(self._records("speaker", ids).values()))

    @cached_property
    def _news(self) -> list[Notice]:
        return [notice for _, notice in notices_after(self._connection, self._known.row, besides=PROGRAM)]

    def known_speaker(self, id: str) -> Speaker:
        """The speaker of this id.

        Raises:
            Conflict: there is none any more.
        """
        return cast(Speaker, from_data("speaker", self._change_set.held("speaker", id)))

    # How it is done

    def _completed(self, record: R, hues: Iterator[int]) -> R:
        if isinstance(record, Annotation) and not record.annotator:
            return replace(record, annotator=self.annotator, layer=self.layer)
        if isinstance(record, Speaker) and record.hue < 0:
            return replace(record, hue=next(hues))
        return record

    def _free_hues(self) -> Iterator[int]:
        yield from count(highest_hue(self._connection) + 1)

    def _connected(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)

    def _records(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        wanted = list(ids)
        self._change_set.read((kind, id) for id in wanted)
        return {id: from_data(kind, data) for id in wanted if (data := self._change_set.found(kind, id)) is not None}


def _refuse_odd(codebook: Codebook) -> None:
    try:
        codebook_checks.refuse_odd(codebook)
    except ValueError as error:
        raise KnownError(translated("The codebook was not changed: {reason}.", reason=error)) from error
