"""The annotator's name from the window's preferences, for work that is done without a window."""

import configparser
import logging
import re

from desktop.base import paths

log = logging.getLogger(__name__)


def preferred_name() -> str | None:
    """The annotator's name in the preferences; None where they give none, or cannot be read.

    The window keeps them by QSettings: https://doc.qt.io/qt-6/qsettings.html#Format-enum.
    """
    settings = configparser.RawConfigParser(strict=False, delimiters=("=",))
    try:
        settings.read(paths.settings_file(), encoding="utf-8")
    except (OSError, UnicodeError, configparser.Error) as error:
        log.warning("the preferences cannot be read: %s", error)
        return None
    kept = settings.get("General", "annotator", fallback="")
    if kept.startswith('"') and kept.endswith('"'):
        kept = kept[1:-1]
    kept = re.sub(r"\\(.)", r"\1", kept)
    return kept.removeprefix("@" * kept.startswith("@@")).strip() or None
