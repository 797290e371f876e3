"""Keys on keyboards that are not Latin: labels and commands by their place, text as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.library import Library
from desktop.model import operations
from tests.ui.gestures import claim, drag
from ui.base import keyboard_layouts, keys
from ui.window.main_window import MainWindow

_CTRL, _SHIFT, _NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)

# What stands on the keys of C, J, D, N and E.
LAYOUTS = {"Russian": "совту", "Greek": "ψξδνε", "Arabic": "ؤتيىث", "Hebrew": "בחגמק"}


def native(letter: str) -> tuple[int, int]:
    """The scan code and the virtual key of the place where a US keyboard has this, on the system that we run on."""
    for code in range(256):
        if keyboard_layouts.at_place(code, code) == letter:
            return code, code
    raise AssertionError(letter)


def type_key(window: MainWindow, typed: str, place: str, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key as the platform does: asked of the native window whether it is a shortcut, then delivered there."""
    handle = window.window().windowHandle()
    text = "" if modifiers & _CTRL else typed
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, ord(typed.upper()), modifiers, *native(place), 0, text)
        event.ignore()
        QApplication.sendEvent(handle, event)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_label_is_given_by_the_place_of_its_key(window: MainWindow, library: Library, layout: str) -> None:
    window.view.page.setFocus()
    drag(window, "nobody asked us")
    type_key(window, LAYOUTS[layout][0], "c")
    assert [one.label for one in library.annotations(window.session.article.id)] == ["Claim"]  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("where", ["text", "articles", "claims"])
def test_a_command_is_done_by_the_place_of_its_key(window: MainWindow, layout: str, where: str) -> None:
    {"text": window.view.page, "articles": window.articles.list, "claims": window.claims.list}[where].setFocus()
    _, j, d, _, _ = LAYOUTS[layout]
    type_key(window, j, "j")
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    type_key(window, d, "d")
    assert window.session.article.status == "done"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ctrl_and_a_letter_too(window: MainWindow, layout: str) -> None:
    window.view.page.setFocus()
    letter = {"Russian": "д", "Greek": "λ", "Arabic": "م", "Hebrew": "ך"}[layout]
    type_key(window, letter, "l", _CTRL)
    assert QApplication.focusWidget() is window.articles.filter


def test_shift_stays_shift(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    monkeypatch.setattr(window.suggestions, "step", steps.append)
    window.view.page.setFocus()
    type_key(window, "т", "n")
    type_key(window, "Т", "n", _SHIFT)
    type_key(window, "N", "n", _SHIFT)  # the Hebrew keyboard's capitals
    assert steps == [1, -1, -1]


@pytest.mark.parametrize(("typed", "place"), [("о", "j"), ("в", "d"), ("ξ", "j"), ("ت", "j"), ("ח", "j")])
def test_a_field_takes_the_letter_that_is_typed(window: MainWindow, typed: str, place: str) -> None:
    opened = window.session.article
    window.articles.filter.setFocus()
    type_key(window, typed, place)
    assert window.articles.filter.text() == typed
    assert window.session.article == opened


def test_a_field_is_told_ctrl_and_a_letter_by_its_place(window: MainWindow) -> None:
    field = window.articles.filter
    field.setText("words")
    field.setFocus()
    type_key(window, "ф", "a", _CTRL)
    assert field.selectedText() == "words"


def test_a_latin_letter_is_what_it_is_wherever_it_stands(window: MainWindow, library: Library) -> None:
    window.view.page.setFocus()
    opened = window.session.article
    type_key(window, "h", "j")  # Dvorak has H there
    assert window.session.article == opened
    drag(window, "nobody asked us")
    type_key(window, "j", "c")
    assert library.annotations(opened.id) == []  # type: ignore[union-attr]


def test_ctrl_shift_is_not_ctrl_alone(window: MainWindow) -> None:
    for typed in ("А", "Φ", "F"):  # Russian, Greek, and the Hebrew keyboard's capitals
        window.view.page.setFocus()
        type_key(window, typed, "f", _CTRL | _SHIFT)
        assert QApplication.focusWidget() is window.search


@pytest.mark.parametrize(("letter", "sign"), [("α", ";"), ("א", "/")])
def test_a_sign_in_a_letters_place_goes_by_its_place(
    window: MainWindow, library: Library, letter: str, sign: str
) -> None:
    window.view.page.setFocus()
    type_key(window, letter, "a")
    drag(window, "nobody asked us")
    type_key(window, sign, "q")
    assert [one.label for one in library.annotations(window.session.article.id)] == ["Cue"]  # type: ignore[union-attr]
    type_key(window, "[", "f", _CTRL | _SHIFT)  # Arabic
    assert QApplication.focusWidget() is window.search


@pytest.mark.parametrize("before", ["", "h"])
@pytest.mark.parametrize(("sign", "place", "modifiers"), [("'", "q", _NONE), (";", "z", _CTRL)])  # Dvorak's
def test_a_sign_of_a_latin_keyboard_is_what_it_is_from_the_first_key_on(
    window: MainWindow, library: Library, before: str, sign: str, place: str, modifiers: Qt.KeyboardModifier
) -> None:
    window.view.page.setFocus()
    assert window.session.article is not None
    claim(window, "nobody asked us", "A spokesman")
    if before:
        type_key(window, before, "j")
    drag(window, "ferry company")
    type_key(window, sign, place, modifiers)
    assert library.undo_operation == operations.set_speaker()
    assert len(library.annotations(window.session.article.id)) == 1


@pytest.mark.parametrize(
    ("letter", "modifiers"), [("α", _NONE), ("Α", _SHIFT), ("α", _CTRL), ("א", _NONE), ("א", _CTRL)]
)
def test_one_letter_of_another_script_tells_that_the_signs_go_by_their_place(
    window: MainWindow, library: Library, letter: str, modifiers: Qt.KeyboardModifier
) -> None:
    window.view.page.setFocus()
    type_key(window, letter, "a", modifiers)
    drag(window, "nobody asked us")
    type_key(window, ";", "q")
    assert [one.label for one in library.annotations(window.session.article.id)] == ["Cue"]  # type: ignore[union-attr]


def test_latin_letters_with_shift_or_ctrl_do_not_tell_that_the_keyboard_is_latin(
    window: MainWindow, library: Library
) -> None:
    window.view.page.setFocus()
    type_key(window, "א", "t")
    type_key(window, "T", "t", _SHIFT)  # the Hebrew keyboard's capitals
    type_key(window, "u", "u", _CTRL)  # Qt asks a Latin layout, where the user has a second one
    drag(window, "nobody asked us")
    type_key(window, "/", "q")
    assert [one.label for one in library.annotations(window.session.article.id)] == ["Cue"]  # type: ignore[union-attr]


@pytest.mark.parametrize("in_the_text_first", [True, False])
def test_of_two_commands_with_one_key_the_one_that_works_here_is_done(
    window: MainWindow, in_the_text_first: bool
) -> None:
    done: list[str] = []
    everywhere, in_the_text = (QAction(name, window) for name in ("everywhere", "in the text"))
    for action in (everywhere, in_the_text):
        action.setShortcut("Z")
        action.triggered.connect(lambda _=False, action=action: done.append(action.text()))
    in_the_text.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    window.view.page.addAction(in_the_text)
    actions = [in_the_text, everywhere] if in_the_text_first else [everywhere, in_the_text]
    window.window().windowHandle().installEventFilter(keyboard_layouts.KeysByPlace(actions, window))
    window.articles.list.setFocus()
    type_key(window, "я", "z")
    assert done == ["everywhere"]


def test_a_command_of_the_text_alone_is_not_done_elsewhere(window: MainWindow) -> None:
    action = window.actions_["adjust-suggestion"]
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    action.setEnabled(True)
    window.articles.list.setFocus()
    type_key(window, "у", "e")
    assert not done
    window.view.page.setFocus()
    action.setEnabled(True)
    type_key(window, "у", "e")
    assert done


def test_each_system_tells_the_place_in_its_own_way() -> None:
    letters = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    for platform in ("linux", "win32", "darwin"):
        found = [keyboard_layouts.at_place(code, code, platform) for code in range(512)]
        assert sorted(filter(None, found)) == sorted(letters), platform
    # Some by name: X11 keycodes, set 1 scan codes, kVK_ANSI_C, kVK_ANSI_J, kVK_ANSI_Grave.
    assert [keyboard_layouts.at_place(code, 0, "linux") for code in (54, 44, 49)] == ["c", "j", "`"]
    assert [keyboard_layouts.at_place(code, 0, "win32") for code in (0x2E, 0x24, 0x29)] == ["c", "j", "`"]
    assert [keyboard_layouts.at_place(0, code, "darwin") for code in (0x08, 0x26, 0x32)] == ["c", "j", "`"]


@given(st.characters(max_codepoint=0x24F) | st.characters(whitelist_categories=("Nd", "Po", "Zs", "Sm")))
def test_what_is_latin_or_no_letter_is_not_foreign(character: str) -> None:
    assert not keyboard_layouts.is_foreign(character)


@given(st.sampled_from("абвгґєўѓλωξאבתءيپडकะกაհㄱあ"))
def test_letters_of_other_scripts_are_foreign(character: str) -> None:
    assert keyboard_layouts.is_foreign(character)


@pytest.mark.parametrize(
    ("text", "expected"), [("3", 3), ("٣", 3), ("۳", 3), ("३", 3), ("c", None), ("", None), ("²", None)]
)
def test_a_digit_is_one_in_every_script(text: str, expected: int | None) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, _NONE, text)
    assert keys.digit(event) == expected
    assert keys.digit(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, _CTRL, text)) is None
