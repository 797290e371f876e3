"""How often a part of the codebook is used: in one's own layer; and whose annotations a change of it concerns."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.making import added
from tests.ui.codebook.editing import TOPIC, answered, choose, click, field, shown
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, press
from ui.codebook.dialogs import DeleteDialog, OptionDialog
from ui.codebook.page import CodebookPage
from ui.window.main_window import MainWindow


@pytest.fixture
def page(page: CodebookPage, window: MainWindow, library: Library) -> CodebookPage:
    """The editor where the user has a claim, and Ben two more that answer “Jobs”."""
    press(Qt.Key.Key_Escape)
    claim(window, "The bridge will close in May")
    with Library.open(library.address, annotator="Ben") as ben:
        article = ben.article(ben.article_ids()[0])
        jobs = library.codebook.at(TOPIC).option_named("Jobs")  # type: ignore[union-attr]
        for words in ("its boats were full", "nobody asked us"):
            with ben.edit(operations.answer("topic")) as edit:
                edit.change(added(edit, article, TEXT, "Claim", words), attributes={TOPIC[1]: jobs.id})
    window.session.catch_up()
    window.actions_["edit-codebook"].trigger()
    return shown(window)


def says(page: QWidget, words: str) -> bool:
    return any(words in one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_others_annotations_are_not_counted(page: CodebookPage, qtbot: QtBot) -> None:
    choose(page, *TOPIC, "Jobs")
    qtbot.waitUntil(lambda: says(page, "Only others' annotations have it"))
    row = page.outline.currentIndex()
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith(" 0 annotations")
    choose(page, "Claim")
    qtbot.waitUntil(lambda: says(page, "1 annotation in 1 article has it"))
    assert not field(page, QComboBox, "Role").isEnabled()  # it is in use


def test_whose_answers_go_is_told_before(page: CodebookPage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def read(dialog: QWidget) -> None:
        said.extend(one.text() for one in dialog.findChildren(QLabel))

    answered(monkeypatch, OptionDialog, read)
    choose(page, *TOPIC, "Jobs")
    click(page, "Merge into…")
    assert any(one.endswith("Whose they are: 2 annotations by Ben.") for one in said)
    said.clear()
    answered(monkeypatch, DeleteDialog, read)
    choose(page, "Claim")
    click(page, "Delete…")
    assert any(one.endswith("Whose they are: 2 annotations by Ben, 1 annotation by tester.") for one in said)
