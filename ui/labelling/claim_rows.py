"""The rows of the list of claims: the open article's, in text order, each with who made it and what it answers."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from desktop.base.text_direction import isolated
from desktop.base.translation import translated
from desktop.model.annotation_places import TextOrder, text_order
from desktop.model.article import Change
from desktop.model.attribute_questions import words_of
from desktop.model.codebook import QUOTATION, Attribute
from desktop.model.records import Annotation, AttributeValue
from desktop.model.text import quoted_text
from ui.base import theme
from ui.base.annotation_wording import NO_SPEAKER, kind_of, speaker_names
from ui.base.panel_parts import MARGIN, one_line, paint_dot, paint_line, paint_row_ground
from ui.base.plain_text import guideline_words, show_tip, tip, with_guideline
from ui.base.row_list import Index, RowDelegate, RowModel
from ui.labelling.fields import heading_of
from ui.session.session import Session

_MANY = 200  # changed claims, beyond which the list is filled anew
_MEASURED = 1000  # claims, beyond which each row has room for answers: to measure more rows would take too long
_LINE = 19
_HEIGHT = 2 * _LINE + 14
_CHIPS, _CHIP, _CHIP_SIDE, _CHIP_GAP = 26, 20, 8, 5  # pixels: the line of answers; a chip, within it, after it
_BETWEEN = 8  # px between the name and the kind of a claim
_KINDS_SHARE = 0.4  # of their line, which the kind has where the name is long
_NARROWEST = 60  # of a chip that is cut
_LONGEST_ANSWER = 32  # characters


class ShownAnswer(NamedTuple):
    """An attribute of a claim as its row shows it: the answer, or what it lacks; or how many more there are."""

    attribute: str  # its id; the first one's of several
    words: str
    is_lacking: bool
    is_counter: bool = False


class ClaimModel(RowModel):
    """The claims of the open article. Follows changes claim by claim."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keys: list[TextOrder] = []  # sorted; the last part is the claim's id
        self._key_of: dict[str, TextOrder] = {}
        self.is_following = False  # whether rows come and go because the claims did
        session.article_opened.connect(self.fill)
        session.article_changed.connect(self._follow)
        session.speakers_changed.connect(lambda _: self._repaint())

    def fill(self) -> None:
        """Read all claims of the open article."""
        state = self._session.state
        self._keys = [text_order(claim) for claim in state.places.claims()] if state else []
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
                self._place(id, text_order(claim) if claim is not None and state.is_claim(claim) else None)
        finally:
            self.is_following = False

    def _place(self, id: str, wanted: TextOrder | None) -> None:
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
            return self._tip(claim, words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = one_line(quoted_text(state.text, claim.fragments))
            said = "; ".join(answer.words for answer in self.answers(claim))
            return f"{self.speaker_names(claim)}, {self.kind_of(claim)}: {words}" + (f" ({said})" if said else "")
        return None

    def _tip(self, claim: Annotation, words: str) -> str:
        """The words of a claim, its answers, and when its label is to be chosen."""
        state = self._session.state
        label = state.codebook.label(claim.label) if state else None
        told = [isolated(words), "\n".join(isolated(answer.words) for answer in self.answers(claim))]
        if label is not None and label.guideline:
            guideline = guideline_words(label.guideline)
            told.append(translated("{label}: {guideline}", label=label.name, guideline=guideline))
        return tip("\n\n".join(filter(None, told)))

    def about_answer(self, claim: Annotation, attribute_id: str) -> str:
        """An answer in words, and when it is to be given; where none is given, when the attribute is to be answered."""
        state = self._session.state
        asked = state.codebook.label(claim.label).attribute(attribute_id) if state else None
        if asked is None:
            return ""
        said = claim.attributes.get(attribute_id)
        if said is None:
            return with_guideline(heading_of(asked), asked.guideline)
        options = filter(None, map(asked.option, said if isinstance(said, tuple) else (str(said),)))
        guidelines = "\n\n".join(filter(None, (option.guideline for option in options)))
        words = translated("{attribute}: {answer}", attribute=asked.name, answer=words_of(asked.in_words(said)))
        return with_guideline(words, guidelines or asked.guideline)

    def speaker_names(self, claim: Annotation) -> str:
        state = self._session.state
        return (speaker_names(state, claim) if state else "") or translated(NO_SPEAKER)

    def kind_of(self, claim: Annotation) -> str:
        """What is said of the claim beside its speaker."""
        state = self._session.state
        return kind_of(claim, state.codebook) if state else ""

    @property
    def rows_are_alike(self) -> bool:
        """Whether all rows are of one height: none has a line of answers, or they are too many to look at each."""
        return not self.has_answers or len(self._keys) > _MEASURED

    def has_answers_at(self, row: int) -> bool:
        """Whether a row has a line of answers."""
        state, claim_id = self._session.state, self.id_at(row)
        claim = state.annotations.get(claim_id or "") if state else None
        if claim is None or self.rows_are_alike:
            return self.has_answers
        return any(True for _ in self._shown(claim))

    @property
    def has_answers(self) -> bool:
        """Whether rows can have a line of answers: claims are asked for more than the kind of quotation."""
        state = self._session.state
        labels = state.codebook.labels if state else ()
        return any(one.id != QUOTATION for label in labels if label.role == "claim" for one in label.attributes)

    def answers(self, claim: Annotation) -> list[ShownAnswer]:
        """What a claim has yet to answer, and what it answers, as its row shows it."""
        shown = [
            ShownAnswer(asked.id, f"{heading_of(asked)}?", is_lacking=True)
            if said is None
            else ShownAnswer(asked.id, _in_short(asked, said), is_lacking=False)
            for asked, said in self._shown(claim)
        ]
        return sorted(shown, key=lambda answer: not answer.is_lacking)

    def _shown(self, claim: Annotation) -> Iterator[tuple[Attribute, AttributeValue | None]]:
        """The attributes that the row of a claim shows: what is answered, and what must be."""
        state = self._session.state
        for asked in state.codebook.label(claim.label).attributes if state else ():
            said = claim.attributes.get(asked.id)
            if asked.id != QUOTATION and (said is not None or asked.required):
                yield asked, said

    def hues(self, claim: Annotation) -> tuple[int, ...]:
        """The hues of the claim's speakers; none without one."""
        state = self._session.state
        return state.hues(claim.id) if state else ()


def _shared(width: int, name: int, kind: int) -> tuple[int, int]:
    """What the name and the kind get of a line: all, or the name what the kind leaves, but no less than most of it."""
    room = width - _BETWEEN
    kind = min(kind, max(room - name, round(room * _KINDS_SHARE)))
    return room - kind, kind


def _in_short(asked: Attribute, said: AttributeValue) -> str:
    whole = words_of(asked.in_words(said))
    if isinstance(said, bool):
        whole = f"{heading_of(asked)}: {whole}"
    return whole if len(whole) <= _LONGEST_ANSWER else f"{whole[: _LONGEST_ANSWER - 1].rstrip()}…"


def _fitting(widths: Iterable[int], room: int) -> list[int]:
    """The widths of the chips that there is room for, one after the other; the last one may be cut."""
    found = []
    for wide in widths:
        if min(wide, _NARROWEST) > room:
            break
        found.append(min(wide, room))
        room -= wide + _CHIP_GAP
    return found


def _counter(answers: Sequence[ShownAnswer]) -> ShownAnswer:
    """What stands for the answers that there is no room for."""
    is_lacking = any(answer.is_lacking for answer in answers)
    return ShownAnswer(answers[0].attribute, f"+{len(answers)}", is_lacking, is_counter=True)


class ClaimDelegate(RowDelegate):
    """Paints a claim: who, of what kind, its first words in the reading face, and its answers, which can be clicked."""

    clicked = Signal(str, str, QRect)  # the claim, an attribute, and where the answer stands in the list

    def __init__(self, model: ClaimModel) -> None:
        super().__init__()
        self._model = model
        self._small = QFont(theme.interface_font(12))
        self._words = QFont(theme.reading_font(13))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT + (_CHIPS if self._model.has_answers_at(index.row()) else 0))

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        claim = index.data(Qt.ItemDataRole.UserRole)
        if claim is None or not isinstance(model, ClaimModel):
            return
        colors = theme.current()
        paint_row_ground(painter, option)
        hues = model.hues(claim)
        left, top = option.rect.left() + MARGIN, option.rect.top() + 6
        dots = map(theme.speaker_color, hues or (-1,))
        center = QPointF(left + 6, top + _LINE / 2)
        paint_dot(painter, center, *dots, filled=bool(hues), dashed=claim.status == "suggested")

        left += 21
        right = option.rect.right() - MARGIN
        name_font, kind_font = self.faces(option.font)
        kind = model.kind_of(claim)
        name = model.speaker_names(claim)
        name_width, kind_width = _shared(
            right - left,
            QFontMetrics(name_font).horizontalAdvance(name),
            QFontMetrics(kind_font).horizontalAdvance(kind),
        )
        ink = colors.ink if hues else colors.secondary
        taken = paint_line(painter, QRect(left, top, name_width, _LINE), name, name_font, ink)
        paint_line(painter, QRect(left + taken + _BETWEEN, top, kind_width, _LINE), kind, kind_font, colors.secondary)
        words_rect = QRect(left, top + _LINE, right - left, _LINE)
        words = one_line(index.data(Qt.ItemDataRole.DisplayRole))
        paint_line(painter, words_rect, words, self._words, colors.secondary)

        if self._model.has_answers:
            for answer, chip in self._chips(claim, option.rect):
                self._paint_chip(painter, answer, chip)

    @cached_property
    def _advance(self) -> Callable[[str], int]:
        """How wide words are on a chip: of the same few, asked again with each paint."""
        return cache(QFontMetrics(self._small).horizontalAdvance)

    def _chips(self, claim: Annotation, row: QRect) -> list[tuple[ShownAnswer, QRect]]:
        """The answers that there is room for, each with its place, and then how many more there are."""
        answers = self._model.answers(claim)
        left, top = row.left() + MARGIN + 21, row.top() + 2 * _LINE + 10
        room = row.right() - MARGIN - left
        widths = _fitting(map(self._width, answers), room)
        if len(widths) < len(answers):
            counter = self._width(_counter(answers))
            widths = _fitting(map(self._width, answers), room - counter - _CHIP_GAP)
            answers = [*answers[: len(widths)], _counter(answers[len(widths) :])]
            widths.append(counter)
        places = accumulate((wide + _CHIP_GAP for wide in widths), initial=left)
        chips = (QRect(at, top, wide, _CHIP) for at, wide in zip(places, widths, strict=False))
        return list(zip(answers, chips, strict=True))

    def _width(self, answer: ShownAnswer) -> int:
        return self._advance(answer.words) + 2 * _CHIP_SIDE

    def _paint_chip(self, painter: QPainter, answer: ShownAnswer, chip: QRect) -> None:
        colors = theme.current()
        pen = QPen(colors.warning if answer.is_lacking else colors.secondary, 1)
        if answer.is_lacking:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(colors.page)
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), _CHIP / 2, _CHIP / 2)
        ink = colors.warning if answer.is_lacking else colors.ink
        paint_line(painter, chip.adjusted(_CHIP_SIDE, 0, -_CHIP_SIDE + 2, 0), answer.words, self._small, ink)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Where the mouse rests on an answer, when that is to be given; elsewhere the claim and all its answers."""
        claim = index.data(Qt.ItemDataRole.UserRole)
        for answer, chip in self._chips(claim, option.rect) if claim and self._model.has_answers else ():
            if chip.contains(event.pos()) and not answer.is_counter:
                show_tip(event.globalPos(), self._model.about_answer(claim, answer.attribute), view)
                return True
        return super().helpEvent(event, view, option, index)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on an answer is for that answer alone."""
        claim = index.data(Qt.ItemDataRole.UserRole)
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and claim is not None:
            place = event.position().toPoint()
            is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            for answer, chip in self._chips(claim, option.rect) if is_plain and self._model.has_answers else ():
                if chip.contains(place):
                    self.clicked.emit(claim.id, answer.attribute, chip)
                    return True
        return False
