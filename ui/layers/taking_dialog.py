"""What taking a colleague's work would do, and what is asked before: layers, articles, what both changed, speakers."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.base.progress import Progress
from desktop.base.text_direction import isolated
from desktop.base.translation import Message, translated
from desktop.exchange.taking import incoming as files
from desktop.exchange.taking import planning, wording
from desktop.exchange.taking.incoming import Incoming
from desktop.exchange.taking.planning import Choices, Plan
from desktop.exchange.taking.taking import preview
from desktop.library import Library
from desktop.model.duplicates import Reason
from desktop.model.layers import LONGEST_NAME, shown_name
from ui.base.panel_parts import one_line
from ui.base.plain_text import on_button, tip
from ui.base.row_list import Index
from ui.base.row_menu import Entries, offer_menu
from ui.base.working_dialog import WorkingDialog

_WIDTH: Final = 820
_LEAST_HEIGHT: Final = 110  # of a list
_SEEN: Final = 300  # characters of a cell
_ID: Final = Qt.ItemDataRole.UserRole
_WHY: Final[dict[Reason, Message]] = {
    "name": Message("the same name"),
    "alias": Message("the same alias"),
    "plain name": Message("the same but for a title, a role or the order"),
    "initials": Message("the same but for initials"),
    "surname": Message("the only one of this surname"),
    "alike": Message("{count} % alike"),
}

_MARGIN: Final = 16  # pixels of a cell beside its words


class _WrappedCells(QStyledItemDelegate):
    """Rows as high as their words need when they wrap: a tree of Qt's asks for their height as if they did not."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.parent().isValid():
            return super().sizeHint(option, index)
        indented = 2 * self._tree.indentation() if index.column() == 0 else 0
        wrapping = QStyleOptionViewItem(option)
        wrapping.rect = QRect(0, 0, self._tree.columnWidth(index.column()) - indented - _MARGIN, 1)
        return super().sizeHint(wrapping, index)


class TakingDialog(WorkingDialog):
    """Says what is new; asks what counts where both changed something, and who is the same."""

    def __init__(self, parent: QWidget | None, open_library: Callable[[], Library], file: Path) -> None:
        super().__init__(parent, translated("Take a colleague's work"), _WIDTH, open_library)
        self._file = file
        self.incoming: Incoming | None = None
        self.plan: Plan | None = None
        self._boxes: dict[str, QCheckBox] = {}  # by the layer's name
        self._is_asking = False
        self.add_words(translated("From {file}", file=file.name))
        self.add_report(tone="")
        self._layers = self.add_form()
        self.called = QLineEdit()
        self.called.setAccessibleName(translated("Whose work it is"))
        self.called.setMaxLength(LONGEST_NAME)
        self.called.editingFinished.connect(self.look)
        self.only_known = QCheckBox(translated("Leave out the articles that are not &here"))
        self.only_known.toggled.connect(self.look)
        self.column.addWidget(self.only_known)
        self.both_words = self.add_words(translated("Changed here and there: tick what is to be as it is there."))
        self.both = self._tree(
            translated("What both changed"), [translated("What"), translated("Here"), translated("There")]
        )
        self.all_there, self.all_here = QPushButton(translated("All as there")), QPushButton(translated("All as here"))
        self.add_button_row((self.all_there, self.all_here), ())
        self.alike_words = self.add_words(translated("Speakers who look alike: tick who is the same."))
        self.alike = self._tree(
            translated("Speakers who may be the same"), [translated("There"), translated("Here"), translated("Why")]
        )
        self.add_buttons(translated("Take"))
        self.accept_button.setEnabled(False)
        self.both.itemChanged.connect(lambda: self._allow())
        self.alike.itemChanged.connect(lambda: self.look())
        self.all_there.clicked.connect(lambda: self._check_both(Qt.CheckState.Checked))
        self.all_here.clicked.connect(lambda: self._check_both(Qt.CheckState.Unchecked))
        offer_menu(self.both, self._choices_of_both)
        offer_menu(self.alike, self._choices_of_alike)
        self._show_lists()

    def _tree(self, name: str, headings: list[str]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(name)
        tree.setProperty("kind", "choices")
        tree.setHeaderLabels(headings)
        tree.setMinimumHeight(_LEAST_HEIGHT)
        tree.setAllColumnsShowFocus(True)
        tree.setWordWrap(True)
        tree.setItemDelegate(_WrappedCells(tree))
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column in range(len(headings)):
            tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)  # words wrap, so rows have other heights
        self.column.addWidget(tree, 1)
        return tree

    # What is chosen

    @property
    def choices(self) -> Choices:
        layers = frozenset(name for name, box in self._boxes.items() if box.isChecked())
        return Choices(
            layers=layers if self._boxes else None,
            called=self.called.text().strip(),
            only_known=self.only_known.isChecked(),
            there=self._checked(self.both),
            same=self._checked(self.alike),
        )

    def _checked(self, tree: QTreeWidget) -> set[str]:
        return {item.data(0, _ID) for item in _tops(tree) if item.checkState(0) == Qt.CheckState.Checked}

    # Work

    def read(self) -> None:
        """Read the file, and work out what taking it would do."""
        file = self._file

        def work(library: Library, progress: Progress) -> Incoming:
            return files.read(file, lambda: progress(0, 0))

        self.run(translated("Reading"), work, self._ask_layers)

    def look(self) -> None:
        """Work out what taking the file would do, as is chosen now."""
        found, choices = self.incoming, self.choices
        if found is None or self._is_asking:
            return
        self.accept_button.setEnabled(False)

        def work(library: Library, progress: Progress) -> Plan:
            return preview(library, found, choices, progress)

        self.run(translated("Comparing"), work, self._show)

    def _ask_layers(self, found: Incoming) -> None:
        """Begin with the layers that are taken unless somebody says otherwise."""
        self.incoming = found
        if len(found.layers) == 1:
            (name,) = found.layers
            self.called.setText(name)
            self._layers.addRow(translated("Whose work it is"), self.called)
            self.look()
            return

        def work(library: Library, progress: Progress) -> Plan:
            return preview(library, found, Choices(), progress)

        self.run(translated("Comparing"), work, self._show_layers)

    def _show_layers(self, plan: Plan) -> None:
        for name in sorted({*plan.layers, *plan.others}):
            self._boxes[name] = box = QCheckBox(on_button(shown_name(name)))
            box.setChecked(name in plan.layers)
            box.toggled.connect(self.look)
            self._layers.addRow("" if len(self._boxes) > 1 else translated("Whose work"), box)
        self._show(plan)

    def _show(self, plan: Plan) -> None:
        first = self.plan is None
        self.plan = plan
        self.words.setText("\n".join(wording.sentences(plan)))
        ticked = self._checked(self.both)
        self._is_asking = True
        self.both.clear()
        for both in plan.both:
            top = QTreeWidgetItem(self.both, [one_line(both.words, _SEEN), "", ""])
            top.setData(0, _ID, both.id)
            top.setToolTip(0, tip(both.where or both.words))
            top.setCheckState(0, Qt.CheckState.Checked if both.id in ticked else Qt.CheckState.Unchecked)
            top.setFirstColumnSpanned(True)
            for side in both.sides:
                item = QTreeWidgetItem(top, [one_line(words, _SEEN) for words in side])
                for place, words in enumerate(side):
                    item.setToolTip(place, tip(words))
        self.both.expandAll()
        same = planning.likely(plan.speakers.alike) if first else self._checked(self.alike)
        self.alike.clear()
        for one in plan.speakers.alike:
            why = translated(_WHY[one.evidence.reason], count=one.evidence.per_cent)
            item = QTreeWidgetItem(self.alike, [isolated(one.there.name), isolated(one.here.name), why])
            item.setData(0, _ID, one.there.id)
            item.setCheckState(0, Qt.CheckState.Checked if one.there.id in same else Qt.CheckState.Unchecked)
        self._is_asking = False
        if first and same:
            self.look()
        self._show_lists()
        self._allow()
        self.fit_height()

    def _show_lists(self) -> None:
        for widget in (self.both_words, self.both, self.all_there, self.all_here):
            widget.setVisible(bool(self.plan and self.plan.both))
        for widget in (self.alike_words, self.alike):
            widget.setVisible(bool(self.plan and self.plan.speakers.alike))
        articles = [*self.plan.new_articles, *self.plan.left_articles] if self.plan else []
        self.only_known.setVisible(bool(articles))

    def _check_both(self, state: Qt.CheckState) -> None:
        for item in _tops(self.both):
            item.setCheckState(0, state)

    def _choices_of_both(self, item: QTreeWidgetItem) -> Entries:
        top = item.parent() or item
        return [
            (translated("As there"), lambda: top.setCheckState(0, Qt.CheckState.Checked)),
            (translated("As here"), lambda: top.setCheckState(0, Qt.CheckState.Unchecked)),
            (self.all_there.text(), self.all_there.click),
            (self.all_here.text(), self.all_here.click),
        ]

    def _choices_of_alike(self, item: QTreeWidgetItem) -> Entries:
        return [
            (translated("The same"), lambda: item.setCheckState(0, Qt.CheckState.Checked)),
            (translated("Not the same"), lambda: item.setCheckState(0, Qt.CheckState.Unchecked)),
        ]

    def _allow(self) -> None:
        if self.plan is not None and not self.is_working:
            self.accept_button.setEnabled(bool(self.plan.count or self._checked(self.both)))


def _tops(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    items = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
    return [item for item in items if item is not None]
