"""Whose work is shown and worked in: tells of others' layers, and does what is chosen about them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.library import Library, Notice
from desktop.model import operations
from desktop.model.layers import name_of, reader_words, shown_name, where
from desktop.model.records import ADJUDICATED
from ui.base.settings import Settings
from ui.layers.layers_beside_text import MOST, LayersBesideText
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.layers.dialog import Blindness, Layer, LayersDialog


class LayersController(QObject):
    """Between the session and the dialog of the layers."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.beside = LayersBesideText(session, settings, self)
        self._window = window
        self._has_told = False
        self._sees_all = False  # whether somebody who codes blind was asked, and agreed
        self.elsewhere = ""  # in whose layer is worked, in words; none in one's own
        session.layer_changed.connect(self._see_where)
        session.at_rest.connect(self._tell_of_others)
        session.noticed.connect(self._leave_others)

    @property
    def layers(self) -> "list[Layer]":
        """The layers that there are, and one's own, which may be yet to begin."""
        from ui.layers.dialog import Layer

        library = self.session.library
        names = {annotator.id: name_of(annotator) for annotator in library.layers_to_choose()}
        names.setdefault(library.layer_called(library.annotator), shown_name(library.annotator))
        work = library.work_by_layer()
        names |= {id: shown_name(id or library.annotator) for id in work if id not in names}
        beside, may_enter = self.beside.chosen, {id for id in names if self._may_work_in(id)}
        return [
            Layer(id, name, *work.get(id, (0, 0)), id == library.layer, id in beside, id in may_enter)
            for id, name in names.items()
        ]

    def _may_work_in(self, layer: str) -> bool:
        """Whether it shows nothing that is hidden: who codes blind works in the own layer, or decides."""
        library = self.session.library
        return (
            layer in (ADJUDICATED, library.layer_called(library.annotator))
            or not library.is_blind
            or library.codes_nothing
        )

    def enter(self, layer: str) -> bool:
        """Work in this layer. Whoever codes blind may decline to see all work: then nothing is entered.

        Returns: whether it was entered.
        """
        if layer == ADJUDICATED and self.session.library.layer != ADJUDICATED and not self._may_see_all():
            return False
        self.session.work_in(layer)
        return True

    def _may_see_all(self) -> bool:
        """Whether all work may be seen: whoever codes blind, and has articles left, is asked until they agree."""
        if self._sees_all:
            return True
        library = self.session.library
        with library.snapshot(layers=None) as everybody:
            hidden = library.hidden_words(len(everybody.hidden_articles()))
        if hidden:
            from ui.base.message_boxes import agreed

            self._sees_all = agreed(
                self._window,
                translated("Adjudicated"),
                hidden,
                translated(
                    "Whoever adjudicates sees all work. If you code articles yourself, mark them as done first."
                ),
                translated("Show all work"),
                translated("Cancel"),
            )
        return self._sees_all or not hidden

    def _leave_others(self, notice: Notice) -> None:
        """Go back to one's own layer, where others' are hidden from now on."""
        library = self.session.library
        if "blind" in notice.changed_kinds and self.elsewhere and not self._may_work_in(library.layer):
            self.session.work_in(library.layer_called(library.annotator))
            self.session.messages.tell_briefly(
                translated("Others' work is hidden now; you are back in your own layer.")
            )

    def _see_where(self) -> None:
        library = self.session.library
        here = next((one for one in library.layers_to_choose() if one.id == library.layer), None)
        self.elsewhere = "" if here is None or here.name == library.annotator else where(here)

    def _tell_of_others(self) -> None:
        """Say once that others' work is not shown, to somebody who has none here yet."""
        library = self.session.library
        if self._has_told or library.layer == ADJUDICATED:
            return
        if all(annotator.id == library.layer for annotator in library.annotators()):
            return
        self._has_told = True
        layers = self.layers
        others = [layer for layer in layers if not layer.is_worked_in and layer.annotations]
        if not others or any(layer.is_worked_in and layer.annotations for layer in layers):
            return
        count = sum(layer.annotations for layer in others)
        if len(others) == 1:
            words = translated_plural(
                "{count} annotation here is in the layer of {name}, and not shown in yours.",
                "{count} annotations here are in the layer of {name}, and not shown in yours.",
                count,
                name=others[0].name,
            )
        else:
            words = translated("The work here is in others' layers, and not shown in yours.")
        self.session.messages.tell(words, translated("Layers…"), self.open)

    def open(self) -> None:
        """Show the layers, and do what is chosen about one."""
        from ui.layers.dialog import LayersDialog

        dialog = LayersDialog(self._window, self.layers, MOST, self._blindness)
        dialog.blind_wanted.connect(lambda on: self._code_blind(on, dialog))
        dialog.beside_wanted.connect(self.beside.choose)
        dialog.work_wanted.connect(self.enter)
        dialog.copy_wanted.connect(self._copy)
        dialog.exec()
        dialog.deleteLater()

    @property
    def _blindness(self) -> "Blindness":
        from ui.layers.dialog import Blindness

        library = self.session.library
        is_on = library.is_blind
        with library.snapshot(layers=None) as everybody:
            return Blindness(
                is_on=is_on,
                hidden=reader_words()
                if is_on and library.codes_nothing
                else library.hidden_words(len(everybody.hidden_articles())),
                owner="" if library.is_owner(library.annotator, library.layer) else library.owner,
                can_change=not library.read_only,
            )

    def _code_blind(self, on: bool, dialog: "LayersDialog") -> None:
        try:
            with self.session.edit(operations.code_blind(on)) as edit:
                labelling.set_blind(edit, on)
        finally:
            dialog.show_layers(self.layers, self._blindness)

    def _copy(self, layer: str) -> None:
        def work(library: Library, progress: Progress) -> int:
            library.refuse_if_read_only()
            return labelling.copy_layer(library, layer, progress)

        self.session.tasks.run(translated("Copying annotations"), work, self._tell_copied)

    def _tell_copied(self, copied: int) -> None:
        self.session.messages.tell_briefly(
            translated_plural("{count} annotation was copied.", "{count} annotations were copied.", copied)
        )
