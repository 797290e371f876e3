"""A line of text in the width that there is for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF


def elided(metrics: QFontMetrics | QFontMetricsF, text: str, width: float, *, from_left: bool = False) -> str:
    """The text whole where it fits into so many pixels, else its beginning (or its end), with an ellipsis.

    `horizontalAdvance` rounds to whole pixels and Qt's `elidedText` does not: at exactly its own width it would shorten
    one word in four.
    """
    shown, _ = fitted(metrics, text, width, from_left=from_left)
    return shown


def fitted(
    metrics: QFontMetrics | QFontMetricsF, text: str, width: float, *, from_left: bool = False
) -> tuple[str, float]:
    """What `elided` gives, and how wide that is: to measure a line takes as long as to draw it."""
    whole = metrics.horizontalAdvance(text)
    if whole <= width:
        return text, whole
    side = Qt.TextElideMode.ElideLeft if from_left else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(text, side, max(int(width), 0))
    return shown, metrics.horizontalAdvance(shown)
