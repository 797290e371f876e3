"""What a window lacks is told in a sentence, where Qt would abort: a screen, a plugin, handles, memory."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NO_SCREEN = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="screens and limits as Linux has them")


def window(limit: str = "-c 0", **environment: str) -> subprocess.CompletedProcess[str]:
    """What a start of the window comes to where it cannot be shown, under a limit of the shell."""
    command = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", sys.executable, "-m", "desktop"]
    without = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    return subprocess.run(
        command, cwd=ROOT, env=without | environment, capture_output=True, text=True, timeout=500, check=False
    )


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("ascribe: ")
    assert line.endswith(".")
    return line.removeprefix("ascribe: ")


SCREENS = {
    "none": ({}, r"there is no screen here \(DISPLAY is not set\)"),
    "a dead server": ({"DISPLAY": ":4711"}, "could not connect to display :4711"),
    "Wayland alone, dead": ({"WAYLAND_DISPLAY": "wayland-4711"}, "wayland|wl_display"),
    "a plugin that is not there": ({"QT_QPA_PLATFORM": "nonsense"}, "nonsense"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_without_a_screen(screen: str, tmp_path: Path) -> None:
    environment, reason = SCREENS[screen]
    told = sentence(window(XDG_RUNTIME_DIR=str(tmp_path), **environment))
    assert told.startswith("The window cannot be shown: ")
    assert re.search(reason, told)
    assert told.endswith("`ascribe --help` lists what works without it.")


def test_with_few_handles() -> None:
    told = sentence(window("-n 24", QT_QPA_PLATFORM="offscreen"))
    assert told == "The window cannot be shown: Ascribe has too many files open."


@pytest.mark.parametrize("kilobytes", [60_000, 120_000, 250_000])
def test_with_little_memory(kilobytes: int) -> None:
    assert "too little memory" in sentence(window(f"-v {kilobytes}", QT_QPA_PLATFORM="offscreen"))


def test_without_a_library_that_qt_needs(tmp_path: Path) -> None:
    package = tmp_path / "PySide6"
    package.mkdir()
    missing = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (package / "__init__.py").write_text(f"raise ImportError({missing!r}, name='QtGui')\n", encoding="utf-8")
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from desktop.__main__ import main; sys.exit(main([]))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    told = sentence(done)
    assert "lacks libEGL.so.1" in told
    assert "sudo apt install libegl1 libgl1 libopengl0" in told
