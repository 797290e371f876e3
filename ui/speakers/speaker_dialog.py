"""What is known of a speaker, to be filled in."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from desktop.base.translation import Message, translated, translated_in
from desktop.model.codebook import Attribute
from desktop.model.records import SPEAKER_KINDS, Speaker, SpeakerKind
from ui.base.dialog import Dialog
from ui.speakers.facts_field import FactsField

_WIDTH = 640

_KINDS: dict[SpeakerKind, Message] = {
    "person": Message("Person"),
    "organisation": Message("Organisation"),
    "group": Message("Group"),
    "unnamed": Message("Unnamed"),
}


class SpeakerDialog(Dialog):
    """Name, kind, aliases, role, affiliation, external id and note of one speaker, and what the codebook asks of it."""

    def __init__(
        self,
        parent: QWidget | None,
        speaker: Speaker,
        asked: Iterable[Attribute] = (),
        organisations: Iterable[str] = (),
    ) -> None:
        """`organisations` are the names that an affiliation may be of."""
        super().__init__(parent, speaker.name or translated("New speaker"), _WIDTH)
        form = self.add_form()
        self.name = QLineEdit(speaker.name)
        self.kind = QComboBox()
        for kind in SPEAKER_KINDS:
            self.kind.addItem(translated(_KINDS[kind]), kind)
        self.kind.setCurrentIndex(SPEAKER_KINDS.index(speaker.kind))
        self.aliases = QLineEdit("; ".join(speaker.aliases), placeholderText=translated("Croft; the general; he"))
        self.role = QLineEdit(speaker.role, placeholderText=translated("Brigadier general"))
        self.affiliation = QLineEdit(speaker.affiliation, placeholderText=translated("Air Force"))
        known = QCompleter(sorted(organisations, key=str.casefold), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.affiliation.setCompleter(known)
        self.external_id = QLineEdit(speaker.external_id, placeholderText=translated("Wikidata: Q…"))
        self.note = QPlainTextEdit(speaker.note)
        self.note.setProperty("kind", "field")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(56)
        self.facts = FactsField(speaker.facts, asked)
        for heading, field in (
            (translated("Name"), self.name),
            (translated("Kind"), self.kind),
            (translated("Also called"), self.aliases),
            (translated_in("of a speaker", "Role"), self.role),
            (translated("Affiliation"), self.affiliation),
            (translated("External id"), self.external_id),
            (translated("Note"), self.note),
        ):
            field.setAccessibleName(heading)
            form.addRow(heading, field)
            if field is self.external_id:
                form.addRow(self.facts)  # as wide as the dialog
        self.add_fault()
        self.add_buttons(translated("Save"))
        self.name.textChanged.connect(self._allow)
        self.facts.changed.connect(self._allow)
        self._allow()
        self._begun_with = self.filled_in()

    def _allow(self) -> None:
        has_name = bool(self.name.text().strip())
        self.show_fault(self.facts.fault if has_name else translated("The speaker needs a name."))

    def filled_in(self) -> dict[str, Any]:
        """The speaker's fields as they are filled in, by name; the facts in words."""
        aliases = [alias.strip() for alias in self.aliases.text().split(";")]
        return {
            "name": self.name.text().strip(),
            "kind": self.kind.currentData(),
            "aliases": tuple(dict.fromkeys(alias for alias in aliases if alias)),
            "role": self.role.text().strip(),
            "affiliation": self.affiliation.text().strip(),
            "external_id": self.external_id.text().strip(),
            "note": self.note.toPlainText().strip(),
            "facts": self.facts.typed,
        }

    def changed(self) -> dict[str, Any]:
        """Those fields that the user changed: the others may have been changed elsewhere meanwhile."""
        return {name: value for name, value in self.filled_in().items() if value != self._begun_with[name]}
