"""Whose work is exported: one's own layer, what was decided upon, some, or everybody's."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout

from desktop.base.translation import listed, translated
from desktop.library import Layers
from desktop.model.layers import name_of
from desktop.model.records import ADJUDICATED, Annotator
from ui.base.plain_text import on_button

_MINE, _ADJUDICATED, _SOME, _ALL = "mine", "adjudicated", "some", "all"


class LayersForm(QObject):
    """The rows of a form that ask whose work is meant; a library of one person has none."""

    changed = Signal()

    def __init__(self, form: QFormLayout, layers: Sequence[Annotator], own: str, parent: QObject) -> None:
        """`layers` are those of the library, `own` is the id of the one that is worked in."""
        super().__init__(parent)
        self._form, self._layers, self._own = form, layers, own
        self.which = QComboBox()
        self.which.setAccessibleName(translated("Whose work"))
        adjudicates = own == ADJUDICATED
        self.which.addItem(translated("What was adjudicated") if adjudicates else translated("My layer"), _MINE)
        if not adjudicates and any(one.id == ADJUDICATED for one in layers):
            self.which.addItem(translated("What was adjudicated"), _ADJUDICATED)
        self.which.addItem(translated("These layers"), _SOME)
        self.which.addItem(translated("All layers"), _ALL)
        self.boxes: dict[str, QCheckBox] = {}
        if len(layers) > 1:
            form.addRow(translated("Whose work"), self.which)
            for layer in layers:
                self.boxes[layer.id] = box = QCheckBox(on_button(name_of(layer)))
                box.setChecked(layer.id == own)
                box.toggled.connect(self._follow)
                form.addRow("", box)
            self.which.currentIndexChanged.connect(self._follow)
            self._show_boxes()

    def _follow(self) -> None:
        self._show_boxes()
        self.changed.emit()

    def _show_boxes(self) -> None:
        for box in self.boxes.values():
            self._form.setRowVisible(box, self.which.currentData() == _SOME)

    @property
    def is_empty(self) -> bool:
        """Whether nobody's work is chosen."""
        return self.which.currentData() == _SOME and not self.layers

    @property
    def in_words(self) -> str:
        """Whose work is chosen; nothing where there is but one layer."""
        layers, every = self.layers, {layer.id: name_of(layer) for layer in self._layers}
        chosen = every if layers is None else layers or (self._own,)
        return listed(every[id] for id in chosen if id in every) if self.boxes else ""

    @property
    def layers(self) -> Layers:
        """The ids of the chosen layers, as a selection names them: None for all, none for what the library reads."""
        chosen = tuple(id for id, box in self.boxes.items() if box.isChecked())
        found: dict[str, Layers] = {_MINE: (), _ADJUDICATED: (ADJUDICATED,), _SOME: chosen, _ALL: None}
        return found[self.which.currentData()]
