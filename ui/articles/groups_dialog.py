"""The tags and sets of one article or of many: each with a box that is checked, half checked, or not."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.folding import folded
from desktop.model.records import GroupKind
from desktop.model.tags_and_sets import typed_names
from ui.base.dialog import Dialog
from ui.base.plain_text import PlainLabel

Changes = Mapping[GroupKind, tuple[Sequence[str], Sequence[str]]]  # what is added, what is taken away

_HEIGHT = 130


class GroupsDialog(Dialog):
    """Which tags these articles have, and which sets they are in; new ones are typed."""

    def __init__(
        self,
        parent: QWidget | None,
        number: int,
        known: Mapping[str, Sequence[str]],
        counts: Mapping[GroupKind, Mapping[str, int]],
    ) -> None:
        """`known` are the names of the library by kind; `counts` says how many of these articles have each."""
        title = translated_plural("Tags and sets of {count} article", "Tags and sets of {count} articles", number)
        super().__init__(parent, translated("Tags and sets") if number == 1 else title, 560)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.tags = _Names(
            translated("Tags"), translated("New tags, with commas"), known["tags"], counts["tags"], number
        )
        self.sets = _Names(
            translated("Sets"), translated("New sets, with commas"), known["sets"], counts["sets"], number
        )
        columns.addWidget(self.tags)
        columns.addWidget(self.sets)
        self.column.addLayout(columns)
        self.add_words(
            translated("A tag says what an article is about. A set is a sample or a batch that articles are part of.")
        )
        self.add_buttons(translated("Save"))
        self.tags.line.setFocus()

    @property
    def changes(self) -> Changes:
        """The names to be added to each of the articles and to be taken away, by kind."""
        return {"tags": self.tags.changes, "sets": self.sets.changes}


class _Names(QWidget):
    """A list of names with boxes, and a field for new ones."""

    def __init__(
        self, title: str, placeholder: str, known: Iterable[str], counts: Mapping[str, int], number: int
    ) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(_HEIGHT)
        self.list.setSpacing(2)
        self.line = QLineEdit(placeholderText=placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setToolTip(placeholder)
        self.add = QPushButton(translated("Add"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._take_typed)
        self._before: dict[str, Qt.CheckState] = {}
        for name in sorted({*known, *counts}, key=folded):
            self._add(name, _state(counts.get(name, 0), number))
            self._before[name] = _state(counts.get(name, 0), number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = PlainLabel(title)
        heading.setProperty("tone", "heading")
        column.addWidget(heading)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        column.addLayout(row)

    @property
    def changes(self) -> tuple[Sequence[str], Sequence[str]]:
        self._take_typed()
        items = [self.list.item(row) for row in range(self.list.count())]
        turned = [item for item in items if item.checkState() != self._before.get(item.text(), Qt.CheckState.Unchecked)]
        return (
            [item.text() for item in turned if item.checkState() == Qt.CheckState.Checked],
            [item.text() for item in turned if item.checkState() == Qt.CheckState.Unchecked],
        )

    def _take_typed(self) -> None:
        names = {self.list.item(row).text(): self.list.item(row) for row in range(self.list.count())}
        for name in typed_names(self.line.text(), names):
            item = names.get(name) or self._add(name, Qt.CheckState.Checked)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.scrollToItem(item)
        self.line.clear()

    def _add(self, name: str, state: Qt.CheckState) -> QListWidgetItem:
        item = QListWidgetItem(name, self.list)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        return item


def _state(count: int, number: int) -> Qt.CheckState:
    if count == 0:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if count == number else Qt.CheckState.PartiallyChecked
