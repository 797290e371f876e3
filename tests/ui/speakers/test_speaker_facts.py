"""What the codebook asks of speakers: asked in its editor, answered in a speaker's dialog."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import ROLE
from tests.ui.conftest import LONG
from tests.ui.gestures import child, click_row, press, type_words
from ui.speakers.speaker_dialog import SpeakerDialog
from ui.window.main_window import MainWindow

PARTY = Attribute(
    id="p", name="party", kind="choice", open=True, of_speaker=True, options=(Option(id="g", name="Greens"),)
)
FEMALE = Attribute(id="f", name="woman", kind="yes/no", of_speaker=True)
D = TypeVar("D", bound=QDialog)


def has_the_keyboard(dialog: QDialog) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and dialog.isAncestorOf(focus)


def in_a(kind: type[D], do: Callable[[D], object]) -> list[D]:
    """Do this in the next modal dialog, which is of this kind; it is closed whatever becomes of it."""
    seen: list[D] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, kind)
            seen.append(dialog)
            for _ in range(LONG // 10):
                if has_the_keyboard(dialog):
                    break
                QTest.qWait(10)
            do(dialog)
        finally:
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(100, act)
    return seen


@pytest.fixture
def asked(window: MainWindow, library: Library, qtbot: QtBot) -> MainWindow:
    with window.session.edit(operations.edit_speaker()) as edit:
        for attribute in (PARTY, FEMALE):
            labelling.add_part(edit, ("Speaker",), attribute)
        edit.add(Speaker(name="Ada Lin", role="mayor"))
    window.actions_["library-speakers"].trigger()
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 1)
    click_row(window.speakers.list, 0)
    return window


def test_a_speaker_answers_with_times(asked: MainWindow, library: Library) -> None:
    def fill(dialog: SpeakerDialog) -> None:
        party = child(dialog, QComboBox, "party")
        party.setFocus()
        party.findChild(QLineEdit).selectAll()  # type: ignore[union-attr]
        type_words("Pirates")
        child(dialog, QLineEdit, "party since").setFocus()
        type_words("2021-05")
        woman = child(dialog, QComboBox, "woman")
        woman.setFocus()
        press(Qt.Key.Key_Down)
        dialog.facts.add(ROLE)
        type_words("senator")
        child(dialog, QLineEdit, "Role until").setFocus()
        type_words("20")
        assert not dialog.accept_button.isEnabled()
        type_words("19")
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    in_a(SpeakerDialog, fill)
    asked.actions_["edit-speaker"].trigger()
    (ada,) = library.speakers()
    pirates = library.codebook.speaker_attributes[0].option_named("Pirates")
    assert pirates is not None
    assert ada.facts == (Fact("p", pirates.id, since="2021-05"), Fact("f", True), Fact(ROLE, "senator", until="2019"))
    asked.undo()
    assert library.speakers()[0].facts == ()
    assert library.codebook.speaker_attributes[0].option_named("Pirates") is None


def test_two_answers_of_one_time_are_not_saved(asked: MainWindow, library: Library) -> None:
    with asked.session.edit(operations.edit_speaker()) as edit:
        labelling.edit_speaker(edit, edit.speakers()[0], facts=(Fact("p", "g", "2019", "2021"), Fact("p", "g", "2021")))

    def fill(dialog: SpeakerDialog) -> None:
        assert dialog.accept_button.isEnabled()
        party = dialog.facts.findChildren(QComboBox)[1].lineEdit()
        assert party is not None
        party.setText("Pirates")
        assert dialog.accept_button.isEnabled()
        since = [one for one in dialog.facts.findChildren(QLineEdit) if one.accessibleName() == "party since"][1]
        since.setText("2020")
        assert not dialog.accept_button.isEnabled()
        assert "party: the times of “Greens” and “Pirates” overlap." in [
            one.text() for one in dialog.findChildren(QLabel)
        ]
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    seen = in_a(SpeakerDialog, fill)
    asked.actions_["edit-speaker"].trigger()
    assert seen
    assert {fact.value for fact in library.speakers()[0].facts if fact.about == "p"} == {"g"}


def test_the_dialog_says_why_it_cannot_be_saved_and_enter_keeps_what_was_typed(asked: MainWindow) -> None:
    said: list[str] = []

    def fill(dialog: SpeakerDialog) -> None:
        def told() -> str:
            press(Qt.Key.Key_Return)
            assert dialog.isVisible()
            return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.text().endswith("."))

        child(dialog, QLineEdit, "party since").setFocus()
        type_words("2021")
        said.append(told())
        party = child(dialog, QComboBox, "party").lineEdit()
        assert party is not None
        party.setText("Pirates")
        until = child(dialog, QLineEdit, "party until")
        until.setFocus()
        type_words("2020")
        said.append(told())
        until.setText("2026-02-30")
        said.append(told())
        until.clear()
        name = child(dialog, QLineEdit, "Name")
        name.setFocus()
        name.clear()
        said.append(told())

    in_a(SpeakerDialog, fill)
    asked.actions_["edit-speaker"].trigger()
    assert said == [
        "party: say what was true at that time.",
        "party: it ends before it begins.",
        "party: Write the date as 2026-11-26, 2026-11 or 2026.",
        "The speaker needs a name.",
    ]


def test_what_is_not_touched_in_the_dialog_stays(asked: MainWindow, library: Library) -> None:
    (ada,) = library.speakers()
    with asked.session.edit(operations.edit_speaker()) as edit:
        edit.change(ada, facts=(Fact("p", "g", "2019", "2020"), Fact("f", False), Fact("gone", "x")))
    before = library.speakers()

    def accept(dialog: SpeakerDialog) -> None:
        dialog.note.setFocus()
        type_words("tall")
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    in_a(SpeakerDialog, accept)
    asked.actions_["edit-speaker"].trigger()
    assert library.speakers()[0].note == "tall"
    assert library.speakers()[0].facts == before[0].facts


def test_the_editor_of_the_codebook_asks_it_of_speakers(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.codebook.open()
    page = window.codebook.page
    assert page is not None
    assert window.codebook.adding is not None
    page.outline.choose(("Speaker",))
    window.codebook.adding.add_attribute("choice")
    (box,) = (box for box in page.form.findChildren(QCheckBox) if box.text().startswith("Each speaker"))
    assert box.isVisible()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.waitUntil(lambda: [one.name for one in library.codebook.speaker_attributes] == ["New attribute"])
    page.outline.choose(("Claim",))
    window.codebook.adding.add_attribute("choice")
    assert not box.isVisible()
    window.codebook.close()
