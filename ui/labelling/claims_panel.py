"""The panel of claims: the open article's, in text order, each with who made it."""

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import number, translated, translated_plural
from desktop.model.article import Change
from desktop.model.places import Place, place_of
from desktop.model.records import Annotation
from desktop.model.text import quoted_text
from ui.base import theme
from ui.base.annotation_words import NO_SPEAKER, kind_of, speaker_names
from ui.base.panel_parts import MARGIN, EmptyState, Heading, one_line, paint_dot, paint_line, paint_row_ground
from ui.base.plain_text import tip
from ui.base.row_list import Index, RowDelegate, RowList, RowModel
from ui.session import Session

_MANY = 200  # changed claims, beyond which the list is filled anew
_LINE = 19
_HEIGHT = 2 * _LINE + 14


class ClaimModel(RowModel):
    """The claims of the open article. Follows changes claim by claim."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keys: list[Place] = []  # sorted; the last part is the claim's id
        self._key_of: dict[str, Place] = {}
        self.is_following = False  # whether rows come and go because the claims did
        session.article_opened.connect(self.fill)
        session.article_changed.connect(self._follow)
        session.speakers_changed.connect(lambda _: self._repaint())

    def fill(self) -> None:
        """Read all claims of the open article."""
        state = self._session.state
        self._keys = [place_of(claim) for claim in state.places.claims()] if state else []
        self._key_of = {key[3]: key for key in self._keys}
        self.set_count(len(self._keys))

    def _follow(self, change: Change) -> None:
        state = self._session.state
        touched = change.annotations | change.attributions
        if state is None or change.everything or len(touched) > _MANY:
            self.fill()
            return
        self.is_following = True
        try:
            for id in touched:
                claim = state.annotations.get(id)
                self._place(id, place_of(claim) if claim is not None and state.is_claim(claim) else None)
        finally:
            self.is_following = False

    def _place(self, id: str, wanted: Place | None) -> None:
        held = self._key_of.pop(id, None)
        before = None if held is None else bisect_left(self._keys, held)
        if before is not None:
            del self._keys[before]
        after = None if wanted is None else bisect_left(self._keys, wanted)
        if after is not None and wanted is not None:
            self._keys.insert(after, wanted)
            self._key_of[id] = wanted
        if before is not None and after is not None:
            if before != after:  # a row that moves stays the selected one
                self.moveRow(QModelIndex(), before, QModelIndex(), after + (after > before))
            self.dataChanged.emit(self.index(after), self.index(after))
        elif before is not None:
            self.removeRow(before)
        elif after is not None:
            self.insertRow(after)

    def _repaint(self) -> None:
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def id_at(self, row: int) -> str | None:
        return self._keys[row][3] if 0 <= row < len(self._keys) else None

    def row_of(self, claim_id: str | None) -> int | None:
        """The row of this claim, if it is one."""
        key = self._key_of.get(claim_id or "")
        return None if key is None else bisect_left(self._keys, key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        state, claim_id = self._session.state, self.id_at(index.row())
        claim = state.annotations.get(claim_id or "") if state else None
        if state is None or claim is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return claim
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            words = one_line(quoted_text(state.text, claim.fragments), 400)
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = one_line(quoted_text(state.text, claim.fragments))
            return f"{self.speaker_names(claim)}, {self.kind_of(claim)}: {words}"
        return None

    def speaker_names(self, claim: Annotation) -> str:
        state = self._session.state
        return (speaker_names(state, claim) if state else "") or translated(NO_SPEAKER)

    def kind_of(self, claim: Annotation) -> str:
        """What is said of the claim beside its speaker."""
        state = self._session.state
        return kind_of(claim, state.codebook) if state else ""

    def hue(self, claim: Annotation) -> int | None:
        """The hue of the claim's first speaker; None without one."""
        state = self._session.state
        speaker = state.speaker_of(claim.id) if state else None
        return speaker.hue if speaker else None


class _ClaimDelegate(RowDelegate):
    """Paints a claim: who, of what kind, and its first words in the reading face."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QFont(theme.reading_font(13))
        self._faces: tuple[QFont, QFont, QFont] | None = None  # the list's own, and made of it: for names, for kinds

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        claim = index.data(Qt.ItemDataRole.UserRole)
        if claim is None or not isinstance(model, ClaimModel):
            return
        colors = theme.current()
        paint_row_ground(painter, option)
        hue = model.hue(claim)
        left, top = option.rect.left() + MARGIN, option.rect.top() + 6
        color = colors.no_speaker if hue is None else theme.speaker_color(hue)
        center = QPointF(left + 6, top + _LINE / 2)
        paint_dot(painter, center, color, filled=hue is not None, dashed=claim.status == "suggested")

        left += 21
        right = option.rect.right() - MARGIN
        name_font, kind_font = self._made_of(option.font)
        kind = model.kind_of(claim)
        kind_width = painter.fontMetrics().horizontalAdvance(kind) + 8 if kind else 0
        name_rect = QRect(left, top, right - left - kind_width, _LINE)
        ink = colors.ink if hue is not None else colors.secondary
        taken = paint_line(painter, name_rect, model.speaker_names(claim), name_font, ink)
        paint_line(painter, QRect(left + taken + 8, top, kind_width, _LINE), kind, kind_font, colors.secondary)
        words_rect = QRect(left, top + _LINE, right - left, _LINE)
        words = one_line(index.data(Qt.ItemDataRole.DisplayRole))
        paint_line(painter, words_rect, words, self._words, colors.secondary)

    def _made_of(self, font: QFont) -> tuple[QFont, QFont]:
        if self._faces is None or self._faces[0] != font:
            name_font, kind_font = QFont(font), QFont(font)
            name_font.setWeight(QFont.Weight.Medium)
            kind_font.setPixelSize(12)
            self._faces = QFont(font), name_font, kind_font
        return self._faces[1:]


class ClaimsPanel(QWidget):
    """The list of claims with its heading. Its selection and the text's are the same."""

    speaker_wanted = Signal(str)  # of this claim
    opened = Signal(str)  # this claim is to be seen to, by a double click
    menu_wanted = Signal(QPoint)  # for the selected claim, at this place of the screen

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = ClaimModel(session, self)
        self._heading = Heading(translated("Claims"))
        self.list = RowList(translated("Claims"), self.model, _ClaimDelegate())
        self._nothing = EmptyState("")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self._heading)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)

        self.list.selectionModel().currentChanged.connect(self._select_current)
        self.list.clicked.connect(self._select_current)
        self.list.doubleClicked.connect(lambda index: self.opened.emit(self.model.id_at(index.row()) or ""))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.row_entered.connect(self._want_speaker)
        session.selected_changed.connect(self._show_selected)
        session.article_opened.connect(self._show_counts)
        session.settled.connect(self._show_counts)
        self.model.rowsInserted.connect(self._show_list_or_sentence)
        self.model.rowsRemoved.connect(self._show_list_or_sentence)
        self.model.rowsRemoved.connect(lambda: self._show_selected(session.selected or ""))
        self.model.modelReset.connect(lambda: self._show_selected(session.selected or ""))
        theme.changed.connect(self.list.viewport().update)
        self._show_counts()

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the list."""
        self._column.addWidget(widget)

    def _select_current(self, index: QModelIndex, _previous: QModelIndex | None = None) -> None:
        # When the current row is taken away, Qt makes its neighbour the current one; that is nobody's choice.
        if not self.model.is_following and index.isValid() and (claim_id := self.model.id_at(index.row())) is not None:
            self._session.select(claim_id)

    def claim_at(self, place: QPoint) -> str | None:
        """The claim whose row is at a place of the screen."""
        port = self.list.viewport()
        within = port.mapFromGlobal(place)
        is_here = self.list.isVisible() and port.rect().contains(within)
        return self.model.id_at(self.list.indexAt(within).row()) if is_here else None

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self._select_current(index)
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))

    def _want_speaker(self) -> None:
        if (claim_id := self.model.id_at(self.list.currentIndex().row())) is not None:
            self.speaker_wanted.emit(claim_id)

    def _show_selected(self, annotation_id: str) -> None:
        row = self.model.row_of(annotation_id)
        selection = self.list.selectionModel()
        if row is None:
            selection.clear()
        elif self.list.currentIndex().row() != row or not selection.hasSelection():
            index = self.model.index(row)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def _show_list_or_sentence(self) -> None:
        self._nothing.say(
            translated("Drag over the words that were said, then press C.")
            if self._session.state
            else translated("The claims of the open article are listed here.")
        )
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._nothing)

    def _show_counts(self) -> None:
        self._show_list_or_sentence()
        progress = self._session.state.progress() if self._session.state else None
        if progress is None or not progress.claims:
            self._heading.note = ""
        elif progress.without_speaker:
            lacking = translated_plural(
                "{count} without a speaker", "{count} without a speaker", progress.without_speaker
            )
            self._heading.note = f"{number(progress.claims)} · {lacking}"
        else:
            self._heading.note = number(progress.claims)
