"""A library's codebook, joined with that of a file."""

from dataclasses import replace
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.model.codebook import Attribute, Codebook, Label


class Contradiction(KnownError):
    """What a file says cannot be beside what the library says."""


def joined(present: Codebook, incoming: Codebook, path: Path) -> Codebook:
    """The present codebook, followed by the labels, attributes and options that only the incoming one has.

    Raises:
        Contradiction: a label has one role here and another there.
    """
    labels = {label.name: label for label in present.labels}
    for label in incoming.labels:
        own = labels.get(label.name)
        if own and own.role != label.role:
            raise Contradiction(
                f"{path} uses the label {label.name} as {label.role}, but in this library it is {own.role}; "
                "rename one of them."
            )
        labels[label.name] = _joined_label(own, label) if own else label
    return Codebook(name=present.name, labels=tuple(labels.values()))


def _joined_label(present: Label, incoming: Label) -> Label:
    attributes = {attribute.name: attribute for attribute in present.attributes}
    for attribute in incoming.attributes:
        own = attributes.get(attribute.name)
        attributes[attribute.name] = _joined_attribute(own, attribute) if own else attribute
    return replace(present, attributes=tuple(attributes.values()))


def _joined_attribute(present: Attribute, incoming: Attribute) -> Attribute:
    return replace(present, options=tuple(dict.fromkeys(present.options + incoming.options)))
