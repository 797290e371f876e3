"""Reads the records of a file that is not a library as Ascribe makes it: one by one, each one checked.

Its journal, what was learnt from it and its search index are left alone: a library that takes the records over makes
its own. What is no record as Ascribe writes them is left out, and counted.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy import String

from desktop.base.errors import KnownError, Unfit
from desktop.library.sql import row_checks
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.record_data import Data, from_data
from desktop.library.sql.stores import STORES, RowStore
from desktop.library.sqlite import untrusted
from desktop.library.sqlite.untrusted import UntrustedFile
from desktop.model import codebook as codebooks
from desktop.model import legacy
from desktop.model.codebook import Codebook
from desktop.model.records import (
    FIRST,
    Annotation,
    Article,
    ArticleStatus,
    Attribution,
    Comment,
    Source,
    Speaker,
    Track,
)
from desktop.model.text import canonical
from desktop.model.tracks import fitting


@dataclass(frozen=True, slots=True)
class SalvagedArticle:
    """An article with its text, and what fits to it."""

    article: Article
    text: str
    annotations: Sequence[Annotation]
    attributions: Sequence[Attribution]
    tracks: Sequence[Track] = ()
    statuses: Mapping[str, ArticleStatus] = field(default_factory=dict)  # by the names of layers
    assigned: Sequence[str] = ()  # the names of the layers in which it is to be coded
    comments: Sequence[Comment] = ()  # on its claims


@dataclass
class Salvaged:
    """What was read of a file."""

    codebook: Codebook = field(default_factory=codebooks.default)
    speakers: list[Speaker] = field(default_factory=list)
    articles: list[SalvagedArticle] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)  # the names of those that it has
    left_out: int = 0  # records that are not as Ascribe writes them, or do not fit to the others


def salvaged(path: Path) -> Salvaged:
    """The records of a library's file, whatever else is in it.

    Raises:
        KnownError: it is no library, is damaged, or cannot be read without running what it declares.
    """
    found = Salvaged()
    with untrusted.opened(path) as file:
        found.codebook = _codebook(file, path, found)
        found.speakers = cast(list[Speaker], list(_records(file, "speaker", found)))
        speakers = {speaker.id for speaker in found.speakers}
        marked: dict[str, list[Annotation]] = defaultdict(list)
        names = {annotator.id: annotator.name for annotator in _records_if_any(file, "annotator", found)}
        found.layers = list(names.values())
        statuses: dict[str, dict[str, ArticleStatus]] = defaultdict(dict)
        for standing in _records_if_any(file, "standing", found):
            statuses[standing.article][names.get(standing.layer, standing.layer)] = standing.status
        assigned: dict[str, list[str]] = defaultdict(list)
        for assignment in _records_if_any(file, "assignment", found):
            assigned[assignment.article].append(names.get(assignment.layer, assignment.layer))
        for annotation in cast(Iterable[Annotation], _records(file, "annotation", found)):
            annotation = replace(annotation, layer=names.get(annotation.layer, annotation.layer))
            marked[annotation.article].append(_naming_known(annotation, speakers))
        said: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in _attributions(file, speakers, found):
            said[attribution.article].append(attribution)
        comments: dict[str, list[Comment]] = defaultdict(list)
        for comment in sorted(_records_if_any(file, "comment", found), key=lambda one: (one.created_at, one.id)):
            comments[comment.claim].append(comment)
        texts = {row.get("number"): row.get("text") for row in file.rows("article_text", ["number", "text"])}
        kept = file.rows("article_tracks", ["number", "tracks"]) if file.has("article_tracks") else ()
        tracks = {row.get("number"): row.get("tracks") for row in kept}
        for number, data in sorted(_numbered(file, found)):
            article = cast(Article, from_data("article", data))
            if len(names) > 1 and article.status != "new":
                statuses[article.id][names.get(FIRST, FIRST)] = article.status
            one = _article(article, texts.get(number), found.codebook, marked, said, statuses[article.id], found)
            if one is not None:
                kept_tracks = _tracks(tracks.get(number, "[]"), one.text, found)
                talk = [comment for mark in one.annotations for comment in comments.get(mark.id, ())]
                found.articles.append(replace(one, tracks=kept_tracks, assigned=assigned[article.id], comments=talk))
    return found


def _codebook(file: UntrustedFile, path: Path, found: Salvaged) -> Codebook:
    for row in file.rows("meta", ["key", "value"]):
        if row.get("key") == "scheme":
            try:
                return codebooks.from_data(row_checks.unpacked(row.get("value")), str(path))
            except (NotAsWritten, KnownError):
                break
    found.left_out += 1
    return codebooks.default()


def _rows_of(file: UntrustedFile, kind: str, found: Salvaged) -> Iterator[Data]:
    """The data of the records of a kind, each id once."""
    store = cast(RowStore, STORES[kind])
    empty = {column.name: "" for column in store.columns if isinstance(column.type, String)}
    empty |= {"aliases": "[]", "attributes": "{}", "tags": "[]", "sets": "[]", "facts": "[]", "distinct_from": "[]"}
    known: set[str] = set()
    for row in file.rows(store.table.name, [column.name for column in store.columns]):
        if row.get("id") in known:
            found.left_out += 1
            continue
        try:
            filled = {column.name: row.get(column.name, empty.get(column.name)) for column in store.columns}
            data = _as_now(kind, filled, row, store)
            if not data["id"] and kind != "annotator":  # the first layer's is empty
                raise NotAsWritten("it has no id")
        except NotAsWritten:
            found.left_out += 1
            continue
        known.add(data["id"])
        yield data


def _as_now(kind: str, filled: Data, row: Mapping[str, Any], store: RowStore) -> Data:
    if kind == "annotation" and "evidence" not in row:  # as up to the third version
        data = store.check(store.to_data(filled | {"evidence": "{}"}))
        del data["evidence"]
        data = store.check(legacy.with_evidence(data))
    else:
        data = store.check(store.to_data(filled))
    if kind == "annotation" and "layer" not in row:  # as up to the eighth
        del data["layer"]
        data = legacy.with_layer(data, [data["annotator"]])
    return data


def _records(file: UntrustedFile, kind: str, found: Salvaged) -> Iterator[Any]:
    return (from_data(kind, data) for data in _rows_of(file, kind, found))


def _records_if_any(file: UntrustedFile, kind: str, found: Salvaged) -> Iterator[Any]:
    """The records of a kind that libraries of former versions had not."""
    return _records(file, kind, found) if file.has(cast(RowStore, STORES[kind]).table.name) else iter(())


def _numbered(file: UntrustedFile, found: Salvaged) -> Iterator[tuple[int, Data]]:
    return ((data["number"], data) for data in _rows_of(file, "article", found))


def _naming_known(mention: Annotation, speakers: set[str]) -> Annotation:
    return mention if mention.speaker is None or mention.speaker in speakers else replace(mention, speaker=None)


def _attributions(file: UntrustedFile, speakers: set[str], found: Salvaged) -> Iterator[Attribution]:
    sources: dict[Any, list[tuple[Any, Source]]] = defaultdict(list)
    for row in file.rows("attribution_source", ["claim", "position", "speaker", "mention"]):
        speaker = row.get("speaker")
        source = Source(speaker if speaker in speakers else None, row.get("mention"))
        if source != Source():
            sources[row.get("claim")].append((row.get("position"), source))
    cues: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    for row in file.rows("attribution_cue", ["claim", "position", "cue"]):
        cues[row.get("claim")].append((row.get("position"), row.get("cue")))
    for row in file.rows("attribution", ["claim", "article", "parent"]):
        try:
            data = {
                "claim": row.get("claim"),
                "article": row.get("article"),
                "parent": row.get("parent"),
                "sources": [[one.speaker, one.mention] for one in _in_order(sources[row.get("claim")])],
                "cues": _in_order(cues[row.get("claim")]),
            }
            yield cast(Attribution, from_data("attribution", STORES["attribution"].check(data)))
        except NotAsWritten:
            found.left_out += 1


def _in_order(numbered: Iterable[tuple[Any, Any]]) -> list[Any]:
    return [one for _, one in sorted(numbered, key=lambda pair: (not isinstance(pair[0], int), str(pair[0])))]


def _article(
    article: Article,
    text: Any,
    codebook: Codebook,
    marked: Mapping[str, Sequence[Annotation]],
    said: Mapping[str, Sequence[Attribution]],
    statuses: Mapping[str, ArticleStatus],
    found: Salvaged,
) -> SalvagedArticle | None:
    annotations, attributions = marked.get(article.id, ()), said.get(article.id, ())
    if not _is_canonical(text):
        found.left_out += 1 + len(annotations) + len(attributions)
        return None
    labels = {label.id for label in codebook.labels}
    sound = [one for one in annotations if one.end <= len(text) and one.label in labels]
    ids = {one.id for one in sound}
    parents = {one.claim: one.parent for one in attributions}
    kept = [one if not _is_in_circle(one.claim, parents) else replace(one, parent=None) for one in attributions]
    kept = [one for one in kept if one.claim in ids]
    found.left_out += len(annotations) - len(sound) + len(attributions) - len(kept)
    known = replace(article, length=len(text), sha256=hashlib.sha256(text.encode()).hexdigest())
    return SalvagedArticle(known, text, sound, kept, statuses=statuses)


def _tracks(kept: Any, text: str, found: Salvaged) -> Sequence[Track]:
    try:
        tracks = [Track(*one) for one in row_checks.tracks(row_checks.unpacked(kept))]
    except NotAsWritten:
        found.left_out += 1
        return ()
    return fitting(tracks, len(text))


def _is_canonical(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(text.strip()) and canonical(text) == text
    except Unfit:
        return False


def _is_in_circle(claim: str, parents: Mapping[str, str | None]) -> bool:
    seen, at = {claim}, parents.get(claim)
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is not None
