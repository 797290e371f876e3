"""The details of the selected annotation, edited in place; one edit a field."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Codebook
from desktop.model.records import Article
from tests.making import answers, option_names, question, said
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, claim, drag, message_of, press, type_words
from ui.base.panel_parts import EmptyState
from ui.labelling import fields
from ui.labelling.details_panel import DetailsPanel
from ui.labelling.form import Form
from ui.window.main_window import MainWindow

_ALL_TYPES = (
    question("tone", "choice", "calm", "sharp", open=True),
    question("topics", "choices", "traffic", "money"),
    question("checkable", "yes/no"),
    question("sum", "number"),
    question("when", "date"),
    question("place"),
)


@pytest.fixture
def rich_window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A window on a library whose claims have an attribute of every type, with one claim selected."""
    first, *others = library.codebook.labels
    labels = (replace(first, attributes=(*first.attributes, *_ALL_TYPES)), *others)
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(Codebook(name="rich", labels=labels))
    window = open_window(library)
    claim(window, "“We have waited too long,”", "Ada Lin")
    return window


def attributes(library: Library, article: Article) -> dict[str, object]:
    (annotation,) = library.annotations(article.id)
    return dict(annotation.attributes)


def fill(window: MainWindow, name: str, words: str) -> None:
    line = child(window.details, QLineEdit, name)
    line.setFocus()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_typed_stays_while_the_codebook_changes(rich_window: MainWindow) -> None:
    line = child(rich_window.details, QLineEdit, "Place")
    line.setFocus()
    QTest.keyClicks(line, "Por")
    library = rich_window.session.library
    first, *others = library.codebook.labels
    with library.edit(operations.rename_codebook("rich")) as edit:
        edit.set_codebook(replace(library.codebook, labels=(replace(first, guideline="Mark it whole."), *others)))
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "to")
    QTest.keyClick(line, Qt.Key.Key_Return)
    rich_window.view.page.setFocus()
    assert answers(library.codebook, *library.annotations(rich_window.session.article.id))["place"] == "Porto"
    assert child(rich_window.details, QLineEdit, "Place") is not line


def test_a_note_is_saved_when_typing_pauses(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands beside "All changes saved", and a computer may stop at any time."""
    monkeypatch.setattr(fields, "_PAUSE", 50)
    window = open_window(library)
    claim(window, "nobody asked us", "A spokesman")
    line = child(window.details, QLineEdit, "Note")
    line.setFocus()
    QTest.keyClicks(line, "Check the ")
    (shown,) = [one.id for one in library.annotations(window.session.article.id) if one.label == "Claim"]
    qtbot.waitUntil(lambda: library.annotation(shown).note == "Check the")
    assert (line.text(), line.cursorPosition(), line.hasFocus()) == ("Check the ", 10, True)
    QTest.keyClicks(line, "date")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert library.annotation(shown).note == "Check the date"
    window.undo()
    assert library.annotation(shown).note == "Check the"


def test_a_note_that_cannot_be_saved_stays_as_typed_until_it_can(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "_PAUSE", 50)
    window = open_window(library)
    claim(window, "nobody asked us", "A spokesman")
    line = child(window.details, QLineEdit, "Note")
    line.setFocus()
    window.session._held = "Wait for this."
    QTest.keyClicks(line, "Check")
    qtbot.waitUntil(lambda: "Wait for this." in message_of(window))
    assert (line.text(), line.hasFocus()) == ("Check", True)
    window.session._held = ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    (shown,) = [one for one in library.annotations(window.session.article.id) if one.label == "Claim"]
    assert shown.note == "Check"


def test_the_fields_of_a_label_are_made_once(window: MainWindow) -> None:
    """To make them takes longer than all else that happens when one steps from a claim to its mention and back."""
    said = claim(window, "nobody asked us", "A spokesman")
    drag(window, "said")
    press(Qt.Key.Key_Q)
    state = window.session.state
    assert state is not None
    cue = next(one.id for one in state.annotations.values() if one.label == "Cue")
    shown = []
    for annotation in (said, cue, said):
        window.session.select(annotation)
        shown.append(next(form for form in window.details.findChildren(Form) if form.isVisible()))
    assert shown[0] is shown[2] is not shown[1]


def test_fields_keep_their_room_while_those_of_other_labels_are_made(window: MainWindow, qtbot: QtBot) -> None:
    claim(window, "nobody asked us", "A spokesman")
    details = window.details
    qtbot.waitUntil(partial(_has_all_its_room, details))
    for label in window.session.library.codebook.labels:
        details._made.pop(label.id, None)
    details._get_ready()
    assert _has_all_its_room(details)


def test_fields_have_all_their_room_however_the_pane_was_before(window: MainWindow, qtbot: QtBot) -> None:
    """It was seen that rows lay on one another after the pane had been away while other fields were made."""
    chosen = claim(window, "nobody asked us", "A spokesman")
    details = window.details
    for height in (60, 120, 400):
        window.session.select(None)
        details.setVisible(False)
        details._make_anew()
        details._get_ready()
        details.resize(details.width(), height)
        window.session.select(chosen)
        qtbot.waitUntil(partial(_has_all_its_room, details))


def _has_all_its_room(details: DetailsPanel) -> bool:
    """Whether the fields fill the ground, and no row lies on another."""
    fields, ground = details._fields, details.widget()
    assert fields is not None
    assert ground is not None
    form = fields.form
    note_ends = fields.note.mapTo(form, fields.note.rect().bottomLeft()).y()
    return note_ends < form.height() == ground.height() >= form.minimumSizeHint().height()


def test_the_pane_scrolls_no_further_than_what_it_shows(window: MainWindow, qtbot: QtBot) -> None:
    """The fields of a claim are higher than the words that stand there without a selection."""
    claim(window, "nobody asked us", "A spokesman")
    window.details.resize(window.details.width(), 120)
    qtbot.waitUntil(lambda: window.details.verticalScrollBar().maximum() > 0)
    window.session.select(None)
    qtbot.waitUntil(lambda: window.details.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize("selected", [False, True])
def test_all_its_widgets_go_with_it(window: MainWindow, qtbot: QtBot, selected: bool) -> None:
    """Both what shows an annotation and what is there without one."""
    annotation = claim(window, "nobody asked us", "A spokesman")
    window.session.select(None)
    window.session.at_rest.emit()
    wanted = {label.id for label in window.session.library.codebook.labels}
    qtbot.waitUntil(lambda: window.details._made.keys() == wanted)  # all that the window's own panel makes
    before = set(QApplication.allWidgets())
    panel = DetailsPanel(window.session)
    window.session.select(annotation)
    window.session.select(annotation if selected else None)
    panel.deleteLater()
    qtbot.waitUntil(
        lambda: not [one for one in QApplication.allWidgets() if type(one) in {Form, EmptyState} and one not in before]
    )


def test_every_type_of_attribute_has_a_field(rich_window: MainWindow, library: Library, article: Article) -> None:
    window = rich_window
    quotation = child(window.details, QComboBox, "Quotation")
    assert isinstance(quotation, QComboBox)
    assert quotation.currentText() == "Direct"
    quotation.setFocus()
    QTest.keyClick(quotation, Qt.Key.Key_Down)
    assert attributes(library, article)["quotation"] == "indirect"
    assert window.session.undo_operation == operations.answer("quotation")

    checkable = child(window.details, QComboBox, "Checkable")
    checkable.setFocus()
    QTest.keyClick(checkable, Qt.Key.Key_Down)
    QTest.keyClick(checkable, Qt.Key.Key_Down)
    assert attributes(library, article)["checkable"] is False

    topics = child(window.details, QPushButton, "Topics")
    (menu,) = topics.findChildren(QMenu)
    menu.aboutToShow.emit()
    for action in menu.actions():
        action.trigger()
    assert attributes(library, article)["topics"] == ("traffic", "money")

    fill(window, "Sum", "3.5")
    fill(window, "When", "2026-05")
    fill(window, "Place", "Wexmouth")
    known = attributes(library, article)
    assert (known["sum"], known["when"], known["place"]) == (3.5, "2026-05", "Wexmouth")


def test_what_is_no_date_is_put_back(rich_window: MainWindow, library: Library, article: Article) -> None:
    fill(rich_window, "When", "next week")
    assert "when" not in attributes(library, article)
    line = child(rich_window.details, QLineEdit, "When")
    assert isinstance(line, QLineEdit)
    assert line.text() == ""


def test_a_new_value_of_an_open_choice_joins_the_codebook(
    rich_window: MainWindow, library: Library, article: Article
) -> None:
    tone = child(rich_window.details, QComboBox, "Tone")
    assert isinstance(tone, QComboBox)
    line = tone.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "weary")
    QTest.keyClick(line, Qt.Key.Key_Return)
    (annotation,) = library.annotations(article.id)
    assert answers(library.codebook, annotation)["tone"] == "weary" != annotation.attributes["tone"]
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp", "weary")
    assert line.text() == "weary"
    rich_window.actions_["undo"].trigger()
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp")


def test_a_note_is_one_edit_when_the_field_is_left(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")
    fill(window, "Note", "Check with the mayor's office")
    (annotation,) = library.annotations(article.id)
    assert annotation.note == "Check with the mayor's office"
    window.actions_["undo"].trigger()
    assert library.annotations(article.id)[0].note == ""
    note = child(window.details, QLineEdit, "Note")
    assert isinstance(note, QLineEdit)
    assert note.text() == ""


def test_a_joint_speaker_is_added_and_taken_out_again(window: MainWindow, library: Library, article: Article) -> None:
    made = claim(window, "“We have waited too long,”", "Ada Lin")
    (joint,) = (b for b in window.details.findChildren(QPushButton) if b.text().startswith("Add a joint"))
    QTest.mouseClick(joint, Qt.MouseButton.LeftButton)
    type_words("Tom Reed")
    press(Qt.Key.Key_Return)
    assert len(library.attributions(article.id)[made].sources) == 2
    state = window.session.state
    assert state is not None
    assert window.claims.model.speaker_names(state.annotations[made]) == "Ada Lin, Tom Reed"
    QTest.mouseClick(child(window.details, QToolButton, "Remove Ada Lin"), Qt.MouseButton.LeftButton)
    (source,) = library.attributions(article.id)[made].sources
    speaker = library.speaker(source.speaker or "")
    assert speaker is not None
    assert speaker.name == "Tom Reed"


def test_what_shows_a_claim_can_be_taken_out_of_it(window: MainWindow, library: Library, article: Article) -> None:
    made = claim(window, "“We have waited too long,”", "Ada Lin")
    drag(window, "told")
    press(Qt.Key.Key_Q)
    drag(window, "she")
    press(Qt.Key.Key_S)
    shown_by = child(window.details, QPushButton, "Shown by")
    for _ in range(2):
        (menu, *_rest) = shown_by.findChildren(QMenu)
        menu.aboutToShow.emit()
        first = menu.actions()[0].menu()
        assert isinstance(first, QMenu)
        first.actions()[1].trigger()
    attribution = library.attributions(article.id)[made]
    assert (attribution.cues, [source.mention for source in attribution.sources]) == ((), [None])
    assert len(library.annotations(article.id)) == 3


def test_a_part_is_removed(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")
    drag(window, "“and we will not wait again.”", Qt.KeyboardModifier.ControlModifier)
    (menu, *_rest) = child(window.details, QPushButton, "Parts").findChildren(QMenu)
    menu.aboutToShow.emit()
    part = menu.actions()[0].menu()
    assert isinstance(part, QMenu)
    part.actions()[0].trigger()
    assert said(TEXT, library.annotations(article.id)) == ["“and we will not wait again.”"]


def test_a_double_click_leads_to_the_speaker_or_else_to_the_details(window: MainWindow, library: Library) -> None:
    made = claim(window, "“We have waited too long,”", "Ada Lin")
    window.view.opened.emit(made)
    type_words("Bo Berg")
    press(Qt.Key.Key_Return)
    assert window.claims.model.speaker_names(library.annotation(made)) == "Bo Berg"  # type: ignore[arg-type]
    drag(window, "The bridge")
    press(Qt.Key.Key_O)
    assert window.session.selected is not None
    window.view.opened.emit(window.session.selected)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.details.isAncestorOf(focus)
