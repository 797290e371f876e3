"""Words, clauses, quotations, sentences and paragraphs of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.segments import Segments
from desktop.model.sentences import NoPoints, sentences_in
from desktop.model.text import Fragment
from desktop.model.words import character_at
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from tests.making import over

TEXT = (
    "Harbour bridge to close\n\n"
    "The bridge will close in May, Mayor Ada Lin said. “We have waited too long,” she told reporters, “and we will not "
    "wait again.” It rained!\n\n"
    "The ferry company warned that 3,500 boats were full.\n"
)
ARABIC = "قالت الوزيرة: «الجسر مغلق، ولن يفتح قبل مايو». هل تمطر؟ نعم.\n\nانتهى."
CHINESE = "市长说：“大桥五月关闭。我们等了太久。”天下雨了。\n渡轮满了，没有座位。"
TURKISH = "İstanbul'da köprü kapanıyor. Ilgaz “Çok bekledik,” dedi. Iğdır'a gitti."
NFD = "Cafe\u0301s fermés. «\u00a0C\u2019e\u0301tait la fin\u00a0», dit Zoe\u0308. Voilà."
ALL = (TEXT, ARABIC, CHINESE, TURKISH, NFD)

ANY = st.text(st.sampled_from("Ab ç.!?,;:—-“”\"'«»()\n\u0301。，、“”市م،؟İı1 "), max_size=60) | st.sampled_from(ALL)


def words(text: str, fragment: Fragment | None) -> str:
    return "" if fragment is None else text[slice(*fragment)]


def grown(text: str, place: int, times: int) -> list[str]:
    segments, now, found = Segments(text), Fragment(place, place), []
    for _ in range(times):
        now = segments.grown(*now)
        found.append(words(text, now))
    return found


def test_a_selection_grows_by_word_clause_quotation_sentence_paragraph() -> None:
    assert grown(TEXT, TEXT.index("waited") + 2, 6) == [
        "waited",
        "We have waited too long",
        "“We have waited too long,”",
        "“We have waited too long,” she told reporters, “and we will not wait again.”",
        TEXT.split("\n\n")[1],
        TEXT.split("\n\n")[1],
    ]


def test_a_clause_has_no_full_stop_and_what_is_reported_is_one() -> None:
    (reported,) = over(TEXT, "3,500 boats were full")
    segments, now, found = Segments(TEXT), Fragment(TEXT.index("boats"), TEXT.index("boats")), []
    for _ in range(4):
        now = segments.grown(*now, [reported])
        found.append(words(TEXT, now))
    sentence = "The ferry company warned that 3,500 boats were full"
    assert found == ["boats", "3,500 boats were full", sentence, f"{sentence}."]
    assert segments.shrunk(*over(TEXT, sentence)[0], TEXT.index("boats"), [reported]) == reported
    assert grown("It is the U.S. now.", 11, 2)[1] == "It is the U.S. now"
    assert grown("It is the U.S.", 11, 2)[1] == "It is the U.S."


@pytest.mark.parametrize(
    ("text", "at", "steps"),
    [
        (ARABIC, "مغلق", ["مغلق", "الجسر مغلق", "«الجسر مغلق، ولن يفتح قبل مايو»"]),
        (CHINESE, "五", ["五", "大桥五月关闭", "“大桥五月关闭。我们等了太久。”"]),
        (TURKISH, "bekledik", ["bekledik", "Çok bekledik", "“Çok bekledik,”"]),
        (NFD, "tait", ["C\u2019e\u0301tait", "C\u2019e\u0301tait la fin", "«\u00a0C\u2019e\u0301tait la fin\u00a0»"]),
    ],
)
def test_a_selection_grows_in_all_scripts(text: str, at: str, steps: list[str]) -> None:
    assert grown(text, text.index(at), 3) == steps


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (ARABIC, ["قالت الوزيرة: «الجسر مغلق، ولن يفتح قبل مايو».", "هل تمطر؟", "نعم.", "انتهى."]),
        (CHINESE, ["市长说：“大桥五月关闭。", "我们等了太久。”", "天下雨了。", "渡轮满了，没有座位。"]),
        (TURKISH, ["İstanbul'da köprü kapanıyor.", "Ilgaz “Çok bekledik,” dedi.", "Iğdır'a gitti."]),
        ("Dr. Lin left. The U.S. is large.", ["Dr.", "Lin left.", "The U.S. is large."]),
    ],
)
def test_sentences_end_as_their_script_ends_them(text: str, sentences: list[str]) -> None:
    assert [words(text, one) for one in sentences_in(text, 0, len(text))] == sentences


def test_what_a_language_knows_of_its_points_is_heeded() -> None:
    text = "Dr. Lin left on 3. May. It rained."
    points = NoPoints(abbreviations=frozenset({"Dr."}), ordinal_points=True)
    assert [words(text, one) for one in sentences_in(text, 0, len(text), points)] == [
        "Dr. Lin left on 3. May.", "It rained.",
    ]  # fmt: skip


def test_the_quotation_or_sentence_of_a_place_then_the_next_and_back() -> None:
    segments = Segments(TEXT)
    (first,), (second,) = over(TEXT, "“We have waited too long,”"), over(TEXT, "“and we will not wait again.”")
    assert segments.selected_next("quotation", first.start + 5, first.start + 5, 1) == first
    assert segments.selected_next("quotation", *first, 1) == second
    assert segments.selected_next("quotation", *second, -1) == first
    assert segments.selected_next("quotation", first.end, first.end, 1) == second
    assert segments.selected_next("quotation", first.end, first.end, -1) == first
    assert segments.selected_next("quotation", *second, 1) is None
    assert segments.selected_next("quotation", 0, 0, 1) == first
    (rained,) = over(TEXT, "It rained!")
    assert segments.selected_next("sentence", rained.start, rained.start, 1) == rained
    assert words(TEXT, segments.selected_next("sentence", *rained, 1)).startswith("The ferry company")


def test_an_end_moves_by_words_and_stops_at_the_marks() -> None:
    segments = Segments(TEXT)
    (long,) = over(TEXT, "too long")
    seen, place = [], long.start
    for _ in range(4):
        place = segments.moved_end(place, at_start=False, forward=True)
        seen.append(TEXT[long.start : place])
    assert seen == ["too", "too long", "too long,”", "too long,” she"]
    assert segments.moved_end(long.start, at_start=True, forward=False) == TEXT.index("waited")
    assert segments.moved_by_character(NFD.index("e"), forward=True) == NFD.index("e") + 1
    assert Segments(NFD).moved_by_character(NFD.index("e"), forward=True) == NFD.index("e") + 2


def test_paragraphs_are_moved_over_there_and_back() -> None:
    segments = Segments(TEXT)
    seen, at = [], 0
    while (found := segments.following("paragraph", at)) is not None:
        at = found.start
        seen.append(at)
    assert seen == [TEXT.index("The bridge"), TEXT.index("The ferry")]
    assert segments.preceding("paragraph", at) == (TEXT.index("The bridge"), TEXT.index("\n\nThe ferry"))
    assert segments.preceding("paragraph", 0) is None


@pytest.mark.parametrize("text", ALL)
def test_the_rules_and_the_window_part_a_text_into_the_same_sentences(text: str) -> None:
    english = language("en")
    tokens = tokenise(text, english)
    by_rules = [(tokens.starts[first], tokens.ends[after - 1]) for first, after in tokens.sentences]
    assert by_rules == sentences_in(text, 0, len(text), english)


@given(ANY, st.data())
def test_a_selection_grows_up_to_the_paragraph_and_shrinks_back_the_same_way(text: str, data: st.DataObject) -> None:
    segments, origin = Segments(text), data.draw(st.integers(0, len(text)))
    chain = [Fragment(origin, origin)]
    while (larger := segments.grown(*chain[-1])) != chain[-1]:
        assert 0 <= larger.start <= chain[-1].start <= chain[-1].end <= larger.end <= len(text)
        chain.append(larger)
    for inner, outer in pairwise(chain):
        assert segments.shrunk(*outer, origin) == inner


@given(ANY, st.data())
def test_whatever_is_found_is_whole_and_has_no_blanks_at_its_ends(text: str, data: st.DataObject) -> None:
    segments, start = Segments(text), data.draw(st.integers(0, len(text)))
    quotation, sentence = segments.quotation(start, start), segments.sentence(start, start)
    for one in (quotation, sentence, segments.clause(start, start), segments.word(start, start)):
        if one and one.start < one.end:
            assert 0 <= one.start < one.end <= len(text)
            begins = character_at(text, one.start)[0]  # an accent can stand over a blank or over a mark, which stay out
            assert begins == one.start or text[begins] in " “”\"'«»()!.?,;:—-。，、؟،"
            assert not text[one.start].isspace()
            assert not text[one.end - 1].isspace()


@pytest.mark.parametrize("text", [" \u0301", " \u0301A", "A. \u0301B", "A, \u0301b"])
def test_of_a_blank_with_an_accent_only_the_accent_is_found(text: str) -> None:
    segments, accent = Segments(text), text.index("\u0301")
    found = segments.sentence(accent, accent), segments.clause(accent, accent), segments.paragraph(accent, accent)
    assert not [one for one in found if words(text, one)[:1] == " "]
    assert segments.sentence(accent, len(text)).start in (0, accent)


@given(ANY)
def test_sentences_are_in_order_and_leave_no_words_out(text: str) -> None:
    found = sentences_in(text, 0, len(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    left_out = [place for place in range(len(text)) if not any(start <= place < end for start, end in found)]
    assert not [text[place] for place in left_out if text[place].isalnum()]


@given(ANY, st.sampled_from(["quotation", "sentence", "paragraph"]))
def test_stepping_there_and_back_meets_the_same(text: str, unit) -> None:
    segments = Segments(text)
    there, at = [], 0
    while (found := segments.following(unit, at)) is not None:
        assert found.start > at
        at = found.start
        there.append(found)
    back, at = [], len(text)
    while (found := segments.preceding(unit, at)) is not None:
        assert found.start < at
        at = found.start
        back.append(found)
    assert [one for one in back[::-1] if one.start] == [one for one in there if one.start < len(text)]


@given(ANY, st.integers(0, 60), st.booleans(), st.booleans())
def test_an_end_always_moves_the_way_it_is_sent(text: str, place: int, at_start: bool, forward: bool) -> None:
    segments, place = Segments(text), min(place, len(text))
    for there in (
        segments.moved_end(place, at_start=at_start, forward=forward),
        segments.moved_by_character(place, forward=forward),
    ):
        assert 0 <= there <= len(text)
        assert there >= place if forward else there <= place
