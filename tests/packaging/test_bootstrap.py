"""What a bare machine is told and given. The bare machine itself is tried by packaging/clean_machine.sh."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lack(bootstrap: ModuleType, *names: str) -> list[object]:
    everything = [*bootstrap.PACKAGES, *bootstrap.QT, *bootstrap.X11, *bootstrap.FONT]
    return [need for need in everything if need.what in names]


def test_a_ready_machine_hears_nothing() -> None:
    for _ in range(2):  # the first may have to bring .venv up to date with pyproject.toml
        done = subprocess.run([sys.executable, SCRIPT, "test"], capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_unknown_goal_is_wrong_usage() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "fly"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "usage: bootstrap.py run|test-postgres|test|bundle|smoke|deb|e2e|bare\n"


def test_who_is_not_root_gets_the_commands(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.provide_system(lack(bootstrap, "libxcb-cursor.so.0", "libEGL.so.1"))
    assert capsys.readouterr().out == "This system lacks libEGL.so.1, libxcb-cursor.so.0.\n"
    advice = str(stopped.value)
    assert "sudo apt-get install libegl1 libxcb-cursor0\n" in advice
    assert "sudo dnf install libglvnd-egl xcb-util-cursor\n" in advice
    assert "sudo pacman -S libglvnd xcb-util-cursor" in advice


def test_root_on_debian_gets_it_installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "runs", lambda program: program == "apt-get")
    monkeypatch.setattr(bootstrap, "quietly", lambda *command: commands.append(command))
    there_now = [need._replace(is_there=lambda _: True) for need in lack(bootstrap, "libGL.so.1", "a font")]
    bootstrap.provide_system(there_now)
    assert [command[2] for command in commands] == ["update", "install"]
    assert commands[1][-2:] == ("fonts-noto-core", "libgl1")


def test_a_missing_font_alone_stops_nobody(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "FONT", [need._replace(is_there=lambda _: False) for need in bootstrap.FONT])
    bootstrap.provide_system(bootstrap.FONT)


def test_a_missing_library_is_noticed(bootstrap: ModuleType) -> None:
    assert bootstrap.loads("libc.so.6")
    assert not bootstrap.loads("libnosuch.so.0")
    assert bootstrap.runs("sh")
    assert not bootstrap.runs("no-such-program")


@pytest.mark.skipif(sys.platform != "linux", reason="ldd is Linux's")
def test_a_machine_that_has_what_the_table_asks_for_has_all_that_qt_links_against() -> None:
    import PySide6

    qt = Path(PySide6.__path__[0]) / "Qt"
    parts = [
        *(qt / "lib" / f"libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "Test")),
        *(qt / "plugins/platforms" / f"libq{name}.so" for name in ("xcb", "offscreen")),
    ]
    listing = subprocess.run(["ldd", *parts], capture_output=True, text=True, check=True).stdout
    assert [line for line in listing.splitlines() if "not found" in line] == []
