"""The open article in memory: after any edits it is what reading it again would give."""

from collections.abc import Callable

import pytest

from desktop import labelling
from desktop.library import Edit, Library
from desktop.model.records import Annotation, Article, Speaker
from tests.making import over
from tests.ui.conftest import TEXT
from ui.article_state import ArticleState, Change, kind_of


@pytest.fixture
def state(library: Library, article: Article) -> ArticleState:
    """Follows all that happens to the article."""
    state = ArticleState(library, article.id)
    library.subscribe(lambda notice: changes.append(state.apply(notice, library)))
    return state


changes: list[Change] = []


def made(library: Library, article: Article, label: str, words: str, joining: Annotation | None = None) -> Annotation:
    with library.edit(f"Label {label}") as edit:
        where = over(TEXT, words)
        return labelling.annotate(edit, article.id, TEXT, where, library.codebook.label(label), joining=joining)


def edited(library: Library, what: Callable[[Edit], object]) -> None:
    with library.edit("Edit") as edit:
        what(edit)


def assert_as_read_again(state: ArticleState, library: Library) -> None:
    again = ArticleState(library, state.article.id)
    assert state.article == again.article
    assert state.in_order() == again.in_order() == library.annotations(state.article.id)
    assert state.attributions == again.attributions
    assert state.progress() == again.progress()
    assert state.claims_of_speakers() == again.claims_of_speakers() == library.claims_by_speaker(state.article.id)
    row = library.article_row(state.article.id)
    assert (row.claims, row.without_speaker, row.suggestions) == (
        state.progress().claims,
        state.progress().without_speaker,
        state.progress().suggestions,
    )


def test_it_follows_every_kind_of_edit(state: ArticleState, library: Library, article: Article) -> None:
    outer = made(library, article, "Claim", "A spokesman said that “nobody asked us” about the plan")
    assert_as_read_again(state, library)
    inner = made(library, article, "Claim", "“nobody asked us”")
    assert state.attributions[inner.id].parent == outer.id
    assert_as_read_again(state, library)

    with library.edit("Set speaker") as edit:
        lin = edit.add(Speaker(name="Ada Lin"))
        other = edit.add(Speaker(name="Mayor Lin"))
        labelling.attribute(edit, outer, lin)
        labelling.attribute(edit, inner, other)
    assert_as_read_again(state, library)
    assert state.claims_of_speakers() == {lin.id: 1, other.id: 1}

    mention = made(library, article, "Speaker", "A spokesman", joining=outer)
    cue = made(library, article, "Cue", "said that", joining=outer)
    assert_as_read_again(state, library)
    assert state.speakers_mentioned() == {lin.id}

    edited(library, lambda edit: labelling.merge(edit, lin, other))
    assert_as_read_again(state, library)
    edited(library, lambda edit: labelling.reshape(edit, inner, TEXT, over(TEXT, "asked us")))
    assert_as_read_again(state, library)
    edited(library, lambda edit: labelling.delete(edit, mention))
    edited(library, lambda edit: labelling.delete(edit, cue))
    edited(library, lambda edit: labelling.delete(edit, outer))
    assert_as_read_again(state, library)
    while library.undo_name != "Add article":
        library.undo()
        assert_as_read_again(state, library)
    while library.redo():
        assert_as_read_again(state, library)


def test_suggested_claims_are_counted_apart_and_rejected_ones_are_not_shown(
    state: ArticleState, library: Library, article: Article
) -> None:
    claim = made(library, article, "Claim", "nobody asked us")
    edited(library, lambda edit: edit.change(claim, status="suggested"))
    assert (state.progress().claims, state.progress().suggestions) == (0, 1)
    assert kind_of(state.annotations[claim.id], library.codebook).endswith(" · suggested")
    edited(library, lambda edit: edit.change(edit.current(claim), status="rejected"))
    assert state.claims() == []
    assert_as_read_again(state, library)


def test_the_next_claim_without_a_speaker_goes_round(state: ArticleState, library: Library, article: Article) -> None:
    first = made(library, article, "Claim", "The bridge will close in May")
    second = made(library, article, "Claim", "nobody asked us")
    assert state.next_without_speaker(None) == first.id
    assert state.next_without_speaker(first.id) == second.id
    assert state.next_without_speaker(second.id) == first.id


def test_another_articles_edits_change_nothing_here(state: ArticleState, library: Library) -> None:
    changes.clear()
    other = library.articles()[1].article
    with library.edit("Label claim") as edit:
        edit.add(Annotation(article=other.id, label="Claim", fragments=over("River levels", "River")))
    assert changes == [Change()]
    assert not changes[0]
