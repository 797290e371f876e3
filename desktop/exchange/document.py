"""What a format reads and writes: articles one by one, and what a file says of all of them. No library in it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from desktop.base.control_characters import on_one_line
from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.model.codebook import Codebook
from desktop.model.language import language_of
from desktop.model.person_names import without_capitals
from desktop.model.records import Annotation, Article, ArticleStatus, Attribution, Comment, Source, Speaker, Track
from desktop.model.text import canonical

TITLE_LIMIT: Final = 300  # a first line longer than this is a paragraph, of which the beginning will do as a title


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its canonical text, and what is marked in it. Offsets count code points of that text.

    The layer of an annotation is named as its annotator is; without a name, it is that of whoever reads the file.
    """

    article: Article
    text: str
    annotations: Sequence[Annotation] = ()
    attributions: Sequence[Attribution] = ()
    tracks: Sequence[Track] = ()  # what is known of parts of the text
    same_text: str = ""  # the id of the library's first article with much the same text; empty where there is no other
    statuses: Mapping[str, ArticleStatus] = field(default_factory=dict)  # by layer, where the article has several
    assigned: Sequence[str] = ()  # the names of those who are to code it
    comments: Sequence[Comment] = ()  # on its claims, and on others' that are elsewhere

    def with_only(self, annotations: Sequence[Annotation]) -> "Document":
        """The document with these of its annotations, and attributions that name no others.

        A source whose mention is left out keeps its speaker. An attribution that says nothing any more is left out, and
        what was said of a claim that is.
        """
        ids = {annotation.id for annotation in annotations}
        own = [kept for one in self.attributions if one.claim in ids and (kept := _naming_only(one, ids))]
        gone = {annotation.id for annotation in self.annotations} - ids
        comments = [one for one in self.comments if one.claim not in gone]
        return replace(self, annotations=annotations, attributions=own, comments=comments)


def with_names_of_layers(annotations: Iterable[Annotation], names: Mapping[str, str]) -> list[Annotation]:
    """The annotations as files name their layers; `names` are those of the layers, by id."""

    def named(annotation: Annotation) -> Annotation:
        name = names.get(annotation.layer, annotation.layer)
        return annotation if name == annotation.layer else replace(annotation, layer=name)

    return [named(annotation) for annotation in annotations]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a file says of all its documents."""

    codebook: Codebook | None = None
    """None: the file has no labels of its own, and its annotations have a role (“claim”) in a label's place."""
    speakers: Sequence[Speaker] = ()
    has_ids: bool = False
    """Whether the ids of records are the file's: the same each time it is read. Else they were made in reading it."""
    whole_layers: Sequence[str] = ()
    """The names of layers of which each document has all that was accepted."""


PLAIN: Final = Head()


class Outline(NamedTuple):
    """What a document will be, known before it is read."""

    article: Article
    annotations: Sequence[str]  # ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file in the course of being read: its head, and its documents, read as they are asked for."""

    documents: Iterable[Document]
    head: Head = PLAIN
    total: int = 1  # documents
    outlines: Mapping[str, Outline] = field(default_factory=dict)  # by article id, of a file with ids
    left_out: int = 0  # records of the file that are none, and are not among the documents
    pattern: str = ""  # the title of the pattern by which the file was split into articles
    columns: Mapping[str, str] = field(default_factory=dict)  # of a table: by an article's field, the column's name
    passed_over: Sequence[str] = ()  # the first words of parts of the file that are no articles
    remarks: Sequence[str] = ()  # sentences: what was left out of a document, or is not sure


def new_document(
    text: str,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    author: str = "",
    published: str = "",
    language: str = "",
) -> Document:
    """A new article of this text. Without a title, the first line that is not blank is the title.

    What is said of it is kept as a line each, in which nothing is a command to a terminal.

    The `language` is the declared one, a BCP 47 tag or empty: `language_of` weighs it against the text.

    Raises:
        KnownError: the text is blank, or holds what no text holds.
    """
    text = canonical(text)
    first_line = next((line.strip() for line in _lines(text) if line.strip()), "")
    if not first_line:
        raise Unfit(translated("There is no text in it."))
    data = text.encode()
    article = Article(
        title=(on_one_line(title) or first_line)[:TITLE_LIMIT],
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(text),
        publisher=on_one_line(publisher),
        url=on_one_line(url),
        author="; ".join(without_capitals(name) for name in on_one_line(author).split("; ")),
        published=on_one_line(published),
        language=language_of(text, language),
    )
    return Document(article, text)


def _lines(text: str) -> Sequence[str]:
    # A look at the beginning is enough nearly always; splitting all of a long text is not free.
    beginning = text[: 4 * TITLE_LIMIT]
    return beginning.split("\n") if beginning.strip() else text.split("\n")


def _naming_only(attribution: Attribution, ids: Set[str]) -> Attribution | None:
    """The attribution without what is not among these annotations; None when it says nothing then."""
    sources = tuple(_source(one, ids) for one in attribution.sources if one.speaker is not None or one.mention in ids)
    cues = tuple(cue for cue in attribution.cues if cue in ids)
    parent = attribution.parent if attribution.parent in ids else None
    if not (sources or cues or parent):
        return None
    if (sources, cues, parent) == (attribution.sources, attribution.cues, attribution.parent):
        return attribution
    return replace(attribution, sources=sources, cues=cues, parent=parent)


def _source(source: Source, ids: Set[str]) -> Source:
    return source if source.mention is None or source.mention in ids else Source(source.speaker, None)
