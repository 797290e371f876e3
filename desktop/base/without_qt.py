"""Tells why there is no window to somebody who started Ascribe by a double click, where Qt cannot: by the desktop's own
programs."""

import os
import shutil
import subprocess
import sys

from desktop.base.translation import translated

# What a window needs of the system: a bundle brings all but these. By library: Debian's, Fedora's and Arch's package.
_PACKAGES = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX.so.0": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
}
_PATIENCE = 600  # seconds in which somebody reads it

_DIALOGS = (
    ("zenity", "--error", "--no-markup", "--width=480", "--title=Ascribe", "--text={sentence}"),
    ("kdialog", "--title", "Ascribe", "--error", "{sentence}"),
    ("xmessage", "-center", "{sentence}"),
    ("notify-send", "--urgency=critical", "Ascribe", "{sentence}"),
)


def lacking_library(error: ImportError) -> str:
    """What to do about a library of the system that is not there; nothing where the error is another one."""
    library = str(error).partition(":")[0]
    if library not in _PACKAGES:
        return ""
    debian, fedora, arch = (" ".join(sorted(set(names))) for names in zip(*_PACKAGES.values(), strict=True))
    return translated(
        "The window cannot be shown, since this computer lacks {library}. Install it, then start Ascribe again. "
        "Debian, Ubuntu: sudo apt install {debian}. Fedora: sudo dnf install {fedora}. Arch: sudo pacman -S {arch}.",
        library=library,
        debian=debian,
        fedora=fedora,
        arch=arch,
    )


def show(sentence: str) -> None:
    """Show this in a dialog of the desktop, where nobody looks at a terminal and some program can."""
    if sys.platform != "linux" or _is_read() or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    for program, *words in _DIALOGS:
        if shutil.which(program) is None:
            continue
        command = [program, *(word.format(sentence=sentence) for word in words)]
        try:
            # zenity and kdialog end with 1 where the window is closed by its frame: it was read all the same.
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0 or not done.stderr:
            return


def _is_read() -> bool:
    """Whether what goes to standard error is on a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()
