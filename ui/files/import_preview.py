"""What a file of many articles would bring, before anything is added."""

from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.exchange.previewing import Preview
from ui.base.dialog import Dialog
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip

_SEEN = 200  # characters of a cell
_WIDTHS = (290, 150, 110, 130)


class ImportPreviewDialog(Dialog):
    """How many articles there are, what is known of them, the first ones, and which are there twice."""

    def __init__(self, parent: QWidget | None, preview: Preview) -> None:
        super().__init__(parent, translated("Add articles"), 760)
        self.add_words(
            translated_plural("{count} article was found", "{count} articles were found", preview.articles), "heading"
        )
        self.said = self.add_words("\n".join(line for file in preview.files for line in file.remarks()))
        self.said.setAccessibleName(translated("What is known of them"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(translated("The first articles"))
        self.list.setProperty("kind", "choices")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHeaderLabels(
            [translated("Title"), translated("Publisher"), translated("Date"), translated("Author")]
        )
        for place, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(place, width)
        for file in preview.files:
            for article in file.first:
                cells = [article.title, article.publisher, article.published, article.author]
                item = QTreeWidgetItem(self.list, [one_line(cell, _SEEN) for cell in cells])
                for place, cell in enumerate(cells):
                    item.setToolTip(place, tip(cell))
        self.list.setMinimumHeight(self.fontMetrics().height() * 5 + 40)
        self.column.addWidget(self.list, 1)
        if preview.refused:
            self.add_words("\n".join(refusal.reason for refusal in preview.refused))
        self.add_buttons(
            translated_plural("Add {count} article", "Add {count} articles", preview.articles)
            if preview.articles
            else ""
        )
