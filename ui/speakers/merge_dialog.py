"""Which of two or more speakers stays, when they are the same."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.person_names import plain
from desktop.model.records import Speaker
from desktop.model.speakers import name_order
from ui.base.dialog import Dialog


class MergeDialog(Dialog):
    """Asks into whom duplicates are to be merged: one into another speaker; several also into one of them."""

    def __init__(self, parent: QWidget | None, duplicates: Sequence[str], speakers: Mapping[str, Speaker]) -> None:
        several = len(duplicates) > 1
        count, name = len(duplicates), speakers[duplicates[0]].name
        super().__init__(
            parent,
            translated_plural("Merge {count} speaker", "Merge {count} speakers", count)
            if several
            else translated("Merge {speaker}", speaker=name),
        )
        self.add_words(
            translated_plural(
                "What this {count} speaker said goes to the speaker you choose. The other names become aliases. "
                "Undo reverses this.",
                "What these {count} speakers said goes to the speaker you choose. The other names become aliases. "
                "Undo reverses this.",
                count,
            )
            if several
            else translated(
                "What “{speaker}” said goes to the speaker you choose. The name becomes an alias of that speaker. "
                "Undo reverses this.",
                speaker=name,
            )
        )
        among = [speakers[id] for id in duplicates] if several else []
        others = sorted(among, key=_fullest_first)
        others += sorted((one for one in speakers.values() if one.id not in duplicates), key=name_order)
        self._ids = [speaker.id for speaker in others]
        self._matching = QSortFilterProxyModel(self)
        self._matching.setSourceModel(QStringListModel([speaker.name for speaker in others], self))
        self._matching.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(placeholderText=translated("Type a name…"))
        self.filter.setAccessibleName(translated("Merge into"))
        self.list = QListView()
        self.list.setAccessibleName(translated("Speakers to merge into"))
        self.list.setProperty("kind", "choices")
        self.list.setUniformItemSizes(True)
        self.list.setModel(self._matching)
        self.list.setMinimumHeight(220)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list)
        self.add_buttons(translated("Merge"))
        self.filter.textChanged.connect(self._narrow)
        self.list.doubleClicked.connect(self.accept)
        self.list.selectionModel().selectionChanged.connect(self._allow)
        self._narrow("")

    def _narrow(self, text: str) -> None:
        self._matching.setFilterFixedString(text)
        if self._matching.rowCount():
            first = self._matching.index(0, 0)
            self.list.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.kept is not None)

    @property
    def kept(self) -> str | None:
        """The id of the speaker that was chosen."""
        chosen = self.list.selectionModel().selectedIndexes()
        return self._ids[self._matching.mapToSource(chosen[0]).row()] if chosen else None


def _fullest_first(speaker: Speaker) -> tuple[int, int, tuple[str, str]]:
    """By how much the name tells: “Ann B. Lin” before “Ann Lin”, and both before “Mayor Lin”."""
    name = plain(speaker.name)
    return -len(name.split()), -len(name), name_order(speaker)
