"""The commands of the text cursor: what is selected there, where it steps, and which end of an annotation it moves."""

from collections.abc import Callable

from desktop.base.translation import Message
from ui.commands.command import Command, Menu, with_article, with_selection
from ui.commands.workspace import Caret, Workspace


def _both_ways(
    id: str, key: str, after: Message, before: Message, go: Callable[[Workspace, int], object]
) -> tuple[Command, Command]:
    """To the next of these by a key, to the one before by the key with Shift."""
    return (
        Command(f"next-{id}", after, lambda window: go(window, 1), keys=(key,), enabled=with_article),
        Command(f"previous-{id}", before, lambda window: go(window, -1), keys=(f"Shift+{key}",), enabled=with_article),
    )


def _at_caret(id: str, text: Message, key: str, run: Callable[[Workspace], object]) -> Command:
    return Command(id, text, run, keys=(key,), keys_work="at the caret", enabled=with_article)


def _of_end(id: str, text: Message, key: str, run: Callable[[Caret], object]) -> Command:
    return Command(
        id, text, lambda window: run(window.caret), keys=(key,), keys_work="at the caret", enabled=with_selection
    )


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
        _at_caret("grow", Message("&More: clause, quotation, sentence"), "W", lambda window: window.caret.grow()),
        _at_caret("shrink", Message("&Less"), "Shift+W", lambda window: window.caret.shrink()),
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

CLAIM_STEPS = _both_ways(
    "claim",
    "L",
    Message("Next cla&im"),
    Message("Previous claim"),
    lambda window, by: window.labelling.go_to_claim(by),
)

ANNOTATION_STEPS = _both_ways(
    "annotation",
    "M",
    Message("Next annotati&on"),
    Message("Pr&evious annotation"),
    lambda window, by: window.caret.step(by),
)

ENDS = (
    _of_end("end-right", Message("Move its end a word to the &right"), "Alt+Right", lambda caret: caret.move_end(1)),
    _of_end("end-left", Message("Move its end a word to the le&ft"), "Alt+Left", lambda caret: caret.move_end(-1)),
    _of_end(
        "end-right-by-character",
        Message("Move its end a character to the right"),
        "Alt+Shift+Right",
        lambda caret: caret.move_end(1, by_character=True),
    ),
    _of_end(
        "end-left-by-character",
        Message("Move its end a character to the left"),
        "Alt+Shift+Left",
        lambda caret: caret.move_end(-1, by_character=True),
    ),
    _of_end("hold-next-end", Message("Take hold of its ne&xt end"), "Alt+End", lambda caret: caret.hold_end(1)),
    _of_end(
        "hold-previous-end", Message("Take hold of its pre&vious end"), "Alt+Home", lambda caret: caret.hold_end(-1)
    ),
)
