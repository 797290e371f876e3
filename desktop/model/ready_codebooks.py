"""The codebooks that come along: one to begin with, and others to choose.

Each is a file in resources/codebooks/; the first is `codebook.default`.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from desktop.base import paths
from desktop.base.translation import Message
from desktop.model.codebook import Codebook, from_toml


class Ready(NamedTuple):
    """A codebook as it is offered, in the reader's language; what stands in it is in English."""

    name: Message
    about: Message  # what it is for


READY: Final[Mapping[str, Ready]] = {  # by the file's name
    "claims_and_speakers": Ready(
        Message("Claims and speakers"), Message("Who said what: claims, their speakers, and the words that report.")
    ),
    "attribution": Ready(
        Message("Attribution (source, cue, content)"),
        Message("Source, cue and content of each attribution, as the corpora PARC3 and PolNeAR mark them."),
    ),
    "discourse_network": Ready(
        Message("Discourse network"),
        Message("Claims with a concept that the speaker agrees or disagrees with, for discourse network analysis."),
    ),
    "fact_checking": Ready(
        Message("Fact-checking"),
        Message("Claims worth checking, their topic, the verdict, and where the evidence is."),
    ),
    "framing": Ready(
        Message("Framing"), Message("The elements of a frame after Entman: problem, cause, judgement, remedy.")
    ),
}


def ready(name: str) -> Codebook:
    """The codebook of this name in `READY`."""
    return from_toml(paths.resource(f"codebooks/{name}.toml"))
