"""The page as one reads it: generous lines, small blanks, a headline, headings, and a line of facts below the headline.

QPlainTextEdit lays out only what it shows, which keeps a long article quick, but it sets lines solid. So each
paragraph's lines are moved apart here, once, when Qt asks how large the paragraph is.

A line's words stand where the reading face's ascent and descent centre them in the line, on a whole pixel, whatever
other faces had to help out with a letter: Chinese, Arabic or an emoji moves no line.
"""

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout, QTextLine
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.model.subheads import Subheads
from ui.article_view.display_map import DisplayMap
from ui.article_view.paragraph import Line, Paragraph
from ui.base import theme

MARGIN = 8  # left and right of the text inside the page, where handles and outlines reach out
_ABOVE, _BELOW = 28, 40  # before the first line and after the last one
_HEADLINE = 200  # characters, at most
_INK = re.compile(r"\S")
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, and what sets a direction by itself (Unicode, DerivedBidiClass).
_READ_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class ReadingLayout(QPlainTextDocumentLayout):
    """Lays out paragraphs for reading, each when it is first shown."""

    def __init__(
        self, document: QTextDocument, text: str, display: DisplayMap, title: str, facts: str, px: int
    ) -> None:
        super().__init__(document)
        self.display = display
        self._width = 0.0
        self._text = text
        self._mixes_directions = bool(_READ_FROM_RIGHT.search(text))
        self._paragraphs: dict[int, Paragraph] = {}
        self._subheads = Subheads(text)
        self._take_title(title, facts)
        self.update.connect(self._paragraphs.clear)  # Qt has dropped its lines: the column has another width
        self.set_size(px)

    @property
    def width(self) -> float:
        """Of the column of text, known when the page is; the page tells."""
        return self._width

    @width.setter
    def width(self, width: float) -> None:
        if width != self._width:
            self._width = width
            self._paragraphs.clear()  # the headline above the first has other lines

    def set_title(self, title: str, facts: str) -> None:
        """Take another headline and line of facts; the document is laid out anew."""
        self._take_title(title, facts)
        self.document().markContentsDirty(0, self.document().characterCount())

    def _take_title(self, title: str, facts: str) -> None:
        self.title, self.facts = title.strip(), facts
        self._title_at = -1
        first = _INK.search(self._text)
        start = self._text.rfind("\n", 0, first.start()) + 1 if first else 0
        line = self._text[start : _line_end(self._text, start)].strip()
        if _is_headline(line, self.title):
            self._title_at = self.display.start(start)
        elif line.startswith(self.title):
            self.title = ""  # it is cut from a first paragraph that is no headline, and need not be read twice

    @property
    def title_is_text(self) -> bool:
        """Whether the headline is the text's own first line, as in plain text; otherwise it is shown above the text."""
        return self._title_at >= 0

    def set_size(self, px: int) -> None:
        """Take this size of the reading face, in pixels; the document is laid out anew."""
        self._paragraphs.clear()
        self.line_height = round(px * 1.7)
        self._blank_height = round(px * 0.85)
        self.title_font = theme.reading_font(round(px * 27 / 17), QFont.Weight.Bold)
        self._title_height = round(px * 2)
        self._baselines = {
            "title": _baseline(self.title_font, self._title_height),
            "heading": _baseline(theme.reading_font(px, QFont.Weight.Bold), self.line_height),
            "body": _baseline(theme.reading_font(px), self.line_height),
            "blank": _baseline(theme.reading_font(px), self._blank_height),
        }
        self.facts_height = round(px * 1.8)
        self._title_format = QTextCharFormat()
        self._title_format.setFont(self.title_font)
        self._heading_format = QTextCharFormat()
        self._heading_format.setFontWeight(QFont.Weight.Bold)
        self.document().setDefaultFont(theme.reading_font(px))

    def paragraphs_from(self, block: QTextBlock) -> Iterator[Paragraph]:
        """This paragraph and those after it, each laid out when it is reached."""
        for number in range(block.blockNumber(), self.document().blockCount()):
            yield self._paragraphs.get(number) or self._lay_out(self.document().findBlockByNumber(number))

    def header_height(self) -> float:
        """The room above the first paragraph: the headline and the facts where the text does not begin with them."""
        if self.title_is_text:
            return _ABOVE
        title = self.headline_height(self.headline()) if self.title else 0
        return _ABOVE + title + self.facts_height + self._blank_height

    def headline(self) -> QTextLayout:
        """The headline of an article whose text does not hold it, laid out to be drawn above the text."""
        headline = QTextLayout(self.title, self.title_font)
        headline.beginLayout()
        height = 0.0
        while (line := headline.createLine()).isValid():
            line.setLineWidth(self.width)
            self._place(line, 0, height + self._baselines["title"], from_right=self.title_is_read_from_right)
            height += self._title_height
        headline.endLayout()
        return headline

    def headline_height(self, headline: QTextLayout) -> int:
        """The room that a headline takes."""
        return headline.lineCount() * self._title_height

    @property
    def title_is_read_from_right(self) -> bool:
        """Whether the headline is in Arabic, Hebrew or the like."""
        return _begins_from_right(self.title)

    def _place(self, line: QTextLine, margin: float, baseline: float, *, from_right: bool) -> None:
        """Put a line's words on this baseline, at the side of the column where one begins to read."""
        line.setLeadingIncluded(False)  # or a fallback face's would move the lines when Qt scrolls by one
        left = margin + (max(self.width - line.naturalTextWidth(), 0) if from_right else 0)
        line.setPosition(QPointF(left, baseline - line.ascent()))

    def facts_top(self, paragraph: Paragraph) -> float | None:
        """How far below the top of this paragraph the line of facts goes; None where another paragraph has it."""
        if self.title_is_text:
            return paragraph.lines[-1].bottom if paragraph.start == self._title_at else None
        if paragraph.start:
            return None
        return self.header_height() - self.facts_height - self._blank_height

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The room that a paragraph takes, its lines moved apart."""
        known = self._paragraphs.get(block.blockNumber())
        if known and block.layout().lineCount():  # Qt drops all lines some time before it says so
            return known.rect
        return self._lay_out(block).rect if block.isValid() else QRectF()

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Qt lays out paragraphs anew, solid: forget how they were."""
        super().documentChanged(start, removed, added)
        self._paragraphs.clear()

    def _lay_out(self, block: QTextBlock) -> Paragraph:
        kind = self._kind(block)
        layout = block.layout()
        if kind in ("title", "heading"):
            span = QTextLayout.FormatRange()
            span.start, span.length = 0, block.length()
            span.format = self._title_format if kind == "title" else self._heading_format
            layout.clearLayout()
            layout.setFormats([span])
        elif layout.formats():  # of a headline that is none any more
            layout.clearLayout()
            layout.clearFormats()
        rect = super().blockBoundingRect(block)
        height = {"title": self._title_height, "blank": self._blank_height}.get(kind, self.line_height)
        top = self.header_height() if not block.blockNumber() else 0.0
        from_right = self._mixes_directions and block.textDirection() == Qt.LayoutDirection.RightToLeft
        lines: list[Line] = []
        for number in range(layout.lineCount()):
            line, baseline = layout.lineAt(number), top + self._baselines[kind]
            self._place(line, MARGIN, baseline, from_right=from_right)
            ink = line.naturalTextRect()
            start = line.textStart()
            end = start + line.textLength()
            lines.append(Line(start, end, top, top + height, baseline, ink.left(), ink.right()))
            top += height
        if kind == "title":
            top += self.facts_height
            if block.next().isValid() and self._kind(block.next()) != "blank":
                top += self._blank_height
        if not block.next().isValid():
            top += _BELOW
        mixes = self._mixes_directions and bool(_READ_FROM_RIGHT.search(block.text()))
        paragraph = Paragraph(block, lines, QRectF(0, 0, rect.width() + MARGIN, top), mixes_directions=mixes)
        self._paragraphs[block.blockNumber()] = paragraph
        return paragraph

    def _kind(self, block: QTextBlock) -> str:
        text, start = self._text, self.display.point(block.position())
        end = _line_end(text, start)
        if text[start : min(end, start + 1000)].isspace() or start == end:
            return "blank"
        if block.position() == self._title_at:
            return "title"
        return "heading" if self._subheads.is_one(start) else "body"


def _is_headline(line: str, title: str) -> bool:
    # A web page's title often has the site's name behind the headline.
    line, title = line.casefold(), title.casefold()
    return 0 < len(line) <= _HEADLINE and line in title and 3 * len(line) >= len(title)


def _begins_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from the right (Unicode, bidirectional rule P2)."""
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((one for one in classes if one in ("L", "R", "AL")), "L") != "L"


def _baseline(face: QFont, height: int) -> int:
    """How far below the top of a line of this height its words stand, so that they are in its middle."""
    metrics = QFontMetricsF(face)
    return round((height + metrics.ascent() - metrics.descent()) / 2)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
