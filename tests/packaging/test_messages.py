"""The texts for translators: all that are in the code, and translations that fit them."""

import importlib.util
import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources/translations"


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The script, which reads the code once for all tests."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "packaging/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    collected = list(module.collected())
    module.collected = lambda: collected  # type: ignore[attr-defined]
    return module


SOURCE = """
TABLE = {"a": Message("In a table"), "b": Plural("One of {all}", "Many of {all}")}

def shown(count):
    said = [translated("Outer {inner}", inner=translated_in("a light", "Light")), translated(TABLE["a"])]
    return translated_plural(
        "{count} long "
        "text",
        "{count} long texts", count), "not a text", self.translated("another's")
"""


def test_texts_are_found_wherever_they_stand(messages: ModuleType) -> None:
    found = list(messages.texts(SOURCE, "some.py"))
    assert [text[1:] for text in found] == [
        ("In a table", "", ""),
        ("One of {all}", "Many of {all}", ""),
        ("Outer {inner}", "", ""),
        ("Light", "", "a light"),
        ("{count} long text", "{count} long texts", ""),
    ]


def test_template_and_translations_are_up_to_date(messages: ModuleType) -> None:
    stale = [str(file) for file, content in messages.made().items() if file.read_bytes() != content]
    assert stale == [], "run `make messages`"


def test_a_translation_is_brought_up_to_date_and_compiled(
    messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "FOLDER", tmp_path / "translations")
    messages.main(["de"])
    file = tmp_path / "translations/de/LC_MESSAGES/ascribe.po"
    words = file.read_text(encoding="utf-8")
    assert 'msgid "Save"\nmsgstr ""' in words
    file.write_text(words.replace('msgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "Sichern"'), encoding="utf-8")
    messages.main([])
    catalogue = read_po(BytesIO(file.read_bytes()), locale="de")
    assert catalogue.get("Save").string == "Sichern"  # type: ignore[union-attr]
    assert b"Sichern" in file.with_suffix(".mo").read_bytes()
    assert (
        capsys.readouterr().out.split() == ["ascribe.pot", "de/LC_MESSAGES/ascribe.po", "de/LC_MESSAGES/ascribe.mo"] * 2
    )
    assert messages.made() == {file: file.read_bytes() for file in (tmp_path / "translations").rglob("*.*")}


def test_a_translation_with_an_argument_of_its_own_is_refused(messages: ModuleType) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add(("{count} file", "{count} files"), ("Eine Datei", "{count} Dateien"))
    messages.compiled(catalogue)
    catalogue.add("Open {file}", "{datei} öffnen")
    with pytest.raises(ValueError, match="datei"):
        messages.compiled(catalogue)


def lacking(catalogue: Catalog, fields: Callable[[str | Sequence[str]], set[str]]) -> Iterator[str]:
    """What a translation still lacks: texts without words, unsure ones, and those that forget an argument."""
    for message in (one for one in catalogue if one.id):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(forms):
            yield f"has no translation: {message.id!r}"
        elif message.fuzzy:
            yield f"was guessed from another text (take the mark `fuzzy` away when it is right): {message.id!r}"
        elif any(fields(ids[-1]) - {"count"} - fields(form) for form in forms) or "count" in fields(ids[-1]) - fields(
            forms[-1]
        ):
            yield f"does not say what the text says of its arguments: {message.id!r}"
        elif any(ids[0].count(mark) != form.count(mark) for form in forms for mark in ("%(", "`")):
            yield f"is not written as the text is: {message.id!r}"


@pytest.mark.parametrize("language", [file.parent.parent.name for file in TRANSLATIONS.glob("*/*/*.po")])
def test_a_language_says_all_that_english_says(messages: ModuleType, language: str) -> None:
    file = TRANSLATIONS / language / "LC_MESSAGES/ascribe.po"
    found = list(lacking(read_po(BytesIO(file.read_bytes()), locale=language), messages.fields))
    assert found == [], (
        f"{len(found)} texts of {file.relative_to(ROOT)} are to be written: run `make messages`, translate them there "
        "(its head says which word stands for what), and run `make messages` again."
    )


def test_in_german_a_no_break_space_stands_before_an_ellipsis() -> None:
    catalogue = read_po(BytesIO((TRANSLATIONS / "de/LC_MESSAGES/ascribe.po").read_bytes()), locale="de")
    forms = (form for one in catalogue if one.id for form in (one.string if one.pluralizable else (one.string,)))
    assert [form for form in forms if re.search(r"(?<!Q)(?<!/)(?<!\u00a0)…$", form)] == []


def test_what_a_translation_lacks_is_found(messages: ModuleType) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("Save", "Speichern")
    catalogue.add("Open {file}", "{file} öffnen")
    catalogue.add(("One file", "{count} files"), ("Eine Datei", "{count} Dateien"))
    assert list(lacking(catalogue, messages.fields)) == []
    catalogue.add("Cancel", "")
    catalogue.add("Close", "Schließen", flags=["fuzzy"])
    catalogue.add("Delete {file}", "Löschen")
    catalogue.add(("{count} claim", "{count} claims"), ("{count} Aussage", "Aussagen"))
    catalogue.add("default: %(default)s", "Vorgabe")
    assert len(list(lacking(catalogue, messages.fields))) == 5
