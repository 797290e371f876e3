"""What a desktop reads of Ascribe: one name, one version, and files that its own tools find sound."""

import shutil
import subprocess
import sys
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop import __version__

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
IDENTIFIER = "io.github.ascribe.Ascribe"
OTHERS = PACKAGING / f"zz.{IDENTIFIER}.desktop"  # its entry for the files of other programs
ENTRY, METAINFO, MIME = (PACKAGING / f"{IDENTIFIER}.{end}" for end in ("desktop", "metainfo.xml", "mime.xml"))


def test_every_file_says_the_same_version() -> None:
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = ElementTree.parse(METAINFO).find("releases/release")
    assert newest is not None
    changes = (PACKAGING.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in changes.splitlines() if line.startswith("## ")]
    heading = next(line for line in headings if not line.endswith("(unreleased)"))
    assert project["version"] == __version__ == newest.get("version")
    assert heading == f"## {newest.get('version')} ({newest.get('date')})"


def test_every_file_says_the_same_addresses() -> None:
    urls = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    metainfo = ElementTree.parse(METAINFO)
    named = {str(node.get("type")): node.text for node in metainfo.iterfind("url")}
    assert named == {"homepage": urls["Homepage"], "bugtracker": urls["Issues"], "vcs-browser": urls["Source"]}
    pictures = [str(node.text) for node in metainfo.iterfind("screenshots/screenshot/image")]
    assert pictures
    for picture in pictures:
        assert picture.startswith(f"{urls['Source']}/raw/main/")
        assert (PACKAGING.parent / picture.partition("/raw/main/")[2]).is_file()
    citation = (PACKAGING.parent / "CITATION.cff").read_text(encoding="utf-8")
    assert f'repository-code: "{urls["Source"]}"' in citation
    assert f"version: {__version__}" in citation


def test_every_file_says_the_same_name() -> None:
    entry = RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ENTRY, encoding="utf-8")
    metainfo = ElementTree.parse(METAINFO)
    others = RawConfigParser()
    others.read(OTHERS, encoding="utf-8")
    mimes = [str(one.get("type")) for one in ElementTree.parse(MIME).getroot()]
    assert entry["Desktop Entry"]["Icon"] == metainfo.findtext("id") == IDENTIFIER
    assert metainfo.findtext("launchable") == ENTRY.name
    its_own = "".join(f"{mime};" for mime in mimes)
    assert entry["Desktop Entry"]["MimeType"] == its_own, "it opens its own files, and takes nobody's"
    assert others["Desktop Entry"]["Icon"] == IDENTIFIER
    assert others["Desktop Entry"]["Exec"] == entry["Desktop Entry"]["Exec"]
    assert mimes == [node.text for node in metainfo.iterfind("provides/mediatype")]


JUDGES = [("desktop-file-validate", ENTRY, OTHERS), ("appstreamcli", "validate", "--no-net", METAINFO)]


@pytest.mark.parametrize("command", JUDGES, ids=lambda command: command[0])
def test_the_desktop_finds_them_sound(command: tuple[str | Path, ...]) -> None:
    if sys.platform != "linux":
        pytest.skip("Linux alone has them; there, packaging/bootstrap.py brings them")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_menu_gets_ascribe_and_loses_it_again(tmp_path: Path) -> None:
    share = tmp_path / "a & b" / "share"
    share.mkdir(parents=True)
    icon = PACKAGING.parent / "resources/icons/ascribe.svg"
    for file in (ENTRY, OTHERS, METAINFO, MIME, PACKAGING / "install-desktop.sh", icon):
        shutil.copy(file, share)
    data = tmp_path / "data"
    command = ["sh", str(share / "install-desktop.sh")]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_DATA_HOME": str(data)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    for entry in (ENTRY, OTHERS):
        installed = data / "applications" / entry.name
        assert f'Exec="{tmp_path}/a & b/ascribe" %F' in installed.read_text(encoding="utf-8").splitlines()
    subprocess.run([*command, "--remove"], env=environment, check=True, capture_output=True)
    assert list(data.iterdir()) == []
    for unknown, status in (("--help", 0), ("--undo", 1)):
        done = subprocess.run([*command, unknown], env=environment, check=False, capture_output=True, text=True)
        assert (done.returncode, "--remove" in done.stdout) == (status, True)
        assert list(data.iterdir()) == []


def test_others_come_first_for_their_files(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("Linux alone has the tool; there, packaging/bootstrap.py brings it")
    for file in (ENTRY, OTHERS):
        shutil.copy(file, tmp_path)
    for name in ("libreoffice-writer", "org.gnome.TextEditor", "xed", "zim"):
        lines = OTHERS.read_text(encoding="utf-8").splitlines()
        (tmp_path / f"{name}.desktop").write_text("\n".join(lines), encoding="utf-8")
    subprocess.run(["update-desktop-database", tmp_path], check=True)
    opens = dict(line.split("=") for line in (tmp_path / "mimeinfo.cache").read_text().splitlines() if "=" in line)
    for own in ("library", "server"):
        assert opens.pop(f"application/x-ascribe-{own}") == f"{ENTRY.name};"
    assert opens
    for programs in opens.values():
        assert programs.split(";")[-2] == OTHERS.name, "where nobody has chosen, the first of them opens it"


XDG_MIME = """#!/bin/sh
# Answers as the real one does where only the user's own choices and one editor are there.
list=$HOME/.config/mimeapps.list
if [ "$1" = query ]; then
    sed -n "s|^$3=||p" "$list" 2> /dev/null | grep . || { [ "$3" = text/plain ] && echo editor.desktop; }
    exit 0
fi
mkdir -p "$HOME/.config"
grep -qs . "$list" || echo "[Default Applications]" > "$list"
echo "$3=$2" >> "$list"
"""


@pytest.mark.parametrize(
    "before", [None, "[Default Applications]\ntext/html=mine.desktop\n"], ids=["nothing", "a choice"]
)
def test_other_programs_keep_their_files(tmp_path: Path, before: str | None) -> None:
    share, programs, choices = tmp_path / "app/share", tmp_path / "bin", tmp_path / ".config/mimeapps.list"
    for folder in (share, programs, choices.parent):
        folder.mkdir(parents=True)
    for file in (
        ENTRY,
        OTHERS,
        METAINFO,
        MIME,
        PACKAGING / "install-desktop.sh",
        PACKAGING.parent / "resources/icons/ascribe.svg",
    ):
        shutil.copy(file, share)
    (programs / "xdg-mime").write_text(XDG_MIME, encoding="utf-8")
    (programs / "xdg-mime").chmod(0o755)
    if before:
        choices.write_text(before, encoding="utf-8")
    command = ["sh", str(share / "install-desktop.sh")]
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(tmp_path)}
    for _ in range(2):  # a second time changes nothing
        subprocess.run(command, env=environment, check=True, capture_output=True)
    chosen = choices.read_text(encoding="utf-8").splitlines()
    assert chosen.count("text/plain=editor.desktop") == chosen.count("text/markdown=editor.desktop") == 1
    assert IDENTIFIER not in "".join(chosen)
    assert not before or "text/html=mine.desktop" in chosen
    subprocess.run([*command, "--remove"], env=environment, check=True, capture_output=True)
    assert (choices.read_text(encoding="utf-8") if choices.exists() else None) == before
