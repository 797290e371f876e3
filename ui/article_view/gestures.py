"""What the mouse and the keys mean on the page: select words, pick an annotation, draw a part, drag a handle.

Each method that answers bool says whether it took the event; what it leaves, QPlainTextEdit does as always.
"""

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from desktop.model.codebook import Label
from desktop.model.text import Fragment, Fragments, ordered
from ui.article_view.caret import Caret
from ui.article_view.layout import ReadingLayout
from ui.article_view.painting import Handle, PagePainter
from ui.base.keys import is_enter


class Page(Protocol):
    """What the gestures need of the text page: see `text_page.py`."""

    text: str
    selection: Fragment | None
    reading: ReadingLayout
    marks: PagePainter
    caret: Caret
    selection_made: SignalInstance
    pressed: SignalInstance
    label_pressed: SignalInstance
    fragment_drawn: SignalInstance
    reshaped: SignalInstance
    picked: SignalInstance
    opened: SignalInstance
    entered: SignalInstance
    carried: SignalInstance

    def viewport(self) -> QWidget: ...
    def textCursor(self) -> QTextCursor: ...
    def point_at(self, place: QPointF) -> int | None: ...
    def caret_at(self, place: QPointF) -> int: ...
    def handle_at(self, place: QPointF) -> Handle | None: ...
    def snapped(self, start: int, end: int, *, freely: bool = False) -> Fragment: ...
    def selection_now(self, *, pressed: int | None = None, freely: bool = False) -> Fragment | None: ...
    def select_text(self, fragment: Fragment | None) -> None: ...
    def preview_selection(self, fragment: Fragment | None) -> None: ...
    def label_of_key(self, event: QKeyEvent) -> Label | None: ...


_JITTER = 4  # pixels that a click may stray without being a drag


class _Doing(Enum):
    NOTHING = auto()
    SELECTING = auto()
    DRAWING = auto()  # a part of the selected annotation, with Ctrl
    RESHAPING = auto()
    CARRYING = auto()  # the selected mention, to a claim
    OPENING = auto()  # between a double click, or a triple one, and its release
    NOTHING_MORE = auto()  # the button is still down, but what it was pressed for has gone


class Gestures:
    """The meaning of what is done to one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._doing = _Doing.NOTHING
        self._from = QPointF()
        self._pressed: int | None = None  # the character under it
        self._many_clicks = False
        self._handle: Handle | None = None
        self._annotation: str | None = None  # that is reshaped, or gets a part
        self._selected_before_click: str | None = None
        self._third_click = QTimer(singleShot=True)  # for as long as a press makes a double click a triple one

    @property
    def mouse_is_busy(self) -> bool:
        """Whether a button is down for something."""
        return self._doing is not _Doing.NOTHING

    def forget(self) -> None:
        """The text is exchanged: what the mouse was about has gone, and its button, while it is down, means nothing."""
        if self._doing is not _Doing.NOTHING:
            self._doing = _Doing.NOTHING_MORE
        self._pressed, self._handle, self._annotation = None, None, None
        self._selected_before_click = None

    def _is_about_what_was(self) -> bool:
        """Whether the annotation that is reshaped, or gets a part, is not the selected one any more."""
        is_about_one = self._doing in (_Doing.RESHAPING, _Doing.DRAWING)
        return is_about_one and self._annotation != self._page.marks.selected

    # The mouse

    def press(self, event: QMouseEvent) -> bool:
        """The button went down: on a handle, to draw a part, or to select words."""
        page, modifiers = self._page, event.modifiers()
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        is_third = self._third_click.isActive() and self._is_near(event.position())
        self._third_click.stop()
        self._from = event.position()
        self._pressed = page.point_at(event.position())
        self._many_clicks = False
        self._handle = page.handle_at(event.position())
        self._annotation = page.marks.selected
        if is_third and self._pressed is not None:
            self._doing = _Doing.OPENING
            page.caret.select_around(self._pressed)
            return True
        if self._handle:
            self._doing = _Doing.RESHAPING
            return True
        if not modifiers and self._pressed is not None and self._is_on_selected_mention(self._pressed):
            self._doing = _Doing.CARRYING
            return True
        draws = modifiers & Qt.KeyboardModifier.ControlModifier and page.marks.selected
        self._doing = _Doing.DRAWING if draws else _Doing.SELECTING
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._pressed = None  # what was selected before is extended to here
        else:
            page.select_text(None)  # Qt would begin to carry the selected words away
        if self._pressed is not None:
            page.pressed.emit(self._pressed)
        return False

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moved: reshape, or show what could be taken hold of."""
        page = self._page
        if self._is_about_what_was():
            self.forget()
        if self._doing is _Doing.CARRYING:
            self._carry(event)
            return True
        if self._doing is _Doing.RESHAPING:
            page.marks.reshape(self._dragged_to(event.position(), event.modifiers()))
            page.viewport().update()
            return True
        if not event.buttons():
            over = Qt.CursorShape.SizeHorCursor if page.handle_at(event.position()) else Qt.CursorShape.IBeamCursor
            page.viewport().setCursor(over)
        return self._doing in (_Doing.OPENING, _Doing.NOTHING_MORE)

    def moved(self, event: QMouseEvent) -> None:
        """Qt has extended its selection: show what would be taken."""
        if self._doing in (_Doing.SELECTING, _Doing.DRAWING) and not self._is_click(event.position()):
            selection = self._page.selection_now(pressed=self._pressed, freely=_freely(event))
            self._page.preview_selection(selection)

    def release(self, event: QMouseEvent) -> bool:
        """The button came up: a handle has been dragged."""
        page = self._page
        if self._is_about_what_was():
            self.forget()
        if event.button() == Qt.MouseButton.LeftButton and self._doing is _Doing.CARRYING:
            self._put_down(event)
            return True
        if event.button() != Qt.MouseButton.LeftButton or self._doing not in (_Doing.RESHAPING, _Doing.OPENING):
            return False
        reshaped = page.marks.reshaped
        page.marks.reshape(None)
        annotation = page.marks.article.shown(page.marks.selected)
        if self._doing is _Doing.RESHAPING and annotation and reshaped and reshaped != annotation.fragments:
            page.reshaped.emit(annotation.id, reshaped)
        self._doing, self._handle = _Doing.NOTHING, None
        page.viewport().update()
        return True

    def released(self, event: QMouseEvent) -> None:
        """Qt has ended its selection: take it, draw it, or else it was a click."""
        page, doing = self._page, self._doing
        if event.button() != Qt.MouseButton.LeftButton or doing is _Doing.NOTHING:
            return
        self._doing = _Doing.NOTHING
        if doing is _Doing.NOTHING_MORE:
            page.select_text(None)
            return
        fragment = (
            None
            if self._is_click(event.position())
            else page.selection_now(pressed=self._pressed, freely=_freely(event))
        )
        if fragment and doing is _Doing.DRAWING and page.marks.selected:
            page.select_text(None)
            page.fragment_drawn.emit(page.marks.selected, fragment)
        elif fragment or page.textCursor().hasSelection():
            page.select_text(fragment)
        else:
            self._click(event.position())

    def double_click(self, event: QMouseEvent) -> bool:
        """A double click on an annotation opens it; elsewhere, and with Shift, it selects a word."""
        page = self._page
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._from = event.position()
        self._third_click.start(QApplication.doubleClickInterval())
        point = page.point_at(event.position())
        under = [] if point is None or _freely(event) else [one.id for one in page.marks.article.places.at(point)]
        if not under:
            self._doing, self._many_clicks = _Doing.SELECTING, True
            return False
        # The first click of the two has gone on to the next annotation, if one of these was selected.
        former = self._selected_before_click
        meant = former if former in under else under[0]
        self._doing = _Doing.OPENING
        page.picked.emit(meant)
        page.opened.emit(meant)
        return True

    def ask_at(self, place: QPointF) -> None:
        """A right click: what is selected under it stays so; else the innermost annotation there is, or none."""
        page, point = self._page, self._page.point_at(place)
        if page.selection and point is not None and page.selection.start <= point < page.selection.end:
            return
        page.select_text(None)
        under = [] if point is None else [one.id for one in page.marks.article.places.at(point)]
        if page.marks.selected not in under:
            page.picked.emit(under[0] if under else "")
        if not under:
            page.caret.put(page.caret_at(place))

    # A mention is carried to a claim

    def _is_on_selected_mention(self, point: int) -> bool:
        article = self._page.marks.article
        chosen = article.shown(self._page.marks.selected)
        return (
            chosen is not None
            and (article.role(chosen), chosen.status) == ("speaker", "accepted")
            and any(start <= point < end for start, end in chosen.fragments)
        )

    def _carry(self, event: QMouseEvent) -> None:
        page, point = self._page, self._page.point_at(event.position())
        if not self._is_click(event.position()):
            page.viewport().setCursor(Qt.CursorShape.DragLinkCursor)
            page.marks.aim(page.marks.article.claim_at(point) if point is not None else None)
            page.viewport().update()

    def _put_down(self, event: QMouseEvent) -> None:
        page, self._doing = self._page, _Doing.NOTHING
        page.marks.aim(None)
        page.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        page.viewport().update()
        if self._is_click(event.position()):
            self._click(event.position())
        elif page.marks.selected:
            page.carried.emit(page.marks.selected, event.globalPosition().toPoint())

    def _is_click(self, place: QPointF) -> bool:
        return not self._many_clicks and self._is_near(place)

    def _is_near(self, place: QPointF) -> bool:
        return (place - self._from).manhattanLength() < _JITTER

    def _click(self, place: QPointF) -> None:
        page = self._page
        point = page.point_at(place)
        under = [] if point is None else [one.id for one in page.marks.article.places.at(point)]
        selected = self._selected_before_click = page.marks.selected
        after = under.index(selected) + 1 if selected in under else 0
        page.select_text(None)
        page.picked.emit(under[after % len(under)] if under else "")

    def _dragged_to(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> Fragments | None:
        page, handle = self._page, self._handle
        annotation = page.marks.article.shown(page.marks.selected)
        if annotation is None or handle is None or handle.part >= len(annotation.fragments):
            return None
        # A handle stands on the edge of its line; the pointer that holds it may be in the line beyond.
        place = place + QPointF(0, _JITTER if handle.at_start else -_JITTER)
        point = page.caret_at(place)
        start, end = annotation.fragments[handle.part]
        start, end = (point, end) if handle.at_start else (start, point)
        part = page.snapped(start, end, freely=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        others = [fragment for number, fragment in enumerate(annotation.fragments) if number != handle.part]
        return ordered([*others, Fragment(*part)]) or None

    # The keys

    def wants(self, event: QEvent) -> bool:
        """Whether a key is the page's before it is a shortcut of the window."""
        page = self._page
        if not isinstance(event, QKeyEvent):
            return False
        if page.label_of_key(event):
            return True
        has_something = page.selection is not None or page.marks.selected is not None
        return event.key() == Qt.Key.Key_Escape and has_something

    def key(self, event: QKeyEvent) -> bool:
        """A key: of a label, or for the selected annotation."""
        page, selected = self._page, self._page.marks.selected
        if label := page.label_of_key(event):
            page.label_pressed.emit(label)
        elif event.key() == Qt.Key.Key_Escape and page.selection:
            page.select_text(None)
        elif event.key() == Qt.Key.Key_Escape and selected:
            page.picked.emit("")
        elif is_enter(event) and selected:
            page.entered.emit(selected)
        else:
            return False
        return True

    def key_done(self, before: QTextCursor) -> None:
        """Qt has moved the text cursor by a key: the selection may be another."""
        page, now = self._page, self._page.textCursor()
        if (now.selectionStart(), now.selectionEnd()) == (before.selectionStart(), before.selectionEnd()):
            return
        if now.hasSelection() or before.hasSelection():
            page.preview_selection(page.selection_now())
            page.selection_made.emit(page.selection)


def _freely(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
