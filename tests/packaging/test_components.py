"""What a bundle is made of, and whether it may be handed out."""

import importlib.util
import json
import os
import sys
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def components(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("components", ROOT / "packaging/components.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "components", module)  # where its dataclasses look for their annotations
    spec.loader.exec_module(module)
    return module


def file_of(name: str) -> str:
    """A module of an installed distribution."""
    one = distribution(name)
    return str(next(one.locate_file(file) for file in one.files or [] if file.suffix == ".py"))


def test_each_file_has_its_component(components: ModuleType) -> None:
    sources = [
        str(ROOT / "desktop/__main__.py"), str(ROOT / "resources/faces/SourceSerifPro-Bold.ttf"), os.__file__,
        file_of("SQLAlchemy"), file_of("PySide6_Essentials"), file_of("certifi"), file_of("SQLAlchemy"),
    ]  # fmt: skip
    found = {one.licence.component: one for one in components.components(sources)}
    assert {name: one.licence.terms for name, one in found.items()} == {
        "Ascribe": "MIT", "Source Serif Pro": "OFL-1.1", "CPython": "Python-2.0", "SQLAlchemy": "MIT",
        "PySide6_Essentials": "LGPL-3.0-only", "certifi": "MPL-2.0",
    }  # fmt: skip
    qt = found["PySide6_Essentials"].licence.text
    assert "How to replace them" in qt
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt
    assert "SIL OPEN FONT LICENSE" in found["Source Serif Pro"].licence.text


def test_what_nobody_knows_stops_it(components: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(components.Unknown, match=r"Nobody knows whose .*strange\.so is"):
        components.components([str(tmp_path / "strange.so")])


def test_all_that_is_wrong_is_told_at_once(components: ModuleType) -> None:
    table = components.Table.read()
    said = components.Licence("Ghost", "1", "GPL-3.0-only", "", "Boo")
    with pytest.raises(components.Unknown, match=r'Ghost 1 states the licence “GPL-3.0-only”.*"Ghost"\.licence = '):
        table.component("python", "pypi", said)
    with pytest.raises(components.Unknown, match="Ghost 1 states no licence"):
        table.component("python", "pypi", components.Licence("Ghost", "1", "", "", "Boo"))
    with pytest.raises(components.Unknown, match=r'Ghost 1 brings no text.*"Ghost"\.texts = '):
        table.component("python", "pypi", components.Licence("Ghost", "1", "MIT", "", ""))


@pytest.mark.parametrize(
    ("terms", "allowed"),
    [
        ("MIT", True),
        ("GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("GPL-2.0-only AND MIT", False),
        ("Apache-2.0 AND (GPL-2.0-only OR MIT)", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-3.0-or-later", False),
        ("", False),
    ],
)
def test_of_each_choice_one_has_to_be_allowed(components: ModuleType, terms: str, allowed: bool) -> None:
    assert components.Table.read().allows(terms) is allowed


def test_the_bill_of_materials_names_each_once(components: ModuleType) -> None:
    found = components.components([str(ROOT / "LICENSE").replace("LICENSE", "desktop/__init__.py"), file_of("lxml")])
    bill = json.loads(components.sbom(found, "2026-11-26T10:00:00+00:00"))
    assert bill["metadata"]["component"]["name"] == "Ascribe"
    (lxml,) = bill["components"]
    assert lxml["purl"] == f"pkg:pypi/lxml@{distribution('lxml').version}"
    assert {"libxml2", "libxslt"} <= {part["name"] for part in lxml["components"]}
    assert bill["dependencies"] == [{"ref": bill["metadata"]["component"]["purl"], "dependsOn": [lxml["purl"]]}]


def test_every_text_of_the_table_is_there(components: ModuleType) -> None:
    table = components.Table.read()
    entries = [*table.tree.values(), *table.python.values(), *table.system.values()]
    assert [text for entry in entries for text in entry.get("texts", []) if not (ROOT / text).is_file()] == []
    assert [entry for entry in entries if not table.allows(entry["licence"])] == []
