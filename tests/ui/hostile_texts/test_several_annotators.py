"""A library that several annotators of hostile names coded: their layers, their differences, and what is looked for."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import FIRST, Attribution, Source, Speaker
from tests.making import added_article
from tests.ui.gestures import click_row, press
from tests.ui.hostile_texts.texts import HOSTILE, IN_A_FILE_NAME, annotation, hostile
from tests.ui.hostile_texts.walk import Walk
from ui.adjudication.rule_dialog import RuleDialog
from ui.agreement.dialog import AgreementDialog
from ui.base.file_dialogs import FileDialog
from ui.base.working_dialog import WorkingDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def library(library: Library) -> Library:
    """The same, after two others coded its first article, each in another way, for somebody who settles it."""
    article = next(row.article for row in library.articles() if row.article.title == HOSTILE)
    added_article(library, library.text(article.id) + "\n", hostile("twin"), publisher=hostile("elsewhere"))
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name=hostile("another"), aliases=(HOSTILE,)))
    for number, (words, besides) in enumerate(((f"{hostile(2)}closes", "Friday"), (hostile(2), "said"))):
        library.work_as(hostile(f"annotator{number}"))
        with library.edit(operations.label(HOSTILE)) as edit:
            twin = edit.add(Speaker(name=hostile(f"said{number}")))
            answers = {"0": "0a", "5": hostile(number)}
            said = edit.add(annotation(article, "claim", words, attributes=answers))
            mention = edit.add(annotation(article, "speaker", hostile(3)))
            edit.add(Attribution(claim=said.id, article=article.id, sources=(Source(twin.id, mention.id),)))
            edit.add(annotation(article, "claim", besides))
    library.work_as(hostile("judge"))
    return library


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow], asked: Walk) -> MainWindow:
    window = open_window(library)
    for signal in (window.session.messages.told, window.session.messages.told_briefly):
        signal.connect(lambda *words: asked.text(words[0], "a message"))
    return window


def test_their_layers(window: MainWindow, asked: Walk) -> None:
    window.layers.open()
    layers = [one.id for one in window.layers.layers]
    assert len(layers) > 3
    window.layers.beside.choose(layers)
    for layer in layers:
        window.session.work_in(layer)
        QTest.qWait(1)
        asked.over(window)
    assert asked.wrong == set()
    assert asked.seen > 50


def test_their_differences(window: MainWindow, asked: Walk) -> None:
    press(Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    sheet, found = window.adjudication.sheet, window.adjudication.found
    assert sheet is not None
    assert found is not None
    assert len(sheet.cases) > 2
    for row in range(len(sheet.cases)):
        click_row(sheet.list, row)
        asked.over(sheet)
    dialog = RuleDialog(window, found)
    for way in dialog.ways.values():
        way.setChecked(True)
        asked.over(dialog)
    dialog.close()
    press(Qt.Key.Key_1)
    window.adjudication.adjust()
    asked.over(window)
    assert asked.wrong == set()
    assert asked.seen > 50


def test_how_far_they_agree(window: MainWindow, asked: Walk, qtbot: QtBot) -> None:
    window.agreement.open()
    (dialog,) = window.findChildren(AgreementDialog)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.comparison is not None and not dialog.is_working)
    asked.over(dialog)
    before = asked.seen
    for tab in range(dialog.results.count()):
        dialog.results.setCurrentIndex(tab)
        asked.over(dialog)
    dialog.close()
    assert asked.wrong == set()
    assert asked.seen > before + 5


WHAT_LOOKS = ("find-duplicates", "import-speakers", "metadata", "same-texts", "proofread")


@pytest.mark.parametrize("command", WHAT_LOOKS)
def test_what_is_found(
    command: str, window: MainWindow, asked: Walk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / f"{IN_A_FILE_NAME}.csv"
    rows = [
        ("title", "name", "aliases", "role", "author", HOSTILE),
        (HOSTILE, hostile("new"), hostile("alias"), hostile("role"), hostile("author"), HOSTILE),
        (hostile("second"), HOSTILE, hostile("another"), hostile("role"), "", HOSTILE),
        (hostile("nothing"), "", "", "", hostile("author"), ""),
    ]
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_, **__: (str(table), ""))

    def show(dialog: QDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: not (isinstance(dialog, WorkingDialog) and dialog.is_working))
        asked.over(dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", show)
    window.session.work_in(FIRST)
    before = asked.seen
    window.actions_[command].trigger()
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, WorkingDialog) and dialog.isVisible():
            show(dialog)
    assert asked.wrong == set()
    assert asked.seen > before
