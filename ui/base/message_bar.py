"""Bars below the text, shown when there is need: a sentence for the user, and the progress of long work.

They come and go by themselves, so they stand where nothing that a hand aims at moves for them: below it.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop.base.translation import translated
from ui.base.announcing import announce
from ui.base.buttons import tool_button
from ui.base.plain_text import PlainLabel, on_button

_PASSING = 8000  # ms that good news stay
_LOOK = 250  # ms between two looks whether a bar can go
_FRESH = 1000  # ms in which a message belongs to the click or key that is still being handled

# How long a sentence stays: until it is read, `clear`, something is done, work has ended; or in any article, too.
_Holds = Literal["unread", "now", "until-done", "at-work", "anywhere"]


class _Strip(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 8, 6)
        self.row.setSpacing(12)
        # Whether what is above moves under the mouse where it is given so many pixels.
        self.would_move: Callable[[int], bool] = lambda _pixels: False
        self._going = QTimer(self, singleShot=True, interval=_LOOK)
        self._going.timeout.connect(self.go)
        self.hide()

    def come(self) -> None:
        """Show it."""
        self._going.stop()
        self.show()

    def go(self) -> None:
        """Hide it, as soon as nothing moves for that."""
        if self.isVisible() and self.would_move(self.height()):
            self._going.start()
        else:
            self.hide()


class MessageBar(_Strip):
    """A sentence, perhaps with a button that leads on, until it is read; good news only for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setAccessibleName(translated("Message"))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton()
        self._more.clicked.connect(self._take_offer)
        self._then: Callable[[], object] | None = None
        self._holds: _Holds = "unread"
        self._passing = QTimer(self, singleShot=True, interval=_PASSING)
        self._passing.timeout.connect(self.go)
        self._fresh = QTimer(self, singleShot=True, interval=_FRESH)
        close = tool_button("×", "quiet", translated("Close the message"))
        close.clicked.connect(self.hide)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self._more)
        self.row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def show_message(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        self.words.setText(sentence)
        self._more.setText(on_button(button))
        self._more.setVisible(bool(button))
        self._then = then
        self._holds = "unread"
        self._passing.stop()
        self._fresh.start()
        self.come()
        announce(self.words, sentence)

    def show_until_cleared(self, sentence: str, button: str, then: Callable[[], object]) -> None:
        """Show what holds until `clear`."""
        self.show_message(sentence, button, then)
        self._holds = "now"

    def show_in_all_articles(self, sentence: str) -> None:
        """Show what concerns no article: it stays when another is opened."""
        self.show_message(sentence)
        self._holds = "anywhere"

    def show_until_done(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Show what is of no more interest once something is done: why something was not, say."""
        self.show_message(sentence, button, then)
        self._holds = "until-done"

    def show_while_working(self, sentence: str) -> None:
        """Show which work something has to wait for, until `end_work`."""
        self.show_message(sentence)
        self._holds = "at-work"

    def clear_refusal(self) -> None:
        """Something was done: what was refused or done before is of no more interest."""
        if self._holds == "until-done":
            self.go()

    def end_work(self) -> None:
        """The work has ended: nothing has to wait for it."""
        if self._holds == "at-work":
            self.go()

    def clear(self) -> None:
        """Hide what was to be shown until now."""
        if self._holds == "now":
            self.go()

    def leave_view(self) -> None:
        """Something else is shown: hide what concerned what was before. What was shown just now stays to be read."""
        if not (self._fresh.isActive() or self._holds in ("now", "at-work", "anywhere")):
            self.go()

    def show_briefly(self, sentence: str) -> None:
        """Show good news, which hide by themselves."""
        self.show_message(sentence)
        self._passing.start()

    def show_step(self, sentence: str) -> None:
        """Show what was done just now, for a while, or until something else is."""
        self.show_briefly(sentence)
        self._holds = "until-done"

    def _take_offer(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()


class ProgressBar(_Strip):
    """What is being done, how far it is, and Cancel."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(translated("Progress"))
        self.cancel = QPushButton(translated("Cancel"))
        self.cancel.setAutoDefault(False)  # in a dialog, Enter is for what the dialog is about
        self.cancel.clicked.connect(self._cancel)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.bar)
        self.row.addWidget(self.cancel)
        self._title = ""

    def start(self, title: str) -> None:
        self._title = title
        self.words.setText(translated("{task}…", task=title))
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.come()

    def show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(
            translated("{task}: {done} of {total}", task=self._title, done=done, total=total)
            if total
            else translated("{task}…", task=self._title)
        )

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(translated("Cancelling…"))
        self.cancelled.emit()


def hairline() -> QWidget:
    """A line between two parts."""
    line = QWidget()
    line.setProperty("surface", "hairline")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedHeight(1)
    return line
