"""The menu Select: what is selected at the text cursor, and where it steps."""

from collections.abc import Callable

from desktop.base.translation import Message
from ui.commands.command import Command, Menu, with_article
from ui.commands.workspace import Workspace


def _at_caret(id: str, text: Message, key: str, run: Callable[[Workspace], object]) -> Command:
    return Command(id, text, run, writes=False, keys=(key,), keys_work="at the caret", enabled=with_article)


SELECT = Menu(
    title=Message("Selec&t"),
    entries=(
        _at_caret(
            "select-quotation",
            Message("The &quotation here, or the next"),
            "G",
            lambda window: window.caret.select("quotation", 1),
        ),
        _at_caret(
            "select-quotation-before",
            Message("The quotation here, or the &previous one"),
            "Shift+G",
            lambda window: window.caret.select("quotation", -1),
        ),
        _at_caret(
            "select-sentence",
            Message("The &sentence here, or the next"),
            "F",
            lambda window: window.caret.select("sentence", 1),
        ),
        _at_caret(
            "select-sentence-before",
            Message("The sentence here, or the pre&vious one"),
            "Shift+F",
            lambda window: window.caret.select("sentence", -1),
        ),
        None,
        _at_caret(
            "grow", Message("Select &more: clause, quotation, sentence"), "W", lambda window: window.caret.grow()
        ),
        _at_caret("shrink", Message("Select &less"), "Shift+W", lambda window: window.caret.shrink()),
        None,
        _at_caret(
            "to-next-sentence", Message("To the &next sentence"), ".", lambda window: window.caret.move("sentence", 1)
        ),
        _at_caret(
            "to-sentence", Message("To the pr&evious sentence"), ",", lambda window: window.caret.move("sentence", -1)
        ),
        _at_caret(
            "to-next-paragraph",
            Message("To the next p&aragraph"),
            "Ctrl+Down",
            lambda window: window.caret.move("paragraph", 1),
        ),
        _at_caret(
            "to-paragraph",
            Message("To the prev&ious paragraph"),
            "Ctrl+Up",
            lambda window: window.caret.move("paragraph", -1),
        ),
        _at_caret(
            "select-to-next-paragraph",
            Message("Select up to the next paragraph"),
            "Ctrl+Shift+Down",
            lambda window: window.caret.move("paragraph", 1, extending=True),
        ),
        _at_caret(
            "select-to-paragraph",
            Message("Select back to the previous paragraph"),
            "Ctrl+Shift+Up",
            lambda window: window.caret.move("paragraph", -1, extending=True),
        ),
    ),
)
