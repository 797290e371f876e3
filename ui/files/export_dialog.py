"""What is to be exported, and how."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from desktop.exchange.format import Format, Selection
from ui.base.dialog import Dialog


class ExportDialog(Dialog):
    """All articles or the selected ones, in one of the formats, with or without open suggestions.

    `chosen` are the ids of the articles that commands act on: several that are selected, or the open one.
    """

    def __init__(self, parent: QWidget | None, formats: dict[str, Format], total: int, chosen: Sequence[str]) -> None:
        super().__init__(parent, "Export")
        self._chosen = tuple(chosen)
        form = self.add_form()
        self.all = QRadioButton(f"All {_articles(total)}")
        named = f"the {_articles(len(chosen))} selected in the list" if len(chosen) > 1 else "the open article"
        self.selected = QRadioButton(f"Only {named}")
        self.selected.setEnabled(bool(chosen))
        which = QButtonGroup(self)
        for button in (self.all, self.selected):
            which.addButton(button)
        (self.selected if len(chosen) > 1 else self.all).setChecked(True)
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for name, format in formats.items():
            self.format.addItem(format.title, name)
        self.suggestions = QCheckBox("Suggestions that nobody has accepted yet, too")
        form.addRow("Articles", self.all)
        form.addRow("", self.selected)
        form.addRow("Format", self.format)
        form.addRow("", self.suggestions)
        self.add_buttons("Export…")

    @property
    def selection(self) -> Selection:
        return Selection(
            articles=self._chosen if self.selected.isChecked() else None,
            include_suggestions=self.suggestions.isChecked(),
        )

    @property
    def format_name(self) -> str:
        return str(self.format.currentData())


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
