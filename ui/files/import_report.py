"""What an import of many files did: each refusal with its reason."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.translation import translated
from desktop.exchange.import_report import ImportReport
from ui.base.dialog import Dialog
from ui.base.plain_text import tip


class ImportReportDialog(Dialog):
    """The sentence, then the files that were refused."""

    def __init__(self, parent: QWidget | None, report: ImportReport) -> None:
        super().__init__(parent, translated("Import"), 680)
        self._report = report
        self.add_words(str(report), "heading")
        self.add_words(
            translated("All other files were added. These files were refused:")
            if report.added
            else translated("These files were refused:")
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName(translated("Refused files"))
        self.list.setProperty("kind", "choices")
        self.list.setHeaderLabels([translated("File"), translated("Reason")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setMinimumHeight(240)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.setColumnWidth(0, 200)
        for refusal in report.refused:
            item = QTreeWidgetItem([refusal.path.name, refusal.reason])
            item.setToolTip(0, tip(str(refusal.path)))
            item.setToolTip(1, tip(refusal.reason))
            self.list.addTopLevelItem(item)
        self.column.addWidget(self.list, 1)
        reasons = "\n".join(refusal.reason for refusal in report.refused)
        self.add_buttons(reject=translated("Close"))
        self.add_action(translated("Copy"), lambda: QGuiApplication.clipboard().setText(reasons))
