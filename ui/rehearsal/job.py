"""The main job, as a person does it: open articles, label who said what, export."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from ui.rehearsal.hand import Hand

SAMPLE_TITLE = "Flood tunnel will miss its date"


@dataclass(frozen=True)
class Said:
    """A claim to be labelled: the parts of the quotation, whose it is, and its kind."""

    parts: tuple[str, ...]
    speaker: str
    kind: str


@dataclass(frozen=True)
class Joined:
    """A mention (key S) or a cue (key Q) that is labelled while its claim is selected, and so joins it."""

    key: str
    words: str
    near: str
    claim: str


@dataclass(frozen=True)
class Named:
    """A mention on its own, for which the speaker is asked."""

    words: str
    near: str
    speaker: str


SPEAKERS = MARSH, ADEYEMI, AUDITORS = "Helena Marsh", "Tomas Adeyemi", "National Audit Board"
SAMPLE_CLAIMS = (
    Said(("“We were too sure of our maps,”", "“The ground has taught us otherwise.”"), MARSH, "direct"),
    Said(("the authority had spent £212m so far and would need about £70m more",), MARSH, "indirect"),
    Said(
        ("“Over the past six weeks,”", "“we have lost more drill heads than in the whole of last year.”"),
        MARSH,
        "direct",
    ),
    Said(("an engineer from the authority had told him in March that “everything was on schedule”",), ADEYEMI, "mixed"),
    Said(("“I believed him,”",), ADEYEMI, "direct"),
    Said(("the authority knew of the soft rock as early as last November",), AUDITORS, "indirect"),
)
SAMPLE_JOINED = (
    Joined("S", "Helena Marsh", "Helena Marsh, chief", "We were too sure"),
    Joined("Q", "told", "told councillors", "We were too sure"),
    Joined("S", "Marsh", "Marsh said the authority", "the authority had spent"),
    Joined("Q", "said", "said the authority had", "the authority had spent"),
    Joined("S", "the former naval engineer", "", "Over the past six weeks"),
    Joined("Q", "told", "told the meeting", "Over the past six weeks"),
    Joined("S", "Tomas Adeyemi", "", "an engineer from"),
    Joined("Q", "said", "said that an engineer", "an engineer from"),
    Joined("S", "Adeyemi", "Adeyemi said.", "I believed him"),
    Joined("Q", "said", "said. “I signed", "I believed him"),
    Joined("Q", "According to", "", "the authority knew of"),
)
SAMPLE_NAMED = (Named("She", "She described", MARSH),)


def import_files(hand: Hand, paths: Sequence[Path]) -> None:
    """File > Open, with these names in the dialog's field."""
    hand.press_and_answer("Ctrl+O", lambda: _name_files(hand, paths))


def label_claims(hand: Hand, claims: Sequence[Said]) -> None:
    """One drag, C, the speaker's name, Enter; a Ctrl+drag for each further part."""
    for said in claims:
        first, *further = said.parts
        hand.drag_over(first)
        hand.press("C")
        hand.find("Speaker")
        hand.type(said.speaker)
        hand.press("Return")
        for part in further:
            hand.drag_over(part, modifier=Qt.KeyboardModifier.ControlModifier)


def label_joined(hand: Hand, joined: Sequence[Joined]) -> None:
    """Select the claim, drag, and the label's key."""
    for one in joined:
        hand.press("Escape")
        hand.click_on(one.claim)
        hand.drag_over(one.words, near=one.near)
        hand.press(one.key)


def label_named(hand: Hand, mentions: Sequence[Named]) -> None:
    """With no claim selected, a mention asks whose it is."""
    for named in mentions:
        hand.press("Escape")
        hand.drag_over(named.words, near=named.near)
        hand.press("S")
        hand.find("Speaker")
        hand.type(named.speaker)
        hand.press("Return")


def label_sample(hand: Hand) -> None:
    """Direct, indirect, mixed and split quotations, the words that report them and that name their speakers."""
    label_claims(hand, SAMPLE_CLAIMS)
    label_joined(hand, SAMPLE_JOINED)
    label_named(hand, SAMPLE_NAMED)


def export(hand: Hand, target: Path) -> None:
    """File > Export, all articles, to `target`."""
    hand.click("Article text")  # in a field, on X11, Ctrl+E goes to the end of the line
    hand.press_and_answer("Ctrl+E", lambda: hand.click_button("Export…"), lambda: _name_files(hand, [target]))
    hand.wait_for_message(target.name)


def shortfalls(exported: dict[str, Any]) -> list[str]:
    """What of the labelling of the sample an export does not hold; nothing, when all went well."""
    article = next(one for one in exported["articles"] if one["text"].startswith(SAMPLE_TITLE))
    names = {speaker["id"]: speaker["name"] for speaker in exported["speakers"]}
    words = {one["id"]: tuple(part["text"] for part in one["fragments"]) for one in article["annotations"]}
    kinds = {one["id"]: one["attributes"].get("quotation") for one in article["annotations"]}
    claims, joined = set(), set()
    for attribution in article["attributions"]:
        claim = attribution["claim"]
        claims |= {Said(words[claim], names[source["speaker"]], kinds[claim]) for source in attribution["sources"]}
        mentions = [source["mention"] for source in attribution["sources"] if source["mention"]]
        joined |= {(words[one][0], words[claim][0]) for one in (*mentions, *attribution["cues"])}
    named = {(words[one["id"]][0], names.get(one["speaker"])) for one in article["annotations"]}
    return [
        *(f"no claim {said}" for said in SAMPLE_CLAIMS if said not in claims),
        *(f"nothing joined as {one}" for one in SAMPLE_JOINED if not _is_among(one, joined)),
        *(f"no mention {one}" for one in SAMPLE_NAMED if (one.words, one.speaker) not in named),
    ]


def _is_among(one: Joined, joined: set[tuple[str, str]]) -> bool:
    return any(words == one.words and one.claim in claim for words, claim in joined)


def _name_files(hand: Hand, paths: Sequence[Path]) -> None:
    hand.dialog()
    hand.press("Ctrl+A")
    hand.type(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
    hand.press("Return")
