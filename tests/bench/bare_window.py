"""The yardstick of a window: what any program pays that imports PySide6 and SQLAlchemy and shows a text widget."""

import sys
import time

import sqlalchemy  # noqa: F401 - a part of the yardstick
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

from tests.bench.painting import when_first_painted
from tests.bench.processes import say


def main() -> None:
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QPlainTextEdit("Some text."))
    window.resize(1280, 800)

    def painted() -> None:
        say(**{"painted": time.monotonic(), "painted cpu": time.process_time()})
        app.exit()

    when_first_painted(window, painted)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
