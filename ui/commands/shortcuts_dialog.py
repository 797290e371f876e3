"""Every key and gesture on one page, read from the commands."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop.base.translation import Message, translated, translated_in
from desktop.model.codebook import Codebook
from ui.base.dialog import Dialog
from ui.base.keys import shown
from ui.base.plain_text import PlainLabel, without_mnemonic
from ui.commands.menus import commands

_GESTURES = (
    (Message("Select words"), Message("Drag")),
    (Message("Select single letters, or whole words if the setting is off"), Message("Shift+drag")),
    (Message("Select a word; in an annotation, with Shift"), Message("Double click")),
    (Message("Select the quotation, or else the sentence"), Message("Triple click")),
    (Message("Move word by word, or letter by letter"), Message("Ctrl+Left and Ctrl+Right, or arrows alone")),
    (Message("Select while moving"), Message("Shift with these keys")),
    (Message("Add a part to the selected annotation"), Message("Ctrl+drag")),
    (Message("Select an annotation; again for the one under it"), Message("Click")),
    (Message("Choose its speaker"), Message("Enter, or double click")),
    (Message("Move its beginning or end"), Message("Drag a handle")),
    (Message("Make a selected mention the source of a claim"), Message("Drag it onto the claim")),
    (Message("See what can be done there"), Message("Right click, or the menu key")),
    (Message("Larger or smaller text"), Message("Ctrl+wheel")),
    (Message("Go back to the text"), Message("Esc")),
    (Message("Select several articles or speakers"), Message("Ctrl+click or Shift+click")),
    (Message("Highlight all that a speaker said; click again to end it"), Message("Click the speaker")),
    (Message("Merge two speakers"), Message("Drag one onto the other")),
)


class ShortcutsDialog(Dialog):
    """Labels, mouse, then each menu's commands with keys."""

    def __init__(self, parent: QWidget | None, codebook: Codebook) -> None:
        super().__init__(parent, translated("Keyboard and mouse"), 560)
        self.resize(680, 560)  # which fits a screen of 1024x640
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._add(
            translated("Labels, on selected words"),
            [(label.name, label.shortcut) for label in codebook.labels if label.shortcut],
        )
        self._add(
            translated("Mouse and text"), [(translated(does), translated(gesture)) for does, gesture in _GESTURES]
        )
        by_menu: dict[str, list[tuple[str, str]]] = {}
        for menu, command in commands():
            if command.keys:
                keys = [shown(key) for key in command.keys]
                line = (
                    command.plain_text.rstrip("… \N{NO-BREAK SPACE}"),
                    translated_in("between two keys", " or ").join(keys),
                )
                by_menu.setdefault(without_mnemonic(translated(menu.title)), []).append(line)
        for title, lines in by_menu.items():
            self._add(title, lines)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setAccessibleName(translated("Keyboard and mouse"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        self.column.addWidget(scroll, 1)
        self.add_buttons(reject=translated("Close"))

    def _add(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        heading = PlainLabel(title)
        heading.setProperty("tone", "heading")
        row = self._grid.rowCount()
        self._grid.addWidget(heading, row, 0)
        self._grid.setRowMinimumHeight(row, 32)
        for name, keys in lines:
            row += 1
            for column, (words, tone) in enumerate(((name, ""), (keys, "secondary"))):
                label = PlainLabel(words)
                label.setWordWrap(True)
                label.setProperty("tone", tone)
                self._grid.addWidget(label, row, column)
