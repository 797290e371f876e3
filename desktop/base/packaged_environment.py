"""Restores the environment that the packaged program changed, for the programs that it starts."""

import os
import sys

# The loader of PyInstaller puts the bundle's folder first in these, and keeps what was there under NAME_ORIG.
_LENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
_ADDED = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")  # its hook for Qt, which finds its plugins without them


def restore_environment() -> None:
    """Let the environment be what it was before a packaged program started; else do nothing.

    Our own libraries are found all the same: the system's loader has read where at the start of the process, and each
    library names the folder. Another program that a link opens would die of our libraries.
    """
    if not getattr(sys, "frozen", False):
        return
    for name in _LENT:
        former = os.environ.pop(f"{name}_ORIG", None)
        os.environ.pop(name, None)
        if former:
            os.environ[name] = former
    for name in _ADDED:
        os.environ.pop(name, None)
