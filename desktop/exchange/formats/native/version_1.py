"""Native JSON of version 1, as Ascribe 0.1.0 wrote it, led to the form of version 2. Such files are read for good.

`resources/export-1.schema.json` describes it. It knew labels, attributes and options by their names, which are their
ids now, and had a suggestion's evidence where 0.1.0 kept it: see `desktop.model.legacy`.
"""

from typing import Any

from desktop.model import legacy

Data = dict[str, Any]


def scheme(data: Data) -> Data:
    """The codebook of a sound file of version 1, each of its parts with its id; of two with one name, the first."""
    return data | {"labels": [_label(label) for label in data["labels"]]}


def _label(data: Data) -> Data:
    attributes = {attribute["name"]: _attribute(attribute) for attribute in reversed(data["attributes"])}
    return data | {"id": data["name"], "attributes": list(reversed(attributes.values()))}


def _attribute(data: Data) -> Data:
    names = dict.fromkeys(data["options"])
    return data | {"id": data["name"], "options": [{"id": name, "name": name, "parent": None} for name in names]}


def article(data: Data) -> Data:
    """An article of a sound file of version 1, its annotations with ids and evidence."""
    return data | {"annotations": [_annotation(annotation) for annotation in data["annotations"]]}


def _annotation(data: Data) -> Data:
    known = legacy.with_evidence(data)
    ids = {"label_id": data["label"], "attribute_ids": known["attributes"]}
    return known | ids | {"evidence": known["evidence"] or None}
