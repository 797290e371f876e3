"""Where things live on this computer."""

from pathlib import Path

import pytest

from desktop.base import paths


def test_ascribe_home_overrides_every_place(home: Path) -> None:
    assert paths.data_folder() == home
    assert paths.config_folder().is_relative_to(home)
    assert paths.log_folder().is_relative_to(home)
    assert paths.default_library().parent == home


@pytest.mark.parametrize("useless", ["", "relative/folder"])
def test_useless_xdg_values_are_ignored(useless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASCRIBE_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, useless)
    assert paths.data_folder().is_absolute()
    assert paths.config_folder().is_absolute()
    assert paths.log_folder().is_absolute()


def test_resources_are_found() -> None:
    assert paths.resource("codebooks/claims_and_speakers.toml").is_file()
