"""Makes this machine ready for one goal, and says what it does: system libraries, a font, the pinned packages.

    python3 packaging/bootstrap.py run|test|test-postgres|bundle|smoke|deb|e2e|bare

Standard library only, since it runs before anything is installed. Quick and silent when all is there. Where something
of the system is missing, root on Debian or Ubuntu gets it installed; everybody else gets the commands, and status 1.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)


class Need(NamedTuple):
    """One thing that the system has to offer, and the package that brings it."""

    what: str
    is_there: Callable[[str], bool]
    apt: str
    dnf: str
    pacman: str


def loads(library: str) -> bool:
    """Whether the dynamic linker finds `library`: asked by loading it, as Qt will."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def runs(program: str) -> bool:
    return shutil.which(program) is not None


def imports(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def font_folders() -> list[Path]:
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), user_fonts().parent, Path.home() / ".fonts"]


def user_fonts() -> Path:
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local/share") / "fonts" / "ascribe"


def has_font(_: str = "") -> bool:
    return any(next(folder.rglob(f"*.{end}"), None) for folder in font_folders() for end in ("ttf", "otf", "ttc"))


QT = [
    Need("libGL.so.1", loads, "libgl1", "libglvnd-glx", "libglvnd"),
    Need("libEGL.so.1", loads, "libegl1", "libglvnd-egl", "libglvnd"),
    Need("libxkbcommon.so.0", loads, "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Need("libdbus-1.so.3", loads, "libdbus-1-3", "dbus-libs", "dbus"),
    Need("libfontconfig.so.1", loads, "libfontconfig1", "fontconfig", "fontconfig"),
    Need("libfreetype.so.6", loads, "libfreetype6", "freetype", "freetype2"),
    Need("libglib-2.0.so.0", loads, "libglib2.0-0", "glib2", "glib2"),
    Need("libzstd.so.1", loads, "libzstd1", "libzstd", "zstd"),
    Need("libbrotlidec.so.1", loads, "libbrotli1", "libbrotli", "brotli"),
    Need("libgssapi_krb5.so.2", loads, "libgssapi-krb5-2", "krb5-libs", "krb5"),
]
X11 = [
    Need("libX11.so.6", loads, "libx11-6", "libX11", "libx11"),
    Need("libX11-xcb.so.1", loads, "libx11-xcb1", "libX11-xcb", "libx11"),
    Need("libxkbcommon-x11.so.0", loads, "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Need("libxcb.so.1", loads, "libxcb1", "libxcb", "libxcb"),
    Need("libxcb-cursor.so.0", loads, "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", loads, "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Need("libxcb-image.so.0", loads, "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", loads, "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Need("libxcb-render-util.so.0", loads, "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Need("libxcb-util.so.1", loads, "libxcb-util1", "xcb-util", "xcb-util"),
    Need("libxcb-randr.so.0", loads, "libxcb-randr0", "libxcb", "libxcb"),
    Need("libxcb-render.so.0", loads, "libxcb-render0", "libxcb", "libxcb"),
    Need("libxcb-shape.so.0", loads, "libxcb-shape0", "libxcb", "libxcb"),
    Need("libxcb-shm.so.0", loads, "libxcb-shm0", "libxcb", "libxcb"),
    Need("libxcb-sync.so.1", loads, "libxcb-sync1", "libxcb", "libxcb"),
    Need("libxcb-xfixes.so.0", loads, "libxcb-xfixes0", "libxcb", "libxcb"),
    Need("libxcb-xkb.so.1", loads, "libxcb-xkb1", "libxcb", "libxcb"),
]


def has_server(_: str = "") -> bool:
    """Whether PostgreSQL's server is there: Debian has it in a folder for each version, beside the path."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres")) or runs("postgres")


SERVER = [Need("PostgreSQL's server", has_server, "postgresql", "postgresql-server", "postgresql")]
FONT = [Need("a font", has_font, "fonts-noto-core", "google-noto-serif-fonts google-noto-sans-fonts", "noto-fonts")]
PACKAGES = [Need("ensurepip", imports, "python3-venv", "python3", "python")]
FREEZING = [
    Need("objdump", runs, "binutils", "binutils", "binutils"),
    Need("strip", runs, "binutils", "binutils", "binutils"),
    Need(sysconfig.get_config_var("INSTSONAME") or "libpython", loads,
         f"libpython3.{sys.version_info.minor}", "python3-libs", "python"),
]  # fmt: skip
SCREEN = [Need("Xvfb", runs, "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb")]
MOUSE = [
    Need("xdotool", runs, "xdotool", "xdotool", "xdotool"),
    Need("openbox", runs, "openbox", "openbox", "openbox"),
]

PACKING = [
    Need("dpkg-deb", runs, "dpkg", "dpkg", "dpkg"),
    Need("lintian", runs, "lintian", "lintian", "lintian"),
]
JUDGES = [
    Need("desktop-file-validate", runs, "desktop-file-utils", "desktop-file-utils", "desktop-file-utils"),
    Need("appstreamcli", runs, "appstream", "appstream", "appstream"),
]

BARE = [
    Need("debootstrap", runs, "debootstrap", "debootstrap", "debootstrap"),
    Need("unshare", runs, "util-linux", "util-linux", "util-linux"),
]

RUN, DEV = ROOT / "packaging/requirements.txt", ROOT / "packaging/requirements-dev.txt"
FONTS = ROOT / "packaging/requirements-fonts.txt"
GOALS = {
    "run": (RUN, [*PACKAGES, *QT, *X11]),
    "test-postgres": (DEV, [*PACKAGES, *QT, *X11, *SERVER]),
    "test": (DEV, [*PACKAGES, *QT, *X11, *JUDGES]),
    "bundle": (DEV, [*PACKAGES, *QT, *X11, *FREEZING]),
    "smoke": (DEV, [*PACKAGES, *QT, *X11, *FREEZING, *SCREEN]),
    "deb": (DEV, [*PACKAGES, *QT, *X11, *FREEZING, *PACKING]),
    "e2e": (DEV, [*PACKAGES, *QT, *X11, *FREEZING, *SCREEN, *MOUSE]),
    "bare": (DEV, [*PACKAGES, *BARE]),
}


def main(goal: str) -> None:
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Ascribe needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Name another one with "
             f"`make PYTHON=python3.11 ...`.")  # fmt: skip
    requirements, needs = GOALS[goal]
    if sys.platform == "linux":
        provide_system([need for need in [*needs, *FONT] if not need.is_there(need.what)])
    provide_packages(requirements)
    if sys.platform == "linux" and not has_font():
        provide_user_font()


def provide_system(missing: list[Need]) -> None:
    """Installs what the system lacks, or says how to. A missing font alone stops nobody: see provide_user_font."""
    if not missing:
        return
    say("This system lacks " + ", ".join(need.what for need in missing) + ".")
    if os.geteuid() == 0 and runs("apt-get"):
        install_with_apt(names(missing, "apt"))
        missing = [need for need in missing if not need.is_there(need.what)]
    if [need for need in missing if need not in FONT]:
        stop("Install it with the one of these that your system has, then try again:\n"
             f"    sudo apt-get install {' '.join(names(missing, 'apt'))}\n"
             f"    sudo dnf install {' '.join(names(missing, 'dnf'))}\n"
             f"    sudo pacman -S {' '.join(names(missing, 'pacman'))}")  # fmt: skip


def names(needs: list[Need], manager: str) -> list[str]:
    return sorted({name for need in needs for name in getattr(need, manager).split()})


def install_with_apt(packages: list[str]) -> None:
    say(f"Installing {' '.join(packages)} (apt-get).")
    quietly("apt-get", "-qq", "update")
    quietly("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages)


def provide_packages(requirements: Path) -> None:
    """The folder .venv with the pinned packages of `requirements`, and this tree in it as the package `ascribe`."""
    if not runs_at_all(PYTHON):
        say("Making .venv.")
        quietly(sys.executable, "-m", "venv", "--clear", VENV)
    if any(is_current(lock) for lock in {requirements, DEV}):
        return
    say(f"Installing the packages pinned in {requirements.relative_to(ROOT)} into .venv.")
    pip("--require-hashes", "-r", requirements)
    pip("--no-deps", "--no-index", "--no-build-isolation", "-e", ROOT)
    stamp(requirements).write_text(fingerprint(requirements), encoding="utf-8")


def provide_user_font() -> None:
    """A free font in the user's own folder, for those who may not install one for everybody."""
    say(f"This system has no font. Installing Source Serif Pro and Source Sans Pro (SIL Open Font License) into "
        f"{user_fonts()}.")  # fmt: skip
    unpacked = ROOT / "build" / "fonts"
    pip("--require-hashes", "--target", unpacked, "--upgrade", "-r", FONTS)
    user_fonts().mkdir(parents=True, exist_ok=True)
    for file in font_files(unpacked):
        shutil.copy(file, user_fonts())


def font_files(folder: Path) -> Iterator[Path]:
    for style in ("Regular", "It", "Semibold", "Bold", "BoldIt"):
        yield from folder.rglob(f"Source*-{style}.ttf")


def runs_at_all(python: Path) -> bool:
    finds_pip = "import importlib.util, sys; sys.exit(importlib.util.find_spec('pip') is None)"
    return python.exists() and subprocess.run([python, "-c", finds_pip], capture_output=True).returncode == 0


def pip(*arguments: str | Path) -> None:
    quietly(PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", *arguments)


def stamp(requirements: Path) -> Path:
    return VENV / f"{requirements.stem}.stamp"


def is_current(requirements: Path) -> bool:
    file = stamp(requirements)
    return file.exists() and file.read_text(encoding="utf-8") == fingerprint(requirements)


def fingerprint(requirements: Path) -> str:
    """Changes with the pins, with the project's metadata, and with the place of this tree."""
    parts = [requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def quietly(*command: str | Path) -> None:
    """Runs `command`, and shows what it said only when it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        stop(f"{done.stdout}{done.stderr}\nThis failed: {' '.join(map(str, command))}")


def say(sentence: str) -> None:
    print(sentence, flush=True)


def stop(sentence: str) -> None:
    sys.exit(sentence)


if __name__ == "__main__":
    if sys.argv[1:] == [] or sys.argv[1] not in GOALS:
        sys.exit(f"usage: bootstrap.py {'|'.join(GOALS)}")
    main(sys.argv[1])
