"""What every test has: a home of its own, and Qt without a screen."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"
os.environ["QT_ACCESSIBILITY"] = "0"  # no accessibility bus: the tests speak to the widgets


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test's libraries, settings and logs."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ASCRIBE_HOME", str(folder))
    return folder
