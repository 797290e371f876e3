"""Speakers who look like one, to be merged many at once: which of them, and into whom, is chosen here.

They are looked for off the window's thread.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.progress import Progress
from desktop.base.text_direction import isolated
from desktop.base.translation import Message, translated, translated_plural
from desktop.library import Library
from desktop.model import duplicates
from desktop.model.duplicates import Evidence, Group, Reason
from desktop.model.records import Speaker
from ui.base.plain_text import on_button
from ui.base.working_dialog import WorkingDialog
from ui.speakers.model import counted, known_of

_WIDTH: Final = 760
_LEAST_HEIGHT: Final = 250  # of the list
_MOST_SHOWN: Final = 500  # groups; what is left is found again when these are settled
_SPEAKER: Final = Qt.ItemDataRole.UserRole
_NAME, _WHY, _CLAIMS = range(3)
_WORDS: Final[Mapping[Reason, Message]] = {
    "name": Message("the same name"),
    "alias": Message("the same alias"),
    "plain name": Message("the same but for a title, a role or the order"),
    "initials": Message("the same but for initials"),
    "surname": Message("the only one of this surname"),
    "alike": Message("{count} % alike"),
}


class Merge(NamedTuple):
    """Whom to keep, and who are the same: ids."""

    kept: str
    duplicates: Sequence[str]


class _Tree(QTreeWidget):
    """The groups. A letter is no search among them."""

    keep_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_K and not event.modifiers():
            self.keep_wanted.emit()
        else:
            super().keyPressEvent(event)


class DuplicatesDialog(WorkingDialog):
    """Shows the groups; those that are checked are merged when it is accepted."""

    apart_wanted = Signal(list)  # the ids of speakers who are not the same

    def __init__(self, parent: QWidget | None, open_library: Callable[[], Library]) -> None:
        super().__init__(parent, translated("Find duplicates"), _WIDTH, open_library)
        self._claims: Mapping[str, int] = {}
        self.add_report()
        self.tree = _Tree()
        self.tree.setAccessibleName(translated("Speakers who look like one"))
        self.tree.setProperty("kind", "choices")
        self.tree.setHeaderLabels([translated("Speaker"), translated("Why"), translated("Claims")])
        self.tree.setMinimumHeight(_LEAST_HEIGHT)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_WHY, _CLAIMS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.column.addWidget(self.tree, 1)
        self._add_actions()
        self.add_buttons(translated("Merge"), translated("Close"))
        self._tie()
        self._allow()

    def _add_actions(self) -> None:
        self.all = QPushButton(translated("Tick all"))
        self.none = QPushButton(translated("Tick none"))
        self.keep = QPushButton(translated("Keep this name"))
        self.apart = QPushButton(translated("Not the same"))
        self.add_button_row((self.all, self.none), (self.keep, self.apart))

    def _tie(self) -> None:
        told = translated("Cancelled: it is not known who looks like one.")
        self.progress.cancelled.connect(lambda: self.words.setText(told))
        self.tree.itemChanged.connect(lambda: self._allow())
        self.tree.currentItemChanged.connect(lambda: self._allow())
        self.tree.keep_wanted.connect(self.keep_current)
        self.all.clicked.connect(lambda: self._check(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._check(Qt.CheckState.Unchecked))
        self.keep.clicked.connect(self.keep_current)
        self.apart.clicked.connect(self._tell_apart)

    def look(self) -> None:
        """Look for duplicates among all speakers."""
        self.words.setText("")

        def work(library: Library, progress: Progress) -> tuple[list[Group], Mapping[str, int]]:
            claims = library.claims_by_speaker()
            return duplicates.groups(library.speakers(), claims, progress), claims

        self.run(translated("Looking for duplicates"), work, lambda found: self.show_groups(*found))

    def show_groups(self, found: Sequence[Group], claims: Mapping[str, int]) -> None:
        """Show these groups, the surest checked."""
        self._claims = claims
        self.tree.blockSignals(True)
        self.tree.clear()
        for group in found[:_MOST_SHOWN]:
            kept, *others = group.speakers
            top = self._item(kept, None)
            for one in others:
                evidence = group.evidence[one.id]
                item = self._item(one, evidence)
                top.addChild(item)
                sure = evidence.reason == "name"
                item.setCheckState(_NAME, Qt.CheckState.Checked if sure else Qt.CheckState.Unchecked)
            self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        for first in self._tops()[:1]:
            self.tree.setCurrentItem(_below(first)[0])
            self.tree.setFocus()
        self.tree.blockSignals(False)
        said = translated_plural(
            "{count} group of speakers who look like one. Tick who is the same as the name above; Undo reverses it.",
            "{count} groups of speakers who look like one. Tick who is the same as the name above; Undo reverses it.",
            len(found),
        )
        if len(found) > _MOST_SHOWN:
            said += " " + translated("The first {count} are shown.", count=_MOST_SHOWN)
        self.words.setText(said if found else translated("No two speakers look like one."))
        self._allow()

    def _item(self, speaker: Speaker, evidence: Evidence | None) -> QTreeWidgetItem:
        known = known_of(speaker)
        name = isolated(speaker.name) + (f" · {known}" if known else "")
        item = QTreeWidgetItem([name, _why(evidence), counted(self._claims.get(speaker.id, 0))])
        item.setData(_NAME, _SPEAKER, (speaker, evidence))
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, f"{name} {_why(evidence)}")
        if evidence is None:
            font = item.font(_NAME)
            font.setBold(True)
            item.setFont(_NAME, font)
        return item

    def _check(self, state: Qt.CheckState) -> None:
        for top in self._tops():
            for item in _below(top):
                item.setCheckState(_NAME, state)

    def _tops(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def keep_current(self) -> None:
        """Have the current one be whom the others of its group are merged into."""
        item = self.tree.currentItem()
        if item is None or (top := item.parent()) is None:
            return
        kept, _ = top.data(_NAME, _SPEAKER)
        chosen, evidence = item.data(_NAME, _SPEAKER)
        was = item.checkState(_NAME)
        new_top, new_item = self._item(chosen, None), self._item(kept, evidence)
        children = [new_item if one is item else one for one in _below(top)]
        top.takeChildren()
        new_top.addChildren(children)
        new_item.setCheckState(_NAME, was)
        at = self.tree.indexOfTopLevelItem(top)
        self.tree.takeTopLevelItem(at)
        self.tree.insertTopLevelItem(at, new_top)
        new_top.setExpanded(True)
        self.tree.setCurrentItem(new_item)
        self._allow()

    def _tell_apart(self) -> None:
        """The current one is not the one above; of a group, nobody is another."""
        item = self.tree.currentItem()
        if item is None:
            return
        top = item.parent()
        if top is not None:
            self.apart_wanted.emit([self._id(top), self._id(item)])
            top.removeChild(item)
        else:
            top = item
            self.apart_wanted.emit([self._id(top), *map(self._id, _below(top))])
            top.takeChildren()
        if not top.childCount():
            self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(top))
        self._allow()

    def _id(self, item: QTreeWidgetItem) -> str:
        speaker: Speaker = item.data(_NAME, _SPEAKER)[0]
        return speaker.id

    @property
    def chosen(self) -> list[Merge]:
        """What is checked."""
        found = []
        for top in self._tops():
            same = [self._id(item) for item in _below(top) if item.checkState(_NAME) == Qt.CheckState.Checked]
            if same:
                found.append(Merge(self._id(top), same))
        return found

    def _allow(self) -> None:
        count = sum(len(merge.duplicates) for merge in self.chosen)
        self.accept_button.setText(
            on_button(translated_plural("Merge {count}", "Merge {count}", count)) if count else translated("Merge")
        )
        self.accept_button.setEnabled(count > 0)
        item = self.tree.currentItem()
        self.keep.setEnabled(item is not None and item.parent() is not None)
        self.apart.setEnabled(item is not None)
        for button in (self.all, self.none):
            button.setEnabled(self.tree.topLevelItemCount() > 0)


def _below(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    items = (top.child(place) for place in range(top.childCount()))
    return [item for item in items if item is not None]


def _why(evidence: Evidence | None) -> str:
    if evidence is None:
        return translated("is kept")
    return translated(_WORDS[evidence.reason], count=evidence.per_cent)
