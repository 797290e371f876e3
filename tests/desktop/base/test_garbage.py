"""The collector is on again when the last pause ended, and not before."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from desktop.base import garbage


@pytest.fixture(autouse=True)
def _enabled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    was_enabled = gc.isenabled()
    monkeypatch.setattr(garbage, "_pauses", 0)
    gc.enable()
    yield
    if not was_enabled:  # by another test, which began a program that never opened its window
        gc.disable()


def test_pauses_lie_within_one_another() -> None:
    with garbage.paused():
        garbage.pause()
        with garbage.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        garbage.resume()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_may_overlap_another() -> None:
    with garbage.paused():
        garbage.pause()
    assert not gc.isenabled()
    garbage.resume()
    assert gc.isenabled()


def test_what_is_due_is_collected_in_a_pause() -> None:
    class Node:
        me: "Node"

    with garbage.paused():
        node = Node()
        node.me = node
        seen = weakref.ref(node)
        del node
        kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
        garbage.collect_what_is_due()
        assert seen() is None
        assert kept


def test_old_objects_are_collected_at_rest_when_they_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    monkeypatch.setattr(garbage.gc, "collect", lambda: collected.append(True))

    monkeypatch.setattr(garbage.gc, "get_count", lambda: (5, 5, 10))
    garbage.collect_at_rest()
    assert not collected
    monkeypatch.setattr(garbage.gc, "get_count", lambda: (5, 5, 11))
    garbage.collect_at_rest()
    assert collected


def test_old_objects_are_left_to_rest_but_not_for_good() -> None:
    before = gc.get_threshold()
    try:
        garbage.leave_old_objects_to_rest()
        assert gc.get_threshold()[:2] == before[:2]
        assert before[2] < gc.get_threshold()[2] < 10_000
    finally:
        gc.set_threshold(*before)


def test_a_command_has_hardly_anything_collected_while_it_makes_objects_that_stay() -> None:
    thresholds = gc.get_threshold()
    rounds: list[str] = []

    def note(phase: str, _: object) -> None:
        rounds.append(phase)

    gc.collect()
    gc.callbacks.append(note)
    try:
        garbage.collect_rarely()
        kept = [[number] for number in range(15_000)]
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
    assert (len(kept), rounds) == (15_000, [])
