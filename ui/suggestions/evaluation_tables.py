"""The tables of an evaluation: its figures, those by kind of quotation, and the entries that do not agree."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.base.translation import Message, number, translated, translated_in
from desktop.suggest.evaluation.comparing import Entry
from desktop.suggest.evaluation.figures import rates
from desktop.suggest.evaluation.measures import KINDS, Evaluation
from ui.base.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()

_MEANINGS = {
    "exact": (Message("What was said, exactly"), Message("The words of what was said are the same.")),
    "half or more": (
        Message("What was said, half or more"),
        Message("Both have at least half of the words that either has."),
    ),
    "whole": (
        Message("Whole attributions"),
        Message("What was said and its sources are the same words, and the cues overlap."),
    ),
    "words": (
        Message("Word by word"),
        Message("The words that are part of what was said, of all attributions together."),
    ),
    "their sources": (Message("Sources, word by word"), Message("On those that are found by half or more.")),
    "their cues": (Message("Cues, word by word"), Message("On those that are found by half or more.")),
}

_KINDS = {
    "direct": Message("Direct"),
    "mixed": Message("Mixed"),
    "indirect": Message("Indirect"),
    "split": Message("Split"),
}


class Figures(QTreeWidget):
    """Rows of a name and numbers, which are only read."""

    def __init__(self, name: str, headings: Sequence[str], rows: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "choices")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeaderLabels(list(headings))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(headings)):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self._rows = rows

    def fill(self, rows: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """Show these: a name, what it means, and its numbers."""
        self.clear()
        for name, meaning, numbers in rows:
            item = QTreeWidgetItem([name, *numbers])
            item.setToolTip(0, tip(meaning))
            for column in range(1, 1 + len(numbers)):
                item.setTextAlignment(column, _RIGHT)
            self.addTopLevelItem(item)
        height = self.sizeHintForRow(0)
        self.setFixedHeight(self.header().sizeHint().height() + self._rows * height + 14)

    def show_rates(self, evaluation: Evaluation) -> None:
        """Precision, recall and F1, each way of counting in a row."""
        self.fill(
            (
                translated(_MEANINGS[name][0]),
                translated(_MEANINGS[name][1]),
                [number(figure, 1) for figure in (rate.precision, rate.recall, rate.f1)],
            )
            for name, rate in rates(evaluation)
        )

    def show_kinds(self, evaluation: Evaluation) -> None:
        """How many of each kind of quotation are found, in percent."""
        self.fill((translated(_KINDS[kind]), "", _recalls(evaluation, kind)) for kind in KINDS)


def _recalls(evaluation: Evaluation, kind: str) -> list[str]:
    """Found exactly, found by half or more, and of how many."""
    exact, close = evaluation.found(kind, "exact"), evaluation.found(kind)
    shares = [number(rate.recall, 1) if rate.gold else "–" for rate in (exact, close)]
    return [*shares, number(close.gold)]


def rates_table() -> Figures:
    """Six rows: precision, recall and F1, in percent."""
    return Figures(
        translated("Figures"), ["", translated("Precision"), translated("Recall"), translated("F1")], len(_MEANINGS)
    )


def kinds_table() -> Figures:
    """Four rows: how many of each kind are found. As high as its neighbour."""
    return Figures(
        translated("By kind of quotation"),
        [
            translated("Recall"),
            translated("Exact"),
            translated("Half or more"),
            translated_in("a share of how many", "Of"),
        ],
        len(_MEANINGS),
    )


class EntryModel(QAbstractTableModel):
    """Entries, however many: what was said, and the article it stands in. One that cannot be gone to is disabled."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            translated("Article")
            if section
            else translated("{list} ({count})", list=self._name, count=len(self._entries))
        )

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self._entries[index.row()].home is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return entry.words
            return (
                entry.title
                if entry.home
                else translated("{article} (not in the library)", article=entry.title).lstrip()
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry.why)
        return entry if role == Qt.ItemDataRole.UserRole else None
