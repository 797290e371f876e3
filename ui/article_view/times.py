"""The margin right of the text: when it was said, and which page it is from, beside the line where that begins."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.model import tracks
from desktop.model.records import Track
from ui.article_view.text_page import TextPage
from ui.base import theme
from ui.base.plain_text import show_tip

WIDTH = 52
_HEIGHT = 16  # of the words
_SHOWN = ("time", "page")  # the text itself says whose turn it is
_FROM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Sign(NamedTuple):
    """What stands in the margin, and where."""

    track: Track
    room: QRectF


class Times(QWidget):
    """Draws the times and pages of what is on the screen. It is there only for a text that has some."""

    def __init__(self, page: TextPage) -> None:
        super().__init__(page)
        self._page = page
        self._tracks: list[Track] = []
        self._starts: list[int] = []
        self.setFont(theme.interface_font(11))
        self.setAutoFillBackground(True)
        self.setAccessibleName(translated("Times and pages beside the text"))
        self.hide()

    def show_tracks(self, found: Sequence[Track]) -> None:
        """Take those of the article that is to be shown."""
        self._tracks = sorted((track for track in found if track.kind in _SHOWN), key=_start)
        self._starts = [track.start for track in self._tracks]
        self.setVisible(bool(self._tracks))
        self.update()

    @property
    def room(self) -> int:
        """How wide it is now, in pixels."""
        return WIDTH if self._tracks else 0

    def signs(self) -> list[Sign]:
        """What stands beside what is on the screen, top to bottom: of those that begin in one line, the first."""
        shown, display = self._page.visible_text(), self._page.reading.display
        first = bisect_left(self._starts, display.point(shown.start))
        last = bisect_right(self._starts, display.point(shown.end))
        found: list[Sign] = []
        for track in self._tracks[first:last]:
            rects = shown.rects(display.start(track.start), display.start(track.start) + 1)
            if not rects or rects[0].top() < shown.edge:
                continue
            top = round(rects[0].center().y() - _HEIGHT / 2)
            if not found or top >= found[-1].room.bottom():
                found.append(Sign(track, QRectF(4, top, WIDTH - 4, _HEIGHT)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setClipRect(QRectF(self.rect()).adjusted(0, self._page.visible_text().edge, 0, 0))
            painter.setPen(theme.current().secondary)
            for sign in self.signs():
                painter.drawText(sign.room, _FROM_LEFT, words_of(sign.track))

    def event(self, event: QEvent) -> bool:
        """Say from when to when, when the pointer rests on a time."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            here = next((sign.track for sign in self.signs() if sign.room.contains(place)), None)
            show_tip(event.globalPos(), here.value.replace("/", " – ") if here and here.kind == "time" else "", self)
            return True
        return super().event(event)


def words_of(track: Track) -> str:
    """A time to the second, without hours where there are none; a page with its number."""
    if track.kind == "page":
        return translated("p. {number}", number=track.value)
    hours, minutes, seconds = tracks.beginning(track).partition(".")[0].split(":")
    return f"{int(hours)}:{minutes}:{seconds}" if int(hours) else f"{int(minutes)}:{seconds}"


def _start(track: Track) -> int:
    return track.start
