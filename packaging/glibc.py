"""Which glibc a frozen program needs: the newest version that any of its files asks for, by objdump.

    python packaging/glibc.py dist/ascribe [2.36]

With a version, it fails where the program needs a newer one, and names the files.
"""

import re
import subprocess
import sys
from pathlib import Path

Version = tuple[int, ...]


def needs(folder: Path) -> dict[Path, Version]:
    """The version that each file needs which is a program or a library."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and is_elf(file):
            done = subprocess.run(["objdump", "-T", file], capture_output=True, text=True, check=True)
            versions = re.findall(r"GLIBC_([\d.]+)", done.stdout)
            found[file] = max((version(text) for text in versions), default=(0,))
    return found


def is_elf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def version(text: str) -> Version:
    return tuple(map(int, text.split(".")))


def words(needed: Version) -> str:
    return ".".join(map(str, needed))


def main(folder: Path, ceiling: str = "") -> None:
    found = needs(folder)
    newest = max(found.values())
    print(f"{folder.name} needs glibc {words(newest)} or newer")
    if ceiling and (above := [file for file, needed in found.items() if needed > version(ceiling)]):
        names = ", ".join(f"{file.relative_to(folder)} ({words(found[file])})" for file in above)
        sys.exit(f"It may need {ceiling} at most, but for {names}. Build it on an older system.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
