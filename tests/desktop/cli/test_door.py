"""The one door: what opens the window, and the program as a process."""

import json
import os
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.cli.commands import COMMANDS
from desktop.exchange.importing import paste
from desktop.library import Library
from tests.desktop.cli.conftest import Ask, start


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, list[Path]]]:
    """What the window is opened with, instead of a window."""
    opened: list[tuple[Path | None, list[Path]]] = []

    def run(library: LibraryAddress | None, articles: list[Path]) -> int:
        file = library.file if isinstance(library, FileAddress) else library and Path(str(library))
        opened.append((file, articles))
        return 0

    module = types.ModuleType("ui.start.application")
    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.start.application", module)
    monkeypatch.setattr("ui.start.application", module, raising=False)
    return opened


def test_files_or_nothing_open_the_window(
    ascribe: Ask, windows: list[tuple[Path | None, list[Path]]], tmp_path: Path
) -> None:
    article, library = tmp_path / "a.txt", tmp_path / "New.ascribe"
    article.touch()
    ascribe()
    ascribe(article, library)
    ascribe(library)
    ascribe("--library", tmp_path / "odd.name")
    ascribe(f"--library={library}", article)
    ascribe("postgresql://db/news", article)
    assert windows.pop() == (Path("postgresql://db/news"), [article])
    assert windows == [
        (None, []), (library, [article]), (library, []), (tmp_path / "odd.name", []), (library, [article]),
    ]  # fmt: skip


def test_the_library_may_be_named_before_the_command_or_after(ascribe: Ask, tmp_path: Path) -> None:
    library = tmp_path / "news.ascribe"
    with Library.open(library) as opened:
        paste(opened, "The bridge will close.", title="Bridge")
    for words in (["--library", library, "list"], ["list", "--library", library], [f"--library={library}", "list"]):
        assert "Bridge" in ascribe(*words).out


def test_what_cannot_be_opened_is_told_without_a_window(
    ascribe: Ask, windows: list[tuple[Path | None, list[Path]]], tmp_path: Path
) -> None:
    assert ascribe(tmp_path / "no.txt").err == f"ascribe: {tmp_path}/no.txt does not exist.\n"
    assert "Only one library" in ascribe("a.ascribe", "b.ascribe").err
    assert "is not a file" in ascribe("https://news.example/bridge").err
    for words in (["--library", "postgresql://team:word@db/news"], ["postgresql://team:word@db/news.ascribe"]):
        told = ascribe(*words).err
        assert told.startswith("ascribe: Leave the password out of the library's address")
        assert "word@" not in told
    assert ascribe("improt", "a.txt").status == 2
    assert windows == []


def test_the_program_speaks_utf8_whatever_the_locale(tmp_path: Path) -> None:
    article = tmp_path / "Ærø.txt"
    article.write_text("Bürgermeister sagt „Ja“ 🛩", encoding="utf-8")
    process = start("import", article, tmp_path / "ĉu.txt")
    out, err = process.communicate()
    assert process.returncode == 1
    assert out.decode() == "1 article added, 1 refused.\n"
    assert err.decode() == f"ascribe: {tmp_path}/ĉu.txt does not exist.\n"
    out, err = start("export").communicate()
    assert err == b""
    assert json.loads(out)["articles"][0]["text"] == "Bürgermeister sagt „Ja“ 🛩"


def test_a_reader_that_goes_away_is_no_error() -> None:
    with Library.open(paths.default_library()) as library:
        paste(library, "long " * 400_000)
    with start("export") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_on_a_full_disk_is_told() -> None:
    with Library.open(paths.default_library()) as library:
        paste(library, "A text")
    with open("/dev/full", "wb") as full:
        process = start("list", stdout=full)
        _, err = process.communicate()
    assert err == b"ascribe: Standard output cannot be written: the disk is full.\n"
    assert process.returncode == 1


def hears_signals() -> None:
    """What a program does that a terminal started; one that a script started in the background ignores Ctrl+C."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(signal.Signals[name], signal.SIG_DFL)


@pytest.fixture(scope="module")
def many_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of so many that their import takes some seconds."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(5_000):
        (folder / f"{number}.txt").write_text(f"Article {number}")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to one process there")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_ctrl_c_and_the_like_end_an_import_in_a_sentence(many_articles: Path, name: str, status: int) -> None:
    # Python 3.13 warns of a library that the signal left half opened.
    environment = os.environ | {"LC_ALL": "C", "PYTHONWARNINGS": "error,ignore::ResourceWarning"}
    process = start("import", many_articles, preexec_fn=hears_signals, env=environment)
    while not paths.default_library().exists():
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.Signals[name])
    _, err = process.communicate()
    assert err.decode().splitlines()[-1] == "ascribe: Cancelled."
    assert process.returncode == status
    with Library.open(paths.default_library()) as library:
        assert library.check() == []


def test_a_subcommand_loads_no_window_and_no_heavy_reader() -> None:
    Library.open(paths.default_library()).close()
    check = (
        "import sys; from desktop.__main__ import main; main(['list']); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} "
        "& {'PySide6', 'ui', 'trafilatura', 'docx', 'jsonschema', 'charset_normalizer', 'lxml', 'pycrfsuite'}))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "0 articles, 0 done.\n[]\n"


@pytest.mark.parametrize("library", [[], ["--library", "{library}"], ["--library={library}"]])
def test_a_subcommand_loads_no_other(library: list[str]) -> None:
    Library.open(paths.default_library()).close()
    words = [*(word.format(library=paths.default_library()) for word in library), "list"]
    check = (
        "import sys; from desktop.__main__ import main; from desktop.cli.commands import COMMANDS; "
        f"main({words!r}); "
        "print([name for name, module in COMMANDS.items() if f'desktop.cli.{module}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "0 articles, 0 done.\n['list']\n"


@pytest.mark.parametrize(
    "asked", [["--help"], ["-h", "list"], ["--library", "a.ascribe", "--help"], ["--library=a", "-h"]]
)
def test_the_help_names_all_subcommands(asked: list[str], ascribe: Ask) -> None:
    answer = ascribe(*asked)
    assert answer.status == 0
    assert [line.split()[0] for line in answer.out.splitlines() if line.startswith("    ") and line[4] != " "] == list(
        COMMANDS
    )


def test_a_mistyped_subcommand_hears_of_all(ascribe: Ask) -> None:
    answer = ascribe("--library", "a.ascribe", "lists")
    assert answer.status == 2
    assert all(name in answer.err for name in COMMANDS)
