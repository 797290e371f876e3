"""The program as a double click starts it, but for a watch on its window, which is closed when it has told."""

import sys
import time
from typing import Any

from PySide6.QtCore import QTimer

import tests.bench.without  # noqa: F401 - leaves out a trick before `ui` is imported
from desktop.__main__ import main
from tests.bench.painting import when_first_painted, when_painted
from tests.bench.processes import say
from ui.start import application

_SETTLED = 500  # ms after which all has been read that a window shows


class Watched(application.Frame):
    """The program's window, which tells when it is first painted, and when an article is."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._said: dict[str, float] = {}
        when_first_painted(self, lambda: self._note("painted"))

    def hold(self, content: Any) -> None:
        content.settings.suggests = False  # the library is kept for the next run as it is
        super().hold(content)
        when_painted(content.view.page.viewport(), self._look_for_article)

    def _look_for_article(self) -> None:
        if self.content is not None and self.content.session.state is not None and "article" not in self._said:
            self._note("article")
            QTimer.singleShot(_SETTLED, self._tell)

    def _note(self, what: str) -> None:
        self._said |= {what: time.monotonic(), f"{what} cpu": time.process_time()}

    def _tell(self) -> None:
        say(**self._said)
        self.close()


if __name__ == "__main__":
    application.Frame = Watched  # type: ignore[misc]
    sys.exit(main(sys.argv[1:]))
