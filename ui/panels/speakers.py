"""The panel of speakers: who speaks in this article, or in the whole library."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QMenu,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records import Speaker
from ui import theme
from ui.buttons import tool_button
from ui.desk import Desk, told
from ui.panels.parts import MARGIN, EmptyState, Heading, paint_dot, paint_line, paint_row_ground
from ui.panels.rows import Index, RowList
from ui.panels.speaker_model import SpeakerModel, counted, known_of

_LINE = 18
_HEIGHT = 2 * _LINE + 12


class _SpeakerDelegate(QStyledItemDelegate):
    """Paints a speaker: dot, name, claims; below, what else is known."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, speaker = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(speaker, Speaker) or not isinstance(model, SpeakerModel):
            return
        colors = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option)
        known = known_of(speaker)
        left, top = option.rect.left() + MARGIN, option.rect.top() + (6 if known else 6 + _LINE // 2)
        center = QPointF(left + 6, top + _LINE / 2)
        paint_dot(painter, center, theme.speaker_color(speaker.hue), filled=True)
        left += 21
        width = option.rect.right() - MARGIN - left
        name_font, small = QFont(option.font), QFont(option.font)
        name_font.setWeight(QFont.Weight.Medium)
        small.setPixelSize(12)
        claims = counted(model.claims(speaker.id)) if model.claims(speaker.id) else ""
        claims_width = painter.fontMetrics().horizontalAdvance(claims) + 8 if claims else 0
        taken = paint_line(painter, QRect(left, top, width - claims_width, _LINE), speaker.name, name_font, colors.ink)
        paint_line(painter, QRect(left + taken + 8, top, claims_width, _LINE), claims, small, colors.secondary)
        paint_line(painter, QRect(left, top + _LINE, width, _LINE), known, small, colors.secondary)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(MARGIN + 14, 6, -MARGIN, -6))


class SpeakersPanel(QWidget):
    """The list of speakers. Selecting one lights up all they said."""

    lit = Signal(str)  # a speaker's id, or "" for none
    edit_wanted = Signal(str)
    merge_wanted = Signal(str, str)  # the duplicate's id, the kept one's id, or "" for "ask"
    articles_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.model = SpeakerModel(desk, self)
        self._heading = Heading("Speakers")
        self._here, self._library = _scope_button("in this article"), _scope_button("library")
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
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)

        self._library.toggled.connect(self.show_whole_library)
        self.model.merge_wanted.connect(self.merge_wanted)
        self.model.renamed.connect(self.rename)
        self.model.modelReset.connect(self._show_list_or_sentence)
        desk.article_opened.connect(self._start_anew)
        desk.settled.connect(self.model.fill)
        desk.speakers_changed.connect(lambda _: self._repaint())
        theme.changed.connect(self._repaint)
        self.model.fill()
        self._show_list_or_sentence()

    def _make_list(self) -> RowList:
        speakers = RowList("Speakers", self.model, _SpeakerDelegate())
        speakers.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        speakers.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        speakers.setDefaultDropAction(Qt.DropAction.LinkAction)
        speakers.setDropIndicatorShown(True)
        speakers.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        speakers.customContextMenuRequested.connect(self._show_menu)
        speakers.selectionModel().selectionChanged.connect(lambda: self.lit.emit(self.chosen or ""))
        speakers.doubleClicked.connect(self._want_edit)
        speakers.entered_on.connect(self._want_edit)
        return speakers

    @property
    def chosen(self) -> str | None:
        """The id of the selected speaker."""
        selected = self.list.selectionModel().selectedIndexes()
        return self.model.id_at(selected[0].row()) if selected else None

    def show_whole_library(self, whole: bool) -> None:
        """All speakers of the library, or those of the open article."""
        self._library.setChecked(whole)
        self._here.setChecked(not whole)
        self.model.whole_library = whole
        self.model.fill()
        self._show_list_or_sentence()

    def _start_anew(self) -> None:
        self.list.selectionModel().clear()
        self.model.fill()
        self._show_list_or_sentence()

    def _want_edit(self) -> None:
        if self.chosen:
            self.edit_wanted.emit(self.chosen)

    @told
    def rename(self, speaker_id: str, name: str) -> None:
        shown = self.desk.speakers[speaker_id]
        with self.desk.edit("Rename speaker") as edit:
            edit.change(shown, name=name)

    def rename_chosen(self) -> None:
        """Edit the selected speaker's name in its row."""
        if self.chosen:
            self.list.edit(self.list.currentIndex())

    def _show_menu(self, at: QPoint) -> None:
        chosen = self.chosen
        if not chosen or not self.list.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.addAction("Edit…").triggered.connect(lambda: self.edit_wanted.emit(chosen))
        menu.addAction("Rename").triggered.connect(self.rename_chosen)
        menu.addAction("Merge into…").triggered.connect(lambda: self.merge_wanted.emit(chosen, ""))
        menu.addSeparator()
        menu.addAction("Articles they speak in").triggered.connect(lambda: self.articles_wanted.emit(chosen))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _show_list_or_sentence(self) -> None:
        self._nothing.say(
            "Speakers join the library as you name them."
            if self.model.whole_library
            else "Nobody is named as a speaker in this article yet."
            if self.desk.state
            else "The speakers of the open article are listed here."
        )
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._nothing)


def _scope_button(text: str) -> QToolButton:
    button = tool_button(text, "scope")
    button.setCheckable(True)
    return button
