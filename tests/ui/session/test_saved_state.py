"""Whether the last change is saved is told wherever the user is."""

import os
import sys

import pytest

from desktop.library import Library
from ui.window.main_window import MainWindow


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_library_that_comes_back_is_not_told_to_be_lost_beside_its_codebook(
    window: MainWindow, library: Library
) -> None:
    window.codebook.open()
    assert window.codebook.page is not None
    message = window.codebook.page.message
    away = library.address.file.with_name("away")
    os.rename(library.address.file, away)
    window.session.catch_up()
    assert message.isVisible()
    assert "deleted, moved or replaced" in message.words.text()
    os.rename(away, library.address.file)
    window.session.catch_up()
    assert not message.isVisible()
