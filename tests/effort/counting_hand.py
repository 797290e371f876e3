"""A hand on the real window that counts what it does."""

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from tests.effort.gold import Words
from tests.effort.keystrokes import CLICK, DRAG, seconds
from ui.article_view.text_page import TextPage
from ui.rehearsal.hand import Hand

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_LEFT_HALF = frozenset((*"12345QWERTASDFGZXCVB", "Escape"))  # keys that a left hand reaches


@dataclass
class Effort:
    """What was done for one claim."""

    operators: str = ""  # of the keystroke-level model, one letter each
    counts: Counter[str] = field(default_factory=Counter)  # of keys, clicks and drags

    @property
    def seconds(self) -> float:
        return seconds(self.operators)


class CountingHand(Hand):
    """Uses the mouse and the keys, and notes each with what a person's hand and mind do besides."""

    def __init__(self, *, left_on_keys: bool = False) -> None:
        """`left_on_keys`: the left hand stays on the keys, the right one on the mouse but for the other half."""
        self.effort = Effort()
        self._left_on_keys = left_on_keys
        self._on_keys = False
        self._held: frozenset[str] = frozenset()  # modifiers that are still down

    def begin(self) -> Effort:
        """From now on all counts for another claim."""
        self.effort = Effort()
        return self.effort

    @property
    def page(self) -> TextPage:
        """The text, as a person sees it: what is selected in it, and where the caret is."""
        page = self.find("Article text")
        assert isinstance(page, TextPage)
        return page

    def think(self) -> None:
        """Decide something."""
        self._note("M")

    def press(self, *keys: str) -> None:
        for key in keys:
            *modifiers, _ = key.replace("++", "+Plus").split("+")
            if not (self._left_on_keys and key in _LEFT_HALF):
                self._go_to(keys=True)
            self._note("K" * len(frozenset(modifiers) - self._held) + "K", "keys")
            self._held = frozenset(modifiers)
            super().press(key)

    def type(self, words: str) -> None:
        self._go_to(keys=True)
        for character in words:
            self._note("KK" if character.isupper() else "K", "keys")
        self._held = frozenset()
        super().type(words)

    def drag_over(self, words: str, *, near: str = "", modifier: Qt.KeyboardModifier = _NONE) -> None:
        self._go_to(keys=False)
        self._note(("K" if modifier else "") + DRAG, "drags")
        super().drag_over(words, near=near, modifier=modifier)

    def select(self, words: Words, *, as_part: bool = False) -> None:
        """Select words in the quickest way of the mouse: a word, quotation or sentence by clicks, else by a drag."""
        if not as_part:
            for clicks in (2, 3):
                if self._selects(words, clicks):
                    self._go_to(keys=False)
                    self._note("P" + "BB" * clicks, "clicks")
                    self._click_often(words, clicks)
                    return
        self.drag_over(words.words, near=words.near, modifier=_CTRL if as_part else _NONE)

    def click(self, name: str) -> None:
        self._go_to(keys=False)
        self._note(CLICK, "clicks")
        self.see()
        super().click(name)

    def see(self) -> None:
        """What just appeared takes no click until a person can have seen it (`ui/article_view/card.py`)."""
        QTest.qWait(250)

    def click_row(self, rows: QListView, row: int) -> None:
        """Click a row that can be seen."""
        self._go_to(keys=False)
        self._note(CLICK, "clicks")
        self.see()
        place = rows.visualRect(rows.model().index(row, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.rest()

    def _selects(self, words: Words, clicks: int) -> bool:
        """Whether so many clicks in the middle of these words select just them."""
        page, (start, end) = self.page, words.span(self.page.text)
        middle = _middle(page.text, start, end)
        segments = page.caret.segments
        if clicks == 2:
            return segments.word(middle, middle + 1) == (start, end)
        return (segments.quotation(middle, middle + 1) or segments.sentence(middle, middle + 1)) == (start, end)

    def _click_often(self, words: Words, clicks: int) -> None:
        page, (start, end) = self.page, words.span(self.page.text)
        self._ends(page, words.words, words.near)  # scrolls there
        middle = _middle(page.text, start, end)
        place: QPoint = page.rects(page.snapped(middle, middle + 1))[0].center().toPoint()
        viewport = page.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
        if clicks == 3:
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        self.rest()

    def _go_to(self, *, keys: bool) -> None:
        if self._on_keys != keys:
            self._note("H")
            self._held = frozenset()
        self._on_keys = keys

    def _note(self, operators: str, kind: str = "") -> None:
        self.effort.operators += operators
        if kind:
            self.effort.counts[kind] += 1


def _middle(text: str, start: int, end: int) -> int:
    """A letter about in the middle."""
    middle = (start + end) // 2
    return next((place for place in range(middle, end) if text[place].isalnum()), start)
