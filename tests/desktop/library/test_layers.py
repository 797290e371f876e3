"""Each annotator's work is a layer, which nobody else's work changes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.library import Library, Reader
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from desktop.model.records import (
    ADJUDICATED,
    FIRST,
    Annotation,
    Article,
    ArticleStatus,
    Attribution,
    Source,
    Speaker,
)
from tests.making import added, added_article, over, said

TEXT = "“Never,” said Mayor Ada Lint. She left. “It may fall,” Tom Reed said."


@pytest.fixture
def ben(library: Library) -> Iterator[Library]:
    """The library once more, in which ada has a claim, for another annotator."""
    article = added_article(library, TEXT)
    label(library, article, "“Never,”")
    with Library.open(library.address, annotator="ben") as opened:
        yield opened


def label(library: Library, article: Article, words: str, name: str = "Claim") -> None:
    with library.edit(operations.label(name)) as edit:
        labelling.start_article(edit, article)
        labelling.annotate(edit, article.id, TEXT, over(TEXT, words), edit.codebook.label(name))


def the_article(library: Library) -> Article:
    (row,) = library.articles()
    return row.article


def what_is_read(reader: Reader) -> list[object]:
    """All that a window reads of an annotator's work."""
    articles = reader.articles()
    ids = [row.article.id for row in articles]
    filters = [ArticleFilter(status=status) for status in ("new", "in progress", "done", "skipped")]
    return [
        articles,
        [(reader.annotations(id), reader.attributions(id)) for id in ids],
        [(reader.article(id), reader.article_row(id), reader.claims_by_speaker(id)) for id in ids],
        list(reader.whole_articles(ids)),
        reader.articles_by_status(),
        reader.count_claims(),
        reader.left_to_do_in(ids),
        [(reader.article_ids(wanted), reader.count_articles(wanted)) for wanted in filters],
        reader.article_ids(ArticleFilter(without_speaker=True)),
        reader.article_ids(ArticleFilter(order="left", descending=True)),
        reader.article_to_settle("", 1, unseen=True),
        reader.annotated_articles(),
        reader.claims_by_speaker(),
        reader.speakers_most_used(9),
        [reader.articles_of_speaker(speaker.id) for speaker in reader.speakers()],
        reader.feature_counts(None, {"accepted", "suggested"}),
        reader.named_speakers(ids, {"accepted", "suggested"}),
        reader.examples_of(("Claim",), 9),
        reader.mentions_guessed(["Ada Lint", "Tom Reed"]),
        reader.turned_down(1),
    ]


def test_work_that_is_done_in_parts_begins_a_layer(library: Library, ben: Library) -> None:
    article = the_article(ben)
    with ben.bulk_edit(operations.label_matches("Claim", 1), "group") as edit:
        added(edit, article, TEXT, "Claim", "It may fall,")
    assert [one.name for one in library.annotators()] == ["ada", "ben"]
    with library.bulk_edit(operations.import_articles(), "another") as edit:
        edit.add_all([Speaker(name="Tom Reed")])
    assert len(library.annotators()) == 2


def test_who_works_first_has_the_first_layer_and_the_next_one_of_their_own(library: Library, ben: Library) -> None:
    assert (library.layer, ben.layer) == (FIRST, "ben")
    assert [(one.id, one.name) for one in ben.annotators()] == [(FIRST, "ada")]
    label(ben, the_article(ben), "“It may fall,”")
    assert [(one.id, one.name, one.hue) for one in ben.annotators()] == [(FIRST, "ada", 0), ("ben", "ben", 1)]
    assert said(TEXT, library.annotations(the_article(library).id)) == ["“Never,”"]
    assert said(TEXT, ben.annotations(the_article(library).id)) == ["“It may fall,”"]
    by_layer = ben.annotations_by_layer(the_article(ben).id)
    assert {layer: said(TEXT, found) for layer, found in by_layer.items()} == {
        FIRST: ["“Never,”"],
        "ben": ["“It may fall,”"],
    }
    assert ben.work_by_layer() == {FIRST: (1, 1), "ben": (1, 1)}
    assert ben.work_by_layer([the_article(ben).id]) == {FIRST: (1, 1), "ben": (1, 1)}
    assert ben.work_by_layer([]) == {}


def test_two_may_mark_the_same_words_and_each_has_a_status(library: Library, ben: Library) -> None:
    assert (the_article(library).status, the_article(ben).status) == ("in progress", "new")
    label(ben, the_article(ben), "“Never,”")
    with ben.edit(operations.mark_articles("done", 1)) as edit:
        changed = edit.change(the_article(ben), status="done", note="hers")
    assert (changed.status, the_article(ben)) == ("done", changed)
    assert (the_article(library).status, the_article(library).note) == ("in progress", "hers")
    assert library.article_ids(ArticleFilter(status="done")) == []
    assert ben.article_ids(ArticleFilter(status="done")) == [changed.id]
    ben.undo()
    assert (the_article(ben).status, the_article(ben).note) == ("in progress", "")


def test_a_library_that_nobody_works_in_is_whoever_begins_s(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.suggest()) as edit:
        edit.change(added(edit, article, TEXT, "Claim", "She left"), status="suggested")
    with Library.open(library.address, annotator="ben") as ben:
        assert ben.layer == FIRST
        label(ben, article, "“Never,”")
        assert [one.name for one in ben.annotators()] == ["ben"]
        assert len(ben.annotations(article.id)) == 2
        with pytest.raises(Conflict, match="ben began to work in this library, "):
            label(library, article, "“It may fall,”")
        assert library.layer == "ada"
        label(library, article, "“It may fall,”")
        assert said(TEXT, library.annotations(article.id)) == ["“It may fall,”"]


def suggest(library: Library, article: Article, group: str = "") -> None:
    """Write a suggestion with who said it, as the program does: alone, or as one of many."""
    claim, mention = (
        Annotation(article=article.id, label=label, fragments=over(TEXT, words), status="suggested")
        for label, words in (("Claim", "“It may fall,”"), ("Speaker", "Tom Reed"))
    )
    said = Attribution(claim=claim.id, article=article.id, sources=(Source(mention=mention.id),))
    with library.bulk_edit(operations.suggest(), group) if group else library.edit(operations.suggest()) as edit:
        edit.add_all([claim, mention, said])


@pytest.mark.parametrize("group", ["", "many"])
def test_what_is_suggested_to_somebody_waits_in_their_layer_and_begins_none(
    library: Library, ben: Library, group: str
) -> None:
    article = the_article(library)
    suggest(ben, article, group)
    assert [one.name for one in ben.annotators()] == ["ada"]
    assert len(library.annotations(article.id)) == 1
    (claim, _) = ben.annotations(article.id)
    with ben.edit(operations.accept(1)) as edit:
        labelling.accept(edit, claim)
    assert [one.name for one in ben.annotators()] == ["ada", "ben"]


def test_who_changes_what_all_share_begins_no_layer(library: Library, ben: Library) -> None:
    article = the_article(library)
    with library.edit(operations.set_speaker()) as edit:
        mention = labelling.annotate(edit, article.id, TEXT, over(TEXT, "Ada Lint"), edit.codebook.label("Speaker"))
        one, two = edit.add(Speaker(name="Ada Lint")), edit.add(Speaker(name="A. Lint"))
        edit.change(mention, speaker=two.id)
    ben.catch_up()
    with ben.edit(operations.merge_speakers()) as edit:
        labelling.merge(edit, one, two)
    assert [one.name for one in ben.annotators()] == ["ada"]


def test_suggestions_wait_for_somebody_whose_name_another_layer_has_as_its_id(library: Library, ben: Library) -> None:
    label(ben, the_article(ben), "She left")
    with ben.edit(operations.rename_annotator("Benjamin")) as edit:
        labelling.rename_annotator(edit, ben.annotators()[1], "Benjamin")
    for _ in range(2):
        with Library.open(library.address, annotator="ben") as another:
            if not another.annotations(the_article(another).id):
                suggest(another, the_article(another))
            assert len(another.annotations(the_article(another).id)) == 2


def test_a_copy_of_a_layer_begins_one_s_own(library: Library, ben: Library) -> None:
    labelling.copy_layer(ben, FIRST, lambda done, total: None)
    assert [one.name for one in ben.annotators()] == ["ada", "ben"]


def test_who_gives_no_name_works_in_the_only_layer_there_is(library: Library, ben: Library) -> None:
    with Library.open(library.address) as whoever:
        assert whoever.layer == FIRST
    label(ben, the_article(ben), "She left")
    with Library.open(library.address) as whoever:
        assert whoever.layer not in (FIRST, "ben")


def test_one_works_in_another_s_layer_by_name(library: Library, ben: Library) -> None:
    ben.work_in(FIRST)
    label(ben, the_article(ben), "She left")
    assert said(TEXT, library.annotations(the_article(library).id)) == ["“Never,”", "She left"]
    assert [one.annotator for one in library.annotations(the_article(library).id)] == ["ada", "ben"]
    with library.again(annotator="cleo") as cleo:
        assert cleo.layer == FIRST
    with Library.open(library.address, annotator="cleo", layer=ADJUDICATED) as cleo:
        label(cleo, the_article(cleo), "She left")
        assert [one.name for one in cleo.annotators()] == ["ada", ADJUDICATED]


def test_what_was_decided_upon_is_a_layer_where_there_are_several(library: Library, ben: Library) -> None:
    assert [one.id for one in library.layers_to_choose()] == [FIRST]
    label(ben, the_article(ben), "She left")
    offered = library.layers_to_choose()
    assert [one.id for one in offered] == [FIRST, "ben", ADJUDICATED]
    assert [one.id for one in library.annotators()] == [FIRST, "ben"]
    library.work_in(ADJUDICATED)
    label(library, the_article(library), "“It may fall,”")
    assert library.layers_to_choose() == library.annotators() == offered
    assert said(TEXT, ben.annotations(the_article(ben).id)) == ["She left"]


def test_a_renamed_annotator_keeps_the_layer(library: Library, ben: Library) -> None:
    label(ben, the_article(ben), "She left")
    (_, own) = ben.annotators()
    with ben.edit(operations.rename_annotator("Benjamin")) as edit:
        labelling.rename_annotator(edit, own, "Benjamin")
    ben.work_as("Benjamin")
    assert ben.layer == "ben"
    with Library.open(library.address, annotator="ben") as another:
        label(another, the_article(another), "“It may fall,”")
        assert another.layer not in (FIRST, "ben")
        assert [one.name for one in another.annotators()] == ["ada", "Benjamin", "ben"]


def test_a_copy_of_a_layer_is_one_step(library: Library, ben: Library) -> None:
    article = the_article(library)
    with library.edit(operations.set_speaker()) as edit:
        speaker = edit.add(Speaker(name="Ada Lint"))
        (claim,) = edit.annotations(article.id)
        mention = labelling.annotate(edit, article.id, TEXT, over(TEXT, "Ada Lint"), edit.codebook.label("Speaker"))
        labelling.attribute(edit, claim, speaker, mention)
    label(ben, article, "She left")
    assert labelling.copy_layer(ben, FIRST, lambda done, total: None) == 2
    assert said(TEXT, ben.annotations(article.id)) == ["“Never,”", "Ada Lint", "She left"]
    assert ben.claims_by_speaker() == library.claims_by_speaker() == {speaker.id: 1}
    assert ben.check() == []
    assert labelling.copy_layer(ben, FIRST, lambda done, total: None) == 0
    ben.undo()
    assert said(TEXT, ben.annotations(article.id)) == ["She left"]


def test_what_all_share_concerns_every_layer(library: Library, ben: Library) -> None:
    article = the_article(library)
    for window in (library, ben):
        window.catch_up()
        with window.edit(operations.set_speaker()) as edit:
            one = edit.add(Speaker(name=f"{window.annotator}’s Lint"))
            claim = labelling.annotate(edit, article.id, TEXT, over(TEXT, "She left"), edit.codebook.label("Claim"))
            labelling.attribute(edit, claim, one)
    library.catch_up()
    first, second = library.speakers()
    with library.edit(operations.merge_speakers()) as edit:
        labelling.merge(edit, first, second)
    assert ben.claims_by_speaker() == library.claims_by_speaker() == {first.id: 1}
    ben.catch_up()
    with ben.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, article)
    assert library.articles() == []
    assert library.check() == []


WORDS = ("“Never,”", "Ada Lint", "She left", "“It may fall,”", "Tom Reed")


def _label(library: Library, draw: st.DataObject) -> None:
    label(library, the_article(library), draw.draw(st.sampled_from(WORDS)), draw.draw(st.sampled_from(NAMES)))


def _suggest(library: Library, draw: st.DataObject) -> None:
    with library.edit(operations.suggest()) as edit:
        new = added(edit, the_article(library), TEXT, "Claim", draw.draw(st.sampled_from(WORDS)))
        edit.change(new, status="suggested")


def _accept(library: Library, draw: st.DataObject) -> None:
    waiting = [one for one in library.annotations(the_article(library).id) if one.status == "suggested"]
    if waiting:
        with library.edit(operations.accept(1)) as edit:
            labelling.accept(edit, draw.draw(st.sampled_from(waiting)))


def _say_who(library: Library, draw: st.DataObject) -> None:
    claims = [one for one in library.annotations(the_article(library).id) if one.label == "Claim"]
    if claims:
        with library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, draw.draw(st.sampled_from(claims)), library.speakers()[0])


def _delete(library: Library, draw: st.DataObject) -> None:
    there = library.annotations(the_article(library).id)
    if there:
        with library.edit(operations.delete_annotation("claim")) as edit:
            labelling.delete(edit, draw.draw(st.sampled_from(there)))


def _mark(library: Library, draw: st.DataObject) -> None:
    statuses: list[ArticleStatus] = ["new", "in progress", "done", "skipped"]
    status = draw.draw(st.sampled_from(statuses))
    with library.edit(operations.mark_articles(status, 1)) as edit:
        edit.change(the_article(library), status=status)


def _undo(library: Library, draw: st.DataObject) -> None:
    if library.undo_operation:
        library.undo()


NAMES = ("Claim", "Speaker", "Cue")
DEEDS: tuple[Callable[[Library, st.DataObject], None], ...] = (
    _label, _suggest, _accept, _say_who, _delete, _mark, _undo,
)  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which ada and ben have begun to work; nobody has it open."""
    path = tmp_path_factory.mktemp("begun") / "News.ascribe"
    with Library.open(path, annotator="who imported") as library:
        article = added_article(library, TEXT)
        with library.edit(operations.add_speaker()) as edit:
            edit.add(Speaker(name="Ada Lint"))
    for annotator, words in (("ada", "“Never,”"), ("ben", "She left")):
        with Library.open(path, annotator=annotator) as library:
            label(library, article, words)
    return path


@pytest.mark.about_a_file
@settings(max_examples=6, deadline=None)
@given(deeds=st.lists(st.tuples(st.booleans(), st.sampled_from(DEEDS)), max_size=6), draw=st.data())
def test_what_is_done_in_one_layer_never_changes_what_another_reads(
    begun: Path, deeds: list[tuple[bool, Callable[[Library, st.DataObject], None]]], draw: st.DataObject
) -> None:
    path = begun.with_name("Example.ascribe")
    shutil.copy(begun, path)
    with Library.open(path, annotator="ada") as ada, Library.open(path, annotator="ben") as ben:
        for is_ada, deed in deeds:
            doer, other = (ada, ben) if is_ada else (ben, ada)
            before = what_is_read(other)
            try:
                deed(doer, draw)
            except Conflict:  # the same words twice
                doer.catch_up()
            other.catch_up()
            assert what_is_read(other) == before
        assert ada.check() == []
