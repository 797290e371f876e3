"""A question that takes long can be ended, and a short one, or what writes, cannot."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop.base import time_limits
from desktop.library.sqlite.engine import watch

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
SHORT = ENDLESS.replace("count(*) FROM n", "count(*) FROM (SELECT i FROM n LIMIT 300000)")


class Clock:
    """A second goes by each time that somebody asks."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.setattr(time_limits, "time", Clock())
    with closing(sqlite3.connect(":memory:")) as connection:
        watch(connection)
        yield connection


def ended(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
    return False


def test_whoever_runs_it_ends_it(connection: sqlite3.Connection) -> None:
    with time_limits.cancellable(lambda: True), time_limits.question():
        assert ended(connection, ENDLESS)
        assert time_limits.was_cancelled()
    assert not time_limits.was_cancelled()


def test_in_the_windows_thread_it_ends_by_itself(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_limits._here, "longest", time_limits._here.longest)
    time_limits.limit_questions_here()
    with time_limits.question():
        assert ended(connection, ENDLESS)
        assert not time_limits.was_cancelled()


def test_what_writes_goes_on(connection: sqlite3.Connection) -> None:
    with time_limits.cancellable(lambda: True):  # outside of a question
        assert not ended(connection, SHORT)


def test_nobody_ends_what_nobody_cancelled(connection: sqlite3.Connection) -> None:
    with time_limits.cancellable(lambda: False), time_limits.question():
        assert not ended(connection, SHORT)


def test_what_is_short_goes_on(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limits, "_SHORT", 1000)
    with time_limits.cancellable(lambda: True), time_limits.question():
        assert not ended(connection, SHORT)
