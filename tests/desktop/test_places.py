"""Where things live on this computer."""

from pathlib import Path

import pytest

from desktop import places


def test_ascribe_home_overrides_every_place(home: Path) -> None:
    assert places.data_folder() == home
    assert places.config_folder().is_relative_to(home)
    assert places.log_folder().is_relative_to(home)
    assert places.default_library().parent == home


@pytest.mark.parametrize("useless", ["", "relative/folder"])
def test_useless_xdg_values_are_ignored(useless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASCRIBE_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, useless)
    assert places.data_folder().is_absolute()
    assert places.config_folder().is_absolute()
    assert places.log_folder().is_absolute()


def test_resources_are_found() -> None:
    assert places.resource("schemes/claims_and_speakers.toml").is_file()
