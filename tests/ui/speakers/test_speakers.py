"""Speakers in the real window: counted, lit up, renamed, edited, merged, deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from tests.ui.gestures import claim, click_row, press, type_words
from ui.window.main_window import MainWindow


@pytest.fixture
def named(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after two claims, of two speakers."""
    claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "“We have waited too long,”", "Mo Berg")
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 2)
    return window


def row_of(window: MainWindow, name: str) -> int:
    names = [window.speakers.model.index(row).data() for row in range(window.speakers.model.rowCount())]
    return names.index(name)


def by_name(library: Library) -> dict[str, Speaker]:
    return {speaker.name: speaker for speaker in library.speakers()}


def test_selecting_a_speaker_lights_up_what_was_said(named: MainWindow, library: Library) -> None:
    click_row(named.speakers.list, row_of(named, "Ada Lin"))
    assert named.view.page.marks.highlighted == by_name(library)["Ada Lin"].id
    click_row(named.articles.list, 1)
    assert named.view.page.marks.highlighted is None


def test_a_speaker_is_renamed_in_the_list(named: MainWindow, library: Library, qtbot: QtBot) -> None:
    click_row(named.speakers.list, row_of(named, "Ada Lin"))
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_words("Ada May Lin")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: set(by_name(library)) == {"Ada May Lin", "Mo Berg"})
    assert named.session.undo_operation == operations.rename_speaker()
    assert named.claims.model.speaker_names(named.session.state.places.claims()[0]) == "Ada May Lin"  # type: ignore[union-attr]


def test_a_speaker_is_edited_in_a_dialog(named: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.speakers.speaker_dialog import SpeakerDialog

    def fill(dialog: SpeakerDialog) -> int:
        dialog.role.setText("Mayor")
        dialog.aliases.setText("Lin; the mayor; Lin;")
        dialog.kind.setCurrentText("Unnamed")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SpeakerDialog, "exec", fill)
    click_row(named.speakers.list, row_of(named, "Ada Lin"))
    named.actions_["edit-speaker"].trigger()
    speaker = by_name(library)["Ada Lin"]
    assert (speaker.role, speaker.aliases, speaker.kind) == ("Mayor", ("Lin", "the mayor"), "unnamed")
    assert named.session.undo_operation == operations.edit_speaker()


def test_speakers_are_merged_through_the_dialog_and_split_by_undo(
    named: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from ui.speakers.merge_dialog import MergeDialog

    before = library.claims_by_speaker()

    def choose(dialog: MergeDialog) -> int:
        dialog.choices.filter.setText("ada")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(MergeDialog, "exec", choose)
    click_row(named.speakers.list, row_of(named, "Mo Berg"))
    named.actions_["merge-speaker"].trigger()
    (left,) = library.speakers()
    assert (left.name, left.aliases) == ("Ada Lin", ("Mo Berg",))
    assert library.claims_by_speaker() == {left.id: 2}
    assert named.actions_["undo"].text() == "&Undo Merge speakers"
    qtbot.waitUntil(lambda: named.speakers.model.rowCount() == 1)
    named.actions_["undo"].trigger()
    assert library.claims_by_speaker() == before


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["Ada Lin", "Ada Marie Lin"], "Ada Marie Lin"),
        (["Lin", "Ada Lin"], "Ada Lin"),
        (["Ada Lin", "Mayor Lin"], "Ada Lin"),
        (["A. Lin", "Ada Lin"], "Ada Lin"),
    ],
)
def test_of_two_who_are_merged_the_fuller_name_is_proposed(qtbot: QtBot, names: list[str], first: str) -> None:
    from ui.speakers.merge_dialog import MergeDialog

    speakers = {name: Speaker(id=name, name=name) for name in [*names, "Aaron Somebody Else"]}
    dialog = MergeDialog(None, names, speakers)
    qtbot.addWidget(dialog)
    assert dialog.kept == first


def test_a_speaker_dropped_on_another_is_merged_into_it(named: MainWindow, library: Library) -> None:
    model = named.speakers.model
    duplicate, kept = model.index(row_of(named, "Mo Berg")), model.index(row_of(named, "Ada Lin"))
    model.dropMimeData(model.mimeData([duplicate]), Qt.DropAction.LinkAction, -1, -1, kept)
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]


def test_a_deleted_speaker_leaves_the_claims(named: MainWindow, library: Library, qtbot: QtBot) -> None:
    click_row(named.speakers.list, row_of(named, "Ada Lin"))
    named.actions_["delete-speaker"].trigger()
    assert [speaker.name for speaker in library.speakers()] == ["Mo Berg"]
    assert named.claims.model.rowCount() == 2
    qtbot.waitUntil(lambda: named.status.without_speaker.text() == "1 without a speaker")


def test_all_speakers_of_the_library_are_shown_on_demand(named: MainWindow) -> None:
    click_row(named.articles.list, 1)
    assert named.speakers.model.rowCount() == 0
    named.actions_["library-speakers"].trigger()
    assert named.speakers.model.rowCount() == 2
    assert [named.speakers.model.claims(named.speakers.model.id_at(row) or "") for row in (0, 1)] == [1, 1]


def test_a_new_speaker_is_added(named: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.speakers.speaker_dialog import SpeakerDialog

    def fill(dialog: SpeakerDialog) -> int:
        assert not dialog.accept_button.isEnabled()
        dialog.name.setText("The ferry company")
        assert dialog.accept_button.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SpeakerDialog, "exec", fill)
    named.actions_["new-speaker"].trigger()
    assert "The ferry company" in by_name(library)
    assert named.speakers.model.whole_library
