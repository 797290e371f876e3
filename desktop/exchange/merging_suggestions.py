"""Leaves out what a file suggests where the library has it already, so that nobody is asked the same twice."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from desktop import labelling
from desktop.exchange.document import Document
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation
from desktop.model.text import Fragments
from desktop.model.who_said import parts_of


def without_known_suggestions(
    document: Document, new: Iterable[Annotation], own: Collection[Annotation], codebook: Codebook
) -> tuple[Document, dict[str, str]]:
    """The document without suggestions that the library has, and the annotations that it has for them.

    `new` are the document's annotations that the library does not know by their ids, `own` those of the article there.
    A suggestion is known where one with its label in its layer is over the same words; a claim also where an accepted
    one means the same. A claim that was rejected stays so. A mention or cue that was rejected, or that belongs to a
    known claim, comes only if another claim needs it.

    Returns:
        The document without the attributions of known claims and the parts that no other claim needs; and, by the id of
        each known suggestion, the id of the library's annotation.
    """
    suggested = {one.id: one for one in new if one.status == "suggested"}
    if not suggested:
        return document, {}
    places: dict[tuple[str, str, Fragments], Annotation] = {}
    for one in own:
        if one.status != "rejected" or (one.layer, one.label, one.fragments) not in places:
            places[one.layer, one.label, one.fragments] = one
    claims = [one for one in own if one.status == "accepted" and codebook.role(one.label) == "claim"]
    known: dict[str, str] = {}
    left_out: set[str] = set()
    for one in suggested.values():
        there = places.get((one.layer, one.label, one.fragments))
        is_claim = codebook.role(one.label) == "claim"
        if is_claim and there is None:
            alike = (claim for claim in claims if claim.layer == one.layer and labelling.is_suggestion_of(one, claim))
            there = next(alike, None)
        if there is None:
            continue
        if is_claim or there.status != "rejected":
            known[one.id] = there.id
        else:
            left_out.add(one.id)
    staying = [attribution for attribution in document.attributions if attribution.claim not in known]
    going = (attribution for attribution in document.attributions if attribution.claim in known)
    left_out |= {part for attribution in going for part in parts_of(attribution) if part in suggested}
    left_out -= {part for attribution in staying for part in parts_of(attribution)}
    annotations = [one for one in document.annotations if one.id not in left_out]
    return replace(document, annotations=annotations, attributions=staying), known
