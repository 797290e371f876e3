"""What is told where a label takes a key: a command that had it gives way."""

from collections.abc import Mapping, Sequence

from desktop.base.translation import translated
from desktop.model.codebook import Label

Taken = tuple[str, str, str]  # a key, the command that had it, the other keys of that


def told_of(taken: Sequence[Taken], labels: Mapping[str, Label]) -> str:
    """Which commands had these keys, and which labels have them now, by their keys."""
    return " ".join(_told(key, command, others, labels[key]) for key, command, others in taken)


def _told(key: str, command: str, others: str, label: Label) -> str:
    if not others:
        return translated(
            "{key} was the key of “{command}”. It makes “{label}” now.", key=key, command=command, label=label.name
        )
    return translated(
        "{key} was the key of “{command}”, which keeps {others}. It makes “{label}” now.",
        key=key,
        command=command,
        others=others,
        label=label.name,
    )
