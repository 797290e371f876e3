"""Which speakers a list shows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.folding import folded
from desktop.model.records import Fact, Speaker
from desktop.model.speaker_filter import SpeakerFilter

PARTY = Attribute(id="p", name="party", kind="choice", options=(Option(id="o1", name="Grüne"),), of_speaker=True)
CODEBOOK = Codebook(name="It", labels=(Label(id="s", name="Speaker", role="speaker", attributes=(PARTY,)),))
VERA = Speaker(name="Véra Thorne", aliases=("the minister",), role="Senator", facts=(Fact("p", "o1"),))
BO = Speaker(name="Bo\nLin", affiliation="Works", external_id="Q17")
BOTH = {one.id: one for one in (VERA, BO)}


def found(typed: str) -> list[str] | None:
    ids = SpeakerFilter(BOTH.values(), CODEBOOK).found_by(typed)
    return None if ids is None else [BOTH[id].name for id in ids]


def test_all_words_are_looked_for_in_all_that_is_known() -> None:
    for typed in ("vera", "MINISTER tho", "senat", "grune", "Grüne véra"):
        assert found(typed) == [VERA.name], typed
    assert found("works q17 bo lin") == [BO.name]
    assert found("n") == [VERA.name, BO.name]
    assert found("vera lin") == []
    assert found("  ") is None
    assert SpeakerFilter([], CODEBOOK).found_by("a") == []


def test_who_changed_is_found_by_what_is_so_now() -> None:
    index = SpeakerFilter(BOTH.values(), CODEBOOK)
    assert index.put(replace(VERA, role="mayor"))
    assert index.found_by("mayor") == [VERA.id]
    assert index.found_by("senator") == []


def test_who_is_new_or_called_otherwise_has_another_place() -> None:
    index = SpeakerFilter(BOTH.values(), CODEBOOK)
    assert not index.put(Speaker(name="Cy"))
    assert not index.put(replace(VERA, name="Ada"))


@given(st.lists(st.text("aAéßﬁ \n\t가\u1161", max_size=6), max_size=6), st.text("aéß", min_size=1, max_size=2))
def test_it_finds_whose_name_has_it(names: list[str], typed: str) -> None:
    speakers = {one.id: one for one in (Speaker(name=name) for name in names)}
    wanted = [id for id, one in speakers.items() if folded(typed) in folded(one.name)]
    assert SpeakerFilter(speakers.values(), CODEBOOK).found_by(typed) == (wanted if folded(typed) else None)
