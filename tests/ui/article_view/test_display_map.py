"""Code points and places on the page: any text, there and back."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from desktop.model.text import canonical
from ui.article_view.display_map import DisplayMap

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab \n\u00a0é\u0301😀𝒏"), st.characters(exclude_categories=("Cs",), exclude_characters="\0")
    ),
    max_size=120,
).map(canonical)


@given(text=TEXTS, longest=st.integers(2, 40))
def test_every_place_is_found_again(text: str, longest: int) -> None:
    display = DisplayMap(text, longest)
    for point in range(len(text) + 1):
        assert display.point(display.start(point)) == point
        assert display.point(display.end(point)) == point
        assert display.end(point) <= display.start(point) <= display.end(point) + 1


@given(text=TEXTS, longest=st.integers(2, 40))
def test_what_is_shown_is_the_text_but_for_the_breaks(text: str, longest: int) -> None:
    display = DisplayMap(text, longest)
    units = display.text.encode("utf-16-le")
    assert len(units) // 2 == display.length
    for point, character in enumerate(text):
        start = display.start(point)
        assert units[2 * start : 2 * display.end(point + 1)].decode("utf-16-le") == character


@given(text=TEXTS)
def test_short_paragraphs_are_not_broken(text: str) -> None:
    assert DisplayMap(text).text == text


@given(text=st.text("ab 😀\n", max_size=200), longest=st.integers(4, 20))
def test_no_paragraph_is_too_long(text: str, longest: int) -> None:
    assert all(len(paragraph) <= longest for paragraph in DisplayMap(text, longest).text.split("\n"))


@given(text=TEXTS)
def test_qt_counts_as_we_do(text: str) -> None:
    display = DisplayMap(text, 10)
    document = QTextDocument()
    document.setPlainText(display.text.replace("\r", "\n"))
    assert document.characterCount() - 1 == display.length


def test_breaks_keep_letters_whole_and_prefer_blanks() -> None:
    assert DisplayMap("one two three", 6).text == "one \ntwo \nthree"
    assert DisplayMap("aaaae\u0301bbb", 5).text == "aaaae\u0301\nbbb"
