"""A library, an edit and a snapshot answer every question alike."""

import inspect
from typing import Any

import pytest

from desktop.base.errors import KnownError
from desktop.library import Edit, Library, Reader, Snapshot
from desktop.model import operations
from desktop.model.codebook import Attribute
from desktop.model.records import Assignment, Comment, Evidence, Fact, Source, Speaker, SpeakerGuess, Track, new_id
from tests.making import added, added_article, article_of

TEXT = "“Never,” said Mayor Ada Lint. She left."
_MANY = 40_000  # more than the parameters that SQLite takes in one statement (32,766)


def questions() -> list[str]:
    return [name for name, _ in inspect.getmembers(Reader, inspect.isfunction) if not name.startswith("_")]


@pytest.fixture
def answered(library: Library) -> dict[str, tuple[Any, ...]]:
    """The arguments of each question about a library that has an answer to it."""
    added_article(library, "An article before it.")
    article = added_article(library, TEXT)
    with library.edit(operations.import_articles()) as edit:
        twin = edit.add_article(
            article_of(TEXT, publisher="Another", url="https://a.example"), TEXT, [Track("page", 0, 5, "1")]
        )
    with library.edit(operations.label("Claim")) as edit:
        asked = Attribute(id="party", name="party", of_speaker=True)
        edit.set_codebook(edit.codebook.with_part(("Speaker",), asked))
        speaker = edit.add(Speaker(name="Ada Lint", affiliation="Council", facts=(Fact("party", "Greens"),)))
        claim = added(edit, article, TEXT, "Claim", "“Never,”")
        mention = edit.change(added(edit, article, TEXT, "Speaker", "Mayor Ada Lint"), speaker=speaker.id)
        edit.change_attribution(claim, sources=(Source(speaker.id, mention.id),))
        edit.change(added(edit, article, TEXT, "Claim", "She left"), status="suggested")
        guess = Evidence(speaker=SpeakerGuess("Ada Lint"))
        edit.change(added(edit, article, TEXT, "Speaker", "She"), status="suggested", evidence=guess)
        gone = added(edit, article, TEXT, "Claim", "She left")
        edit.change(gone, status="rejected", origin="rules", evidence=Evidence(rule="noun", cue="claim"))
        edit.set_layer_status(article.id, "ben", "done")
        edit.change(added(edit, article, TEXT, "Claim", "said"), layer=edit.layer_named("ben"))
        edit.add(Assignment.of(article.id, "ben"))
        edit.add(Comment(claim=claim.id, author="ben", text="Never?"))
        edit.set_blind(True)
    library.save_derived("lessons", b"some")
    return {
        "articles": (),
        "article_ids": (),
        "article_rows": ([article.id],),
        "articles_by_status": (),
        "what_articles_have": (),
        "groups_of": ([article.id],),
        "left_to_do_in": ([article.id],),
        "count_claims": (),
        "annotated_articles": (),
        "place_of_article": (article.id,),
        "article_to_settle": (new_id(), 1),
        "count_articles": (),
        "article": (article.id,),
        "articles_by_id": ([article.id, new_id()],),
        "article_to_open": (article.id,),
        "article_row": (article.id,),
        "text": (article.id,),
        "tracks": (twin.id,),
        "same_texts": (article.id,),
        "articles_like_others": ([article.id],),
        "groups_of_same_text": (),
        "newest_row": (),
        "urls": (),
        "articles_with_hashes": ([article.sha256],),
        "texts": ([article.id],),
        "whole_articles": ([article.id],),
        "articles_of_speaker": (speaker.id,),
        "articles_with_claims_by": ([speaker.id], ["accepted"]),
        "articles_by_layer": (),
        "known_hashes": ([article.sha256],),
        "known_ids": ("speaker", [speaker.id, new_id()]),
        "search": ("never",),
        "search_records": ("ada",),
        "annotations": (article.id,),
        "annotations_of": ([article.id],),
        "annotation": (claim.id,),
        "annotations_by_id": ([claim.id],),
        "annotations_across": (article.id, "claim", 0, len(TEXT)),
        "mentions_guessed": (["Ada Lint"], article.id),
        "turned_down": (1,),
        "mentions_of": (speaker,),
        "use_of": (("Claim",),),
        "use_of_codebook": (),
        "use_by_layer": (("Claim",),),
        "codebook_in_use": (),
        "annotations_with": (("Claim",),),
        "examples_of": (("Claim",), 2),
        "speakers_with": (("Speaker", "party"),),
        "attributions": (article.id,),
        "attribution": (claim.id,),
        "attributions_by_claim": ([claim.id],),
        "attributions_of": (speaker,),
        "attributions_with": (mention,),
        "speakers": (),
        "speaker": (speaker.id,),
        "speakers_belonging_to": ("Council",),
        "speakers_most_used": (5,),
        "feature_counts": ([claim.article], {"accepted"}),
        "named_speakers": ([claim.article], {"accepted"}),
        "claims_by_speaker": (),
        "annotators": (),
        "layers_to_choose": (),
        "assignments": ([article.id],),
        "comments": ([claim.id],),
        "comments_by": ("ben",),
        "comments_in": (article.id,),
        "work_plan": (),
        "histories": ({("annotation", claim.id), ("speaker", new_id())},),
        "is_owner": (library.annotator, library.layer),
        "may_read": (library.layer, article.id),
        "hidden_articles": ("ben",),
        "annotations_by_layer": (article.id,),
        "reads": (claim,),
        "layer_statuses": (article.id,),
        "statuses_by_layer": (article.id,),
        "work_by_layer": (),
        "journal": (),
        "derived": ("lessons",),
    }


def answer(reader: Reader, question: str, arguments: tuple[Any, ...]) -> object:
    given = getattr(reader, question)(*arguments)
    return list(given) if question in {"texts", "whole_articles"} else given


def test_a_library_an_edit_and_a_snapshot_give_the_same_answers(
    library: Library, answered: dict[str, tuple[Any, ...]]
) -> None:
    assert sorted(answered) == sorted(questions())
    with library.snapshot() as snapshot, library.edit(operations.edit_note()) as edit:
        assert edit.codebook == snapshot.codebook == library.codebook
        for question, arguments in answered.items():
            said = answer(library, question, arguments)
            assert said, question
            assert answer(edit, question, arguments) == said, question
            assert answer(snapshot, question, arguments) == said, question


@pytest.mark.parametrize("kind", [Library, Edit, Snapshot])
def test_no_question_is_answered_twice(kind: type[Reader]) -> None:
    assert not set(questions()) & set(vars(kind))


def test_each_question_is_of_one_subject() -> None:
    asked = [name for subject in Reader.__mro__ for name in vars(subject) if name in questions()]
    assert sorted(asked) == sorted(questions())


def test_an_edit_answers_by_what_it_has_written_and_the_library_when_it_has_ended(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.add_speaker()) as edit:
        speaker = edit.add(Speaker(name="Ada Lint"))
        claim = added(edit, article, TEXT, "Claim", "“Never,”")
        edit.change_attribution(claim, sources=(Source(speaker.id, None),))
        assert edit.claims_by_speaker() == {speaker.id: 1}
        assert edit.article_row(article.id).claims == 1
        assert library.claims_by_speaker() == {}
    assert library.claims_by_speaker() == {speaker.id: 1}


def test_whoever_speaks_most_is_told_by_what_the_mentions_of_their_claims_name(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        lint, she = edit.add_all([Speaker(name="Ada Lint"), Speaker(name="Bo Lin")])
        mention = edit.change(added(edit, article, TEXT, "Speaker", "Mayor Ada Lint"), speaker=lint.id)
        sources = ((Source(None, mention.id), Source(lint.id)), (Source(None, mention.id),), (Source(she.id),))
        for words, named in zip(("“Never,”", "said", "She left"), sources, strict=True):
            edit.change_attribution(added(edit, article, TEXT, "Claim", words), sources=named)
        edit.change(added(edit, article, TEXT, "Claim", "Mayor"), status="rejected")
    assert library.speakers_most_used(9) == [lint.id, she.id]
    assert library.claims_by_speaker() == {lint.id: 2, she.id: 1}


def test_a_snapshot_stays_at_its_moment(library: Library) -> None:
    added_article(library, TEXT)
    with library.snapshot() as snapshot:
        added_article(library, "Another text.")
        assert snapshot.count_articles() == (1, 0)
        assert library.count_articles() == (2, 0)


def test_any_number_of_ids_may_be_asked_for(library: Library) -> None:
    article = added_article(library, TEXT)
    unknown = [f"none {number}" for number in range(_MANY)]
    assert library.known_ids("article", [*unknown, article.id]) == {article.id}
    assert library.known_hashes([*unknown, article.sha256]) == {article.sha256: article.id}
    assert library.attributions_by_claim(unknown) == {}
    assert [whole.text for whole in library.whole_articles([*unknown, article.id])] == [TEXT]


def test_who_asks_for_an_article_that_is_not_there_is_told(library: Library) -> None:
    with library.edit(operations.edit_note()) as edit, library.snapshot() as snapshot:
        for reader in (library, edit, snapshot):
            for ask in (reader.article, reader.article_row, reader.text):
                with pytest.raises(KnownError, match="no article with the id nonsense"):
                    ask("nonsense")
