"""What an import of many files did: each refusal with its reason, and what there is to say of the others."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.base.translation import translated
from desktop.exchange.import_report import ImportReport
from ui.base.dialog import Dialog


class ImportReportDialog(Dialog):
    """The sentence, then the files that were refused, and those of which something was left out."""

    def __init__(self, parent: QWidget | None, report: ImportReport) -> None:
        super().__init__(parent, translated("Import"), 680)
        self._report = report
        self.add_words(str(report), "heading")
        self.add_words(_about(report))
        lines = [refusal.reason for refusal in report.refused]
        lines += [translated("{file}: {reason}", file=remark.path, reason=remark.words) for remark in report.remarks]
        self.lines = QPlainTextEdit("\n\n".join(lines), readOnly=True)
        self.lines.setAccessibleName(translated("Files"))
        self.lines.setProperty("kind", "field")
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumHeight(240)
        self.column.addWidget(self.lines, 1)
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
