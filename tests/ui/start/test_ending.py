"""A window that is ended from outside ends as if it had been closed: nothing is lost, and a backup is made."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.making import added_article

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

# Opens the window, does something in it, says so, and waits in the state that the test is about.
PROGRAM = """
    import sys, time
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from desktop.base.library_address import LibraryAddress
    from desktop.model import operations
    from desktop.model.records import Speaker
    from ui.start import application
    app = QApplication([])
    def work():
        window = next((w for w in app.allWidgets() if w.objectName() == "window"), None)
        if window is None or window.session.state is None:
            return
        timer.stop()
        with window.session.edit(operations.add_speaker()) as edit:
            edit.add(Speaker(name="Ada Lin"))
        {state}
        print("ready", flush=True)
    def import_slowly(library, progress):
        for number in range(1000):
            with library.edit(operations.add_speaker()) as edit:
                edit.add(Speaker(name=str(number)))
            progress(number, 1000)
            time.sleep(0.02)
    timer = QTimer(interval=20)
    timer.timeout.connect(work)
    timer.start()
    sys.exit(application.run(LibraryAddress.of(sys.argv[1]), []))
"""
STATES = {
    "at rest": "pass",
    "at work": "window.tasks.run('Adding', import_slowly, lambda _: None); time.sleep(0.2)",
    "in a dialog": "QTimer.singleShot(0, window.files.paste_article)",
    "asking": "window.tasks.run('Adding', import_slowly, print); QTimer.singleShot(0, window.close); time.sleep(0.2)",
}


def started(path: Path, state: str) -> subprocess.Popen[str]:
    program = textwrap.dedent(PROGRAM).replace("{state}", STATES[state])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, str(path)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heard,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def heard() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("name", "state"),
    [*(("SIGTERM", state) for state in STATES), ("SIGHUP", "at rest"), ("SIGINT", "at rest")],
)
def test_what_ends_the_program_closes_its_window(tmp_path: Path, name: str, state: str) -> None:
    path = tmp_path / "news.ascribe"
    with Library.open(path) as library:
        added_article(library, "The bridge will close, Ada Lin said.", "Bridge")
    process = started(path, state)
    process.send_signal(signal.Signals[name])
    _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, "")
    (backup,) = LibraryAddress.of(path).backups.iterdir()
    for kept in (path, backup):
        with Library.open(kept) as library:
            assert "Ada Lin" in [speaker.name for speaker in library.speakers()]
            assert library.check() == []
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "home") == ["news backups", "news.ascribe"]


def test_a_signal_that_the_program_was_started_to_ignore_ends_nothing(tmp_path: Path) -> None:
    code = (
        "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from desktop.base import ending_signals; print([number.name for number in ending_signals.to_handle()])"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, preexec_fn=heard)
    assert said.stdout == "['SIGINT', 'SIGTERM']\n"


# Starts Ascribe, and gets the signal as this module is imported.
EARLY = """
    import signal, sys
    class Watch:
        def find_spec(self, name, *_):
            if name == sys.argv[1]:
                sys.argv[1] = ""
                signal.raise_signal(signal.Signals[sys.argv[2]])
    sys.meta_path.insert(0, Watch())
    from desktop.__main__ import main
    sys.exit(main(sys.argv[3:]))
"""
BEFORE_THE_WINDOW = ["ui.start.application", "PySide6.QtWidgets", "ui.base.theme", "ui.start.single_window"]
MODULES = [*BEFORE_THE_WINDOW, "desktop.library", "ui.window.main_window"]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        *((module, "SIGTERM") for module in MODULES),
        *((module, "SIGHUP") for module in MODULES[-2:]),
        (MODULES[-1], "SIGINT"),
    ],
)
def test_a_signal_while_it_starts_ends_it_and_leaves_nothing(tmp_path: Path, module: str, name: str) -> None:
    Library.open(path := tmp_path / "news.ascribe").close()
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(EARLY), module, name, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False, preexec_fn=heard
    )
    cancelled = (128 + signal.Signals[name], "ascribe: Cancelled.\n")
    assert (ended.returncode, ended.stderr) == (cancelled if module in BEFORE_THE_WINDOW else (0, ""))
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "home") == ["news.ascribe"]
