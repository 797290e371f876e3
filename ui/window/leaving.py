"""What is asked before a window is left: whether its work may be stopped, and what becomes of a lost library."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from ui.session.session import Session


class Leaving:
    """Whether the window may close, and whether its library may."""

    def __init__(self, session: Session, window: QWidget, save_copy: Callable[[], object]) -> None:
        """`save_copy` asks where to, and saves a copy of the library."""
        self._session = session
        self._window = window
        self._save_copy = save_copy
        self._asks = True
        self.is_given_up = False  # whether the library is lost, and a copy was saved, or is not wanted

    def give_up(self) -> None:
        """A copy of the lost library is saved: no more is asked about it."""
        self.is_given_up = True

    def ask_no_more(self) -> None:
        """The window is on its way out, whatever is said."""
        self._asks = False

    def may_close(self) -> bool:
        """Whether the window may be closed, with the work that is under way."""
        return _may_stop(self._session, self._window) and self.may_leave()

    def may_leave(self) -> bool:
        """Whether the library may be closed. Where it is lost, the user is asked what is to become of it."""
        lost = self._session.saved.lost if self._asks and not self.is_given_up else None
        if lost is None:
            return True
        answer = _answer_to_lost(str(lost), self._window)
        self.is_given_up = answer == "leave"
        if answer == "save":
            QTimer.singleShot(0, self._save_copy)
        return self.is_given_up


def _may_stop(session: Session, parent: QWidget) -> bool:
    """Whether the window may be closed, though work may be under way; the user is asked for as long as it is.

    Where it ends while the question is open, only that is left to be told: whoever reads it must not lose the window.
    """
    from ui.base.message_boxes import Question, agreed_while

    tasks = session.tasks
    while tasks.current is not None and tasks.current.isRunning():
        title, stay = tasks.current.title, translated("Keep working")
        agreed, is_over = agreed_while(
            parent,
            Question(
                translated("{task} is not finished.", task=title),
                translated("What is done so far stays in the library."),
                translated("Stop it and close"),
                stay,
            ),
            tasks.ended,
            Question(
                translated("{task} is finished.", task=title), "", translated("Close"), translated("Keep working")
            ),
        )
        if not agreed or not is_over:
            return agreed
    return True


def _answer_to_lost(sentence: str, parent: QWidget) -> Literal["save", "leave", "stay"]:
    """What the user wants of a library that this sentence says is lost."""
    from ui.base.message_boxes import chosen_of_three

    save, leave, stay = translated("Save a copy…"), translated("Close without saving"), translated("Keep it open")
    what_follows = translated("What you do not save is lost.")
    answer = chosen_of_three(parent, sentence, what_follows, save, leave, stay)
    return "save" if answer == save else "leave" if answer == leave else "stay"
