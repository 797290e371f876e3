"""Documents merged into a library: the same for every format, shown with formats of the tests' own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.base.errors import Cancelled, KnownError
from desktop.exchange import merging, registry
from desktop.exchange.document import Document, Head, Outline, Reading, new_document
from desktop.exchange.format import SURE, Format, Pulse
from desktop.exchange.importing import import_paths
from desktop.exchange.source import Source as File
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Codebook, Label
from desktop.model.records import Annotation, AnnotationStatus, Attribution, Role, Source, Speaker
from tests.making import over, question, said

TEXT = 'Ruiz said that the dam would hold. "It is old," said Berg.'
OTHER = "Berg said no."


class Made:
    """A format whose files hold what a test says, whatever is in them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.path = folder / "a.made"
        self.path.write_text("made")
        self.documents: Sequence[Document] = ()
        self.head = Head()
        self.outlines: dict[str, Outline] = {}
        self.fails_at = -1
        format = Format(name="made", title="Made", extensions=(".made",), score=self._score, read=self._read)
        monkeypatch.setattr(registry, "READABLE", (format, *registry.READABLE))

    def _score(self, file: File) -> float:
        return SURE if file.is_named((".made",)) else 0

    def _read(self, file: File, pulse: Pulse) -> Reading:
        return Reading(documents=self._each(), head=self.head, total=len(self.documents), outlines=self.outlines)

    def _each(self) -> Iterator[Document]:
        for number, document in enumerate(self.documents):
            if number == self.fails_at:
                raise KnownError(f"{self.path} ends in the middle of an article.")
            yield document


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Made:
    return Made(monkeypatch, tmp_path)


def marked(text: str = TEXT, claims: Sequence[str] = ("the dam would hold", '"It is old,"')) -> Document:
    """A document of a file without ids or labels: claims, the first with a mention and a cue."""
    document = new_document(text)
    article = document.article.id

    def annotation(role: Role, phrase: str) -> Annotation:
        return Annotation(article=article, label=role, fragments=over(text, phrase))

    annotations = [annotation("claim", claim) for claim in claims]
    annotations += [annotation("speaker", text.split()[0]), annotation("cue", "said")]
    attribution = Attribution(
        claim=annotations[0].id,
        article=article,
        sources=(Source(None, annotations[-2].id),),
        cues=(annotations[-1].id,),
    )
    return replace(document, annotations=annotations, attributions=[attribution])


def test_what_has_a_role_gets_the_librarys_first_label_of_it(library: Library, made: Made) -> None:
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(
            Codebook(
                name="Ours",
                labels=(
                    *(replace(label, name=f"My {label.name}") for label in edit.codebook.labels),
                    Label(name="Second", role="claim"),
                ),
            )
        )
    made.documents = [marked()]
    report = import_paths(library, [made.path])
    annotations = library.annotations(report.added[0])
    assert [(library.codebook.label(one.label).name, one.attributes) for one in annotations] == [
        ("My Speaker", {}),
        ("My Cue", {}),
        ("My Claim", {"quotation": "indirect"}),
        ("My Claim", {"quotation": "direct"}),
    ]


def test_what_has_a_role_gets_the_answers_that_are_given_beforehand(library: Library, made: Made) -> None:
    with library.edit(operations.import_articles()) as edit:
        claim, *others = edit.codebook.labels
        tone = replace(question("tone", "choice", "calm", "sharp"), default="calm")
        asking = replace(claim, attributes=(*claim.attributes, tone))
        edit.set_codebook(replace(edit.codebook, labels=(asking, *others)))
    made.documents = [marked()]
    report = import_paths(library, [made.path])
    claims = [one for one in library.annotations(report.added[0]) if one.label == claim.id]
    assert [one.attributes for one in claims] == [
        {"quotation": "indirect", "tone": "calm"},
        {"quotation": "direct", "tone": "calm"},
    ]


def test_what_the_codebook_has_no_label_for_is_left_out_and_told(library: Library, made: Made) -> None:
    with library.edit(operations.import_articles()) as edit:
        labels = tuple(label for label in edit.codebook.labels if label.role != "cue")
        edit.set_codebook(replace(edit.codebook, labels=labels))
    made.documents = [marked()]
    report = import_paths(library, [made.path])
    assert str(report) == (
        "1 article added, 3 annotations added, 1 annotation left out, for which the codebook has no label."
    )
    (attribution,) = library.attributions(report.added[0]).values()
    assert (attribution.cues, len(attribution.sources)) == ((), 1)


def test_the_same_file_twice_doubles_nothing_though_it_has_no_ids(library: Library, made: Made) -> None:
    made.documents = [marked(), marked(OTHER, ("no",))]
    import_paths(library, [made.path])
    before = [library.annotations(id) for id in library.article_ids()]
    made.documents = [marked(), marked(OTHER, ("no",))]  # read anew, with other ids
    assert str(import_paths(library, [made.path])) == "0 articles added, 2 already in the library."
    assert [library.annotations(id) for id in library.article_ids()] == before
    assert library.check() == []


def test_what_a_person_marked_already_gets_what_the_file_knows_of_it(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT)]
    (article,) = import_paths(library, [made.path]).added
    with library.edit(operations.label("Claim")) as edit:
        mine = edit.add(
            Annotation(article=article, label="Claim", fragments=over(TEXT, "the dam would hold"), note="!")
        )
    made.documents = [marked()]
    report = import_paths(library, [made.path])
    assert (report.annotations, report.kept) == (3, 0)
    assert library.annotation(mine.id) == mine
    attribution = library.attribution(mine.id)
    assert attribution is not None
    assert attribution.article == article
    names = {one.id: words for one in library.annotations(article) for words in said(TEXT, [one])}
    assert (names[attribution.sources[0].mention or ""], names[attribution.cues[0]]) == ("Ruiz", "said")
    assert library.check() == []


def test_two_claims_over_the_same_words_stay_two(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT)]
    (article,) = import_paths(library, [made.path]).added
    with library.edit(operations.label("Claim")) as edit:
        edit.add(Annotation(article=article, label="Claim", fragments=over(TEXT, "the dam would hold")))
    for times in (1, 2):
        document = marked(claims=("the dam would hold", "the dam would hold"))
        first, second = document.attributions[0], replace(document.attributions[0], claim=document.annotations[1].id)
        made.documents = [replace(document, attributions=[first, replace(second, cues=first.cues)])]
        report = import_paths(library, [made.path])
        assert report.annotations == (3 if times == 1 else 0)
        assert len(library.attributions(article)) == 2
        assert library.check() == []


def test_what_was_turned_down_is_no_twin(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT)]
    (article,) = import_paths(library, [made.path]).added
    with library.edit(operations.reject()) as edit:
        words = over(TEXT, "the dam would hold")
        edit.add(Annotation(article=article, label="Claim", fragments=words, status="rejected"))
    made.documents = [marked()]
    assert import_paths(library, [made.path]).annotations == 4


def with_ids(library: Library, made: Made, *documents: Document) -> None:
    """The file has these documents, in the library's labels."""
    made.head = Head(has_ids=True, codebook=library.codebook)
    labels = {"claim": "Claim", "speaker": "Speaker", "cue": "Cue"}
    made.documents = [
        replace(one, annotations=[replace(mark, label=labels[mark.label]) for mark in one.annotations])
        for one in documents
    ]


def suggested(document: Document) -> Document:
    return replace(document, annotations=[replace(one, status="suggested") for one in document.annotations])


def claims_in(library: Library, article: str) -> list[tuple[str, str]]:
    claims = [one for one in library.annotations(article) if one.label == "Claim"]
    return [(words, one.status) for one in claims for words in said(TEXT, [one])]


@pytest.mark.parametrize("status", ["suggested", "accepted", "rejected"])
def test_a_suggestion_of_what_the_library_has_is_left_out_with_its_parts(
    library: Library, made: Made, status: AnnotationStatus
) -> None:
    mine = marked()
    with_ids(library, made, replace(mine, annotations=[replace(one, status=status) for one in mine.annotations]))
    (article,) = import_paths(library, [made.path]).added
    before, attributions = library.annotations(article), library.attributions(article)
    with_ids(library, made, suggested(marked()))
    report = import_paths(library, [made.path])
    assert str(report) == "0 articles added, 1 already in the library."
    assert (library.annotations(article), library.attributions(article)) == (before, attributions)


def test_a_suggestion_over_a_claim_that_means_the_same_is_left_out(library: Library, made: Made) -> None:
    with_ids(library, made, marked(claims=("that the dam would hold",)))
    (article,) = import_paths(library, [made.path]).added
    with_ids(library, made, suggested(marked()))
    assert import_paths(library, [made.path]).annotations == 1
    assert claims_in(library, article) == [("that the dam would hold", "accepted"), ('"It is old,"', "suggested")]


def test_what_a_new_suggestion_needs_of_those_left_out_it_finds_in_the_library(library: Library, made: Made) -> None:
    with_ids(library, made, suggested(marked(claims=("the dam would hold",))))
    (article,) = import_paths(library, [made.path]).added
    own = {words: one.id for one in library.annotations(article) for words in said(TEXT, [one])}
    theirs = suggested(marked())
    outer, inner, _, cue = theirs.annotations
    nested = Attribution(claim=inner.id, article=inner.article, cues=(cue.id,), parent=outer.id)
    with_ids(library, made, replace(theirs, attributions=[*theirs.attributions, nested]))
    assert import_paths(library, [made.path]).annotations == 1
    attribution = library.attribution(inner.id)
    assert attribution is not None
    assert (attribution.cues, attribution.parent) == ((own["said"],), own["the dam would hold"])
    assert library.check() == []


def test_what_a_new_suggestion_needs_comes_though_the_library_turned_it_down(library: Library, made: Made) -> None:
    mine = marked(claims=("the dam would hold",))
    with_ids(library, made, replace(mine, annotations=[replace(one, status="rejected") for one in mine.annotations]))
    (article,) = import_paths(library, [made.path]).added
    theirs = suggested(marked())
    outer, inner, _, cue = theirs.annotations
    nested = Attribution(claim=inner.id, article=inner.article, cues=(cue.id,), parent=outer.id)
    with_ids(library, made, replace(theirs, attributions=[*theirs.attributions, nested]))
    assert import_paths(library, [made.path]).annotations == 2
    attribution = library.attribution(inner.id)
    assert attribution is not None
    (turned_down,) = [
        one.id for one in library.annotations(article) if one.status == "rejected" and one.label == "Claim"
    ]
    assert (attribution.cues, attribution.parent) == ((cue.id,), turned_down)
    assert library.check() == []


@pytest.mark.parametrize("has_ids", [True, False])
def test_suggestions_give_way_to_claims_that_mean_the_same_and_one_undo_brings_them_back(
    library: Library, made: Made, has_ids: bool
) -> None:
    with_ids(library, made, suggested(marked()))
    (article,) = import_paths(library, [made.path]).added
    before = (library.annotations(article), library.attributions(article), library.article(article))
    accepted = marked(claims=("that the dam would hold",))
    if has_ids:
        with_ids(library, made, accepted)
    else:
        made.head, made.documents = Head(), [accepted]
    assert import_paths(library, [made.path]).annotations == 3
    assert claims_in(library, article) == [("that the dam would hold", "accepted"), ('"It is old,"', "suggested")]
    assert said(TEXT, library.annotations(article)).count("said") == 1
    assert library.article(article).status == "in progress"
    assert library.check() == []
    library.undo()
    assert (library.annotations(article), library.attributions(article), library.article(article)) == before


def test_a_claim_that_lies_in_the_suggestion_that_gives_way_to_it_does_not_lie_in_itself(
    library: Library, made: Made
) -> None:
    with_ids(library, made, suggested(marked(claims=("that the dam would hold",))))
    (article,) = import_paths(library, [made.path]).added
    theirs = marked(claims=("that the dam would hold", "the dam would hold"))
    outer, inner, *parts = theirs.annotations
    nested = Attribution(claim=inner.id, article=inner.article, cues=(parts[1].id,), parent=outer.id)
    marks = [replace(outer, status="suggested"), inner, *parts]
    with_ids(library, made, replace(theirs, annotations=marks, attributions=[*theirs.attributions, nested]))
    import_paths(library, [made.path])
    assert claims_in(library, article) == [("the dam would hold", "accepted")]
    attribution = library.attribution(inner.id)
    assert attribution is not None
    assert attribution.parent is None
    assert library.check() == []


def test_one_text_three_times_in_one_batch_doubles_nothing(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT), marked(), marked()]
    (article,) = import_paths(library, [made.path]).added
    assert len(library.annotations(article)) == 4
    assert library.check() == []


def test_what_was_marked_starts_an_article(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT), marked(OTHER, ("no",))]
    known, new = import_paths(library, [made.path]).added
    assert [library.article(id).status for id in (known, new)] == ["new", "in progress"]
    made.documents = [marked()]
    import_paths(library, [made.path])
    assert library.article(known).status == "in progress"
    library.undo()
    assert library.article(known).status == "new"


def test_what_was_only_suggested_starts_no_article(library: Library, made: Made) -> None:
    made.documents = [new_document(TEXT), suggested(marked(OTHER, ("no",)))]
    known, new = import_paths(library, [made.path]).added
    made.documents = [suggested(marked())]
    import_paths(library, [made.path])
    assert [library.article(id).status for id in (known, new)] == ["new", "new"]


def test_an_article_that_the_file_has_done_is_done_unless_somebody_works_in_it_here(
    library: Library, made: Made
) -> None:
    made.documents = [new_document(TEXT), new_document(OTHER)]
    new, begun = import_paths(library, [made.path]).added
    with library.edit(operations.label("Claim")) as edit:
        edit.change(edit.article(begun), status="in progress")
    documents = [marked(), marked(OTHER, ("no",))]
    with_ids(library, made, *(replace(one, article=replace(one.article, status="done")) for one in documents))
    import_paths(library, [made.path])
    assert [library.article(id).status for id in (new, begun)] == ["done", "in progress"]


def test_who_said_it_stays_as_a_person_has_it(library: Library, made: Made) -> None:
    made.documents = [marked()]
    (article,) = import_paths(library, [made.path]).added
    (before,) = library.attributions(article).values()
    with library.edit(operations.import_articles()) as edit:
        mine = edit.change(before, cues=())
    made.documents = [marked()]
    assert import_paths(library, [made.path]).kept == 1
    assert list(library.attributions(article).values()) == [mine]


def test_two_documents_of_one_text_in_one_batch_are_one_article(library: Library, made: Made) -> None:
    made.documents = [marked(claims=("the dam would hold",)), marked()]
    report = import_paths(library, [made.path])
    assert (len(report.added), [known.article for known in report.known]) == (1, report.added)
    assert len(library.annotations(report.added[0])) == 4
    assert library.check() == []


def test_speakers_come_by_their_ids(library: Library, made: Made) -> None:
    with library.edit(operations.import_articles()) as edit:
        mine = edit.add(Speaker(name="Berg"))
    made.head = Head(speakers=[replace(mine, name="M. Berg"), Speaker(name="Ruiz")], has_ids=True)
    report = import_paths(library, [made.path])
    assert [speaker.name for speaker in library.speakers()] == ["Berg", "Ruiz"]
    assert report.kept == 1


def test_speakers_come_by_their_names_where_the_ids_tell_nothing(library: Library, made: Made) -> None:
    with library.edit(operations.import_articles()) as edit:
        mine = [edit.add(Speaker(name="Berg")), edit.add(Speaker(name="Lee", external_id="Q1"))]
        edit.add(Speaker(name="The council", kind="group"))
    theirs = [
        *(Speaker(name="BERG", note="a judge"), Speaker(name="Berg"), Speaker(name="Lee", external_id="Q2")),
        Speaker(name="The council", kind="organisation"),
    ]
    document = marked()
    mention, said = document.annotations[2], document.attributions[0]
    document = replace(
        document,
        annotations=[replace(one, speaker=theirs[0].id) if one is mention else one for one in document.annotations],
        attributions=[replace(said, sources=(Source(theirs[0].id, mention.id), Source(theirs[1].id, None)))],
    )
    made.documents, made.head = [document], Head(speakers=theirs, has_ids=True)
    assert import_paths(library, [made.path]).kept == 1  # the note
    import_paths(library, [made.path])
    assert [speaker.name for speaker in library.speakers()] == ["Berg", "Berg", "Lee", "Lee", *["The council"] * 2]
    (article,) = (row.article.id for row in library.articles())
    assert {one.speaker for one in library.annotations(article)} == {None, mine[0].id}
    (attribution,) = library.attributions(article).values()
    assert [source.speaker for source in attribution.sources] == [mine[0].id, theirs[1].id]
    assert library.check() == []


def test_one_persons_work_under_other_ids_is_not_doubled_and_anothers_is_beside_it(
    library: Library, made: Made
) -> None:
    def work(annotator: str) -> Document:
        document = marked()
        own = [replace(one, annotator=annotator, layer=annotator) for one in document.annotations]
        return replace(document, annotations=own)

    library.read_layers(None)
    made.head = Head(has_ids=True)
    for annotator, annotations in (("ada", 4), ("ada", 4), ("bob", 8), ("bob", 8)):
        made.documents = [work(annotator)]
        import_paths(library, [made.path])
        (row,) = library.articles()
        assert len(library.annotations(row.article.id)) == annotations
    assert library.check() == []


def test_two_files_together_nest_no_claim_in_itself(library: Library, made: Made) -> None:
    made.head = Head(has_ids=True)
    document = marked()
    first, second = (one.id for one in document.annotations[:2])
    for claim, parent in ((first, second), (second, first)):
        said = Attribution(claim=claim, article=document.article.id, cues=(document.annotations[3].id,), parent=parent)
        made.documents = [replace(document, attributions=[said])]
        import_paths(library, [made.path])
    parents = {one.claim: one.parent for one in library.attributions(document.article.id).values()}
    assert parents == {first: second, second: None}


def test_a_file_that_ends_in_the_middle_is_told_and_what_came_before_stays(
    library: Library, made: Made, tmp_path: Path
) -> None:
    (tmp_path / "z.txt").write_text("A text of its own")
    made.documents = [marked(), marked(OTHER, ("no",))]
    made.fails_at = 1
    report = import_paths(library, [made.path, tmp_path / "z.txt"])
    assert [refusal.reason for refusal in report.refused] == [f"{made.path} ends in the middle of an article."]
    assert len(report.added) == 2


def test_what_fails_in_the_library_is_no_fault_of_the_file(
    library: Library, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr("desktop.library.edit.Edit.add_articles", full)
    for head in (Head(), Head(has_ids=True)):
        made.head = head
        made.documents = [marked()]
        with pytest.raises(KnownError, match="disk is full"):
            import_paths(library, [made.path])


def test_a_contradiction_on_the_way_concerns_its_own_file_only(library: Library, made: Made, tmp_path: Path) -> None:
    """Somebody adds another text under an id of the file after it was looked through."""
    (tmp_path / "0.txt").write_text("Before")
    (tmp_path / "z.txt").write_text("After")
    document = marked()
    made.head = Head(has_ids=True)
    made.documents = [document]
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(replace(new_document(OTHER).article, id=document.article.id), OTHER)
    report = import_paths(library, [tmp_path / "0.txt", made.path, tmp_path / "z.txt"])
    assert [refusal.path for refusal in report.refused] == [made.path]
    assert "has another text than the library" in report.refused[0].reason
    assert len(report.added) == 2


def test_a_contradiction_that_is_seen_beforehand_leaves_nothing(library: Library, made: Made) -> None:
    document = marked()
    with library.edit(operations.import_articles()) as edit:
        other = new_document(OTHER)
        edit.add_article(other.article, OTHER)
        edit.add(replace(document.annotations[0], article=other.article.id, label="Claim", fragments=over(OTHER, "no")))
    made.head = Head(has_ids=True, speakers=[Speaker(name="Ruiz")])
    made.documents = [document]
    ids = [annotation.id for annotation in document.annotations]
    made.outlines = {document.article.id: Outline(document.article, ids)}
    (refusal,) = import_paths(library, [made.path]).refused
    assert "in another article than the library; nothing was imported" in refusal.reason
    assert (library.speakers(), library.count_articles()[0]) == ([], 1)


def test_one_undo_takes_back_batches_of_all_formats(
    library: Library, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_RECORDS_AT_ONCE", 2)
    (tmp_path / "a.txt").write_text("Plain")
    made.head = Head(has_ids=True, codebook=library.codebook, speakers=[Speaker(name="Ruiz")])
    made.documents = [new_document(f"Article {number}") for number in range(5)]
    assert len(import_paths(library, [tmp_path / "a.txt", made.path]).added) == 6
    assert len(library.journal()) > 3
    library.undo()
    assert (library.article_ids(), library.speakers()) == ([], [])
    assert library.undo_operation is None
    library.redo()
    assert len(library.article_ids()) == 6


def test_the_progress_counts_articles_and_a_cancel_keeps_what_was_read(
    library: Library, made: Made, tmp_path: Path
) -> None:
    (tmp_path / "z.txt").write_text("After")
    made.head = Head(has_ids=True, speakers=[Speaker(name="Ruiz")])
    made.documents = [new_document(f"Article {number}") for number in range(3)]
    told: list[tuple[int, int]] = []
    import_paths(library, [made.path, tmp_path / "z.txt"], lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 4), (2, 4), (3, 4), (4, 4)]
    library.undo()

    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    report = import_paths(library, [made.path, tmp_path / "z.txt"], cancel)
    assert (len(report.added), report.cancelled) == (2, True)
    assert len(library.article_ids()) == 2
