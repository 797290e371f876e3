"""The log and the error report tell what went wrong, and nothing of what the user reads."""

import logging
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.library import Library
from desktop.library.sqlite import engine
from desktop.model import operations
from desktop.model.records import Speaker
from desktop.suggest import proposing
from tests.making import added_article
from tests.ui.gestures import claim, message_of
from ui.base.settings import Settings
from ui.start import error_reports, program_log
from ui.start.bug_dialog import BugDialog
from ui.window.main_window import MainWindow

SECRET = "Croft"
TEXT = f"{SECRET} resigns\n\n“{SECRET} will resign in May,” {SECRET} said on Friday.\n"


@pytest.fixture
def log(qapp: QApplication) -> Iterator[Callable[[], str]]:
    """The log is written as in the program; gives what stands in it by now."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    program_log.write()
    yield lambda: (paths.log_folder() / "ascribe.log").read_text(encoding="utf-8")
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    qInstallMessageHandler(None)


@pytest.fixture
def window(tmp_path: Path, open_window: Callable[[Library], MainWindow]) -> Iterator[MainWindow]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        added_article(library, TEXT, f"{SECRET} resigns", publisher=SECRET, note=SECRET)
        yield open_window(library)


@pytest.fixture
def reports(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[error_reports.ErrorReports]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield error_reports.show_what_nobody_caught(window.session.tell_error)
    for dialog in shown_bugs():
        dialog.close()


def shown_bugs() -> list[BugDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog) and one.isVisible()]


def by_a_key(window: MainWindow) -> None:
    {}[TEXT]


def by_a_statement(window: MainWindow) -> None:
    opened = engine.connect(window.session.library.address.file)
    try:
        with engine.writing(opened) as connection:
            connection.execute(text("INSERT INTO speakers (id, nothing) VALUES (:a, :b)"), {"a": SECRET, "b": TEXT})
    finally:
        opened.dispose()


def by_a_rule_of_the_tables(window: MainWindow) -> None:
    speaker = Speaker(name=SECRET)
    with window.session.edit(operations.add_speaker()) as edit:
        edit.add(speaker)
    opened = engine.connect(window.session.library.address.file)
    try:
        with engine.writing(opened) as connection:
            connection.execute(text("INSERT INTO speakers SELECT * FROM speakers WHERE name = :name"), {"name": SECRET})
    finally:
        opened.dispose()


def by_a_cell_that_is_no_text(window: MainWindow) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("SELECT CAST(x'ff' || CAST(? AS BLOB) AS TEXT)", (TEXT,)).fetchall()


def by_an_assertion(window: MainWindow) -> None:
    raise AssertionError(TEXT)


def by_a_sentence(window: MainWindow) -> None:
    raise KnownError(translated("“{article}” was deleted elsewhere.", article=SECRET))


def by_one_error_after_another(window: MainWindow) -> None:
    try:
        int(TEXT)
    except ValueError as error:
        raise RuntimeError(1) from error


FAILING = [
    by_a_key,
    by_a_statement,
    by_a_rule_of_the_tables,
    by_a_cell_that_is_no_text,
    by_an_assertion,
    by_a_sentence,
    by_one_error_after_another,
]


@pytest.mark.parametrize("fail", FAILING)
def test_no_error_takes_what_is_read_into_the_log_or_the_report(
    fail: Callable[[MainWindow], None],
    window: MainWindow,
    reports: error_reports.ErrorReports,
    log: Callable[[], str],
    qtbot: QtBot,
) -> None:
    claim(window, f"{SECRET} will resign in May", SECRET)
    try:
        fail(window)
    except Exception as error:  # noqa: BLE001 - whatever it is
        reports.hear(type(error), error, error.__traceback__)
        assert fail.__name__ in log() or fail is by_a_sentence
    if fail is by_a_sentence:
        assert SECRET in message_of(window)
    else:
        qtbot.waitUntil(lambda: len(shown_bugs()) == 1)
        (dialog,) = shown_bugs()
        dialog.copy_button.click()
        assert fail.__name__ in QGuiApplication.clipboard().text()
        assert SECRET not in QGuiApplication.clipboard().text()
    assert SECRET not in log()


def test_what_fails_beside_the_window_is_not_quoted(
    window: MainWindow,
    reports: object,
    log: Callable[[], str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError(TEXT)

    monkeypatch.setattr(proposing, "propose", fail)
    window.actions_["suggest"].trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    proposing.propose_in(window.session.library, window.session.library.article_ids(), lambda done, total: None)
    refused = tmp_path / f"{SECRET}.txt"
    refused.write_bytes(b"")
    window.files.import_paths([refused])
    qtbot.waitUntil(lambda: window.tasks.current is None)
    window.tasks.run("A task", fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(shown_bugs()))
    assert "could not be looked through" in log()
    assert SECRET not in log()
    assert all(SECRET not in dialog.trace.toPlainText() for dialog in shown_bugs())


def test_what_a_record_brings_along_is_written_without_its_words(log: Callable[[], str]) -> None:
    try:
        int(TEXT)
    except ValueError:
        logging.getLogger("x").exception("something failed")
    assert "something failed" in log()
    assert "ValueError" in log()
    assert SECRET not in log()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_log_and_settings_are_for_the_user_alone(home: Path, log: Callable[[], str], tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        settings = Settings(tmp_path / "config" / "a.ini")
        settings.annotator = "Ada"
        settings.save()
        (handler,) = (one for one in logging.getLogger().handlers if type(one).__name__ == "_LogFile")
        assert isinstance(handler, logging.handlers.RotatingFileHandler)
        handler.doRollover()
        logging.getLogger("x").warning("a line")
    finally:
        os.umask(before)
    found = [*paths.log_folder().iterdir(), paths.log_folder(), tmp_path / "config" / "a.ini", tmp_path / "config"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_file()} == {0o600}
    assert Settings(tmp_path / "config" / "a.ini").annotator == "Ada"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_log_on_a_full_disk_is_told_once(window: MainWindow, reports: object, log: Callable[[], str]) -> None:
    (handler,) = (one for one in logging.getLogger().handlers if type(one).__name__ == "_LogFile")
    assert isinstance(handler, logging.FileHandler)
    full, handler.stream = handler.stream, open("/dev/full", "a", encoding="utf-8")  # noqa: SIM115 - closed below
    for _ in range(3):
        logging.getLogger("x").warning("a line")
    told = message_of(window)
    assert told.startswith("The log ")
    assert told.endswith("ascribe.log cannot be written: the disk is full.")
    window.message.hide()
    logging.getLogger("x").warning("a line")
    QApplication.processEvents()
    assert window.message.isHidden()
    full, handler.stream = handler.stream, full
    with suppress(OSError):
        full.close()


def test_settings_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    settings = Settings(tmp_path / "a file" / "a.ini")
    settings.annotator = "Ada"
    with pytest.raises(KnownError, match=r"The settings .* cannot be written"):
        settings.save()
