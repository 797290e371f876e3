"""Lets a real mouse and real keys (xdotool) label a claim in a frozen Ascribe on a screen of its own, and looks at it.

Called so:

    python packaging/mouse.py dist/ascribe/ascribe
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from smoke import PATIENCE, run, screen, without_python

SPEAKER = "Mary Mouse"
# Two drags over the text in the middle of a window of 1280 x 800 at the screen's corner, as (from, to).
WINDOW = (1280, 800)
FIRST = ((430, 300), (760, 335))
SECOND = ((430, 480), (760, 515))


def main(program: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        environment = {
            **without_python(os.environ), "ASCRIBE_HOME": folder, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb",
        }  # fmt: skip
        silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = subprocess.Popen(["openbox"], env=environment, **silent)
        try:
            label(program, environment)
        finally:
            manager.terminate()
            manager.wait()
        target = Path(folder) / "labelled.json"
        run([program, "export", "--output", target], environment, expected="")
        check(json.loads(target.read_text(encoding="utf-8")))


def label(program: Path, environment: dict[str, str]) -> None:
    """Starts the program on its sample, drags, C, a name, Enter, Ctrl+drag, Ctrl+Q."""

    def xdotool(*words: object) -> None:
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=PATIENCE)
        time.sleep(0.3)

    def drag(start: tuple[int, int], stop: tuple[int, int]) -> None:
        middle = ((start[0] + stop[0]) // 2, (start[1] + stop[1]) // 2)
        xdotool("mousemove", "--sync", *start)
        xdotool("mousedown", 1)
        xdotool("mousemove", "--sync", *middle)
        xdotool("mousemove", "--sync", *stop)
        xdotool("mouseup", 1)

    process = subprocess.Popen(
        [program],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        xdotool("search", "--sync", "--onlyvisible", "--name", "Flood tunnel.*Ascribe", "windowactivate", "--sync",
                "windowsize", "--sync", *WINDOW, "windowmove", 0, 0)  # fmt: skip
        drag(*FIRST)
        xdotool("key", "c")
        xdotool("type", "--delay", 30, SPEAKER)
        xdotool("key", "Return")
        xdotool("keydown", "ctrl")
        drag(*SECOND)
        xdotool("keyup", "ctrl")
        xdotool("key", "ctrl+q")
        said, _ = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    if said or process.returncode:
        sys.exit(f"{program} ended with status {process.returncode} and said:\n{said}")


def check(exported: dict) -> None:  # type: ignore[type-arg]
    """One claim of two parts, each of whole words of the text, and its speaker."""
    (article,), (speaker,) = exported["articles"], exported["speakers"]
    (claim,) = article["annotations"]
    (attribution,) = article["attributions"]
    parts = [article["text"][part["start"] : part["end"]] for part in claim["fragments"]]
    edges = [(article["text"][part["start"] - 1], article["text"][part["end"]]) for part in claim["fragments"]]
    assert speaker["name"] == SPEAKER, speaker
    assert claim["label"] == "Claim", claim
    assert attribution["sources"] == [{"speaker": speaker["id"], "mention": None}], attribution
    assert [part["text"] for part in claim["fragments"]] == parts, claim
    assert len(parts) == 2, parts
    assert not any(edge.isalnum() for pair in edges for edge in pair), edges
    print(f"A real mouse labelled, and {SPEAKER} said: {' ... '.join(parts)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
