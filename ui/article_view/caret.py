"""What is done at the text cursor without the mouse: it moves, selects, grows a selection, and moves annotations' ends.

The units that it goes by are those of `desktop/model/segments.py`. The mouse and the other keys are in `gestures.py`.
"""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.model.segments import Segments, Unit
from desktop.model.sentences import NO_POINTS, Points
from desktop.model.text import Fragment, ordered
from ui.article_view.layout import ReadingLayout
from ui.article_view.painting import PagePainter
from ui.article_view.visible_text import VisibleText


class Page(Protocol):
    """What the caret needs of the text page: see `text_page.py`."""

    text: str
    selection: Fragment | None
    reading: ReadingLayout
    marks: PagePainter
    selection_made: SignalInstance
    fragment_drawn: SignalInstance
    picked: SignalInstance
    reshaped: SignalInstance

    def document(self) -> QTextDocument: ...
    def textCursor(self) -> QTextCursor: ...
    def setTextCursor(self, cursor: QTextCursor) -> None: ...
    def visible_text(self) -> VisibleText: ...
    def reveal(self, fragment: Fragment) -> None: ...
    def selection_now(self) -> Fragment | None: ...
    def select_text(self, fragment: Fragment | None) -> None: ...
    def preview_selection(self, fragment: Fragment | None) -> None: ...


class Caret:
    """The text cursor of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._segments = Segments("")
        self._grown: tuple[Fragment, int] | None = None  # the selection that grew last, and from where
        self.reported: Callable[[int, int], Sequence[Fragment]] = lambda start, end: ()  # the clauses around a place

    def know_points(self, points: Points) -> None:
        """Take what is known of the points of the text's language."""
        self._segments = Segments(self._page.text, points)

    @property
    def segments(self) -> Segments:
        """Those of the text that is shown."""
        if self._segments.text is not self._page.text:
            self._segments = Segments(self._page.text, NO_POINTS)
        return self._segments

    # The place

    @property
    def point(self) -> int:
        """The code point before which the caret stands; where it is not on the screen, the first one there."""
        position, shown = self._page.textCursor().position(), self._page.visible_text()
        return self._page.reading.display.point(position if shown.start <= position <= shown.end else shown.start)

    def put(self, point: int, *, extending: bool = False) -> None:
        """Put the caret before a code point, and have it on the screen."""
        page, cursor = self._page, self._page.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if extending else QTextCursor.MoveMode.MoveAnchor
        had_words = page.selection is not None
        cursor.setPosition(page.reading.display.start(point), mode)
        page.setTextCursor(cursor)
        if extending or had_words:
            page.preview_selection(page.selection_now())
            page.selection_made.emit(page.selection)

    def move(self, unit: Unit, by: int, *, extending: bool = False) -> None:
        """Go to the beginning of the next sentence or paragraph, or of the one before."""
        here = self.point
        there = self.segments.following(unit, here) if by > 0 else self.segments.preceding(unit, here)
        self.put(there.start if there else len(self._page.text) if by > 0 else 0, extending=extending)

    # Selecting

    @property
    def _range(self) -> Fragment:
        """What is selected, or where the caret is."""
        here = self.point
        return self._page.selection or Fragment(here, here)

    def select(self, unit: Literal["quotation", "sentence"], by: int) -> None:
        """Select the quotation or the sentence here; where it is selected already, or none is, the next."""
        if found := self.segments.selected_next(unit, *self._range, by):
            self._take(found)

    def select_around(self, point: int) -> None:
        """Select the quotation that a character is in, else its sentence."""
        found = self.segments.quotation(point, point + 1) or self.segments.sentence(point, point + 1)
        self._page.select_text(found)

    def grow(self) -> None:
        """Select the next larger thing: the word, the clause, the quotation, the sentence, the paragraph."""
        now = self._range
        origin = self._grown[1] if self._grown and self._grown[0] == now else (now.start + now.end) // 2
        larger = self.segments.grown(*now, self.reported(*now))
        self._grown = larger, origin
        self._take(larger)

    def shrink(self) -> None:
        """Select the next smaller thing, around the place from where the selection grew."""
        now = self._range
        origin = self._grown[1] if self._grown and self._grown[0] == now else (now.start + now.end) // 2
        smaller = self.segments.shrunk(*now, origin, self.reported(origin, origin))
        self._grown = smaller, origin
        self._take(smaller)

    def _take(self, fragment: Fragment) -> None:
        page = self._page
        page.reveal(fragment)
        if fragment.start < fragment.end:
            page.select_text(fragment)
        else:
            self.put(fragment.start)

    # The selected annotation

    def add_part(self) -> None:
        """Make the selected words a part of the selected annotation."""
        page, words, annotation = self._page, self._page.selection, self._page.marks.selected
        if words and annotation:
            page.select_text(None)
            page.fragment_drawn.emit(annotation, words)

    def step(self, by: int) -> None:
        """Pick the next annotation, or the one before."""
        page = self._page
        found = page.marks.article.places.next_after(page.marks.selected, self.point, forward=by > 0)
        if found:
            page.select_text(None)
            page.picked.emit(found)
            first = page.marks.article.annotations[found].fragments[0]
            page.reveal(first)
            self.put(first.start)

    def hold_end(self, by: int) -> None:
        """Take hold of the next end of the selected annotation's parts, or of the one before, round the last."""
        marks = self._page.marks
        annotation = marks.article.shown(marks.selected)
        if annotation:
            ends = [(part, at_start) for part in range(len(annotation.fragments)) for at_start in (True, False)]
            marks.hold(ends[(ends.index(marks.held) + by) % len(ends)])
            self.put(self._held(annotation.fragments))

    def move_end(self, to_the_right: int, *, by_character: bool = False) -> None:
        """Move the end that is held, at first the last one, a word or a character to the right (1) or left (-1)."""
        page, marks = self._page, self._page.marks
        annotation = marks.article.shown(marks.selected)
        if annotation is None:
            return
        part, at_start = marks.held
        point = self._held(annotation.fragments)
        forward = (to_the_right > 0) != self._is_read_from_right(point)
        if by_character:
            there = self.segments.moved_by_character(point, forward=forward)
        else:
            there = self.segments.moved_end(point, at_start=at_start, forward=forward)
        start, end = annotation.fragments[part]
        start, end = (there, end) if at_start else (start, there)
        if start < end and there != point:
            others = (*annotation.fragments[:part], *annotation.fragments[part + 1 :])
            shape = ordered([*others, Fragment(start, end)])
            page.select_text(None)
            page.reshaped.emit(annotation.id, shape)
            places = [fragment[0 if at_start else 1] for fragment in shape]
            if there in places:  # elsewhere the part has met another
                marks.hold((places.index(there), at_start))
            self.put(there)

    def _held(self, fragments: tuple[Fragment, ...]) -> int:
        part, at_start = self._page.marks.held
        return fragments[part][0 if at_start else 1]

    def _is_read_from_right(self, point: int) -> bool:
        block = self._page.document().findBlock(self._page.reading.display.start(point))
        return block.textDirection() == Qt.LayoutDirection.RightToLeft
