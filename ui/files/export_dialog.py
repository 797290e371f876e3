"""What is to be exported, and how."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.exchange.format import Format, Selection
from ui.base.dialog import Dialog


class ExportDialog(Dialog):
    """All articles or the selected ones, in one of the formats, with or without open suggestions.

    `chosen` are the ids of the articles that commands act on: several that are selected, or the open one.
    """

    def __init__(self, parent: QWidget | None, formats: dict[str, Format], total: int, chosen: Sequence[str]) -> None:
        super().__init__(parent, translated("Export"))
        self._chosen = tuple(chosen)
        form = self.add_form()
        self.all = QRadioButton(translated_plural("All {count} article", "All {count} articles", total))
        self.selected = QRadioButton(
            translated_plural("Only the {count} selected article", "Only the {count} selected articles", len(chosen))
            if len(chosen) > 1
            else translated("Only the open article")
        )
        self.selected.setEnabled(bool(chosen))
        which = QButtonGroup(self)
        for button in (self.all, self.selected):
            which.addButton(button)
        (self.selected if len(chosen) > 1 else self.all).setChecked(True)
        self.format = QComboBox()
        self.format.setAccessibleName(translated("Format"))
        for name, format in formats.items():
            self.format.addItem(format.title, name)
        self.suggestions = QCheckBox(translated("Include suggestions that nobody has accepted yet"))
        form.addRow(translated("Articles"), self.all)
        form.addRow("", self.selected)
        form.addRow(translated("Format"), self.format)
        form.addRow("", self.suggestions)
        self.add_buttons(translated("Export…"))

    @property
    def selection(self) -> Selection:
        return Selection(
            articles=self._chosen if self.selected.isChecked() else None,
            include_suggestions=self.suggestions.isChecked(),
        )

    @property
    def format_name(self) -> str:
        return str(self.format.currentData())
