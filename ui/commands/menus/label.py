"""The menu Label: the selected annotation, its speaker and its ends, and going from one to another.

The labels of the codebook are added below: see `label_commands.py`.
"""

from collections.abc import Callable

from desktop.base.translation import Message, Plural
from ui.commands.command import (
    Command,
    Condition,
    Menu,
    on_annotations,
    with_article,
    with_attributes,
    with_claim,
    with_nameable,
    with_part,
    with_selection,
)
from ui.commands.workspace import Caret, Workspace


def _both_ways(
    id: str, key: str, after: Message, before: Message, go: Callable[[Workspace, int], object]
) -> tuple[Command, Command]:
    """To the next of these by a key, to the one before by the key with Shift."""
    return (
        Command(f"next-{id}", after, lambda window: go(window, 1), writes=False, keys=(key,), enabled=with_article),
        Command(
            f"previous-{id}",
            before,
            lambda window: go(window, -1),
            writes=False,
            keys=(f"Shift+{key}",),
            enabled=with_article,
        ),
    )


def _of_end(id: str, text: Message, key: str, run: Callable[[Caret], object], *, writes: bool) -> Command:
    return Command(
        id,
        text,
        lambda window: run(window.caret),
        writes=writes,
        keys=(key,),
        keys_work="at the caret",
        enabled=with_selection,
    )


_with_claims_without_speaker = Condition(
    lambda window: window.claims_without_speaker > 0, Message("Each claim of the article has a speaker.")
)
_CLAIM_STEPS = _both_ways(
    "claim",
    "L",
    Message("Next cla&im"),
    Message("Previous claim"),
    lambda window, by: window.labelling.go_to_claim(by),
)

_ANNOTATION_STEPS = _both_ways(
    "annotation",
    "M",
    Message("Next annotati&on"),
    Message("Pr&evious annotation"),
    lambda window, by: window.caret.step(by),
)

_ENDS = (
    _of_end(
        "end-right",
        Message("Move its end a word to the &right"),
        "Alt+Right",
        lambda caret: caret.move_end(1),
        writes=True,
    ),
    _of_end(
        "end-left",
        Message("Move its end a word to the le&ft"),
        "Alt+Left",
        lambda caret: caret.move_end(-1),
        writes=True,
    ),
    _of_end(
        "end-right-by-character",
        Message("Move its end a character to the right"),
        "Alt+Shift+Right",
        lambda caret: caret.move_end(1, by_character=True),
        writes=True,
    ),
    _of_end(
        "end-left-by-character",
        Message("Move its end a character to the left"),
        "Alt+Shift+Left",
        lambda caret: caret.move_end(-1, by_character=True),
        writes=True,
    ),
    _of_end("hold-next-end", Message("Choose its ne&xt end"), "Alt+End", lambda caret: caret.hold_end(1), writes=False),
    _of_end(
        "hold-previous-end",
        Message("Choose its pre&vious end"),
        "Alt+Home",
        lambda caret: caret.hold_end(-1),
        writes=False,
    ),
)

LABEL = Menu(
    title=Message("&Label"),
    entries=(
        Command(
            "set-speaker",
            Message("&Choose the speaker…"),
            lambda window: window.labelling.choose_speaker(window.claims.chosen),
            writes=True,
            keys=("Alt+Return",),
            enabled=with_nameable,
            words=on_annotations(
                Message("&Choose the speaker…"),
                Plural("&Choose the speaker of {count} claim…", "&Choose the speaker of {count} claims…"),
            ),
        ),
        Command(
            "attributes",
            Message("Answer its a&ttributes…"),
            lambda window: window.labelling.ask_attributes(window.claims.chosen),
            writes=True,
            keys=("T",),
            enabled=with_attributes,
            words=on_annotations(
                Message("Answer its a&ttributes…"),
                Plural("Answer the a&ttributes of {count} claim…", "Answer the a&ttributes of {count} claims…"),
            ),
        ),
        Command(
            "add-joint-speaker",
            Message("Add a &joint speaker…"),
            lambda window: window.labelling.choose_joint_speaker(),
            writes=True,
            keys=("P",),
            enabled=with_claim,
        ),
        Command(
            "add-part",
            Message("&Add the selected words as a part"),
            lambda window: window.caret.add_part(),
            writes=True,
            keys=("A",),
            keys_work="at the caret",
            enabled=with_part,
        ),
        Command(
            "relabel",
            Message("Change the &label…"),
            lambda window: window.choose_label(),
            writes=True,
            keys=("R",),
            enabled=with_selection,
        ),
        None,
        *_CLAIM_STEPS,
        Command(
            "next-without-speaker",
            Message("&Next claim without a speaker"),
            lambda window: window.labelling.go_to_claim_without_speaker(1),
            writes=False,
            keys=("U", "Ctrl+Shift+N"),
            enabled=_with_claims_without_speaker,
        ),
        Command(
            "previous-without-speaker",
            Message("Previou&s claim without a speaker"),
            lambda window: window.labelling.go_to_claim_without_speaker(-1),
            writes=False,
            keys=("Shift+U",),
            enabled=_with_claims_without_speaker,
        ),
        *_ANNOTATION_STEPS,
        None,
        Command(
            "details",
            Message("&Details of the selected annotation"),
            lambda window: window.show_details(),
            writes=False,
            keys=("F4",),
            enabled=with_selection,
        ),
        *_ENDS,
        None,
        Command(
            "snap",
            Message("Selection takes &whole words"),
            lambda window: window.preferences.snap(not window.settings.snap),
            writes=False,
            checked=lambda window: window.settings.snap,
        ),
        None,
    ),
)
