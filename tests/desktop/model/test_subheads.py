"""Headings within a text, told by their look."""

from desktop.model.subheads import Subheads

STORY = "The council met on Monday and talked about the ferry, which it wants to close before the winter comes."


def subheads(*lines: str) -> list[str]:
    text = "\n".join(lines)
    heads, start, found = Subheads(text), 0, []
    for line in lines:
        if line and heads.is_one(start):
            found.append(line)
        start += len(line) + 1
    return found


def test_a_short_line_between_blank_ones_is_a_heading() -> None:
    assert subheads(STORY, "", "What comes next", "", STORY, "", "Who pays?", "", STORY) == [
        "What comes next",
        "Who pays?",
    ]


def test_a_sentence_a_byline_and_the_end_are_none() -> None:
    assert subheads("By Ann Lin", "", STORY, "", "It rains.", "", "Not between", STORY, "", "The end") == []
