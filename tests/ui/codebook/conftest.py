"""The codebook editor, opened on a codebook with nested options."""

import pytest
from PySide6.QtCore import Qt

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from tests.ui.codebook.editing import CTRL, shown
from tests.ui.gestures import press
from ui.codebook.page import CodebookPage
from ui.window.main_window import MainWindow


@pytest.fixture
def asked(library: Library) -> Library:
    """The library with a topic for claims: Economy > Taxes, Jobs; Climate."""
    options = (("Economy", None), ("Taxes", "Economy"), ("Jobs", "Economy"), ("Climate", None))
    topic = Attribute(
        id="topic",
        name="topic",
        kind="choice",
        options=tuple(Option(id=name, name=name, parent=parent) for name, parent in options),
    )
    with library.edit(operations.add_attribute("topic")) as edit:
        labelling.add_part(edit, ("Claim",), topic)
    return library


@pytest.fixture
def page(asked: Library, window: MainWindow) -> CodebookPage:
    """The editor, opened by its key."""
    window.view.page.setFocus()
    press(Qt.Key.Key_B, modifier=CTRL)
    return shown(window)
