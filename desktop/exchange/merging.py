"""Merges documents into a library, whatever format they came from, without doubling anything.

An article is known by its id or by its text, a speaker by the id or by name and kind. An annotation is known by its id,
and by its label and place among what is accepted in the same layer, so that several people's work stays side by side; a
suggestion, by label and place among all of its layer. What the library
has in another state it keeps: a person may have worked on it since; but its suggestions give way to accepted claims
that mean the same. What cannot be beside what the library has is refused before anything of the file is written:
another text, or another article's annotation, under the same id, and a label that has another role here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from desktop import labelling
from desktop.base.translation import translated
from desktop.exchange.document import PLAIN, Document, Outline, Reading
from desktop.exchange.import_report import ImportReport, Known
from desktop.exchange.known_articles import KnownArticles
from desktop.exchange.merging_codebooks import Contradiction, MergedCodebook, merged
from desktop.exchange.merging_speakers import MergedSpeakers, add_speakers
from desktop.exchange.merging_suggestions import without_known_suggestions
from desktop.library import Edit, Library
from desktop.model import codebook as codebooks
from desktop.model.codebook import QUOTATION, Codebook, Label
from desktop.model.cycles import in_cycles
from desktop.model.operations import Operation
from desktop.model.quotation_marks import Quotation, find_quotations
from desktop.model.records import (
    GROUP_KINDS,
    Annotation,
    Article,
    ArticleStatus,
    Assignment,
    Attribution,
    Comment,
    Source,
    new_id,
)
from desktop.model.tags_and_sets import regrouped
from desktop.model.text import Fragments, quotation_kind

_ARTICLES_AT_ONCE: Final = 500
_RECORDS_AT_ONCE: Final = 5_000
_CHARACTERS_AT_ONCE: Final = 5_000_000


class _Item(NamedTuple):
    path: Path | None  # None: it was pasted
    document: Document


class Merger:
    """Adds documents in batches, each an edit that is whole in itself, all of them one undo.

    So an import that was cut short is completed by doing it again.
    """

    def __init__(self, library: Library, operation: Operation, report: ImportReport, language: str = "") -> None:
        """`operation` is what each edit is; `language`, a BCP 47 tag, is that of all new articles."""
        self.report = report
        self._library = library
        self._operation = operation
        self._language = language
        self._group = new_id()
        self._head = PLAIN
        self._ids: Set[str] = frozenset()  # of the articles of a file that has ids
        self._codebook: MergedCodebook | None = None  # where the file has labels of its own
        self._speakers = MergedSpeakers()
        self._clear()

    @contextmanager
    def reading(self, path: Path, reading: Reading) -> Iterator[None]:
        """While the documents of a file are added.

        Raises:
            Contradiction: what the file says cannot be beside what the library has.
        """
        if reading.head == PLAIN:
            yield
            return
        self.flush()
        refuse_strangers(self._library, path, reading.outlines)
        with self._library.bulk_edit(self._operation, self._group) as edit:
            codebook = _add_codebook(self._library, edit, path, reading.head.codebook)
            known = map(codebook.speaker, reading.head.speakers) if codebook else reading.head.speakers
            speakers = add_speakers(edit, list(known))
        self.report.kept += speakers.kept
        self._head, self._codebook, self._speakers = reading.head, codebook, speakers
        self._ids = reading.outlines.keys() if reading.head.has_ids else frozenset()
        try:
            yield
        finally:  # what was read until somebody cancelled it stays
            try:
                self.flush()
            finally:
                self._head, self._codebook, self._speakers = PLAIN, None, MergedSpeakers()
                self._ids = frozenset()

    def add(self, path: Path | None, document: Document) -> None:
        """Adds a document, at once or together with those that follow."""
        document = self._speakers.document(document)
        self._batch.append(_Item(path, document))
        self._records += 1 + len(document.annotations) + len(document.attributions)
        self._characters += len(document.text)
        if (
            len(self._batch) >= _ARTICLES_AT_ONCE
            or self._records >= _RECORDS_AT_ONCE
            or self._characters >= _CHARACTERS_AT_ONCE
        ):
            self.flush()

    def flush(self) -> None:
        """Commits what was added.

        Raises:
            KnownError: the library cannot be written.
        """
        batch = self._batch
        self._clear()
        if batch:
            with self._library.bulk_edit(self._operation, self._group) as edit:
                gained = self._merge(edit, batch)
            self.report.take(gained)

    def _clear(self) -> None:
        self._batch: list[_Item] = []
        self._records = self._characters = 0

    def _merge(self, edit: Edit, batch: Sequence[_Item]) -> ImportReport:
        # What the library has is asked inside of the transaction, so that nobody changes it in between.
        gained = ImportReport()
        if self._head.has_ids:
            assert batch[0].path is not None
            _refuse_other_texts(self._library, batch[0].path, [document.article for _, document in batch])
        there = KnownArticles(edit, (document.article for _, document in batch), self._ids)
        new: list[Document] = []
        known: list[tuple[str, Document]] = []
        for path, document in batch:
            article = document.article
            home = there.of(article)
            if home is None:
                there.add(article)
                new.append(document)
                gained.added.append(article.id)
            else:
                known.append((home, document))
                gained.known.append(Known(path, home))
        if new:
            new = [_layered(edit, self._labelled(edit.codebook, document, gained)) for document in new]
            articles = [self._declared(document) for document in new]
            begun = [(one, _statuses(edit, document, one)) for one, document in zip(articles, new, strict=True)]
            own = (replace(article, status=statuses.get(edit.layer, "new")) for article, statuses in begun)
            tracks = {document.article.id: document.tracks for document in new if document.tracks}
            edit.add_articles(((article, document.text) for article, document in zip(own, new, strict=True)), tracks)
            gained.same_texts = len(edit.articles_like_others([document.article.id for document in new]))
            self._add_marks(edit, new, gained)
            for article, statuses in begun:
                for layer in statuses.keys() - {edit.layer}:
                    edit.set_layer_status(article.id, layer, statuses[layer])
            _assign(edit, [(document.article.id, document) for document in new])
        _assign(edit, known)
        for home, document in known:  # one by one: two may be of the same article
            document = _layered(edit, self._labelled(edit.codebook, document, gained))
            unknown = self._unknown(edit, home, document, gained)
            self._add_marks(edit, [unknown], gained)
            _join_groups(edit, home, document.article)
            _take_up(edit, home, unknown)
        return gained

    def _declared(self, document: Document) -> Article:
        """The new article, in progress where it comes with work; a file with ids says itself how far it is."""
        article = document.article
        if article.status == "new" and not self._head.has_ids and any(_accepted(document)):
            article = replace(article, status="in progress")
        return replace(article, language=self._language) if self._language else article

    def _labelled(self, codebook: Codebook, document: Document, gained: ImportReport) -> Document:
        """The document with the library's labels: in place of the file's own, or of roles where it has none."""
        if self._codebook is not None:
            return replace(document, annotations=[self._codebook.annotation(one) for one in document.annotations])
        labels = {label.role: label for label in reversed(codebook.labels)}  # the first of each role
        quotations = find_quotations(document.text) if document.annotations else ()
        marked = [
            _with_label(annotation, labels[annotation.label], document.text, quotations)
            for annotation in document.annotations
            if annotation.label in labels
        ]
        gained.left_out += len(document.annotations) - len(marked)
        return document.with_only(marked)

    def _unknown(self, edit: Edit, home: str, document: Document, gained: ImportReport) -> Document:
        """What the document has and its article in the library, `home`, has not, as that article's."""
        if not document.annotations:
            return document
        own = {annotation.id: annotation for annotation in edit.all_layers.annotations(home)}
        ids = {one.id: one.id for one in document.annotations}
        ids |= twins(own, document.annotations)
        new = (one for one in document.annotations if ids[one.id] not in own)
        document, known = without_known_suggestions(document, new, own.values(), edit.codebook)
        ids |= known
        annotations = [replace(one, article=home) for one in document.annotations if ids[one.id] not in own]
        gained.kept += sum(own.get(one.id, one) != one for one in moved(document.annotations, home))

        attributions = [renamed(attribution, ids, home) for attribution in document.attributions]
        said = edit.all_layers.attributions(home)
        gained.kept += sum(said.get(one.claim, one) != one for one in attributions)
        new_attributions = _without_circles([one for one in attributions if one.claim not in said], said)
        comments = [replace(one, claim=ids.get(one.claim, one.claim)) for one in document.comments]
        return replace(document, annotations=annotations, attributions=new_attributions, comments=comments)

    def _add_marks(self, edit: Edit, documents: Sequence[Document], gained: ImportReport) -> None:
        annotations: list[Annotation] = []
        attributions: list[Attribution] = []
        for document in documents:
            annotations += document.annotations
            attributions += document.attributions
        edit.add_all(annotations)
        edit.add_all(attributions)
        gained.annotations += len(annotations)
        add_comments(edit, [comment for document in documents for comment in document.comments])


def _accepted(document: Document) -> Iterator[Annotation]:
    return (annotation for annotation in document.annotations if annotation.status == "accepted")


def _layered(edit: Edit, document: Document) -> Document:
    """The document with its layers by their ids in the library; those that it has not are begun."""
    layers = {name: edit.layer_named(name) for name in {one.layer for one in document.annotations}}
    annotations = [
        one if layers[one.layer] == one.layer else replace(one, layer=layers[one.layer]) for one in document.annotations
    ]
    statuses = {edit.layer_named(name): status for name, status in document.statuses.items()}
    return replace(document, annotations=annotations, statuses=statuses)


def _statuses(edit: Edit, document: Document, article: Article) -> dict[str, ArticleStatus]:
    """The status of a new article in each layer that has work in it; without any work, in the one worked in."""
    worked_in = {one.layer for one in _accepted(document)}
    if not document.statuses:
        return dict.fromkeys(sorted(worked_in or {edit.layer}), article.status)
    return {
        layer: document.statuses.get(layer, "in progress") for layer in sorted(worked_in | document.statuses.keys())
    }


def add_comments(edit: Edit, comments: Sequence[Comment]) -> int:
    """Adds what was said of claims that are here; gives how many comments are new."""
    known = edit.known_ids("comment", (one.id for one in comments))
    there = edit.known_ids("annotation", {one.claim for one in comments})
    new = {one.id: one for one in comments if one.id not in known and one.claim in there}
    edit.add_all(new.values())
    return len(new)


def _assign(edit: Edit, documents: Iterable[tuple[str, Document]]) -> None:
    """Has those code these articles, by their ids here, who are to by the file, beside those who are here."""
    asked = {(home, edit.layer_named(name)) for home, document in documents for name in document.assigned}
    if not asked:
        return
    there = {(one.article, one.layer) for one in edit.assignments({home for home, _ in asked})}
    edit.add_all(Assignment.of(*key) for key in sorted(asked - there))


def _join_groups(edit: Edit, home: str, incoming: Article) -> None:
    """Adds the tags and sets that an article of a file has to those of the same article in the library, `home`."""
    if incoming.tags or incoming.sets:
        article = edit.article(home)
        edit.change(
            article, **{kind: regrouped(getattr(article, kind), getattr(incoming, kind)) for kind in GROUP_KINDS}
        )


def _take_up(edit: Edit, home: str, document: Document) -> None:
    """Does for accepted annotations that the article `home` got what a person's own work does in an article."""
    for layer in {one.layer for one in _accepted(document)}:
        if edit.layer_status(home, layer) == "new":
            said = document.statuses.get(layer) if document.statuses else document.article.status
            is_done = said == "done"
            edit.set_layer_status(home, layer, "done" if is_done else "in progress")
    accepted = [one for one in _accepted(document) if one.layer == edit.layer]
    if any(one.status == "suggested" for one in edit.annotations(home)):
        for claim in accepted:
            if edit.codebook.role(claim.label) == "claim":
                labelling.withdraw_replaced(edit, claim)


def _with_label(annotation: Annotation, label: Label, text: str, quotations: Sequence[Quotation]) -> Annotation:
    asked = label.attribute(QUOTATION)
    quotation = {QUOTATION: quotation_kind(text, annotation.fragments, quotations)} if asked else {}
    said = {id: value for id, value in annotation.attributes.items() if asked or id != QUOTATION}
    return replace(annotation, label=label.id, attributes={**label.defaults, **quotation, **said})


def twins(own: Mapping[str, Annotation], others: Sequence[Annotation]) -> dict[str, str]:
    """The ids of accepted annotations by those of others with the same label and place in the same layer, each the twin
    of one. Those that are known by their ids have no twins.
    """

    def place(annotation: Annotation) -> tuple[str, Fragments, str]:
        return annotation.label, annotation.fragments, annotation.layer

    named = {one.id for one in others}
    by_place: dict[tuple[str, Fragments, str], list[str]] = defaultdict(list)
    for annotation in own.values():
        if annotation.status == "accepted" and annotation.id not in named:
            by_place[place(annotation)].append(annotation.id)
    return {one.id: here.pop(0) for one in others if one.id not in own and (here := by_place.get(place(one)))}


def _without_circles(new: Sequence[Attribution], said: Mapping[str, Attribution]) -> Sequence[Attribution]:
    """New attributions without the parents that would nest a claim in itself, together with what the library has."""
    cycles = in_cycles({one.claim: one.parent for one in (*said.values(), *new)})
    return [replace(one, parent=None) if one.claim in cycles else one for one in new] if cycles else new


def moved(annotations: Iterable[Annotation], home: str) -> Iterator[Annotation]:
    return (one if one.article == home else replace(one, article=home) for one in annotations)


def renamed(attribution: Attribution, ids: Mapping[str, str], home: str) -> Attribution:
    """The attribution as that of the article `home`, with other ids for its annotations."""
    return replace(
        attribution,
        claim=ids[attribution.claim],
        article=home,
        sources=tuple(
            Source(source.speaker, None if source.mention is None else ids[source.mention])
            for source in attribution.sources
        ),
        cues=tuple(ids[cue] for cue in attribution.cues),
        parent=None if attribution.parent is None else ids[attribution.parent],
    )


def _add_codebook(library: Library, edit: Edit, path: Path, incoming: Codebook | None) -> MergedCodebook | None:
    """Adds what only the file's codebook has; while the library is untouched, the file's takes the place of its own."""
    if incoming is None:
        return None
    untouched = not library.count_articles()[0] and not library.speakers() and edit.codebook == codebooks.default()
    codebook = MergedCodebook(incoming) if untouched else merged(edit.codebook, incoming, path)
    edit.set_codebook(codebook.codebook)
    return codebook


def refuse_strangers(library: Library, path: Path, outlines: Mapping[str, Outline]) -> None:
    """Sees to it that no article of the file has another text here, and no annotation is one of another article here.

    Raises:
        Contradiction: it is so.
    """
    articles = [outline.article for outline in outlines.values()]
    _refuse_other_texts(library, path, articles)
    there = KnownArticles(library, articles, outlines.keys())
    all_known = library.known_ids("annotation", (id for outline in outlines.values() for id in outline.annotations))
    for outline in outlines.values():
        known = all_known.intersection(outline.annotations)
        home = there.of(outline.article)
        if home is not None and known:
            with library.all_layers() as all_layers:
                known -= {annotation.id for annotation in all_layers.annotations(home)}
        if known:
            raise Contradiction(
                translated(
                    "{file} has the annotation {annotation} in another article than the library; nothing was imported.",
                    file=path,
                    annotation=min(known),
                )
            )


def _refuse_other_texts(library: Library, path: Path, articles: Iterable[Article]) -> None:
    hashes = {article.id: article.sha256 for article in articles}
    for id, known in sorted(library.articles_by_id(hashes).items()):
        if known.sha256 != hashes[id]:
            raise Contradiction(
                translated(
                    "{file} has another text than the library for the article {article}; the import stopped.",
                    file=path,
                    article=id,
                )
            )
