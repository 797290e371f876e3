"""The library cannot be opened: says why, and offers another."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.translation import translated
from ui.base.dialog import Dialog
from ui.base.file_filters import library_files


class StartProblem(Dialog):
    """A sentence, and the choice of another library."""

    def __init__(self, sentence: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Ascribe", 520)
        self.chosen: Path | None = None
        self._folder = path.parent
        self.sentence = self.add_words(sentence, "")
        self.add_buttons(reject=translated("Quit"))
        self.add_action(translated("Open another library…"), self._open)
        self.add_action(translated("New library…"), self._make)

    def _open(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, translated("Open library"), str(self._folder), library_files())
        self._take(file)

    def _make(self) -> None:
        file, _ = QFileDialog.getSaveFileName(
            self,
            translated("New library"),
            str(self._folder / (translated("New library") + ".ascribe")),
            library_files(),
        )
        self._take(file)

    def _take(self, file: str) -> None:
        if file:
            self.chosen = Path(file).with_suffix(".ascribe") if not Path(file).suffix else Path(file)
            self.accept()
