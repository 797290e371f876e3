"""The commands that are made for each label of the codebook."""

from collections.abc import Iterable

from desktop.base.translation import Message
from desktop.model.codebook import Label
from ui.base.plain_text import on_button
from ui.commands.command import Command, with_selection, with_words


def label_commands(labels: Iterable[Label]) -> list[tuple[Command, str]]:
    """A command for each of these labels, on the words that are selected in the text, with the label's key.

    The keys belong to the text, where they work on a selection; here they are only shown.
    """
    return [(_label(label), label.shortcut) for label in labels]


def relabel_commands(labels: Iterable[Label]) -> list[tuple[Command, str]]:
    """A command for each of these labels that gives it to the selected annotation."""
    return [(_relabel(label), "") for label in labels]


def _relabel(label: Label) -> Command:
    return Command(
        f"relabel-{label.id}",
        Message("Label"),
        lambda window: window.labelling.relabel(label.id),
        writes=True,
        enabled=with_selection,
        words=lambda window: on_button(label.name),
        about=label.guideline,
    )


def _label(label: Label) -> Command:
    return Command(
        f"label-{label.id}",
        Message("Label"),
        lambda window: window.labelling.label_selection(label.id),
        writes=True,
        enabled=with_words,
        words=lambda window: on_button(label.name),
        about=label.guideline,
    )
