"""The guide: short pages on how to work with Ascribe, read from resources/help, and one on the file formats."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from desktop.base.paths import resource
from desktop.base.translation import of_the_language, translated
from desktop.exchange import overview
from ui.base import theme
from ui.base.dialog import Dialog
from ui.help.page import Page

_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


class GuideDialog(Dialog):
    """The pages at the left, the chosen one at the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, translated("Guide"), 820)
        self.resize(860, 600)
        files = sorted(resource(of_the_language("help")).glob("*.md"))
        self._pages = [*(file.read_text(encoding="utf-8") for file in files), overview.as_markdown()]
        self.pages = QListWidget()
        self.pages.setAccessibleName(translated("Pages"))
        self.pages.setProperty("kind", "choices")
        self.text = Page()
        self.text.setAccessibleName(translated("Page"))
        self.text.setOpenExternalLinks(True)
        self.text.document().setDefaultFont(theme.interface_font(14))
        self.text.document().setDocumentMargin(12)
        for page in self._pages:
            self.pages.addItem(page.partition("\n")[0].lstrip("# "))
        self.pages.setFixedWidth(min(max(self.pages.sizeHintForColumn(0) + 40, 190), 280))
        row = QHBoxLayout()
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)
        self.add_buttons(reject=translated("Close"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages.currentRowChanged.connect(self._show)
        self.pages.setCurrentRow(0)

    def _show(self, page: int) -> None:
        self.text.setMarkdown(self._pages[page])
        _space_out(self.text.document())


def _space_out(page: QTextDocument) -> None:
    """Qt sets Markdown solid: give paragraphs, list items and headings some air."""
    block = page.begin()
    while block.isValid():
        spaced = QTextBlockFormat()
        in_table = QTextCursor(block).currentTable() is not None
        is_heading = block.blockFormat().headingLevel() > 0
        spaced.setTopMargin(14 if is_heading and block.position() else 0)
        spaced.setBottomMargin(0 if in_table else 8)
        if block.text() != _PICTURE:  # below which that would be a gap
            spaced.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(block).mergeBlockFormat(spaced)
        block = block.next()
