"""Each suggestion can say in words what it goes by."""

import re
from dataclasses import replace

from desktop.model.records import Annotation
from desktop.model.text import Fragment
from desktop.suggest import explaining
from desktop.suggest.attributions import _RIGHT, _RIGHT_BY_CUE
from desktop.suggest.explaining import why

CLAIM = Annotation(article="a", label="Claim", fragments=(Fragment(0, 1),), status="suggested")


def test_every_rule_has_words() -> None:
    assert {*_RIGHT, *_RIGHT_BY_CUE, "learnt"} == set(explaining._RULES)


def test_the_rule_and_its_cue_are_told() -> None:
    told = why(replace(CLAIM, origin="rules: content, cue, source; cue: said"))
    assert re.fullmatch(r"What was said, then .* “said”\.", told)


def test_a_rule_without_a_cue_and_one_of_somebody_elses() -> None:
    assert "who spoke last" in why(replace(CLAIM, origin="rules: quotation of the last speaker"))
    assert why(replace(CLAIM, origin="spacy: a dependency")) == "a dependency."
