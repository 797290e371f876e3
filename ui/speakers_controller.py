"""Speakers added, edited, merged and deleted, each as one edit."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.records import Speaker
from ui.desk import Desk, told
from ui.panels.speakers import SpeakersPanel


class SpeakersController(QObject):
    """Between the panel of speakers, its dialogs and the library."""

    def __init__(self, desk: Desk, panel: SpeakersPanel, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self._panel = panel
        self._window = window
        panel.edit_wanted.connect(self.edit)
        panel.merge_wanted.connect(self.merge)

    @told
    def add(self) -> None:
        """Ask for a new speaker of the library."""
        from ui.dialogs.speaker import SpeakerDialog

        dialog = SpeakerDialog(self._window, Speaker(name=""))
        if dialog.exec():
            with self.desk.edit("Add speaker") as edit:
                edit.add(Speaker(**dialog.filled_in()))
            self._panel.show_whole_library(True)

    @told
    def edit(self, speaker_id: str) -> None:
        """Let the user change what is known of a speaker."""
        from ui.dialogs.speaker import SpeakerDialog

        known = self.desk.speakers[speaker_id]
        dialog = SpeakerDialog(self._window, known)
        if dialog.exec():
            changed = dialog.changed()
            with self.desk.edit("Rename speaker" if list(changed) == ["name"] else "Edit speaker") as edit:
                edit.change(known, **changed)

    @told
    def merge(self, duplicate_id: str, kept_id: str) -> None:
        """Make one speaker of two; ask into whom where that is not said."""
        if not kept_id:
            from ui.dialogs.merge_speakers import MergeDialog

            dialog = MergeDialog(self._window, self.desk.speakers[duplicate_id], self.desk.speakers)
            if not dialog.exec() or not dialog.kept:
                return
            kept_id = dialog.kept
        with self.desk.edit("Merge speakers") as edit:
            labelling.merge(edit, edit.known_speaker(kept_id), edit.known_speaker(duplicate_id))

    def edit_chosen(self) -> None:
        if self._panel.chosen:
            self.edit(self._panel.chosen)

    def merge_chosen(self) -> None:
        if self._panel.chosen:
            self.merge(self._panel.chosen, "")

    @told
    def delete_chosen(self) -> None:
        """Delete the selected speaker: claims lose this source, mentions name nobody. Undo brings all back."""
        if self._panel.chosen:
            with self.desk.edit("Delete speaker") as edit:
                labelling.delete_speaker(edit, self.desk.speakers[self._panel.chosen])
