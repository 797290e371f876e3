"""A Ctrl+C that Python drops on its way still ends long work."""

import signal
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from desktop.base import files_open_in_sqlite, paths
from desktop.cli import interrupting
from desktop.exchange import registry
from desktop.exchange.document import Reading
from desktop.exchange.format import Pulse
from desktop.exchange.source import Choices
from desktop.library import Library
from desktop.library.sqlite.database import FileDatabase
from tests.desktop.cli.conftest import Ask
from tests.making import added_article


class Mortal:
    """Something that can be weakly referred to."""


def press_ctrl_c_in_a_callback() -> None:
    """Where Python says "Exception ignored in ..." and goes on."""
    mortal = Mortal()
    watch = weakref.ref(mortal, lambda _: signal.raise_signal(signal.SIGINT))
    del mortal
    assert watch() is None


@pytest.fixture
def _hearing() -> Iterator[None]:
    """Ctrl+C as a terminal gives it, even where the tests were started in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_hearing")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_dropped_ctrl_c_ends_an_import_and_what_was_read_stays(
    ascribe: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Article {number}")
    read = registry.read

    def read_and_press(path: Path, pulse: Pulse, choices: Choices) -> Reading:
        if path.name == "2.txt":
            press_ctrl_c_in_a_callback()
        return read(path, pulse, choices)

    monkeypatch.setattr(registry, "read", read_and_press)
    answer = ascribe("import", tmp_path)
    assert (answer.status, answer.out) == (130, "Cancelled: 3 articles added.\n")
    assert answer.err.splitlines()[-1] == "ascribe: Cancelled."
    with Library.open(paths.default_library()) as library:
        assert library.count_articles() == (3, 0)


@pytest.mark.usefixtures("_hearing")
def test_a_ctrl_c_ends_where_it_comes(ascribe: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("Article")
    monkeypatch.setattr(registry, "read", lambda *_: signal.raise_signal(signal.SIGINT))
    answer = ascribe("import", tmp_path)
    assert (answer.status, answer.out, answer.err) == (130, "", "ascribe: Cancelled.\n")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_ignored_ctrl_c_stays_ignored(ascribe: Ask) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert ascribe("list").status in {0, 1}
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_hearing")
def test_a_library_is_closed_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    library = Library.open(path := tmp_path / "News.ascribe")
    added_article(library, "It rained.")
    database = library._database
    assert isinstance(database, FileDatabase)
    event.listen(database._engine, "close", lambda *_: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt), interrupting.interruptible():
        library.close()
    library.close()
    assert caplog.records == []
    assert not files_open_in_sqlite.is_open(path)
    assert [one.name for one in tmp_path.glob("*.ascribe*")] == [path.name]
