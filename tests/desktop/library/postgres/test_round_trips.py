"""How often a gesture waits for the server: over a network, that is what it takes."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import Conflict, Unreachable
from desktop.library import Library
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


def test_a_label_asks_four_times_and_a_question_once(library: Library, far: Network) -> None:
    article = added_article(library, TEXT)
    label(library, article, 0)
    before = far.round_trips
    second = label(library, article, 20)
    assert far.round_trips - before <= 4  # the article, the claims there, the suggestions there, and the commit
    before = far.round_trips
    assert library.annotation(second.id) == second
    assert library.newest_row() == 3
    assert far.round_trips - before <= 4  # a question each, and the end of each, which is not waited for
    library.undo()
    assert library.annotation(second.id) is None


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
