"""The chosen case: what each annotator has, side by side with the key that takes it, and what else can be decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.adjudication.cases import Adjudication, Case
from desktop.adjudication.rules import can_take_all
from desktop.base.translation import translated
from ui.adjudication.case_wording import alike_in_words, side_in_words
from ui.base import keys
from ui.base.buttons import tool_button
from ui.base.comment_thread import CommentThread
from ui.base.keyed_button import KeyedButton
from ui.base.panel_parts import MARGIN
from ui.base.plain_text import PlainLabel


class _Side(QFrame):
    """What one annotator has: a button that takes it, and the words below."""

    taken = Signal()

    def __init__(self, name: str, key: str, lines: list[str], *, is_taken: bool) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.button = KeyedButton(f"✓ {name}" if is_taken else name, key, self.taken.emit)
        self.button.setAccessibleName(translated("Take what {annotator} has", annotator=name))
        self.button.setAccessibleDescription(". ".join(lines))
        column.addWidget(self.button)
        for line in lines:
            words = PlainLabel(line)
            words.setWordWrap(True)
            column.addWidget(words)


class CaseCard(QWidget):
    """Shows a case and asks what is to become of it."""

    side_taken = Signal(str)  # as the annotator of this layer has it
    all_taken = Signal()
    none_taken = Signal()
    adjusted = Signal()
    merge_wanted = Signal(object)  # the ids of speakers who may be one

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.comments = CommentThread()
        self._sides = QVBoxLayout()
        self._sides.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self._sides.setSpacing(6)
        body = QWidget()
        body.setProperty("surface", "panel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._sides)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 4, MARGIN, 8)
        below.addWidget(self.comments)
        whole.addLayout(below)
        whole.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName(translated("What each annotator has"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column.addWidget(area, 1)
        grid = QGridLayout()
        grid.setContentsMargins(MARGIN, 0, MARGIN, 0)
        grid.setSpacing(6)
        self.all = KeyedButton(translated("Both"), keys.TAKE_ALL, self.all_taken.emit)
        self.none = KeyedButton(translated("None"), keys.TAKE_NONE, self.none_taken.emit)
        self.adjust = KeyedButton(translated("Adjust in the text"), keys.IN_THE_TEXT, self.adjusted.emit)
        self.all.setAccessibleName(translated("Take what all have"))
        self.none.setAccessibleName(translated("There is no such claim"))
        grid.addWidget(self.all, 0, 0)
        grid.addWidget(self.none, 0, 1)
        grid.addWidget(self.adjust, 1, 0, 1, 2)
        column.addLayout(grid)

    def show_case(self, case: Case | None, adjudication: Adjudication | None) -> None:
        """Show a case; None: nothing is chosen."""
        while (item := self._sides.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for button in (self.all, self.none, self.adjust):
            button.setEnabled(case is not None)
        self.comments.setVisible(case is not None)
        if case is None or adjudication is None:
            return
        for place, (layer, name) in enumerate(adjudication.names.items()):
            key = keys.TAKE[place] if place < len(keys.TAKE) else ""
            claim = case.claims.get(layer)
            is_taken = case.is_decided and (claim.id in case.taken if claim else not case.taken)
            side = _Side(name, key, side_in_words(case, layer, adjudication), is_taken=is_taken)
            side.taken.connect(lambda layer=layer: self.side_taken.emit(layer))
            self._sides.addWidget(side)
        if alike := alike_in_words(case, adjudication):
            words = PlainLabel(translated("Same answers: {answers}", answers=alike))
            words.setProperty("tone", "secondary")
            words.setWordWrap(True)
            self._sides.addWidget(words)
        if speakers := adjudication.speakers_told_apart(case):
            asking = PlainLabel(translated("The same speaker twice?"))
            asking.setProperty("tone", "secondary")
            asking.setWordWrap(True)
            self._sides.addWidget(asking)
            merge = tool_button(translated("Merge…"), "link")
            merge.clicked.connect(lambda: self.merge_wanted.emit(speakers))
            self._sides.addWidget(merge)
        self.all.setText(translated("Both") if len(case.claims) <= 2 else translated("All"))
        self.all.setEnabled(can_take_all(case, adjudication.questions))
