"""What a packaged program starts must not inherit the bundle's libraries."""

import os
import sys

import pytest

from desktop.base import packaged_environment


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "QT_PLUGIN_PATH"):
        monkeypatch.setenv(name, "to be undone")
        monkeypatch.delenv(name)


def test_what_the_loader_changed_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    os.environ |= {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/mine", "QT_PLUGIN_PATH": "/bundle/plugins"}
    packaged_environment.restore_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/mine"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
    assert "QT_PLUGIN_PATH" not in os.environ


def test_what_was_not_set_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    os.environ["LD_LIBRARY_PATH"] = "/bundle"
    packaged_environment.restore_environment()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_a_program_that_is_not_packaged_leaves_it_alone() -> None:
    os.environ |= {"LD_LIBRARY_PATH": "/mine", "QT_PLUGIN_PATH": "/mine"}
    packaged_environment.restore_environment()
    assert (os.environ["LD_LIBRARY_PATH"], os.environ["QT_PLUGIN_PATH"]) == ("/mine", "/mine")
