"""Examples of a label or an option: annotations that were accepted, each with who said it and where."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.base.text_direction import isolated
from desktop.base.translation import translated
from desktop.library import Library
from desktop.model.codebook import PartPath
from desktop.model.records import Speaker
from desktop.model.text import quoted_text
from desktop.model.who_said import mentions_of, speakers_of
from ui.base.dates import shown_date
from ui.base.eliding import elided
from ui.base.panel_parts import one_line
from ui.base.plain_text import on_button, tip
from ui.base.reading_only import reads

_LONGEST = 70  # characters of the words


class Example(NamedTuple):
    article: str  # ids
    annotation: str
    words: str
    about: str  # who said it, where, when

    @property
    def line(self) -> str:
        """All that is known of it."""
        return f"{isolated(self.words)} … {self.about}" if self.about else self.words


def examples_of(library: Library, speakers: Mapping[str, Speaker], path: PartPath, most: int) -> list[Example]:
    """The newest accepted annotations that have it."""
    found = library.examples_of(path, most)
    articles = library.articles_by_id({one.article for one in found})
    said = library.attributions_by_claim(one.id for one in found)
    mentions = library.annotations_by_id({id for attribution in said.values() for id in mentions_of(attribution)})
    examples = []
    for one in found:
        article = articles[one.article]
        ids = speakers_of(said.get(one.id), mentions) or (one.speaker,)
        names = [speakers[id].name for id in ids if id and id in speakers]
        words = one_line(quoted_text(library.text(one.article), one.fragments), _LONGEST)
        known = (*names, article.publisher or article.title, shown_date(article.published, short=True))
        about = " · ".join(isolated(one) for one in known if one)
        examples.append(Example(one.article, one.id, words, about))
    return examples


class ExampleRow(QPushButton):
    """The words and what is known of them; a click leads there."""

    wanted = Signal(str, str)

    def __init__(self, example: Example) -> None:
        super().__init__()
        self._words = example.line
        self.setProperty("kind", "link")
        self.setProperty("tone", "secondary")
        reads(self)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translated("Go to {words}", words=self._words))
        self.setToolTip(tip(self._words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.wanted.emit(example.article, example.annotation))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 16, 24)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        shown = elided(self.fontMetrics(), self._words, self.width() - 12)
        self.setText(on_button(shown))
