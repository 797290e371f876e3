"""A language for tests: English with accents, in brackets, 1.4 times as long; and what a window shows of it.

What tests themselves write is Greek; so a Latin letter without an accent is of a text that was not translated.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from gettext import NullTranslations

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from ui.base.eliding_combo import ElidingCombo
from ui.base.keyed_button import KeyedButton

LONGER = 1.4

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áßćďéťğħíĵķĺḿñóþģřšťúŵŵžýžÁÞĆĎÉŤĞĦÍĴĶĹḾÑÓÞĢŘŠŤÚŴŴŽÝŽ"  # all are in the face that is shipped
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_ARGUMENT = re.compile(r"({\w+})")


def pseudo(message: str) -> str:
    """The message in this language; its arguments and mnemonics stay."""
    if not any(letter.isalpha() for letter in message):
        return message
    parts = _ARGUMENT.split(message)
    words = "".join(part if _ARGUMENT.fullmatch(part) else part.translate(_LETTERS) for part in parts)
    lacking = round(LONGER * len(_ARGUMENT.sub("", message))) - len(_ARGUMENT.sub("", words)) - 2
    more = "".join(" " if place % 6 == 0 else "é" for place in range(max(lacking, 0)))
    return f"[{words}{more}]"


class PseudoLocale(NullTranslations):
    """The catalogue of this language."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return message if context == "a date" else pseudo(message)


# Names of keys and of the program, extensions, the beginning of an address, and what Qt says of a line in a list.
SAME_EVERYWHERE = re.compile(
    r"\b(Ctrl|Shift|Alt|Meta|Return|Enter|Esc|Del|Ins|Backspace|Up|Down|Left|Right|Home|End|Space|Tab|F\d+|[A-Z])\b|Ascribe|https://"
    r"|Aä|⟨ab⟩|Scroll (Left|Right)|\*?\.[a-z]+(-[a-z]+)?\b|^separator$"
)


@dataclass
class Seen:
    """What was seen of windows."""

    texts: dict[str, str] = field(default_factory=dict)  # and where
    clipped: set[str] = field(default_factory=set)

    def look(self, *roots: QWidget) -> None:
        """Look at these widgets and all that is in them."""
        QTest.qWait(5)
        for widget in (widget for root in roots for widget in (root, *root.findChildren(QWidget))):
            if not widget.objectName().startswith("qt_"):  # those that Qt makes for itself
                self.read(shown_by(widget), f"{type(widget).__name__} {widget.accessibleName()}")
            if widget.isVisible() and not widget.visibleRegion().isEmpty() and is_clipped(widget):
                words = next(filter(None, shown_by(widget)), "")
                self.clipped.add(f"{type(widget).__name__} {words!r}, {widget.width()} px wide")

    def read(self, texts: Iterable[str], where: str) -> None:
        self.texts |= dict.fromkeys(texts, where)

    def wrong(self, known: Iterable[str] = ()) -> dict[str, str]:
        """What is not translated, but for what is `known` to be the same in all languages; and what is clipped."""
        return {
            **{text: where for text, where in self.texts.items() if has_english(text, known)},
            **dict.fromkeys(self.clipped, "is clipped"),
        }

    def has(self, *messages: str) -> bool:
        return all(pseudo(message) in self.texts for message in messages)


def has_english(text: str, known: Iterable[str]) -> bool:
    rest = html.unescape(re.sub("<[^>]*>", "", text)).replace("&", "")
    for same in sorted(known, key=len, reverse=True):
        rest = rest.replace(same, "")
    return bool(re.search("[A-Za-z]", SAME_EVERYWHERE.sub("", rest)))


def actions_in(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        yield action
        if isinstance(inner := action.menu(), QMenu):
            yield from actions_in(inner)


def columns_of(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())


def cells_of(model: QAbstractItemModel, roles: tuple[Qt.ItemDataRole, ...]) -> Iterator[str]:
    for row in range(min(model.rowCount(), 50)):
        for column in range(columns_of(model)):
            index = model.index(row, column)
            yield from (words for role in roles if isinstance(words := index.data(role), str))


_ROLES = tuple(
    Qt.ItemDataRole[role]
    for role in ("DisplayRole", "ToolTipRole", "AccessibleTextRole", "AccessibleDescriptionRole", "StatusTipRole")
)


def shown_by(widget: QWidget) -> Iterator[str]:
    """What a person reads or hears of one widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()):
        yield from cells_of(model, _ROLES)
        yield from (
            str(model.headerData(section, Qt.Orientation.Horizontal) or "")
            for section in range(columns_of(model))
            if isinstance(header := getattr(widget, "header", lambda: None)(), QHeaderView) and header.isVisible()
        )
    for action in actions_in(widget) if isinstance(widget, QMenu) else widget.actions():
        yield from (action.text(), action.toolTip())


def is_clipped(widget: QWidget) -> bool:
    """Whether a widget shows less than its words, and no tool tip shows them."""
    text, metrics, width = "", widget.fontMetrics(), widget.width()
    if isinstance(widget, QLabel | QAbstractButton):
        text = widget.text()
        if text.endswith("…") and text[:-1] in tip_of(widget):
            return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return bool(text) and widget.heightForWidth(width) > widget.height()
    if isinstance(widget, KeyedButton):
        return 12 + metrics.horizontalAdvance(text) + 6 > width
    if isinstance(widget, QLabel | QAbstractButton):
        return bool(text) and widget.sizeHint().width() > width
    if isinstance(widget, ElidingCombo):
        return False  # its words end in an ellipsis, and its tip has them whole
    if isinstance(widget, QComboBox):
        return metrics.horizontalAdvance(widget.currentText()) > width - 30 and widget.currentText() not in tip_of(
            widget
        )
    if isinstance(widget, QLineEdit):
        room = width - 18 if widget.isClearButtonEnabled() else width - 16
        return metrics.horizontalAdvance(widget.placeholderText()) > room and widget.placeholderText() not in tip_of(
            widget
        )
    if isinstance(widget, QHeaderView):
        sections = range(widget.count()) if widget.orientation() == Qt.Orientation.Horizontal else range(0)
        return any(widget.sectionSizeHint(section) > widget.sectionSize(section) for section in sections)
    return False


def tip_of(widget: QWidget) -> str:
    return html.unescape(re.sub("<[^>]*>", "", widget.toolTip()))
