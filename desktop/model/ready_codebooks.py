"""The codebooks that come along: one to begin with, and others to choose.

Each is a file in resources/codebooks/; the first is `codebook.default`.
"""

from collections.abc import Mapping
from typing import Final

from desktop.base import paths
from desktop.base.translation import Message
from desktop.model.codebook import Codebook, from_toml

READY: Final[Mapping[str, Message]] = {  # by the file's name: what it is for
    "claims_and_speakers": Message("Who said what: claims, their speakers, and the words that report."),
    "attribution": Message("Source, cue and content of each attribution, as the corpora PARC3 and PolNeAR mark them."),
    "discourse_network": Message(
        "Claims with a concept that the speaker agrees or disagrees with, for discourse network analysis."
    ),
    "fact_checking": Message("Claims worth checking, their topic, the verdict, and where the evidence is."),
    "framing": Message("The elements of a frame after Entman: problem, cause, judgement, remedy."),
}


def ready(name: str) -> Codebook:
    """The codebook of this name in `READY`."""
    return from_toml(paths.resource(f"codebooks/{name}.toml"))
