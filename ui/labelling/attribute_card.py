"""What is asked of an annotation in place: its attributes, one below the other, each answered by a key or some letters.

An answer is kept the moment it is given, and the next question has the keyboard. Enter takes what was chosen by an
arrow or by what is typed, and nothing where nothing was; Esc leaves the rest for later. Whoever leaves, by Esc or by a
click elsewhere, has what is typed kept where it is an answer, and told where it is none. The further questions are
asked where they are wished for: by Ctrl+Enter at any time, by Tab after the last one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.translation import Message, listed, translated, translated_plural
from desktop.model.attribute_questions import Answer, Question
from desktop.model.codebook import Option
from desktop.model.records import AttributeValue
from ui.article_view.card import SHADOW, Card
from ui.base import keys
from ui.base.focus import FocusLeaving
from ui.base.keyed_button import KeyedButton
from ui.base.plain_text import PlainLabel, on_button, tip
from ui.labelling.answer_chips import ANSWER
from ui.labelling.attribute_row import BETWEEN, AttributeRow

_WIDTH = 540
_EDGE = 12  # px around all
_MORE = "Ctrl+Return"  # the key of the further questions
_SHORT = 28  # letters of the names of further questions, which are counted where they have more
_NOTHING_CHOSEN: Final = Message("Nothing is chosen here yet.")
_NO_ANSWER: Final = {"date": Message("That is not a date."), "number": Message("That is not a number.")}


class AttributeCard(Card):
    """Asks some questions of one annotation, or of several."""

    answered = Signal(str, object)  # the attribute's id, and a value: an Option where it is a new one
    left = Signal()  # the rest is for later
    dropped = Signal(str)  # what somebody typed who left the question, and what is no answer
    # What of the last answer's words may be typed on, where a letter was enough for it; and whether somebody may be
    # typing words: the last answer was typed, or further questions are left.
    finished = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(translated("Attributes"))
        self._rows: list[AttributeRow] = []
        self._asked: list[AttributeRow] = []
        self._now = 0
        self.further: Sequence[Question] = ()  # those that are asked where somebody wishes it
        FocusLeaving(self, self._keep_and_dismiss)
        self._by = QRectF()
        self._about = ""  # of how many it is asked
        self._rest = ""  # of the words of the answer that a letter is just giving
        self._said = PlainLabel()
        self._said.setProperty("tone", "secondary")
        self._more = KeyedButton("", _MORE, self._want_further)
        self._more.setProperty("kind", "link")
        self._later = KeyedButton(translated("Later"), "Esc", self._leave)
        self._later.setProperty("kind", "link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE - 4)
        self._column.setSpacing(BETWEEN)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(BETWEEN)
        self._column.addLayout(self._questions)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._more)
        below.addWidget(self._later)
        self._column.addLayout(below)

    def ask(
        self,
        questions: Sequence[Question],
        answers: Mapping[str, AttributeValue],
        by: QRectF,
        count: int = 1,
        further: Sequence[Question] = (),
    ) -> None:
        """Ask these, of so many annotations, by a place of the ground, with what each is answered by now.

        The `further` ones are asked, too, where somebody wishes it.
        """
        several = translated_plural("Answers go to {count} claim.", "Answers go to {count} claims.", count)
        self._about = several if count > 1 else ""
        self.further = further
        self._set_up(questions, answers, by)
        self.show()
        self.raise_()
        self._asked[self._now].hears.setFocus(Qt.FocusReason.PopupFocusReason)

    def get_ready_for(self, questions: Sequence[Question]) -> None:
        """Lay out and draw these once, unseen."""
        if questions and not self.is_asking:
            self._set_up(questions, {}, QRectF())
            self.grab()
            self._asked = []

    def _set_up(self, questions: Sequence[Question], answers: Mapping[str, AttributeValue], by: QRectF) -> None:
        self._by = by
        self._rows += [self._made_row() for _ in questions[len(self._rows) :]]
        self._asked = self._rows[: len(questions)]
        for row in self._rows:
            row.setVisible(row in self._asked)
            row.is_asked = False
        for row, question in zip(self._asked, questions, strict=False):
            row.ask(question, answers.get(question.attribute.id))
        self._now = next((place for place, row in enumerate(self._asked) if row.value is None), 0)
        self._arrange()

    def _offer_further(self) -> None:
        names = listed(one.attribute.name for one in self.further)
        count = translated_plural("{count} more", "{count} more", len(self.further))
        words = translated("More: {attributes}", attributes=names) if len(names) <= _SHORT else count
        self._more.setText(on_button(words))
        self._more.setToolTip(tip(names))
        self._more.setVisible(bool(self.further))

    def _want_further(self) -> None:
        """Have the further questions, too, and go on where this one has its answer."""
        row = self._asked[self._now]
        self._ask_further()
        if row.has_typing or row.chips.chosen:
            self._enter()

    def _ask_further(self) -> None:
        """Have the further questions behind those that are asked now."""
        first, questions = len(self._asked), self.further
        self.further = ()
        self._rows += [self._made_row() for _ in range(first + len(questions) - len(self._rows))]
        self._asked = self._rows[: first + len(questions)]
        for row, question in zip(self._asked[first:], questions, strict=True):
            row.setVisible(True)
            row.is_asked = False
            row.ask(question, None)
        self._offer_further()
        for row in self._asked[first:]:
            row.show_it(is_asked=False)
        self._place()

    @property
    def questions(self) -> list[Question]:
        """Those that are asked now."""
        return [row.question for row in self._asked]

    @property
    def is_asking(self) -> bool:
        """Whether something is asked now."""
        return bool(self._asked)

    def show_answers(self, answers: Mapping[str, AttributeValue]) -> None:
        """Show what is answered by now; what is typed meanwhile stays."""
        for row in self._asked:
            value = answers.get(row.question.attribute.id)
            if value != row.value:
                row.value = value
                row.offer()
        if self._asked:
            self._place()

    def show_questions(self, questions: Sequence[Question], further: Sequence[Question]) -> None:
        """Ask the same questions as they are by now; what is typed meanwhile stays."""
        self.further = further
        self._offer_further()
        for row, question in zip(self._asked, questions, strict=True):
            row.ask(question, row.value)
            row.offer()
        self._place()

    def follow(self, by: QRectF) -> None:
        """Stay by what is asked about, which has moved."""
        self._by = by
        self.place_beside(by)

    def dismiss(self) -> None:
        """Ask no more."""
        self._asked = []
        self.hide()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        self._column.invalidate()
        return QSize(_WIDTH + 2 * SHADOW, self._column.sizeHint().height() + 2 * SHADOW)

    # How it looks

    def _made_row(self) -> AttributeRow:
        row = AttributeRow(self, _WIDTH - 2 * _EDGE)
        row.field.textEdited.connect(self._follow_typing)
        row.chips.clicked.connect(lambda index: self._click(row, index.data(ANSWER)))
        for widget in (row.field, row.chips):
            widget.installEventFilter(self)
        self._questions.addWidget(row)
        return row

    def _arrange(self) -> None:
        for number, row in enumerate(self._asked):
            row.show_it(is_asked=number == self._now)
        self._offer_further()
        self._said.setText(self._about)
        self._place()

    def _place(self) -> None:
        for layout in (self._questions, self._column):
            layout.invalidate()
        self.place_beside(self._by)

    def _refuse(self, why: Message) -> None:
        """Say at the question that is asked why what is typed is not taken."""
        self._asked[self._now].refuse(translated(why))
        self._place()

    def _follow_typing(self) -> None:
        self._asked[self._now].refusal.say("")
        self._asked[self._now].offer()
        self._place()

    # What is answered

    def _go_on(self, by: int = 1, was_typed: bool = False) -> None:
        """Ask the next question, or the one before; after the last, none. Say whether this one `was_typed`."""
        there = self._now + by
        if there >= len(self._asked):
            self.dismiss()
            self.finished.emit(self._rest, was_typed or bool(self.further))
        elif there >= 0:
            self._now = there
            self._asked[there].show_it(is_asked=True)
            self._asked[there].hears.setFocus(Qt.FocusReason.OtherFocusReason)  # before the other field goes
            self._arrange()

    def _click(self, row: AttributeRow, answer: Answer | None) -> None:
        if answer is not None and row in self._asked:
            self._now = self._asked.index(row)
            self._take(answer.value)

    def _take(self, value: AttributeValue | Option, by: int = 1) -> None:
        """Give this answer, and go on; of several, tick it or take the tick away."""
        row = self._asked[self._now]
        attribute = row.question.attribute
        if attribute.kind != "choices":
            was_typed = row.has_typing
            self.answered.emit(attribute.id, value)
            if row.value is not None and self.is_asking:  # else it was refused, which is told elsewhere
                self._go_on(by, was_typed=was_typed)
            return
        ticked = row.value if isinstance(row.value, tuple) else ()
        if isinstance(value, Option):
            self.answered.emit(attribute.id, value)
        else:
            left = tuple(one for one in ticked if one != value)
            self.answered.emit(attribute.id, (left if value in ticked else (*ticked, str(value))) or None)
        row.field.clear()
        self._follow_typing()

    def _enter(self, by: int = 1) -> None:
        """What was chosen or typed; where nothing was, on to the next question, if this one need not be answered."""
        row = self._asked[self._now]
        asked, typed = row.question.attribute, row.field.text().strip()
        answer = row.answer() if typed or row.chips.chosen else None
        if answer is not None:
            self._take(answer, by)
        elif typed or (asked.required and row.value is None):
            self._refuse(_NO_ANSWER[asked.kind] if typed and asked.kind in _NO_ANSWER else _NOTHING_CHOSEN)
        else:
            self._go_on()

    def _takes_key(self, event: QKeyEvent) -> bool:
        """Whether the key is that of an answer; one that is none means nothing where letters answer."""
        row, typed = self._asked[self._now], event.text()
        if event.modifiers() & keys.COMMANDING or not typed or not typed.isprintable():
            return False
        if not row.question.has_letters and row.field.text():
            return False
        if typed == " " and row.question.attribute.kind == "choices" and (chosen := row.chips.chosen):
            self._take(chosen.value)
            return True
        digit = keys.digit(event)
        wanted = typed.upper() if digit is None else str(digit)
        found = next((one for one in row.chips.answers if one.key == wanted), None)
        if found is not None:
            self._rest = found.words.casefold().partition(typed.casefold())[2] if digit is None else ""
            self._take(found.value)
            self._rest = ""
        return found is not None or row.question.has_letters

    def _tab(self) -> None:
        """On to the next question, after the last to the further ones; what is typed is kept as by Enter."""
        row = self._asked[self._now]
        if row is self._asked[-1]:
            self._ask_further()
        if row.has_typing:
            self._enter()
        else:
            self._go_on()

    def _back_tab(self) -> None:
        """To the question before; what is typed is kept where it is an answer, and told where it is none."""
        row = self._asked[self._now]
        if row.has_typing and (row.answer() is not None or self._now == 0):
            self._enter(-1)
        else:
            self._drop(row)
            self._go_on(-1)

    def _drop(self, row: AttributeRow) -> None:
        if row.has_typing:
            self.dropped.emit(row.field.text().strip())

    def _step(self, by: int) -> None:
        chips = self._asked[self._now].chips
        if chips.answers:
            place = chips.currentIndex().row() if chips.chosen else -1 if by > 0 else len(chips.answers)
            chips.choose((place + by) % len(chips.answers))

    def _leave(self) -> None:
        self._keep_and_dismiss()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of what is asked: those of answers, arrows, Enter, Tab, Esc."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.may_type(event):
            event.accept()  # while something is asked, no key that types is a command of the window
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_more(event):
            event.accept()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._asked:
            return False
        row, key = self._asked[self._now], Qt.Key(event.key())
        sideways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1} if not row.field.text() else {}
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self._is_for_more(event):
            self._want_further()
        elif keys.is_enter(event):
            self._enter()
        elif key == Qt.Key.Key_Tab:
            self._tab()
        elif key == Qt.Key.Key_Backtab:
            self._back_tab()
        elif by := keys.rows_stepped(event, 1) or sideways.get(key, 0):
            self._step(by)
        else:
            return self._takes_key(event)
        return True

    def _is_for_more(self, event: QKeyEvent) -> bool:
        """Whether the key is that of the further questions, of which there are some."""
        return bool(self.further) and keys.is_enter(event, Qt.KeyboardModifier.ControlModifier)

    def _keep_and_dismiss(self) -> None:
        """Give what is typed as an answer, where it is one, and ask no more: somebody leaves."""
        row = self._asked[self._now] if self._asked else None
        if row is not None and row.has_typing:
            try:
                self.answered.emit(row.question.attribute.id, row.question.read(row.field.text()))
            except ValueError:
                self._drop(row)
        self.dismiss()
