"""The text itself: a read-only QPlainTextEdit, so that screen readers meet the real thing, with its marks drawn on it.

What the mouse and the keys mean is in `gestures`; this is what the page shows, where, and what is selected in it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from shiboken6 import delete

from desktop.base.translation import translated
from desktop.model.article import OpenArticle, nothing_open
from desktop.model.records import Annotation
from desktop.model.text import Fragment, snapped_to_words
from ui.article_view.caret import Caret
from ui.article_view.display_map import DisplayMap
from ui.article_view.gestures import Gestures
from ui.article_view.ignored_typing import IgnoredTyping
from ui.article_view.layout import MARGIN, ReadingLayout
from ui.article_view.painting import OVERHANG, Handle, PagePainter
from ui.article_view.paragraph import Paragraph
from ui.article_view.visible_text import VisibleText, bands, draw_edge
from ui.base import theme
from ui.base.annotation_words import described
from ui.base.eliding import elided
from ui.base.panel_parts import saved
from ui.base.plain_text import show_tip

if TYPE_CHECKING:
    from desktop.model.codebook import Label

_REACH = 9.0  # how near to a handle the pointer takes hold of it
_NOTCH = 120  # of a wheel, as Qt counts
_FRAME = 3.0  # pixels that the frame of a selection stands out


class TextPage(QPlainTextEdit):
    """Shows an article's text and its marks, and turns gestures into signals. All offsets outside are code points."""

    pressed = Signal(int)  # the mouse on this character, to select words from there
    selection_made = Signal(object)  # a Fragment, snapped; or None when nothing is selected any more
    label_pressed = Signal(object)  # the Label whose key was pressed
    fragment_drawn = Signal(str, object)
    reshaped = Signal(str, object)
    picked = Signal(str)  # an annotation, or "" for none
    opened = Signal(str)
    entered = Signal(str)  # the selected annotation, by Enter
    carried = Signal(str, QPoint)  # a mention, with the mouse, to this place of the screen
    menu_wanted = Signal(QPoint)  # for what is selected, at this place of the screen
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
        self.marks = PagePainter()
        self.text = ""
        self.snaps = True
        self.selection: Fragment | None = None
        self._size = 17
        self._column = 0
        self.setFont(theme.reading_font(self._size))
        self._document: QTextDocument | None = None
        self._turned = 0  # the wheel, with Ctrl, since the last whole notch
        self._laid_out = 0  # how often the page has been; what is on the screen depends on it
        self._edge = 0  # of what was on the screen before it was scrolled, in whole pixels, with what reached over it
        self._visible_for: tuple[int, float, int] | None = None
        self._gestures = Gestures(self)
        self.ignored_typing = IgnoredTyping()
        self.caret = Caret(self)
        self.show_article(nothing_open(), "")
        self.dress()
        self.updateRequest.connect(self._note_move)
        self.selectionChanged.connect(self._follow_selection)

    # Content

    def show_article(self, article: OpenArticle, facts: str) -> None:
        """Show another article, from its beginning. `facts` is the line below the headline."""
        self._gestures.forget()
        self.text, title = article.text, article.article.title
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
        self.selection = None
        self.marks.mark_search(())
        self.marks.show(article, display)
        self.setAccessibleDescription(title)

    def show_title(self, title: str, facts: str) -> None:
        """Show another headline, and another line below it, of the same text; its place and selection stay."""
        if (title, facts) != (self.accessibleDescription(), self.reading.facts):
            place = self._place()
            with self._changing():
                self.reading.set_title(title, facts)
                self._return_to(place)
            self.setAccessibleDescription(title)
            self.viewport().update()

    def draw_around(self, annotations: Iterable[Annotation]) -> None:
        """Draw the paragraphs anew that these reach into: what overlaps them may have moved aside."""
        port, shown = self.viewport(), self.visible_text()
        for annotation in annotations:
            for fragment in annotation.fragments:
                for top, paragraph in shown.across(*self.reading.display.range(fragment)):
                    upper, lower = top + paragraph.lines[0].top - OVERHANG, top + paragraph.lines[-1].bottom + OVERHANG
                    port.update(QRectF(0, upper, port.width(), lower - upper).toAlignedRect())

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

    @property
    def size_of_text(self) -> int:
        return self._size

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
        self.marks.refresh()
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

    def handle_at(self, place: QPointF) -> Handle | None:
        """The handle within reach of a place of the viewport."""
        handles = self.marks.handles(self.visible_text()) if self.marks.selected else []
        near = [(QPointF(handle.point - place).manhattanLength(), number) for number, handle in enumerate(handles)]
        distance, number = min(near, default=(_REACH + 1, 0))
        by_its_bar = next((handle for handle in handles if handle.reaches(place)), None)
        return handles[number] if distance <= _REACH else by_its_bar

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

    def _place(self) -> int:
        return self.cursorForPosition(QPoint(0, 0)).position()

    def _return_to(self, position: int) -> None:
        block = self.document().findBlock(position)
        self.reading.blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(line.lineNumber(), 0) if position else 0)

    # Selection

    def snapped(self, start: int, end: int, *, freely: bool = False) -> Fragment:
        """The range as a selection takes it: whole words without blanks at the ends, unless that is held off."""
        start, end = min(start, end), max(start, end)
        return Fragment(start, end) if freely or not self.snaps else snapped_to_words(self.text, start, end)

    def selection_now(self, *, pressed: int | None = None, freely: bool = False) -> Fragment | None:
        """What the text cursor selects, as a fragment; None when that is nothing, or nothing but blanks.

        `pressed` is the character on which the mouse went down: its word belongs to a snapped selection, also where
        Qt begins after it because its right half was hit.
        """
        cursor, display = self.textCursor(), self.reading.display
        start, end = display.point(cursor.selectionStart()), display.point(cursor.selectionEnd())
        if pressed is not None and start < end and self.snaps and not freely:
            start, end = min(start, pressed), max(end, pressed + 1)
        fragment = self.snapped(start, end, freely=freely)
        return fragment if fragment.start < fragment.end else None

    def select_text(self, fragment: Fragment | None) -> None:
        """Make this the selection, and say so."""
        cursor = self.textCursor()
        if fragment:
            start, end = self.reading.display.range(fragment)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        elif cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.preview_selection(fragment)
        self.selection_made.emit(fragment)

    def preview_selection(self, fragment: Fragment | None) -> None:
        """Draw this as the selection, as it is while the mouse is down."""
        former, self.selection = self.selection, fragment
        if former != fragment:
            for one in filter(None, (former, fragment)):
                for rect in self.rects(one):
                    self.viewport().update(rect.adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME).toAlignedRect())

    def _follow_selection(self) -> None:
        # What neither the mouse nor a key selects, a screen reader does.
        if not self._gestures.mouse_is_busy:
            self.preview_selection(self.selection_now())

    def label_of_key(self, event: QKeyEvent) -> "Label | None":
        """The label whose key this is, while words are selected."""
        if self.selection is None:
            return None
        is_typed = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        typed, pressed = event.text().casefold() if is_typed else "", QKeySequence(event.keyCombination())
        labels = [label for label in self.marks.article.codebook.labels if label.shortcut]
        return next(
            (one for one in labels if one.shortcut.casefold() == typed or QKeySequence(one.shortcut) == pressed), None
        )

    def createMimeDataFromSelection(self) -> QMimeData:
        """What Copy takes: the words as they are stored, not as Qt shows them."""
        data, cursor, display = QMimeData(), self.textCursor(), self.reading.display
        data.setText(self.text[display.point(cursor.selectionStart()) : display.point(cursor.selectionEnd())])
        return data

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own would ask for the room of each paragraph on the screen, for a strip that scrolling has laid bare.
        visible = self.visible_text()
        room = QRectF(self.viewport().rect()).adjusted(0, visible.edge, 0, 0)
        with QPainter(self.viewport()) as painter:
            for band in bands(event.region()):
                clip = room.intersected(QRectF(band))
                if not clip.isEmpty():
                    with saved(painter):
                        painter.setClipRect(clip)
                        self._paint(painter, visible, clip)
            painter.setClipRect(event.rect())
            if self.firstVisibleBlock().blockNumber() < 3:
                self._paint_header(painter, visible)

    def _paint(self, painter: QPainter, visible: VisibleText, clip: QRectF) -> None:
        context = self.getPaintContext()
        shapes = self.marks.visible(visible, clip)
        self.marks.below(painter, shapes, visible, self.selection)
        painter.setPen(context.palette.text().color())
        for top, paragraph in visible.paragraphs:
            if top <= clip.bottom() and top + paragraph.height >= clip.top():
                paragraph.draw(painter, top, clip, context.cursorPosition, self.cursorWidth())
        self.marks.above(painter, shapes, visible, self.selection)

    def _paint_header(self, painter: QPainter, visible: VisibleText) -> None:
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ignored_typing.stop()
        if not self._gestures.press(event):
            super().mousePressEvent(self._on_its_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._gestures.move(event):
            super().mouseMoveEvent(self._on_its_line(event))
            self._gestures.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._gestures.release(event):
            super().mouseReleaseEvent(self._on_its_line(event))
            self._gestures.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._gestures.double_click(event):
            super().mouseDoubleClickEvent(self._on_its_line(event))

    def _on_its_line(self, event: QMouseEvent) -> QMouseEvent:
        # Qt takes a place between the words of two lines for the end of the upper one.
        place, kind = self.visible_text().on_its_line(event.position()), event.type()
        buttons, held = event.buttons(), event.modifiers()
        return QMouseEvent(kind, place, event.globalPosition(), event.button(), buttons, held, event.pointingDevice())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.ignored_typing.key(event):
            return
        if not self._gestures.key(event):
            before = self.textCursor()
            super().keyPressEvent(event)
            self._gestures.key_done(before)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self.ignored_typing.takes(event):
            event.accept()
            return True
        if is_override and self._gestures.wants(event):
            event.accept()  # these keys are the page's while words or an annotation are selected
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            if notches:
                self.zoomed.emit(1 if notches > 0 else -1)
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._gestures.ask_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self.point_at(QPointF(event.pos()))
            article = self.marks.article
            names = [] if point is None else [described(article, one) for one in article.places.at(point)]
            show_tip(event.globalPos(), "\n".join(names), self)
            return True
        return super().viewportEvent(event)

    def mark_search(self, ranges: Sequence[Fragment]) -> None:
        """Mark these as found."""
        self.marks.mark_search(ranges)
        self.viewport().update()
