"""Takes a codebook, ready or from a file, into a library: beside its own, or in its place.

Either way no annotation changes: a label, an attribute and an option that the library has are known by their ids, then
by their names (`merging_codebooks`), and what annotations have stays.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from desktop.base import files
from desktop.exchange import codebook_files
from desktop.exchange.codebook_files.format import CodebookFormat
from desktop.exchange.merging_codebooks import (
    attribute_kinds,
    label_kinds,
    merged,
    option_kinds,
    refuse_other_role,
    same_parts,
)
from desktop.library import Library
from desktop.library.write_targets import refuse_as_target
from desktop.model import operations
from desktop.model.codebook import Attribute, Codebook, Label, Option, PartPath
from desktop.model.folding import folded
from desktop.model.records import AttributeValue

P = TypeVar("P", bound=Label | Attribute | Option)


def join(library: Library, codebook: Codebook, letters: Set[str] | None = None) -> None:
    """Adds the labels, attributes and options that the library does not have yet, as one step of its undo.

    Args:
        library: the library.
        codebook: what is added.
        letters: those that are keys of commands; new labels without a key get one of the others. None: they get none.

    Raises:
        Contradiction: a label has another role in the library.
    """
    with library.edit(operations.join_codebook(codebook.name)) as edit:
        present = edit.codebook
        incoming = _with_known_roles(codebook, present)
        edit.set_codebook(_with_keys(merged(present, incoming, codebook.name).codebook, present, letters))


def put_in_place(library: Library, codebook: Codebook, letters: Set[str] | None = None) -> None:
    """Puts a codebook in the place of the library's, as one step of its undo; what annotations have stays, after it.

    Args:
        library: the library.
        codebook: what is put there.
        letters: as `join` takes them.

    Raises:
        Contradiction: a label that annotations have has another role in the library.
    """
    with library.edit(operations.replace_codebook(codebook.name)) as edit:
        present = edit.codebook
        incoming = _with_known_roles(codebook, present)
        edit.set_codebook(_with_keys(replaced(present, incoming, edit.codebook_in_use()), present, letters))


def _with_known_roles(incoming: Codebook, present: Codebook) -> Codebook:
    """The incoming codebook, in which a label without a role has that of the present label of its name.

    Tables that are typed, and codes of other programs, say no roles: their labels are of the role "other".
    """
    roles = {folded(one.name): one.role for one in present.labels}
    labels = (
        replace(one, role=roles.get(folded(one.name), one.role)) if one.role == "other" else one
        for one in incoming.labels
    )
    return replace(incoming, labels=tuple(labels))


def _with_keys(codebook: Codebook, present: Codebook, letters: Set[str] | None) -> Codebook:
    keyed = codebook.with_keys_once()
    if letters is None:
        return keyed
    return keyed.with_free_keys({one.id for one in keyed.labels} - {one.id for one in present.labels}, letters)


def export(library: Library, format: CodebookFormat, target: Path) -> None:
    """Writes the library's codebook into a file, which takes the place of `target` once it is on the disk.

    Raises:
        KnownError: the file cannot be written, or is one that a library needs.
    """
    refuse_as_target(library.address, target)
    with files.replacing(target) as stream:
        write(library, format, stream)


def write(library: Library, format: CodebookFormat, stream: BinaryIO) -> None:
    """Writes the library's codebook to a stream."""
    codebook_files.write(library.codebook, format, stream)


def replaced(present: Codebook, incoming: Codebook, used: Set[PartPath]) -> Codebook:
    """The incoming codebook with the present ids for what is the same, and after it what of the present one is `used`.

    Raises:
        Contradiction: a label that is used has one role here and another there.
    """

    def label(own: Label, other: Label) -> Label:
        if own.role != other.role and (own.id,) in used:
            refuse_other_role(own, other, incoming.name)
        same = same_parts(own.attributes, other.attributes, attribute_kinds)
        attributes = together(own.attributes, other.attributes, same, (own.id,), partial(attribute, own.id))
        return replace(other, id=own.id, attributes=attributes)

    def attribute(around: str, own: Attribute, other: Attribute) -> Attribute:
        same = same_parts(own.options, other.options, option_kinds)
        ids = {id: one.id for id, one in same.items()}
        moved = tuple(replace(one, parent=ids.get(one.parent or "", one.parent)) for one in other.options)
        options = together(own.options, moved, same, (around, own.id), lambda one, two: replace(two, id=one.id))
        if (around, own.id) in used and own.kind != other.kind:  # the answers are of the kind that it has
            return replace(other, id=own.id, options=options, kind=own.kind, default=None)
        return replace(other, id=own.id, options=options, default=_with_ids(other.default, ids))

    def together(
        here: Sequence[P], there: Sequence[P], same: Mapping[str, P], around: PartPath, join: Callable[[P, P], P]
    ) -> tuple[P, ...]:
        taken = {own.id for own in same.values()}
        left = [one for one in here if one.id not in taken and (*around, one.id) in used]
        return (*(join(same[one.id], one) if one.id in same else one for one in there), *left)

    same = same_parts(present.labels, incoming.labels, label_kinds)
    return replace(incoming, labels=together(present.labels, incoming.labels, same, (), label))


def _with_ids(value: AttributeValue | None, ids: Mapping[str, str]) -> AttributeValue | None:
    if isinstance(value, tuple):
        return tuple(ids.get(one, one) for one in value)
    return ids.get(value, value) if isinstance(value, str) else value
