"""The whole job in the real window, as `ascribe --smoke` does it, and the eye that judges it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.rehearsal import job


@pytest.mark.slow
def test_the_program_does_its_job_and_says_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "desktop", "--smoke"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []  # it cleans up behind it


def test_an_export_without_the_labels_falls_short() -> None:
    article = {"text": f"{job.SAMPLE_TITLE}, port chief admits", "annotations": [], "attributions": []}
    missing = job.shortfalls({"articles": [article], "speakers": []})
    assert len(missing) == len(job.SAMPLE_CLAIMS) + len(job.SAMPLE_JOINED) + len(job.SAMPLE_NAMED)


def test_a_claim_given_to_another_speaker_is_noticed() -> None:
    parts = [{"text": part} for part in job.SAMPLE_CLAIMS[0].parts]
    claim = {"id": "c", "label": "Claim", "fragments": parts, "attributes": {"quotation": "direct"}, "speaker": None}
    attribution = {"claim": "c", "sources": [{"speaker": "s", "mention": None}], "cues": []}
    article = {"text": job.SAMPLE_TITLE, "annotations": [claim], "attributions": [attribution]}

    def missing(name: str) -> list[str]:
        exported = {"articles": [article], "speakers": [{"id": "s", "name": name}]}
        return [shortfall for shortfall in job.shortfalls(exported) if str(job.SAMPLE_CLAIMS[0]) in shortfall]

    assert missing(job.MARSH) == []
    assert len(missing(job.ADEYEMI)) == 1
