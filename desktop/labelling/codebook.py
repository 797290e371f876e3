"""Changes labels, attributes and options, and leads along the annotations and the speakers that have them.

A part is named by its path: the ids of a label, of an attribute of it, of an option of that. What is changed is the
codebook as the library has it by now, field by field and place by place, so that two may work on it at the same time.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from desktop.base.errors import Conflict, KnownError
from desktop.base.translation import listed, translated
from desktop.labelling.deleting import delete_named
from desktop.labelling.shared import refuse_if_changed_elsewhere
from desktop.library import Edit
from desktop.library.concurrent_changes import changed_elsewhere, merged
from desktop.model import namesakes, nested_options
from desktop.model.codebook import Attribute, AttributeKind, Codebook, Label, Option, Part, PartPath
from desktop.model.records import Annotation, AttributeValue, Fact, Role, Speaker

P = TypeVar("P", Label, Attribute, Option)


def add_part(edit: Edit, around: PartPath, part: P, *, before: str | None = None) -> P:
    """Adds a label (around it is `()`), an attribute or an option, before the one of this id, or last.

    Raises:
        Conflict: what is to be around it is no longer there.
        KnownError: another part there has its name.
    """
    if around:
        _there(edit, around)
    _set_codebook(edit, nested_options.put_before(edit.codebook, around, part, before))
    return part


def change_part(edit: Edit, path: PartPath, seen: P, **fields: Any) -> None:
    """Gives these fields of a part other values, from what was `seen` of it.

    Raises:
        Conflict: it is not there any more, or others changed the same.
        KnownError: another part there has the name that it is given.
    """
    part = _there(edit, path)
    said = {name: merged(getattr(seen, name), value, getattr(part, name)) for name, value in fields.items()}
    _set_codebook(edit, edit.codebook.with_part(path[:-1], replace(part, **said)))


def change_kind(edit: Edit, path: PartPath, seen: Attribute, kind: AttributeKind) -> None:
    """Has an attribute ask for answers of another kind; what annotations answer follows, where it can.

    Raises:
        Conflict: it is not there any more, or others gave it another kind.
        KnownError: there are answers that cannot be ones of this kind.
    """
    change_part(edit, path, seen, kind=kind, default=None)
    _answer_otherwise(edit, path, lambda value: _of_kind(value, seen, kind))


def _of_kind(value: AttributeValue, asked: Attribute, kind: AttributeKind) -> AttributeValue:
    if kind == "text":
        return _as_text(asked.in_words(value))
    if kind == "choices" and asked.kind == "choice" and isinstance(value, str):
        return (value,)
    if kind == "choice" and asked.kind == "choices" and isinstance(value, tuple) and len(value) == 1:
        return value[0]
    raise KnownError(
        translated(
            "“{attribute}” has answers that do not fit that kind. Add another attribute of that kind.",
            attribute=asked.name,
        )
    )


def _as_text(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return listed(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)


def change_role(edit: Edit, path: PartPath, seen: Label, role: Role) -> None:
    """Gives a label that no annotation has another role.

    Raises:
        Conflict: it is not there any more, or others gave it another role.
        KnownError: an annotation has it.
    """
    if edit.annotations_with(path):
        raise KnownError(translated("Annotations have the label “{label}”, so its role stays.", label=seen.name))
    change_part(edit, path, seen, role=role)


def ask_of_speakers(edit: Edit, path: PartPath, seen: Attribute, of_speaker: bool) -> None:
    """Has an attribute that nobody answered yet be asked of speakers, or of each mention.

    Raises:
        Conflict: it is not there any more, or others changed the same.
        KnownError: there are answers.
    """
    if edit.annotations_with(path) or edit.speakers_with(path):
        raise KnownError(
            translated(
                "“{attribute}” has answers, so it cannot change between claims and speakers.", attribute=seen.name
            )
        )
    change_part(edit, path, seen, of_speaker=of_speaker)


def rename_codebook(edit: Edit, seen: str, name: str) -> None:
    """Gives the codebook another name than the one that was `seen`; a Conflict where others gave it one."""
    edit.set_codebook(replace(edit.codebook, name=merged(seen, name, edit.codebook.name)))


def move_part(edit: Edit, path: PartPath, *, before: str | None) -> None:
    """Puts a label, an attribute or an option before the one of this id; last, where that is None or gone.

    Raises:
        Conflict: it is not there any more.
    """
    _there(edit, path)
    _set_codebook(
        edit,
        nested_options.rearranged(edit.codebook, path, lambda parts: nested_options.ordered(parts, path[-1], before)),
    )


def nest_option(edit: Edit, path: PartPath, parent: str | None, *, before: str | None = None) -> None:
    """Nests an option, with its own options, in another of its attribute (None: at the top), before one there.

    Raises:
        Conflict: one of them is not there any more, or by now it would lie in itself.
        KnownError: another option there has its name.
    """
    _there(edit, path)
    if parent is not None:
        _there(edit, (*path[:-1], parent))
    try:
        moved = nested_options.rearranged(
            edit.codebook, path, lambda parts: nested_options.nested(parts, path[-1], parent, before)
        )
    except ValueError as error:
        raise Conflict(translated("An option cannot belong to itself; nothing was done.")) from error
    _set_codebook(edit, moved)


def merge_options(edit: Edit, path: PartPath, into: str, *, seen: Option | None = None) -> None:
    """Makes one of two options of an attribute: what has the first has the other from now on, and the first goes.

    Raises:
        Conflict: one of them is not there any more, or the one that goes is not as it was `seen`.
        KnownError: an option in the one that goes has the name of one in the other.
    """
    _there(edit, (*path[:-1], into))
    gone = _as_seen(edit, path, seen)

    def lead_over(options: tuple[Option, ...]) -> tuple[Option, ...]:
        if into in nested_options.within(options, gone.id):  # what is in the one that goes comes out first
            options = nested_options.nested(options, into, gone.parent, gone.id)
        moved = (replace(one, parent=into) if one.parent == gone.id else one for one in options)
        return nested_options.without(tuple(moved), gone.id)

    _answer_otherwise(edit, path, lambda value: _exchanged(value, gone.id, into))
    _change_default(edit, path, lambda value: _exchanged(value, gone.id, into))
    _set_codebook(edit, nested_options.rearranged(edit.codebook, path, lead_over))


def delete_part(edit: Edit, path: PartPath, *, seen: Part | None = None, label_instead: str | None = None) -> None:
    """Deletes a label, an attribute or an option.

    Annotations lose the answers that are gone. Those with a label that goes get the label `label_instead`, of the same
    role, and keep their answers where it asks the same; without one, they are deleted.

    Raises:
        Conflict: it is not there any more, or not as it was `seen`; the label that is to take its place is not; or
            others worked on an annotation that has it, unseen.
        KnownError: it is the last label, or an option in it has the name of one beside it.
    """
    part = _as_seen(edit, path, seen)
    refuse_if_changed_elsewhere(edit, *edit.annotations_with(path), *edit.speakers_with(path))
    if isinstance(part, Label):
        _delete_label(edit, part, label_instead)
        return
    if isinstance(part, Option):
        _change_default(edit, path, lambda value: _without(value, part.id))
    _answer_otherwise(edit, path, lambda value: _without(value, part.id) if isinstance(part, Option) else None)
    _set_codebook(edit, nested_options.rearranged(edit.codebook, path, lambda parts: _left(parts, part.id)))


def _delete_label(edit: Edit, label: Label, instead: str | None) -> None:
    if len(edit.codebook.labels) == 1:
        raise KnownError(translated("A codebook needs a label, so the last one stays."))
    used = edit.annotations_with((label.id,))
    for attribute in label.attributes:
        _answer_of_speakers(edit, (label.id, attribute.id), lambda _: None)
    if instead is None:
        delete_named(edit, used, edit.attributions_with(*used))
    else:
        other = _there(edit, (instead,))
        assert isinstance(other, Label)
        edit.change_all((one, {"label": other.id, "attributes": _kept(one, other)}) for one in used)
    _set_codebook(edit, replace(edit.codebook, labels=_left(edit.codebook.labels, label.id)))


def _kept(annotation: Annotation, label: Label) -> dict[str, AttributeValue]:
    return {id: value for id, value in annotation.attributes.items() if label.attribute(id)}


def _left(parts: tuple[P, ...], id: str) -> tuple[P, ...]:
    if any(isinstance(part, Option) for part in parts):
        return nested_options.without(parts, id)  # type: ignore[arg-type, return-value]
    return tuple(part for part in parts if part.id != id)


def _set_codebook(edit: Edit, codebook: Codebook) -> None:
    """Every change of parts: none takes the name of another in its place."""
    namesakes.refuse_new(edit.codebook, codebook)
    edit.set_codebook(codebook)


def _there(edit: Edit, path: PartPath) -> Any:
    part = edit.codebook.at(path)
    if part is None:
        raise Conflict(translated("Nothing was done: somebody took it out of the codebook meanwhile."))
    return part


def _as_seen(edit: Edit, path: PartPath, seen: Part | None) -> Any:
    """The part at this path, which others have not changed since it was seen."""
    part = _there(edit, path)
    if seen is not None and part != seen:
        raise changed_elsewhere()
    return part


def _answer_otherwise(edit: Edit, path: PartPath, changed: Callable[[AttributeValue], AttributeValue | None]) -> None:
    """Changes what annotations and speakers answer that have this attribute, or this option; None takes the answer
    away."""
    edit.change_all((one, {"attributes": dict(_answers(one, path[1], changed))}) for one in edit.annotations_with(path))
    _answer_of_speakers(edit, path, changed)


def _answer_of_speakers(edit: Edit, path: PartPath, changed: Callable[[AttributeValue], AttributeValue | None]) -> None:
    asked = edit.codebook.at(path[:2])
    if isinstance(asked, Attribute) and asked.of_speaker:
        edit.change_all((one, {"facts": tuple(_facts(one, path[1], changed))}) for one in edit.speakers_with(path))


def _facts(
    speaker: Speaker, attribute: str, changed: Callable[[AttributeValue], AttributeValue | None]
) -> Iterator[Fact]:
    for fact in speaker.facts:
        said = changed(fact.value) if fact.about == attribute else fact.value
        if said is not None:
            yield replace(fact, value=said)


def _answers(
    annotation: Annotation, attribute: str, changed: Callable[[AttributeValue], AttributeValue | None]
) -> Iterator[tuple[str, AttributeValue]]:
    for id, value in annotation.attributes.items():
        said = changed(value) if id == attribute else value
        if said is not None:
            yield id, said


def _change_default(edit: Edit, path: PartPath, changed: Callable[[AttributeValue], AttributeValue | None]) -> None:
    attribute = _there(edit, path[:2])
    if attribute.default is not None:
        _set_codebook(edit, edit.codebook.with_part(path[:1], replace(attribute, default=changed(attribute.default))))


def _exchanged(value: AttributeValue, gone: str, kept: str) -> AttributeValue:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(kept if one == gone else one for one in value))
    return kept if value == gone else value


def _without(value: AttributeValue, gone: str) -> AttributeValue | None:
    if isinstance(value, tuple):
        return tuple(one for one in value if one != gone) or None
    return None if value == gone else value
