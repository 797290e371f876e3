"""Evidence as data: what a suggestion goes by, and what a decision was about."""

from typing import Any

import pytest

from desktop.library.sql import row_checks
from desktop.library.sql.errors import NotAsWritten
from desktop.model.records import NO_EVIDENCE, Evidence, SeenClaim, SpeakerGuess

DECIDED = Evidence(rule="by hand", claims=(SeenClaim("a", "1f", (("ada", "Ada"),), True), SeenClaim("b", "2f")))


@pytest.mark.parametrize(
    "evidence",
    [NO_EVIDENCE, Evidence(rule="cue first", cue="said", speaker=SpeakerGuess("Ada", ("Lin",))), DECIDED],
    ids=["none", "suggestion", "decision"],
)
def test_evidence_comes_back_from_data_as_it_was(evidence: Evidence) -> None:
    data = evidence.as_data()
    assert Evidence.from_data(row_checks.evidence(data)) == evidence


def test_what_a_suggestion_goes_by_has_no_claims() -> None:
    assert "claims" not in Evidence(rule="cue first").as_data()


@pytest.mark.parametrize(
    "claims",
    [
        [],
        "a",
        [{"claim": "a"}],
        [{"claim": 1, "state": "", "speakers": [], "taken": True}],
        [{"claim": "a", "state": "", "speakers": ["ada"], "taken": True}],
        [{"claim": "a", "state": "", "speakers": [], "taken": "yes"}],
    ],
)
def test_claims_of_another_shape_are_refused(claims: Any) -> None:
    with pytest.raises(NotAsWritten):
        row_checks.evidence({"rule": "", "cue": "", "speaker": None, "claims": claims})
