"""Whose words the lines of a text say they are: in a transcript, and in an interview within an article."""

import pytest

from desktop.model.turns import turns_in

INTERVIEW = """The quay opens in March

The board met on Monday. It was late.

HERALD: When do you begin?

KERN: In March.

We are sure of it.

HERALD: And the cost?

KERN: Half of it is paid.

The board meets again in May.

Tickets are free.
""" + "\n".join(f"The {day}th day was quiet." for day in range(4, 14))


def turns(text: str, *, of_transcripts: bool = False) -> list[tuple[str, str]]:
    found = turns_in(text, of_transcripts=of_transcripts)
    return [(text[one.name.start : one.name.end], text[one.words.start : one.words.end]) for one in found]


def test_an_interview_within_an_article_ends_with_the_line_of_its_last_turn() -> None:
    assert turns(INTERVIEW) == [
        ("HERALD", "When do you begin?"),
        ("KERN", "In March.\n\nWe are sure of it."),
        ("HERALD", "And the cost?"),
        ("KERN", "Half of it is paid."),
    ]
    assert turns(INTERVIEW, of_transcripts=True) == []


def test_what_stands_before_the_colon_of_a_headline_is_no_speaker() -> None:
    assert turns("Opinion Poll: Half are for it\n\nANN: No.\n\nBO: Yes.") == [("ANN", "No."), ("BO", "Yes.")]


@pytest.mark.parametrize("of_transcripts", [True, False])
def test_a_transcript_goes_on_to_its_end(of_transcripts: bool) -> None:
    text = "ANN: No.\n\nBO: Yes.\n\nANN: Why?\n\nI ask again."
    assert turns(text, of_transcripts=of_transcripts)[-1] == ("ANN", "Why?\n\nI ask again.")


@pytest.mark.parametrize(
    "text", ["Name: Ann Lin\nAge: 40\nTown: Lund", "Note: it is late.\nSource: A wire", "One line"]
)
def test_lines_of_facts_are_no_turns(text: str) -> None:
    assert turns(text) == []
