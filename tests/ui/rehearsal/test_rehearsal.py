"""The whole job in the real window, as `ascribe --smoke` does it, and the eye that judges it."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ui.rehearsal import job


@pytest.mark.slow
def test_the_program_does_its_job_and_says_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "desktop", "--smoke"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []  # it cleans up behind it


def test_a_folder_on_a_network_drive_asks_a_rehearsal_nothing(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"21 1 0:21 / {tmp_path} rw - nfs4 nas:/home rw\n", encoding="utf-8")
    script = textwrap.dedent(f"""
        from pathlib import Path
        from desktop.library import network_drives
        from ui.rehearsal import stage
        network_drives.TABLE = Path({str(table)!r})
        stage._PATIENCE = 300
        stage.live_in(Path({str(tmp_path)!r}) / "home")
        stage.play(lambda hand: hand.click("Article text"))
    """)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=500)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "home" / "Library.ascribe").is_file()


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
