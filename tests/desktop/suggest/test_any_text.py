"""Whatever the text, and whatever a person marked in it: each step of suggesting and learning comes to its end."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.model.text import Fragment
from desktop.suggest import languages, suggest
from desktop.suggest.attributions import SuggestedAttribution
from desktop.suggest.evaluation.gold import GoldArticle, Report
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.learning.features import OUTSIDE, of_tokens
from desktop.suggest.learning.label_decoder import decode
from desktop.suggest.learning.trainer import Learnt, train
from desktop.suggest.rules import finder
from tests.desktop.suggest.learning.test_trainer import ARTICLES
from tests.examples import examples

WORDS = (
    "Ruiz", "she", "said", "sagte", "told", "that", "dass", "according to", "laut", "the", "dam", "I", "Gen.", "A.",
    "must", "hold", "HOLD", "was", "accused", "of", "in", "her", "view", "who", "and", "42", "3.",
    "by", "claim", "Mayor",
)  # fmt: skip
ODD = (
    "n't", "’s", "'s", "'ll", "'", "''", "``", "…", "...", ".", ",", ":", ";", "?", "!", "—", "-", "(", ")", "[", "/",
    '"', "“", "”", "„", "‘", "’", "‚", "«", "»", "「", "』", "\N{COMBINING ACUTE ACCENT}", "e\N{COMBINING DIAERESIS}",
    "\N{ZERO WIDTH JOINER}", "\N{RIGHT-TO-LEFT MARK}", "\N{SOFT HYPHEN}", "\N{NO-BREAK SPACE}", "😀", "👩‍👩‍👧", "İ",
    "ß", "ﬁ", "קרן אמרה", "قالت", "市长说", "ผู้ว่า", "क्षि", "\t", "_", "&", "²", "Ⅷ", "ª",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(WORDS + ODD), st.sampled_from((" ", " ", " ", "", "\n", "\n\n"))), max_size=40
    ).map(lambda pieces: "".join(word + gap for word, gap in pieces)),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=120),
)
CODES = st.sampled_from(languages())
LABELS = (OUTSIDE, "BC", "IC", *(edge + part + side for edge in "BI" for part in "SX" for side in "lrn"))


def assert_sound(found: list[SuggestedAttribution], text: str) -> None:
    for one in found:
        for fragments in (one.contents, *one.sources, *one.cues):
            assert fragments
            assert all(0 <= start < end <= len(text) for start, end in fragments)


@given(TEXTS, CODES)
@example("You must n't park here, Ruiz said.", "en")
@settings(max_examples=examples(60), deadline=None)
def test_tokens_are_pieces_of_the_text_and_each_is_in_a_sentence(text: str, code: str) -> None:
    tokens = tokenise(text, language(code))
    assert all(tokens.words)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert [k for sentence in tokens.sentences for k in range(*sentence)] == list(range(len(tokens)))
    assert len(of_tokens(tokens, finder.find(tokens, language(code)), language(code))) == len(tokens)


@given(TEXTS, CODES)
@settings(max_examples=examples(60), deadline=None)
def test_the_rules_find_sound_fragments_or_nothing(text: str, code: str) -> None:
    assert_sound(suggest(text, code, "all"), text)


@pytest.mark.parametrize("piece", ODD)
@pytest.mark.parametrize("code", languages())
def test_a_paragraph_of_one_odd_thing_after_another(piece: str, code: str) -> None:
    for text in (piece, piece * 300, f"{piece} " * 300, f"Ruiz said {piece}. " * 60):
        assert_sound(suggest(text[:900], code, "all"), text)


@given(st.data())
@settings(max_examples=examples(60), deadline=None)
def test_any_labels_link_to_attributions(data: st.DataObject) -> None:
    tokens = tokenise(data.draw(TEXTS), language("en"))
    labels = data.draw(st.lists(st.sampled_from(LABELS), min_size=len(tokens), max_size=len(tokens)))
    for one in decode(tokens, labels):
        assert one.contents
        assert all(0 <= start < end <= len(tokens) for start, end in (*one.contents, *one.cues, *one.sources))


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    """What was learnt from claims of which some have no cue, some no source, and some neither."""
    texts = [one.text.replace("\n\n", "\n\n“It is old,” she said. ’s n't “") for one in ARTICLES[:20]]
    articles = []
    for place, text in enumerate(texts):
        parts = [
            (Fragment(start, start + len(words)),)
            for words in ("“It is old,”", "she", "said")
            if (start := text.find(words)) >= 0
        ]
        articles.append(
            GoldArticle(str(place), text, (Report(parts[0], *(part if place % 3 else () for part in parts[1:])),))
        )
    return train(articles, "en")


@given(TEXTS)
@settings(max_examples=examples(40), deadline=None)
def test_what_was_learnt_reads_any_text(learnt: Learnt, text: str) -> None:
    assert_sound(learnt.suggest(text), text)


@st.composite
def marked(draw: st.DrawFn) -> GoldArticle:
    """A text with claims over anything in it: half a word, a blank, all of it; with or without sources and cues."""
    text = draw(TEXTS) + "x"
    places = st.integers(0, len(text))

    def fragments() -> tuple[Fragment, ...]:
        ends = sorted(set(draw(st.lists(places, max_size=4))))
        return tuple(Fragment(start, end) for start, end in list(pairwise(ends))[::2])

    reports = (
        Report(contents, fragments(), fragments()) for _ in range(draw(st.integers(0, 3))) if (contents := fragments())
    )
    return GoldArticle("1", text, tuple(reports))


@given(st.lists(marked(), max_size=4), TEXTS)
@settings(max_examples=examples(20), deadline=None)
def test_anything_marked_in_any_text_can_be_learnt_from(articles: list[GoldArticle], text: str) -> None:
    assert_sound(train(articles, "en").suggest(text), text)


@pytest.mark.parametrize("parts", [(), ("sources",), ("cues",)])
def test_learns_from_claims_that_lack_sources_cues_or_both(parts: tuple[str, ...]) -> None:
    lacking = [
        GoldArticle(
            one.id,
            one.text,
            tuple(Report(r.contents, **{part: getattr(r, part) for part in parts}) for r in one.reports),
        )
        for one in ARTICLES[:20]
    ]
    found = train(lacking, "en").suggest(ARTICLES[35].text)
    assert [one.contents for one in found] == [report.contents for report in ARTICLES[35].reports]
