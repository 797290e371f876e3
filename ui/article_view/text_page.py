"""The page with its marks, and what is selected in it. What the mouse and the keys mean is in `gestures`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from desktop.model.article import OpenArticle, nothing_open
from desktop.model.records import Annotation
from desktop.model.text import Fragment, Fragments, snapped_to_words, word_at
from ui.article_view.caret import Caret
from ui.article_view.gestures import Gestures
from ui.article_view.ignored_typing import IgnoredTyping
from ui.article_view.painting import OVERHANG, Handle, PagePainter
from ui.article_view.reading_page import ReadingPage
from ui.article_view.visible_text import VisibleText, bands
from ui.base.annotation_wording import described
from ui.base.panel_parts import saved
from ui.base.plain_text import show_tip

if TYPE_CHECKING:
    from desktop.model.codebook import Label

_REACH = 9.0  # how near to a handle the pointer takes hold of it
_FRAME = 3.0  # pixels that the frame of a selection stands out


class TextPage(ReadingPage):
    """Shows an article's text and its marks, and turns gestures into signals."""

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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks = PagePainter()
        self.snaps = True
        self.selection: Fragment | None = None
        self._gestures = Gestures(self)
        self.ignored_typing = IgnoredTyping()
        self.caret = Caret(self)
        self.show_article(nothing_open(), "")
        self.dress()
        self.selectionChanged.connect(self._follow_selection)

    # Content

    def show_article(self, article: OpenArticle, facts: str) -> None:
        """Show another article, from its beginning. `facts` is the line below the headline."""
        self._gestures.forget()
        display = self.show_text(article.text, article.article.title, facts)
        self.selection = None
        self.marks.mark_search(())
        self.marks.show(article, display)

    def dress(self) -> None:
        super().dress()
        self.marks.refresh()

    def draw_around(self, annotations: Iterable[Annotation]) -> None:
        """Draw the paragraphs anew that these reach into: what overlaps them may have moved aside."""
        port, shown = self.viewport(), self.visible_text()
        for annotation in annotations:
            for fragment in annotation.fragments:
                for top, paragraph in shown.across(*self.reading.display.range(fragment)):
                    upper, lower = top + paragraph.lines[0].top - OVERHANG, top + paragraph.lines[-1].bottom + OVERHANG
                    port.update(QRectF(0, upper, port.width(), lower - upper).toAlignedRect())

    @contextmanager
    def waiting(self, fragments: Fragments) -> Iterator[None]:
        """Show at once, and until this ends, that these words are being marked."""
        self.marks.waiting = fragments
        self.viewport().repaint()
        try:
            yield
        finally:
            self.marks.waiting = ()
            self.viewport().update()

    def handle_at(self, place: QPointF) -> Handle | None:
        """The handle within reach of a place of the viewport."""
        handles = self.marks.handles(self.visible_text()) if self.marks.selected else []
        near = [(QPointF(handle.point - place).manhattanLength(), number) for number, handle in enumerate(handles)]
        distance, number = min(near, default=(_REACH + 1, 0))
        by_its_bar = next((handle for handle in handles if handle.reaches(place)), None)
        return handles[number] if distance <= _REACH else by_its_bar

    # Selection

    def snapped(self, start: int, end: int, *, freely: bool = False) -> Fragment:
        """The range as a selection takes it: whole words without blanks at the ends, unless that is held off."""
        start, end = min(start, end), max(start, end)
        return Fragment(start, end) if freely or not self.snaps else snapped_to_words(self.text, start, end)

    def selection_now(self, *, pressed: int | None = None, freely: bool = False) -> Fragment | None:
        """What the text cursor selects, as a fragment; None when that is nothing, or nothing but blanks.

        `pressed` is the character on which the mouse went down: its word belongs to a snapped selection, also where
        Qt begins after it because its right half was hit. A quotation mark there does not: its partner is left out.
        """
        cursor, display = self.textCursor(), self.reading.display
        start, end = display.point(cursor.selectionStart()), display.point(cursor.selectionEnd())
        if pressed is not None and start < end and self.snaps and not freely and word_at(self.text, pressed):
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

    # Events

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
