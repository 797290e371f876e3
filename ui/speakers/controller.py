"""Speakers added, edited, merged, deleted and taken in from a list, each as one edit; their pages."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop import labelling
from desktop.base.translation import translated
from desktop.model import operations
from desktop.model.records import Speaker
from desktop.model.speaker_facts import BELONGED_TO
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import files_of
from ui.base.menus import list_in, passing_menu
from ui.base.one_dialog import OneDialog
from ui.base.settings import Settings
from ui.session.session import Session
from ui.speakers.panel import SpeakersPanel

if TYPE_CHECKING:  # they are made when they are first shown
    from ui.speakers.page import SpeakerPage
    from ui.speakers.speaker_dialog import SpeakerDialog


class SpeakersController(QObject):
    """Between the panel of speakers, its dialogs and the library."""

    article_wanted = Signal(str)  # an article's id
    claim_wanted = Signal(str, str)  # ids of an article and of a claim in it

    def __init__(self, session: Session, panel: SpeakersPanel, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self.page: OneDialog[SpeakerPage] = OneDialog()
        self._panel = panel
        self._window = window
        panel.page_wanted.connect(self.show_page)
        panel.merge_wanted.connect(self.merge)

    def add(self) -> None:
        """Ask for a new speaker of the library."""
        dialog = self._dialog(Speaker(name=""))
        if dialog.exec():
            with self.session.edit(operations.add_speaker()) as edit:
                known = dialog.filled_in()
                labelling.add_speakers(edit, [Speaker(**known | {"facts": labelling.facts_of(edit, known["facts"])})])
            self._panel.show_whole_library(True)

    def _dialog(self, speaker: Speaker) -> "SpeakerDialog":
        from ui.speakers.speaker_dialog import SpeakerDialog

        asked = self.session.library.codebook.speaker_attributes
        organisations = [one.name for one in self.session.speakers.values() if one.kind in BELONGED_TO]
        page = self.page.shown
        over = page if page is not None and page.isActiveWindow() else self._window
        return SpeakerDialog(over, speaker, asked, organisations)

    def edit(self, speaker_id: str) -> None:
        """Let the user change what is known of a speaker."""
        known = self.session.speakers[speaker_id]
        dialog = self._dialog(known)
        if dialog.exec():
            changed = dialog.changed()
            renames = list(changed) == ["name"]
            with self.session.edit(operations.rename_speaker() if renames else operations.edit_speaker()) as edit:
                if "facts" in changed:
                    changed["facts"] = labelling.facts_of(edit, changed["facts"])
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
        menu = passing_menu(self._window)
        rows = self.session.library.articles_of_speaker(speaker_id)
        list_in(menu, [(row.article.title, partial(self.article_wanted.emit, row.article.id)) for row in rows])
        if menu.isEmpty():
            menu.addAction(translated("None yet")).setEnabled(False)
        menu.popup(at)

    # Their pages

    @property
    def meant(self) -> str | None:
        """The id of the speaker who is selected in the list, or who says what is selected in the text."""
        if self._panel.chosen:
            return self._panel.chosen
        state, selected = self.session.state, self.session.selected
        if state is None or selected is None:
            return None
        known = [id for id in state.speakers_of(selected) if id in self.session.speakers]
        return known[0] if known else None

    def show_page_of_meant(self) -> None:
        if self.meant:
            self.show_page(self.meant)

    def show_page(self, speaker_id: str) -> None:
        """Show all that is known of a speaker, and all they said, beside the window."""
        from ui.speakers.page import SpeakerPage

        page = self.page.shown
        if page is None:
            page = SpeakerPage(self._window, self.session, speaker_id)
            page.claim_wanted.connect(self.claim_wanted)
            page.edit_wanted.connect(self.edit)
            page.page_wanted.connect(page.show_speaker)
            self.page.show(page)
        else:
            page.show_speaker(speaker_id)
            self.page.bring_forward()
        page.list.setFocus()

    # Many at once

    def find_duplicates(self) -> None:
        """Look for speakers who look like one, and merge those who are said to be."""
        from ui.speakers.duplicates_dialog import DuplicatesDialog

        dialog = DuplicatesDialog(self._window, self.session.library.again)
        dialog.apart_wanted.connect(self._keep_apart)
        dialog.look()
        if dialog.exec() and (chosen := dialog.chosen):
            count = sum(len(merge.duplicates) for merge in chosen)
            with self.session.edit(operations.merge_duplicates(count)) as edit:
                for kept, duplicate_ids in chosen:
                    for duplicate_id in duplicate_ids:
                        labelling.merge(edit, edit.known_speaker(kept), edit.known_speaker(duplicate_id))

    def _keep_apart(self, ids: Sequence[str]) -> None:
        with self.session.edit(operations.keep_apart()) as edit:
            labelling.keep_apart(edit, *map(edit.known_speaker, ids))

    def import_list(self) -> None:
        """Ask for a list of speakers, show what it would do, and take it in."""
        from desktop.exchange import speaker_list
        from ui.speakers.list_dialog import ListDialog

        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Import speakers"), self._settings.folder, _tables()
        )
        if not file:
            return
        self._settings.folder = str(Path(file).parent)
        found = speaker_list.read(Path(file))
        dialog = ListDialog(self._window, self.session.library.again, found)
        dialog.look()
        if dialog.exec():
            replacing = dialog.replaces.isChecked()
            count = speaker_list.plan(self.session.library, found, replacing=replacing).count
            with self.session.edit(operations.import_speakers(count)) as edit:
                speaker_list.take_in(edit, found, replacing=replacing)
            self._panel.show_whole_library(True)

    def export_list(self) -> None:
        """Ask where to, and write all speakers of the library as a table."""
        from desktop.exchange.exporting import Selection, export
        from desktop.exchange.registry import WRITABLE
        from desktop.exchange.tables.table import Layout

        name = str(Path(self._settings.folder) / f"{translated('Speakers')}.csv")
        file, _ = FileDialog.getSaveFileName(self._window, translated("Export speakers"), name, _tables())
        if file:
            target = Path(file)
            self._settings.folder = str(target.parent)
            export(self.session.library, WRITABLE["csv"], Selection(layout=Layout(table="speakers")), target)
            self.session.messages.tell_briefly(translated("The speakers are in {file}.", file=target.name))

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


def _tables() -> str:
    return files_of(translated("Tables"), [".csv"])
