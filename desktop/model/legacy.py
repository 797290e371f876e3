"""What Ascribe 0.1.0 wrote, led to what is kept now: stored rows, rows of the journal, native JSON of version 1.

In 0.1.0, labels, attributes and options were known by their names; `codebook.from_data` reads names as ids, so nothing
else need be done about them. A suggestion said by a sentence in `origin` what it went by ("rules: according to; cue:
According to"), and carried whom a mention seems to name among its attributes (`"guessed speaker": [name, kind, alias,
…]`). That is its evidence now.
"""

from collections.abc import Collection, Mapping
from typing import Any

from desktop.model.records import FIRST, SPEAKER_KINDS

_GUESS = "guessed speaker"


def with_evidence(annotation: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an annotation, as a row or JSON has it, with its evidence. One that has it already stays as it is."""
    data = dict(annotation)
    if "evidence" in data:
        return data
    attributes = dict(data["attributes"])
    speaker = _speaker(attributes.get(_GUESS))
    if speaker:
        del attributes[_GUESS]
    origin, _, reason = data["origin"].partition(": ")
    rule, _, cue = reason.partition("; cue: ")
    said = {"rule": rule, "cue": cue, "speaker": speaker}
    return data | {"attributes": attributes, "origin": origin, "evidence": said if any(said.values()) else {}}


def with_groups(article: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an article, with its tags and sets. Up to the fifth version of the library there were none."""
    return {"tags": [], "sets": [], **article}


def with_layer(annotation: Mapping[str, Any], of_others: Collection[str]) -> dict[str, Any]:
    """The data of an annotation, with its layer. Up to version 8 of the library there was one for all.

    What was accepted is its annotator's, whose layer is one of those `of_others` or the first; what waits, the first's.
    """
    data = dict(annotation)
    if "layer" not in data:
        annotator = data.get("annotator")
        is_theirs = data.get("status") == "accepted" and isinstance(annotator, str) and annotator in of_others
        data["layer"] = annotator if is_theirs else FIRST
    return data


def with_facts(speaker: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a speaker, with the facts. Up to the sixth version of the library there were none."""
    return {"facts": [], "distinct_from": [], **speaker}


def _speaker(guess: Any) -> dict[str, Any] | None:
    match guess:
        case [str(name), str(kind), *aliases] if kind in SPEAKER_KINDS:
            return {"name": name, "aliases": aliases, "kind": kind}
    return None
