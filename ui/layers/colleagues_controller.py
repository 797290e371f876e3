"""One's work as a file for colleagues, and theirs taken into the library."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.library import Library
from desktop.model.layers import shown_name
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import all_files, files_of, library_files
from ui.base.settings import Settings
from ui.session.session import Session

if TYPE_CHECKING:
    from desktop.exchange.taking.planning import Plan


class ColleaguesController(QObject):
    """Asks for files, and has the work done off the window's thread."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window

    def send(self, chosen: Sequence[str] = ()) -> None:
        """Ask where to, and write the work of the layer that is worked in there.

        In these articles, where several are chosen, or in all.
        """
        from desktop.exchange.sending import sent

        articles = list(chosen) if len(chosen) > 1 else None
        library = self.session.library
        folder = Path(self._settings.folder) if self._settings.folder else library.address.folder
        whose = sent(library)
        is_own = whose == shown_name(library.annotator)
        name = "".join(letter if letter.isalnum() else "-" for letter in whose)
        file, _ = FileDialog.getSaveFileName(
            self._window,
            translated("Send my work") if is_own else translated("Send the layer “{name}”", name=whose),
            str(folder / f"{library.name} {name}.json"),
            files_of(translated("Ascribe JSON"), (".json",)),
        )
        if not file:
            return
        self._settings.folder = str(Path(file).parent)

        def work(library: Library, progress: Progress) -> int:
            from desktop.exchange.sending import send

            return send(library, Path(file), articles, progress)

        self.session.tasks.run(
            translated("Writing my work"),
            work,
            lambda count: self._tell_sent(Path(file), count, "" if is_own else whose),
        )

    def _tell_sent(self, file: Path, count: int, other: str) -> None:
        """Say where the work of so many articles is: one's own, or the layer's of this name."""
        if other:
            words = translated_plural(
                "The layer “{name}” of {count} article is in {file}: send it to your colleague.",
                "The layer “{name}” of {count} articles is in {file}: send it to your colleague.",
                count,
                name=other,
                file=file,
            )
        else:
            words = translated_plural(
                "Your work in {count} article is in {file}: send it to your colleague.",
                "Your work in {count} articles is in {file}: send it to your colleague.",
                count,
                file=file,
            )
        self.session.messages.tell_briefly(words)

    def take(self) -> None:
        """Ask for a file, show what a colleague did in it, and take that."""
        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Take a colleague's work"), self._settings.folder, _of_colleagues()
        )
        if file:
            self._settings.folder = str(Path(file).parent)
            self.take_from(Path(file))

    def take_from(self, file: Path) -> None:
        """Show what a colleague did, by a file, and take that."""
        from desktop.exchange.taking.taking import take
        from ui.layers.taking_dialog import TakingDialog

        library = self.session.library
        library.refuse_if_read_only()
        if library.address.is_at(file):
            raise KnownError(translated("{file} is the library itself.", file=file))
        dialog = TakingDialog(self._window, library.again, file)
        dialog.read()
        is_wanted = dialog.exec()
        dialog.deleteLater()
        incoming, choices = dialog.incoming, dialog.choices
        if not is_wanted or incoming is None:
            return

        def work(library: Library, progress: Progress) -> "Plan":
            return take(library, incoming, choices, progress)

        self.session.tasks.run(translated("Taking a colleague's work"), work, self._tell_taken)

    def _tell_taken(self, plan: "Plan") -> None:
        from desktop.exchange.taking import wording

        self.session.catch_up()
        self.session.messages.tell_briefly(wording.done(plan))


def _of_colleagues() -> str:
    every = [".json", ".ascribe"]
    json = files_of(translated("Ascribe JSON"), (".json",))
    return ";;".join([files_of(translated("Work of colleagues"), every), json, library_files(), all_files()])
