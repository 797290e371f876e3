"""Work that is done in the program's own window, in a process that was started for it."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import tests.bench.without  # noqa: F401 - leaves out a trick before `ui` is imported
from desktop.__main__ import main
from tests.bench.processes import say
from ui.start import application

_CALM = 1000  # ms until the window has nothing more to do of itself


def work_in_the_window(work: Callable[[Any], Mapping[str, Any]]) -> NoReturn:
    """Opens the library that the command line names first, as a double click does; says what `work` says, and ends."""

    class Watched(application.Frame):
        failed = False

        def hold(self, content: Any) -> None:
            # Where articles get suggestions when they are opened, a thread of the program is at work meanwhile.
            content.settings.suggests = False
            super().hold(content)
            QTimer.singleShot(_CALM, self._work)

        def _work(self) -> None:
            sys.excepthook = sys.__excepthook__  # the program's own would ask a person
            try:
                say(**work(self.content))
                self.close()
            except BaseException:
                QApplication.exit()
                Watched.failed = True
                raise

    application.Frame = Watched  # type: ignore[misc]
    main(sys.argv[1:2])
    sys.exit(Watched.failed)
