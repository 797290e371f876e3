"""Lines at places of a page become paragraphs in the order in which they are read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.exchange.documents.pages import Line, page_tracks
from desktop.exchange.documents.pages import paragraphs as printed
from desktop.model.records import Track


def _column(
    *texts: str, left: float = 50, top: float = 700, size: float = 10, step: float = 12, width: float = 200
) -> list[Line]:
    """Lines below each other; one that begins with blanks is indented."""
    return [
        Line(text.strip(), left + 10 * (text != text.lstrip()), left + width, top - place * step, size)
        for place, text in enumerate(texts)
    ]


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The words of the paragraphs."""
    return [one.text for one in printed(pages)]


SAID = ("The ferry will run until the autumn,", "the harbour office said. Nobody will", "be left behind.")
REPLY = ("Opponents were not convinced by any", "of this, and they said so in a letter.")
WHOLE = ["The ferry will run until the autumn, the harbour office said. Nobody will be left behind."]
REPLIED = ["Opponents were not convinced by any of this, and they said so in a letter."]


def test_lines_of_a_paragraph_are_joined_and_a_short_one_ends_it() -> None:
    assert paragraphs([_column(*SAID, *REPLY)]) == WHOLE + REPLIED


def test_a_gap_an_indentation_a_bullet_and_another_size_begin_a_paragraph() -> None:
    full = "These words fill all of the line here"
    assert paragraphs([_column(full, full) + _column(full, top=660)]) == [f"{full} {full}", full]
    assert paragraphs([_column(full, full, f"  {full}", full)]) == [f"{full} {full}"] * 2
    assert paragraphs([_column(full, f"• {full}")]) == [full, f"• {full}"]
    assert paragraphs([_column(full, size=14) + _column(full, full, top=680)]) == [full, f"{full} {full}"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first, second = _column(*SAID[:1]), _column(*SAID[1:], left=300)
    assert paragraphs([first + second]) == WHOLE
    assert paragraphs([first, _column(*SAID[1:])]) == WHOLE


def test_columns_are_read_one_after_the_other_also_where_they_are_drawn_line_by_line() -> None:
    heading = _column("The ferry stays, for now, in spite of it all", top=740, size=18, width=450)
    left, right = _column(*SAID), _column(*REPLY, left=300)
    mixed = [line for pair in zip(left, right, strict=False) for line in pair] + left[2:]
    said = ["The ferry stays, for now, in spite of it all", *WHOLE, *REPLIED]
    assert paragraphs([heading + left + right]) == said
    assert paragraphs([[*mixed, *heading]]) == said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("All of them are repre-", "sentatives of the town"), "All of them are representatives of the town"),
        (("It is a plan for the long-", "term, a long-term plan"), "It is a plan for the long-term, a long-term plan"),
        (("Ann Lee and Mrs. Berg-", "Olsen were there as well"), "Ann Lee and Mrs. Berg- Olsen were there as well"),
        (
            ("All of them are repre\u00ad", "senta\u00adtives of the town"),
            "All of them are representatives of the town",
        ),
        (("It costs more than that -", "much more than we have"), "It costs more than that - much more than we have"),
        (("The oﬃce ﬁnds that the ﬂow", "is eﬀective"), "The office finds that the flow is effective"),
    ],
)
def test_divided_words_and_ligatures_are_undone(texts: Sequence[str], said: str) -> None:
    assert paragraphs([_column(*texts)]) == [said]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [*_column(f"The Gazette, 4 March, page {number}", top=800), *_column(text), *_column(str(number), top=20)]
        for number, text in enumerate(("It holds, the mayor said again.", "It does, they all told us then."), start=1)
    ]
    assert paragraphs(pages) == ["It holds, the mayor said again. It does, they all told us then."]
    assert paragraphs([_column("1998"), _column("It holds.", top=600)]) == ["1998", "It holds."]


def test_notes_below_a_page_stand_at_the_end() -> None:
    first = _column("The ferry will run until the autumn[1]") + _column("1 So the mayor.", top=100, size=8)
    second = _column("and longer, if there is money for it.")
    assert paragraphs([first, second]) == [
        "The ferry will run until the autumn[1] and longer, if there is money for it.",
        "[1] So the mayor.",
    ]


def test_nothing_is_nothing() -> None:
    assert paragraphs([]) == []
    assert paragraphs([[], []]) == []


def test_pages_are_told_where_they_begin_in_the_text_within_a_paragraph_too() -> None:
    first, second = _column("Nobody will be repre-"), _column("sented by a soft\u00adly spoken man.", "[1] A note.")
    pages = [first, [replace(line, page=2) for line in second]]
    found = printed(pages)
    text = "\n".join(one.text for one in found)
    assert [(track.value, text[track.start : track.end]) for track in page_tracks(found)] == [
        ("1", "Nobody will be repre"),
        ("2", "sented by a softly spoken man. [1] A note."),
    ]
    assert page_tracks(printed([_column("One page.")])) == [Track("page", 0, 9, "1")]
