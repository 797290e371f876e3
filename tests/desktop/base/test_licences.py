"""The licences that About shows: of an installation by pip, and of a bundle."""

import sys
from pathlib import Path

import pytest

from desktop.base import licences
from desktop.base.licences import Licence


def test_our_own_comes_first_and_what_is_installed_follows() -> None:
    found = licences.licences()
    by_name = {one.component: one for one in found}
    assert by_name["SQLAlchemy"].terms == "MIT"
    assert "Permission is hereby granted" in by_name["SQLAlchemy"].text
    assert by_name["Source Serif Pro"].terms == "OFL-1.1"
    assert "LGPL-3.0" in by_name["PySide6_Essentials"].terms
    assert {"trafilatura", "lxml", "certifi"} <= by_name.keys()  # what it depends on depends on others
    assert "pytest" not in by_name


def test_a_bundle_has_a_file_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Licence("Ascribe", "0.2.0", "MIT", "", "Ours.\n\nAll of it: free.\n")
    other = Licence("Aardvark", "1", "BSD-3-Clause", "https://aardvark.example/", "Theirs.\n")
    folder = tmp_path / "resources" / "licences"
    folder.mkdir(parents=True)
    for one in (other, ours):
        (folder / f"{one.component}.txt").write_text(one.as_file(), encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert licences.licences() == [ours, other]
