"""A page to read: a text in a column below its headline, how it is scrolled, and where each character is.

It is a read-only QPlainTextEdit, so that screen readers meet the real thing. What is marked and selected in it is in
`text_page.py`.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPalette, QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from shiboken6 import delete

from desktop.base.translation import translated
from desktop.model.text import Fragment
from ui.article_view.display_map import DisplayMap
from ui.article_view.layout import MARGIN, ReadingLayout
from ui.article_view.painting import OVERHANG
from ui.article_view.paragraph import Paragraph
from ui.article_view.visible_text import VisibleText, draw_edge
from ui.base import theme
from ui.base.eliding import elided

_NOTCH = 120  # of a wheel, as Qt counts


class ReadingPage(QPlainTextEdit):
    """Shows a text that cannot be changed. All offsets outside are code points."""

    zoomed = Signal(int)  # the text is to be larger (1) or smaller (-1)
    moved = Signal(int)  # the text by so many pixels; 0: the lines are others, or elsewhere

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(translated("Article text"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the view has one, beside the map
        self.setCursorWidth(2)
        self.setAcceptDrops(False)  # files dropped here are for the window
        self.viewport().setMouseTracking(True)
        self.text = ""
        self._size = 17
        self._column = 0
        self.setFont(theme.reading_font(self._size))
        self._document: QTextDocument | None = None
        self._turned = 0  # the wheel, with Ctrl, since the last whole notch
        self._laid_out = 0  # how often the page has been; what is on the screen depends on it
        self._edge = 0  # of what was on the screen before it was scrolled, in whole pixels, with what reached over it
        self._visible_for: tuple[int, float, int] | None = None
        self.updateRequest.connect(self._note_move)

    # Content

    def show_text(self, text: str, title: str, facts: str) -> DisplayMap:
        """Show another text, from its beginning. `facts` is the line below the headline."""
        self.text = text
        display = DisplayMap(self.text)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(MARGIN)
        self.reading = ReadingLayout(document, self.text, display, title, facts, self._size)
        self.reading.width = self._column - 2 * MARGIN
        document.setDocumentLayout(self.reading)
        document.setPlainText(display.text)
        with self._changing():
            self.setDocument(document)
            self.verticalScrollBar().setValue(0)  # Qt stays where it was in the text before
        if self._document:
            delete(self._document)  # at once: Python's collector would do it later, in the middle of anything
        self._document = document
        self.setAccessibleDescription(title)
        return display

    def show_title(self, title: str, facts: str) -> None:
        """Show another headline, and another line below it, of the same text; its place and selection stay."""
        if (title, facts) != (self.accessibleDescription(), self.reading.facts):
            place = self._place()
            with self._changing():
                self.reading.set_title(title, facts)
                self._return_to(place)
            self.setAccessibleDescription(title)
            self.viewport().update()

    def set_column(self, width: int, left: int, right: int, above: int = 0) -> None:
        """Keep the text in a column of this width, with these margins beside it and above."""
        margins = self.viewportMargins()
        if (width, left, above) == (self._column, margins.left(), margins.top()):
            return
        place = self._place()
        self._column = width
        with self._changing():
            self.reading.width = width - 2 * MARGIN
            self.setViewportMargins(left, above, right, 0)
            self._return_to(place)

    def set_size(self, px: int) -> None:
        """Show the text at this size of the reading face, in pixels."""
        if px != self._size:
            place = self._place()
            self._size = px
            with self._changing():
                self.reading.set_size(px)
                self.setFont(theme.reading_font(px))
                self._return_to(place)

    @property
    def size_of_text(self) -> int:
        return self._size

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """While the text or its lines are exchanged, say nothing; then say once that all may be elsewhere.

        Qt scrolls and selects in the middle of it, when the lines that it tells of are half old and half new.
        """
        was_silent = self.blockSignals(True)
        try:
            yield
        finally:
            self.blockSignals(was_silent)
        self._laid_out += 1
        self.moved.emit(0)

    def dress(self) -> None:
        """Take the colours now in force."""
        look, palette = theme.current(), QPalette(self.palette())
        for role, color in (
            (QPalette.ColorRole.Base, look.page),
            (QPalette.ColorRole.Window, look.page),
            (QPalette.ColorRole.Text, look.ink),
            (QPalette.ColorRole.HighlightedText, look.ink),
        ):
            palette.setColor(role, color)
        palette.setBrush(
            QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent
        )  # the selection is drawn by the marks
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # under a style sheet it has one of its own
        self.viewport().update()

    # Places

    def visible_text(self) -> VisibleText:
        """What is on the screen; the same object until something else is."""
        block, offset = self.firstVisibleBlock(), self.contentOffset().y()
        key = (block.blockNumber(), offset, self._laid_out)
        if key != self._visible_for:
            # Where lines are of broken height Qt scrolls to places between two pixels; words stand on whole ones.
            top, height = math.floor(self.blockBoundingGeometry(block).top() + offset + 0.5), self.viewport().height()
            found: list[tuple[float, Paragraph]] = []
            for paragraph in self.reading.paragraphs_from(block):
                found.append((top, paragraph))
                top += round(paragraph.height)
                if top >= height:
                    break
            self._visible_for, self._visible = key, VisibleText(found, height)
        return self._visible

    def point_at(self, place: QPointF) -> int | None:
        """The code point of the character at a place of the viewport; None where there is none."""
        position = self.visible_text().character_at(place)
        return None if position is None else self.reading.display.point(position)

    def caret_at(self, place: QPointF) -> int:
        """The code point before which the text cursor would stand at a place of the viewport."""
        on_line = self.visible_text().on_its_line(place)
        return self.reading.display.point(self.cursorForPosition(on_line.toPoint()).position())

    def rects(self, fragment: Fragment) -> list[QRectF]:
        """Where a fragment is on the screen, line by line; empty when it is not."""
        return self.visible_text().rects(*self.reading.display.range(fragment))

    def reveal(self, fragment: Fragment) -> None:
        """Scroll so that the fragment's beginning can be seen, unless it already is."""
        shown, (start, end) = self.visible_text(), self.reading.display.range(fragment)
        if shown.start <= start and (end <= shown.end or start < (shown.start + shown.end) // 2):
            return
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.centerCursor()

    def scroll_to(self, point: int) -> None:
        """Scroll so that a code point is in the middle of the page; the text cursor stays where it is."""
        position = self.reading.display.start(min(point, len(self.text)))
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        middle = self.viewport().height() // self.reading.line_height // 2
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(line.lineNumber(), 0) - middle)

    @property
    def top(self) -> int:
        """The code point with which the screen begins."""
        return self.reading.display.point(self.visible_text().start)

    def return_to(self, point: int) -> None:
        """Scroll so that the screen begins with the line of this code point."""
        self._return_to(self.reading.display.start(min(point, len(self.text))))

    def is_at_end(self, pixels: int = 0) -> bool:
        """Whether the text is scrolled to its end, or less than so many pixels away from it."""
        bar, lines = self.verticalScrollBar(), math.ceil(pixels / self.reading.line_height)
        return bar.value() > max(bar.maximum() - lines, 0)

    def _place(self) -> int:
        return self.cursorForPosition(QPoint(0, 0)).position()

    def _return_to(self, position: int) -> None:
        block = self.document().findBlock(position)
        self.reading.blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(line.lineNumber(), 0) if position else 0)

    # Painting

    def _paint_header(self, painter: QPainter, visible: VisibleText) -> None:
        """Paint the line of facts, and the headline above it where the text does not begin with that."""
        look, reading = theme.current(), self.reading
        for top, paragraph in visible.paragraphs:
            facts = reading.facts_top(paragraph)
            if facts is None:
                continue
            painter.setFont(QFont(theme.interface_font(max(11, round(self._size * 0.76)))))
            painter.setPen(look.secondary)
            room = QRectF(MARGIN, top + facts, reading.width, reading.facts_height)
            words = elided(painter.fontMetrics(), reading.facts, reading.width)
            side = Qt.AlignmentFlag.AlignRight if reading.title_is_read_from_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, words)
            if not reading.title_is_text:
                painter.setPen(look.ink)
                headline = reading.headline()
                headline.draw(painter, QPointF(MARGIN, top + facts - reading.headline_height(headline)))

    def _note_move(self, rect: QRect, dy: int) -> None:
        """Qt scrolled by `dy` pixels, or has something drawn anew."""
        if dy or rect.height() >= self.viewport().height():  # otherwise it is but the text cursor that blinks
            self._laid_out += not dy
            if dy:
                self._draw_edge(dy)
            self.moved.emit(dy)

    def _draw_edge(self, dy: int) -> None:
        """Draw what scrolling brought along in the wrong place: marks of the line above the first one."""
        block, visible = self.firstVisibleBlock(), self.visible_text()
        # Of a line of the same paragraph, and across a blank, no mark reaches into the first line.
        is_apart = visible.start != block.position() or (block.length() > 1 and block.previous().length() <= 1)
        self._edge = draw_edge(self.viewport(), dy, self._edge, visible, 0 if is_apart else OVERHANG)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._changing():
            super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            if notches:
                self.zoomed.emit(1 if notches > 0 else -1)
        else:
            super().wheelEvent(event)
