"""What the user has chosen, kept in an ini file in the settings folder."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, cast, get_args

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from desktop.base import files, paths, system_errors
from desktop.base.errors import KnownError
from desktop.base.library_address import FileAddress, LibraryAddress, ServerAddress
from desktop.base.system_errors import reason
from desktop.base.translation import translated

Appearance = Literal["system", "light", "dark", "light-contrast", "dark-contrast"]
ColourBy = Literal["speaker", "label", "annotator", "attribute"]

TEXT_SIZES = (13, 15, 17, 19, 22, 26)
DEFAULT_TEXT_SIZE = 17
_DEFAULT_SURE_FROM = 75
_VERSION_ADDRESS = "https://ascribe.github.io/ascribe/version.txt"  # `make docs` writes it (CONTRIBUTING.md)
_SERVERS = 8  # addresses that are offered


class Settings:
    """Typed access to the settings; a value that makes no sense reads as its default."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.settings_file()
        with suppress(OSError):  # `save` tells
            files.make_folder(self._file.parent)
            open(self._file, "ab", opener=files.private).close()  # Qt would make it for all to read
        self._values = QSettings(str(self._file), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        value = self._values.value("window/appearance", "system")
        return cast(Appearance, value) if value in get_args(Appearance) else "system"

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._values.setValue("window/appearance", value)

    @property
    def colour_by(self) -> ColourBy:
        value = self._values.value("text/colour_by", "speaker")
        return cast(ColourBy, value) if value in get_args(ColourBy) else "speaker"

    @colour_by.setter
    def colour_by(self, value: ColourBy) -> None:
        self._values.setValue("text/colour_by", value)

    @property
    def text_size(self) -> int:
        """Of the article's text, in pixels."""
        value = str(self._values.value("text/size", ""))
        return int(value) if value.isdigit() and int(value) in TEXT_SIZES else DEFAULT_TEXT_SIZE

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._values.setValue("text/size", value)

    @property
    def text_scale(self) -> float:
        """How much larger the system's own text was than ours, when it was last looked at: from 1 to 2."""
        try:
            value = float(str(self._values.value("window/text_scale", "1")))
        except ValueError:
            return 1
        return value if 1 <= value <= 2 else 1

    @text_scale.setter
    def text_scale(self, value: float) -> None:
        if value != self.text_scale:
            self._values.setValue("window/text_scale", value)

    @property
    def snap(self) -> bool:
        """Whether a selection snaps to whole words."""
        return str(self._values.value("text/snap", "true")).lower() != "false"

    @snap.setter
    def snap(self, value: bool) -> None:
        self._values.setValue("text/snap", value)

    @property
    def shows_legend(self) -> bool:
        """Whether what the marks mean is shown below the text: until it was dismissed once."""
        return str(self._values.value("text/legend", "true")).lower() != "false"

    @shows_legend.setter
    def shows_legend(self, value: bool) -> None:
        self._values.setValue("text/legend", value)

    @property
    def shows_hints(self) -> bool:
        """Whether the hints are shown on the sample article: until they were dismissed once."""
        return str(self._values.value("help/hints", "true")).lower() != "false"

    @shows_hints.setter
    def shows_hints(self, value: bool) -> None:
        self._values.setValue("help/hints", value)

    @property
    def suggests(self) -> bool:
        """Whether quotations are suggested when an article opens."""
        return str(self._values.value("suggestions/when_opened", "true")).lower() != "false"

    @suggests.setter
    def suggests(self, value: bool) -> None:
        self._values.setValue("suggestions/when_opened", value)

    @property
    def asks_about_open_ones(self) -> bool:
        """Whether it is asked before an article is done in which suggestions wait, or claims are without a speaker."""
        return str(self._values.value("articles/asks_about_open_ones", "true")).lower() != "false"

    @asks_about_open_ones.setter
    def asks_about_open_ones(self, value: bool) -> None:
        self._values.setValue("articles/asks_about_open_ones", value)

    @property
    def hides_annotators(self) -> bool:
        """Whether the names of annotators are hidden where their work is settled."""
        return str(self._values.value("adjudication/hides_annotators", "false")).lower() == "true"

    @hides_annotators.setter
    def hides_annotators(self, value: bool) -> None:
        self._values.setValue("adjudication/hides_annotators", value)

    @property
    def asks_for_newer(self) -> bool:
        """Whether it is asked once a week if there is a newer version: not until the user turns it on."""
        return str(self._values.value("newer_version/asks", "false")).lower() == "true"

    @asks_for_newer.setter
    def asks_for_newer(self, value: bool) -> None:
        self._values.setValue("newer_version/asks", value)

    @property
    def asked_for_newer(self) -> float:
        """When that was last done, in seconds since 1970; 0 when it never was."""
        try:
            return float(str(self._values.value("newer_version/asked", "0")))
        except ValueError:
            return 0.0

    @asked_for_newer.setter
    def asked_for_newer(self, value: float) -> None:
        self._values.setValue("newer_version/asked", value)

    @property
    def version_address(self) -> str:
        """Where it is asked."""
        return str(self._values.value("newer_version/address", _VERSION_ADDRESS))

    @property
    def sure_from(self) -> int:
        """The confidence, in percent, from which on suggestions are accepted all at once."""
        value = str(self._values.value("suggestions/sure_from", ""))
        return int(value) if value.isdigit() and int(value) <= 100 else _DEFAULT_SURE_FROM

    @sure_from.setter
    def sure_from(self, value: int) -> None:
        self._values.setValue("suggestions/sure_from", value)

    @property
    def export(self) -> dict[str, Any]:
        """What was chosen in the last export, as its dialog keeps it; empty when nothing was."""
        try:
            kept = json.loads(str(self._values.value("files/export", "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @export.setter
    def export(self, value: Mapping[str, Any]) -> None:
        self._values.setValue("files/export", json.dumps(value))

    @property
    def annotator(self) -> str:
        """The name that stands on the user's annotations; empty for the login name."""
        return str(self._values.value("annotator", ""))

    @annotator.setter
    def annotator(self, value: str) -> None:
        self._values.setValue("annotator", value)

    @property
    def language(self) -> str:
        """What the window speaks, as a code like "de"; empty for the system's language."""
        return str(self._values.value("window/language", ""))

    @language.setter
    def language(self, value: str) -> None:
        self._values.setValue("window/language", value)

    @property
    def folder(self) -> str:
        """Where the last file was opened from or written to; before, where documents are."""
        return str(self._values.value("window/folder", "")) or _documents()

    @folder.setter
    def folder(self, value: str) -> None:
        self._values.setValue("window/folder", value)

    @property
    def library(self) -> LibraryAddress | None:
        """The library that was open last, if it is still there."""
        value = str(self._values.value("library", ""))
        try:
            address = LibraryAddress.of(value) if value else None
            is_there = not isinstance(address, FileAddress) or files.is_file(address.file)
            return address if is_there else None
        except KnownError:
            return None

    @library.setter
    def library(self, value: LibraryAddress) -> None:
        self._values.setValue("library", str(value))

    @property
    def servers(self) -> list[str]:
        """The addresses of libraries on servers that were opened, the last one first."""
        return self._list("servers")

    def keep_server(self, address: ServerAddress) -> None:
        """Have the address of a library on a server offered again."""
        others = [one for one in self.servers if one != str(address)]
        self._values.setValue("servers", json.dumps([str(address), *others][:_SERVERS]))

    def is_used_only_here(self, library: LibraryAddress) -> bool:
        """Whether the user said of a library on a network drive that no other computer works in it."""
        return str(self._values.value(f"used_only_here/{_key(library)}", "false")).lower() == "true"

    def keep_used_only_here(self, library: LibraryAddress) -> None:
        self._values.setValue(f"used_only_here/{_key(library)}", True)

    def last_article(self, library: LibraryAddress) -> str:
        """The article that was open when the library was last shown; empty when none was."""
        return str(self._values.value(f"last_article/{_key(library)}", ""))

    def keep_last_article(self, library: LibraryAddress, article_id: str) -> None:
        self._values.setValue(f"last_article/{_key(library)}", article_id)

    def layers_beside(self, library: LibraryAddress) -> list[str]:
        """The ids of the layers that were shown beside the text when the library was last shown."""
        return self._list(f"layers_beside/{_key(library)}")

    def keep_layers_beside(self, library: LibraryAddress, layers: Sequence[str]) -> None:
        self._values.setValue(f"layers_beside/{_key(library)}", json.dumps(list(layers)))

    @property
    def languages_told(self) -> list[str]:
        """The codes of the languages of which was said that there are no suggestions in them."""
        return self._list("suggestions/languages_told")

    def keep_told(self, languages: Iterable[str]) -> None:
        """Say no more that there are no suggestions in these languages."""
        self._values.setValue("suggestions/languages_told", json.dumps(sorted({*self.languages_told, *languages})))

    def _list(self, key: str) -> list[str]:
        try:
            kept = json.loads(str(self._values.value(key, "[]")))
        except ValueError:
            return []
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []

    def layout(self, part: str) -> QByteArray:
        """The size and place of a part of the window, as Qt wrote it; empty when it was never kept."""
        value = self._values.value(f"layout/{part}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, part: str, state: QByteArray) -> None:
        self._values.setValue(f"layout/{part}", state)

    def save(self) -> None:
        """Write what was set to the file now, not when Qt next finds the time.

        Raises:
            KnownError: it cannot be written.
        """
        self._values.sync()
        if self._values.status() == QSettings.Status.AccessError:
            file, lack = self._file, system_errors.lacking(self._file.parent)
            raise KnownError(
                translated("The settings {file} cannot be written: {reason}.", file=file, reason=reason(lack))
                if lack
                else translated("The settings {file} cannot be written; check that the folder is yours.", file=file)
            )


def _key(library: LibraryAddress) -> str:
    return library.identity.replace("/", "|").replace("\\", "|")


def _documents() -> str:
    """The user's folder for documents, or the user's own where there is none."""
    locations = (
        QStandardPaths.writableLocation(kind)
        for kind in (QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.HomeLocation)
    )
    return next((one for one in locations if one and Path(one).is_dir()), "")
