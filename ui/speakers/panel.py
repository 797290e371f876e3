"""The panel of speakers: who speaks in this article, or in the whole library."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QStackedLayout,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import labelling
from desktop.base.translation import translated
from desktop.model import operations
from desktop.model.records import Speaker
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.filter_field import FilterField
from ui.base.panel_parts import MARGIN, EmptyState, Heading, paint_dot, paint_line, paint_row_ground
from ui.base.row_list import Index, RowDelegate, RowList
from ui.session.session import Session
from ui.speakers.model import SpeakerModel, counted, known_of

_LINE = 18
_LEAST_KNOWN = 40  # pixels, below which what else is known of a speaker is left to the tip
_HEIGHT = _LINE + 12
_PAUSE = 80  # ms after a key, in which one may go on typing


class _SpeakerDelegate(RowDelegate):
    """Paints a speaker on one line: dot, name, claims, and what else is known, as far as there is room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, speaker = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(speaker, Speaker) or not isinstance(model, SpeakerModel):
            return
        colors = theme.current()
        paint_row_ground(painter, option)
        known = known_of(speaker)
        left, top = option.rect.left() + MARGIN, option.rect.top() + 6
        center = QPointF(left + 6, top + _LINE / 2)
        paint_dot(painter, center, theme.speaker_color(model.hue_of(speaker)), filled=True)
        left += 21
        width = option.rect.right() - MARGIN - left
        name_font, small = self.faces(option.font)
        claims = counted(model.claims(speaker.id)) if model.claims(speaker.id) else ""
        claims_width = painter.fontMetrics().horizontalAdvance(claims) + 8 if claims else 0
        taken = paint_line(painter, QRect(left, top, width - claims_width, _LINE), speaker.name, name_font, colors.ink)
        left, width = left + taken + 8, width - taken - 8
        paint_line(painter, QRect(left, top, claims_width, _LINE), claims, small, colors.secondary)
        if width - claims_width > _LEAST_KNOWN:
            rest = QRect(left + claims_width + 4, top, width - claims_width - 4, _LINE)
            paint_line(painter, rest, known, small, colors.secondary)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(MARGIN + 14, 0, -MARGIN, 0))


class _SpeakerList(RowList):
    """Tells a press that may become a drag from a click: a speaker who is only dragged is not to be highlighted."""

    dragged = Signal(list)  # the drag is over; the ids of those who were selected before it

    def __init__(self, model: SpeakerModel) -> None:
        super().__init__(translated("Speakers"), model, _SpeakerDelegate())
        self._speakers = model
        self.is_pressed = False
        self.is_double = False  # whether this click is the second of two
        self._before: list[str] = []

    @property
    def chosen(self) -> list[str]:
        """The ids of the selected speakers, in the order of the list."""
        rows = sorted(row for places in self.chosen_places for row in places)
        return [id for id in map(self._speakers.id_at, rows) if id is not None]

    def is_again(self, index: QModelIndex) -> bool:
        """Whether what is clicked now was all that was selected."""
        return self._before == [self._speakers.id_at(index.row())]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_pressed, self.is_double, self._before = True, False, self.chosen
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.is_double = True
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.is_pressed = False
        super().mouseReleaseEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        super().startDrag(actions)
        self.is_pressed = False
        self.dragged.emit(self._before)


class SpeakersPanel(QWidget):
    """The list of speakers. Selecting one highlights all they said, for as long as that one alone is selected.

    A second click, `clear_selection`, another article, and whatever takes the speaker away, end both.
    """

    highlighted = Signal(str)  # a speaker's id, or "" for none
    chosen_changed = Signal()
    page_wanted = Signal(str)
    merge_wanted = Signal(list, str)  # the duplicates' ids, the kept one's id, or "" for "ask"
    menu_wanted = Signal(QPoint)  # for the selected speakers, at this place on the screen

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.model = SpeakerModel(session, self)
        self._kept: list[str] = []  # who were selected before the list was filled anew
        self._highlighted: str | None = None
        self._heading = Heading(translated("Speakers"))
        self._here = _scope_button(translated("article"), translated("Speakers in this article"))
        self._library = _scope_button(translated("library"), translated("All speakers of the library"))
        scope = QButtonGroup(self)
        for button in (self._here, self._library):
            scope.addButton(button)
            self._heading.add(button)
        self._here.setChecked(True)
        self.list = self._make_list()
        self._nothing = EmptyState("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self._heading)
        self.field = FilterField(translated("Filter speakers"), translated("Filter…"))
        self._fields = QWidget()
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(MARGIN, 2, MARGIN, 4)
        row.addWidget(self.field)
        self._fields.hide()
        column.addWidget(self._fields)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self._take_filter)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.entered.connect(self._enter_list)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)

        self._library.toggled.connect(self.show_whole_library)
        self.model.merge_wanted.connect(self.merge_wanted)
        self.model.renamed.connect(self.rename)
        self.model.about_to_fill.connect(self._keep_chosen)
        self.model.modelReset.connect(lambda: self._choose(self._kept))
        self.model.modelReset.connect(self._show_list_or_sentence)
        session.article_opened.connect(self._start_anew)
        session.settled.connect(self.model.fill)
        session.speakers_changed.connect(lambda changed: self._repaint() if changed else self.model.fill())
        theme.changed.connect(self._repaint)
        self.model.fill()
        self._show_list_or_sentence()

    def _make_list(self) -> _SpeakerList:
        speakers = _SpeakerList(self.model)
        speakers.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        speakers.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        speakers.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        speakers.setDefaultDropAction(Qt.DropAction.LinkAction)
        speakers.setDropIndicatorShown(True)
        speakers.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        speakers.customContextMenuRequested.connect(self._show_menu)
        speakers.selectionModel().selectionChanged.connect(self._follow_selection)
        speakers.clicked.connect(self._click)
        speakers.dragged.connect(self._choose)
        speakers.doubleClicked.connect(lambda index: self._want_page(self.model.id_at(index.row())))
        speakers.row_entered.connect(lambda: self._want_page(self.chosen))
        return speakers

    @property
    def chosen(self) -> str | None:
        """The id of the selected speaker, when one alone is selected."""
        chosen = self.list.chosen
        return chosen[0] if len(chosen) == 1 else None

    @property
    def chosen_all(self) -> list[str]:
        """The ids of the selected speakers, in the order of the list."""
        return self.list.chosen

    @property
    def chosen_count(self) -> int:
        """How many speakers are selected."""
        return self.list.chosen_count

    def clear_selection(self) -> None:
        """Select nobody, and highlight nothing."""
        self.list.selectionModel().clearSelection()

    def _click(self, index: QModelIndex) -> None:
        if self.list.is_double:
            return
        if self.list.is_again(index) and not QGuiApplication.keyboardModifiers():
            self.clear_selection()
        self._follow_selection()

    def _follow_selection(self) -> None:
        if not self.list.is_pressed:
            former, self._highlighted = self._highlighted, self.chosen
            if former != self._highlighted:
                self.highlighted.emit(self._highlighted or "")
        self.chosen_changed.emit()

    def _keep_chosen(self) -> None:
        self._kept = self.chosen_all

    def _choose(self, ids: Sequence[str]) -> None:
        """Select these speakers, as far as they are there; nobody chooses them anew, so the rest stays as it is."""
        selection, flag = self.list.selectionModel(), QItemSelectionModel.SelectionFlag
        rows = [row for row in map(self.model.row_of, ids) if row is not None]
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self.model.index(row), self.model.index(row))
        if rows:
            selection.setCurrentIndex(self.model.index(rows[0]), flag.NoUpdate)
        selection.select(wanted, flag.ClearAndSelect)
        self._follow_selection()

    @property
    def shows_whole_library(self) -> bool:
        return self.model.whole_library

    def show_whole_library(self, whole: bool) -> None:
        """All speakers of the library, or those of the open article."""
        self._library.setChecked(whole)
        self._here.setChecked(not whole)
        self.model.whole_library = whole
        self._fields.setVisible(whole)
        self.model.fill()
        self._show_list_or_sentence()

    def filter(self) -> None:
        """Have the keyboard in the filter of the library's speakers."""
        self.show_whole_library(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _take_filter(self) -> None:
        self._typing.stop()
        self.model.filter(self.field.text())
        self._show_list_or_sentence()

    def _enter_list(self) -> None:
        self._take_filter()
        if self.model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))

    def _start_anew(self) -> None:
        self.list.selectionModel().clear()
        self.model.fill()
        self._show_list_or_sentence()

    def _want_page(self, speaker_id: str | None) -> None:
        if speaker_id:
            self.page_wanted.emit(speaker_id)

    def rename(self, speaker_id: str, name: str) -> None:
        shown = self.session.speakers[speaker_id]
        with self.session.edit(operations.rename_speaker()) as edit:
            labelling.edit_speaker(edit, shown, name=name)

    def rename_chosen(self) -> None:
        """Edit the selected speaker's name in its row."""
        if self.chosen:
            self.list.edit(self.list.currentIndex())

    def _show_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _show_list_or_sentence(self) -> None:
        self._nothing.say(
            translated("No speaker has these words.")
            if self.model.whole_library and self.session.speakers
            else translated("Speakers are added when you name them in an article.")
            if self.model.whole_library
            else translated("No speakers in this article yet.")
            if self.session.state
            else translated("The speakers of the open article are listed here.")
        )
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._nothing)


def _scope_button(text: str, name: str) -> QToolButton:
    button = tool_button(text, "scope", name)
    button.setCheckable(True)
    return button
