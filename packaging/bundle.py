"""Freezes Ascribe into dist/ascribe with the licences of all that is in it, packs that as a .tar.xz, and holds both
against their limits."""

import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import components
import glibc

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "ascribe"
IDENTIFIER = "io.github.ascribe.Ascribe"
DESKTOP_FILES = [
    ROOT / f"packaging/{IDENTIFIER}.desktop",
    ROOT / f"packaging/zz.{IDENTIFIER}.desktop",
    ROOT / f"packaging/{IDENTIFIER}.metainfo.xml",
    ROOT / f"packaging/{IDENTIFIER}.mime.xml",
    ROOT / "packaging/install-desktop.sh",
    ROOT / "resources/icons/ascribe.svg",
]
MEGABYTE = 1_000_000
LIMITS = {"unpacked": 165 * MEGABYTE, "as .tar.xz": 50 * MEGABYTE}


def main() -> None:
    if sys.platform in ("win32", "darwin"):
        subprocess.run([sys.executable, ROOT / "packaging/icons.py", ROOT / "build"], check=True)
    freeze()
    add_licences(FOLDER)
    if sys.platform == "win32":
        (FOLDER / "ascribe-console.exe").replace(FOLDER / "ascribe.com")  # what Windows takes first when it is typed
    if sys.platform == "linux":
        strip(FOLDER)
        add_desktop_files(FOLDER)
        glibc.main(FOLDER, os.environ.get("GLIBC", ""))
    archive = pack(FOLDER)
    if not check({"unpacked": size_of(FOLDER), "as .tar.xz": archive.stat().st_size}):
        sys.exit("The bundle is larger than it may be: see the lists in packaging/ascribe.spec.")


def freeze() -> None:
    """Runs PyInstaller. Fixed hash seed and time: the same tree gives the same bundle."""
    log = ROOT / "build" / "pyinstaller.log"
    log.parent.mkdir(exist_ok=True)
    print(f"Freezing into {FOLDER.relative_to(ROOT)} (log: {log.relative_to(ROOT)}).", flush=True)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(time_of_last_commit())}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "packaging/ascribe.spec"]
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    if done.returncode:
        sys.exit(log.read_text(encoding="utf-8") + f"\nPyInstaller failed, with status {done.returncode}.")


def time_of_last_commit() -> int:
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return int(done.stdout) if done.returncode == 0 else 0


def add_licences(folder: Path) -> None:
    """The licences of all components, an overview of them, and the bill of materials (also beside the folder)."""
    sources = json.loads((ROOT / "build/contents.json").read_text(encoding="utf-8"))
    try:
        found = components.components(sources)
    except components.Unknown as problem:
        sys.exit(f"{problem}\nSo the bundle may not be handed out.")
    components.write(found, folder / "_internal/resources/licences")
    if (app := folder.with_name("Ascribe.app")).exists():
        components.write(found, app / "Contents/Resources/resources/licences")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    (folder / "THIRD-PARTY.txt").write_text(components.overview(found), encoding="utf-8")
    bill = components.sbom(found, datetime.fromtimestamp(time_of_last_commit(), UTC).isoformat())
    for file in (folder / "ascribe.cdx.json", folder.with_name("ascribe.cdx.json")):
        file.write_text(bill, encoding="utf-8")
    print(f"{len(found)} components, each under a licence that is allowed")


def strip(folder: Path) -> None:
    """Takes the debugging symbols out of the libraries: a third of all bytes."""
    libraries = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    subprocess.run(["strip", "--strip-unneeded", *libraries], check=True)


def add_desktop_files(folder: Path) -> None:
    """What install-desktop.sh in the bundle puts into the menu of a desktop."""
    share = folder / "share"
    share.mkdir()
    for file in DESKTOP_FILES:
        shutil.copy(file, share)


def pack(folder: Path) -> Path:
    """`folder` as a .tar.xz beside it: names in order, nobody's user, the time of the last commit."""
    archive = folder.with_name(f"{folder.name}-{sys.platform}.tar.xz")
    time = time_of_last_commit()

    def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = time
        return entry

    # The x86 filter makes machine code pack 5 % better; every xz knows it.
    filters = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
    with lzma.open(archive, "wb", filters=filters) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, arcname=str(path.relative_to(folder.parent)), recursive=False, filter=anonymous)
    return archive


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def check(sizes: dict[str, int]) -> bool:
    for name, size in sizes.items():
        print(f"{name}: {size / MEGABYTE:.1f} MB of at most {LIMITS[name] / MEGABYTE:.0f} MB")
    return all(size <= LIMITS[name] for name, size in sizes.items())


if __name__ == "__main__":
    main()
