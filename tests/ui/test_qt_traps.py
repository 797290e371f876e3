"""Faults of Qt for Python that would end the program, watched so that an upgrade can't bring them in unseen."""

import subprocess
import sys
from pathlib import Path

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


def test_what_is_imported_after_qt_is_not_read_as_source() -> None:
    """PySide6 reads the source of each module that is imported after it, by linecache, which keeps what it read."""
    script = "import linecache, ui.start.frame; print(*linecache.cache, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not [path for path in done.stdout.splitlines() if Path(path).name in {"frame.py", "theme.py", "settings.py"}]
