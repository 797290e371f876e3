"""The labels in use: read from TOML, kept in the library, shown in the window, written to the export.

A label, an attribute and an option each have an id, which never changes, and a name, which may. Annotations hold ids,
code branches on roles and ids, people read names. What had no ids yet (libraries and files of Ascribe 0.1.0, a TOML
file that gives none) has the names for ids, so that nothing that was written with it need be rewritten.
"""

import json
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final, Literal, TypeVar, Union, get_args

from desktop.base import files, paths
from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model import codebook_checks
from desktop.model.folding import folded
from desktop.model.records import Attributes, AttributeValue, Role, new_id

_SIZE_LIMIT = 1_000_000  # bytes of a TOML file
# A key of so many keys that tomllib takes a time and a memory that grow with the square of their number.
_ENDLESS_KEY = re.compile(
    r"""(?:^|[\[{,])\s*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""", re.MULTILINE
)
_LONGEST_REASON = 200  # characters: a reason may quote the file

_Part = TypeVar("_Part", "Label", "Attribute", "Option")

Part = Union["Label", "Attribute", "Option"]
PartPath = tuple[str, ...]  # the ids of a label, of an attribute of it, of an option of that
AttributeKind = Literal["choice", "choices", "yes/no", "number", "date", "text"]

_KEYS: Final = frozenset(ascii_uppercase)  # that a label is given by itself

CHOICES: Final = frozenset({"choice", "choices"})  # the kinds that have options

# What labels and options are offered for a colour: hues that colour-blind people distinguish, and a grey.
PALETTE: Final = (
    "#0B6CB4", "#702113", "#41875D", "#8D3D7C", "#736300", "#632FB2",
    "#9A294C", "#0587A1", "#678411", "#351D9B", "#724602", "#6A6F78",
)  # fmt: skip

QUOTATION = "quotation"  # the id of the attribute of a claim whose options have the ids direct, indirect and mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the values among which an attribute lets choose."""

    id: str = field(default_factory=new_id)
    name: str
    parent: str | None = None  # the id of the option that this one is a part of: Economy, of Taxes
    guideline: str = ""
    color: str = ""  # as #RRGGBB; empty: that of the option around it
    retired: bool = False  # kept where it was chosen, and offered no more


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
    of_speaker: bool = False  # of a label for mentions: it is answered once for the speaker, not by each mention
    _by_id: dict[str, Option] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update((option.id, option) for option in self.options)

    def option(self, id: str) -> Option | None:
        return self._by_id.get(id)

    def option_named(self, name: str) -> Option | None:
        """The option of this name, however it is written in upper and lower case; first of those that are offered."""
        wanted = folded(name)
        named = [option for option in self.options if folded(option.name) == wanted]
        return next((option for option in named if not option.retired), named[0] if named else None)

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that may be chosen from now on."""
        return tuple(option for option in self.options if not option.retired)

    @property
    def has_options(self) -> bool:
        """Whether it is a choice."""
        return self.kind in CHOICES

    @property
    def can_be_answered(self) -> bool:
        """Whether there is an answer to give: a choice without options, as one that was just made, has none."""
        return not self.has_options or self.open or bool(self.offered)

    def with_option(self, option: Option) -> "Attribute":
        """The attribute with this option: in place of the one of its id, or after all others."""
        return replace(self, options=_with(self.options, option))

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

    def with_attribute(self, attribute: Attribute) -> "Label":
        """The label with this attribute: in place of the one of its id, or after all others."""
        return replace(self, attributes=_with(self.attributes, attribute))

    def attribute(self, id: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.id == id), None)

    def in_words(self, attribute: str, value: AttributeValue) -> AttributeValue:
        """An answer to the attribute of this id, as a person reads it."""
        asked = self.attribute(attribute)
        return asked.in_words(value) if asked else value

    @property
    def asked(self) -> tuple[Attribute, ...]:
        """The attributes that each annotation with this label answers."""
        if self.role != "speaker":
            return self.attributes
        return tuple(one for one in self.attributes if not one.of_speaker)

    @property
    def defaults(self) -> Attributes:
        """What a new annotation answers."""
        return {one.id: one.default for one in self.asked if one.default is not None}


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

    @property
    def speaker_attributes(self) -> tuple[Attribute, ...]:
        """The attributes that speakers answer, once for the library, in the order of their labels; each id once."""
        of_mentions = (label for label in self.labels if label.role == "speaker")
        return _by_id(one for label in of_mentions for one in label.attributes if one.of_speaker)

    def label_of_speaker_attribute(self, id: str) -> str:
        """The id of the label that has this attribute of speakers; empty where none has."""
        for label in self.labels:
            attribute = label.attribute(id) if label.role == "speaker" else None
            if attribute is not None and attribute.of_speaker:
                return label.id
        return ""

    def at(self, path: PartPath) -> Part | None:
        """The label, attribute or option at this path; None where there is none."""
        label = self._by_id.get(path[0])
        if label is None or len(path) == 1:
            return label
        attribute = label.attribute(path[1])
        return attribute if attribute is None or len(path) == 2 else attribute.option(path[2])

    def with_part(self, around: PartPath, part: Part) -> "Codebook":
        """The codebook with this part in what is `around` it: in place of the one of its id, or after all others.

        Raises:
            KeyError: there is nothing at `around`.
        """
        if isinstance(part, Label):
            return replace(self, labels=_with(self.labels, part))
        label = self._by_id[around[0]]
        if isinstance(part, Attribute):
            return self.with_part((), label.with_attribute(part))
        attribute = label.attribute(around[1])
        if attribute is None:
            raise KeyError(around)
        return self.with_part(around[:1], attribute.with_option(part))

    def free_key(self, name: str, besides: Set[str]) -> str:
        """A letter for a label of this name, one of its own if may be, that is no label's yet and not one of these."""
        taken = besides | {label.shortcut.upper() for label in self.labels}
        return next((one for one in folded(name).upper() + ascii_uppercase if one in _KEYS and one not in taken), "")

    def with_keys_once(self) -> "Codebook":
        """The codebook in which no label has the key of one before it: then it has none."""
        taken: set[str] = set()
        labels = []
        for label in self.labels:
            key = label.shortcut.upper()
            labels.append(replace(label, shortcut="") if key in taken else label)
            taken |= {key} - {""}
        return replace(self, labels=tuple(labels))

    def with_free_keys(self, labels: Set[str], besides: Set[str]) -> "Codebook":
        """The codebook in which these labels, by id, have a letter for a key where they had none; none of `besides`."""
        found = self
        for label in self.labels:
            if label.id in labels and not label.shortcut:
                found = found.with_part((), replace(label, shortcut=found.free_key(label.name, besides)))
        return found

    def as_data(self) -> dict[str, Any]:
        """The codebook as plain data that JSON can hold, as the export and the library keep it."""
        return {"name": self.name, "labels": [_as_data(label) for label in self.labels]}

    def as_json(self) -> str:
        return json.dumps(self.as_data(), ensure_ascii=False, separators=(",", ":"))


def _with(parts: tuple[_Part, ...], part: _Part) -> tuple[_Part, ...]:
    found = {one.id: one for one in parts}
    found[part.id] = part
    return tuple(found.values())


def _as_data(part: Part) -> dict[str, Any]:
    """A part's fields with lists for tuples: what they are again once they have been JSON."""
    data = {name: getattr(part, name) for name in _FIELDS[type(part)]}
    if isinstance(part, Attribute):
        data["options"] = [_as_data(option) for option in part.options]
        data["default"] = list(part.default) if isinstance(part.default, tuple) else part.default
    elif isinstance(part, Label):
        data["attributes"] = [_as_data(attribute) for attribute in part.attributes]
    return data


_FIELDS = {kind: [field.name for field in fields(kind) if field.init] for kind in (Label, Attribute, Option)}


def from_data(data: Mapping[str, Any], origin: str) -> Codebook:
    """The codebook that plain data describes: the mirror of `Codebook.as_data`.

    What has no id gets its name for one; an option may be its name alone. Of attributes or options with one id, the
    first counts.

    Raises:
        KnownError: the data is no codebook; the sentence names `origin`.
    """
    try:
        return of_data(data)
    except ValueError as error:
        sentence = translated("{file} is not a codebook: {reason}.", file=origin, reason=in_short(error))
        raise KnownError(sentence) from error


def of_data(data: Mapping[str, Any]) -> Codebook:
    """As `from_data`; a ValueError says what is wrong with the data, and names nothing that it came from."""
    try:
        codebook = Codebook(name=str(data["name"]), labels=tuple(_label(label) for label in data["labels"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    codebook_checks.refuse_odd(codebook)
    if not codebook.labels or len({label.id for label in codebook.labels}) < len(codebook.labels):
        raise ValueError(translated("it needs labels, each with an id of its own"))
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
    try:
        data = toml_data(files.contents(path, _SIZE_LIMIT))
    except ValueError as error:
        sentence = translated("The codebook {file} cannot be read: {reason}.", file=path, reason=in_short(error))
        raise KnownError(sentence) from error
    return from_data(data, str(path))


def toml_data(content: bytes) -> dict[str, Any]:
    """What a TOML file says, as data that JSON can hold; a ValueError says why there is none."""
    import tomllib  # only here: a library that is there has its codebook as JSON

    try:
        text = content.decode("utf-8-sig")
        if _ENDLESS_KEY.search(text):
            raise ValueError("it is nested too deeply")
        # A library keeps it as JSON, which knows no dates.
        data: dict[str, Any] = json.loads(json.dumps(tomllib.loads(text), allow_nan=False))
        return data
    except (TypeError, RecursionError) as error:  # of what is no JSON
        raise ValueError(str(error)) from error


def in_short(error: Exception) -> str:
    """What an error says of a file, on one line: it may quote the file, which may be long."""
    return on_one_line(str(error))[:_LONGEST_REASON]


def default() -> Codebook:
    """The codebook that a new library starts with: claims and speakers."""
    return from_toml(paths.resource("codebooks/claims_and_speakers.toml"))
