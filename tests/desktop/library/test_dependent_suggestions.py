"""What the program proposed since keeps nobody from undoing: it goes with what it hangs on, and comes back with it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM, Annotation, Article, Attribution, Source, Speaker
from tests.examples import examples
from tests.making import added, article_of, over

TEXT = "“We are glad,” the mayor said. She said it was time."


@pytest.fixture
def program(library: Library) -> Iterator[Library]:
    """The same library as the program itself writes in it."""
    with Library.open(library.address, annotator=PROGRAM) as opened:
        yield opened


def imported(library: Library, text: str = TEXT) -> Article:
    article = article_of(text)
    with library.bulk_edit(operations.import_articles(), f"group of {article.id}") as edit:
        edit.add_articles([(article, text)])
    return article


def propose(program: Library, article: Article, *, mention: Annotation | None = None, speaker: str = "") -> Annotation:
    """A suggested claim with its cue, and with this mention or one of its own, which may name a speaker."""

    def waiting(label: str, *phrases: str) -> Annotation:
        return Annotation(
            article=article.id, label=label, fragments=over(TEXT, *phrases), status="suggested", origin="rules"
        )

    with program.edit(operations.suggest()) as edit:
        claim, cue = edit.add_all([waiting("Claim", "“We are glad,”"), waiting("Cue", "said")])
        if mention is None:
            named = Annotation(
                article=article.id,
                label="Speaker",
                fragments=over(TEXT, "the mayor"),
                status="suggested",
                speaker=speaker or None,
            )
            mention = edit.add(named)
        source = Source(mention.speaker, mention.id)
        edit.add(Attribution(claim=claim.id, article=article.id, sources=(source,), cues=(cue.id,)))
    return claim


def everything(library: Library) -> tuple[object, ...]:
    articles = library.article_ids()
    return articles, library.speakers(), [(library.annotations(id), library.attributions(id)) for id in articles]


def test_an_import_is_undone_with_what_was_proposed_in_it(library: Library, program: Library) -> None:
    article = imported(library)
    propose(program, article)
    before = everything(library)
    for _ in range(2):
        library.undo()
        assert everything(library) == ([], [], [])
        library.redo()
        assert everything(library) == before
    assert library.check() == []


def test_a_mention_is_undone_with_the_suggestion_that_names_it(library: Library, program: Library) -> None:
    article = imported(library)
    with library.edit(operations.label("Speaker")) as edit:
        mention = added(edit, article, TEXT, "Speaker", "the mayor")
    propose(program, article, mention=mention)
    before = everything(library)
    library.undo()
    assert library.annotations(article.id) == []
    library.redo()
    assert everything(library) == before


def test_a_speaker_is_undone_with_the_suggestions_that_name_them(library: Library, program: Library) -> None:
    first, second = imported(library), imported(library, f"{TEXT} ")
    with library.edit(operations.add_speaker()) as edit:
        mayor = edit.add(Speaker(name="Ada Lin"))
    named = propose(program, second, speaker=mayor.id)
    other = propose(program, first)
    library.undo()
    assert library.annotation(named.id) is None
    assert library.annotations(second.id) == []  # nor are its mention and cue left behind
    assert library.annotation(other.id) is not None
    library.redo()
    assert library.annotation(named.id) is not None


def test_what_an_edit_itself_unties_stays(library: Library, program: Library) -> None:
    article = imported(library)
    claim = propose(program, article)
    before = everything(library)
    with library.edit(operations.set_speaker()) as edit:
        labelling.attribute(edit, claim, edit.add(Speaker(name="Ada Lin")))
    library.undo()
    assert everything(library) == before


def test_what_is_proposed_after_an_undo_goes_with_the_redo(library: Library, program: Library) -> None:
    article = imported(library)
    with library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, article)
    library.undo()
    propose(program, article)
    before = everything(library)
    library.redo()
    assert library.article_ids() == []
    library.undo()
    assert everything(library) == before


def test_what_a_person_accepted_is_still_theirs(library: Library, program: Library) -> None:
    article = imported(library)
    claim = propose(program, article)
    with Library.open(library.address, annotator="ben", layer="") as bens, bens.edit(operations.accept(1)) as edit:
        labelling.accept(edit, claim)
    with pytest.raises(Conflict):
        library.undo()
    assert library.article_ids() == [article.id]


def test_the_programs_edits_leave_a_persons_undo_and_redo_alone(library: Library, program: Library) -> None:
    article = imported(library)
    with library.edit(operations.edit_note()) as edit:
        edit.change(article, note="x")
    library.undo()
    propose(program, article)
    assert (library.undo_operation, library.redo_operation) == (operations.import_articles(), operations.edit_note())


def test_another_window_hears_what_went_along(library: Library, program: Library) -> None:
    article = imported(library)
    with library.edit(operations.label("Speaker")) as edit:
        mention = added(edit, article, TEXT, "Speaker", "the mayor")
    claim = propose(program, article, mention=mention)
    heard: list[tuple[str, str]] = []
    program.subscribe(lambda notice: heard.extend(notice.changed))
    library.undo()
    program.catch_up()
    assert {("annotation", claim.id), ("attribution", claim.id), ("annotation", mention.id)} <= set(heard)


@settings(max_examples=examples(6), deadline=None)
@given(steps=st.lists(st.sampled_from(["label", "name", "propose", "accept", "undo", "redo"]), max_size=14))
def test_a_person_can_always_undo_all_they_did(steps: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("l") / "News.ascribe"
    with Library.open(path, annotator="ada") as library, Library.open(path, annotator=PROGRAM) as program:
        article = imported(library)
        for step in steps:
            annotations = library.annotations(article.id)
            mention = next((one for one in annotations if one.label == "Speaker" and one.status == "accepted"), None)
            open_claim = next((one for one in annotations if one.label == "Claim" and one.status == "suggested"), None)
            if step == "undo" and library.undo_operation != operations.import_articles():
                library.undo()
            elif step == "redo":
                library.redo()
            elif step == "label":
                with library.edit(operations.label("Speaker")) as edit:
                    added(edit, article, TEXT, "Speaker", "She")
            elif step == "name" and mention:
                with library.edit(operations.set_speaker()) as edit:
                    labelling.name_mention(edit, mention, edit.add(Speaker(name="Ada Lin")))
            elif step == "propose" and open_claim is None:
                propose(program, article, mention=mention)
            elif step == "accept" and open_claim:
                with library.edit(operations.accept(1)) as edit:
                    labelling.accept(edit, open_claim)
        while library.undo():
            pass
        assert everything(library) == ([], [], [])
        while library.redo():
            pass
        assert library.check() == []
