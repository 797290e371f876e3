"""How effort is counted, and which keys are pressed."""

import pytest

from desktop.model.segments import Segments
from desktop.model.text import Fragment
from tests.effort import gold
from tests.effort.keystrokes import CLICK, DRAG, seconds
from tests.effort.routes import Routes

TEXT = "A bridge is closed.\n\n“We have waited too long,” Ada Lin said. Her boss said the work was done.\n"


def test_a_claim_whose_offered_speaker_is_right_takes_as_long_as_the_model_says() -> None:
    assert seconds(f"M{DRAG}HKMKH") == pytest.approx(6.3)
    assert seconds(CLICK) == pytest.approx(1.3)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("“We have waited too long,”", ("G",)),
        ("A bridge is closed.", ("F",)),
        ("Ada Lin", ("Ctrl+Down", "Ctrl+Down", "Ctrl+Left", "Ctrl+Left")),
    ],
)
def test_the_quickest_keys_are_found(words: str, keys: tuple[str, ...]) -> None:
    start = TEXT.index(words)
    found = Routes(Segments(TEXT)).to(Fragment(start, start + len(words)), 0, may_reshape=False)
    assert found[: len(keys)] == keys or len(found) <= len(keys) + 4


def test_ends_are_moved_after_labelling_where_that_is_quicker() -> None:
    words = "the work was done"
    start = TEXT.index(words)
    routes = Routes(Segments(TEXT))
    keys = routes.to(Fragment(start, start + len(words)), TEXT.index("Her"), may_reshape=True)
    assert "F" in keys or "W" in keys
    assert len(keys) < len(words.split())


def test_the_words_of_the_gold_claims_are_in_their_articles() -> None:
    for article in gold.articles():
        for claim in article.claims:
            for words in (*claim.parts, claim.mention, claim.cue):
                assert words is None or words.span(article.text)
