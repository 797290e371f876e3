"""A field above a list, used by its keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.gestures import press, type_words
from ui.base.filter_field import FilterField


@pytest.fixture
def field(qtbot: QtBot) -> FilterField:
    field = FilterField("Filter articles", "Filter…")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    type_words("rain")
    return field


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_arrow_and_enter_lead_into_the_list(field: FilterField, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(field.entered):
        press(key)
    assert field.text() == "rain"


def test_escape_empties_it(field: FilterField) -> None:
    press(Qt.Key.Key_Escape)
    assert field.text() == ""
