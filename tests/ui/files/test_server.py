"""A library on a server, in the window: its address is asked for, and a colleague's work appears at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.errors import Unreachable
from desktop.base.library_address import LibraryAddress, ServerAddress
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from tests.making import added, added_article
from tests.on_postgres import Databases
from ui.base.settings import Settings
from ui.files.server_dialog import ServerDialog
from ui.session.session import Session
from ui.start.application import Program
from ui.start.start_problem_dialog import StartProblem
from ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TEXT = "The mayor said that the bridge will stay. Nobody asked him why."


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", ""),
        ("News.ascribe", "An address begins with postgresql://"),
        ("https://db.example.org/news", "An address begins with postgresql://"),
        ("postgresql://ada:secret@db.example.org/news", "Leave the password out"),
    ],
)
def test_what_is_no_address_is_told_as_it_is_typed(typed: str, fault: str, qtbot: QtBot) -> None:
    dialog = ServerDialog(None, "Open", "Open")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.url, typed)
    assert dialog.address is None
    assert not dialog.accept_button.isEnabled()
    assert dialog._fault.text().startswith(fault)
    assert dialog._fault.isVisible() == bool(fault)


def test_an_address_is_taken(qtbot: QtBot) -> None:
    dialog = ServerDialog(None, "Open", "Open")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.url, " postgres://ada@db.example.org/news ")
    qtbot.keyClick(dialog.url, Qt.Key.Key_Return)
    assert dialog.result()
    assert dialog.address == LibraryAddress.of("postgresql://ada@db.example.org/news")


def test_the_hint_is_seen_whole_and_known_addresses_are_offered(qtbot: QtBot) -> None:
    dialog = ServerDialog(None, "Open", "Open", ["postgresql://ada@db.example.org/news"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.url.text() == ""
    qtbot.keyClicks(dialog.url, "News")
    assert dialog._fault.height() >= dialog._fault.heightForWidth(dialog._fault.width())
    assert dialog.height() >= dialog._whole.totalHeightForWidth(dialog.width())
    dialog.url.clear()
    qtbot.keyClick(dialog.url, Qt.Key.Key_Down)
    assert dialog.address == LibraryAddress.of("postgresql://ada@db.example.org/news")


def test_servers_are_remembered_the_last_one_first() -> None:
    settings = Settings()
    for name in ("one", "two", "one"):
        settings.keep_server(ServerAddress(f"postgresql:///{name}"))
    assert Settings().servers == ["postgresql:///one", "postgresql:///two"]


@pytest.mark.parametrize("kept", ["", "[", "{}", "7", "[7]"])
def test_servers_that_make_no_sense_are_none(kept: str) -> None:
    settings = Settings()
    settings._values.setValue("servers", kept)
    assert settings.servers == []
    settings.keep_server(ServerAddress("postgresql:///one"))
    assert settings.servers == ["postgresql:///one"]


def test_a_server_that_is_away_is_told_at_once_and_until_it_answers(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session

    def away() -> None:
        raise Unreachable("The connection is lost.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(session.library, "catch_up", away)
        session.others.look()
        assert (window.message.isVisible(), window.message.words.text()) == (True, "The connection is lost.")
        session.saved.try_again()
        assert window.message.isVisible()
        session.tell_error(Unreachable("The change is not saved.", says_not_saved=True))
        session.catch_up()
        assert window.message.words.text() == "The change is not saved."
        assert window.status.saved.text() == "The last change is not saved"
    session.catch_up()
    assert window.message.words.text().startswith("The server answers again.")
    with session.edit(operations.label("Claim")) as edit:
        edit.add(Speaker(name="Ada Lin"))
    assert not window.message.isVisible()
    assert window.status.saved.text() == "All changes saved"


def test_a_start_without_the_server_can_be_tried_again(qtbot: QtBot) -> None:
    address = ServerAddress("postgresql:///news")
    problem = StartProblem(Unreachable("It does not answer."), address)
    qtbot.addWidget(problem)
    qtbot.mouseClick(next(one for one in problem.findChildren(QPushButton) if one.text() == "Try again"), LEFT)
    assert problem.chosen == address


@pytest.fixture
def url(databases: Databases | None) -> str:
    """A new library's on the server of the run."""
    if databases is None:
        pytest.skip("`make test-postgres` runs it")
    return str(databases.new())


def session_of(program: Program, qtbot: QtBot) -> Session:
    """That of the window, once it is open."""
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    return program.window.session


def test_a_colleagues_claim_appears_without_being_looked_for(url: str, program: Program, qtbot: QtBot) -> None:
    with Library.open(url, annotator="ada") as library:
        article = added_article(library, TEXT)
    assert program.start(LibraryAddress.of(url), [])
    session = session_of(program, qtbot)
    session.open_article(article.id)
    session.catch_up()
    session.others.at_times.stop()  # only the server tells
    with Library.open(url, annotator="ada", layer=session.library.layer) as colleague:
        with colleague.edit(operations.label("Claim")) as edit:
            claim = added(edit, article, TEXT, "claim", "the bridge will stay")
        qtbot.waitUntil(lambda: session.state is not None and claim.id in session.state.annotations)


def test_the_window_goes_on_with_a_library_on_a_server(url: str, program: Program, qtbot: QtBot) -> None:
    assert program.start(LibraryAddress.of(url), [])
    session = session_of(program, qtbot)
    with qtbot.waitSignal(session.articles_changed):
        added_article(session.library, TEXT)
    session.open_article(session.library.articles()[0].article.id)
    assert session.state is not None
    assert session.state.text == TEXT
    assert program._settings.library == LibraryAddress.of(url)
