"""Traces tell where a bug is, and nothing of what the user reads."""

import json
import sqlite3

import pytest
from sqlalchemy import create_engine, text

from desktop.base.tracebacks import place_of, trace_of

MARKER = "Croft said the runway was lit"


def raised(function: object, *arguments: object) -> Exception:
    with pytest.raises(Exception) as caught:
        function(*arguments)  # type: ignore[operator]
    return caught.value


def undecodable() -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("SELECT CAST(x'ff' || CAST(? AS BLOB) AS TEXT)", (MARKER,)).fetchall()
    finally:
        connection.close()


def refused_by_sqlalchemy() -> None:
    engine = create_engine("sqlite://", hide_parameters=True)
    try:
        with engine.connect() as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": MARKER})
    finally:
        engine.dispose()


def chained() -> None:
    try:
        int(MARKER)
    except ValueError as error:
        raise LookupError(MARKER) from error


QUOTING = {
    "a key": lambda: {}[MARKER],
    "a number": lambda: int(MARKER),
    "an error with another before it": chained,
    "a cell that is no text": undecodable,
    "a statement": refused_by_sqlalchemy,
    "an encoding": lambda: f"{MARKER}\udcff".encode(),
    "a file's name": lambda: open(f"/nowhere/{MARKER}"),  # noqa: SIM115
    "an exit": lambda: json.loads(f'{{"{MARKER}": '),
}


@pytest.mark.parametrize("what", QUOTING)
def test_what_the_user_reads_is_in_no_trace(what: str) -> None:
    error = raised(QUOTING[what])
    for words in (trace_of(error), place_of(error)):
        assert MARKER not in words
        assert type(error).__name__ in words
    assert "test_tracebacks.py" in trace_of(error)


def test_words_that_are_of_the_code_stay() -> None:
    assert trace_of(raised(lambda: 1 // 0)).endswith("ZeroDivisionError: integer division or modulo by zero\n")
    assert "has no attribute 'fragments'" in trace_of(raised(lambda: None.fragments))  # type: ignore[attr-defined]


def test_what_led_to_an_error_is_told_before_it() -> None:
    words = trace_of(raised(chained))
    assert words.index("ValueError") < words.index("direct cause") < words.index("LookupError")


def test_the_same_bug_has_the_same_place() -> None:
    errors = [raised(QUOTING["a key"]) for _ in range(2)]
    assert place_of(errors[0]) == place_of(errors[1])
    assert place_of(errors[0]) != place_of(raised(chained))


def test_an_error_that_leads_to_itself_has_an_end() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__context__, second.__context__ = second, first
    assert trace_of(first).count("ValueError") == 1
