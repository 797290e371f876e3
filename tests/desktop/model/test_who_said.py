"""Who made a claim, by its sources and their mentions."""

import pytest

from desktop.model.records import Annotation, Attribution, Source
from desktop.model.text import Fragment
from desktop.model.who_said import parts_of, speaker_of, speakers_of

HE = Annotation(id="he", article="a", label="Speaker", fragments=(Fragment(0, 2),), speaker="lin")
NOBODY = Annotation(id="nobody", article="a", label="Speaker", fragments=(Fragment(3, 5),))
THERE = {one.id: one for one in (HE, NOBODY)}


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        (Source("bo"), "bo"),
        (Source("bo", "he"), "bo"),
        (Source(None, "he"), "lin"),
        (Source(None, "nobody"), None),
        (Source(None, "gone"), None),
        (Source(), None),
    ],
)
def test_a_source_is_its_own_speaker_or_the_one_that_its_mention_names(source: Source, speaker: str | None) -> None:
    assert speaker_of(source, THERE) == speaker


def test_a_claim_has_each_of_its_speakers_once_in_order() -> None:
    sources = (Source(None, "nobody"), Source("bo"), Source(None, "he"), Source("bo", "he"), Source("lin"))
    attribution = Attribution(claim="c", article="a", sources=sources, cues=("said", "he"))
    assert speakers_of(attribution, THERE) == ("bo", "lin")
    assert parts_of(attribution) == ("nobody", "he", "said")


def test_a_claim_without_an_attribution_has_no_speaker() -> None:
    assert speakers_of(None, THERE) == parts_of(None) == ()
