"""What taking in a list of speakers would do, before it is done. It is worked out off the window's thread."""

from collections.abc import Iterable
from itertools import islice

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from desktop.base.errors import KnownError
from desktop.base.translation import listed, translated
from desktop.exchange import speaker_list
from desktop.exchange.speaker_list import Plan, SpeakerList
from desktop.library import Library
from ui.base.dialog import Dialog
from ui.base.message_bar import ProgressStrip
from ui.base.plain_text import shortened
from ui.work.tasks import Progress, Tasks

_WIDTH = 560
_NAMED = 8  # of the speakers and options that would be added


def _first_of(names: Iterable[str]) -> str:
    """A few of these names, each short enough for a line."""
    first = list(islice(names, _NAMED + 1))
    more = ["…"] if len(first) > _NAMED else []
    return listed([*map(shortened, first[:_NAMED]), *more])


class ListDialog(Dialog):
    """Asks whether a list is to be taken in, and what counts where the library says something else."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, found: SpeakerList) -> None:
        super().__init__(parent, translated("Import speakers"), _WIDTH)
        self._tasks = tasks
        self._found = found
        self.add_words(translated("From {file}", file=found.path.name))
        self.progress = ProgressStrip()
        self.column.addWidget(self.progress)
        self.does = self.add_words("", tone="")
        self.replaces = QCheckBox(translated("The file counts where the library says something else"))
        self.replaces.toggled.connect(self.look)
        self.column.addWidget(self.replaces)
        self.left_out = QPlainTextEdit(readOnly=True)
        self.left_out.setAccessibleName(translated("What cannot be taken"))
        self.left_out.setProperty("kind", "field")
        self.left_out.setTabChangesFocus(True)
        self.left_out.setFixedHeight(96)
        self.left_out.hide()
        self.column.addWidget(self.left_out)
        self.add_buttons(translated("Import"))
        tasks.setParent(self)
        tasks.started.connect(self.progress.start)
        tasks.progressed.connect(self.progress.show_progress)
        tasks.ended.connect(self.progress.hide)
        tasks.failed.connect(self._fail)
        self.progress.cancelled.connect(tasks.cancel)
        self.finished.connect(tasks.stop)
        self.accept_button.setEnabled(False)

    def look(self) -> None:
        """Work out what would be done."""
        self.accept_button.setEnabled(False)
        found, replacing = self._found, self.replaces.isChecked()

        def work(library: Library, progress: Progress) -> Plan:
            return speaker_list.plan(library, found, replacing=replacing)

        self._tasks.run(translated("Reading the list"), work, self._show)

    def _show(self, made: Plan) -> None:
        lines = [f"{words}." for words in speaker_list.in_words(made)]
        if made.new:
            lines[0] = f"{lines[0][:-1]}: {_first_of(one.name for one in made.new)}."
        if made.options:
            options = _first_of(dict.fromkeys(option.name for *_, option in made.options))
            lines.append(translated("New options join the codebook: {options}.", options=options))
        self.does.setText("\n".join(lines))
        self.left_out.setPlainText("\n".join(made.remarks))
        self.left_out.setVisible(bool(made.left_out))
        self.accept_button.setEnabled(made.count > 0)
        self.fit_height()

    def _fail(self, error: KnownError) -> None:
        self.does.setText(str(error))
        self.fit_height()
