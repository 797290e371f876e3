"""Files that are dropped on the window are copied from: a frame says that they may be, while they are over it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.base.translation import translated
from ui.base.plain_text import PlainLabel


class DroppedFiles(QObject):
    """Hears what is dragged over a window."""

    dropped = Signal(list)  # the Paths of files and folders

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.frame = _Frame(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A drag with files is ours; of another one nothing is heard."""
        if isinstance(event, QDropEvent):  # as those that enter and move are, too
            files = _files(event)
            if files:
                _take_a_copy(event)
            self.frame.show_over(self._window, is_wanted=bool(files) and event.type() != QEvent.Type.Drop)
            if files and event.type() == QEvent.Type.Drop:
                self.dropped.emit(files)
            return bool(files)
        if event.type() == QEvent.Type.DragLeave:
            self.frame.hide()
        return super().eventFilter(watched, event)


def _files(event: QDropEvent | QDragMoveEvent | QDragEnterEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _take_a_copy(event: QDropEvent) -> None:
    """Whatever is proposed: who offers files to be moved would take away the originals."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class _Frame(QFrame):
    """A frame round the window with words in its middle; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("surface", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = PlainLabel(translated("Drop to open"))
        words.setProperty("surface", "card")
        words.setProperty("tone", "heading")
        words.setContentsMargins(20, 12, 20, 12)
        column = QVBoxLayout(self)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_over(self, window: QWidget, *, is_wanted: bool) -> None:
        """Stand over all of the window, or not at all."""
        self.setGeometry(window.rect())
        self.raise_()
        self.setVisible(is_wanted)
