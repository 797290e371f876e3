"""What the journal keeps of a change of the codebook."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library import codebook_parts
from desktop.library.codebook_parts import difference, keyed, listed
from desktop.library.concurrent_changes import merged
from desktop.library.sql.errors import NotAsWritten
from desktop.model import codebook as codebooks
from desktop.model.codebook import Attribute, Codebook, Label, Option

IDS = st.sampled_from("abcd")
WORDS = st.sampled_from(["", "x", "y"])
OPTIONS = st.builds(Option, id=IDS, name=WORDS, parent=st.none() | IDS, guideline=WORDS, retired=st.booleans())


def with_each_speaker_once(parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(parts, unique_by=lambda part: part.id, max_size=4).map(tuple)


DEFAULTS = st.none() | st.just(("a", "b")) | WORDS
ATTRIBUTES = st.builds(Attribute, id=IDS, name=WORDS, options=with_each_speaker_once(OPTIONS), default=DEFAULTS)
LABELS = st.builds(Label, id=IDS, name=WORDS, role=st.just("other"), attributes=with_each_speaker_once(ATTRIBUTES))
CODEBOOKS = st.builds(Codebook, name=WORDS, labels=with_each_speaker_once(LABELS))


@given(CODEBOOKS, CODEBOOKS)
def test_what_differs_leads_from_one_to_the_other_and_back(one: Codebook, other: Codebook) -> None:
    before, after = one.as_data(), other.as_data()
    assert listed(keyed(before)) == before
    was, became = (
        codebook_parts.from_json(json.loads(json.dumps(step))) for step in difference(keyed(before), keyed(after))
    )
    assert listed(merged(was, became, keyed(before))) == after
    assert listed(merged(became, was, keyed(after))) == before


def test_one_option_of_a_thousand_costs_the_journal_no_thousand() -> None:
    options = tuple(Option(name=f"Option {number}") for number in range(1000))
    label = Label(name="Claim", role="claim", attributes=(Attribute(id="topic", name="topic", options=options),))
    before = Codebook(name="", labels=(label,))
    after = before.with_part((label.id, "topic"), Option(name="One more"))
    step = difference(keyed(before.as_data()), keyed(after.as_data()))
    assert len(json.dumps(step)) < 400


def test_what_is_the_same_differs_in_nothing() -> None:
    data = keyed(codebooks.default().as_data())
    assert difference(data, data) == ({}, {})


@pytest.mark.parametrize(
    "kept",
    [
        None,
        True,
        [],
        {"labels": []},
        {"labels": {"Claim": 7}},
        {"labels": {"Claim": {"labels": {}}}},
        {"options": {}},
        {"labels order": "Claim"},
        {"labels order": [["Claim"]]},
        {"name": {"a": 1}},
    ],
    ids=str,
)
def test_what_no_step_is_kept_as_is_damage(kept: object) -> None:
    with pytest.raises(NotAsWritten):
        codebook_parts.from_json(kept)
