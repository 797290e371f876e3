"""`make demo`: the main job on the sample article, through the real window, and pictures of it.

Called so:

    python -m ui.rehearsal.demo FOLDER                           the job, demo/labelled.json and all pictures
    python -m ui.rehearsal.demo FOLDER APPEARANCE SCALE PICTURE  one picture of the library that the job left
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.exchange.formats.native.checking import inspect
from ui.base.settings import Appearance, Settings
from ui.rehearsal import job, stage
from ui.rehearsal.hand import Hand, Stuck

# Appearance, scale and file of each picture.
PICTURES: tuple[tuple[Appearance, int, str], ...] = (
    ("light", 1, "window.png"),
    ("dark", 1, "window-dark.png"),
    ("light", 2, "window@2x.png"),
    ("dark", 2, "window-dark@2x.png"),
)


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    stage.live_in(folder / "home")
    settings = Settings()
    settings.appearance = "light"
    settings.shows_hints = False  # which would be in the pictures
    settings.save()
    print("Opening the sample article and labelling it with the mouse and the keys.", flush=True)
    stage.play(job.label_sample)
    print("Opening the library again and exporting it.", flush=True)
    exported = folder / "labelled.json"
    stage.play(lambda hand: job.export(hand, exported))
    if problems := [*inspect(exported).problems, *job.shortfalls(json.loads(exported.read_text(encoding="utf-8")))]:
        raise Stuck("\n".join(problems))
    for appearance, scale, picture in PICTURES:
        # A program of its own for each: Qt's scale is that of a whole program.
        picturing = [str(folder), appearance, str(scale), str(folder / picture)]
        subprocess.run([sys.executable, "-m", "ui.rehearsal.demo", *picturing], check=True)
    print(f"{len(job.SAMPLE_CLAIMS)} claims of {len(job.SPEAKERS)} speakers are in it, and it is sound:")
    for file in ("labelled.json", *(picture for _, _, picture in PICTURES)):
        print(folder / file)


def take_picture(folder: Path, appearance: Appearance, scale: int, picture: Path) -> None:
    """The window with the sample article, a claim of two parts selected in it."""
    stage.live_in(folder / "home", scale)
    Settings().appearance = appearance

    def pose(hand: Hand) -> None:
        hand.click_on(job.SAMPLE_CLAIMS[2].parts[0])
        hand.rest()
        hand.find("Article text").window().grab().save(str(picture))

    stage.play(pose)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder).absolute())
        case [folder, "light" | "dark" as appearance, scale, picture]:
            take_picture(Path(folder), appearance, int(scale), Path(picture))
        case _:
            sys.exit(__doc__)
