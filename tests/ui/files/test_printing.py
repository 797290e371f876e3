"""File > Print…: the pages in the window, and the PDF document of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.exchange import registry
from desktop.exchange.document import Head, new_document
from desktop.exchange.marked.article import marked
from tests.ui.gestures import press
from ui.base.file_dialogs import FileDialog
from ui.files.print_dialog import PrintDialog
from ui.files.print_document import printed
from ui.window.main_window import MainWindow


def test_the_open_article_is_shown_as_pages_and_saved_as_pdf(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)))
    (dialog,) = window.findChildren(PrintDialog)
    assert window.session.article is not None
    assert window.session.article.title in dialog.document.toPlainText()
    assert dialog.pages.pageCount() >= 1
    target = tmp_path / "a.pdf"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    (save,) = (button for button in dialog.findChildren(type(dialog.accept_button)) if "PDF" in button.text())
    save.click()
    (document,) = registry.read(target).documents
    assert window.session.article.title in document.text
    dialog.close()


def test_nothing_of_a_text_is_taken_for_html(qapp: QApplication) -> None:
    text = "<b>Tall</b> & <img src='file:///dev/zero'>\n\n<table>"
    document = printed([marked(Head(), new_document(text, title="<i>A</i>"))])
    assert document.toPlainText().split("\n")[-3:] == ["", *text.split("\n\n")]
    assert document.toPlainText().startswith("<i>A</i>")


def test_headings_within_the_text_are_bold_as_in_the_window(qapp: QApplication) -> None:
    story = "The council met on Monday and talked about the ferry, which it wants to close before the winter comes."
    text = f"{story}\n\nWhat comes next\n\n{story}"
    document = printed([marked(Head(), new_document(text, title="The ferry"))])
    block, bold = document.begin(), []
    while block.isValid():
        if block.text() and block.begin().fragment().charFormat().fontWeight() == QFont.Weight.Bold:
            bold.append(block.text())
        block = block.next()
    assert bold == ["The ferry", "What comes next"]
