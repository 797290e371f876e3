"""The cases of an article as rows: what is claimed, what annotators differ in, what is decided."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.adjudication.cases import Adjudication, Case
from ui.adjudication.case_wording import decision_in_words, differences_in_words, spoken
from ui.base import theme
from ui.base.panel_parts import MARGIN, one_line, paint_line, paint_row_ground
from ui.base.plain_text import tip
from ui.base.row_list import Index, RowDelegate, RowModel

_LINE, _TICK = 18, 16


class CaseModel(RowModel):
    """Some cases of an adjudication."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cases: Sequence[Case] = ()
        self.adjudication: Adjudication | None = None

    def show(self, adjudication: Adjudication | None, cases: Sequence[Case]) -> None:
        self.adjudication, self.cases = adjudication, cases
        self.set_count(len(cases))

    def row_of(self, case_id: str) -> int | None:
        return next((row for row, case in enumerate(self.cases) if case.id == case_id), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.adjudication is None or not 0 <= index.row() < len(self.cases):
            return None
        case = self.cases[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(case.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(case, self.adjudication)
        return case.words if role == Qt.ItemDataRole.DisplayRole else None


class CaseDelegate(RowDelegate):
    """Two lines: the words, and what is decided, or else what annotators differ in."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._small = QFont(theme.reading_font(14)), QFont(theme.interface_font(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * _LINE + 10)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, colors = index.model(), theme.current()
        if not isinstance(model, CaseModel) or model.adjudication is None or index.row() >= len(model.cases):
            return
        case = model.cases[index.row()]
        paint_row_ground(painter, option)
        line = QRect(option.rect.left() + MARGIN, option.rect.top() + 5, option.rect.width() - 2 * MARGIN, _LINE)
        ink = colors.secondary if case.is_decided else colors.ink
        paint_line(painter, line, one_line(case.words), self._words, ink)
        below, tone = line.translated(0, _LINE), colors.secondary
        words = decision_in_words(case, model.adjudication) or differences_in_words(case)
        if case.is_decided:
            paint_line(painter, below, "✓", self._small, colors.ink)
            below, tone = below.adjusted(_TICK, 0, 0, 0), colors.ink
        paint_line(painter, below, words, self._small, colors.warning if case.has_changed else tone)
