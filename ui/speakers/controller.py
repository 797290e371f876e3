"""Speakers added, edited, merged and deleted, each as one edit."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop import labelling
from desktop.base.translation import translated
from desktop.model import operations
from desktop.model.records import Speaker
from ui.base.plain_text import on_button
from ui.session import Session
from ui.speakers.panel import SpeakersPanel


class SpeakersController(QObject):
    """Between the panel of speakers, its dialogs and the library."""

    article_wanted = Signal(str)  # an article's id

    def __init__(self, session: Session, panel: SpeakersPanel, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._panel = panel
        self._window = window
        panel.edit_wanted.connect(self.edit)
        panel.merge_wanted.connect(self.merge)

    def add(self) -> None:
        """Ask for a new speaker of the library."""
        from ui.speakers.speaker_dialog import SpeakerDialog

        dialog = SpeakerDialog(self._window, Speaker(name=""))
        if dialog.exec():
            with self.session.edit(operations.add_speaker()) as edit:
                labelling.add_speakers(edit, [Speaker(**dialog.filled_in())])
            self._panel.show_whole_library(True)

    def edit(self, speaker_id: str) -> None:
        """Let the user change what is known of a speaker."""
        from ui.speakers.speaker_dialog import SpeakerDialog

        known = self.session.speakers[speaker_id]
        dialog = SpeakerDialog(self._window, known)
        if dialog.exec():
            changed = dialog.changed()
            renames = list(changed) == ["name"]
            with self.session.edit(operations.rename_speaker() if renames else operations.edit_speaker()) as edit:
                labelling.edit_speaker(edit, known, **changed)

    def merge(self, duplicate_ids: Sequence[str], kept_id: str) -> None:
        """Make one speaker of two or more; ask into whom where that is not said."""
        if not kept_id:
            from ui.speakers.merge_dialog import MergeDialog

            dialog = MergeDialog(self._window, duplicate_ids, self.session.speakers)
            if not dialog.exec() or not dialog.kept:
                return
            kept_id = dialog.kept
        with self.session.edit(operations.merge_speakers()) as edit:
            for duplicate_id in duplicate_ids:
                if duplicate_id != kept_id:
                    labelling.merge(edit, edit.known_speaker(kept_id), edit.known_speaker(duplicate_id))

    def show_menu(self, menu: QMenu, at: QPoint) -> None:
        """Show this menu of commands at a place of the screen; for one speaker with the articles they speak in."""
        if chosen := self._panel.chosen:
            menu.addSeparator()
            menu.addAction(translated("Articles they speak in")).triggered.connect(
                lambda: self._show_articles_of(chosen, at)
            )
        menu.popup(at)

    def _show_articles_of(self, speaker_id: str, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in self.session.library.articles_of_speaker(speaker_id)[:40]:
            action = menu.addAction(on_button(row.article.title))
            action.triggered.connect(lambda _=False, article_id=row.article.id: self.article_wanted.emit(article_id))
        if menu.isEmpty():
            menu.addAction(translated("None yet")).setEnabled(False)
        menu.popup(at)

    def edit_chosen(self) -> None:
        if self._panel.chosen:
            self.edit(self._panel.chosen)

    def merge_chosen(self) -> None:
        if self._panel.chosen_count:
            self.merge(self._panel.chosen_all, "")

    def delete_chosen(self) -> None:
        """Delete the selected speakers: claims lose these sources, mentions name nobody. Undo brings all back."""
        ids = self._panel.chosen_all
        if ids:
            with self.session.edit(operations.delete_speakers(len(ids))) as edit:
                for speaker in filter(None, map(edit.speaker, ids)):
                    labelling.delete_speaker(edit, speaker)
