"""What a claim said when it was decided upon, and whether it says the same by now."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.agreement.layers import without_marks
from desktop.model.codebook import QUOTATION
from desktop.model.folding import folded
from desktop.model.records import Annotation, Attribution, SeenClaim, Speaker
from desktop.model.text import Fragments, quotation_kind
from desktop.model.who_said import mentions_of, speakers_of

_CHARACTERS = 16  # of a digest, in hexadecimal: enough for the claims of one article


def seen(
    text: str,
    claim: Annotation,
    attribution: Attribution | None,
    annotations: Mapping[str, Annotation],
    speakers: Mapping[str, Speaker],
) -> SeenClaim:
    """A claim as it is now.

    Args:
        text: the article's.
        claim: the claim.
        attribution: its own; None where it has none.
        annotations: at least the claim's mentions and cues, by id.
        speakers: at least the claim's, by id.
    """

    def places(ids: Iterable[str]) -> list[Fragments]:
        return sorted(without_marks(text, annotations[id].fragments) for id in ids if id in annotations)

    says = {
        "label": claim.label,
        "fragments": without_marks(text, claim.fragments),
        "attributes": {**claim.attributes, QUOTATION: _kind(text, claim)},
        "mentions": places(mentions_of(attribution) if attribution else ()),
        "cues": places(attribution.cues if attribution else ()),
    }
    packed = json.dumps(says, sort_keys=True, ensure_ascii=False).encode()
    named = sorted(id for id in speakers_of(attribution, annotations) if id in speakers)
    return SeenClaim(
        claim=claim.id,
        state=hashlib.sha256(packed).hexdigest()[:_CHARACTERS],
        speakers=tuple((id, speakers[id].name) for id in named),
    )


def _kind(text: str, claim: Annotation) -> object:
    return claim.attributes.get(QUOTATION) or quotation_kind(text, claim.fragments)


def says_the_same(then: SeenClaim, now: SeenClaim, speakers: Mapping[str, Speaker]) -> bool:
    """Whether a claim says what it said; a speaker may have another name by now, or be one with another one.

    `speakers` are at least those of `now`, by id.
    """
    if (then.claim, then.state) != (now.claim, now.state):
        return False
    met = {seen: {id for id, _ in now.speakers if _is_one(seen, speakers[id])} for seen in then.speakers}
    return all(met.values()) and set().union(*met.values()) == {id for id, _ in now.speakers}


def _is_one(seen: tuple[str, str], speaker: Speaker) -> bool:
    id, name = seen
    return id == speaker.id or folded(name) in {folded(one) for one in (speaker.name, *speaker.aliases)}


def taken(claims: Iterable[SeenClaim], ids: Iterable[str]) -> tuple[SeenClaim, ...]:
    """These claims, with those of these ids as the ones that it was decided for."""
    chosen = set(ids)
    return tuple(replace(one, taken=one.claim in chosen) for one in claims)
