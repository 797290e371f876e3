"""What 0.1.0 said by a sentence and by an attribute becomes evidence."""

import pytest

from desktop.model.legacy import with_evidence

GUESS = "guessed speaker"


@pytest.mark.parametrize(
    ("origin", "said", "now", "rule", "cue"),
    [
        (
            "rules: content, cue; cue: said",
            ["Reed", "person", "Tom Reed"],
            "rules",
            "content, cue",
            "said",
        ),
        ("learnt: learnt", ["The Times", "organisation"], "learnt", "learnt", ""),
        ("spacy: A verb; cue: told", None, "spacy", "A verb", "told"),
    ],
)
def test_evidence_is_taken_out_of_origin_and_attributes(
    origin: str, said: list[str] | None, now: str, rule: str, cue: str
) -> None:
    answers: dict[str, object] = {"quotation": "direct"}
    found = with_evidence({"origin": origin, "attributes": answers | ({GUESS: said} if said else {})})
    speaker = said and {"name": said[0], "kind": said[1], "aliases": said[2:]}
    assert found == {
        "origin": now,
        "attributes": answers,
        "evidence": {"rule": rule, "cue": cue, "speaker": speaker},
    }


@pytest.mark.parametrize("origin", ["", "rules"])
def test_where_nothing_is_told_there_is_no_evidence(origin: str) -> None:
    data = {"origin": origin, "attributes": {"tone": "calm"}}
    assert with_evidence(data) == data | {"evidence": {}}


@pytest.mark.parametrize("value", ["Reed", ["Reed"], ["Reed", "fish"], True])
def test_what_is_no_guess_stays_an_answer(value: object) -> None:
    data = {"origin": "", "attributes": {GUESS: value}}
    assert with_evidence(data) == data | {"evidence": {}}


def test_what_has_its_evidence_stays_as_it_is() -> None:
    data = {"origin": "mine: yes", "attributes": {GUESS: ["Reed", "person"]}, "evidence": {}}
    assert with_evidence(data) == data
