"""The open article follows the library: after any edit it is what opening it again would give."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.library import Edit, Library
from desktop.library.open_article import apply_notice, opened
from desktop.model import operations
from desktop.model.article import ArticleProgress, Change, OpenArticle
from desktop.model.codebook import Codebook, Label
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker, new_id
from tests.examples import examples
from tests.making import added, added_article, over

TEXT = "Mayor Ada Lin said that a spokesman claimed that “nobody asked us” about the plan. The bridge closes in May."


@pytest.fixture
def article(library: Library) -> Article:
    return added_article(library, TEXT)


@pytest.fixture
def changes() -> list[Change]:
    """What changed in the article, notice by notice."""
    return []


@pytest.fixture
def followed(library: Library, article: Article, changes: list[Change]) -> OpenArticle:
    """The open article, which follows all that happens in its library."""
    followed = opened(library, article.id, {})
    library.subscribe(lambda notice: changes.append(apply_notice(followed, notice, library)))
    return followed


def made(library: Library, article: Article, label: str, words: str, joining: Annotation | None = None) -> Annotation:
    with library.edit(operations.label(label)) as edit:
        where = over(TEXT, words)
        return labelling.annotate(edit, article.id, TEXT, where, library.codebook.label(label), joining=joining)


def edited(library: Library, what: Callable[[Edit], object]) -> None:
    with library.edit(operations.set_speaker()) as edit:
        what(edit)


def counted(library: Library, article_id: str) -> ArticleProgress:
    """How far the library says that an article is."""
    row = library.article_row(article_id)
    return ArticleProgress(row.claims, row.without_speaker, row.suggestions)


def assert_as_opened_again(followed: OpenArticle, library: Library) -> None:
    id = followed.article.id
    again = opened(library, id, followed.speakers)
    assert followed.article == again.article
    assert followed.places.in_order() == again.places.in_order() == library.annotations(id)
    assert followed.attributions == again.attributions
    assert followed.progress() == again.progress() == counted(library, id)
    assert followed.claims_of_speakers() == again.claims_of_speakers() == library.claims_by_speaker(id)
    assert followed.speakers_mentioned() == again.speakers_mentioned()
    assert followed.was_proposed_in() == again.was_proposed_in()
    assert followed.comments == again.comments == library.comments_in(id)


def test_it_follows_every_kind_of_edit(followed: OpenArticle, library: Library, article: Article) -> None:
    outer = made(library, article, "Claim", "a spokesman claimed that “nobody asked us” about the plan")
    assert_as_opened_again(followed, library)
    inner = made(library, article, "Claim", "“nobody asked us”")
    assert followed.attributions[inner.id].parent == outer.id
    assert_as_opened_again(followed, library)

    with library.edit(operations.set_speaker()) as edit:
        lin = edit.add(Speaker(name="Ada Lin"))
        other = edit.add(Speaker(name="Mayor Lin"))
        labelling.attribute(edit, outer, lin)
        labelling.attribute(edit, inner, other)
    assert_as_opened_again(followed, library)
    assert followed.claims_of_speakers() == {lin.id: 1, other.id: 1}

    mention = made(library, article, "Speaker", "Mayor Ada Lin", joining=outer)
    cue = made(library, article, "Cue", "said that", joining=outer)
    assert_as_opened_again(followed, library)
    assert followed.speakers_mentioned() == {lin.id}

    edited(library, lambda edit: labelling.comment(edit, inner, "Who asked?"))
    assert [one.text for one in followed.comments[inner.id]] == ["Who asked?"]
    edited(library, lambda edit: labelling.merge(edit, lin, other))
    assert_as_opened_again(followed, library)
    edited(library, lambda edit: labelling.reshape(edit, inner, TEXT, over(TEXT, "asked us")))
    assert_as_opened_again(followed, library)
    edited(library, lambda edit: labelling.delete(edit, mention))
    edited(library, lambda edit: labelling.delete(edit, cue))
    edited(library, lambda edit: labelling.delete(edit, outer))
    assert_as_opened_again(followed, library)
    while library.undo_operation != operations.import_articles():
        library.undo()
        assert_as_opened_again(followed, library)
    while library.redo():
        assert_as_opened_again(followed, library)


def test_a_speaker_who_is_merged_makes_the_claims_that_only_a_mention_shows(
    followed: OpenArticle, library: Library, article: Article
) -> None:
    with library.edit(operations.import_articles()) as edit:  # as a file from elsewhere may have it
        lin, other = edit.add(Speaker(name="Ada Lin")), edit.add(Speaker(name="Mayor Lin"))
        claim = added(edit, article, TEXT, "Claim", "The bridge closes in May")
        mention = edit.add(Annotation(article=article.id, label="Speaker", fragments=over(TEXT, "Lin"), speaker=lin.id))
        edit.add(Attribution(claim=claim.id, article=article.id, sources=(Source(None, mention.id),)))
    edited(library, lambda edit: labelling.merge(edit, other, lin))
    assert followed.claims_of_speakers() == {other.id: 1}
    assert_as_opened_again(followed, library)


def test_it_is_read_again_where_the_codebook_or_very_much_has_changed(
    followed: OpenArticle, library: Library, article: Article, changes: list[Change]
) -> None:
    with library.edit(operations.label("Claim")) as edit:
        for _ in range(450):
            added(edit, article, TEXT, "Claim", "The bridge")
    labels = (*library.codebook.labels, Label(name="Doubt", role="other"))
    edited(library, lambda edit: edit.set_codebook(Codebook(name="Own", labels=labels)))
    assert [change.everything for change in changes] == [True, True]
    assert followed.codebook == library.codebook
    assert_as_opened_again(followed, library)


def test_another_articles_edits_change_nothing_here(
    followed: OpenArticle, library: Library, changes: list[Change]
) -> None:
    other = added_article(library, "River levels fall.")
    with library.edit(operations.label("Claim")) as edit:
        added(edit, other, "River levels fall.", "Claim", "River")
    assert changes == [Change(), Change()]


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_library_counts_as_the_open_article_does(library: Library, data: st.DataObject) -> None:
    article = added_article(library, f"{TEXT} {new_id()}")  # each time another
    with library.edit(operations.import_articles()) as edit:
        speakers = [edit.add(Speaker(name=name)).id for name in ("Ada Lin", "Bo Berg")]
        somebody = st.sampled_from([None, *speakers])
        status = st.sampled_from(["accepted", "accepted", "suggested", "rejected"])
        mentions = [
            edit.add(
                Annotation(
                    article=article.id, label="Speaker", fragments=over(TEXT, "Lin"),
                    speaker=data.draw(somebody), status=data.draw(status),
                )
            ).id
            for _ in range(3)
        ]  # fmt: skip
        source = st.builds(Source, somebody, st.sampled_from([None, *mentions])).filter(lambda one: one != Source())
        for _ in range(4):
            claim = Annotation(
                article=article.id, label="Claim", fragments=over(TEXT, "The bridge"), status=data.draw(status)
            )
            sources = tuple(data.draw(st.lists(source, max_size=3)))
            edit.add(claim)
            edit.add(Attribution(claim=claim.id, article=article.id, sources=sources))
    there = opened(library, article.id, {})
    assert there.claims_of_speakers() == library.claims_by_speaker(article.id)
    assert there.progress() == counted(library, article.id)
    assert {id: n for id, n in library.claims_by_speaker().items() if id in speakers} == there.claims_of_speakers()
