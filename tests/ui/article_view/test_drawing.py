"""An edit and a selection draw the part of the page that they concern: the rest must be as it would be drawn afresh."""

import random
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.speaker_choices import SpeakerChoices
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragment
from tests.examples import examples
from tests.ui.pictures import expect_as_drawn_afresh

WORDS = "The minister said that the bridge is safe, and that it will stay so for years to come. " * 4
TEXT = "\n\n".join(f"{number}. {WORDS}" for number in range(12))
SPEAKERS = [Speaker(name="Ann Mayor", hue=3), Speaker(name="Bo Lint", hue=5)]
CHOICES = SpeakerChoices(everyone=SpeakersByName(SPEAKERS))


@pytest.mark.chances
@pytest.mark.parametrize("seed", range(examples(2)))
def test_what_is_on_the_screen_is_what_would_be_drawn(make_hands, seed: int) -> None:
    hands = make_hands(TEXT, title="", size=(700, 400))
    view, chance = hands.view, random.Random(seed)
    view.page.setCursorWidth(0)  # it blinks
    there: dict[str, Annotation] = {}

    def fragment() -> Fragment:
        start = chance.randrange(1200)
        return Fragment(start, start + chance.choice((9, 30, 30, 90, 400)))

    def made() -> Annotation:
        first = fragment()
        parts = (first, Fragment(first.end + 40, first.end + 70)) if chance.random() < 0.3 else (first,)
        label = chance.choice(("Claim", "Claim", "Speaker", "Cue", "Other"))
        status = chance.choice(("accepted", "accepted", "suggested"))
        return Annotation(article=hands.article.id, label=label, fragments=parts, status=status)

    def add() -> None:
        new = made()
        there[new.id] = new
        hands.change([new])

    def change() -> None:
        if there:
            changed = replace(there[chance.choice(list(there))], fragments=(fragment(),), status="accepted")
            there[changed.id] = changed
            hands.change([changed])

    def remove() -> None:
        if there:
            gone = there.pop(chance.choice(list(there)))
            hands.change(removed=[gone.id])

    def attribute() -> None:
        claims = [one.id for one in there.values() if one.label == "Claim"]
        if claims:
            claim = chance.choice(claims)
            cues = tuple(one.id for one in there.values() if one.label == "Cue")[:1]
            sources = (Source(chance.choice(SPEAKERS).id),)
            attribution = Attribution(claim=claim, article=hands.article.id, sources=sources, cues=cues)
            hands.change(attributions={claim: attribution})

    def mark() -> None:
        view.page.select_text(chance.choice((None, fragment())))

    def pick() -> None:
        view.select(chance.choice([None, *there]))

    def scroll() -> None:
        bar = view.page.verticalScrollBar()
        bar.setValue(bar.value() + chance.choice((1, 3, -2, 5, -5)))

    def ask() -> None:
        if claims := [one.id for one in there.values() if one.label == "Claim"]:
            view.ask_speaker(chance.choice(claims), CHOICES)

    hands.change(speakers=SPEAKERS)
    for _ in range(80):
        chance.choice((add, add, add, change, remove, attribute, mark, pick, scroll, ask))()
        QApplication.processEvents()
        view.setFocus()  # what asks for a speaker has a text cursor, too
        hands.named("Map of the article").redraw()  # which may lag behind
        expect_as_drawn_afresh(view)
