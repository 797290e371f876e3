"""What is to be exported, and how."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.exchange.exporting import Selection
from desktop.exchange.format import Format, Option
from ui.base.dialog import Dialog


class ExportDialog(Dialog):
    """All articles or the selected ones, in one of the formats, with the options that the format has.

    `chosen` are the ids of the articles that commands act on: several that are selected, or the open one.
    """

    asked = Signal()  # something else is to be exported, or in another way: `tell_losses` is to be called

    def __init__(
        self, parent: QWidget | None, formats: Mapping[str, Format], total: int, chosen: Sequence[str]
    ) -> None:
        super().__init__(parent, translated("Export"))
        self._formats = formats
        self._chosen = tuple(chosen)
        self.form = self.add_form()
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
        self.format_name = QComboBox()
        self.format_name.setAccessibleName(translated("Format"))
        for name, format in formats.items():
            self.format_name.addItem(translated(format.title), name)
        self.form.addRow(translated("Articles"), self.all)
        self.form.addRow("", self.selected)
        self.form.addRow(translated("Format"), self.format_name)
        self.options = {option: self._add_option(option) for option in _all_options(formats)}
        self.losses = self.add_words("")
        self.losses.setAccessibleName(translated("What the file will be without"))
        self.add_buttons(translated("Export…"))
        which.buttonClicked.connect(self.ask)
        self.format_name.currentIndexChanged.connect(self.ask)
        self.ask()

    def _add_option(self, option: Option) -> QCheckBox:
        box = QCheckBox(translated(option.title))
        self.form.addRow("", box)
        box.clicked.connect(self.ask)
        return box

    @property
    def format(self) -> Format:
        return self._formats[str(self.format_name.currentData())]

    @property
    def selection(self) -> Selection:
        return Selection(
            articles=self._chosen if self.selected.isChecked() else None,
            options={
                option.name: box.isChecked() for option, box in self.options.items() if option in self.format.options
            },
        )

    def ask(self) -> None:
        """Show the format's options, and ask what is lost. Until that is told, nothing can be exported."""
        for option, box in self.options.items():
            self.form.setRowVisible(box, option in self.format.options)
        self.losses.setText(translated("Counting what the file will be without…"))
        self.losses.show()
        self.accept_button.setEnabled(False)
        self._fit()
        self.asked.emit()

    def tell_losses(self, words: str) -> None:
        """Show what the file will be without; no words where it is without nothing."""
        self.losses.setText(words)
        self.losses.setVisible(bool(words))
        self.accept_button.setEnabled(True)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need that are shown now; a dialog that is not shown yet will be so by itself."""
        if self.isVisible():
            self.column.activate()
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))


def _all_options(formats: Mapping[str, Format]) -> list[Option]:
    """The options of all formats, each once."""
    return list(dict.fromkeys(option for format in formats.values() for option in format.options))
