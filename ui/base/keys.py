"""The keys that several rooms name: a command has them, a button shows them.

All others stand where they are used once: those of commands in `ui/commands/menus/`, those of labels in the codebook.
Arrows, Enter and Esc within a list or a field go by Qt's convention (`is_enter`, `rows_stepped`).
"""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)  # with one of these, a key is a command's and types nothing

ACCEPT, ADJUST, REJECT, ACCEPT_SURE = "Return", "E", "X", "Ctrl+Return"
TAKE, TAKE_ALL, TAKE_NONE, IN_THE_TEXT, BY_RULE = tuple("123456789"), "B", "0", "I", "Y"  # where annotators differ


def on_key_cap(key: str) -> str:
    """A key as a button shows it: "Ctrl ↵"."""
    return shown(key).replace("Return", "↵").replace("+", " ")


def shown(key: str) -> str:
    """A key as the menus and the help show it, in the system's own way."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def digit(event: QKeyEvent) -> int | None:
    """The digit that is typed, of whatever script; None when it is none, or more than a digit is pressed."""
    text = event.text()
    if event.modifiers() & COMMANDING or len(text) != 1:
        return None
    return unicodedata.decimal(text, None)


def may_type(event: QKeyEvent) -> bool:
    """Whether a field has a use for the key: it types something, with AltGr too, or has no modifier of a command."""
    return not event.modifiers() & COMMANDING or (event.text() != "" and event.text().isprintable())


def is_enter(event: QKeyEvent, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    """Whether this is Enter, that of the digits' block or the other, with this modifier of commands, or with none."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & COMMANDING == held


def rows_stepped(event: QKeyEvent, page: int) -> int:
    """How many rows an arrow, or a page key, goes down in a list that shows `page` rows; 0 by any other key."""
    steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
    return steps.get(Qt.Key(event.key()), 0)
