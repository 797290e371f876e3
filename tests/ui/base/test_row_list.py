"""Lists of rows keep what is looked at in view when others take their room."""

import pytest
from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ui.base.row_list import Index, RowDelegate, RowList, RowModel


class Rows(RowModel):
    def data(self, index: Index, role: int = 0) -> str:
        return str(index.row())


class Row(RowDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | object) -> QSize:
        return QSize(100, 40)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pass


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    model = Rows()
    model.set_count(40)
    shown = RowList("Rows", model, Row())
    qtbot.addWidget(shown)
    shown.resize(200, 400)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def is_seen(rows: RowList) -> bool:
    return rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_the_current_row_stays_in_view_when_the_list_gets_lower(rows: RowList) -> None:
    rows.setCurrentIndex(rows.model().index(8, 0))
    assert is_seen(rows)
    rows.resize(200, 120)
    assert is_seen(rows)


def test_a_row_from_which_somebody_scrolled_away_does_not_come_back(rows: RowList) -> None:
    rows.setCurrentIndex(rows.model().index(2, 0))
    rows.scrollToBottom()
    rows.resize(200, 120)
    assert not is_seen(rows)
