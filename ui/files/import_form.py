"""How files are read, as a person chooses it: a table’s sheet, columns, delimiter and encoding, and patterns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QGridLayout, QLineEdit, QWidget

from desktop.base import encodings
from desktop.base.encodings import ENCODINGS
from desktop.base.translation import Message, translated
from desktop.exchange import name_patterns
from desktop.exchange.news_databases import pattern as patterns
from desktop.exchange.previewing import Preview
from desktop.exchange.saved_choices import CHOICES
from desktop.exchange.source import FOUND, Choices
from desktop.exchange.tables.rows import ALL_SHEETS
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import all_files, files_of
from ui.base.panel_parts import one_line
from ui.base.plain_text import FieldName

_FIELDS: Final[Mapping[str, Message]] = {  # of an article, which a column may hold
    "text": Message("Text"),
    "title": Message("Title"),
    "publisher": Message("Publisher"),
    "published": Message("Date"),
    "author": Message("Author"),
    "url": Message("URL"),
    "language": Message("Language"),
}
_DELIMITERS: Final[Mapping[str, Message]] = {
    ",": Message("Comma"),
    ";": Message("Semicolon"),
    "\t": Message("Tab"),
    "|": Message("Vertical bar"),
}
_SEEN: Final = 60  # characters of a column's name
_ABREAST: Final = 2  # fields in a line of the form
_A_FILE: Final = "file"  # in the list of patterns: another one is looked for


class ImportForm(QObject):
    """Rows of the preview's form; `choices` is what was chosen there."""

    changed = Signal()

    def __init__(self, form: QFormLayout, preview: Preview, folder: str, parent: QWidget) -> None:
        """`folder` is where a pattern's file is looked for first."""
        super().__init__(parent)
        self._parent = parent
        self._folder = folder
        self._chosen: dict[str, str] = {}  # by field, the column that a person chose, whether the table has it or not
        self._names: Sequence[str] = ()  # of the table's columns; none while it is to be read otherwise than before
        self._sheet = ""  # which a person chose
        self._pattern: Path | None = None
        self.kept = _combo(translated("Kept choices"), [(translated("Detected"), FOUND), *CHOICES.all().items()])
        self.columns = {field: _combo(translated(title), []) for field, title in _FIELDS.items()}
        self.delimiter = _combo(translated("Between the cells"), [("", ""), *_named(_DELIMITERS)])
        self.encoding = _combo(
            translated("Letters"), [("", ""), *((encodings.in_words(name), name) for name in ENCODINGS)]
        )
        self.sheet = _combo(translated("Sheet"), [])
        self.pattern = _combo(translated("Split by"), [(translated("Detected"), "")])
        self.name_pattern = QLineEdit(placeholderText=name_patterns.EXAMPLE)
        self.name_pattern.setAccessibleName(translated("Names of files"))
        self.name = QLineEdit(placeholderText=translated("A name, to read other files the same way"))
        self.name.setAccessibleName(translated("Keep these choices as"))
        table = preview.table
        if self.kept.count() > 1:
            form.addRow(translated("Read"), self.kept)
        if table is not None and len(table.sheets) > 1:
            form.addRow(translated("Sheet"), self.sheet)
        if table is not None:
            form.addRow(translated("Columns"), self._side_by_side())
        if table is not None and table.dialect is not None:
            form.addRow(translated("Between the cells"), self.delimiter)
            form.addRow(translated("Letters"), self.encoding)
        if table is None:
            self._add_patterns()
            form.addRow(translated("Split by"), self.pattern)
        form.addRow(translated("Names of files"), self.name_pattern)
        form.addRow(translated("Keep as"), self.name)
        self._choose_by_name = ""
        self.show_found(preview)
        self.kept.activated.connect(self._take_kept)
        for field, combo in self.columns.items():
            combo.activated.connect(lambda _, field=field: self._choose_column(field))
        self.sheet.activated.connect(self._choose_sheet)
        self.delimiter.activated.connect(self._read_otherwise)
        self.encoding.activated.connect(self._read_otherwise)
        self.pattern.activated.connect(self._choose_pattern)
        self.name_pattern.editingFinished.connect(self._take_name_pattern)

    def _side_by_side(self) -> QWidget:
        rows = QWidget(self._parent)
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, (field, combo) in enumerate(self.columns.items()):
            line, across = divmod(place, _ABREAST)
            label = FieldName(translated(_FIELDS[field]), combo)
            grid.addWidget(label, line, 2 * across)
            grid.addWidget(combo, line, 2 * across + 1)
            combo.ensurePolished()  # else the rows are as high as they would be without the style sheet
            grid.setColumnStretch(2 * across + 1, 1)
        return rows

    def _add_patterns(self) -> None:
        for file in patterns.files_of_known():
            self.pattern.addItem(patterns.read(file).title, str(file))
        self.pattern.addItem(translated("The pattern of a file…"), _A_FILE)

    @property
    def choices(self) -> Choices:
        """How the files are to be read; what nobody chose is left to be found."""
        return Choices(
            pattern=self._pattern,
            columns=self._columns,
            delimiter=self.delimiter.currentData(),
            encoding=self.encoding.currentData(),
            sheet=self._sheet,
            name_pattern=self.name_pattern.text().strip(),
        )

    @property
    def _columns(self) -> dict[str, str]:
        """The chosen columns that the table has; empty for a field that is to be left out."""
        return {field: name for field, name in self._chosen.items() if not name or name in self._names}

    def keep(self) -> None:
        """Keep what is chosen under the name that was typed, if any was; a pattern from elsewhere, too."""
        name = self.name.text().strip()
        if not name:
            return
        choices = self.choices
        if choices.pattern is not None and choices.pattern not in patterns.files_of_known():
            patterns.keep(name, choices.pattern)
            choices = replace(choices, pattern=patterns.folder_of_kept() / f"{name}.toml")
        CHOICES.save(name, choices)

    def show_found(self, preview: Preview) -> bool:
        """Show what a look at the files found, where nobody chose otherwise.

        Returns: whether columns that were chosen before are there again, so that another look is needed.
        """
        if preview.table is None:
            return False
        before = self._columns
        self._names = preview.table.columns
        found = next((file.columns for file in preview.files if file.columns), {})
        for field, combo in self.columns.items():
            combo.clear()
            combo.addItem(translated("None"), "")
            for name in self._names:
                combo.addItem(one_line(name, _SEEN), name)
            combo.setCurrentIndex(max(0, combo.findData(self._columns.get(field, found.get(field, "")))))
        self.sheet.clear()
        for name in preview.table.sheets:
            self.sheet.addItem(one_line(name, _SEEN), name)
        self.sheet.addItem(translated("All sheets"), ALL_SHEETS)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(preview.table.sheet)))
        if dialect := preview.table.dialect:
            delimiter = translated(_DELIMITERS[dialect.delimiter]) if dialect.delimiter in _DELIMITERS else ""
            if not self.delimiter.currentData():
                self.delimiter.setItemText(0, translated("Detected: {what}", what=delimiter))
            if not self.encoding.currentData():
                what = encodings.in_words(dialect.encoding)
                self.encoding.setItemText(0, translated("Detected: {what}", what=what))
        return self._columns != before

    def _choose_column(self, field: str) -> None:
        self._chosen[field] = self.columns[field].currentData()
        self.changed.emit()

    def _read_otherwise(self) -> None:
        """The table may have other columns now."""
        self._names = ()
        self.changed.emit()

    def _choose_sheet(self) -> None:
        self._sheet = self.sheet.currentData()
        self._read_otherwise()

    def _choose_pattern(self) -> None:
        if self.pattern.currentData() == _A_FILE:
            kinds = ";;".join([files_of(translated("Patterns"), (".toml",)), all_files()])
            file, _ = FileDialog.getOpenFileName(self._parent, translated("Split by"), self._folder, kinds)
            place = self.pattern.findData(str(self._pattern or ""))
            if file:
                place = self.pattern.count() - 1
                self.pattern.insertItem(place, patterns.read(Path(file)).title, file)
            self.pattern.setCurrentIndex(place)
        chosen = str(self.pattern.currentData())
        self._pattern = Path(chosen) if chosen else None
        self.changed.emit()

    def _take_name_pattern(self) -> None:
        if self.name_pattern.text() != self._choose_by_name:
            self._choose_by_name = self.name_pattern.text()
            self.changed.emit()

    def _take_kept(self) -> None:
        kept: Choices = self.kept.currentData()
        self._chosen = dict(kept.columns)
        self._names = ()
        self._sheet = kept.sheet
        self._pattern = kept.pattern
        _show(self.delimiter, kept.delimiter)
        _show(self.encoding, kept.encoding)
        _show(self.pattern, str(kept.pattern or ""))
        self._choose_by_name = kept.name_pattern
        self.name_pattern.setText(kept.name_pattern)
        self.changed.emit()


def _named(names: Mapping[str, Message]) -> list[tuple[str, str]]:
    return [(translated(title), name) for name, title in names.items()]


def _show(combo: QComboBox, data: str) -> None:
    """Choose what has this data; where it is not on offer, it is from now on."""
    if combo.findData(data) < 0:
        combo.addItem(data, data)
    combo.setCurrentIndex(combo.findData(data))


def _combo(name: str, items: list[tuple[str, Any]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    for text, data in items:
        combo.addItem(text, data)
    return combo
