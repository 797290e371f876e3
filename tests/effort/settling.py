"""Settles an article of 40 claims in which two annotators differ ten times, and counts the gestures."""

import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QListView

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST, Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.effort.counting_hand import CountingHand, Effort
from tests.making import added_article
from ui.base.settings import Settings
from ui.rehearsal import stage
from ui.rehearsal.hand import Stuck

CLAIMS, DIFFERENCES = 40, 10
_SENTENCES: Final = tuple(f"Number {place} will be built by May, the council said." for place in range(CLAIMS))
_TITLE = "Forty claims"
# How Ben's claims differ from Ann's, in turn, and the key and the button that decide so.
_KINDS: Final = ("lacking", "extent", "speaker")
_KEYS: Final = {"lacking": "1", "extent": "2", "speaker": "B"}
_BUTTONS: Final = {"lacking": "Take what Ann has", "extent": "Take what Ben has", "speaker": "Take what all have"}
_TURNS: Final = [_KINDS[turn % len(_KINDS)] for turn in range(DIFFERENCES)]


def coded(path: Path) -> None:
    """Makes a library in which Ann and Ben coded the article."""
    with Library.open(path, annotator="Ann") as library:
        text = f"{_TITLE}\n\n" + "\n\n".join(_SENTENCES) + "\n"
        article = added_article(library, text, _TITLE, language="en")
        with library.edit(operations.label("Claim")) as edit:
            council, mayor = edit.add_all([Speaker(name="The council"), Speaker(name="The mayor")])
            layers = {"Ann": FIRST, "Ben": edit.layer_named("Ben")}
            for place, sentence in enumerate(_SENTENCES):
                start = text.index(sentence)
                differs = _TURNS[place // 4] if place % 4 == 0 else ""
                for name, layer in layers.items():
                    other = differs if name == "Ben" else ""
                    if other == "lacking":
                        continue
                    end = start + sentence.index(",") if other != "extent" else start + sentence.index(" by May")
                    claim = edit.add(
                        Annotation(
                            article=article.id,
                            label="Claim",
                            fragments=(Fragment(start, end),),
                            annotator=name,
                            layer=layer,
                        )
                    )
                    speaker = mayor if other == "speaker" else council
                    edit.add(Attribution(claim=claim.id, article=article.id, sources=(Source(speaker=speaker.id),)))


def settle(way: str) -> None:
    """Settles the article in one way, "keys" or "both", and prints its row."""
    with tempfile.TemporaryDirectory() as folder:
        stage.live_in(Path(folder))
        settings = Settings()
        settings.suggests = False
        settings.annotator = "Judge"
        settings.save()
        coded(path := Path(folder) / "Effort.ascribe")
        efforts: list[Effort] = []
        stage.play(lambda _: _work(way, efforts), LibraryAddress.of(path))
        with Library.open(path, annotator="Judge", layer=ADJUDICATED) as library:
            settled = sum(row.claims for row in library.articles())
        if settled != CLAIMS:
            raise Stuck(f"{settled} of {CLAIMS} claims are settled.")
    (effort,) = efforts
    words = {"keys": "by the keys", "both": "mouse and keys"}[way]
    gestures = " | ".join(str(effort.counts[kind]) for kind in ("keys", "clicks"))
    total = sum(effort.counts.values())
    what = f"{CLAIMS} claims, {DIFFERENCES} differences"
    print(f"| {what} | {words} | {gestures} | {total} | {effort.seconds:.1f} |", flush=True)


def _work(way: str, efforts: list[Effort]) -> None:
    hand = CountingHand()
    hand.click_on(_TITLE)
    efforts.append(hand.begin())
    hand.press("Ctrl+J")
    rows = hand.find("Differences")
    assert isinstance(rows, QListView)
    hand.think()
    hand.press_and_answer("Y", lambda: hand.press("Return"))
    for turn in _TURNS:
        hand.think()
        if way == "keys":
            hand.press(_KEYS[turn])
        else:
            hand.click(_BUTTONS[turn])
