"""What a bundle is made of: whose each file in it is, under which licence, with the text of it.

The spec tells where each file came from (build/contents.json). It belongs to this tree, to a distribution of Python, to
Python itself, or to a package of the system. packaging/licences/components.toml says what these don't say themselves,
and which licences are allowed. What nobody knows is no component but an error, with what to add.
"""

import functools
import json
import platform
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib.metadata import Distribution, distributions
from os.path import normpath
from pathlib import Path

from desktop import __version__
from desktop.base.licences import Licence, of_distribution

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "packaging/licences/components.toml"
COMMON = Path("/usr/share/common-licenses")  # what Debian's copyright files refer to
PYTHON = "CPython"


class Unknown(Exception):
    """A component that cannot be handed out as it is: what is lacking, and what to add where."""


@dataclass(frozen=True)
class Component:
    """`kind` is that of a package URL: pypi, deb, rpm, or generic."""

    kind: str
    licence: Licence
    parts: dict[str, str] = field(default_factory=dict)  # what is compiled into it, by licence

    @property
    def purl(self) -> str:
        space = {"deb": "deb/debian", "rpm": "rpm"}.get(self.kind, self.kind)
        name = self.licence.component
        return f"pkg:{space}/{name.lower() if self.kind == 'pypi' else name.replace(' ', '-')}@{self.licence.version}"


def components(sources: Iterable[str]) -> list[Component]:
    """The components of which these files are.

    Raises:
        Unknown: the licence of some of them is not known, has no text or is not allowed: all of them at once.
    """
    table = Table.read()
    found: dict[tuple[str, str], Component] = {}
    problems = []
    for owner in dict.fromkeys(map(Owners(table).of, sorted(sources))):
        try:
            one = owner.component(table)
            found[one.kind, one.licence.component] = one
        except Unknown as problem:
            problems.append(str(problem))
    if problems:
        raise Unknown("\n".join(sorted(set(problems))))
    return sorted(found.values(), key=lambda one: one.licence.component.casefold())


@dataclass(frozen=True)
class Table:
    """components.toml."""

    allowed: frozenset[str]
    words: dict[str, str]
    tree: dict[str, dict]
    python: dict[str, dict]
    system: dict[str, dict]

    @classmethod
    def read(cls) -> "Table":
        data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
        return cls(**{**data, "allowed": frozenset(data["allowed"])})

    def component(self, section: str, kind: str, said: Licence) -> Component:
        """What a component says of itself, with what the table says of it, if that is allowed and whole."""
        named = f"{said.component} {said.version}".strip()
        entry = entry_for(getattr(self, section), said.component)
        terms = entry.get("licence") or self.words.get(said.terms, said.terms)
        where = f"packaging/licences/components.toml, under [{section}]:"
        for one, licence in {named: terms, **entry.get("parts", {})}.items():
            if not self.allows(licence):
                states = f"states the licence “{licence}”, which is not allowed" if licence else "states no licence"
                raise Unknown(f'{one} {states}. Read it, then add to {where} "{said.component}".licence = "…" (SPDX); '
                              f"or do without it.")  # fmt: skip
        texts = [said.text, *((ROOT / file).read_text(encoding="utf-8") for file in entry.get("texts", []))]
        if not (text := "\n\n".join(text.strip() for text in texts if text.strip())):
            raise Unknown(f"{named} brings no text of its licence ({terms}). Put that into packaging/licences/ and add "
                          f'to {where} "{said.component}".texts = ["packaging/licences/….txt"]')  # fmt: skip
        return Component(
            kind, Licence(said.component, said.version, terms, said.home, text + "\n"), entry.get("parts", {})
        )

    def allows(self, expression: str) -> bool:
        """Whether these terms are allowed: of each choice (OR) one, of all that hold together (AND) each.

        Rather too strict than too lax where the two are nested in one another.
        """
        every = [part.strip(" ()").split(" OR ") for part in expression.split(" AND ")]
        return all(any(one.strip(" ()") in self.allowed for one in choice) for choice in every)


def entry_for(section: dict[str, dict], name: str) -> dict:
    return next((entry for pattern, entry in section.items() if fnmatch(name.lower(), pattern.lower())), {})


@dataclass(frozen=True)
class OfTheTree:
    name: str

    def component(self, table: Table) -> Component:
        version = __version__ if self.name == "Ascribe" else ""
        return table.component("tree", "generic", Licence(self.name, version, "", "", ""))


@dataclass(frozen=True)
class OfADistribution:
    found: Distribution = field(hash=False, compare=False)
    name: str

    def component(self, table: Table) -> Component:
        return table.component("python", "pypi", of_distribution(self.found))


@dataclass(frozen=True)
class OfPython:
    def component(self, table: Table) -> Component:
        texts = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt"),
                 Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")]  # fmt: skip
        text = next((file.read_text(encoding="utf-8") for file in texts if file.exists()), "")
        said = Licence(PYTHON, platform.python_version(), "", "https://www.python.org/", text)
        return table.component("system", "generic", said)


@dataclass(frozen=True)
class OfTheSystem:
    """A package of Debian or of a system with RPM: its source package, since that is what one licence is of."""

    kind: str
    name: str
    version: str
    home: str
    texts: tuple[Path, ...]

    def component(self, table: Table) -> Component:
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in self.texts if file.is_file()]
        said = Licence(self.name, self.version, "", self.home, "\n\n".join(dict.fromkeys(texts)))
        return table.component("system", self.kind, said)


@dataclass(frozen=True)
class OfNobody:
    file: str

    def component(self, table: Table) -> Component:
        raise Unknown(f"Nobody knows whose {self.file} is: no package of Python or of the system has it. Do without "
                      f"it, or tell packaging/components.py.")  # fmt: skip


Owner = OfTheTree | OfADistribution | OfPython | OfTheSystem | OfNobody


class Owners:
    """Whose a file is, by its path."""

    def __init__(self, table: Table) -> None:
        self._tree = {pattern: name for name, entry in table.tree.items() for pattern in entry["paths"]}
        self._distributions = {
            normpath(str(one.locate_file(file))): one for one in distributions() for file in one.files or []
        }
        self._stdlib = Path(sysconfig.get_path("stdlib"))

    def of(self, source: str) -> Owner:
        file = Path(normpath(source))
        if one := self._distributions.get(str(file)):
            return OfADistribution(one, one.name)
        if file.is_relative_to(ROOT) and ".venv" not in file.relative_to(ROOT).parts:
            inside = file.relative_to(ROOT).as_posix()
            named = [name for pattern, name in self._tree.items() if fnmatch(inside, pattern)]
            return OfTheTree(named[-1]) if named else OfNobody(inside)
        if self._is_of_python(file):
            return OfPython()
        return of_dpkg(file) or of_rpm(file) or OfNobody(str(file))

    def _is_of_python(self, file: Path) -> bool:
        own_prefix = sys.base_prefix not in ("/usr", "/usr/local") and file.is_relative_to(sys.base_prefix)
        return own_prefix or file.is_relative_to(self._stdlib) or file.name.startswith(("libpython3", "python3"))


def asked(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""


@functools.cache
def of_dpkg(file: Path) -> OfTheSystem | None:
    for path in {file, file.resolve()}:  # Debian has merged /lib into /usr/lib, its database not everywhere
        for name in (str(path), str(path).removeprefix("/usr"), f"/usr{path}"):
            if found := asked("dpkg-query", "--search", name):
                package = found.partition(": ")[0].partition(",")[0]
                form = "${source:Package}\n${source:Version}\n${Homepage}"
                source, version, home = asked("dpkg-query", "--show", f"--showformat={form}", package).split("\n")
                return OfTheSystem(
                    "deb", source, version, home, (Path("/usr/share/doc", package.partition(":")[0], "copyright"),)
                )
    return None


@functools.cache
def of_rpm(file: Path) -> OfTheSystem | None:
    if not (
        found := asked("rpm", "-qf", "--queryformat", "%{NAME}\n%{VERSION}-%{RELEASE}\n%{URL}\n%{SOURCERPM}", str(file))
    ):
        return None
    name, version, home, source = found.split("\n")
    texts = [Path(text) for text in asked("rpm", "-q", "--licensefiles", name).splitlines()]
    return OfTheSystem("rpm", source.rsplit("-", 2)[0], version, home, tuple(texts))


def common_texts(found: Iterable[Component]) -> list[Licence]:
    """The licences that Debian's copyright files name without their text, each once."""
    named = {name for one in found for name in re.findall(rf"{COMMON}/([\w.-]*[\w-])", one.licence.text)}
    files = {file.name: file for name in named if (file := (COMMON / name).resolve()).is_file()}
    return [
        Licence(
            f"{name} (text)", "", "the whole text of a licence that others name", "", file.read_text(encoding="utf-8")
        )
        for name, file in sorted(files.items())
    ]


def write(found: list[Component], folder: Path) -> None:
    """A file for each into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for licence in [*(one.licence for one in found), *common_texts(found)]:
        name = re.sub(r"[^\w.+-]+", "-", f"{licence.component}").strip("-")
        (folder / f"{name}.txt").write_text(licence.as_file(), encoding="utf-8")


def overview(found: list[Component]) -> str:
    """One line each, for whoever looks into the bundle's folder."""
    rows = [(f"{one.licence.component} {one.licence.version}".strip(), one.licence.terms) for one in found]
    width = max(len(name) for name, _ in rows) + 2
    head = (f"Ascribe {__version__} is free software under the MIT licence (LICENSE.txt). It holds these components.\n"
            f"The texts of their licences are in _internal/resources/licences/; Help > About Ascribe shows them, too.\n"
            f"How to exchange Qt for a build of yours is told by PySide6_Essentials.txt there.\n\n")  # fmt: skip
    return head + "".join(f"{name:{width}}{terms}\n" for name, terms in rows)


def sbom(found: list[Component], time: str) -> str:
    """The bill of materials as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), the same for the same bundle."""

    def part(name: str, terms: str) -> dict:
        return {"type": "library", "name": name, "licenses": [{"expression": terms}]}

    def described(one: Component) -> dict:
        home = [{"type": "website", "url": one.licence.home}] if one.licence.home else []
        return {
            **part(one.licence.component, one.licence.terms),
            "bom-ref": one.purl,
            "version": one.licence.version,
            "purl": one.purl,
            **({"externalReferences": home} if home else {}),
            **({"components": [part(name, terms) for name, terms in one.parts.items()]} if one.parts else {}),
        }

    ours = next(one for one in found if one.licence.component == "Ascribe")
    others = [one for one in found if one is not ours]
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"timestamp": time, "component": {**described(ours), "type": "application"}},
            "components": [described(one) for one in others],
            "dependencies": [{"ref": ours.purl, "dependsOn": [one.purl for one in others]}],
        },
        indent=1,
    )
