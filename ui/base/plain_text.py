"""How the window shows texts that are not ours, where Qt would take them for markup: each as it is, and not too long.

What Qt takes for HTML may name a file, which Qt then reads: a device ends the program, a pipe stops it. So labels are
plain, tool tips are escaped, and in the words of buttons and menus `&` is a letter. The classes of Qt that would read
markup are used here, in `message_boxes.py`, for the help's page and for guidelines, and nowhere else (`pyproject.toml`,
banned-api).
"""

import re
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from desktop.base.text_direction import isolated

_MARKS = re.compile(r"[*_#`>\[\]\\~]|^\s*[-+\d]", re.MULTILINE)  # that Markdown may set words by

_LONG, _ON_TITLE_BAR, _ON_BUTTON = 2000, 200, 80  # characters that there is room for


def shortened(text: str, limit: int = _LONG) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def tip(text: str) -> str:
    """A tool tip that shows this text as it is: in a speaker's name or a quotation, `<b>` is three characters."""
    return f'<div style="white-space: pre-wrap">{escape(shortened(text))}</div>' if text else ""


def guideline_tip(guideline: str, words: str = "") -> str:
    """A tool tip with a guideline, below other words."""
    return tip(with_guideline(words, guideline))


def with_guideline(words: str, guideline: str) -> str:
    """Words, and what is read of a guideline, which may be Markdown, below them."""
    return "\n\n".join(isolated(one) for one in (words, guideline_words(guideline)) if one)


def guideline_words(guideline: str) -> str:
    """What is read of a guideline: its words, without the signs of Markdown that set them."""
    if not _MARKS.search(guideline):
        return guideline
    document = QTextDocument()
    document.setMarkdown(guideline, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    return document.toPlainText().strip()


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


class FieldName(PlainLabel):
    """The name of a field, beside it, of which a screen reader is told by this alone where the field is a combo box.

    On Linux, what Qt gives as the name of a combo box is its value.
    """

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__(name)
        self.setAccessibleName(name)  # whole, however little of it is shown
        self.setBuddy(field)

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))  # in the label of a field, Qt takes it for the sign of a key


def nothing_loaded(kind: int) -> QByteArray | QImage:
    """What a text gets for something that its words name. Without a picture, Qt reads the file itself."""
    if kind != QTextDocument.ResourceType.ImageResource.value:
        return QByteArray()
    picture = QImage(1, 1, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
