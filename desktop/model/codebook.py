"""The labels in use: read from TOML, kept in the library, shown in the window, written to the export.

A label, an attribute and an option each have an id, which never changes, and a name, which may. Annotations hold ids,
code branches on roles and ids, people read names. What had no ids yet (libraries and files of Ascribe 0.1.0, a TOML
file that gives none) has the names for ids, so that nothing that was written with it need be rewritten.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from desktop.base import files, paths
from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model import codebook_shape
from desktop.model.folding import folded
from desktop.model.records import Attributes, AttributeValue, Role, new_id

_SIZE_LIMIT = 1_000_000  # bytes of a TOML file
# A key of so many keys that tomllib takes a time and a memory that grow with the square of their number.
_ENDLESS_KEY = re.compile(
    r"""(?:^|[\[{,])\s*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""", re.MULTILINE
)
_LONGEST_REASON = 200  # characters: a reason may quote the file

_Part = TypeVar("_Part", "Attribute", "Option")

AttributeKind = Literal["choice", "choices", "yes/no", "number", "date", "text"]

QUOTATION = "quotation"  # the id of the attribute of a claim whose options have the ids direct, indirect and mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the values among which an attribute lets choose."""

    id: str = field(default_factory=new_id)
    name: str
    parent: str | None = None  # the id of the option that this one is a part of: Economy, of Taxes
    guideline: str = ""
    color: str = ""  # as #RRGGBB


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A typed question that a label asks of each of its annotations. The answer to a choice is an option's id."""

    id: str = field(default_factory=new_id)
    name: str
    kind: AttributeKind = "text"
    options: tuple[Option, ...] = ()
    open: bool = False  # a choice that takes new values, which then join its options
    required: bool = False
    default: AttributeValue | None = None  # what a new annotation answers
    guideline: str = ""

    def option(self, id: str) -> Option | None:
        return next((option for option in self.options if option.id == id), None)

    def option_named(self, name: str) -> Option | None:
        """The option of this name, however it is written in upper and lower case."""
        return next((option for option in self.options if folded(option.name) == folded(name)), None)

    def in_words(self, value: AttributeValue) -> AttributeValue:
        """An answer as a person reads it: names in place of the options' ids. A value that is no option's stays."""
        if isinstance(value, tuple):
            return tuple(self._name(one) for one in value)
        return self._name(value) if isinstance(value, str) else value

    def _name(self, value: str) -> str:
        option = self.option(value)
        return option.name if option else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of annotation: what it is for, how it looks, and which key makes it."""

    id: str = field(default_factory=new_id)
    name: str
    role: Role
    color: str = "#6A6F78"
    shortcut: str = ""
    guideline: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, id: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.id == id), None)

    def in_words(self, attribute: str, value: AttributeValue) -> AttributeValue:
        """An answer to the attribute of this id, as a person reads it."""
        asked = self.attribute(attribute)
        return asked.in_words(value) if asked else value

    @property
    def defaults(self) -> Attributes:
        """What a new annotation answers."""
        return {one.id: one.default for one in self.attributes if one.default is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The labels of one library."""

    name: str
    labels: tuple[Label, ...]
    _by_id: dict[str, Label] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update((label.id, label) for label in self.labels)

    def label(self, id: str) -> Label:
        """The label of this id. One that the codebook no longer has is shown by its id, with the role other."""
        return self._by_id.get(id) or Label(id=id, name=id, role="other")

    def role(self, label: str) -> Role:
        """The role of the label of this id."""
        return self.label(label).role

    def of_role(self, role: Role) -> list[str]:
        """The ids of the labels of this role."""
        return [label.id for label in self.labels if label.role == role]

    def first(self, role: Role) -> Label | None:
        """The first label of this role."""
        return next((label for label in self.labels if label.role == role), None)

    def with_option(self, label: str, attribute: str, option: Option) -> "Codebook":
        """The codebook in which this attribute of a label, both by their ids, offers one more option."""

        def grown(one: Attribute) -> Attribute:
            return replace(one, options=(*one.options, option)) if one.id == attribute else one

        labels = (
            replace(one, attributes=tuple(map(grown, one.attributes))) if one.id == label else one
            for one in self.labels
        )
        return Codebook(name=self.name, labels=tuple(labels))

    def as_data(self) -> dict[str, Any]:
        """The codebook as plain data that JSON can hold, as the export and the library keep it."""
        return {"name": self.name, "labels": [_as_lists(asdict(label)) for label in self.labels]}

    def as_json(self) -> str:
        return json.dumps(self.as_data(), ensure_ascii=False, separators=(",", ":"))


def _as_lists(data: Any) -> Any:
    """The data with lists for tuples: what it is again once it has been JSON."""
    if isinstance(data, dict):
        return {name: _as_lists(value) for name, value in data.items()}
    return [_as_lists(value) for value in data] if isinstance(data, list | tuple) else data


def from_data(data: Mapping[str, Any], origin: str) -> Codebook:
    """The codebook that plain data describes: the mirror of `Codebook.as_data`.

    What has no id gets its name for one; an option may be its name alone. Of attributes or options with one id, the
    first counts.

    Raises:
        KnownError: the data is no codebook; the sentence names `origin`.
    """
    try:
        labels = tuple(_label(label) for label in data["labels"])
        codebook = Codebook(name=str(data["name"]), labels=labels)
        codebook_shape.refuse_odd(codebook)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = on_one_line(str(error))[:_LONGEST_REASON]
        raise KnownError(translated("{file} is not a codebook: {reason}.", file=origin, reason=reason)) from error
    if not labels or len({label.id for label in labels}) < len(labels):
        raise KnownError(
            translated("{file} is not a codebook: it needs labels, each with an id of its own.", file=origin)
        )
    return codebook


def _label(data: Mapping[str, Any]) -> Label:
    attributes = _by_id(_attribute(attribute) for attribute in data.get("attributes", ()))
    label = Label(**{"id": data["name"], **data, "attributes": attributes})
    if label.role not in get_args(Role):
        raise ValueError(f"the label {label.name} has an unknown role, {label.role}")
    return label


def _attribute(data: Mapping[str, Any]) -> Attribute:
    options = _by_id(_option(option) for option in data.get("options", ()))
    default = data.get("default")
    known = {"options": options, "default": tuple(default) if isinstance(default, list) else default}
    attribute = Attribute(**{"id": data["name"], **data, **known})
    if attribute.kind not in get_args(AttributeKind):
        raise ValueError(f"the attribute {attribute.name} is of an unknown kind, {attribute.kind}")
    return attribute


def _option(data: str | Mapping[str, Any]) -> Option:
    return Option(id=data, name=data) if isinstance(data, str) else Option(**{"id": data["name"], **data})


def _by_id(parts: Iterable[_Part]) -> tuple[_Part, ...]:
    found: dict[str, _Part] = {}
    for part in parts:
        found.setdefault(part.id, part)
    return tuple(found.values())


def from_toml(path: Path) -> Codebook:
    """The codebook of a TOML file; resources/codebooks/ has examples.

    Raises:
        KnownError: the file cannot be read or is no codebook.
    """
    import tomllib  # only here: a library that is there has its codebook as JSON

    try:
        text = files.contents(path, _SIZE_LIMIT).decode("utf-8")
        if _ENDLESS_KEY.search(text):
            raise ValueError("it is nested too deeply")
        # A library keeps it as JSON, which knows no dates.
        data = json.loads(json.dumps(tomllib.loads(text), allow_nan=False))
    except (ValueError, TypeError, RecursionError) as error:  # of no UTF-8, of no TOML, of no JSON
        reason = on_one_line(str(error))[:_LONGEST_REASON]
        raise KnownError(
            translated("The codebook {file} cannot be read: {reason}.", file=path, reason=reason)
        ) from error
    return from_data(data, str(path))


def default() -> Codebook:
    """The codebook that a new library starts with: claims and speakers."""
    return from_toml(paths.resource("codebooks/claims_and_speakers.toml"))
