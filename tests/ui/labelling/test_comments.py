"""What is talked about a claim, in its details and where differences are settled."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation
from tests.desktop.adjudication.making import CLOSE, code
from tests.making import over
from tests.ui.conftest import TEXT
from ui.base.comment_thread import CommentThread
from ui.window.main_window import MainWindow


@pytest.fixture
def claim(library: Library) -> Annotation:
    article, *_ = library.article_ids()
    with library.edit(operations.label("Claim")) as edit:
        made = labelling.annotate(edit, article, TEXT, over(TEXT, "its boats were full"), edit.codebook.label("Claim"))
    assert isinstance(made, Annotation)
    return made


def shown(thread: CommentThread) -> list[str]:
    QApplication.processEvents()  # in which new rows are shown
    return [label.text() for label in thread.findChildren(QLabel) if label.isVisibleTo(thread)]


def press(thread: CommentThread, name: str) -> None:
    (button,) = (one for one in thread.findChildren(QToolButton) if one.accessibleName() == name and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_claim_is_talked_about_in_its_details(
    library: Library, claim: Annotation, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    window.session.select(claim.id)
    thread = window.details.findChild(CommentThread)
    assert isinstance(thread, CommentThread)
    assert thread.isVisible()
    QTest.keyClicks(thread.field, "Who says so?")
    QTest.keyClick(thread.field, Qt.Key.Key_Return)
    assert shown(thread)[1:] == ["Who says so?"]
    assert "tester" in shown(thread)[0]
    assert thread.field.text() == ""
    with Library.open(library.address, annotator="colleague") as other, other.edit(operations.comment()) as edit:
        labelling.comment(edit, claim, "The company.")
    window.session.catch_up()
    assert shown(thread)[1::2] == ["Who says so?", "The company."]
    press(thread, "Change the comment")  # there is one: the other is a colleague's
    assert thread.field.text() == "Who says so?"
    thread.field.setText("Who said it?")
    QTest.keyClick(thread.field, Qt.Key.Key_Return)
    assert shown(thread)[1::2] == ["Who said it?", "The company."]
    press(thread, "Delete the comment")
    assert shown(thread)[1::2] == ["The company."]
    window.actions_["undo"].trigger()
    assert shown(thread)[1::2] == ["Who said it?", "The company."]


def test_what_annotators_differ_in_is_talked_about_without_their_names_where_these_are_hidden(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    code(library, "Ann", CLOSE)
    code(library, "Ben", "We have waited too long")
    article, *_ = library.article_ids()
    with library.all_layers() as everybody:
        (anns,) = (one for one in everybody.annotations(article) if one.annotator == "Ann")
    library.work_as("Ann")
    with library.edit(operations.comment()) as edit:
        labelling.comment(edit, anns, "I was not sure.")
    library.work_as("Judge")
    window = open_window(library)
    window.settings.hides_annotators = True
    window.actions_["adjudicate"].trigger()
    assert window.adjudication.sheet is not None
    thread = window.adjudication.sheet.card.comments
    qtbot.waitUntil(lambda: shown(thread)[1:] == ["I was not sure."])
    assert "Ann" not in shown(thread)[0]
    QTest.keyClicks(thread.field, "Fine")
    QTest.keyClick(thread.field, Qt.Key.Key_Return)
    assert shown(thread)[1::2] == ["I was not sure.", "Fine"]
    assert "Judge" in shown(thread)[2]
