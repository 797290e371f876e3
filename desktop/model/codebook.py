"""The labels in use: read from TOML, kept in the library, shown in the window, written to the export."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.records import Role

AttributeKind = Literal["choice", "choices", "yes/no", "number", "date", "text"]

QUOTATION = "quotation"  # the attribute of a claim that says direct, indirect or mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A typed question that a label asks of each of its annotations."""

    name: str
    kind: AttributeKind = "text"
    options: tuple[str, ...] = ()
    open: bool = False  # a choice that takes new values, which then join its options
    guideline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of annotation: what it is for, how it looks, and which key makes it."""

    name: str
    role: Role
    color: str = "#6A6F78"
    shortcut: str = ""
    guideline: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The labels of one library."""

    name: str
    labels: tuple[Label, ...]
    _by_name: dict[str, Label] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update((label.name, label) for label in self.labels)

    def label(self, name: str) -> Label:
        """The label of this name; one that the codebook no longer has is shown as role other."""
        return self._by_name.get(name) or Label(name=name, role="other")

    def role(self, name: str) -> Role:
        return self.label(name).role

    def first(self, role: Role) -> Label | None:
        """The first label of this role."""
        return next((label for label in self.labels if label.role == role), None)

    def with_option(self, label: str, attribute: str, option: str) -> "Codebook":
        """The codebook in which this attribute of a label offers one more option."""

        def grown(one: Attribute) -> Attribute:
            return replace(one, options=(*one.options, option)) if one.name == attribute else one

        labels = (
            replace(one, attributes=tuple(map(grown, one.attributes))) if one.name == label else one
            for one in self.labels
        )
        return Codebook(name=self.name, labels=tuple(labels))

    def as_data(self) -> dict[str, Any]:
        """The codebook as plain data, as the export and the library keep it."""
        return {"name": self.name, "labels": [asdict(label) for label in self.labels]}

    def as_json(self) -> str:
        return json.dumps(self.as_data(), ensure_ascii=False, separators=(",", ":"))


def from_data(data: Mapping[str, Any], origin: str) -> Codebook:
    """The codebook that plain data describes: the mirror of `Codebook.as_data`.

    Raises:
        KnownError: the data is no codebook; the sentence names `origin`.
    """
    try:
        labels = tuple(_label(label) for label in data["labels"])
        codebook = Codebook(name=str(data["name"]), labels=labels)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnownError(translated("{file} is not a codebook: {reason}.", file=origin, reason=error)) from error
    names = [label.name for label in labels]
    if not labels or len(set(names)) < len(names):
        raise KnownError(
            translated("{file} is not a codebook: it needs labels, each with a name of its own.", file=origin)
        )
    return codebook


def _label(data: Mapping[str, Any]) -> Label:
    attributes = tuple(
        Attribute(**{**attribute, "options": tuple(attribute.get("options", ()))})
        for attribute in data.get("attributes", ())
    )
    for attribute in attributes:
        if attribute.kind not in get_args(AttributeKind):
            raise ValueError(f"the attribute {attribute.name} is of an unknown kind, {attribute.kind}")
    label = Label(**{**data, "attributes": attributes})
    if label.role not in get_args(Role):
        raise ValueError(f"the label {label.name} has an unknown role, {label.role}")
    return label


def from_toml(path: Path) -> Codebook:
    """The codebook of a TOML file; resources/codebooks/ has examples.

    Raises:
        KnownError: the file cannot be read or is no codebook.
    """
    import tomllib  # only here: a library that is there has its codebook as JSON

    try:
        return from_data(tomllib.loads(path.read_text(encoding="utf-8")), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnownError(
            translated("The codebook {file} cannot be read: {reason}.", file=path, reason=error)
        ) from error


def default() -> Codebook:
    """The codebook that a new library starts with: claims and speakers."""
    return from_toml(paths.resource("codebooks/claims_and_speakers.toml"))
