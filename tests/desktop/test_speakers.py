"""The order of speakers by name, kept up as they change."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.records import Speaker
from desktop.speakers import SpeakersByName

NAMES = st.sampled_from(["Ann", "ann", "Bo", "Straße", "STRASSE", "Élan", "Cleo"])
SPEAKERS = st.lists(st.tuples(st.integers(0, 5), NAMES, st.lists(NAMES, max_size=2)), max_size=12)


@given(SPEAKERS, SPEAKERS)
def test_kept_up_it_is_as_if_made_anew(before: list[tuple[int, str, list[str]]], after) -> None:
    first, then = ([Speaker(id=str(id), name=name, aliases=tuple(aliases)) for id, name, aliases in some]
                   for some in (before, after))  # fmt: skip
    kept_up = SpeakersByName(first)
    for speaker in then:
        kept_up.put(speaker)
    anew = SpeakersByName({speaker.id: speaker for speaker in [*first, *then]}.values())
    assert list(kept_up) == list(anew) == sorted(anew, key=lambda speaker: (speaker.name.casefold(), speaker.id))
    for name in ("ann", "strasse", "Cleo"):
        assert kept_up.called([name]) == anew.called([name])


def test_who_goes_by_a_name() -> None:
    ann, bo = Speaker(id="1", name="Ann Lee", aliases=("the mayor",)), Speaker(id="2", name="Bo")
    speakers = SpeakersByName([bo, ann])
    assert speakers.called(["The Mayor", "bo", "somebody"]) == [ann, bo]
    speakers.put(replace(ann, aliases=()))
    assert speakers.called(["The Mayor"]) == []
    assert speakers.these(["2", "1", "nobody"]) == [replace(ann, aliases=()), bo]


def test_a_name_is_the_same_however_it_is_written() -> None:
    oystein = Speaker(id="1", name="Øystein Pérez", aliases=("Frau Weiß", "石川"))
    speakers = SpeakersByName([oystein])
    for name in ("ØYSTEIN PÉREZ", "oystein perez", "Øystein Pe\u0301rez", "Øy\u00adstein\u00a0Pérez", "frau weiss"):
        assert speakers.called([name]) == [oystein]
    assert speakers.called(["石", "Øystein"]) == []
