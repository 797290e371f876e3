"""The guide: short pages on how to work with Ascribe, read from resources/help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from desktop.places import resource
from ui import theme
from ui.dialogs.parts import Dialog


class GuideDialog(Dialog):
    """The pages at the left, the chosen one at the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Guide", 820)
        self.resize(860, 600)
        self._files = sorted(resource("help").glob("*.md"))
        self.pages = QListWidget()
        self.pages.setAccessibleName("Pages")
        self.pages.setFixedWidth(190)
        self.pages.setSpacing(2)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Page")
        self.text.setOpenExternalLinks(True)
        self.text.document().setDefaultFont(theme.interface_font(14))
        self.text.document().setDocumentMargin(12)
        for file in self._files:
            self.pages.addItem(file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# "))
        row = QHBoxLayout()
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)
        self.add_buttons(reject="Close")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages.currentRowChanged.connect(self._show)
        self.pages.setCurrentRow(0)

    def _show(self, page: int) -> None:
        self.text.setMarkdown(self._files[page].read_text(encoding="utf-8"))
