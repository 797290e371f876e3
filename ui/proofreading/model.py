"""The findings as rows: what is found with the words there, and the article below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.base.text_direction import isolated
from desktop.proofreading.checks import Finding
from ui.base import theme
from ui.base.panel_parts import paint_line, paint_row_ground
from ui.base.row_list import Index, RowDelegate, RowModel

FINDING = Qt.ItemDataRole.UserRole
_HEIGHT = 46


class FindingModel(RowModel):
    """As many rows as are found; each is worded when it is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        self.set_count(len(findings))

    def add_findings(self, findings: Sequence[Finding]) -> None:
        """Show these below those there are."""
        before = len(self.findings)
        self.findings += findings
        if findings:
            self.insertRows(before, len(findings))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, FINDING}:
            return None
        finding = self.findings[index.row()]
        return finding if role == FINDING else f"{finding.words()} {isolated(finding.quoted)} {isolated(finding.title)}"


class FindingDelegate(RowDelegate):
    """Two lines: the sentence with the words, and the article's title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding: Finding = index.data(FINDING)
        colors = theme.current()
        paint_row_ground(painter, option, inset=0)
        left, width = option.rect.left() + 12, option.rect.width() - 24
        small = QFont(option.font)
        small.setPixelSize(12)
        first = QRect(left, option.rect.top() + 5, width, 18)
        taken = paint_line(painter, first, finding.words(), option.font, colors.ink)
        rest = first.adjusted(taken + 10, 0, 0, 0)
        paint_line(painter, rest, finding.quoted, option.font, colors.secondary)
        paint_line(painter, first.translated(0, 18), finding.title, small, colors.secondary)
