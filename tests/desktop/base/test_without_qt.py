"""Who started Ascribe by a double click reads why there is no window, in a dialog of the desktop's own."""

import os
import sys
from pathlib import Path

import pytest

from desktop.base import without_qt

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="dialogs as Linux desktops have them")

SENTENCE = "It <b>lacks</b> {this} & that."


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop on whose path there are no programs yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":1")
    return tmp_path


def put(folder: Path, program: str, status: int = 0, complaint: str = "") -> None:
    """A program that writes down its arguments, one a line."""
    file = folder / program
    said = folder / f"{program}.said"
    file.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{said}'\nprintf '{complaint}' >&2\nexit {status}\n")
    file.chmod(0o755)


def test_the_first_that_can_shows_it(desktop: Path) -> None:
    put(desktop, "zenity", status=1, complaint="no display")
    put(desktop, "kdialog")
    put(desktop, "notify-send")
    without_qt.show(SENTENCE)
    assert SENTENCE in (desktop / "kdialog.said").read_text().splitlines()
    assert not (desktop / "notify-send.said").exists()


def test_a_dialog_that_was_closed_by_its_frame_was_read(desktop: Path) -> None:
    put(desktop, "zenity", status=1)
    put(desktop, "kdialog")
    without_qt.show(SENTENCE)
    assert "--no-markup" in (desktop / "zenity.said").read_text().splitlines()
    assert not (desktop / "kdialog.said").exists()


def test_without_a_screen_nothing_is_started(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    put(desktop, "zenity")
    without_qt.show(SENTENCE)
    assert os.listdir(desktop) == ["zenity"]


def test_on_a_terminal_nothing_is_started(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(without_qt, "_is_read", lambda: True)
    put(desktop, "zenity")
    without_qt.show(SENTENCE)
    assert os.listdir(desktop) == ["zenity"]


def test_where_there_is_no_such_program_nothing_happens(desktop: Path) -> None:
    without_qt.show(SENTENCE)


def test_another_error_is_not_about_a_library() -> None:
    assert without_qt.lacking_library(ImportError("libQt6Core.so.6: file too short")) == ""
