"""What files would bring, before anything is added, and how they are read: off the window's thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import listed, translated, translated_plural
from desktop.exchange import name_patterns, previewing
from desktop.exchange.previewing import Preview
from desktop.exchange.source import Choices
from desktop.library import Library
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip
from ui.base.working_dialog import WorkingDialog
from ui.files.import_form import ImportForm

_SEEN = 200  # characters of a cell
_WIDTHS = (190, 110, 100, 110)
_REFUSED = 5  # files that are named


class ImportPreviewDialog(WorkingDialog):
    """How many articles there are, what is known of them, the first ones, and which are there twice.

    What is chosen of how they are read is shown at once.
    """

    def __init__(
        self, parent: QWidget | None, open_library: Callable[[], Library], paths: list[Path], preview: Preview
    ) -> None:
        super().__init__(parent, translated("Add articles"), 760, open_library)
        self._paths = paths
        self.found = self.add_words("", "heading")
        self.add_report()
        self.words.setAccessibleName(translated("Their details"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(translated("The first articles"))
        self.list.setProperty("kind", "choices")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHeaderLabels(
            [
                translated("Title"),
                translated("Publisher"),
                translated("Date"),
                translated("Author"),
                translated("Text"),
            ]
        )
        for place, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(place, width)
        self.list.setMinimumHeight(self.fontMetrics().height() * 5 + 40)
        self.column.addWidget(self.list, 1)
        self.form = ImportForm(self.add_form(), preview, str(paths[0].parent) if paths else "", self)
        self.form.changed.connect(self.look)
        self.refused = self.add_words("")
        self.add_buttons(translated("Add articles"))
        self._show(preview)

    @property
    def choices(self) -> Choices:
        """How the files are to be read."""
        return self.form.choices

    def accept(self) -> None:
        self.form.keep()
        super().accept()

    def look(self) -> None:
        """Read the files as is chosen now."""
        paths, choices = self._paths, self.choices
        self.accept_button.setEnabled(False)
        try:
            if choices.name_pattern:
                name_patterns.check(choices.name_pattern)
        except KnownError as error:
            self._refuse([str(error)])
            return

        def work(library: Library, progress: Progress) -> Preview:
            return previewing.preview(library, paths, progress, choices)

        self.run(translated("Reading"), work, self._show)

    def _show(self, preview: Preview) -> None:
        found = translated_plural("{count} article was found", "{count} articles were found", preview.articles)
        new = translated_plural("{count} of them is new", "{count} of them are new", preview.new)
        self.found.setText(found if preview.new == preview.articles else listed([found, new]))
        self.words.setText("\n".join(line for file in preview.files[:_REFUSED] for line in file.remarks()))
        self.list.clear()
        for file in preview.files:
            for article, begins in zip(file.first, file.begins, strict=True):
                cells = [article.title, article.publisher, article.published, article.author, begins]
                item = QTreeWidgetItem(self.list, [one_line(cell, _SEEN) for cell in cells])
                for place, cell in enumerate(cells):
                    item.setToolTip(place, tip(cell))
        self._refuse([refusal.reason for refusal in preview.refused[:_REFUSED]])
        self.accept_button.setText(
            translated_plural("Add {count} article", "Add {count} articles", preview.new)
            if preview.new or not preview.brings_something
            else translated("Add annotations")
        )
        self.accept_button.setEnabled(preview.brings_something)
        if self.form.show_found(preview):
            self.look()

    def _refuse(self, reasons: list[str]) -> None:
        self.refused.setText("\n".join(reasons))
        self.refused.setVisible(bool(reasons))

    def _fail(self, error: KnownError) -> None:
        self._refuse([str(error)])
