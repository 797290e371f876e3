"""How the window shows texts that are not ours, where Qt would take them for markup: each as it is, and not too long.

What Qt takes for HTML may name a file, which Qt then reads: a device ends the program, a pipe stops it. So labels and
message boxes are plain, tool tips are escaped, and in the words of buttons and menus `&` is a letter. The classes of Qt
that would read markup are used here and nowhere else (`pyproject.toml`, banned-api).
"""

import re
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl
from PySide6.QtWidgets import QLabel, QMessageBox, QTextBrowser, QToolTip, QWidget

from desktop.base.directions import isolated

_LONG, _ON_TITLE_BAR, _ON_BUTTON = 2000, 200, 80  # characters that there is room for


def shortened(text: str, limit: int = _LONG) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def tip(text: str) -> str:
    """A tool tip that shows this text as it is: in a speaker's name or a quotation, `<b>` is three characters."""
    return f'<div style="white-space: pre-wrap">{escape(shortened(text))}</div>' if text else ""


def show_tip(at: QPoint, text: str, widget: QWidget) -> None:
    """Show this text as the tool tip of a widget now, at a place on the screen; hide it where there is none."""
    QToolTip.showText(at, tip(text), widget)


def on_button(text: str) -> str:
    """The text as a button, an action or a menu shows it: one line, in which `&` is no mnemonic."""
    return shortened(" ".join(text.split()), _ON_BUTTON).replace("&", "&&")


def on_title_bar(names: Iterable[str]) -> str:
    """These names as the title of a window, in which Qt would put a sign for changes into `[*]`."""
    shown = (isolated(shortened(" ".join(name.split()), _ON_TITLE_BAR)) for name in names)
    return " — ".join(shown).replace("[*]", "[*][*]")


def without_mnemonic(text: str) -> str:
    """What a person reads of the text of a button, an action or a menu."""
    return re.sub("&(.)", r"\1", text, flags=re.DOTALL)


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(shortened(text))


class PlainPage(QTextBrowser):
    """Shows pages of our own. What they name, as a picture or a page to go to, is not read."""

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        return QByteArray()  # for None Qt reads the file itself


def told(parent: QWidget | None, sentence: str) -> None:
    """Tell this in a box of its own, until it is read."""
    _box(parent, "Ascribe", sentence).exec()


def agreed(parent: QWidget, title: str, sentence: str, what_follows: str, yes: str, no: str) -> bool:
    """Whether the user says yes to this; who only presses Enter says no."""
    box = _box(parent, title, sentence)
    box.setInformativeText(what_follows)
    agreeing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreeing


def _box(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(shortened(sentence))
    return box
