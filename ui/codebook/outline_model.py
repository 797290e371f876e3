"""The codebook as a tree: labels, their attributes, their options in one another."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.model import nested_options
from desktop.model.codebook import Attribute, Codebook, Label, Option, Part, PartPath
from desktop.model.folding import folded, has_words
from ui.base.plain_text import guideline_tip
from ui.codebook.words import spoken

Index = QModelIndex | QPersistentModelIndex
_MIME = "application/x-ascribe-codebook-part"


class Role(IntEnum):
    """What the delegate asks for."""

    NODE = Qt.ItemDataRole.UserRole + 1


@dataclass(eq=False)
class Node:
    """A row. The path of an option has no trace of those around it: its id is its own."""

    path: PartPath
    part: Part
    around: "Node | None"
    row: int
    color: str = ""
    used: int = 0
    number: int = 0  # by which Qt's indexes know it; never used again, so that an old index finds nothing
    inside: list["Node"] = field(default_factory=list)

    def walked(self) -> Iterator["Node"]:
        yield self
        for node in self.inside:
            yield from node.walked()


class OutlineModel(QAbstractItemModel):
    """What is dragged is told by a signal; who hears it changes the codebook, and shows that."""

    moved = Signal(object, object, object)  # a path; an option's new parent, or None; the id that it is put before

    def __init__(self) -> None:
        super().__init__()
        self._top: list[Node] = []
        self._nodes: dict[PartPath, Node] = {}
        self._numbers: dict[int, Node] = {}
        self._last = 0

    def show_codebook(self, codebook: Codebook, used: Mapping[PartPath, int], matching: str) -> None:
        """Shows the parts whose names hold these letters, with what is around them; all, without letters."""
        self.beginResetModel()
        self._nodes.clear()
        self._numbers.clear()
        top = [self._label_node(label, row) for row, label in enumerate(codebook.labels)]
        self._top = _matching(top, has_words(matching)) if matching.strip() else top
        for node in self._all():
            node.used = used.get(node.path, 0)
            self._last += 1
            node.number = self._last
            self._nodes[node.path] = self._numbers[node.number] = node
        self.endResetModel()

    def _label_node(self, label: Label, row: int) -> Node:
        node = Node((label.id,), label, None, row, label.color)
        for place, attribute in enumerate(label.attributes):
            asked = Node((label.id, attribute.id), attribute, node, place)
            _fill(asked, attribute)
            node.inside.append(asked)
        return node

    def _all(self) -> Iterator[Node]:
        for node in self._top:
            yield from node.walked()

    def count(self, used: Mapping[PartPath, int]) -> None:
        """Shows other counts."""
        for path, node in self._nodes.items():
            node.used = used.get(path, 0)
        self.layoutChanged.emit()

    def node(self, index: Index) -> Node | None:
        return self._numbers.get(index.internalId()) if index.isValid() else None

    def index_of(self, path: PartPath) -> QModelIndex:
        node = self._nodes.get(path)
        return self.createIndex(node.row, 0, node.number) if node else QModelIndex()

    def with_something_in(self) -> list[PartPath]:
        """The paths of the rows that can be folded."""
        return [path for path, node in self._nodes.items() if node.inside]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        node = self.node(parent)
        return len(node.inside) if node else len(self._top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self.node(parent)
        rows: Sequence[Node] = node.inside if node else self._top
        return self.createIndex(row, column, rows[row].number) if 0 <= row < len(rows) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        node = self.node(index)
        return self.createIndex(node.around.row, 0, node.around.number) if node and node.around else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Role.NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.part.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(node.part, node.used)
        if role == Qt.ItemDataRole.ToolTipRole:
            return guideline_tip(node.part.guideline, node.part.name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if index.isValid():
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        node = self.node(indexes[0])
        data.setData(_MIME, json.dumps(node.path if node else ()).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return self._move(data, row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if move := self._move(data, row, parent):
            self.moved.emit(*move)
        return False  # the rows are made anew by what hears of it

    def _move(self, data: QMimeData, row: int, parent: Index) -> tuple[PartPath, str | None, str | None] | None:
        """What a drop means: a label among labels, an attribute within its label, an option within its attribute."""
        if not data.hasFormat(_MIME):
            return None
        dragged = self._nodes.get(tuple(json.loads(bytes(data.data(_MIME).data()))))
        into = self.node(parent)
        if dragged is None:
            return None
        rows = into.inside if into else self._top
        before = rows[row].path[-1] if 0 <= row < len(rows) else None
        if isinstance(dragged.part, Option):
            is_at_home = into is not None and into.path[:2] == dragged.path[:2]
            if into is None or not is_at_home or any(node is into for node in dragged.walked()):
                return None
            return dragged.path, into.path[2] if len(into.path) > 2 else None, before
        if into is dragged.around:
            return dragged.path, None, before
        if row == -1 and into is not None and into.around is dragged.around:  # onto a neighbour: before it
            return dragged.path, None, into.path[-1]
        return None


def _fill(asked: Node, attribute: Attribute) -> None:
    """Puts the options of an attribute into its node, in one another."""
    nodes: dict[str | None, Node] = {}
    for depth, option in nested_options.in_order(attribute.options):
        around = nodes[option.parent] if depth else asked
        color = option.color or (around.color if depth else "")
        nodes[option.id] = Node((*asked.path, option.id), option, around, len(around.inside), color)
        around.inside.append(nodes[option.id])


def _matching(nodes: Sequence[Node], fits: Callable[[str], bool]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        inside = _matching(node.inside, fits)
        if inside or fits(folded(node.part.name)):
            node.inside, node.row = inside, len(kept)
            kept.append(node)
    return kept
