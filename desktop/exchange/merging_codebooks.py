"""Merges the codebook of a file into the library's.

What has the same id is the same, whatever it is called by now; then what has the same name and is of the same kind. The
library's own stays as it is, and what only the file has comes after it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn, TypeVar

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.folding import folded
from desktop.model.records import Annotation, AttributeValue, Fact, Speaker

_Part = TypeVar("_Part", Label, Attribute, Option)
_Path = tuple[str, ...]  # the ids, in the file, of a label, of an attribute of it, of an option of that


class Contradiction(KnownError):
    """What a file says cannot be beside what the library says."""


@dataclass(frozen=True)
class MergedCodebook:
    """The codebook that came of it, and what the file's annotations are in it."""

    codebook: Codebook
    _renamed: Mapping[_Path, str] = field(default_factory=dict)  # the ids of those that have another one here
    _asked: Mapping[str, _Path] = field(default_factory=dict)  # of the file, where each attribute of speakers is

    def annotation(self, annotation: Annotation) -> Annotation:
        """An annotation of the file, with the ids of this codebook."""
        label = annotation.label
        if not self._renamed:
            return annotation
        attributes = {
            self._renamed.get((label, id), id): self._value((label, id), value)
            for id, value in annotation.attributes.items()
        }
        return replace(annotation, label=self._renamed.get((label,), label), attributes=attributes)

    def speaker(self, speaker: Speaker) -> Speaker:
        """A speaker of the file, with the ids of this codebook."""
        if not self._renamed or not speaker.facts:
            return speaker
        return replace(speaker, facts=tuple(map(self._fact, speaker.facts)))

    def _fact(self, fact: Fact) -> Fact:
        asked = self._asked.get(fact.about)
        if asked is None:
            return fact
        return replace(fact, about=self._renamed.get(asked, fact.about), value=self._value(asked, fact.value))

    def _value(self, asked: _Path, value: AttributeValue) -> AttributeValue:
        if isinstance(value, tuple):
            return tuple(self._renamed.get((*asked, option), option) for option in value)
        return self._renamed.get((*asked, value), value) if isinstance(value, str) else value


def merged(present: Codebook, incoming: Codebook, source: object) -> MergedCodebook:
    """The present codebook, followed by the labels, attributes and options that only the incoming one has.

    Raises:
        Contradiction: a label has one role here and another there; the sentence names the `source` of the incoming one.
    """
    renamed: dict[_Path, str] = {}
    same = same_parts(present.labels, incoming.labels, label_kinds)
    labels = {label.id: label for label in present.labels}
    for label in incoming.labels:
        own = same.get(label.id)
        if own is None:
            labels[label.id] = label
        elif own.role != label.role:
            refuse_other_role(own, label, source)
        else:
            labels[own.id] = _merged_label(own, label, renamed)
    codebook = Codebook(name=present.name, labels=tuple(labels.values()))
    asked = {one.id: (incoming.label_of_speaker_attribute(one.id), one.id) for one in incoming.speaker_attributes}
    return MergedCodebook(codebook, {path: id for path, id in renamed.items() if path[-1] != id}, asked)


def refuse_other_role(own: Label, incoming: Label, source: object) -> NoReturn:
    """Raises a Contradiction: the library's own label and the incoming one are of two roles."""
    raise Contradiction(
        translated(
            "{file} uses the label {label} as {role}, but in this library it is {own_role}; "
            "give one of them the other’s role.",
            file=source,
            label=incoming.name,
            role=incoming.role,
            own_role=own.role,
        )
    )


def _merged_label(present: Label, incoming: Label, renamed: dict[_Path, str]) -> Label:
    renamed[incoming.id,] = present.id
    same = same_parts(present.attributes, incoming.attributes, attribute_kinds)
    attributes = {attribute.id: attribute for attribute in present.attributes}
    for attribute in incoming.attributes:
        if own := same.get(attribute.id):
            attributes[own.id] = _merged_attribute(own, attribute, (incoming.id, attribute.id), renamed)
        else:
            attributes[attribute.id] = attribute
    return replace(present, attributes=tuple(attributes.values()))


def _merged_attribute(present: Attribute, incoming: Attribute, path: _Path, renamed: dict[_Path, str]) -> Attribute:
    renamed[path] = present.id
    same = same_parts(present.options, incoming.options, option_kinds)
    renamed.update(((*path, id), own.id) for id, own in same.items())
    new = (
        replace(option, parent=same[option.parent].id if option.parent in same else option.parent)
        for option in incoming.options
        if option.id not in same
    )
    return replace(present, options=(*present.options, *new))


def same_parts(
    present: Sequence[_Part], incoming: Sequence[_Part], kinds: Callable[[Sequence[_Part]], Iterable[object]]
) -> dict[str, _Part]:
    """For each incoming part that is one of the present ones, by its id: that one. `kinds` tells what is alike."""
    by_id = {part.id: part for part in present}
    found = {part.id: by_id[part.id] for part in incoming if part.id in by_id}
    free: dict[object, _Part] = {}
    for part, kind in zip(present, kinds(present), strict=True):
        if part.id not in found:
            free.setdefault(kind, part)
    for part, kind in zip(incoming, kinds(incoming), strict=True):
        if part.id not in found and (alike := free.pop(kind, None)):
            found[part.id] = alike
    return found


def label_kinds(labels: Sequence[Label]) -> Iterable[object]:
    return [(folded(label.name), label.role) for label in labels]


def attribute_kinds(attributes: Sequence[Attribute]) -> Iterable[object]:
    return [(folded(attribute.name), attribute.kind, attribute.of_speaker) for attribute in attributes]


def option_kinds(options: Sequence[Option]) -> Iterable[object]:
    """Of each option, the names from its own outwards: Traffic > Costs is not Health > Costs."""
    by_id = {option.id: option for option in options}
    for option in options:
        around: dict[str, str] = {}
        at: Option | None = option
        while at and at.id not in around:  # or it would be around itself
            around[at.id] = folded(at.name)
            at = by_id.get(at.parent or "")
        yield tuple(around.values())
