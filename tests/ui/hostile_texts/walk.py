"""Goes through widgets, and says which of their texts Qt takes for more than a text."""

import html

from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.ui.hostile_texts.texts import OVERRIDE
from tests.ui.pseudo_locale import actions_in, columns_of
from ui.codebook.guideline_field import GuidelineField
from ui.help.page import Page


def is_taken_for_markup(words: str) -> bool:
    """Whether Qt, told to find out by itself, takes it for HTML, other than a tip that has its text escaped."""
    text = without_blocks(words)
    return QtGui.Qt.mightBeRichText(words) and (text == words or "<" in text)


def without_blocks(words: str) -> str:
    """What stands in the blocks of a tip, each in lines of its own."""
    return words.replace('<div style="white-space: pre-wrap">', "").replace("</div>", "\n")


def makes_a_key(words: str) -> bool:
    _, found, after = words.partition("<img")  # a mnemonic of ours stands before it
    return bool(found) and not QKeySequence.mnemonic(after).isEmpty()


def turns_what_is_beside_it(words: str) -> bool:
    """Whether words of ours stand beside a hostile text, which is not set apart from them."""
    depth = 0
    for place, character in enumerate(words):
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth = max(depth - 1, 0)
        elif character == OVERRIDE and not depth:
            before = words[:place].rpartition("\n")[2].rpartition("<img")[0]
            after = words[place + 1 :].partition("\n")[0].split("\t")[0]
            is_ours = any(map(str.isalpha, before)) and not before.startswith("/")  # a path, of which it is a part
            if is_ours or len(after.split()) > 1:
                return True
    return False


class Walk:
    """What is wrong with the texts of windows."""

    def __init__(self) -> None:
        self.wrong: set[str] = set()
        self.seen = 0  # hostile texts that were met

    def over(self, *roots: QWidget) -> None:
        QTest.qWait(5)
        for root in roots:
            for widget in (root, *root.findChildren(QWidget)):
                self._at(widget, f"{type(widget).__name__} {widget.accessibleName()[:30]!r} in {type(root).__name__}")

    def _at(self, widget: QWidget, where: str) -> None:
        self.tip(widget.toolTip(), where)
        for words in (widget.statusTip(), widget.whatsThis()):
            self.tip(words, where)
        if widget.isWindow():
            self.text(widget.windowTitle(), f"the title of {where}")
        if isinstance(widget, QLabel):
            if widget.textFormat() != Qt.TextFormat.PlainText:
                self._if(is_taken_for_markup(widget.text()) or "<img" in widget.text(), f"{where}: is no plain label")
            self.text(widget.text(), where)
        if isinstance(widget, QMessageBox):
            self._if(widget.textFormat() != Qt.TextFormat.PlainText, f"{where}: is no plain box")
        if isinstance(widget, QTextEdit):
            self._if(not isinstance(widget, Page | GuidelineField), f"{where}: reads what a page names")
        if isinstance(widget, QPlainTextEdit):
            self._if(has_pictures(widget.document()), f"{where}: holds a picture")
        if isinstance(widget, QAbstractButton):
            self.with_keys(widget.text(), where)
        if isinstance(widget, QGroupBox):
            self.with_keys(widget.title(), where)
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                self.with_keys(widget.tabText(tab), where)
                self.tip(widget.tabToolTip(tab), where)
        if isinstance(widget, QMenu):
            self.with_keys(widget.title(), where)
        for action in actions_in(widget) if isinstance(widget, QMenu) else widget.actions():
            self.with_keys(action.text(), f"an action of {where}")
            for words in (action.toolTip(), action.statusTip(), action.whatsThis()):
                is_shown = isinstance(widget, QMenu) and widget.toolTipsVisible()
                self._if(is_shown and is_taken_for_markup(words), f"the tip of an action of {where}")
        if isinstance(widget, QAbstractItemView | QComboBox) and (model := widget.model()):
            self.model(model, where)

    def model(self, model: QAbstractItemModel, where: str) -> None:
        roles = Qt.ItemDataRole
        for section in range(columns_of(model)):
            self.text(str(model.headerData(section, Qt.Orientation.Horizontal) or ""), f"a heading of {where}")
            tip = model.headerData(section, Qt.Orientation.Horizontal, roles.ToolTipRole)
            self.tip(str(tip or ""), f"a heading of {where}")
        for row in range(min(model.rowCount(), 50)):
            for column in range(columns_of(model)):
                index = model.index(row, column, QModelIndex())
                self.text(str(index.data() or ""), f"a row of {where}")
                for role in (roles.ToolTipRole, roles.StatusTipRole, roles.WhatsThisRole):
                    self.tip(str(index.data(role) or ""), f"a row of {where}")

    def tip(self, words: str, where: str) -> None:
        self._if(is_taken_for_markup(words), f"the tip of {where}: {words}")
        self.text(html.unescape(without_blocks(words)), where)

    def with_keys(self, words: str, where: str) -> None:
        self._if(makes_a_key(words), f"{where}: {words}")
        self.text(words, where)

    def text(self, words: str, where: str) -> None:
        self.seen += "<img" in words
        self._if(turns_what_is_beside_it(words), f"{where} is turned: {words!r}")

    def _if(self, is_wrong: bool, what: str) -> None:
        if is_wrong:
            self.wrong.add(what)


def has_pictures(document: QTextDocument) -> bool:
    return any(format.isImageFormat() for format in document.allFormats())
