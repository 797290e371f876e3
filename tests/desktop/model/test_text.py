"""Offsets, words and quotation marks: what every annotation stands on."""

import sys
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.model.text import (
    BLANKS,
    Fragment,
    OffsetMap,
    canonical,
    ordered,
    quotation_kind,
    quoted_text,
    snapped_to_words,
    without_blanks,
    word_at,
)
from tests.desktop.model.test_quotation_marks import WAYS
from tests.making import over

any_text = st.text(st.characters(exclude_categories=["Cs"]))
wild_text = st.text(
    st.sampled_from("ab .\n\u00a0é\u0301😀👩\u200d🚀\U0001f1eb\U0001f1f7“”’‘'\"„«»「」\u2028漢\u200b\ufeff\u200f")
)
pairs = st.tuples(st.integers(0, 60), st.integers(0, 60))


class TestCanonical:
    def test_newlines_become_one_kind(self) -> None:
        assert canonical("a\r\nb\rc\n") == "a\nb\nc\n"

    def test_a_byte_order_mark_is_dropped_at_the_start_only(self) -> None:
        assert canonical("\ufeffa\ufeffb") == "a\ufeffb"

    def test_what_qt_keeps_for_itself_is_replaced(self) -> None:
        assert canonical("a\u2028b\u2029c\ufdd0d\ufdd1") == "a\nb\nc\ufffdd\ufffd"

    def test_nothing_else_is_normalised(self) -> None:
        decomposed = "Jose\u0301\u00a0\u200b ﬁ"
        assert canonical(decomposed) == decomposed

    @pytest.mark.parametrize(("text", "reason"), [("a\0b", "NUL"), ("a\ud83db", "surrogate")])
    def test_what_is_no_text_is_refused_with_the_reason(self, text: str, reason: str) -> None:
        with pytest.raises(KnownError, match=reason):
            canonical(text)

    @given(any_text.filter(lambda text: "\0" not in text))
    def test_it_is_its_own_canonical_text(self, text: str) -> None:
        once = canonical(text)
        assert canonical(once) == once


class TestOffsetMap:
    @given(st.one_of(any_text, wild_text))
    def test_it_agrees_with_utf_16(self, text: str) -> None:
        offsets = OffsetMap(text)
        for point in range(len(text) + 1):
            assert offsets.to_utf16(point) == len(text[:point].encode("utf-16-le")) // 2

    @given(st.one_of(any_text, wild_text))
    def test_there_and_back_is_where_it_was(self, text: str) -> None:
        offsets = OffsetMap(text)
        assert offsets.utf16_length == offsets.to_utf16(offsets.length)
        for point in range(len(text) + 1):
            assert offsets.to_points(offsets.to_utf16(point)) == point

    def test_an_offset_inside_a_pair_gives_the_character_it_is_part_of(self) -> None:
        assert OffsetMap("a😀b").to_points(2) == 1
        assert OffsetMap("😀").to_points(1) == 0


class TestOrdered:
    @given(st.lists(pairs))
    def test_fragments_end_up_in_order_disjoint_and_cover_the_same_text(
        self, given_pairs: list[tuple[int, int]]
    ) -> None:
        fragments = ordered(given_pairs)
        covered = {i for start, end in fragments for i in range(start, end)}
        assert covered == {i for start, end in given_pairs for i in range(start, end)}
        assert all(left.end < right.start for left, right in pairwise(fragments))
        assert all(fragment.start < fragment.end for fragment in fragments)


class TestSelections:
    @pytest.mark.parametrize(("opening", "closing"), WAYS)
    def test_a_quotation_takes_its_marks_in_each_way(self, opening: str, closing: str) -> None:
        text = f"Then {opening}we won’t go, I said,{closing} said Ruiz."
        ((start, end),) = over(text, "we won’t go, I said,")
        whole = f"{opening}we won’t go, I said,{closing}"
        assert text[slice(*snapped_to_words(text, start, end))] == whole
        assert text[slice(*snapped_to_words(text, start - len(opening), end))] == whole
        assert text[slice(*snapped_to_words(text, start, end + len(closing)))] == whole

    @pytest.mark.parametrize(("opening", "closing"), WAYS)
    def test_words_as_few_as_one_take_their_marks(self, opening: str, closing: str) -> None:
        for words in ("préoccupé", "un abandon pur et simple", "the mayors' plan"):
            text = f"Il est {opening}{words}{closing} ce soir."
            assert text[slice(*snapped_to_words(text, *over(text, words)[0]))] == f"{opening}{words}{closing}"

    @pytest.mark.parametrize(
        ("text", "selected", "snapped"),
        [
            ("Il dit qu’il faudrait", "il faudrait", "il faudrait"),
            ("Il dit qu'il faudrait", "l fau", "il faudrait"),
            ("Il dit qu’il faudrait", "u’il fau", "qu’il faudrait"),  # it began before the apostrophe
            ("Il dit qu’il faudrait", "dit qu", "dit qu’il"),
            ("Lorsqu’elle part", "elle", "elle"),
            ("L’État et l’hôtel", "tat", "État"),
            ("L’État et l’hôtel", "hôtel", "hôtel"),
            ("jusqu'à aujourd'hui", "hui", "aujourd'hui"),
            ("dell’acqua", "acqua", "acqua"),
            ("un dall'altra", "altra", "altra"),
            ("a l'Espanya", "Espanya", "Espanya"),
            ("I don't know", "t", "don't"),
            ("O'Brien and O'Hara", "Brien", "O'Brien"),
            ("O'Brien and O'Hara", "Hara", "O'Hara"),
            ("rock'n'roll", "roll", "rock'n'roll"),
            ("they'll, we’ve", "ve", "we’ve"),
            ("Qur'an, c'mon", "mon", "c'mon"),
        ],
    )
    def test_an_elided_word_is_a_word_of_its_own_before_what_is_selected(
        self, text: str, selected: str, snapped: str
    ) -> None:
        start = text.index(selected)
        assert text[slice(*snapped_to_words(text, start, start + len(selected)))] == snapped

    def test_words_of_any_length_are_taken_whole(self) -> None:
        for word in ("x" * 999, "https." * 300 + "org", "é\u0301x" * 500):
            assert word_at(f"a {word} b", 2 + len(word) // 2) == (2, 2 + len(word))

    def test_a_selection_grows_to_whole_words(self) -> None:
        text = "The minister said so."
        assert text[slice(*snapped_to_words(text, 6, 14))] == "minister said"

    def test_blanks_at_the_ends_are_dropped(self) -> None:
        text = "one  two \u00a0\n three"
        assert text[slice(*snapped_to_words(text, 3, 12))] == "two"

    def test_punctuation_stays_where_it_was_put(self) -> None:
        text = "“Never,” she said."
        assert text[slice(*snapped_to_words(text, 0, 8))] == "“Never,”"
        assert text[slice(*snapped_to_words(text, 1, 6))] == "Never"  # the comma is not taken, so the mark is not

    @pytest.mark.parametrize(
        ("selected", "snapped"),
        [
            ("Over the past months,", "“Over the past months,”"),  # both marks are just outside
            ("“Over the past months,", "“Over the past months,”"),  # one is inside
            ("said, seen “cracks", "said, seen “cracks”"),
            ("cracks” everywhere", "“cracks” everywhere"),
            ("cracks", "“cracks”"),  # a single word is like several
            ("Over the past", "Over the past"),  # not the whole quotation
            ("he agreed", "he agreed"),
            ("no one knew", '"no one knew"'),
            ("the mayors", "the mayors"),  # an apostrophe closes nothing
        ],
    )
    def test_a_quotation_takes_the_marks_that_the_hand_just_missed(self, selected: str, snapped: str) -> None:
        text = '“Over the past months,” she said, seen “cracks” everywhere; he agreed: "no one knew", the mayors’ men'
        ((start, end),) = over(text, selected)
        assert text[slice(*snapped_to_words(text, start, end))] == snapped

    @pytest.mark.parametrize("word", ["don’t", "U.S", "Al-Qaim", "3.5", "José"])
    def test_marks_inside_a_word_belong_to_it(self, word: str) -> None:
        text = f"a {word} b"
        assert text[slice(*snapped_to_words(text, 3, 4))] == word

    @pytest.mark.parametrize(
        ("text", "selected", "snapped"),
        [
            ("the Pe\u0301rez plan", "re", "Pe\u0301rez"),
            ("हिन्दी में समाचार", "चा", "समाचार"),
            ("foo\u200bbar baz", "ar b", "bar baz"),  # it parts words
            ("אמר צה״ל כי", "צה", "צה״ל"),
            ('אמר רה"מ כי', "רה", 'רה"מ'),
            ("אמר ג'ורג' כי", "ור", "ג'ורג'"),
            ("It cost 3,500.50 euros", "500", "3,500.50"),
            ("ein Heli\u00adkopter\u00adlande\u00adplatz ist", "kopter", "Heli\u00adkopter\u00adlande\u00adplatz"),
            ("我们不会离开这里", "不会", "不会"),  # not the whole clause
            ("私は東京タワーに行く", "京タ", "京タワー"),
            ("น้ำท่วมกรุงเทพ", "\u0e33ท", "น้ำท่"),  # characters are never cut
            ("so 👩\u200d🚀\U0001f44d\U0001f3fd!", "🚀", "👩\u200d🚀"),
            ("go \U0001f1eb\U0001f1f7!", "\U0001f1f7", "\U0001f1eb\U0001f1f7"),
        ],
    )
    def test_words_and_characters_of_all_scripts_are_taken_whole(self, text: str, selected: str, snapped: str) -> None:
        ((start, end),) = over(text, selected)
        assert text[slice(*snapped_to_words(text, start, end))] == snapped

    @given(wild_text, st.integers(0, 40), st.integers(0, 40))
    @example('no “"\u0301', 0, 4)  # an accent over the closing mark
    def test_no_selection_cuts_a_character(self, text: str, one: int, other: int) -> None:
        start, end = snapped_to_words(text, *sorted((min(one, len(text)), min(other, len(text)))))
        inside = {place for match in regex.finditer(r"\X", text) for place in range(match.start() + 1, match.end())}
        blanks = {place for place in range(1, len(text)) if text[place - 1].isspace()}  # with an accent over them
        assert start == end or not {start, end} & (inside - blanks)

    def test_nothing_but_blanks_is_empty(self) -> None:
        assert without_blanks("a   b", 1, 4) == Fragment(1, 1)
        assert word_at("a   b", 2) is None

    @given(wild_text, st.integers(0, 40), st.integers(0, 40))
    def test_a_snapped_selection_holds_what_was_selected(self, text: str, one: int, other: int) -> None:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        snapped = snapped_to_words(text, start, end)
        bare = without_blanks(text, start, end)
        assert 0 <= snapped.start <= bare.start
        assert bare.end <= snapped.end <= len(text)
        assert text[slice(*snapped)] == text[slice(*snapped)].strip(BLANKS)

    @pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", " \u200b", "\u200b \u2060", "\u200f", "\u2069"])
    def test_a_snapped_selection_takes_nothing_unseen_at_its_ends(self, unseen: str) -> None:
        text = f"so {unseen}we go{unseen} on"
        start, end = text.index("we"), text.index("go") + 2
        assert text[slice(*snapped_to_words(text, start - len(unseen), end + len(unseen)))] == "we go"
        assert snapped_to_words(text, end, end + len(unseen) + 1) == (end, end)

    def test_blanks_hold_all_white_space(self) -> None:
        assert {sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace()} <= set(BLANKS)


class TestQuotationKind:
    @pytest.mark.parametrize(
        ("phrase", "kind"),
        [
            ("“We will continue our efforts”", "direct"),
            ('"We will continue our efforts"', "direct"),
            ("„Wir machen weiter“", "direct"),
            ("« Nous continuons »", "direct"),
            ("We will continue our efforts", "direct"),  # the marks stand just outside
            ("the talks were “a disaster” for all", "mixed"),
            ("the talks had failed", "indirect"),
            ("We will continue", "direct"),  # not the whole quotation
            ("continue our efforts", "indirect"),  # what begins within a sentence is not the whole of what was said
            ("it wasn’t the ministers’ fault", "indirect"),
        ],
    )
    def test_marks_tell_direct_from_mixed_and_indirect(self, phrase: str, kind: str) -> None:
        text = (
            'He said “We will continue our efforts” and "We will continue our efforts", „Wir machen weiter“, '
            "« Nous continuons », that the talks were “a disaster” for all; that the talks had failed, "
            "that it wasn’t the ministers’ fault."
        )
        assert quotation_kind(text, over(text, phrase)) == kind

    @pytest.mark.parametrize(("opening", "closing"), WAYS)
    def test_each_pair_is_direct_with_and_without_its_marks(self, opening: str, closing: str) -> None:
        text = f"{opening}We won’t go, I said,{closing} Ruiz said. {opening}It is over.{closing}\n\nNobody came."
        said = f"{opening}We won’t go, I said,{closing}", f"{opening}It is over.{closing}"
        assert quotation_kind(text, over(text, *said)) == "direct"
        assert quotation_kind(text, over(text, "We won’t go, I said,", "It is over.")) == "direct"
        assert quotation_kind(text, over(text, "Nobody came")) == quotation_kind(text, over(text, "Ruiz said"))
        assert quotation_kind(text, over(text, "Nobody came")) == "indirect"
        assert quotation_kind(text, over(text, f"Ruiz said. {opening}It is over.{closing}")) == "mixed"

    @pytest.mark.parametrize(("opening", "closing"), WAYS)
    def test_a_quotation_that_is_opened_again_with_each_paragraph_is_direct(self, opening: str, closing: str) -> None:
        text = f"Ruiz: {opening}We won’t go.\n\n{opening}We stay.\n\n{opening}It is over.{closing} She left."
        said = f"{opening}We won’t go.\n\n{opening}We stay.\n\n{opening}It is over.{closing}"
        assert quotation_kind(text, over(text, said)) == "direct"
        assert quotation_kind(text, over(text, "We won’t go.", "We stay.", "It is over.")) == "direct"
        assert quotation_kind(text, over(text, "She left")) == "indirect"

    @pytest.mark.parametrize(
        ("opening", "again", "closing"),
        [*((opening, opening, closing) for opening, closing in WAYS), ("«\u00a0", "»\u00a0", "\u00a0»")],
    )
    def test_each_paragraph_of_a_long_one_is_direct_by_itself(self, opening: str, again: str, closing: str) -> None:
        said = [
            "It's the ministers' plan that we don't like",
            *(f"We stay {day} days" for day in range(9)),
            "It is over",
        ]
        text = f"Ruiz spoke.\n\n{opening}" + f".\n\n{again}".join(said) + f".{closing}\n\nHe then left."
        assert [quotation_kind(text, over(text, words)) for words in said] == ["direct"] * len(said)
        assert quotation_kind(text, over(text, "He then left")) == "indirect"

    @given(wild_text, st.lists(pairs))
    def test_whatever_is_claimed_has_a_kind(self, text: str, given_pairs: list[tuple[int, int]]) -> None:
        assert quotation_kind(text, ordered(given_pairs)) in ("direct", "indirect", "mixed")

    def test_a_split_quotation_is_direct_in_all_of_its_parts(self) -> None:
        text = "“Over the past months,” she said, “we have seen progress.”"
        assert quotation_kind(text, over(text, "“Over the past months,”", "“we have seen progress.”")) == "direct"
        assert quotation_kind(text, over(text, "Over the past months,", "we have seen progress.")) == "direct"

    def test_what_is_quoted_within_a_quotation_stands_in_marks(self) -> None:
        text = "“My members told me, ‘If the harbour closes, we leave,’ and that the mayor was ‘a fool’,” Ruiz said."
        assert quotation_kind(text, over(text, "If the harbour closes, we leave,")) == "direct"
        assert quotation_kind(text, over(text, "‘If the harbour closes, we leave,’")) == "direct"
        assert quotation_kind(text, over(text, "the mayor was ‘a fool’")) == "mixed"
        assert quotation_kind(text, over(text, "the mayor was")) == "indirect"

    def test_no_depth_of_marks_is_too_deep(self) -> None:
        text = "« a " * 5000
        assert quotation_kind(text, [Fragment(9000, 9001)]) == "indirect"
        assert snapped_to_words(text, 9002, 9003) == (9002, 9003)

    @pytest.mark.parametrize(("opening", "closing"), WAYS)
    def test_both_sides_of_words_within_one_pair_of_marks_are_direct(self, opening: str, closing: str) -> None:
        text = f"Hier. {opening}Nous avons cherché partout, a-t-il expliqué, jusqu’en Espagne.{closing} Rien."
        assert quotation_kind(text, over(text, "Nous avons cherché partout,", "jusqu’en Espagne.")) == "direct"
        assert quotation_kind(text, over(text, "jusqu’en Espagne.")) == "indirect"


def test_the_words_of_a_split_quotation_are_joined_by_an_ellipsis() -> None:
    assert quoted_text("one two three", [Fragment(0, 3), Fragment(8, 13)]) == "one … three"
