"""How often a gesture waits for the server: over a network, that is what it takes."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from desktop import labelling
from desktop.base.errors import Conflict, Unreachable
from desktop.library import Library, open_article
from desktop.library.sql import tables
from desktop.library.sql.backend import at_once
from desktop.library.sql.errors import Inconsistent
from desktop.model import operations
from desktop.model.records import Annotation, Article
from desktop.model.text import Fragment
from tests.making import added_article
from tests.postgres_server import Server
from tests.slow_network import Network, network

TEXT = "The mayor said that the bridge will stay. Nobody asked him why. " * 4
_MOST_MOMENTS = 55  # of one edit at which it could be cut


@pytest.fixture
def far(server: Server) -> Iterator[Network]:
    """A way to the server of the run, by which round trips are counted."""
    with tempfile.TemporaryDirectory(prefix="ascribe-far-") as folder, network(server, Path(folder)) as way:
        yield way


@pytest.fixture
def library(far: Network, url: str) -> Iterator[Library]:
    """A new library by that way."""
    with Library.open(far.url(url.partition("?")[0].rpartition("/")[2]), annotator="ada") as opened:
        yield opened


def label(library: Library, article: Article, start: int) -> Annotation:
    claim = next(one for one in library.codebook.labels if one.role == "claim")
    with library.edit(operations.label("Claim")) as edit:
        labelling.start_article(edit, article)
        return labelling.annotate(edit, article.id, TEXT, (Fragment(start, start + 9),), claim)


def test_a_label_asks_three_times_and_a_question_once(library: Library, far: Network) -> None:
    article = added_article(library, TEXT)
    label(library, article, 0)
    before = far.round_trips
    second = label(library, article, 20)
    assert far.round_trips - before <= 3  # the article, the claims there, and the commit
    before = far.round_trips
    assert library.annotation(second.id) == second
    assert library.newest_row() == 3
    assert far.round_trips - before <= 4  # a question each, and the end of each, which is not waited for
    library.undo()
    assert library.annotation(second.id) is None


def test_undo_asks_five_times_and_an_article_is_opened_at_once(library: Library, far: Network) -> None:
    article = added_article(library, TEXT)
    first, second = label(library, article, 0), label(library, article, 20)
    speakers = {one.id: one for one in library.speakers()}
    before = far.round_trips
    assert open_article.opened(library, article.id, speakers).annotations == {one.id: one for one in (first, second)}
    assert far.round_trips - before <= 2  # the end of the question before is waited for along with it
    library.undo()  # the server knows these questions by now
    library.redo()
    for deed, what_is_left in ((library.undo, [first]), (library.redo, [first, second])):
        before = far.round_trips
        notice = deed()
        assert far.round_trips - before <= 5  # the step, its changes, what hangs on it, what is there, and the commit
        assert notice is not None
        assert notice.record("annotation", second.id, library.annotation) == library.annotation(second.id)
        assert library.annotations(article.id) == what_is_left


def test_questions_that_are_asked_at_once_are_answered_as_each_by_itself(library: Library, far: Network) -> None:
    article = added_article(library, TEXT)
    claim = label(library, article, 0)
    ids, texts, numbers = tables.annotation.c.id, tables.article_text.c.text, tables.annotation.c.confidence
    with library._database.reading() as connection:

        def asked(*columns: Any) -> list[Any]:
            return [tuple(row) for row in connection.execute(select(*columns))]  # fmt: skip

        before = far.round_trips
        found = at_once(connection, lambda: asked(ids, numbers), lambda: asked(texts), lambda: asked(ids, numbers))
        assert found == [[(claim.id, None)], [(TEXT,)], [(claim.id, None)]]
        assert far.round_trips - before <= 2
        assert asked(ids, numbers) == [(claim.id, None)]
        with pytest.raises(DBAPIError):
            at_once(connection, lambda: asked(texts), lambda: asked(1 / (func.length(texts) - len(TEXT))))
    assert library.annotations(article.id) == [claim]  # the connection is as good as new


def test_what_is_written_later_is_read_in_its_place_and_refused_in_its_edit(library: Library) -> None:
    article = added_article(library, TEXT)
    kept = label(library, article, 0)
    with library.edit(operations.label("Claim")) as edit:
        added = edit.add(Annotation(article=article.id, label=kept.label, fragments=(Fragment(30, 40),)))
        edit.change(kept, note="seen")
        assert {one.id: one.note for one in edit.annotations(article.id)} == {kept.id: "seen", added.id: ""}
    with pytest.raises(Inconsistent), library.edit(operations.label("Claim")) as edit:
        edit.add_all([added, replace(added, id="another")])
    with pytest.raises(Conflict), library.edit(operations.label("Claim")) as edit:
        edit.add(Annotation(article="of nobody", label=kept.label, fragments=(Fragment(1, 2),)))
    assert len(library.annotations(article.id)) == 2
    assert library.newest_row() == 3


def test_a_connection_that_is_cut_anywhere_in_an_edit_leaves_it_done_once_or_not_at_all(
    library: Library, far: Network
) -> None:
    article = added_article(library, TEXT)
    label(library, article, 0)
    shown, refused = 1, 0
    for moment in range(_MOST_MOMENTS):
        left = iter(range(moment + 1))
        far.cuts_at = lambda left=left, moment=moment: next(left, None) == moment  # type: ignore[misc]
        try:
            label(library, article, 20 + 4 * moment)
            shown += 1
        except Unreachable as error:
            refused += error.says_not_saved
        far.cuts_at = lambda: False
        assert len(library.annotations(article.id)) == shown
        if next(left, None) is not None:  # the edit was over before
            break
    assert (refused > 0, shown > 1, refused + shown) == (True, True, moment + 2)
    assert moment + 1 < _MOST_MOMENTS
