"""Several people in one library: nothing is lost or missed, and each hears of the others at once."""

import select
import threading
import time

import pytest

from desktop.base.errors import Conflict, KnownError, Unreachable
from desktop.library import Library
from desktop.library.notices import Notice
from desktop.library.postgres import engine
from desktop.library.postgres.connection import ServerConnection
from desktop.model import operations
from desktop.model.records import Speaker
from tests.making import added, added_article
from tests.postgres_server import running

TEXT = "The mayor said that the bridge will stay. Nobody asked him why."
PEOPLE, EACH = 4, 12


def test_others_are_told_within_a_second(shared: Library, colleague: Library) -> None:
    article = added_article(shared, TEXT)
    told = colleague.listen()
    assert told is not None
    colleague.catch_up()
    assert not select.select([told], [], [], 0)[0], "there is nothing new"
    heard: list[Notice] = []
    colleague.subscribe(heard.append)
    with shared.edit(operations.label("Claim")) as edit:
        added(edit, article, TEXT, "claim", "the bridge will stay")
    assert select.select([told], [], [], 1.0)[0]
    colleague.catch_up()
    assert [notice.operation for notice in heard] == [operations.label("Claim")]
    assert not select.select([told], [], [], 0)[0], "it was taken"


def test_every_edit_of_many_at_once_is_noticed_once_and_in_order(shared: Library, url: str) -> None:
    article = added_article(shared, TEXT)
    with shared.edit(operations.label("Claim")) as edit:  # from here on the first layer is Ada's
        added(edit, article, TEXT, "claim", "Nobody")
    noticed: list[Notice] = []
    shared.subscribe(noticed.append)
    at_work = threading.Barrier(PEOPLE)
    faults: list[BaseException] = []

    def work(name: str) -> None:
        try:
            with Library.open(url, annotator=name) as own:
                at_work.wait(30)
                for _ in range(EACH):
                    with own.edit(operations.label(name)) as edit:
                        added(edit, article, TEXT, "claim", "Nobody asked him")
        except BaseException as error:
            faults.append(error)
            raise

    people = [threading.Thread(target=work, args=(f"person {number}",)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    while any(one.is_alive() for one in people):
        shared.catch_up()
    for one in people:
        one.join()
    shared.catch_up()
    assert not faults
    assert len(noticed) == PEOPLE * EACH
    rows = [entry.seq for entry in shared.journal(1000)][::-1]
    assert rows == list(range(1, len(rows) + 1)), "without a gap"
    assert shared.check() == []


def test_two_on_one_claim_are_told_and_nothing_is_lost(shared: Library, colleague: Library) -> None:
    article = added_article(shared, TEXT)
    with shared.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, TEXT, "claim", "the bridge will stay")
    with shared.edit(operations.label("note")) as edit:
        edit.change(claim, note="from the speech")
    with pytest.raises(Conflict), colleague.edit(operations.label("note")) as edit:
        edit.change(claim, note="from a letter")
    with colleague.edit(operations.label("Claim")) as edit:
        edit.change(claim, confidence=0.5)
    both = shared.annotation(claim.id)
    assert both is not None
    assert (both.note, both.confidence) == ("from the speech", 0.5)
    with shared.edit(operations.label("gone")) as edit:
        edit.remove(edit.current(both))
    with pytest.raises(Conflict), colleague.edit(operations.label("cue")) as edit:
        edit.change(both, note="late")


@pytest.mark.usefixtures("server")  # which it starts one like
def test_a_server_that_goes_down_is_told_and_found_again() -> None:
    with running() as server, Library.open(server.new_database(), annotator="ada") as library:
        article = added_article(library, TEXT)
        assert library.listen() is not None
        server.stop()
        with pytest.raises(Unreachable) as told:
            library.articles()
        assert not told.value.says_not_saved
        with pytest.raises(KnownError) as told_of_edit, library.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "claim", "Nobody")
        assert isinstance(told_of_edit.value, Unreachable)
        with pytest.raises(Unreachable):
            library.catch_up()
        server.start()
        assert [row.article.id for row in library.articles()] == [article.id]
        assert library.annotations(article.id) == []
        with library.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "claim", "Nobody")
        assert library.listen() is not None
        assert len(library.annotations(article.id)) == 1


def test_an_edit_whose_connection_is_cut_leaves_nothing(shared: Library, url: str) -> None:
    article = added_article(shared, TEXT)

    def cut_within() -> None:
        with shared.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "claim", "Nobody")
            _cut(url)

    with pytest.raises(Unreachable) as told:
        cut_within()
    assert told.value.says_not_saved
    assert shared.annotations(article.id) == []


@pytest.mark.parametrize("came_through", [True, False])
def test_a_commit_that_is_not_confirmed_is_asked_about(
    shared: Library, colleague: Library, came_through: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    article = added_article(shared, TEXT)
    with shared.edit(operations.label("Claim")) as edit:
        added(edit, article, TEXT, "claim", "The mayor")
    colleague.work_as("ben")
    commit = ServerConnection.commit

    def cut(connection: ServerConnection) -> None:
        monkeypatch.setattr(ServerConnection, "commit", commit)  # of what is asked then, too
        if came_through:
            commit(connection)
        connection.close()
        added_article(colleague, "Whose row has the number that was to be this one's.")
        raise psycopg.OperationalError("the connection was cut")

    def label() -> None:
        with shared.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "claim", "Nobody")
            monkeypatch.setattr(ServerConnection, "commit", cut)

    heard: list[Notice] = []
    shared.subscribe(heard.append)
    if came_through:
        label()
    else:
        with pytest.raises(Unreachable):
            label()
    monkeypatch.undo()
    assert len(shared.annotations(article.id)) == 1 + came_through
    assert [notice.ours for notice in heard] == [True] * came_through


def _cut(url: str) -> None:
    """Ends all other connections to a database, as a server's owner may."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
    time.sleep(0.1)


def test_who_is_silent_in_the_middle_of_a_change_holds_up_nobody_for_long(
    shared: Library, colleague: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = tuple(statement.replace(engine._SILENCE, "200ms") for statement in engine._BEGIN_WRITING)
    monkeypatch.setattr(engine, "_BEGIN_WRITING", soon)

    def be_silent_within() -> None:
        with shared.edit(operations.label("Claim")) as edit:
            edit.add(Speaker(name="Ada Lin"))
            added_article(colleague, "Another one came.")  # which waits until the server ends the other's
            edit.speakers()

    with pytest.raises(KnownError, match="is not saved"):
        be_silent_within()
    assert (shared.speakers(), len(shared.articles())) == ([], 1)
