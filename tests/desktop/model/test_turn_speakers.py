"""Who speaks in a turn, by what the text says elsewhere."""

import pytest

from desktop.model.records import SpeakerGuess
from desktop.model.turn_speakers import speakers_of
from desktop.model.turns import turns_in

ASKED = "\n\n{q}: {name}will the dam hold?\n\n{a}: It will hold.\n\n{q}: Who pays?\n\n{a}: The region pays."


def named(text: str) -> list[str]:
    return [guess.name if guess else "" for guess in speakers_of(text, turns_in(text, of_transcripts=True))]


@pytest.mark.parametrize(("q", "a"), [("Q", "A"), ("Question", "Answer"), ("Frage", "Antwort"), ("F", "A"), ("P", "R")])
def test_who_is_asked_is_the_only_person_named_before(q: str, a: str) -> None:
    text = "The engineer Ana Ruiz has looked after the dam for years." + ASKED.format(q=q, a=a, name="")
    assert named(text) == ["", "Ana Ruiz", "", "Ana Ruiz"]


def test_who_is_asked_is_called_by_name_in_a_question() -> None:
    text = "Mayor Ana Ruiz spoke to Thomas Ek." + ASKED.format(q="Q", a="A", name="Ms Ruiz, ")
    assert named(text) == ["", "Ana Ruiz", "", "Ana Ruiz"]


@pytest.mark.parametrize("before", ["Nobody is named.", "Ana Ruiz spoke to Thomas Ek."])
def test_nobody_is_guessed_where_nothing_says_who_is_asked(before: str) -> None:
    assert named(before + ASKED.format(q="Q", a="A", name="")) == [""] * 4


def test_a_surname_is_the_person_whom_the_text_names_in_full() -> None:
    text = "Carla Nunes heads the authority.\n\nTHE HERALD: How high?\n\nMS NUNES: Four metres.\n\nTHE HERALD: Why?"
    herald = SpeakerGuess("THE HERALD", (), "organisation")
    assert list(speakers_of(text, turns_in(text, of_transcripts=True))) == [
        herald,
        SpeakerGuess("Carla Nunes", ("MS NUNES",)),
        herald,
    ]


def test_a_surname_that_two_share_stays_as_it_is() -> None:
    text = "Carla Nunes and Peter Nunes met.\n\nNUNES: Four metres.\n\nBERG: Why?\n\nNUNES: Rain."
    assert named(text) == ["NUNES", "BERG", "NUNES"]


def test_a_letter_without_its_counterpart_is_a_name() -> None:
    assert named("A: No.\n\nB: Yes.\n\nA: Why?\n\nB: So.") == ["A", "B", "A", "B"]


def test_two_letters_that_are_no_counterparts_are_names() -> None:
    text = "The engineer Ana Ruiz was there." + ASKED.format(q="P", a="A", name="")
    assert named(text) == ["P", "A", "P", "A"]


def test_a_name_in_capitals_is_written_as_elsewhere() -> None:
    text = "ANA RUIZ: Four metres.\n\nTHOMAS EK: Why?\n\nANA RUIZ: Rain.\n\nTHOMAS EK: And then?"
    guesses = speakers_of(text, turns_in(text, of_transcripts=True))
    assert guesses[:2] == [SpeakerGuess("Ana Ruiz", ("ANA RUIZ",)), SpeakerGuess("Thomas Ek", ("THOMAS EK",))]
