"""The folders of data, settings and logs on this computer. No other module uses appdirs."""

import os
import sys
from importlib import resources
from pathlib import Path

import appdirs

_NAME = "Ascribe"


def _drop_useless_xdg_values() -> None:
    # appdirs takes an empty or relative XDG variable at its word, and then names a path relative to the working
    # folder. The XDG specification says that such values are to be ignored.
    for name in [name for name in os.environ if name.startswith("XDG_") and name.endswith("_HOME")]:
        if not os.path.isabs(os.environ[name]):
            del os.environ[name]


def _home() -> Path | None:
    home = os.environ.get("ASCRIBE_HOME")
    return Path(home).absolute() if home else None


def data_folder() -> Path:
    """The folder of the user's libraries and their backups. `ASCRIBE_HOME` overrides it. Not made here."""
    _drop_useless_xdg_values()
    return _home() or Path(appdirs.user_data_dir(_NAME, appauthor=False))


def config_folder() -> Path:
    """The folder of the user's settings. Not made here."""
    _drop_useless_xdg_values()
    home = _home()
    return home / "config" if home else Path(appdirs.user_config_dir(_NAME, appauthor=False))


def settings_file() -> Path:
    """The file of the window's preferences. Not made here."""
    return config_folder() / "ascribe.ini"


def log_folder() -> Path:
    """The folder of the program's log. Not made here."""
    _drop_useless_xdg_values()
    home = _home()
    return home / "log" if home else Path(appdirs.user_log_dir(_NAME, appauthor=False))


def default_library() -> Path:
    """The library that opens when none is named."""
    return data_folder() / "Library.ascribe"


def resource(name: str) -> Path:
    """The file or folder `name` (with `/`) below resources/, in a checkout, an installation and a bundle alike."""
    if bundle := getattr(sys, "_MEIPASS", None):
        return Path(bundle) / "resources" / name
    return Path(str(resources.files("resources"))) / name
