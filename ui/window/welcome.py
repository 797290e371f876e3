"""What is shown in the place of a text where no article is open."""

from PySide6.QtCore import Qt

from desktop.base.translation import translated
from ui.base.panel_parts import EmptyState
from ui.files.controller import FilesController


def welcome_page(files: FilesController) -> EmptyState:
    """Says how articles come in, with a button for each way."""
    page = EmptyState(
        translated("Open files or folders, drop them onto this window, or paste a text as an article."),
        (translated("Open articles…"), files.open_files),
        (translated("Paste a text…"), files.paste_article),
        (translated("Try the sample article"), files.open_sample),
    )
    page.layout().insertStretch(0, 1)  # type: ignore[union-attr]
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return page
