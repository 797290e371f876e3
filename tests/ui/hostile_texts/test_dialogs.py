"""Dialogs and boxes that come by themselves, with hostile texts in them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.base.text_direction import isolated
from desktop.exchange.import_report import ImportReport, Refusal
from desktop.exchange.previewing import FilePreview, Preview
from desktop.exchange.registry import TableFound
from desktop.exchange.tables.rows import Dialect
from desktop.exchange.tables.table import Column
from desktop.library import Library
from desktop.model.records import (
    Article,
)
from tests.ui.hostile_texts.texts import HOSTILE, IN_A_FILE_NAME
from tests.ui.hostile_texts.walk import Walk
from ui.base.message_boxes import agreed, inform
from ui.codebook.guideline_field import GuidelineField
from ui.files.columns_dialog import ColumnsDialog
from ui.files.import_preview import ImportPreviewDialog
from ui.files.import_report import ImportReportDialog
from ui.help.page import Page
from ui.start.bug_dialog import BugDialog
from ui.start.shared_library_dialog import SharedLibrary
from ui.start.start_problem_dialog import StartProblem

OF_A_FILE = Article(title=HOSTILE, sha256="", length=0, publisher=HOSTILE, author=HOSTILE, published=HOSTILE)
DIALOGS: dict[str, Callable[[Path], QWidget]] = {
    "an error of ours": lambda folder: BugDialog(None, HOSTILE, HOSTILE),
    "a library on a drive": lambda folder: SharedLibrary(
        HOSTILE, LibraryAddress.of(folder / f"{IN_A_FILE_NAME}.ascribe"), "1", is_new=False
    ),
    "a library that does not open": lambda folder: StartProblem(
        HOSTILE, LibraryAddress.of(folder / f"{IN_A_FILE_NAME}.ascribe")
    ),
    "what a file would bring": lambda folder: ImportPreviewDialog(
        None,
        lambda: Library.open(folder / "a.ascribe"),
        [folder / IN_A_FILE_NAME],
        Preview(
            [
                FilePreview(
                    folder / IN_A_FILE_NAME,
                    HOSTILE,
                    [HOSTILE],
                    {"text": HOSTILE},
                    articles=2,
                    first=[OF_A_FILE],
                    begins=[HOSTILE],
                    twice=[HOSTILE],
                )
            ],
            [Refusal(folder / IN_A_FILE_NAME, HOSTILE)],
            TableFound([HOSTILE], Dialect(HOSTILE, HOSTILE)),
        ),
    ),
    "the columns of a table": lambda folder: ColumnsDialog(
        None, [Column(id=HOSTILE, name=HOSTILE, value=str)], [HOSTILE], [HOSTILE]
    ),
    "an import": lambda folder: ImportReportDialog(
        None, ImportReport(refused=[Refusal(folder / IN_A_FILE_NAME, HOSTILE)])
    ),
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialogs_that_come_by_themselves(dialog: str, tmp_path: Path, walk: Walk, qtbot: QtBot) -> None:
    shown = DIALOGS[dialog](tmp_path)
    qtbot.addWidget(shown)
    shown.show()
    walk.over(shown)
    assert walk.wrong == set()


def test_boxes(asked: Walk, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    inform(parent, HOSTILE)
    agreed(parent, HOSTILE, HOSTILE, HOSTILE, "Yes", "No")
    assert asked.wrong == set()
    assert asked.seen >= 3


def test_a_page_of_ours_reads_nothing_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    page, guideline = Page(), GuidelineField()
    file = tmp_path / "a.txt"
    file.write_text("what is in the file")
    url = QUrl.fromLocalFile(str(file))
    for widget in (page, guideline):
        qtbot.addWidget(widget)
        picture = widget.document().resource(QTextDocument.ResourceType.ImageResource.value, url)
        assert picture.size() == QSize(1, 1)  # nothing at all would have Qt read the file
    page.setMarkdown(f"![a picture]({url.toString()})")
    guideline.show_words(f"![a picture]({url.toString()}) <img src='{url.toString()}'>")
    for widget in (page, guideline):
        widget.show()
        QTest.qWait(10)
        assert "what is in the file" not in widget.toPlainText()
    page.setSource(url)
    assert "what is in the file" not in page.toPlainText()


def test_what_is_wrong_is_found(qtbot: QtBot, walk: Walk) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    wrong: list[QWidget] = [QLabel(HOSTILE), QPushButton(HOSTILE), QTextEdit(), QMessageBox(), QMenu(HOSTILE)]
    tip, turned = QWidget(), QLabel(f"Remove {HOSTILE} now")
    tip.setToolTip(HOSTILE)
    turned.setTextFormat(Qt.TextFormat.PlainText)
    right = QLabel(f"Remove {isolated(HOSTILE)} now")
    right.setTextFormat(Qt.TextFormat.PlainText)
    for widget in (*wrong, tip, turned, right):
        widget.setParent(parent)
        before = len(walk.wrong)
        walk.over(widget)
        assert (len(walk.wrong) > before) == (widget is not right), widget
