"""Texts in the user's language: which language is spoken, numbers, plurals, and what is not translated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from desktop.base import paths, translation
from desktop.base.translation import (
    Message,
    Plural,
    languages_of_the_environment,
    listed,
    number,
    of_the_language,
    speak,
    translated,
    translated_in,
    translated_plural,
)

GERMAN = {
    "Open {count} files": "{count} Dateien öffnen",
    "Save": "Sichern",
    ("between thousands", ","): ".",
    ("decimal point", "."): ",",
    ("between the items of a list", ", "): " / ",
    ("a light colour", "Light"): "Hell",
    ("{count} claim of {all}", "{count} claims of {all}"): ("{count} Aussage von {all}", "{count} Aussagen von {all}"),
}


@pytest.fixture(autouse=True)
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Resources in which there are German and Brazilian Portuguese; English is spoken."""
    german = Catalog(locale="de")
    for message, words in GERMAN.items():
        if isinstance(words, tuple):
            german.add(message, words)
        elif isinstance(message, tuple):
            german.add(message[1], words, context=message[0])
        else:
            german.add(message, words)
    for catalogue in (german, Catalog(locale="pt_BR")):
        file = tmp_path / "translations" / str(catalogue.locale) / "LC_MESSAGES" / "ascribe.mo"
        file.parent.mkdir(parents=True)
        with file.open("wb") as stream:
            write_mo(stream, catalogue)
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    yield tmp_path
    translation.use(None, "en")


def test_without_a_translation_it_is_english() -> None:
    assert translated("Save") == "Save"
    assert translated("Open {count} files", count=1200) == "Open 1,200 files"
    assert translated_plural("{count} claim", "{count} claims", 1) == "1 claim"
    assert translated_plural("{count} claim", "{count} claims", 0) == "0 claims"
    assert translated(Message("{name}?"), name="{braces}") == "{braces}?"
    assert listed(["a", "b"]) == "a, b"
    assert number(12345.678, 1) == "12,345.7"


def test_a_translation_has_words_plurals_numbers_and_lists_of_its_own() -> None:
    speak(["de"])
    assert translated("Save") == "Sichern"
    assert translated("Never translated") == "Never translated"
    assert translated("Open {count} files", count=1200) == "1.200 Dateien öffnen"
    claims = Plural("{count} claim of {all}", "{count} claims of {all}")
    assert translated_plural(*claims, 1, all=1000) == "1 Aussage von 1.000"
    assert translated_plural(*claims, 2, all="allen") == "2 Aussagen von allen"
    assert (translated_in("a light colour", "Light"), translated("Light")) == ("Hell", "Light")
    assert number(12345.678, 1) == "12.345,7"
    assert listed(["a", "b"]) == "a / b"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["de"], "de"),
        (["de_AT.UTF-8"], "de"),
        (["pt-BR"], "pt_BR"),
        (["pt"], "en"),
        (["fr", "de"], "de"),
        (["en-GB", "de"], "en"),
        (["C", "de"], "en"),
        (["C.UTF-8"], "en"),
        (["fr"], "en"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_there_is_is_spoken(wanted: list[str], spoken: str) -> None:
    speak(["de"])
    speak(wanted)
    assert translation.language() == spoken
    assert translated("Save") == ("Sichern" if spoken == "de" else "Save")


def test_the_languages_there_are() -> None:
    assert translation.languages() == ["en", "de", "pt_BR"]


def test_the_environment_says_which_language_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert languages_of_the_environment() == []
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert languages_of_the_environment() == ["pt_BR.UTF-8"]
    monkeypatch.setenv("LANGUAGE", "fr:de")
    assert languages_of_the_environment() == ["fr", "de"]


def test_a_folder_of_resources_may_be_there_in_the_language(resources: Path) -> None:
    assert of_the_language("help") == "help"
    speak(["de_AT"])
    assert of_the_language("help") == "help"
    (resources / "help" / "de").mkdir(parents=True)
    assert of_the_language("help") == "help/de"
