"""A page of the guide."""

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTextBrowser

from ui.base.plain_text import nothing_loaded


class Page(QTextBrowser):
    """Shows pages of our own. What they name, as a picture or a page to go to, is not read."""

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray | QImage:
        return nothing_loaded(kind)
