"""A library on a server, in the window: its address is asked for, and a colleague's work appears at once."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.model import operations
from tests.making import added, added_article
from tests.on_postgres import Databases
from ui.files.server_dialog import ServerDialog
from ui.session import Session
from ui.start.application import Program

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
