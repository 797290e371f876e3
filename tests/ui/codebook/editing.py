"""What a person does in the codebook editor, in the words of the tests."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QWidget

from desktop.library import Library
from desktop.model import nested_options
from desktop.model.codebook import Attribute, PartPath
from tests.ui.gestures import press, type_words
from ui.codebook.page import CodebookPage
from ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
TOPIC = ("Claim", "topic")


def shown(window: MainWindow) -> CodebookPage:
    """The page, once Qt has given it its room."""
    page = window.codebook.page
    assert page is not None
    for _ in range(200):
        if page.isVisible() and page.outline.height() > 500:
            break
        QTest.qWait(10)
    return page


def choose(page: CodebookPage, *path: str) -> None:
    """Click the row of this part; the rows of a page that was just shown may still be finding their places."""
    for _ in range(50):
        row = page.outline.visualRect(page.outline.rows.index_of(path))
        QTest.mouseClick(page.outline.viewport(), LEFT, pos=QPoint(row.left() + 60, row.center().y()))
        if page.outline.chosen_path == path:
            return
        QTest.qWait(20)
    pytest.fail(f"{path} was clicked, and {page.outline.chosen_path} is chosen")


def field(page: CodebookPage, kind: type[QWidget], name: str) -> QWidget:
    """The showing one of this name, or with these words; Qt shows what was just made when it comes round to it."""
    for _ in range(200):
        found = [one for one in page.findChildren(kind) if name in words_of(one) and one.isVisible()]
        if found:
            break
        QTest.qWait(10)
    (only,) = found
    return only


def words_of(widget: QWidget) -> tuple[str, str]:
    return widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else ""


def click(page: CodebookPage, words: str) -> None:
    QTest.mouseClick(field(page, QAbstractButton, words), LEFT)


def write(page: CodebookPage, name: str, words: str) -> None:
    """Type into the field of this name in the place of what is there, and leave it by Enter."""
    line = field(page, QLineEdit, name)
    line.setFocus()
    press(Qt.Key.Key_A, modifier=CTRL)
    type_words(words)
    press(Qt.Key.Key_Return)


def options(library: Library, path: PartPath = TOPIC) -> list[str]:
    library.catch_up()
    asked = library.codebook.at(path)
    assert isinstance(asked, Attribute)
    return [f"{'  ' * depth}{one.name}" for depth, one in nested_options.in_order(asked.options)]


def answered(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], fill: Callable[..., object]) -> None:
    """From now on, dialogs of this kind are filled in and accepted."""

    def accept(dialog: QDialog) -> int:
        assert isinstance(dialog, kind)
        fill(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", accept)


def open_menu() -> QMenu:
    """The menu that was just opened."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(page: CodebookPage, words: str = "") -> None:
    """Take the entry with these words at its beginning, or else the one that is offered, from the menu by Enter."""
    menu = open_menu()
    if words:
        (entry,) = (one for one in menu.actions() if one.text().startswith(words))
        menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    page.activateWindow()  # which a system does where a menu closes
    QTest.qWaitForWindowActive(page.window())


def add(page: CodebookPage, button: str, name: str, of: str = "") -> PartPath:
    """Add a part by its button, of the role or kind that its menu calls so, and name it; gives its path."""
    click(page, button)
    if of:
        take(page, of)
    type_words(name)
    press(Qt.Key.Key_Return)
    QTest.qWait(200)
    return page.outline.chosen_path or ()
