"""What is to be exported, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QPushButton, QRadioButton, QWidget

from desktop.base.translation import listed, translated, translated_plural
from desktop.exchange.exporting import Preview, Selection
from desktop.exchange.format import Format, Option
from desktop.exchange.losses import sentence
from desktop.model.article_filter import ALL_ARTICLES, ArticleFilter
from desktop.model.codebook import Codebook
from desktop.model.features import Feature
from desktop.model.records import FIRST, Annotator, Speaker
from ui.base.dialog import Dialog
from ui.base.plain_text import on_button
from ui.files.layers_form import LayersForm
from ui.files.table_form import FirstRows, TableForm

_NAMED = 3  # speakers whom the dialog names
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Which articles and whose claims can be chosen."""

    total: int  # articles of the library
    chosen: tuple[str, ...] = ()  # the ids of those that commands act on: several that are selected, or the open one
    shown: ArticleFilter = ALL_ARTICLES  # what the list of articles is filtered by
    found: int = 0  # articles that the filter shows
    speakers: tuple[Speaker, ...] = ()  # who are selected
    layers: tuple[Annotator, ...] = ()  # of the library
    layer: str = FIRST  # the id of the one that is worked in


class ExportDialog(Dialog):
    """Which articles, whose claims, in which format, with the options that it has; of a table, the first rows."""

    asked = Signal()  # something else is to be exported, or in another way: `show_preview` is to be called

    def __init__(
        self,
        parent: QWidget | None,
        formats: Mapping[str, Format],
        codebook: Codebook,
        choices: Choices,
        before: Mapping[str, Any] = NOTHING,
    ) -> None:
        """`before` is what was `chosen` in the last export: it stands there again, as far as it makes sense here."""
        super().__init__(parent, translated("Export"), 620)
        self._formats = formats
        self._choices = choices
        self.form = self.add_form()
        self._add_articles()
        self.layers = LayersForm(self.form, choices.layers, choices.layer, self)
        self.format_name = QComboBox()
        self.format_name.setAccessibleName(translated("Format"))
        for name, format in formats.items():
            self.format_name.addItem(translated(format.title), name)
        self.form.addRow(translated("Format"), self.format_name)
        self.table = TableForm(self.form, codebook, self)
        self.options = {option: self._add_option(option) for option in _all_options(formats)}
        self.first_rows = FirstRows()
        self.column.addWidget(self.first_rows)
        self.losses = self.add_words("")
        self.losses.setAccessibleName(translated("What the file will be without"))
        self.left_out = self.add_words("")
        self.add_buttons(translated("Export…"))
        self.each: QPushButton = self.add_action(translated("A row for each source"), self.table.write_a_row_each)
        self._take(before)
        self.format_name.currentIndexChanged.connect(self.ask)
        self.table.changed.connect(self.ask)
        self.layers.changed.connect(self.ask)
        self.ask()

    def _add_articles(self) -> None:
        choices, several = self._choices, len(self._choices.chosen)
        self.all = QRadioButton(translated_plural("All {count} article", "All {count} articles", choices.total))
        self.shown = QRadioButton(
            translated_plural(
                "Only the {count} article that the filter shows",
                "Only the {count} articles that the filter shows",
                choices.found,
            )
        )
        self.selected = QRadioButton(
            translated_plural("Only the {count} selected article", "Only the {count} selected articles", several)
            if several > 1
            else translated("Only the open article")
        )
        self.selected.setEnabled(bool(several))
        which = QButtonGroup(self)
        for button in (self.all, self.shown, self.selected):
            which.addButton(button)
        (self.selected if several > 1 else self.all).setChecked(True)
        names = [speaker.name for speaker in choices.speakers]
        more = [translated("{count} more", count=len(names) - _NAMED)] if len(names) > _NAMED else []
        theirs = translated("Only what they said: {names}", names=listed([*names[:_NAMED], *more]))
        self.theirs = QCheckBox(on_button(theirs))
        self.form.addRow(translated("Articles"), self.all)
        for row in (self.shown, self.selected, self.theirs):
            self.form.addRow("", row)
        self.form.setRowVisible(self.shown, choices.shown.narrows)
        self.form.setRowVisible(self.theirs, bool(names))
        which.buttonClicked.connect(self.ask)
        self.theirs.clicked.connect(self.ask)

    def _add_option(self, option: Option) -> QCheckBox:
        box = QCheckBox(translated(option.title))
        self.form.addRow("", box)
        box.clicked.connect(self.ask)
        return box

    def _take(self, before: Mapping[str, Any]) -> None:
        self.format_name.setCurrentIndex(max(self.format_name.findData(before.get("format")), 0))
        for option, box in self.options.items():
            box.setChecked(option.name in list(before.get("options", ())))
        self.table.take(before.get("table"), before.get("rows"), before.get("columns"), before.get("count"))

    @property
    def chosen(self) -> dict[str, Any]:
        """The format and how it is written, for the next export; which articles it was is not kept."""
        layout = self.table.layout
        return {
            "format": self.format_name.currentData(),
            "options": [option.name for option, box in self.options.items() if box.isChecked()],
            "table": layout.table,
            "rows": layout.rows,
            "columns": list(layout.columns),
            "count": layout.count,
        }

    @property
    def format(self) -> Format:
        return self._formats[str(self.format_name.currentData())]

    @property
    def selection(self) -> Selection:
        return Selection(
            articles=self._choices.chosen if self.selected.isChecked() else None,
            wanted=self._choices.shown if self.shown.isChecked() else ALL_ARTICLES,
            speakers=tuple(speaker.id for speaker in self._choices.speakers) if self.theirs.isChecked() else (),
            options={
                option.name: box.isChecked() for option, box in self.options.items() if option in self.format.options
            },
            layout=self.table.layout,
            layers=self.layers.layers,
        )

    def ask(self) -> None:
        """Show what the format asks, and ask for a preview. Until the preview is there, nothing can be exported."""
        is_table = self.format.write_table is not None
        for option, box in self.options.items():
            self.form.setRowVisible(box, option in self.format.options)
        self.table.set_visible(is_table)
        self.first_rows.setVisible(is_table)
        self.left_out.setText(self.table.left_out if is_table else "")
        self.left_out.setVisible(bool(self.left_out.text()))
        self.losses.setText(translated("Counting what the file will be without…"))
        self.losses.show()
        if self.each.hasFocus():
            self.format_name.setFocus()  # else Qt gives the keyboard to Cancel, which Enter would press
        self.each.hide()
        self.accept_button.setEnabled(False)
        self.fit_height()
        if self.layers.is_empty:
            self.losses.setText(translated("Choose whose work is exported."))
        else:
            self.asked.emit()

    def show_preview(self, seen: Preview) -> None:
        """Show what the file will be without, and the first rows of a table."""
        words = " ".join(filter(None, (sentence(seen.losses, self.format), seen.hidden)))
        self.losses.setText(words)
        self.losses.setVisible(bool(words))
        is_joined = any(loss.feature is Feature.JOINT_SOURCES for loss in seen.losses)
        self.each.setVisible(is_joined and seen.table is not None)
        if seen.table is not None:
            self.first_rows.show_table(seen.table)
        self.accept_button.setEnabled(True)
        self.accept_button.setDefault(True)
        self.fit_height()


def _all_options(formats: Mapping[str, Format]) -> Sequence[Option]:
    """The options of all formats, each once."""
    return list(dict.fromkeys(option for format in formats.values() for option in format.options))
