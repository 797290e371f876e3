"""The room of the list of claims where something stands below it: what it lacks, the panels below it give."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

_LEAST = 150  # px: two claims with their answers


class ClaimsRoom(QObject):
    """Looks to it when something comes or grows there, or the window does; not when the user moves a border."""

    def __init__(self, side: QSplitter, claims: QWidget, below: QWidget, parent: QObject) -> None:
        """`side` has the panels, the one of the claims first; `claims` is its list, and `below` stands below that."""
        super().__init__(parent)
        self._side = side
        self._claims = claims
        self._below = below
        self._soon = QTimer(self, singleShot=True, interval=0)  # when all are laid out
        self._soon.timeout.connect(self._fit)
        for watched in (side, below, *(side.widget(place) for place in range(side.count()))):
            if watched is not None:
                watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what comes, and the sizes that no border between two panels gives."""
        is_sized = event.type() == QEvent.Type.Resize and watched in (self._side, self._below)
        if is_sized or event.type() == QEvent.Type.Show:
            self._soon.start()
        return False

    def _fit(self) -> None:
        lacking = _LEAST - self._claims.height()
        if lacking <= 0 or not self._below.isVisible():
            return
        first, *others = self._side.sizes()
        panels = (self._side.widget(place + 1) for place in range(len(others)))
        spare = [max(size - panel.minimumHeight(), 0) for size, panel in zip(others, panels, strict=True) if panel]
        share = min(1.0, lacking / max(sum(spare), 1))
        given = [round(one * share) for one in spare]
        self._side.setSizes([first + sum(given), *(size - less for size, less in zip(others, given, strict=True))])
