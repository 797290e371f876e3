"""Each suggestion can say in words what it goes by."""

import re

from desktop.model.records import NO_EVIDENCE, Evidence
from desktop.suggest import explaining
from desktop.suggest.confidence import RIGHT, RIGHT_BY_CUE
from desktop.suggest.explaining import why


def test_every_rule_has_words() -> None:
    assert {*RIGHT, *RIGHT_BY_CUE, "learnt"} == set(explaining._RULES)


def test_the_rule_and_its_cue_are_told() -> None:
    told = why(Evidence(rule="content, cue, source", cue="said"))
    assert re.fullmatch(r"What was said, then .* “said”\.", told)


def test_a_rule_without_a_cue_one_of_somebody_elses_and_nothing() -> None:
    assert "who spoke last" in why(Evidence(rule="quotation of the last speaker"))
    assert why(Evidence(rule="a dependency")) == "a dependency."
    assert why(NO_EVIDENCE) == ""
