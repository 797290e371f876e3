"""Every text that a person reads, in that person's language.

A text stands in English where it is shown: `translated("{count} articles", count=7)`. By this English text gettext
finds its translation in resources/translations/LANGUAGE/LC_MESSAGES/ascribe.mo; where there is none, English is shown.
`make messages` collects the texts for translators (packaging/messages.py): so each is a literal, and what changes in
it is a named argument.

A table that is made as its module is imported holds `Message`s and `Plural`s. The language is not known yet, so they
are translated where they are shown.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base import paths
from desktop.base.text_direction import isolated

if TYPE_CHECKING:  # it is imported when there is a translation: it takes a millisecond of each start
    from gettext import NullTranslations

ENGLISH = "en"

DOMAIN = "ascribe"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a terminal would obey them
_catalogue: "NullTranslations | None" = None  # English needs none
_language = ENGLISH


class Message:
    """A text in a table, to be translated where it is shown."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Plural(tuple[str, str]):
    """A text that counts, in a table: `translated_plural(*plural, count)` translates it."""

    __slots__ = ()

    def __new__(cls, one: str, many: str) -> "Plural":
        return super().__new__(cls, (one, many))


def translated(message: str | Message, /, **arguments: object) -> str:
    """The message in the user's language, with its `{named}` arguments; whole numbers are written as `number` does.

    An argument moves no word of the message, whichever way either is read (`text_direction.isolated`), and holds no
    control characters.
    """
    text = message.text if isinstance(message, Message) else message
    return _filled(_catalogue.gettext(text) if _catalogue else text, arguments)


def translated_in(context: str, message: str, /, **arguments: object) -> str:
    """The same of a word that has two meanings: the context tells a translator which of them is meant."""
    return _filled(_catalogue.pgettext(context, message) if _catalogue else message, arguments)


def translated_plural(one: str, many: str, count: int, /, **arguments: object) -> str:
    """The message for so many, which it names `{count}`. A language has as many forms as it needs."""
    english = one if count == 1 else many
    text = _catalogue.ngettext(one, many, count) if _catalogue else english
    return _filled(text, {"count": count, **arguments})


def _filled(text: str, arguments: dict[str, object]) -> str:
    if "{" not in text:
        return text
    return text.format(**{name: shown(value) for name, value in arguments.items()})


def shown(value: object) -> str:
    """What a value looks like in a sentence."""
    if type(value) is int:
        return number(value)
    words = str(value)
    return isolated(words if words.isprintable() else _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", words))


def number(value: float, decimals: int = 0) -> str:
    """A number as the language writes it: 12,345.6."""
    written = f"{value:,.{decimals}f}"
    between, point = translated_in("between thousands", ","), translated_in("decimal point", ".")
    return written if (between, point) == (",", ".") else written.translate({ord(","): between, ord("."): point})


def listed(items: Iterable[str]) -> str:
    """The items in one line: a, b, c."""
    return translated_in("between the items of a list", ", ").join(map(isolated, items))


# The language


def languages() -> list[str]:
    """The languages that the program speaks, as codes like "de" and "pt_BR"; English first."""
    found = sorted(file.parent.parent.name for file in folder().glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return [ENGLISH, *found]


def language() -> str:
    """The language that is spoken now."""
    return _language


def speak(wanted: Sequence[str]) -> None:
    """Speak the first of these languages (codes like "de", "pt-BR", "pt_BR.UTF-8") that there is; else English."""
    for code in wanted:
        for name in _names(code):
            if name in {ENGLISH, "C", "POSIX"}:
                use(None, ENGLISH)
                return
            file = folder() / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
            if file.is_file():
                from gettext import GNUTranslations

                with file.open("rb") as stream:
                    use(GNUTranslations(stream), name)
                return
    use(None, ENGLISH)


def use(catalogue: "NullTranslations | None", code: str) -> None:
    """Take texts from this catalogue, which is in this language; from none in English."""
    global _catalogue, _language
    _catalogue, _language = catalogue, code


def languages_of_the_environment() -> list[str]:
    """What the variables of POSIX say, the most wanted first; empty where they say nothing."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.split(":")
    return []


def of_the_language(folder: str) -> str:
    """A folder of resources in the language that is spoken, or, where there is none, the English one."""
    for name in _names(_language):
        if paths.resource(f"{folder}/{name}").is_dir():
            return f"{folder}/{name}"
    return folder


def _names(code: str) -> list[str]:
    """The names that a language's folder may have, the most exact first: pt_BR, pt."""
    exact = code.split(".")[0].split("@")[0].replace("-", "_")
    parts = exact.split("_")
    return ["_".join(parts[:length]) for length in range(len(parts), 0, -1)] if exact else []


def folder() -> Path:
    """Where the translations are, a folder for each language."""
    return paths.resource("translations")
