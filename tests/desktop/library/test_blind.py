"""In a library that is coded blind, others' work on an article is not there until it is done in one's own layer."""

import logging
from collections.abc import Iterator

import pytest

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.registry import WRITABLE
from desktop.library import Library, Reader, Use, open_article, read
from desktop.library.postgres import schema
from desktop.model import operations
from desktop.model.layers import hidden_words
from desktop.model.records import ADJUDICATED, FIRST, Article, ArticleStatus, Attribution, Source, Speaker
from tests.desktop.library.test_layers import what_is_read
from tests.making import added, added_article, said

TEXT = "“Never,” said Mayor Ada Lint. She left. “It may fall,” Tom Reed said."


def mark(library: Library, article: Article, words: str) -> None:
    """Adds a claim, with a speaker and a mention of that."""
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, TEXT, "Claim", words)
        speaker = edit.add(Speaker(name=f"Who said {words}"))
        mention = edit.change(added(edit, article, TEXT, "Speaker", "Ada Lint"), speaker=speaker.id, note="noted")
        edit.add(Attribution(claim=claim.id, article=article.id, sources=(Source(speaker.id, mention.id),)))


def blind(library: Library, on: bool = True) -> None:
    with library.edit(operations.code_blind(on)) as edit:
        labelling.set_blind(edit, on)


def finish(library: Library, article: Article, status: ArticleStatus = "done") -> None:
    with library.edit(operations.mark_articles(status, 1)) as edit:
        edit.change(edit.current(article), status=status)


@pytest.fixture
def article(library: Library) -> Article:
    """One of two articles, in each of which ada has a claim."""
    other, article = added_article(library, TEXT, "Before"), added_article(library, TEXT)
    for one in (other, article):
        mark(library, one, "“Never,”")
    return article


@pytest.fixture
def ben(library: Library, article: Article) -> Iterator[Library]:
    """The library once more for another annotator, who has a claim in the second article."""
    with Library.open(library.address, annotator="ben") as opened:
        mark(opened, article, "“It may fall,”")
        yield opened


def claims(reader: Reader, article: Article) -> list[str]:
    return [words for words in said(TEXT, reader.annotations(article.id)) if words.startswith("“")]


def everything(library: Library, layers: tuple[str, ...] | None) -> str:
    """All answers that a window, an export and a search get about these layers."""
    with library.snapshot(layers) as reader:
        found = [*what_is_read(reader), reader.search_records("noted"), reader.articles_by_layer()]
        ids = reader.article_ids()
        found += [reader.annotations_of(ids), *(reader.annotations_by_layer(id) for id in ids)]
        return repr(found)


def test_nothing_that_is_asked_tells_of_others_work_until_the_article_is_done(
    library: Library, ben: Library, article: Article
) -> None:
    with ben.snapshot((FIRST,)) as theirs:
        hidden = [one.id for one in theirs.annotations(article.id)]
    assert all(id in everything(ben, (FIRST,)) and id in everything(ben, None) for id in hidden)
    blind(library)
    for layers in ((FIRST,), (FIRST, "ben"), None):
        told = everything(ben, layers)
        assert not [id for id in hidden if id in told]
        with ben.snapshot(layers) as reader:
            assert len(reader.hidden_articles()) == 2
            assert (reader.annotation(hidden[0]), reader.annotations_by_id(hidden)) == (None, {})
            assert claims(reader, article) == ([] if layers == (FIRST,) else ["“It may fall,”"])
            assert reader.may_read("ben", article.id)
            assert not reader.may_read(FIRST, article.id)
    finish(ben, article)
    for layers in ((FIRST,), (FIRST, "ben"), None):
        told = everything(ben, layers)
        assert all(id in told for id in hidden)
        with ben.snapshot(layers) as reader:
            assert reader.hidden_articles() == set(reader.article_ids()) - {article.id}
            assert set(reader.annotations_by_id(hidden)) == set(hidden)
            assert reader.may_read(FIRST, article.id)
    finish(ben, article, "in progress")
    assert not ben.may_read(FIRST, article.id)


def test_who_has_the_first_layer_codes_blind_too_and_who_adjudicates_reads_all(
    library: Library, ben: Library, article: Article
) -> None:
    blind(library)
    with library.snapshot(None) as everybody:
        assert claims(everybody, article) == ["“Never,”"]
        assert everybody.hidden_articles() == {article.id}
    finish(library, article)
    with library.snapshot(None) as everybody:
        assert claims(everybody, article) == ["“Never,”", "“It may fall,”"]
    ben.work_in(ADJUDICATED)
    with ben.snapshot(None) as everybody:
        assert claims(everybody, article) == ["“Never,”", "“It may fall,”"]
        assert everybody.hidden_articles() == set()


def test_it_is_one_edit_of_the_owner_which_is_undone(library: Library, ben: Library, article: Article) -> None:
    with pytest.raises(KnownError, match="Only ada"):
        blind(ben)
    assert not library.is_blind
    heard: list[set[str]] = []
    ben.subscribe(lambda notice: heard.append(notice.changed_kinds))
    blind(library)
    blind(library)  # once more changes nothing
    ben.catch_up()
    assert (ben.is_blind, heard) == (True, [{"blind"}])
    assert library.undo_operation == operations.code_blind(True)
    library.undo()
    assert not ben.is_blind
    library.redo()
    assert ben.is_blind
    blind(library, on=False)
    assert (ben.is_blind, ben.may_read(FIRST, article.id)) == (False, True)
    assert library.check() == []


def test_whoever_is_logged_in_owns_the_library_that_they_work_in_alone(library: Library, article: Article) -> None:
    with Library.open(library.address) as logged_in:
        blind(logged_in)
        assert library.is_blind
    with Library.open(library.address, annotator="ben") as named, pytest.raises(KnownError, match="Only ada"):
        blind(named)


def test_what_is_written_by_others_work_still_knows_all_of_it(library: Library, ben: Library, article: Article) -> None:
    blind(library)
    with ben.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, article)
    ben.undo()
    finish(ben, article)
    with ben.snapshot(None) as everybody:
        assert claims(everybody, article) == ["“Never,”", "“It may fall,”"]


def test_what_is_hidden_is_neither_beside_the_text_nor_copied_nor_exported(
    library: Library, ben: Library, article: Article
) -> None:
    blind(library)
    opened = open_article.opened(ben, article.id, {})
    assert not open_article.opened_beside(ben, opened, FIRST).annotations
    assert labelling.copy_layer(ben, FIRST, lambda done, total: None) == 0
    seen = exporting.preview(ben, WRITABLE["csv"], Selection(layers=None), 9)
    assert seen.table is not None
    assert (len(seen.table.rows), seen.hidden) == (1, hidden_words(2))
    seen = exporting.preview(ben, WRITABLE["csv"], Selection(layers=None, articles=(article.id,)), 9)
    assert seen.hidden == hidden_words(1)
    finish(ben, article)
    assert open_article.opened_beside(ben, opened, FIRST).annotations
    assert labelling.copy_layer(ben, FIRST, lambda done, total: None) == 1  # the mention is there


def test_a_script_reads_as_an_annotator_and_is_told(
    library: Library, ben: Library, article: Article, caplog: pytest.LogCaptureFixture
) -> None:
    blind(library)
    for opened_elsewhere in (True, False):
        caplog.clear()
        with caplog.at_level(logging.WARNING), read(library.address, annotator="ben") as reader:
            assert claims(reader, article) == ["“It may fall,”"]
        assert "others' work on 2 articles is hidden" in caplog.text
        if opened_elsewhere:
            library.close()
            ben.close()


@pytest.fixture
def read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, who opens a library may only read it."""
    monkeypatch.setattr("desktop.library.sqlite.engine.is_writable", lambda path: False)
    monkeypatch.setattr(schema, "may_write", lambda connection: False)


def test_nothing_is_hidden_from_who_may_only_read_and_codes_nothing(
    library: Library, ben: Library, article: Article, request: pytest.FixtureRequest
) -> None:
    blind(library)
    request.getfixturevalue("read_alone")
    for layer in (None, FIRST):  # their own, and another's that they look at
        with Library.open(library.address, annotator="rita", layer=layer) as rita:
            assert rita.codes_nothing
            with rita.again() as again:
                for reader in (rita, again):
                    with reader.snapshot(layers=None) as everybody:
                        assert claims(everybody, article) == ["“Never,”", "“It may fall,”"]
                        assert everybody.hidden_articles() == set()
                    assert reader.may_read("ben", article.id)


def test_who_may_only_read_a_library_in_which_they_code_is_told_who_can_show_more(
    library: Library, ben: Library, article: Article, request: pytest.FixtureRequest
) -> None:
    blind(library)
    request.getfixturevalue("read_alone")
    with Library.open(library.address, annotator="ben") as reader, reader.snapshot(layers=None) as everybody:
        assert not reader.codes_nothing
        assert claims(everybody, article) == ["“It may fall,”"]
        words = reader.hidden_words(len(everybody.hidden_articles()))
    assert words.endswith("You can only read it; ada can show all by turning blind coding off.")


def test_who_could_write_codes_blind_also_where_it_is_opened_to_be_read(
    library: Library, ben: Library, article: Article
) -> None:
    blind(library)
    ben.close()
    library.close()
    with Library.open(library.address, annotator="rita", read_only=True) as rita:
        assert not rita.codes_nothing
        with rita.snapshot(layers=None) as everybody:
            assert claims(everybody, article) == []


def test_the_use_of_the_codebook_and_of_speakers_tells_nothing_of_what_is_hidden(
    library: Library, ben: Library, article: Article
) -> None:
    blind(library)
    with ben.snapshot(layers=None) as reader:
        assert reader.use_of(("Claim",)) == Use(1, 1, 0, elsewhere=2)
        assert reader.use_of_codebook()["Claim",] == 1
        assert sum(reader.claims_by_speaker().values()) == 1
    finish(ben, article)
    with ben.snapshot(layers=None) as reader:
        assert reader.use_of(("Claim",)) == Use(2, 1, 0, elsewhere=1)
        assert reader.use_of_codebook()["Claim",] == 2
        assert sum(reader.claims_by_speaker().values()) == 2
    assert ben.use_of(("Claim",)) == Use(1, 1, 0, elsewhere=2)  # in the own layer, which the window shows
    assert ben.use_by_layer(("Claim",)) == {FIRST: 2, "ben": 1}  # whom a change concerns
