"""A file's codebook joins the library's: by ids, then by names."""

from dataclasses import replace

import pytest

from desktop.exchange.merging_codebooks import Contradiction, merged
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.records import Annotation, Attributes
from desktop.model.text import Fragment

CALM, SHARP = Option(id="calm", name="calm"), Option(id="sharp", name="sharp")
TONE = Attribute(id="tone", name="tone", kind="choice", options=(CALM, SHARP))
CLAIM = Label(id="claim", name="Claim", role="claim", attributes=(TONE,))
OURS = Codebook(name="ours", labels=(CLAIM,))


def theirs(*labels: Label) -> Codebook:
    return Codebook(name="theirs", labels=labels)


def labelled(label: str, **attributes: object) -> Annotation:
    answers: Attributes = attributes  # type: ignore[assignment]
    return Annotation(article="a", label=label, fragments=(Fragment(0, 1),), attributes=answers)


def test_what_only_the_file_has_comes_after_ones_own() -> None:
    doubt = Label(name="Doubt", role="other")
    place = Attribute(name="place")
    weary = Option(name="weary")
    tone = replace(TONE, options=(weary, CALM))
    found = merged(OURS, theirs(doubt, replace(CLAIM, attributes=(place, tone))), "it").codebook
    assert found.name == "ours"
    assert [label.id for label in found.labels] == ["claim", doubt.id]
    assert [attribute.id for attribute in found.labels[0].attributes] == ["tone", place.id]
    assert found.labels[0].attributes[0].options == (CALM, SHARP, weary)


def test_what_has_the_same_id_is_the_same_and_keeps_its_own_name() -> None:
    tone = replace(TONE, name="mood", options=(replace(CALM, name="quiet"),))
    found = merged(OURS, theirs(replace(CLAIM, name="Statement", attributes=(tone,))), "it")
    assert found.codebook == OURS
    annotation = labelled("claim", tone="calm")
    assert found.annotation(annotation) == annotation


def test_what_has_another_id_and_the_same_name_is_the_same_too() -> None:
    tone = Attribute(
        id="t", name="Tone", kind="choice", options=(Option(id="c", name="CALM"), Option(id="w", name="w"))
    )
    found = merged(OURS, theirs(Label(id="x", name="claim", role="claim", attributes=(tone,))), "it")
    assert [label.id for label in found.codebook.labels] == ["claim"]
    assert [option.id for option in found.codebook.labels[0].attributes[0].options] == ["calm", "sharp", "w"]
    annotation = labelled("x", t="c")
    assert found.annotation(annotation) == replace(annotation, label="claim", attributes={"tone": "calm"})


def test_several_options_and_values_that_are_none_are_led_over_too() -> None:
    topics = Attribute(id="topics", name="topics", kind="choices", options=(CALM,))
    ours = Codebook(name="", labels=(replace(CLAIM, attributes=(topics,)),))
    incoming = replace(topics, id="t", options=(replace(CALM, id="c"),))
    found = merged(ours, theirs(replace(CLAIM, attributes=(incoming,))), "it")
    assert found.annotation(labelled("claim", t=("c", "gone"), n=3.0)).attributes == {
        "topics": ("calm", "gone"),
        "n": 3.0,
    }


def test_an_id_goes_before_a_name_and_no_two_become_one() -> None:
    ours = Codebook(name="", labels=(replace(CLAIM, name="Statement"), Label(id="new", name="Claim", role="claim")))
    found = merged(ours, theirs(CLAIM, Label(id="x", name="Claim", role="claim")), "it")
    assert found.annotation(labelled("claim")).label == "claim"
    assert found.annotation(labelled("x")).label == "new"
    assert [label.id for label in found.codebook.labels] == ["claim", "new"]


def test_the_same_name_with_another_role_or_kind_is_another_one() -> None:
    cue = Label(id="x", name="Claim", role="cue")
    number = Attribute(id="n", name="tone", kind="number")
    found = merged(OURS, theirs(cue, replace(CLAIM, attributes=(number,))), "it").codebook
    assert [label.id for label in found.labels] == ["claim", "x"]
    assert [attribute.id for attribute in found.labels[0].attributes] == ["tone", "n"]


def test_the_same_id_with_another_role_is_refused() -> None:
    with pytest.raises(Contradiction, match="it uses the label Claim as cue, but in this library it is claim"):
        merged(OURS, theirs(replace(CLAIM, role="cue")), "it")


def test_options_are_the_same_where_all_names_around_them_are() -> None:
    def nested(prefix: str) -> tuple[Option, ...]:
        health, traffic = Option(id=f"{prefix}h", name="Health"), Option(id=f"{prefix}t", name="Traffic")
        costs = (Option(id=f"{prefix}{one.id}c", name="Costs", parent=one.id) for one in (health, traffic))
        return (*costs, health, traffic)

    present, incoming = nested("a"), nested("b")[::-1]
    fuel = Option(id="f", name="Fuel", parent="bbtc")
    topics = replace(TONE, options=present)
    asking = replace(TONE, options=(*incoming, fuel))
    ours = Codebook(name="", labels=(replace(CLAIM, attributes=(topics,)),))
    found = merged(ours, theirs(replace(CLAIM, attributes=(asking,))), "it")
    assert found.codebook.labels[0].attributes[0].options == (*present, replace(fuel, parent="aatc"))
    assert found.annotation(labelled("claim", tone="bbhc")).attributes == {"tone": "aahc"}


def test_options_that_are_parts_of_each_other_end_nothing() -> None:
    round_about = (Option(id="a", name="a", parent="b"), Option(id="b", name="b", parent="a"))
    ours = Codebook(name="", labels=(replace(CLAIM, attributes=(replace(TONE, options=round_about),)),))
    again = tuple(replace(one, id=one.id * 2, parent=(one.parent or "") * 2) for one in round_about)
    incoming = theirs(replace(CLAIM, attributes=(replace(TONE, options=again),)))
    assert merged(ours, incoming, "it").codebook == ours
