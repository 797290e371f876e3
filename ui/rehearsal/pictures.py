"""The pictures of the help pages, taken in the real window: `python -m ui.rehearsal.pictures resources/help/pictures`.

They are parts of the window as it stands while the sample article is worked on, each as wide as a help page at most.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.base.settings import Settings
from ui.rehearsal import job, stage
from ui.rehearsal.hand import Hand

WIDTH = 520  # pixels of a picture at most: what the guide has room for
LARGEST = 60_000  # bytes

# Each shows what is here said of it; the pages name them, and say the same in words.
NAMES = ("window", "labels", "speaker", "suggestion", "details", "claims", "codebook", "palette")

_MANY = 3  # suggestions, at least, that the sample gets


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        stage.live_in(Path(home))
        settings = Settings()
        settings.appearance = "light"
        settings.language = "en"
        settings.shows_hints = settings.shows_legend = False
        settings.save()
        stage.play(lambda hand: _take(hand, folder))
    for name in NAMES:
        print(f"{name}.png {(folder / f'{name}.png').stat().st_size:,} bytes")


def _take(hand: Hand, folder: Path) -> None:
    text, claims = hand.find("Article text"), hand.find("Claims")
    window = text.window()
    assert isinstance(claims, QAbstractItemView)
    hand.wait("Suggestions", lambda: claims.model().rowCount() > _MANY)

    def keep(name: str, picture: QPixmap) -> None:
        if picture.width() > WIDTH:
            picture = picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        small = _of_few_colors(picture.toImage())
        small.save(str(folder / f"{name}.png"), quality=0)  # packed as tightly as can be

    def beside(widget: QWidget | None, height: int) -> QPixmap:
        """So much of the text, as wide as it is, around this."""
        assert widget is not None
        top = widget.mapTo(window, widget.rect().center()).y() - height // 2
        left = text.mapTo(window, QPoint(0, 0)).x()
        return window.grab(QRect(left, max(top, 0), text.width(), height))

    hand.press("N")
    hand.rest()
    keep("suggestion", window.grab(QRect(text.mapTo(window, QPoint(0, 150)), QSize(text.width(), 300))))
    keep("details", hand.find("Details").grab())
    job.label_claims(hand, job.SAMPLE_CLAIMS[:3])
    hand.press("Escape")
    hand.drag_over("painful but honest")
    keep("labels", beside(hand.find("Labels"), 140))
    hand.press("C")
    keep("speaker", beside(hand.find("Speaker").parentWidget(), 260))
    hand.type("Helena")
    hand.press("Return", "Escape")
    hand.click_on(job.SAMPLE_CLAIMS[2].parts[0])
    panel = claims.parentWidget()
    assert panel is not None
    keep("claims", panel.grab())
    window.resize(960, 620)
    hand.rest()
    keep("window", window.grab())
    hand.press("Ctrl+B")
    hand.rest()
    keep("codebook", window.grab())
    hand.press("Escape", "Ctrl+K")
    hand.type("speaker")
    keep("palette", hand.find("Command").window().grab())
    hand.press("Escape")


def _of_few_colors(image: QImage) -> QImage:
    """The image with its 256 most frequent colours, a byte each: a third of the size, and looks the same."""
    solid = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(solid.constBits()).cast("I"))
    table = [color for color, _ in counted.most_common(256)]
    return solid.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
