"""The panes of a window, round which the keyboard goes."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

Pane = tuple[QWidget, Callable[[], object]]  # with what puts the keyboard into it, where it can take it


class Panes:
    """Panes in the order in which one reads them."""

    def __init__(self, *panes: Pane) -> None:
        self._panes = panes

    def step(self, by: int) -> None:
        """Put the keyboard into the next pane that takes it (`by` = 1), or into the one before (-1), round the last."""
        focus, count = QApplication.focusWidget(), len(self._panes)
        here = next((place for place, (pane, _) in enumerate(self._panes) if _has(pane, focus)), -by % count)
        for step in range(1, count):
            self._panes[(here + by * step) % count][1]()
            if QApplication.focusWidget() is not focus:
                return


def _has(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
