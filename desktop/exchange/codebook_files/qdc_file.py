"""The REFI-QDA codebook (.qdc), which ATLAS.ti, MAXQDA, NVivo, Taguette and others exchange: codes in codes.

https://www.qdasoftware.org, REFI-QDA 1.5, Codebook.xsd v1.0. A label is a code, its attributes are codes in it that
cannot be given themselves, their options are codes in these. A role is a set that the label is a member of. Of another
program's file, a code is a label with the role other, and the codes in it are its options. Elements are known by their
names alone: programs write several namespaces.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop import __version__
from desktop.base.errors import Unfit
from desktop.base.translation import Message, Plural
from desktop.exchange.codebook_files.format import CodebookFormat, Count, attributes_of, options_of
from desktop.model import codebook as codebooks
from desktop.model import nested_options
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.folding import folded
from desktop.model.records import Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
_ROLES: Final = get_args(Role)
_CODES: Final = "Codes"  # the attribute that holds what another program's codes have in them


def write(codebook: Codebook) -> bytes:
    """The codebook as a file."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin=f"Ascribe {__version__}")
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    for label in codebook.labels:
        _write_label(codes, label)
    sets = etree.SubElement(root, f"{{{NAMESPACE}}}Sets")
    for role in dict.fromkeys(label.role for label in codebook.labels):
        members = etree.SubElement(sets, f"{{{NAMESPACE}}}Set", guid=_guid(f"role {role}"), name=role)
        for id in codebook.of_role(role):
            etree.SubElement(members, f"{{{NAMESPACE}}}MemberCode", guid=_guid(id))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _write_label(codes: "Element", label: Label) -> None:
    code = _write(codes, label, label.id, color=label.color)
    for attribute in label.attributes:
        asked = _write(code, attribute, label.id, attribute.id, codable=False)
        at: dict[str | None, Element] = {None: asked}
        for _, option in nested_options.in_order(attribute.options):
            around = at.get(option.parent, asked)
            at[option.id] = _write(around, option, label.id, attribute.id, option.id, color=option.color)


def _write(
    around: "Element", part: Label | Attribute | Option, *path: str, color: str = "", codable: bool = True
) -> "Element":
    from lxml import etree

    code = etree.SubElement(around, f"{{{NAMESPACE}}}Code", guid=_guid(*path), name=_printable(part.name))
    code.set("isCodable", "true" if codable else "false")
    if color:
        code.set("color", color)
    if part.guideline:
        etree.SubElement(code, f"{{{NAMESPACE}}}Description").text = _printable(part.guideline)
    return code


def _printable(text: str) -> str:
    """The text without what XML has no place for."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _guid(*path: str) -> str:
    """The last id of a path, where that is a UUID; else one that is made of the path, the same each time."""
    try:
        return str(UUID(path[-1]))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, "urn:ascribe:" + "/".join(path)))


def read(data: bytes, name: str) -> Codebook:
    """The codebook of a file; raises Unfit. Nothing that the file names outside of itself is looked at."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
        roles = dict(_roles(root))
        labels = [_label(code, roles) for code in _codes(next(iter(_named(root, "Codes")), ()))]
        return codebooks.of_data({"name": name, "labels": labels})
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit(str(error)) from error


def _named(element: "Iterable[Element]", name: str) -> Iterator["Element"]:
    return (one for one in element if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)


def _codes(element: "Iterable[Element]") -> list["Element"]:
    return [*_named(element, "Code")]


def _roles(root: "Element") -> Iterator[tuple[str, str]]:
    """The roles of labels, by guid: the sets that are called by a role."""
    for sets in _named(root, "Sets"):
        for one in _named(sets, "Set"):
            if one.get("name") in _ROLES:
                yield from ((_id(member), one.get("name", "")) for member in _named(one, "MemberCode"))


def _label(code: "Element", roles: Mapping[str, str]) -> dict[str, Any]:
    asked = [one for one in _codes(code) if one.get("isCodable") == "false"]
    loose = [one for one in _codes(code) if one not in asked]
    attributes = [_attribute(one) for one in asked]
    if loose:
        options = [option for one in loose for option in _options(one, None)]
        attributes.append({"id": f"codes of {_id(code)}", "name": _CODES, "kind": "choices", "options": options})
    named = folded(code.get("name", ""))
    role = roles.get(_id(code)) or (named if named in _ROLES else "other")
    return _part(code) | {"role": role, "attributes": attributes}


def _attribute(code: "Element") -> dict[str, Any]:
    options = [option for one in _codes(code) for option in _options(one, None)]
    kind = "choice" if options else "text"
    return {name: value for name, value in _part(code).items() if name != "color"} | {"kind": kind, "options": options}


def _options(code: "Element", parent: str | None) -> Iterator[dict[str, Any]]:
    option = _part(code) | {"parent": parent}
    yield option
    for one in _codes(code):
        yield from _options(one, option["id"])


def _part(code: "Element") -> dict[str, Any]:
    described = next(iter(_named(code, "Description")), None)
    guideline = "" if described is None else (described.text or "").strip()
    part = {"id": _id(code), "name": code.get("name", ""), "guideline": guideline}
    color = code.get("color", "")
    return part | {"color": _six_digits(color)} if color else part


def _six_digits(color: str) -> str:
    """#RGB, and #AARRGGBB as some programs write it, as #RRGGBB."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        return "#" + "".join(digit * 2 for digit in digits)
    return "#" + digits[-6:]


def _id(element: "Element") -> str:
    guid: str = element.get("guid", "")
    return guid.strip("{}").lower()


def _attributes(are: Callable[[Attribute], bool]) -> Count:
    """How many attributes of a codebook are so."""
    return lambda codebook: sum(map(are, attributes_of(codebook)))


FORMAT: Final = CodebookFormat(
    name="qdc",
    title=Message("REFI-QDA codebook"),
    extension=".qdc",
    read=read,
    write=write,
    lacks=(
        (
            Plural("the key of {count} label", "the keys of {count} labels"),
            lambda codebook: sum(bool(label.shortcut) for label in codebook.labels),
        ),
        (
            Plural("the kind of {count} attribute", "the kinds of {count} attributes"),
            _attributes(lambda one: one.kind != ("choice" if one.options else "text")),
        ),
        (
            Plural("that {count} attribute is required", "that {count} attributes are required"),
            _attributes(lambda one: one.required),
        ),
        (
            Plural("that {count} attribute takes new values", "that {count} attributes take new values"),
            _attributes(lambda one: one.open),
        ),
        (
            Plural("the default of {count} attribute", "the defaults of {count} attributes"),
            _attributes(lambda one: one.default is not None),
        ),
        (
            Plural("that {count} attribute is of the speaker", "that {count} attributes are of the speaker"),
            _attributes(lambda one: one.of_speaker),
        ),
        (
            Plural("that {count} option is retired", "that {count} options are retired"),
            lambda codebook: sum(option.retired for option in options_of(codebook)),
        ),
    ),
)
