"""Duplicates found and merged, and lists of speakers taken in and written, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute
from desktop.model.records import Source, Speaker
from tests.making import added
from tests.ui.conftest import TEXT
from tests.ui.gestures import message_of, press
from tests.ui.speakers.test_speaker_facts import in_a
from ui.base.file_dialogs import FileDialog
from ui.speakers.duplicates_dialog import DuplicatesDialog
from ui.speakers.list_dialog import ListDialog
from ui.window.main_window import MainWindow

LONG = 10_000  # ms
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library(library: Library) -> Library:
    article = library.articles()[0].article
    with library.edit(operations.add_speaker()) as edit:
        names = ("Vera Thorne", "VERA THORNE", "Vera Thorn", "Bo Ek", "B. Ek", "Cy Young")
        vera, *_ = edit.add_all([Speaker(name=name) for name in names])
        edit.change_attribution(added(edit, article, TEXT, "Claim", "nobody asked us"), sources=(Source(vera.id),))
    return library


def names(library: Library) -> list[str]:
    return [speaker.name for speaker in library.speakers()]


def found(dialog: DuplicatesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() > 0, timeout=LONG)


def rows(dialog: DuplicatesDialog) -> list[tuple[str, str, bool]]:
    """The name, why, and whether it is checked, of each row below another."""
    shown = []
    for top in dialog._tops():
        for place in range(top.childCount()):
            item = top.child(place)
            shown.append((item.text(0), item.text(1), item.checkState(0) == Qt.CheckState.Checked))
    return shown


def test_duplicates_are_merged_many_at_once(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    def merge(dialog: DuplicatesDialog) -> None:
        found(dialog, qtbot)
        assert [top.text(0) for top in dialog._tops()] == ["Vera Thorne", "Bo Ek"]
        assert rows(dialog) == [
            *(("VERA THORNE", "the same name", True), ("Vera Thorn", "95 % alike", False)),
            ("B. Ek", "the same but for initials", False),
        ]
        assert dialog.accept_button.text() == "Merge 1"
        QTest.mouseClick(dialog.all, _LEFT)
        assert dialog.accept_button.text() == "Merge 3"
        QTest.mouseClick(dialog.accept_button, _LEFT)

    in_a(DuplicatesDialog, merge)
    window.actions_["find-duplicates"].trigger()
    assert names(library) == ["Bo Ek", "Cy Young", "Vera Thorne"]
    assert library.speakers()[2].aliases == ("VERA THORNE", "Vera Thorn")
    assert window.session.undo_operation == operations.merge_duplicates(3)
    window.undo()
    assert len(names(library)) == 6


def test_another_name_is_kept_by_a_key(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    def merge(dialog: DuplicatesDialog) -> None:
        found(dialog, qtbot)
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1).child(0))
        dialog.tree.setFocus()
        press(Qt.Key.Key_K)
        assert dialog.tree.topLevelItem(1).text(0) == "B. Ek"
        press(Qt.Key.Key_Space)
        QTest.mouseClick(dialog.accept_button, _LEFT)

    in_a(DuplicatesDialog, merge)
    window.actions_["find-duplicates"].trigger()
    assert "B. Ek" in names(library)
    assert "Bo Ek" not in names(library)


def test_those_who_are_not_the_same_are_offered_no_more(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    def tell(dialog: DuplicatesDialog) -> None:
        found(dialog, qtbot)
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1))
        QTest.mouseClick(dialog.apart, _LEFT)
        assert dialog.tree.topLevelItemCount() == 1

    def look(dialog: DuplicatesDialog) -> None:
        found(dialog, qtbot)
        assert [top.text(0) for top in dialog._tops()] == ["Vera Thorne"]

    in_a(DuplicatesDialog, tell)
    window.actions_["find-duplicates"].trigger()
    assert window.session.undo_operation == operations.keep_apart()
    seen = in_a(DuplicatesDialog, look)
    window.actions_["find-duplicates"].trigger()
    assert seen


def test_a_long_list_is_told_in_full_lines(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window.session.edit(operations.edit_speaker()) as edit:
        kind = Attribute(id="k", name="kind of work", kind="choice", open=True, of_speaker=True)
        labelling.add_part(edit, ("Speaker",), kind)
    file = tmp_path / "list.csv"
    rows = (f"Somebody with a long name {n},a kind of work {n},x\n" for n in range(200))
    file.write_text("name,kind of work,odd\n" + "".join(rows))
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))

    def look(dialog: ListDialog) -> None:
        qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
        for label in dialog.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
        assert dialog.words.text().splitlines()[-1].endswith("a kind of work 7, ….")

    seen = in_a(ListDialog, look)
    window.actions_["import-speakers"].trigger()
    assert seen


def test_a_list_comes_in_and_goes_out(
    window: MainWindow, library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = tmp_path / "list.csv", tmp_path / "out.csv"
    file.write_text("name,role,party\nCY YOUNG,mayor,x\nDi New,,\n")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    def take_in(dialog: ListDialog) -> None:
        qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
        assert dialog.words.text().splitlines()[:2] == ["1 speaker is new: Di New.", "1 speaker is changed."]
        assert "party" in dialog.left_out.toPlainText()
        QTest.mouseClick(dialog.accept_button, _LEFT)

    in_a(ListDialog, take_in)
    window.actions_["import-speakers"].trigger()
    assert {one.name: one.role for one in library.speakers()}["Cy Young"] == "mayor"
    assert "Di New" in names(library)
    assert window.session.undo_operation == operations.import_speakers(2)
    window.actions_["export-speakers"].trigger()
    assert "Di New" in out.read_text("utf-8-sig")
    assert "out.csv" in message_of(window)
