"""The panel of claims: the open article's, in text order, each with who made it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.base.translation import number, translated, translated_plural
from ui.base import theme
from ui.base.panel_parts import EmptyState, Heading
from ui.base.row_list import RowList
from ui.labelling.claim_rows import ClaimDelegate, ClaimModel
from ui.session.session import Session


class ClaimsPanel(QWidget):
    """The list of claims with its heading. Its selection and the text's are the same."""

    speaker_wanted = Signal(str)  # of this claim
    opened = Signal(str)  # this claim is to be seen to, by a double click
    menu_wanted = Signal(QPoint)  # for the chosen claims, at this place of the screen
    answer_wanted = Signal(object, str, QRect)  # of these claims, to this attribute, by this place of the screen
    chosen_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = ClaimModel(session, self)
        self._heading = Heading(translated("Claims"))
        delegate = ClaimDelegate(self.model)
        self.list = RowList(translated("Claims"), self.model, delegate)
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        delegate.clicked.connect(self._want_answer)
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
        self._chosen_count = 0
        self.list.selectionModel().selectionChanged.connect(self._count_chosen)
        session.selected_changed.connect(self._show_selected)
        session.codebook_changed.connect(self._measure_rows)
        session.article_opened.connect(self._show_counts)
        session.settled.connect(self._show_counts)
        for of_rows in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            of_rows.connect(self._measure_rows)
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

    @property
    def chosen(self) -> list[str]:
        """The claims that commands act on, the selected annotation first: the selected rows, where it is among them."""
        selected = self._session.selected
        rows = sorted(row for places in self.list.chosen_places for row in places)
        ids = [id for row in rows if (id := self.model.id_at(row))]
        if selected is None:
            return []
        return [selected, *(id for id in ids if id != selected)] if selected in ids else [selected]

    def _count_chosen(self) -> None:
        former, self._chosen_count = self._chosen_count, self.list.chosen_count
        if former != self._chosen_count and max(former, self._chosen_count) > 1:
            self.chosen_changed.emit()
            self._show_counts()

    def _want_answer(self, claim_id: str, attribute_id: str, chip: QRect) -> None:
        chosen = self.chosen if claim_id in self.chosen else [claim_id]
        about = [claim_id, *(id for id in chosen if id != claim_id)]
        at = self.list.viewport().mapToGlobal(chip.topLeft())
        self.answer_wanted.emit(about, attribute_id, QRect(at, chip.size()))

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

    def _measure_rows(self) -> None:
        """Let each row be as high as it needs."""
        self.list.setUniformItemSizes(self.model.rows_are_alike)
        self.list.scheduleDelayedItemsLayout()

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
        if self._chosen_count > 1:
            count = self._chosen_count
            self._heading.note = translated_plural("{count} selected", "{count} selected", count)
        elif progress is None or not progress.claims:
            self._heading.note = ""
        elif progress.without_speaker:
            lacking = translated_plural(
                "{count} without a speaker", "{count} without a speaker", progress.without_speaker
            )
            self._heading.note = f"{number(progress.claims)} · {lacking}"
        else:
            self._heading.note = number(progress.claims)
