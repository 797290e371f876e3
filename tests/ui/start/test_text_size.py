"""The system's text size is followed: Qt knows it when it has started, and scales all by it from the next start on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.base.settings import Settings
from ui.start.qt import text_scale

ROOT = Path(__file__).parents[3]
STARTED = """
import sys
sys.argv = sys.argv[:1]
from ui.start import qt
from ui.base import theme
theme.TEXT = {text}
print(qt.started().devicePixelRatio())
"""


@pytest.mark.parametrize(
    ("px", "factor"), [(9, 1), (12, 1), (13, 1), (13.5, 1), (15, 1.15), (18, 1.38), (26, 2), (40, 2)]
)
def test_how_much_larger_all_is_shown(px: int, factor: float) -> None:
    assert text_scale(px) == factor


def scale(home: Path, text: float = 13, **environment: str) -> float:
    """By how much Qt scales in a program that starts now, where a text of our own has so many pixels."""
    places = {"ASCRIBE_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", STARTED.format(text=text)]
    done = subprocess.run(command, env=os.environ | places | environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def test_it_is_followed_from_the_next_start_on(tmp_path: Path) -> None:
    assert scale(tmp_path, text=8) == 1  # the system's 12 pixels are half as many more
    assert scale(tmp_path, QT_SCALE_FACTOR="2") == 3, "beside the scale of the screen"
    assert scale(tmp_path) == 1, "the start before found the system's text as large as ours"


def test_what_makes_no_sense_is_none() -> None:
    settings = Settings()
    for value, read in (("nonsense", 1), ("17", 1), ("-3", 1), ("1.5", 1.5), ("nan", 1)):
        settings._values.setValue("window/text_scale", value)
        assert settings.text_scale == read
