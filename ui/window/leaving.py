"""What is asked before a window is left: whether its work may be stopped, and what becomes of a lost library."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated


def may_stop(title: str, parent: QWidget) -> bool:
    """Whether the user lets the work of this title be stopped."""
    from ui.base.boxes import agreed

    return agreed(
        parent,
        "Ascribe",
        translated("{task} is not finished.", task=title),
        translated("What is done so far stays in the library."),
        translated("Stop it and close"),
        translated("Keep working"),
    )


def answer_to_lost(sentence: str, parent: QWidget) -> Literal["save", "leave", "stay"]:
    """What the user wants of a library that this sentence says is lost."""
    from ui.base.boxes import chosen_of_three

    save, leave, stay = translated("Save a copy…"), translated("Close without saving"), translated("Keep it open")
    what_follows = translated("What you close without saving it is gone.")
    answer = chosen_of_three(parent, sentence, what_follows, save, leave, stay)
    return "save" if answer == save else "leave" if answer == leave else "stay"
