"""Settings that have a value before anybody has chosen one."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui.base.settings import Settings


def test_the_first_file_is_looked_for_where_documents_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = {
        QStandardPaths.StandardLocation.DocumentsLocation: str(tmp_path / "Documents"),
        QStandardPaths.StandardLocation.HomeLocation: str(tmp_path),
    }
    monkeypatch.setattr(QStandardPaths, "writableLocation", places.__getitem__)
    assert Settings().folder == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert Settings().folder == str(tmp_path / "Documents")
    settings = Settings()
    settings.folder = str(tmp_path / "Desk")
    assert Settings().folder == str(tmp_path / "Desk")
