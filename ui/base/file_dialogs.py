"""Qt's file dialogs, which look at no file's content.

Qt's own icons and types of files are told by what stands in them, so showing a folder opens and closes each file of it.
By POSIX that ends every lock that this process has on them: SQLite in another process takes itself for the last user
of the library that is open here, and removes its -wal file.
"""

import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSettings, QSize
from PySide6.QtGui import QAbstractFileIconProvider, QIcon, QPainter
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QToolButton, QWidget

from desktop.base import paths
from ui.base import theme

_Kind = QFileDialog.FileMode
_Way = QFileDialog.AcceptMode
_Option = QFileDialog.Option
_ARROWS = ("backButton", "forwardButton", "toParentButton")  # as Qt calls them
_ARROW = QSize(16, 16)


class FileDialog:
    """Asks for files, as Qt's class of nearly this name does. Each answer is empty where the user cancels."""

    Option = QFileDialog.Option

    @staticmethod
    def getOpenFileName(parent: QWidget | None, title: str, folder: str = "", kinds: str = "") -> tuple[str, str]:
        files, kind = _asked(parent, title, folder, kinds, _Kind.ExistingFile)
        return "".join(files[:1]), kind

    @staticmethod
    def getOpenFileNames(
        parent: QWidget | None, title: str, folder: str = "", kinds: str = ""
    ) -> tuple[Sequence[str], str]:
        return _asked(parent, title, folder, kinds, _Kind.ExistingFiles)

    @staticmethod
    def getExistingDirectory(parent: QWidget | None, title: str, folder: str = "") -> str:
        files, _ = _asked(parent, title, folder, "", _Kind.Directory, options=_Option.ShowDirsOnly)
        return "".join(files[:1])

    @staticmethod
    def getSaveFileName(
        parent: QWidget | None, title: str, file: str = "", kinds: str = "", *, options: _Option | None = None
    ) -> tuple[str, str]:
        """The name has an ending of these kinds, or gets that of `file`, and is asked again where that is there."""
        files, kind = _asked(parent, title, file, kinds, _Kind.AnyFile, _Way.AcceptSave, options)
        chosen = "".join(files[:1])
        if not chosen or chosen.casefold().endswith(tuple(_endings(kinds))):
            return chosen, kind
        proposed = "" if Path(file).is_dir() else Path(file).suffix
        named = chosen + (proposed or _endings(kinds)[0])
        if Path(named).exists():  # the dialog has not asked whether it may be replaced
            return FileDialog.getSaveFileName(parent, title, named, kinds, options=options)
        return named, kind


def _endings(kinds: str) -> list[str]:
    """Those of the patterns of "Word (*.docx);;Text (*.txt *.text)"; the empty one of all files."""
    return re.findall(r"\*([^\s)]*)", kinds) or [""]


def _asked(
    parent: QWidget | None,
    title: str,
    place: str,
    kinds: str,
    mode: _Kind,
    way: _Way = _Way.AcceptOpen,
    options: _Option | None = None,
) -> tuple[Sequence[str], str]:
    # Where Qt keeps which folders were shown: beside our settings, which go with ASCRIBE_HOME and with the program.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(paths.config_folder()))
    dialog = QFileDialog(parent, title)
    for name in _ARROWS:
        if button := dialog.findChild(QToolButton, name):
            button.setIcon(_in_ink(button.icon()))
    dialog.setIconProvider(_icons())
    if options:
        dialog.setOptions(options)
    # What a desktop brings along for Linux runs in this process, and looks into files as Qt's own icons do.
    dialog.setOption(_Option.DontUseNativeDialog, sys.platform == "linux")
    dialog.setAcceptMode(way)
    dialog.setFileMode(mode)
    if kinds:
        dialog.setNameFilter(kinds)
    where = QFileInfo(place)
    if way == _Way.AcceptSave:
        dialog.setDefaultSuffix(where.suffix())  # of a name that is typed without one
    dialog.setDirectory(place if where.isDir() else where.path())
    if place and not where.isDir():
        dialog.selectFile(where.fileName())
    chosen = dialog.selectedFiles() if dialog.exec() else []
    kind = dialog.selectedNameFilter()
    dialog.deleteLater()
    return chosen, kind


def _in_ink(icon: QIcon) -> QIcon:
    """Qt's black arrow in the theme's ink: black cannot be seen on a dark ground."""
    tinted = QIcon()
    for mode, color in (
        (QIcon.Mode.Normal, theme.current().ink),
        (QIcon.Mode.Disabled, theme.current().hairline),
    ):
        drawn = icon.pixmap(_ARROW, QIcon.Mode.Normal)
        with QPainter(drawn) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.fillRect(drawn.rect(), color)
        tinted.addPixmap(drawn, mode)
    return tinted


@cache
def _icons() -> "_Icons":
    return _Icons()


class _Icons(QFileIconProvider):
    """Two icons and two words: for a folder, and for all else."""

    def __init__(self) -> None:
        super().__init__()
        self._file = QFileIconProvider().icon(QAbstractFileIconProvider.IconType.File)
        self._folder = QFileIconProvider().icon(QAbstractFileIconProvider.IconType.Folder)

    def icon(self, of: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(of, QFileInfo):
            return self._folder if of.isDir() else self._file
        return super().icon(of)

    def type(self, of: QFileInfo) -> str:
        return of.suffix() if not of.isDir() else ""
