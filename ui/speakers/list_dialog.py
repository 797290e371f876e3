"""What taking in a list of speakers would do, before it is done. It is worked out off the window's thread."""

from collections.abc import Callable, Iterable
from itertools import islice

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.base.progress import Progress
from desktop.base.translation import listed, translated
from desktop.exchange import speaker_list
from desktop.exchange.speaker_list import Plan, SpeakerList
from desktop.library import Library
from ui.base.plain_text import shortened
from ui.base.working_dialog import WorkingDialog

_WIDTH = 560
_NAMED = 8  # of the speakers and options that would be added


def _first_of(names: Iterable[str]) -> str:
    """A few of these names, each short enough for a line."""
    first = list(islice(names, _NAMED + 1))
    more = ["…"] if len(first) > _NAMED else []
    return listed([*map(shortened, first[:_NAMED]), *more])


class ListDialog(WorkingDialog):
    """Asks whether a list is to be taken in, and what counts where the library says something else."""

    def __init__(self, parent: QWidget | None, open_library: Callable[[], Library], found: SpeakerList) -> None:
        super().__init__(parent, translated("Import speakers"), _WIDTH, open_library)
        self._found = found
        self.add_words(translated("From {file}", file=found.path.name))
        self.add_report(tone="")
        self.replaces = QCheckBox(translated("Where the file and the library differ, take what the file says"))
        self.replaces.toggled.connect(self.look)
        self.column.addWidget(self.replaces)
        self.add_left_out(96)
        self.add_buttons(translated("Import"))
        self.accept_button.setEnabled(False)

    def look(self) -> None:
        """Work out what would be done."""
        self.accept_button.setEnabled(False)
        found, replacing = self._found, self.replaces.isChecked()

        def work(library: Library, progress: Progress) -> Plan:
            return speaker_list.plan(library, found, replacing=replacing)

        self.run(translated("Reading the list"), work, self._show)

    def _show(self, made: Plan) -> None:
        lines = [f"{words}." for words in speaker_list.in_words(made)]
        if made.new:
            lines[0] = f"{lines[0][:-1]}: {_first_of(one.name for one in made.new)}."
        if made.options:
            options = _first_of(dict.fromkeys(option.name for *_, option in made.options))
            lines.append(translated("New options join the codebook: {options}.", options=options))
        self.words.setText("\n".join(lines))
        self.show_left_out(made.remarks)
        self.accept_button.setEnabled(made.count > 0)
        self.fit_height()
