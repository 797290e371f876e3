"""The hints of the first minute: a calm card below the text of the sample article, one hint after another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.base.translation import Message, translated
from ui.base.announcing import announce
from ui.base.plain_text import PlainLabel

HINTS = (
    Message("Drag over words that somebody is reported to have said, then press C: that marks a claim."),
    Message("Then say who said it: Enter takes the speaker that is offered; else type a name."),
    Message("What is dashed is a suggestion. N goes to the next; Enter accepts it, X rejects it, E asks who said it."),
    Message("The claims and the speakers stand at the right. Click a claim to change it, a speaker for all they said."),
    Message("D marks the article as done, J opens the next one. Ctrl+K finds every command, F1 opens the guide."),
)


class HintCard(QFrame):
    """One hint, the way to the next one, and a button that ends them for good."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setAccessibleName(translated("Hint"))
        self._place = PlainLabel()
        self._place.setProperty("tone", "secondary")
        self.next = _button(translated("Next hint"))
        self.end = _button(translated("No more hints"))
        self._now = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._place)
        row.addWidget(self.words, 1)
        row.addWidget(self.next)
        row.addWidget(self.end)
        self.next.clicked.connect(lambda: self._show(self._now + 1))
        self.end.clicked.connect(self.ended)
        self.begin()

    def begin(self) -> None:
        """Show the first hint."""
        self._show(0)

    def _show(self, now: int) -> None:
        self._now = now
        self._place.setText(translated("{at} of {count}", at=now + 1, count=len(HINTS)))
        self.words.setText(translated(HINTS[now]))
        self.next.setVisible(now + 1 < len(HINTS))
        announce(self.words, self.words.text())


def _button(words: str) -> QPushButton:
    """One that leaves the keyboard where it was: in the text, where the hint is tried."""
    button = QPushButton(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
