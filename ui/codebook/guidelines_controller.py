"""The guidelines beside the text: those of what is selected, read, written, and shown by what was accepted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.model import operations
from desktop.model.codebook import PartPath
from ui.session.messages import telling_what_was_typed
from ui.session.session import Session

if TYPE_CHECKING:  # it is made when it is first shown
    from ui.codebook.guideline_sheet import GuidelineSheet

_EXAMPLES = 4


class GuidelinesController(QObject):
    """Between the sheet and the library."""

    opened = Signal(object)  # the sheet, which is to be shown beside the text
    closed = Signal(object)  # and to be shown no more
    article_wanted = Signal(str, str)  # ids of an article and of an annotation in it

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.sheet: GuidelineSheet | None = None
        self._asking = QTimer(self, singleShot=True, interval=0)  # for examples, when the gesture has been followed
        self._asking.timeout.connect(self._show_examples)
        session.codebook_changed.connect(self._show)
        session.selected_changed.connect(lambda _: self._follow())
        session.settled.connect(self._asking.start)

    @property
    def is_open(self) -> bool:
        return self.sheet is not None and self.sheet.isVisible()

    def toggle(self) -> None:
        """Show the guidelines, at that of the selected annotation's label, or show them no more."""
        if self.is_open and self.sheet is not None:
            self.closed.emit(self.sheet)
            return
        if self.sheet is None:
            self.sheet = self._made()
        self.opened.emit(self.sheet)
        self._show()
        self._follow()
        self.sheet.list.setFocus()

    def _made(self) -> "GuidelineSheet":
        from ui.codebook.guideline_sheet import GuidelineSheet

        sheet = GuidelineSheet()
        sheet.closed.connect(self.toggle)
        sheet.chosen.connect(self._asking.start)
        sheet.written.connect(self._write)
        sheet.example_wanted.connect(self.article_wanted)
        self.session.keep_from_writing(sheet)
        return sheet

    def _show(self) -> None:
        if self.sheet is not None and self.is_open:
            self.sheet.show_codebook(self.session.library.codebook)
            self._asking.start()

    def _follow(self) -> None:
        """Show the guideline of what is selected, unless one of its label's is shown."""
        annotation, sheet = self.session.selected_annotation, self.sheet
        if sheet is None or annotation is None or not self.is_open:
            return
        if sheet.path is None or sheet.path[0] != annotation.label:
            sheet.choose((annotation.label,))
        self._asking.start()

    def _show_examples(self) -> None:
        from ui.codebook.examples import examples_of

        if self.sheet is not None and self.is_open and self.sheet.path:
            library = self.session.library
            self.sheet.show_examples(examples_of(library, self.session.speakers, self.sheet.path, _EXAMPLES))

    def _write(self, path: PartPath, words: str, seen: str) -> None:
        part = self.session.library.codebook.at(path)
        if part is None:
            return
        try:
            with telling_what_was_typed(words), self.session.edit(operations.edit_part(part.name)) as edit:
                labelling.change_part(edit, path, replace(part, guideline=seen), guideline=words)  # type: ignore[type-var]
        except KnownError:
            self._show()
            raise
