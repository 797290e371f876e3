"""Packs dist/ascribe as dist/ascribe_VERSION_ARCHITECTURE.deb, by dpkg-deb: the same tree gives the same file.

Debian's package is the frozen program in /usr/lib/ascribe, so that it holds what it needs but for libGL and libEGL.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import glibc
from bundle import FOLDER, IDENTIFIER, ROOT, size_of, time_of_last_commit

MAINTAINER = "The Ascribe contributors <ascribe@users.noreply.github.com>"

# What lintian finds in each program that brings its own libraries, and that is meant to.
OVERRIDES = """\
# A frozen program: it brings the libraries that it was tried with, each with its licence (see copyright).
ascribe: embedded-library
ascribe: binary-without-manpage
ascribe: custom-library-search-path
ascribe: shared-library-lacks-prerequisites
ascribe: library-not-linked-against-libc
ascribe: extra-license-file
ascribe: executable-not-elf-or-script
ascribe: hardening-no-pie
"""


def main() -> None:
    if not shutil.which("dpkg-deb"):
        sys.exit("make deb needs dpkg-deb, which Debian and Ubuntu have.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    architecture = asked("dpkg", "--print-architecture")
    package = ROOT / "dist" / f"ascribe_{project['version']}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(root, project)
        control(root, project, architecture)
        set_rights(root)
        time = str(time_of_last_commit())
        environment = {**os.environ, "SOURCE_DATE_EPOCH": time}
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1_000_000:.1f} MB")


def lay_out(root: Path, project: dict) -> None:
    program = root / "usr/lib/ascribe"
    shutil.copytree(FOLDER, program, symlinks=True, ignore=shutil.ignore_patterns("share", "LICENSE.txt"))
    command = root / "usr/bin/ascribe"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/ascribe/ascribe")

    share = root / "usr/share"
    documents = share / "doc/ascribe"
    files = {
        ROOT / f"packaging/{IDENTIFIER}.desktop": share / f"applications/{IDENTIFIER}.desktop",
        ROOT / f"packaging/zz.{IDENTIFIER}.desktop": share / f"applications/zz.{IDENTIFIER}.desktop",
        ROOT / f"packaging/{IDENTIFIER}.metainfo.xml": share / f"metainfo/{IDENTIFIER}.metainfo.xml",
        ROOT / f"packaging/{IDENTIFIER}.mime.xml": share / f"mime/packages/{IDENTIFIER}.xml",
        ROOT / "resources/icons/ascribe.svg": share / f"icons/hicolor/scalable/apps/{IDENTIFIER}.svg",
    }
    for source, target in files.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(copyright_file(project), encoding="utf-8")
    write_packed(documents / "changelog.gz", changelog(project))
    write_packed(share / "man/man1/ascribe.1.gz", (ROOT / "packaging/ascribe.1").read_text(encoding="utf-8"))
    overrides = share / "lintian/overrides/ascribe"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(OVERRIDES, encoding="utf-8")


def copyright_file(project: dict) -> str:
    components = (FOLDER / "THIRD-PARTY.txt").read_text(encoding="utf-8").partition("\n\n")[2]
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return (
        f"Ascribe: {project['urls']['Source']}\n\n{licence}\n"
        f"The package holds these components, whose licences are in /usr/lib/ascribe/_internal/resources/licences\n"
        f"(and, where Debian keeps one for all, in /usr/share/common-licenses):\n\n{components}"
    )


def changelog(project: dict) -> str:
    date = format_datetime(datetime.fromtimestamp(time_of_last_commit(), UTC))
    return (
        f"ascribe ({project['version']}) unstable; urgency=medium\n\n  * See {project['urls']['Changelog']}\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def write_packed(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def control(root: Path, project: dict, architecture: str) -> None:
    newest = glibc.words(max(glibc.needs(FOLDER).values()))
    fields = {
        "Package": "ascribe",
        "Version": project["version"],
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size_of(root) // 1024),
        "Depends": f"libc6 (>= {newest}), fontconfig-config, libegl1, libgl1",  # fontconfig-config brings a face, too
        "Section": "science",
        "Priority": "optional",
        "Homepage": project["urls"]["Homepage"],
        "Description": "mark who said what in the news\n"
        " Ascribe is for people who read news for a living: analysts, fact-checkers,\n"
        " media monitors, social scientists. They open articles, highlight with the\n"
        " mouse what was claimed, say who claimed it, and export labelled JSON.\n"
        " .\n"
        " All is kept in a database file of their own, on their own computer.",
    }
    folder = root / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text("".join(f"{name}: {text}\n" for name, text in fields.items()), encoding="utf-8")
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [(path, asked("md5sum", str(path)).split()[0]) for path in files if not path.is_relative_to(folder)]
    (folder / "md5sums").write_text("".join(f"{md5}  {path.relative_to(root)}\n" for path, md5 in sums))


def set_rights(root: Path) -> None:
    """Whatever the umask here: programs may be run by all, files read, and written by root alone."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.relative_to(root).as_posix() == "usr/lib/ascribe/ascribe"
            path.chmod(0o755 if runs else 0o644)


def asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
