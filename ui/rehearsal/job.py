"""The main job, as a person does it: open articles, label who said what, export."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from desktop import places
from ui.rehearsal.hand import Hand

SAMPLE = places.resource("sample/harbour-tunnel.txt")


@dataclass(frozen=True)
class Said:
    """A claim to be labelled: the parts of the quotation, whose it is, and its kind."""

    parts: tuple[str, ...]
    speaker: str
    kind: str


@dataclass(frozen=True)
class Named:
    """A place where the text names a speaker; with a claim, it is labelled while that is selected."""

    words: str
    near: str
    speaker: str


@dataclass(frozen=True)
class Reported:
    """The words that report a claim, labelled while it is selected."""

    words: str
    near: str
    claim: str


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
SAMPLE_MENTIONS = (
    Named("Helena Marsh", "“We were too sure", MARSH),
    Named("Marsh", "Marsh said the authority", MARSH),
    Named("the former naval engineer", "", MARSH),
    Named("Tomas Adeyemi", "", ADEYEMI),
)
SAMPLE_CUES = (
    Reported("told", "told councillors", "“We were too sure"),
    Reported("said", "Marsh said the authority", "the authority had spent"),
    Reported("According to", "", "the authority knew of"),
)


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


def label_mentions(hand: Hand, mentions: Sequence[Named]) -> None:
    """With nothing selected, a mention asks whose it is."""
    for named in mentions:
        hand.press("Escape")
        hand.drag_over(named.words, near=named.near)
        hand.press("S")
        hand.find("Speaker")
        hand.type(named.speaker)
        hand.press("Return")


def label_cues(hand: Hand, cues: Sequence[Reported]) -> None:
    """A cue joins the claim that is selected."""
    for reported in cues:
        hand.click_on(reported.claim)
        hand.drag_over(reported.words, near=reported.near)
        hand.press("Q")
    hand.press("Escape")


def export(hand: Hand, target: Path) -> None:
    """File > Export, all articles, to `target`."""
    hand.press_and_answer("Ctrl+E", lambda: hand.click_button("Export…"), lambda: _name_files(hand, [target]))
    hand.wait(f"The export {target}", target.exists)


def _name_files(hand: Hand, paths: Sequence[Path]) -> None:
    hand.dialog()
    hand.press("Ctrl+A")
    hand.type(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
    hand.press("Return")
