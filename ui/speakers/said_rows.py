"""The claims of one speaker as rows: the sentence with the quotation set off, then the outlet, the day, the title."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.base.text_direction import isolated
from desktop.model.folding import has_words
from ui.base import theme
from ui.base.dates import shown_date
from ui.base.panel_parts import one_line, paint_line, paint_row_ground
from ui.base.plain_text import tip
from ui.base.row_list import Index, RowDelegate, RowModel

if TYPE_CHECKING:  # made in another thread
    from desktop.exchange.claims_of_speaker import SaidClaim

SAID = Qt.ItemDataRole.UserRole
_LINE = 19
_HEIGHT = 2 * _LINE + 12
_LONGEST = 400  # characters of a sentence that are painted
_LONGEST_TIP = 2000


class SaidModel(RowModel):
    """As many rows as there are claims that have all words of the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[SaidClaim] = ()
        self.shown: Sequence[SaidClaim] = ()

    def show_claims(self, said: "Sequence[SaidClaim]", typed: str) -> None:
        """Show those of these claims that have all words that were typed."""
        self._all = said
        self.narrow(typed)

    def narrow(self, typed: str) -> None:
        fits = has_words(typed)
        self.shown = [one for one in self._all if fits(one.found_by)]
        self.set_count(len(self.shown))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            SAID,
        }:
            return None
        if not 0 <= index.row() < len(self.shown):
            return None
        said = self.shown[index.row()]
        if role == SAID:
            return said
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(said.sentence[:_LONGEST_TIP])
        return f"{isolated(one_line(said.sentence, _LONGEST))} {source_of(said)}"


def source_of(said: "SaidClaim") -> str:
    """Where and when: “Herald · 6 Nov 2017 · The bridge”."""
    article = said.article
    day = shown_date(article.published, short=True) if article.published else ""
    return " · ".join(isolated(part) for part in (article.publisher, day, article.title) if part)


class SaidDelegate(RowDelegate):
    """Two lines: what was said in its sentence, and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = index.data(SAID)
        if said is None:
            return
        colors = theme.current()
        paint_row_ground(painter, option, inset=0)
        line = QRect(option.rect.left() + 12, option.rect.top() + 5, option.rect.width() - 24, _LINE)
        self._paint_sentence(painter, line, option.font, said)
        _, small = self.faces(option.font)
        paint_line(painter, line.translated(0, _LINE), source_of(said), small, colors.secondary)

    def _paint_sentence(self, painter: QPainter, line: QRect, font: QFont, said: "SaidClaim") -> None:
        """What stands before the claim, quietly and shortened; then the claim; then what follows."""
        colors = theme.current()
        before, quote, after = parts_of(said)
        taken = 0
        if before:
            room = line.adjusted(0, 0, -(line.width() * 2) // 3, 0)
            taken = paint_line(painter, room, before.rstrip(), font, colors.secondary)
            if before.endswith(" "):  # which is seen where the rest is elided, too
                taken += QFontMetrics(font).horizontalAdvance(" ")
        taken += paint_line(painter, line.adjusted(taken, 0, 0, 0), quote, font, colors.ink)
        if after and taken < line.width():
            paint_line(painter, line.adjusted(taken, 0, 0, 0), after, font, colors.secondary)


def parts_of(said: "SaidClaim") -> tuple[str, str, str]:
    """What of the sentence stands before the claim, the claim, what follows; of a claim in parts, the claim alone."""
    at = said.sentence.find(said.quote)
    if at < 0:
        return "", one_line(said.quote, _LONGEST), ""
    before, after = said.sentence[:at], said.sentence[at + len(said.quote) :]
    return _with_ends(before), one_line(said.quote, _LONGEST), _with_ends(after)


def _with_ends(text: str) -> str:
    """The text in one line, with a blank where it begins or ends with one."""
    begin, end = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    words = one_line(text, _LONGEST)
    return f"{begin}{words}{end}" if words else begin
