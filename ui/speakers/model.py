"""The speakers of the open article or of the library, as a list. One dropped on another asks to be merged into it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated_plural
from desktop.model.records import Speaker
from desktop.model.speaker_filter import SpeakerFilter
from desktop.model.speakers import name_order
from ui.base.plain_text import tip
from ui.base.row_list import RowModel
from ui.session.session import Session

_MIME = "application/x-ascribe-speaker"

_Index = QModelIndex | QPersistentModelIndex


class SpeakerModel(RowModel):
    """Speakers with their counts of claims: those with the most first in an article, by name in the library."""

    merge_wanted = Signal(list, str)  # the duplicates' ids, the id of the one that is kept
    renamed = Signal(str, str)  # id, the new name
    about_to_fill = Signal()  # others will be shown, or in another order

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.whole_library = False
        self._ids: list[str] = []
        self._claims: dict[str, int] = {}
        self._typed = ""
        self._index: SpeakerFilter | None = None  # until somebody filters
        session.speakers_changed.connect(self._follow)
        session.codebook_changed.connect(lambda: self._follow(None))

    def hue_of(self, speaker: Speaker) -> int:
        """The hue of a speaker in the open article."""
        return self._session.hue_of(speaker)

    def fill(self) -> None:
        """Count again, and show who is to be shown."""
        if self.whole_library:
            self._claims = self._session.library.claims_by_speaker()
            shown = self._found()
        else:
            state = self._session.state
            self._claims = state.claims_of_speakers() if state else {}
            here = set(self._claims) | (state.speakers_mentioned() if state else set())
            known = [one for id in here if (one := self._session.speakers.get(id))]
            order = sorted((-self._claims.get(one.id, 0), *name_order(one)) for one in known)
            shown = [id for _, _, id in order]
        self._show(shown)

    def filter(self, typed: str) -> None:
        """Of the library's speakers, show those in whom this is found, as counted before."""
        self._typed = typed
        if self.whole_library:
            self._show(self._found())

    def _found(self) -> list[str]:
        if self._index is None and self._typed.strip():
            self._index = SpeakerFilter(self._session.speakers_by_name, self._session.library.codebook)
        found = self._index.found_by(self._typed) if self._index else None
        return [one.id for one in self._session.speakers_by_name] if found is None else found

    def _follow(self, changed: frozenset[str] | None) -> None:
        if self._index is not None:
            known = None if changed is None else self._session.speakers_by_name.these(changed)
            if known is None or not all(map(self._index.put, known)):
                self._index = None

    def _show(self, shown: list[str]) -> None:
        if shown == self._ids:
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.about_to_fill.emit()
        self._ids = shown
        self.set_count(len(shown))

    def claims(self, speaker_id: str) -> int:
        return self._claims.get(speaker_id, 0)

    def id_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, speaker_id: str | None) -> int | None:
        return self._ids.index(speaker_id) if speaker_id in self._ids else None

    def speaker(self, index: _Index) -> Speaker | None:
        return self._session.speakers.get(self.id_at(index.row()) or "")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        speaker = self.speaker(index)
        if speaker is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return speaker.name
        if role == Qt.ItemDataRole.UserRole:
            return speaker
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed([speaker.name, counted(self.claims(speaker.id))])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(line for line in (speaker.name, known_of(speaker), speaker.note) if line))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        speaker = self.speaker(index)
        name = str(value).strip()
        if speaker is None or role != Qt.ItemDataRole.EditRole or not name or name == speaker.name:
            return False
        self.renamed.emit(speaker.id, name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        own = flag.ItemIsEditable | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        return super().flags(index) | own if index.isValid() else super().flags(index)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, "\n".join(self.id_at(index.row()) or "" for index in indexes).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        kept = self.id_at(parent.row()) if parent.isValid() else None
        duplicates = [id for id in bytes(data.data(_MIME).data()).decode().split("\n") if id and id != kept]
        if kept and duplicates:
            self.merge_wanted.emit(duplicates, kept)
        return False  # what is to be removed from the list, the edit removes


def counted(claims: int) -> str:
    return translated_plural("{count} claim", "{count} claims", claims)


def known_of(speaker: Speaker) -> str:
    """ "Brig. Gen., Air Force · Croft, the general": what is known of a speaker, in one line."""
    office = listed(part for part in (speaker.role, speaker.affiliation) if part)
    return " · ".join(part for part in (isolated(office), isolated(listed(speaker.aliases))) if part)
