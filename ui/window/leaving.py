"""What is asked before a window is left: whether its work may be stopped, and what becomes of a lost library."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from ui.work.tasks import Tasks


def may_stop(tasks: Tasks, parent: QWidget) -> bool:
    """Whether the window may be closed, though work may be under way; the user is asked for as long as it is.

    Where it ends while the question is open, only that is left to be told: whoever reads it must not lose the window.
    """
    from ui.base.boxes import Question, agreed_while

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


def answer_to_lost(sentence: str, parent: QWidget) -> Literal["save", "leave", "stay"]:
    """What the user wants of a library that this sentence says is lost."""
    from ui.base.boxes import chosen_of_three

    save, leave, stay = translated("Save a copy…"), translated("Close without saving"), translated("Keep it open")
    what_follows = translated("What you close without saving it is gone.")
    answer = chosen_of_three(parent, sentence, what_follows, save, leave, stay)
    return "save" if answer == save else "leave" if answer == leave else "stay"
