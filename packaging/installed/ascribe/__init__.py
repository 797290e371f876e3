"""Ascribe, as it is installed. After `import ascribe`, `desktop` is Ascribe's own: `from desktop.library import read`.

Its folders lie in `_app`, since `desktop`, `ui` and `resources` are names that other packages have, too. They are put
first on Python's path, so that in a program that imports Ascribe these names are Ascribe's, and in no other.
"""

import sys
from pathlib import Path

_installed = Path(__file__).with_name("_app")
_folders = str(_installed if _installed.is_dir() else Path(__file__).parents[3])  # else the checkout that this lies in
if _folders not in sys.path[:1]:
    sys.path.insert(0, _folders)


def main() -> int:
    """What the commands `ascribe` and `ascribe-window` do."""
    from desktop import __main__ as door

    return door.main()
