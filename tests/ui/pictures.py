"""What is on the screen against what would be drawn now: the picture test that every part of the window can have.

Where the two differ, both pictures are kept and the rectangle is named, within two seconds.
"""

import tempfile
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

_SECONDS = 2.0
_ROUNDS = 20  # of Qt's event loop, at least: a busy machine may take a second for one


def expect_as_drawn_afresh(view: QWidget) -> None:
    """Fails unless the screen soon shows of a view what it would draw now. Qt paints some ms after an update."""
    until, rounds = time.monotonic() + _SECONDS, 0
    while (seen := on_screen(view)) != (drawn := afresh(view)):
        if time.monotonic() > until and rounds > _ROUNDS:
            pytest.fail(_told(seen, drawn), pytrace=False)
        QTest.qWait(5)
        rounds += 1


def on_screen(view: QWidget) -> QImage:
    """The view's part of the picture that its window has on the screen."""
    window = view.window()
    whole = window.screen().grabWindow(window.winId())
    place = QRect(view.mapTo(window, QPoint(0, 0)) * whole.devicePixelRatio(), view.size() * whole.devicePixelRatio())
    return plain(whole.toImage().copy(place))


def afresh(view: QWidget) -> QImage:
    """What the view would draw now."""
    return plain(view.grab().toImage())


def plain(picture: QImage) -> QImage:
    """The picture in a form in which two can be compared."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(1)
    return picture


def difference(some: QImage, other: QImage) -> QRect:
    """The smallest rectangle outside of which two pictures of one size are the same."""
    wide, width = some.bytesPerLine(), some.width()
    a, b = bytes(some.constBits()), bytes(other.constBits())
    rows = [y for y in range(some.height()) if a[y * wide : (y + 1) * wide] != b[y * wide : (y + 1) * wide]]
    if not rows:
        return QRect()
    columns = [x for x in range(width) if any(_pixel(a, x, y, wide) != _pixel(b, x, y, wide) for y in rows)]
    return QRect(QPoint(columns[0], rows[0]), QPoint(columns[-1], rows[-1]))


def _pixel(picture: bytes, x: int, y: int, wide: int) -> bytes:
    return picture[y * wide + 4 * x : y * wide + 4 * x + 4]


def _told(seen: QImage, drawn: QImage) -> str:
    folder = Path(tempfile.mkdtemp(prefix="ascribe-pictures-"))
    seen.save(str(folder / "on-screen.png"))
    drawn.save(str(folder / "afresh.png"))
    if seen.size() != drawn.size():
        return f"The sizes differ: {seen.size()} on the screen, {drawn.size()} afresh. Pictures: {folder}"
    there = difference(seen, drawn)
    return (
        f"The screen is not what would be drawn afresh in x {there.left()} to {there.right()}, y {there.top()} to "
        f"{there.bottom()} of {seen.width()} x {seen.height()}. Pictures: {folder}"
    )
