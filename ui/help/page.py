"""A page of the guide."""

import re

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from desktop.base import paths
from ui.base.plain_text import nothing_loaded

_PICTURE = re.compile(r"(\.\./)?pictures/([a-z]+\.png)")  # the pages in another language lie in a folder of their own


class Page(QTextBrowser):
    """Shows pages of our own with our own pictures. Nothing else that they name is read, as a page to go to."""

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray | QImage:
        words = name.toString() if isinstance(name, QUrl) else name
        own = _PICTURE.fullmatch(words)
        if own and kind == QTextDocument.ResourceType.ImageResource.value:
            picture = QImage(str(paths.resource("help/pictures") / own[2]))
            if not picture.isNull():
                return picture
        return nothing_loaded(kind)
