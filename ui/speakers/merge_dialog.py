"""Which of two or more speakers stays, when they are the same."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.likeness import likest
from desktop.model.person_names import plain
from desktop.model.records import Speaker
from desktop.model.speakers import name_order
from ui.base.choice_list import ChoiceList
from ui.base.dialog import Dialog


class MergeDialog(Dialog):
    """Asks into whom duplicates are to be merged: one into another speaker; several also into one of them."""

    def __init__(self, parent: QWidget | None, duplicates: Sequence[str], speakers: Mapping[str, Speaker]) -> None:
        several = len(duplicates) > 1
        count, name = len(duplicates), speakers[duplicates[0]].name
        super().__init__(
            parent,
            translated_plural("Merge {count} speaker", "Merge {count} speakers", count)
            if several
            else translated("Merge {speaker}", speaker=name),
        )
        self.add_words(
            translated_plural(
                "What this {count} speaker said goes to the speaker you choose. The other names become aliases. "
                "Undo reverses this.",
                "What these {count} speakers said goes to the speaker you choose. The other names become aliases. "
                "Undo reverses this.",
                count,
            )
            if several
            else translated(
                "What “{speaker}” said goes to the speaker you choose. The name becomes an alias of that speaker. "
                "Undo reverses this.",
                speaker=name,
            )
        )
        among = [speakers[id] for id in duplicates] if several else []
        others = sorted(among, key=_fullest_first)
        others += sorted((one for one in speakers.values() if one.id not in duplicates), key=name_order)
        likely = others[0].id if several else likest(name, {one.id: one.name for one in others})
        choices = [(one.id, one.name) for one in others]
        self.choices = ChoiceList(translated("Merge into"), translated("Speakers to merge into"), choices, likely)
        self.column.addWidget(self.choices)
        self.add_buttons(translated("Merge"))
        self.choices.entered.connect(self.accept)
        self.choices.changed.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.kept is not None)

    @property
    def kept(self) -> str | None:
        """The id of the speaker that was chosen."""
        return self.choices.chosen


def _fullest_first(speaker: Speaker) -> tuple[int, int, tuple[str, str]]:
    """By how much the name tells: “Ann B. Lin” before “Ann Lin”, and both before “Mayor Lin”."""
    name = plain(speaker.name)
    return -len(name.split()), -len(name), name_order(speaker)
