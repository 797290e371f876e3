"""What a screen reader is told: a name and a value of each part of the window, and what happens in the text.

And what one sees who works by the keys: where the keyboard is.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QMainWindow,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.making import question
from tests.ui.gestures import claim, drag, press, type_words
from tests.ui.walking import look_at_dialogs, look_at_the_window
from ui.base import theme
from ui.base.plain_text import FieldName
from ui.commands.palette import Palette
from ui.window.main_window import MainWindow

Role = QAccessible.Role
VALUED = {Role.ComboBox, Role.Slider, Role.SpinBox}
HELD = {Role.EditableText, Role.CheckBox, Role.RadioButton, Role.List, Role.Tree, Role.Table}


def told(widget: QWidget, text: QAccessible.Text = QAccessible.Text.Name) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(text) if found else ""


def labels_of(widget: QWidget) -> set[str]:
    """What is shown as the label of this field. On Linux, Qt tells of a combo box its value as its name, and this."""
    found = QAccessible.queryAccessibleInterface(widget)
    related = found.relations() if found else []
    return {label.text(QAccessible.Text.Name) for label, flag in related if flag == QAccessible.RelationFlag.Label}


def nameless(root: QWidget) -> set[str]:
    """What is shown below this widget, hears keys or is a field, and has no name; or a field without a value."""
    wrong = set()
    for widget in (root, *root.findChildren(QWidget)):
        found = QAccessible.queryAccessibleInterface(widget)
        if not widget.isVisible() or found is None or widget.objectName().startswith("qt_"):
            continue
        hears = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QDialog | QMainWindow)
        if not told(widget) and (hears or found.role() in VALUED | HELD):
            wrong.add(f"{type(widget).__name__} in {type(widget.parent()).__name__} has no name")
        if found.role() in VALUED and not told(widget, QAccessible.Text.Value):
            wrong.add(f"{type(widget).__name__} {told(widget)!r} has no value")
        if isinstance(widget, QComboBox) and widget.accessibleName() not in labels_of(widget):
            wrong.add(f"{type(widget).__name__} {widget.accessibleName()!r} has no label")
    return wrong


def test_all_has_a_name_each_field_a_value_and_the_keyboard_is_seen(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: dict[str, set[str]] = {}
    places = set()
    kinds: set[tuple[str, object]] = set()

    def look(where: str, root: QWidget) -> None:
        places.add(where)
        if found := nameless(root) | unseen(root, kinds):
            wrong[where] = found

    look_at_the_window(window, look)
    look_at_dialogs(window, look, qtbot, monkeypatch)
    assert wrong == {}, "\n".join(f"{a}: {b}" for a, b in wrong.items())
    assert {"window", "speaker picker", "palette", "preferences", "export", "print", "proofread", "shortcuts"} <= places


def test_what_is_found_nameless() -> None:
    class Bare(QDialog):
        pass

    dialog = Bare()
    combo = QComboBox(dialog)
    dialog.show()
    assert nameless(dialog) == {
        "Bare in NoneType has no name",
        "QComboBox in Bare has no name",
        "QComboBox '' has no value",
        "QComboBox '' has no label",
    }
    combo.addItem("1")
    combo.setAccessibleName("Number")
    FieldName("Number", combo).setParent(dialog)
    dialog.setWindowTitle("Numbers")
    assert nameless(dialog) == set()
    dialog.close()


def test_the_details_say_what_they_hold(window: MainWindow) -> None:
    claim(window, "nobody asked us", "A spokesman")
    drag(window, "A spokesman")
    press(Qt.Key.Key_S, Qt.Key.Key_Return)
    window.session.select(next(one for one in window.session.state.attributions))  # type: ignore[union-attr]
    fields = {told(one): told(one, QAccessible.Text.Description) for one in window.details.findChildren(QWidget)}
    assert fields["Parts"].startswith("1")
    assert "A spokesman" in fields["Shown by"]


def test_the_choices_of_the_details_are_told_with_the_name_of_what_they_answer(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    asked = question("denied", "yes/no"), question("R&D, in whatever words of the company", "choice", "is", "is not")
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        edit.set_codebook(replace(edit.codebook, labels=(replace(first, attributes=asked), *others)))
    window = open_window(library)
    claim(window, "nobody asked us", "A spokesman")
    boxes = [one for one in window.details.findChildren(QComboBox) if one.isVisible()]
    assert [labels_of(one) for one in boxes] == [{"Denied"}, {"R&D, in whatever words of the company"}]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read aloud."""
    words: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            words.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return words


def test_stepping_to_an_annotation_is_told_with_what_it_is_and_whose(window: MainWindow, heard: list[str]) -> None:
    claim(window, "nobody asked us", "A spokesman")
    claim(window, "its boats were full")
    press(Qt.Key.Key_Escape)
    heard.clear()
    press(Qt.Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_L)
    assert heard == [
        "Claim · No speaker yet · indirect: its boats were full",
        "Claim · A spokesman · direct: “nobody asked us”",
    ]
    state = window.session.state
    assert state is not None
    assert window.view.page.caret.point == state.text.index("“nobody asked us”"), "the caret goes along"


def test_a_message_is_told(window: MainWindow, heard: list[str]) -> None:
    window.session.messages.tell("The library is sound.")
    assert "The library is sound." in heard


def test_the_palette_says_what_is_chosen_and_why_it_cannot_be_used(window: MainWindow, heard: list[str]) -> None:
    window.actions_.show_palette()
    (palette,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, Palette) and one.isVisible())
    type_words("mark as done")
    assert heard[-1] == "Mark as done, Article, D"
    palette.field.clear()
    type_words("choose the speaker")
    assert heard[-1] == "Choose the speaker…, Label, Alt+Return, No claim or mention is selected."
    assert palette.field.accessibleDescription() == heard[-1]
    palette.close()


# Where the keyboard is


def unseen(root: QWidget, kinds: set[tuple[str, object]]) -> set[str]:
    """What looks the same with the keyboard and without, of the kinds that were not looked at before."""
    found = set()
    for widget in root.findChildren(QWidget):
        kind = (type(widget).__name__, widget.property("kind"))
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if by_tab and widget.isVisible() and widget.isEnabled() and kind not in kinds and not is_empty(widget):
            kinds.add(kind)
            if not is_seen(widget):
                found.add(f"{kind} {told(widget)!r} looks the same when it has the keyboard")
    return found


def is_empty(widget: QWidget) -> bool:
    """A caret or a current row is seen, but not everywhere at once; and words that come later are not there yet."""
    return isinstance(widget, QAbstractScrollArea) or (isinstance(widget, QToolButton) and not widget.text())


def is_seen(widget: QWidget) -> bool:
    former = QApplication.focusWidget()
    if former is widget:
        widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if QApplication.focusWidget() is not widget:
        return True  # it gives the keyboard on
    with_it = widget.grab().toImage()
    if former is not None:
        former.setFocus()
    return with_it != without


@pytest.mark.parametrize("appearance", ["dark", "light-contrast", "dark-contrast"])
def test_where_the_keyboard_is_can_be_seen(window: MainWindow, qapp: QApplication, appearance: theme.Mode) -> None:
    claim(window, "nobody asked us", "A spokesman")
    theme.apply(qapp, appearance)
    found = unseen(window, set())
    theme.apply(qapp, "light")
    assert found == set()
