"""What is lacking while the window is open is told, nothing is half done, and work goes on once it is there again."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.library import Library, journal
from tests.conftest import MakeDisk
from tests.making import added_article
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, drag, message_of, press
from ui.base.file_dialogs import FileDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def on_a_disk(disk: MakeDisk) -> Iterator[Library]:
    with Library.open(disk("1m") / "news.ascribe", annotator="tester") as library:
        added_article(library, TEXT, "Harbour bridge to close")
        yield library


@pytest.fixture
def filler(on_a_disk: Library) -> Path:
    """What takes all the room there was on the library's disk."""
    filler = on_a_disk.address.folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))
    return filler


def test_room(
    on_a_disk: Library,
    filler: Path,
    open_window: Callable[[Library], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = on_a_disk
    window = open_window(library)
    article, copy = tmp_path / "storm.txt", library.address.folder / "copy.ascribe"
    article.write_text("Storm\n\n" + "It blows, she said.\n" * 20_000, encoding="utf-8")
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(copy), ""))

    def mark() -> None:
        window.view.page.setFocus()
        drag(window, "The bridge will close")
        press(Qt.Key.Key_C)

    def back_up() -> None:
        window.actions_["back-up"].trigger()

    for do in (mark, back_up, lambda: window.files.import_paths([article]), mark):
        window.message.hide()
        do()
        qtbot.waitUntil(lambda: window.tasks.current is None)
        assert "full" in message_of(window)
        assert library.annotations(library.article_ids()[0]) == []
        assert not copy.exists()
    filler.unlink()
    press(Qt.Key.Key_Escape)
    made = claim(window, "The bridge will close", "Ada Lin")
    assert library.annotation(made) is not None
    assert library.check() == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_handles(window: MainWindow, library: Library, tmp_path: Path, qtbot: QtBot) -> None:
    import resource

    article = tmp_path / "storm.txt"
    article.write_text("Storm\n\nIt blows, she said.\n", encoding="utf-8")
    claim(window, "The bridge will close", "Ada Lin")  # what a first edit opens is open
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[0]), before[1]))
        with suppress(OSError):
            while True:
                stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        window.files.import_paths([article])
        qtbot.waitUntil(lambda: window.tasks.current is None)
        assert "too many files open" in message_of(window)
        assert library.count_articles() == (3, 0)
        made = claim(window, "The ferry company")
        assert library.annotation(made) is not None, "the library is open, and needs no handle"
    window.files.import_paths([article])
    qtbot.waitUntil(lambda: library.count_articles() == (4, 0) and window.tasks.current is None)


def test_memory(window: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def lack(*_: object, **__: object) -> NoReturn:
        raise MemoryError

    window.view.page.setFocus()
    with monkeypatch.context() as short:
        short.setattr(journal, "write", lack)
        drag(window, "The bridge will close")
        press(Qt.Key.Key_C)
        assert "too little memory" in message_of(window)
    assert library.annotations(library.article_ids()[0]) == []
    press(Qt.Key.Key_Escape)
    made = claim(window, "The bridge will close", "Ada Lin")
    assert library.annotation(made) is not None
