"""Find in the open article: a bar above the text."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.find_in_text import Finder, Searched, Sought
from desktop.model.text import Fragment
from ui.base.buttons import tool_button
from ui.base.plain_text import PlainLabel

_MOST = 20_000  # hits that are marked: they are found in some 30 ms, while one types
_SIDE = 16  # pixels beside the row
_SECONDS = 0.15  # that a regular expression has: the window waits for it


class FindBar(QWidget):
    """A field and how it is meant, how many hits there are, steps through them, and the way to label them all."""

    marked = Signal(list)  # Fragments
    reached = Signal(object)  # a Fragment
    all_wanted = Signal(object)  # a Sought, all matches of which are to be labelled
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.field = QLineEdit(placeholderText=translated("Find in article…"), clearButtonEnabled=True)
        self.field.setAccessibleName(translated("Find in article"))
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        self._count = PlainLabel()
        self._count.setProperty("tone", "secondary")
        self.whole_words = self._choice("⟨ab⟩", translated("Whole words"))
        self.pattern = self._choice(".*", translated("Regular expression"))
        self.any_case = self._choice("Aä", translated("Ignore case and accents in the regular expression"))
        self.label_all = QPushButton(translated("Label all…"))
        self.label_all.clicked.connect(lambda: self.all_wanted.emit(self.sought))
        self._sentence = PlainLabel()  # what is wrong with an expression
        self._sentence.setProperty("tone", "secondary")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        self._lay_out()
        self._text = Searched("")
        self._hits: list[Fragment] = []
        self._has_more = False  # than the hits that are marked
        self.seeks = False  # whether there is something that can be looked for, here or in other articles
        self._at = -1
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._find)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.returnPressed.connect(lambda: self.step(1))
        self.pattern.toggled.connect(self.any_case.setVisible)
        for choice in (self.whole_words, self.pattern, self.any_case):
            choice.toggled.connect(self._find)
        self.any_case.hide()
        self.hide()

    def _choice(self, text: str, name: str) -> QToolButton:
        button = self._sign(text, name)
        button.setCheckable(True)
        return button

    @staticmethod
    def _sign(text: str, name: str) -> QToolButton:
        button = tool_button(text, "quiet", name)
        button.setProperty("padding", "narrow")
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 6, _SIDE, 6)
        column.setSpacing(4)
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 4)
        for choice in (self.whole_words, self.pattern, self.any_case):
            row.addWidget(choice)
        row.addWidget(self._count)
        for text, name, by in (("↑", translated("Previous hit"), -1), ("↓", translated("Next hit"), 1)):
            step = self._sign(text, name)
            step.clicked.connect(lambda _=False, by=by: self.step(by))
            row.addWidget(step)
        row.addWidget(self.label_all)
        row.addStretch(1)
        close = self._sign("×", translated("Close"))
        close.clicked.connect(self.close_bar)
        row.addWidget(close)
        column.addLayout(row)
        column.addWidget(self._sentence)

    def start(self, text: str, words: str = "") -> None:
        """Find in this text, from what is in the field or from these words."""
        self._text = Searched(text)
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._find()

    @property
    def sought(self) -> Sought:
        """What is looked for."""
        return Sought(
            self.field.text(),
            is_pattern=self.pattern.isChecked(),
            whole_words=self.whole_words.isChecked(),
            any_case=self.pattern.isChecked() and self.any_case.isChecked(),
        )

    def _find(self) -> None:
        self._typing.stop()
        self._hits, self._has_more = [], False
        self.seeks = False
        sentence = ""
        try:
            finder = Finder(self.sought)
            self.seeks = bool(self.sought.typed.strip())
            for place in finder.find(self._text, _SECONDS):
                self._has_more = len(self._hits) == _MOST
                if self._has_more:
                    break
                self._hits.append(place)
            if finder.found_nothing and not self._hits:
                sentence = translated("The regular expression finds no characters, only places between them.")
        except KnownError as error:  # what was found until then is shown all the same
            sentence = str(error)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.label_all.setEnabled(self.seeks)  # other articles may have what this one has not
        self._at = 0 if self._hits else -1
        self.marked.emit(self._hits)
        self._show()

    def step(self, by: int) -> None:
        """Go to another hit, round the ends."""
        if self._typing.isActive():
            self._find()
        elif self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()

    def _show(self) -> None:
        if self._hits:
            at, count = self._at + 1, len(self._hits)
            self._count.setText(
                translated("{at} of more than {count}", at=at, count=count)
                if self._has_more
                else translated("{at} of {count}", at=at, count=count)
            )
            self.reached.emit(self._hits[self._at])
        else:
            self._count.setText(translated("Not found") if self.field.text() and self._sentence.isHidden() else "")
        self._fit()

    def close_bar(self) -> None:
        if self.isVisible():
            self.hide()
            self._hits = []
            self.marked.emit([])
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for it, *Label all…* is left to the menu and its key."""
        room = self.width() - 2 * _SIDE
        self.label_all.show()
        self._row.invalidate()
        self.label_all.setVisible(self._row.minimumSize().width() <= room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
