"""Articles whose claims are known."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from desktop.base import paths
from ui.rehearsal import job

FOLDER = Path(__file__).with_name("gold")


@dataclass(frozen=True)
class Words:
    """Words of an article: the first ones from the beginning of the words `near` on."""

    words: str
    near: str

    def span(self, text: str) -> tuple[int, int]:
        """Where they are, in code points."""
        start = text.index(self.words, text.index(self.near) if self.near else 0)
        return start, start + len(self.words)


@dataclass(frozen=True)
class GoldClaim:
    """A claim as it should be."""

    parts: tuple[Words, ...]
    speaker: str
    mention: Words | None
    cue: Words | None


@dataclass(frozen=True)
class GoldArticle:
    """An article and all its claims, in the order in which a person comes to them."""

    title: str
    language: str
    text: str
    claims: tuple[GoldClaim, ...]


def articles() -> list[GoldArticle]:
    """The sample article, and those in gold/."""
    return [_sample(), *(_read(file) for file in sorted(FOLDER.glob("*.toml")))]


def _read(file: Path) -> GoldArticle:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    claims = [
        GoldClaim(
            parts=tuple(Words(part, "") for part in claim["parts"]),
            speaker=claim["speaker"],
            mention=Words(*claim["mention"]),
            cue=Words(*claim["cue"]),
        )
        for claim in found["claims"]
    ]
    return GoldArticle(found["title"], found["language"], found["text"], tuple(claims))


def _sample() -> GoldArticle:
    joined = {
        (one.key, said): Words(one.words, one.near)
        for one in job.SAMPLE_JOINED
        for said in job.SAMPLE_CLAIMS
        if one.claim in said.parts[0]
    }
    claims = [
        GoldClaim(
            parts=tuple(Words(part, "") for part in said.parts),
            speaker=said.speaker,
            mention=joined.get(("S", said)),
            cue=joined.get(("Q", said)),
        )
        for said in job.SAMPLE_CLAIMS
    ]
    text = paths.resource("sample/harbour-tunnel.txt").read_text(encoding="utf-8")
    return GoldArticle(text.split("\n")[0], "en", text, tuple(claims))
