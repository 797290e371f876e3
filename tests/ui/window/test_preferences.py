"""The language in the preferences, and the name."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.base.preferred_name import preferred_name
from ui.base.settings import Settings
from ui.window import preferences
from ui.window.main_window import MainWindow
from ui.window.preferences import PreferencesDialog


def headings(dialog: PreferencesDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_language_is_chosen_where_there_are_several(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "languages", lambda: ["en", "de"])

    def choose(dialog: PreferencesDialog) -> int:
        assert "Language" in headings(dialog)
        names = [dialog.language.itemText(place) for place in range(dialog.language.count())]
        assert names == ["Same as the system", "English", "Deutsch"]
        assert dialog.restart.isHidden()
        dialog.language.setCurrentIndex(2)
        assert not dialog.restart.isHidden()
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", choose)
    window.actions_["preferences"].trigger()
    assert window.settings.language == "de"
    window.settings.save()
    assert Settings().language == "de"


def test_of_one_language_none_is_chosen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(preferences, "languages", lambda: ["en"])
    monkeypatch.setattr(PreferencesDialog, "exec", lambda dialog: seen.extend(headings(dialog)))
    window.actions_["preferences"].trigger()
    assert "Text size" in seen
    assert "Language" not in seen


@pytest.mark.parametrize("name", ["Anna", 'Ruiz, "Zoë"', "@me", "王 %d", "a\\b"])
def test_the_command_line_knows_the_name(home: Path, name: str) -> None:
    settings = Settings()
    settings.annotator = name
    settings.save()
    assert preferred_name() == name
