"""The window of Ascribe: all of Qt is in this package, and nothing but."""

import builtins

import PySide6.QtCore  # noqa: F401 - what it does to the import of all that comes after it is undone here

# PySide replaces `import` by one that reads the source of every module, to see whether it is one that could ask for
# Qt's names in Python's spelling. Nothing here does, and the sources stay in memory: 15 MB, a ninth of it all.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
