"""Other computers may work in a library: says what may happen, and offers what is safe."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.base import paths
from desktop.base.library_address import SUFFIX, FileAddress, LibraryAddress
from desktop.base.translation import translated
from ui.base.dialog import Dialog
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import new_library_files

Answer = Literal["leave", "read", "copy", "go on"]


class SharedLibrary(Dialog):
    """A sentence, and what can be done. Nothing is chosen beforehand but to leave it."""

    def __init__(
        self, sentence: str, address: LibraryAddress, go_on: str, *, is_new: bool, parent: QWidget | None = None
    ) -> None:
        """`go_on` is what the user says by working in the library itself; `is_new`, that there is none yet."""
        super().__init__(parent, "Ascribe", 520)
        self.answer: Answer = "leave"
        self.target: FileAddress | None = None  # where the copy, or the new library, is to be
        self._address = address
        self.sentence = self.add_words(sentence, "")
        if is_new:
            self._add(translated("Make it on this computer…"), self._ask_target)
        else:
            self.add_words(translated("You can read it safely. It is shown as it is now."))
            self._add(translated("Open read-only"), lambda: self._take("read"))
            self._add(translated("Work on a copy on this computer…"), self._ask_target)
        self._add(go_on, lambda: self._take("go on"))
        self.add_buttons()

    def _add(self, text: str, pressed: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        self.column.addWidget(button)

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()

    def _ask_target(self) -> None:
        file, _ = FileDialog.getSaveFileName(
            self,
            translated("Choose a place"),
            str(paths.data_folder() / f"{self._address.name}{SUFFIX}"),
            new_library_files(),
            options=FileDialog.Option.DontConfirmOverwrite,  # nothing is written over: see ui/start/library_opening.py
        )
        if file:
            self.target = LibraryAddress.of_new(file)
            self._take("copy")
