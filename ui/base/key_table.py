"""The keys that several rooms name: a command has them, a button shows them.

All others stand where they are used once: those of commands in `ui/commands/menus.py`, those of labels in the codebook.
Arrows, Enter and Esc within a list or a field go by Qt's convention (`keys.is_enter`, `keys.rows_stepped`).
"""

from PySide6.QtGui import QKeySequence

ACCEPT, ADJUST, REJECT, ACCEPT_SURE_ONES = "Return", "E", "X", "Ctrl+Return"


def on_key_cap(key: str) -> str:
    """A key as a button shows it: "Ctrl ↵"."""
    return shown(key).replace("Return", "↵").replace("+", " ")


def shown(key: str) -> str:
    """A key as the menus and the help show it, in the system's own way."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
