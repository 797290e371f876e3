"""Dialogs have room on a screen of 1024x640, with its panel and their title bars."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.exchange.registry import WRITABLE
from desktop.model import codebook as codebooks
from desktop.model.records import Assignment
from desktop.model.work_plan import work_plan
from tests.making import article_of
from ui.articles.article_dialog import ArticleDialog, ArticlesDialog
from ui.articles.assign_dialog import AssignDialog
from ui.articles.groups_dialog import GroupsDialog
from ui.articles.progress_dialog import ProgressDialog
from ui.articles.work_dialog import WorkDialog
from ui.base import theme
from ui.base.dialog import Dialog
from ui.base.settings import Settings
from ui.commands.shortcuts_dialog import ShortcutsDialog
from ui.files.export_dialog import Choices, ExportDialog
from ui.window.preferences import PreferencesDialog

_HIGHEST, _WIDEST = 580, 1000

DIALOGS: dict[str, Callable[[], QDialog]] = {
    "keys": lambda: ShortcutsDialog(None, codebooks.default()),
    "export a table": lambda: ExportDialog(
        None, WRITABLE, codebooks.default(), Choices(total=1), {"format": "csv", "table": "claims"}
    ),
    "preferences": lambda: PreferencesDialog(None, Settings(), "ada", "Suggestions come from the built-in rules."),
    "details": lambda: ArticleDialog(None, article_of("text")),
    "details of several": lambda: ArticlesDialog(None, 5),
    "tags and sets": lambda: GroupsDialog(None, 1, {"tags": [], "sets": []}, {"tags": {}, "sets": {}}),
    "assign": lambda: AssignDialog(None, [f"annotator {number}" for number in range(12)], {"1": []}, {}),
    "who codes what": lambda: WorkDialog(None, work_plan([Assignment.of("1", "")], {"1": "A title"}, {}), {"": "Ann"}),
    "progress": lambda: ProgressDialog(None, {"done": 1}, 1, 2, 3),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_a_small_screen(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    theme.apply(qapp, "light")
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= _WIDEST
    assert dialog.height() <= _HIGHEST


@pytest.mark.parametrize("name", DIALOGS)
def test_on_a_screen_that_it_does_not_fit_a_dialog_scrolls(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """As one of 1024x640 is to a text of twice the size."""
    theme.apply(qapp, "light")
    room = QSize(504, 280)
    monkeypatch.setattr(Dialog, "room", room)
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QApplication.processEvents()
    assert dialog.size().boundedTo(room) == dialog.size()
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    assert dialog.rect().contains(buttons.geometry()), "the buttons stay in view"
    first = dialog.focusWidget()
    for _ in range(30):  # by the Tab key, each field comes into view
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        field = dialog.focusWidget()
        assert field is not None
        assert not field.visibleRegion().isEmpty(), (type(field), field.accessibleName())
        if field is first:
            break
