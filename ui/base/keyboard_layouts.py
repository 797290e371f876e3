"""Keys by their place, on a keyboard whose letters are not Latin: С, ψ or ؤ where C would be means C.

Commands and labels have Latin letters for keys. Who writes Russian, Greek, Arabic or Hebrew has others on them, which
Qt compares with nothing but, at best, a second layout of the user's. So a letter that is not Latin is read as what a
US keyboard has at its place. A Latin letter is taken as it is: a French or a Dvorak keyboard keeps its own order. And
where text is typed, every letter is typed.

A sign in a letter's place (; on a Greek Q, [ on an Arabic F with Shift) goes by its place, too, where the last letter
that was pressed is not Latin. Before any letter was, a sign is what it is: Dvorak and French keyboards have signs in
such places as well, and a key that does nothing is better than one that does what nobody meant. So a Greek Q is heard
from the first Greek letter on. (What layout it is, Qt knows on Windows and macOS, but not on X11.)

What tells the place: on X11 and Wayland the scan code is evdev's and 8 more; on Windows it is set 1, which evdev has
taken its numbers from; on macOS there is none, but the virtual key is one of Carbon's kVK codes, which name places.
"""

import sys
import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.base.keys import COMMANDING

_SET_1 = {
    first + number: letter
    for first, row in ((2, "1234567890-="), (16, "qwertyuiop[]"), (30, "asdfghjkl;'`"), (43, "\\zxcvbnm,./"))
    for number, letter in enumerate(row)
}
_EVDEV = {code + 8: letter for code, letter in _SET_1.items()}
_KVK = {
    code: letter for code, letter in enumerate("asdfghzxcv bqweryt123465=97-80]ou[ip lj'k;\\,/nm.  `") if letter != " "
}

_MOD = Qt.KeyboardModifier
_NOT_FOREIGN = ("LATIN", "FULLWIDTH LATIN", "MODIFIER LETTER", "COMBINING", "MICRO", "FEMININE", "MASCULINE")


def at_place(scan_code: int, virtual_key: int, platform: str = sys.platform) -> str:
    """What a US keyboard has at the place of this key, lower case; "" where no letter, digit or sign stands."""
    if platform == "darwin":
        return _KVK.get(virtual_key, "")
    return (_SET_1 if platform == "win32" else _EVDEV).get(scan_code, "")


def is_foreign(character: str) -> bool:
    """Whether this is a letter, or a sign that is put to letters, of another script than the Latin one."""
    if not character:
        return False
    name = unicodedata.name(character, "")
    return unicodedata.category(character)[0] in "LM" and not name.startswith(_NOT_FOREIGN)


def meant(event: QKeyEvent, *, foreign: bool = False) -> QKeyCombination:
    """The key that is meant, with its modifiers: by its place where its letter is not Latin, else as it is.

    `foreign` says that the letters of the keyboard are known not to be Latin, so that a sign in a letter's place means
    that letter.
    """
    key, place = event.key(), at_place(event.nativeScanCode(), event.nativeVirtualKey())
    character = _character(event)
    is_sign = foreign and place.isalpha() and not character.isalnum() and not character.isspace()
    if place and character and (is_foreign(character) or is_sign):
        key = ord(place.upper())
    return QKeyCombination(event.modifiers() & ~(_MOD.KeypadModifier | _MOD.GroupSwitchModifier), Qt.Key(key))


def _character(event: QKeyEvent) -> str:
    """What stands on the key, whatever is pressed along with it; "" on one like F1."""
    return chr(event.key()) if 0 < event.key() <= sys.maxunicode else ""


class KeysByPlace(QObject):
    """Lets the keys of a window's commands, and of what has the keyboard in it, be found by their place.

    Watches the native window, where each key arrives before anything else of Qt's sees it.
    """

    def __init__(self, actions: Sequence[QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._taken: Callable[[], object] | None = None  # what the key does that was found to be somebody's
        self._foreign = False  # whether the last letter was of another script than the Latin one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt asks by ShortcutOverride whether a key is to be no shortcut; if so, it then delivers it as KeyPress.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._taken = self._who_takes(event)
            event.setAccepted(self._taken is not None)
            return self._taken is not None
        if event.type() == QEvent.Type.KeyPress and self._taken is not None:
            taken, self._taken = self._taken, None
            taken()
            return True
        return False

    def _who_takes(self, event: QKeyEvent) -> Callable[[], object] | None:
        self._learn_script(event)
        key, focus = meant(event, foreign=self._foreign), QApplication.focusWidget()
        is_as_it_is = key.key() == event.key()
        if is_as_it_is and not _is_capital(key):
            return None
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return None
        if focus is not None and not event.modifiers() & COMMANDING and _takes_text(focus):
            return None
        if focus is not None and _accepts(focus, key):
            return None if is_as_it_is else lambda: QApplication.sendEvent(focus, _pressed(QEvent.Type.KeyPress, key))
        action = self._action_of(key, focus)
        return action.trigger if action else None

    def _learn_script(self, event: QKeyEvent) -> None:
        if is_foreign(_character(event)):
            self._foreign = True
        elif event.text().isalpha() and not event.modifiers():
            # With Shift, a Hebrew keyboard has Latin letters; with Ctrl, Qt looks for one in the user's other layouts.
            self._foreign = False

    def _action_of(self, key: QKeyCombination, focus: QWidget | None) -> QAction | None:
        wanted = QKeySequence(key)
        for action in self._actions:
            is_of_some = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
            works_here = not is_of_some or focus in action.associatedObjects()
            if wanted in action.shortcuts() and action.isEnabled() and works_here:
                return action
        return None


def _is_capital(key: QKeyCombination) -> bool:
    # A Hebrew keyboard has Latin capitals beside its letters. Qt takes their Shift for used up, and J for Shift+J.
    return bool(key.keyboardModifiers() & _MOD.ShiftModifier) and Qt.Key.Key_A <= key.key() <= Qt.Key.Key_Z


def _takes_text(widget: QWidget) -> bool:
    return bool(widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))


def _accepts(widget: QWidget, key: QKeyCombination) -> bool:
    asked = _pressed(QEvent.Type.ShortcutOverride, key)
    asked.ignore()
    QApplication.sendEvent(widget, asked)
    return asked.isAccepted()


def _pressed(kind: QEvent.Type, key: QKeyCombination) -> QKeyEvent:
    modifiers = key.keyboardModifiers()
    letter = "" if modifiers & COMMANDING else chr(key.key())
    return QKeyEvent(kind, key.key(), modifiers, letter if modifiers & _MOD.ShiftModifier else letter.lower())
