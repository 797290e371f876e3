"""What an import of many files did: each refusal with its reason, and what there is to say of the others."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.translation import translated
from desktop.exchange.import_report import ImportReport
from ui.base.dialog import Dialog
from ui.base.plain_text import tip

_WRAPPED = 500  # files: the lines of more would take too long to be laid out


class ImportReportDialog(Dialog):
    """The sentence, then the files that were refused, and those of which something was left out."""

    def __init__(self, parent: QWidget | None, report: ImportReport) -> None:
        super().__init__(parent, translated("Import"), 680)
        self._report = report
        self.add_words(str(report), "heading")
        self.add_words(_about(report))
        self.list = QTreeWidget()
        self.list.setAccessibleName(translated("Files"))
        self.list.setProperty("kind", "choices")
        self.list.setHeaderLabels([translated("File"), translated("Details")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(len(report.refused) + len(report.remarks) > _WRAPPED)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(240)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.setColumnWidth(0, 200)
        self.list.header().sectionResized.connect(self.list.scheduleDelayedItemsLayout)
        said = [(refusal.path, refusal.reason) for refusal in report.refused]
        said += [(remark.path, remark.words) for remark in report.remarks]
        for path, words in said:
            item = QTreeWidgetItem([path.name, words])
            item.setToolTip(0, tip(str(path)))
            item.setToolTip(1, tip(words))
            self.list.addTopLevelItem(item)
        self.column.addWidget(self.list, 1)
        lines = [refusal.reason for refusal in report.refused]
        lines += [f"{remark.path}: {remark.words}" for remark in report.remarks]
        self.add_buttons(reject=translated("Close"))
        self.add_action(translated("Copy"), lambda: QGuiApplication.clipboard().setText("\n".join(lines)))


def _about(report: ImportReport) -> str:
    if not report.refused:
        return translated("All files were added. Of these, something was left out or is not sure:")
    if not report.added:
        return translated("These files were refused:")
    if report.remarks:
        return translated("All other files were added. These were refused, or something of them was left out:")
    return translated("All other files were added. These files were refused:")
