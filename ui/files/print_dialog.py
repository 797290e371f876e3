"""What is to be printed, as it will look: pages to leaf through, the printer's own dialog, or a PDF file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.exchange.marked.article import MarkedArticle
from ui.base.dialog import Dialog
from ui.files.print_document import printed

_MARGIN = 5.0  # millimetres, beside the two centimetres that Qt leaves


class PrintDialog(Dialog):
    """The pages, with what can be done with them."""

    def __init__(
        self, parent: QWidget | None, articles: Sequence[MarkedArticle], save: Callable[[bytes], object]
    ) -> None:
        """`save` is given a PDF file that was asked for."""
        super().__init__(parent, translated("Print"), 720)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = printed(articles)
        self._save = save
        self._printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self._printer.setPageMargins(QMarginsF(*[_MARGIN] * 4), QPageLayout.Unit.Millimeter)
        self.pages = QPrintPreviewWidget(self._printer)
        for part in (self.pages, *self.pages.findChildren(QWidget)):
            part.setAccessibleName(translated("Pages"))
        self.pages.setMinimumHeight(420)
        self.pages.paintRequested.connect(self.document.print_)
        self.column.addWidget(self.pages, 1)
        self.add_buttons(translated("Print…"), reject=translated("Close"))
        self.add_action(translated("Save as PDF…"), lambda: self._save(self.pdf()))

    def pdf(self) -> bytes:
        """The pages as a PDF document."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(self._printer.pageLayout().pageSize().id()))
        writer.setPageMargins(QMarginsF(*[_MARGIN] * 4), QPageLayout.Unit.Millimeter)
        self.document.print_(writer)
        buffer.close()
        return bytes(buffer.data().data())

    def accept(self) -> None:
        """Ask for the printer, and print."""
        dialog = QPrintDialog(self._printer, self)
        if dialog.exec():
            self.document.print_(self._printer)
            super().accept()
