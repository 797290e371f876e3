"""The collector is on again when the last pause ended, and not before."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from desktop.base import garbage_collection


@pytest.fixture(autouse=True)
def _enabled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    was_enabled = gc.isenabled()
    monkeypatch.setattr(garbage_collection, "_pauses", 0)
    gc.enable()
    yield
    if not was_enabled:  # by another test, which began a program that never opened its window
        gc.disable()


def test_pauses_lie_within_one_another() -> None:
    with garbage_collection.paused():
        garbage_collection.pause()
        with garbage_collection.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        garbage_collection.resume()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_may_overlap_another() -> None:
    with garbage_collection.paused():
        garbage_collection.pause()
    assert not gc.isenabled()
    garbage_collection.resume()
    assert gc.isenabled()


def test_what_is_due_is_collected_in_a_pause() -> None:
    class Node:
        me: "Node"

    with garbage_collection.paused():
        node = Node()
        node.me = node
        seen = weakref.ref(node)
        del node
        kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]
        garbage_collection.collect_due()
        assert seen() is None
        assert kept


def test_old_objects_are_collected_at_rest_when_they_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    monkeypatch.setattr(garbage_collection.gc, "collect", lambda: collected.append(True))

    monkeypatch.setattr(garbage_collection.gc, "get_count", lambda: (5, 5, 10))
    garbage_collection.collect_when_idle()
    assert not collected
    monkeypatch.setattr(garbage_collection.gc, "get_count", lambda: (5, 5, 11))
    garbage_collection.collect_when_idle()
    assert collected


def test_old_objects_are_left_to_rest_but_not_for_good() -> None:
    before = gc.get_threshold()
    try:
        garbage_collection.collect_old_objects_when_idle()
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
        garbage_collection.collect_rarely()
        kept = [[number] for number in range(15_000)]
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
    assert (len(kept), rounds) == (15_000, [])
