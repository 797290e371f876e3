"""Faults of Qt for Python that would end the program, watched so that an upgrade can't bring them in unseen."""

import sys

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_void_calls_keep_their_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 gives one reference to None away in each of them; some thousands later Python aborts."""
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    cursor = QTextCursor(editor.document())
    before = sys.getrefcount(None)
    for width in range(2000):
        editor.setCursorWidth(width % 3)
        editor.setReadOnly(True)
        cursor.setPosition(0)
    assert abs(sys.getrefcount(None) - before) < 500
