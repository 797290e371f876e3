"""The licences of all that Ascribe is made of: its own, and those of what comes along with it.

A bundle has a file for each in resources/licences/, collected as it is made (packaging/components.py). Where Ascribe is
installed by pip, or run from its sources, Python's packages are asked.
"""

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePath

from desktop.base import paths

PROJECT = "ascribe-news"  # the name of our own distribution

_TEXTS = re.compile(r"(un)?licen[cs]e|copying|notice|copyright", re.IGNORECASE)
_HEAD = ("Component", "Version", "Licence", "Home")


@dataclass(frozen=True)
class Licence:
    """One component: its name and version, its licence as an SPDX expression (or in words), and the text of it."""

    component: str
    version: str
    terms: str
    home: str  # the address of its page, or nothing
    text: str

    def as_file(self) -> str:
        values = (self.component, self.version, self.terms, self.home)
        head = "".join(f"{name}: {value}\n" for name, value in zip(_HEAD, values, strict=True))
        return f"{head}\n{self.text}"


def licences() -> list[Licence]:
    """Those of this installation, Ascribe's own first, then by name."""
    if getattr(sys, "_MEIPASS", None):
        found = [_read(file) for file in paths.resource("licences").glob("*.txt")]
    else:
        found = [of_distribution(one) for one in _installed()]
        found.append(_of_the_reading_face())
    return sorted(found, key=lambda one: (one.component != "Ascribe", one.component.casefold()))


def of_distribution(one: Distribution) -> Licence:
    """What an installed Python package says of its licence; without a text where it brings none."""
    terms = _said(one, "License-Expression") or _said(one, "License").strip().partition("\n")[0] or _classified(one)
    return Licence(
        component="Ascribe" if one.name == PROJECT else one.name,
        version=one.version,
        terms=terms,
        home=_home_of(one),
        text="\n\n".join(_texts_of(one)),
    )


def _read(file: Path) -> Licence:
    head, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    values = dict(line.partition(": ")[::2] for line in head.splitlines())
    component, version, terms, home = (values.get(name, "").strip() for name in _HEAD)
    return Licence(component, version, terms, home, text)


def _installed() -> list[Distribution]:
    """Our own distribution and all that it depends on, as far as it is installed."""
    found: dict[str, Distribution] = {}
    unread = [PROJECT]
    while unread:
        name = unread.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:  # of another system or another Python
            continue
        if one.name not in found:
            found[one.name] = one
            unread += [
                re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in one.requires or [] if "extra ==" not in need
            ]
    return list(found.values())


def _of_the_reading_face() -> Licence:
    text = paths.resource("faces/LICENSE.txt").read_text(encoding="utf-8")
    return Licence("Source Serif Pro", "", "OFL-1.1", "https://github.com/adobe-fonts/source-serif", text)


def _said(one: Distribution, field: str) -> str:
    return next(iter(one.metadata.get_all(field) or []), "")


def _classified(one: Distribution) -> str:
    """The licence that its classifiers name, if they name one."""
    named = [
        line for line in one.metadata.get_all("Classifier") or [] if line.startswith("License :: OSI Approved :: ")
    ]
    return named[0].rpartition(" :: ")[2] if len(named) == 1 else ""


def _home_of(one: Distribution) -> str:
    named = [line.partition(", ")[::2] for line in one.metadata.get_all("Project-URL") or []]
    homes = [address for name, address in named if name.casefold() in ("homepage", "home", "source", "repository")]
    return _said(one, "Home-page") or next(iter(homes), "")


def _texts_of(one: Distribution) -> list[str]:
    texts = []
    for file in one.files or []:
        in_metadata = ".dist-info" in file.parts[0]
        if in_metadata and _TEXTS.match(PurePath(file.name).stem):
            try:
                texts.append(file.read_text(encoding="utf-8").strip())
            except (OSError, UnicodeDecodeError):  # a package damaged by hand: its terms are shown all the same
                continue
    return list(dict.fromkeys(texts))
