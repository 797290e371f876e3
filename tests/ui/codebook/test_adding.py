"""What is added to the codebook: its role or kind is asked for, it is one step, and its key takes nobody's silently."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import PALETTE, Attribute, Label
from desktop.model.colour_difference import difference
from tests.ui.codebook.editing import CTRL, LEFT, TOPIC, add, choose, click, field, open_menu, options, take, write
from tests.ui.gestures import message_of, press, type_words
from ui.base.refusal import Refusal
from ui.codebook.page import CodebookPage
from ui.window.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def label(library: Library, name: str) -> Label:
    (found,) = (one for one in library.codebook.labels if one.name == name)
    return found


def test_a_new_labels_role_is_asked_for_beside_its_button_and_its_key_is_free(
    page: CodebookPage, library: Library
) -> None:
    choose(page, *TOPIC)
    press(Qt.Key.Key_L, modifier=CTRL | SHIFT)
    menu, button = open_menu(), field(page, QPushButton, "+ Label")
    assert menu.activeAction().text() == "Claim: what was said"  # as the label is that is chosen
    assert menu.geometry().topLeft() == button.mapToGlobal(button.rect().bottomLeft())
    take(page)
    type_words("Counterclaim")
    press(Qt.Key.Key_Return)
    made = label(library, "Counterclaim")
    assert (made.role, made.shortcut) == ("claim", "Z")  # all other letters are a label's or a command's
    assert page.outline.hasFocus()
    assert page.outline.chosen_path == (made.id,)


@pytest.mark.parametrize("words", ["+ Label", "+ Attribute"])
def test_a_button_looks_as_before_once_its_menu_has_gone(
    page: CodebookPage, window: MainWindow, words: str, qtbot: QtBot
) -> None:
    choose(page, "Claim")
    button = field(page, QPushButton, words)
    QTest.mouseMove(window.windowHandle(), QPoint(3, 3))
    before = button.grab().toImage()
    QTest.mouseMove(button.window().windowHandle(), button.mapTo(window, button.rect().center()))
    qtbot.waitUntil(button.underMouse)
    click(page, words)
    assert button.grab().toImage() != before
    take(page)
    button.clearFocus()
    assert button.grab().toImage() == before


def test_a_new_label_has_a_colour_that_is_told_from_those_in_use(page: CodebookPage, library: Library) -> None:
    apart = min(difference(one, other) for one, other in combinations(PALETTE, 2))
    choose(page, "Cue")
    for name in ("Frame", "Stance"):
        used = [one.color for one in library.codebook.labels]
        add(page, "+ Label", name, "Cue")
        made = label(library, name).color
        assert made in PALETTE
        assert min(difference(made, one) for one in used) > apart


def test_where_no_key_is_free_that_is_told(page: CodebookPage, library: Library) -> None:
    choose(page, "Cue")
    add(page, "+ Label", "Verb", "Cue")
    add(page, "+ Label", "Noun", "Cue")
    assert [label(library, name).shortcut for name in ("Verb", "Noun")] == ["Z", ""]
    assert page.message.words.text() == (
        "No letter is free as the key of “Noun”. One that you give it is taken from a command."
    )


@pytest.mark.parametrize(
    ("button", "of", "operation"),
    [
        ("+ Label", "Cue", operations.add_label("Mine")),
        ("+ Attribute", "Number", operations.add_attribute("Mine")),
        ("+ Option", "", operations.add_option("Mine")),
    ],
)
def test_what_is_added_and_named_is_one_step(
    page: CodebookPage, library: Library, button: str, of: str, operation: operations.Operation
) -> None:
    before = library.codebook
    choose(page, *TOPIC)
    path = add(page, button, "Mine", of)
    assert library.codebook.at(path) is not None
    assert library.undo_operation == operation
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert library.codebook == before
    press(Qt.Key.Key_Z, modifier=CTRL | SHIFT)
    assert getattr(library.codebook.at(path), "name", "") == "Mine"


def test_an_attributes_kind_is_asked_for(page: CodebookPage, library: Library) -> None:
    choose(page, "Claim")
    path = add(page, "+ Attribute", "Share", "Number")
    made = library.codebook.at(path)
    assert isinstance(made, Attribute)
    assert made.kind == "number"


def test_esc_adds_nothing_and_leads_back(page: CodebookPage, library: Library) -> None:
    before = library.codebook
    choose(page, *TOPIC, "Jobs")
    press(Qt.Key.Key_Insert)
    type_words("Wor")
    assert page.outline.chosen_path != (*TOPIC, "Jobs")
    press(Qt.Key.Key_Escape)
    assert library.codebook == before
    assert page.outline.chosen_path == (*TOPIC, "Jobs")
    assert page.outline.hasFocus()
    assert field(page, QLineEdit, "Name").text() == "Jobs"  # type: ignore[attr-defined]


def test_a_name_that_is_left_by_a_click_or_for_the_next_one_is_kept(page: CodebookPage, library: Library) -> None:
    choose(page, *TOPIC, "Jobs")
    press(Qt.Key.Key_Insert)
    type_words("Work")
    choose(page, *TOPIC, "Climate")
    assert options(library) == ["Economy", "  Taxes", "  Jobs", "  Work", "Climate"]
    press(Qt.Key.Key_Insert)
    type_words("Rain")
    press(Qt.Key.Key_A, modifier=CTRL | SHIFT)  # an attribute, while the option is being named
    take(page)
    assert options(library) == ["Economy", "  Taxes", "  Jobs", "  Work", "Climate", "Rain"]
    press(Qt.Key.Key_Escape)
    click(page, "+ Option")
    assert field(page, QLineEdit, "Name").text() == "New option"  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)  # under the name that stands there
    assert "New option" in options(library)


def test_what_others_do_meanwhile_leaves_the_name_that_is_typed(
    page: CodebookPage, window: MainWindow, library: Library
) -> None:
    choose(page, *TOPIC, "Jobs")
    press(Qt.Key.Key_Insert)
    type_words("Wo")
    with Library.open(library.address, annotator="grace", layer="") as other:
        with other.edit(operations.rename_codebook("Ours")) as edit:
            edit.set_codebook(type(other.codebook)(name="Ours", labels=other.codebook.labels))
        window.session.catch_up()
        type_words("rk")
        press(Qt.Key.Key_Return)
    assert options(library) == ["Economy", "  Taxes", "  Jobs", "  Work", "Climate"]


def test_whose_key_a_label_took_is_told_and_a_free_one_is_offered(
    page: CodebookPage, window: MainWindow, library: Library
) -> None:
    choose(page, "Other")
    write(page, "Key", "j")
    assert page.message.words.text() == ("J was the key of “Next article”, which keeps Alt+Down. It makes “Other” now.")
    (use,) = (one for one in page.message.findChildren(QAbstractButton) if one.text() == "Use O instead")
    assert page.message.isVisible()
    QTest.mouseClick(use, LEFT)
    assert library.codebook.label("Other").shortcut == "O"
    assert [key.toString() for key in window.actions_["next-article"].shortcuts()] == ["J", "Alt+Down"]
    assert not page.message.isVisible(), "it is true no more"
    write(page, "Key", "h")  # the command has no other key
    assert page.message.words.text().startswith("H was the key of “")
    assert page.message.words.text().endswith("”. It makes “Other” now.")


@pytest.mark.parametrize(
    ("button", "of", "beside", "name", "said"),
    [
        ("+ Label", "Cue", ("Cue",), "speaker", "There is a label “Speaker” already: choose another name."),
        ("+ Attribute", "Date", TOPIC, "Topic", "“Claim” has an attribute “topic” already: choose another name."),
        ("+ Option", "", TOPIC, "Climate", "“topic” has an option “Climate” already: choose another name."),
        ("+ Option", "", (*TOPIC, "Jobs"), "TAXES", "“Economy” has an option “Taxes” already: choose another name."),
    ],
)
def test_a_name_that_another_has_is_asked_for_again(
    page: CodebookPage,
    window: MainWindow,
    library: Library,
    button: str,
    of: str,
    beside: tuple[str, ...],
    name: str,
    said: str,
) -> None:
    before = library.codebook
    choose(page, *beside)
    path = add(page, button, name, of)
    assert is_asked_again(page, name, said)
    assert library.codebook == before
    assert page.outline.chosen_path == path != beside
    assert window.status.saved.text() == "All changes saved"
    assert message_of(window) == ""
    press(Qt.Key.Key_Return)  # the same name is refused again, and no other one taken in its place
    assert is_asked_again(page, name, said)
    assert library.codebook == before
    type_words("Something else")
    assert why(page) == ""
    press(Qt.Key.Key_Return)
    assert getattr(library.codebook.at(path), "name", "") == "Something else"
    assert page.outline.hasFocus()


@pytest.mark.parametrize("leave", ["a click on another row", "+ Label", "+ Option", "Back to the text"])
def test_a_name_that_another_has_stays_where_it_is_left_and_goes_by_esc(
    page: CodebookPage, library: Library, leave: str
) -> None:
    before = library.codebook
    choose(page, "Claim")
    path = add(page, "+ Attribute", "TOPIC", "Number")
    if leave.startswith("a click"):
        row = page.outline.visualRect(page.outline.rows.index_of(("Cue",)))
        QTest.mouseClick(page.outline.viewport(), LEFT, pos=row.center())
    else:
        click(page, leave)
    if leave == "+ Label":
        take(page)
    assert is_asked_again(page, "TOPIC", "“Claim” has an attribute “topic” already: choose another name.")
    assert page.isVisible()
    assert page.outline.chosen_path == path
    press(Qt.Key.Key_Escape)
    assert library.codebook == before
    assert page.outline.chosen_path == ("Claim",)
    assert page.outline.hasFocus()
    assert why(page) == ""


def test_what_is_being_named_is_deleted_without_a_word(page: CodebookPage, library: Library) -> None:
    before = library.codebook
    choose(page, *TOPIC, "Jobs")
    add(page, "+ Option", "Taxes")
    click(page, "Merge into…")  # which is for what is there
    assert is_asked_again(page, "Taxes", "“Economy” has an option “Taxes” already: choose another name.")
    click(page, "Delete…")
    assert library.codebook == before
    assert page.outline.chosen_path == (*TOPIC, "Jobs")


def is_asked_again(page: CodebookPage, name: str, said: str) -> bool:
    """Whether the keyboard is in the name, which is as it was typed, with the reason beside it."""
    for _ in range(200):
        QTest.qWait(10)
        if why(page) and isinstance(QApplication.focusWidget(), QLineEdit):
            break
    line = field(page, QLineEdit, "Name")
    assert isinstance(line, QLineEdit)
    assert (line.text(), why(page), line.accessibleDescription()) == (name, said, said)
    return line.hasFocus()


def why(page: CodebookPage) -> str:
    """What is said below fields of what is not taken."""
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(Refusal) if one.isVisible())


def test_what_is_added_under_the_name_that_stands_there_gets_a_number(page: CodebookPage, library: Library) -> None:
    choose(page, *TOPIC, "Climate")
    for _ in range(3):
        click(page, "+ Option")
        press(Qt.Key.Key_Return)
        QTest.qWait(200)
    assert options(library)[-3:] == ["New option", "New option 2", "New option 3"]
