"""Two parts beside each other, or one below the other."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.base.wrapping_row import WrappingRow


@pytest.mark.parametrize(("room", "is_folded"), [(40, False), (-10, True)])
def test_it_folds_where_its_parts_lack_room_and_needs_no_more_than_the_wider_one(
    qtbot: QtBot, room: int, is_folded: bool
) -> None:
    first, second = QLabel("A name"), QLabel("and what is said of it")
    row = WrappingRow(first, second, 8, 2)
    panel = QWidget()
    QVBoxLayout(panel).addWidget(row)
    qtbot.addWidget(panel)
    panel.show()
    wide = first.minimumSizeHint().width() + 8 + second.minimumSizeHint().width() + room
    row.setFixedWidth(wide)
    QApplication.processEvents()
    assert (second.y() >= first.y() + first.height()) is is_folded
    assert all(part.width() >= part.minimumSizeHint().width() for part in (first, second))
    assert row.minimumSizeHint().width() == second.minimumSizeHint().width()
    assert row.height() >= row.minimumSizeHint().height()
