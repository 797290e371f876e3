"""Articles with what is marked in them as a document of Qt's, which is previewed, printed and written as PDF."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.base.translation import translated
from desktop.exchange.marked.article import Claim, MarkedArticle, Run, described
from desktop.exchange.marked.colors import color_of, ground_of
from desktop.model.records import Speaker
from ui.base import theme

_SIZE: Final = 11.0  # points
_HEADLINE: Final = 18.0
_SMALL: Final = 8.5
_QUIET: Final = "#5F656E"
_INK: Final = "#000000"
_LINE_HEIGHT: Final = 140.0  # per cent


def printed(articles: Sequence[MarkedArticle]) -> QTextDocument:
    """The articles, each on a page of its own, then the speakers with the numbers of their claims."""
    return _Writing(articles).document


class _Writing:
    """Writes the document, word by word: nothing of a text is taken for HTML."""

    def __init__(self, articles: Sequence[MarkedArticle]) -> None:
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDefaultFont(theme.reading_font())
        self._cursor = QTextCursor(self.document)
        self._is_empty = True
        said: dict[str, tuple[Speaker | None, list[str]]] = {}
        for article in articles:
            self._add_article(article)
            for speaker, claims in article.speakers:
                entries = said.setdefault(speaker.id if speaker else "", (speaker, []))[1]
                numbers = ", ".join(str(claim.number) for claim in claims)
                entries.append(f"{article.document.article.title}: {numbers}")
        self._add_index(list(said.values()))
        self._cursor.endEditBlock()

    def _add_article(self, article: MarkedArticle) -> None:
        about = article.document.article
        self._begin(below=4, on_new_page=not self._is_empty)
        self._add(about.title, size=_HEADLINE, bold=True)
        for fact in filter(None, (article.facts, about.url)):
            self._begin(below=0)
            self._add(fact, size=_SMALL, color=_QUIET)
        self._begin(below=4)
        for place, runs in enumerate(article.paragraphs):
            if place == 0 and article.begins_with_title:
                continue  # it stands above
            is_subhead = place in article.subheads
            self._begin(above=4 if is_subhead else 0, below=8)
            for run in runs:
                self._add_run(run, bold=is_subhead)
        if article.claims:
            self._begin(above=10, below=4)
            self._add(translated("Claims"), bold=True)
            for claim in article.claims:
                self._begin(below=3)
                self._add_name(claim, f"{claim.number} {claim.who}")
                self._add(f"  {claim.words}  ", size=_SMALL + 1)
                self._add(" · ".join(claim.facts), size=_SMALL, color=_QUIET)

    def _add_run(self, run: Run, *, bold: bool) -> None:
        for claim, is_first in run.begins:
            self._add_name(claim, f"{claim.number} {claim.who}" if is_first else f"{claim.number}\u00a0…")
            self._add(" ")
        look = _look(bold=bold)
        if ground := ground_of([claim.hues[0] for claim in run.claims]):
            look.setBackground(QBrush(QColor(ground)))
        if run.mention_of is not None:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(color_of(run.mention_of)))
        elif run.is_cue or run.others:
            style = QTextCharFormat.UnderlineStyle
            look.setUnderlineStyle(style.DotLine if run.is_cue else style.DashUnderline)
            look.setUnderlineColor(QColor(_QUIET))
        self._cursor.insertText(run.text, look)

    def _add_name(self, claim: Claim, name: str) -> None:
        self._add(name, size=_SMALL, bold=True, color=color_of(claim.hues[0]))

    def _add_index(self, said: Sequence[tuple[Speaker | None, Sequence[str]]]) -> None:
        if not said:
            return
        self._begin(below=6, on_new_page=True)
        self._add(translated("Speakers"), bold=True)
        for speaker, entries in sorted(
            said, key=lambda one: (one[0] is None, one[0].name.casefold() if one[0] else "")
        ):
            self._begin(above=4, below=0)
            self._add(described(speaker), size=_SMALL + 1, bold=True, color=color_of(speaker.hue if speaker else -1))
            for entry in entries:
                self._begin(below=0)
                self._add(entry, size=_SMALL + 1)

    def _begin(self, *, above: float = 0, below: float, on_new_page: bool = False) -> None:
        """Begins a paragraph; the room above and below is in points."""
        paragraph = QTextBlockFormat()
        paragraph.setTopMargin(above)
        paragraph.setBottomMargin(below)
        paragraph.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if on_new_page:
            paragraph.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        if self._is_empty:
            self._cursor.beginEditBlock()
            self._cursor.setBlockFormat(paragraph)
            self._is_empty = False
        else:
            self._cursor.insertBlock(paragraph)

    def _add(self, words: str, *, size: float = _SIZE, bold: bool = False, color: str = _INK) -> None:
        self._cursor.insertText(words, _look(size, color, bold=bold))


def _look(size: float = _SIZE, color: str = _INK, *, bold: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontPointSize(size)
    look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    look.setForeground(QBrush(QColor(color)))
    return look
