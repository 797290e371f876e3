"""A line of text in the width that there is for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF


def elided(metrics: QFontMetrics | QFontMetricsF, text: str, width: float, *, from_left: bool = False) -> str:
    """The text whole where it fits into so many pixels, else its beginning (or its end), with an ellipsis.

    `horizontalAdvance` rounds to whole pixels and Qt's `elidedText` does not: at exactly its own width it would shorten
    one word in four.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    side = Qt.TextElideMode.ElideLeft if from_left else Qt.TextElideMode.ElideRight
    return metrics.elidedText(text, side, max(int(width), 0))
