"""What is asked of an annotation in place: its attributes, one below the other, each answered by a key or some letters.

An answer is kept the moment it is given, and the next question has the keyboard. Enter takes what was chosen by an
arrow or by what is typed, and nothing where nothing was; Esc leaves the rest for later. After the last question, Tab
asks the further ones, which are not asked otherwise.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.translation import listed, translated, translated_plural
from desktop.model.attribute_questions import Answer, Question, words_of
from desktop.model.codebook import Option
from desktop.model.dates import FORM
from desktop.model.records import AttributeValue
from ui.article_view.card import SHADOW, Card
from ui.base import keys
from ui.base.eliding import elided
from ui.base.focus import FocusLeaving
from ui.base.keyed_button import KeyedButton
from ui.base.plain_text import PlainLabel, guideline_tip, on_button, tip
from ui.labelling.answer_chips import ANSWER, AnswerChips

_WIDTH = 540
_HEADING = 96
_EDGE, _BETWEEN, _GAP = 12, 8, 4  # around all, between two questions, between a field and its answers
_LEAST = 24  # the height of a question
_SHORT = 28  # letters of the names of further questions, which are counted where they have more


class _Row(QWidget):
    """One question: its name, a field where something is typed, the answers that are offered."""

    def __init__(self, card: "AttributeCard", width: int) -> None:
        super().__init__(card)
        self.heading = PlainLabel("", self)
        self.heading.setFixedWidth(_HEADING)
        self.heading.setMinimumHeight(_LEAST)
        self.field = QLineEdit(self)
        self.chips = AnswerChips(self, width - _HEADING - _BETWEEN)
        self.is_asked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.field)
        column.addWidget(self.chips)
        column.addStretch(1)
        row.addLayout(column, 1)

    def ask(self, question: Question, value: AttributeValue | None) -> None:
        """Have this question, with what it is answered by now."""
        self.question, self.value = question, value
        name = question.attribute.name
        words = f"{name[:1].upper()}{name[1:]}"
        shown = elided(self.heading.fontMetrics(), words, _HEADING)
        self.heading.setText(shown)
        self.heading.setAccessibleName(words)
        self.heading.setToolTip(guideline_tip(question.attribute.guideline, "" if shown == words else words))
        for widget in (self.field, self.chips):
            widget.setAccessibleName(words)
        self.field.setPlaceholderText(_hint(question))
        self.field.setToolTip(guideline_tip(question.attribute.guideline))

    def show_it(self, *, is_asked: bool) -> None:
        """Show it as the one that is being asked, with its keys, or as one that was or will be."""
        if is_asked and not self.is_asked:
            self.field.clear()
            if self.value is not None and not self.question.attribute.has_options:
                self.field.setText(words_of(self.value))
                self.field.selectAll()
        self.is_asked = is_asked
        self.field.setVisible(is_asked and not self.question.has_letters)
        self.heading.setProperty("tone", "" if is_asked else "secondary")
        self.offer()

    def offer(self) -> None:
        """Offer the answers that what is typed may mean."""
        typed = self.field.text() if self.is_asked else ""
        answers = self.question.offered(typed, self.value)
        if not self.is_asked and not self.question.has_letters:
            given = [one for one in answers if one.is_given]
            if self.value is not None and not given and not self.question.attribute.has_options:
                given = [Answer(self.value, words_of(self.value), is_given=True)]
            answers = given or answers
        is_found = bool(typed.strip()) and self.question.attribute.has_options
        near = next((place for place, one in enumerate(answers) if one.is_near), None)
        self.chips.show_answers(answers, shows_keys=self.is_asked, chosen=near if is_found else None)
        # Said and not left to the layouts, which hear of it only when the event has ended.
        typing = self.field.sizeHint().height() + _GAP if self.is_asked and not self.question.has_letters else 0
        self.setFixedHeight(max(_LEAST, typing + (self.chips.height() if answers else 0)))

    @property
    def has_typing(self) -> bool:
        """Whether somebody typed something, and did not only see what there was."""
        return self.field.isModified() and bool(self.field.text().strip())

    @property
    def hears(self) -> QWidget:
        """What has the keyboard while it is asked."""
        return self.chips if self.question.has_letters else self.field


def _hint(question: Question) -> str:
    asked = question.attribute
    if asked.has_options:
        return translated("Type to find, or a new one…") if asked.open else translated("Type to find…")
    return {"number": translated("Number"), "date": translated(FORM)}.get(asked.kind, translated("Type…"))


class AttributeCard(Card):
    """Asks some questions of one annotation, or of several."""

    answered = Signal(str, object)  # the attribute's id, and a value: an Option where it is a new one
    left = Signal()  # the rest is for later
    dropped = Signal(str)  # what somebody typed who clicked elsewhere, and what is no answer
    # What of the last answer's words may be typed on, where a letter was enough for it; and whether somebody may be
    # typing words: the last answer was typed, or further questions are left.
    finished = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(translated("Attributes"))
        self._rows: list[_Row] = []
        self._asked: list[_Row] = []
        self._now = 0
        self.further: Sequence[Question] = ()  # those that Tab asks, too
        FocusLeaving(self, self._keep_and_dismiss)
        self._by = QRectF()
        self._about = ""  # of how many it is asked
        self._rest = ""  # of the words of the answer that a letter is just giving
        self._said = PlainLabel()
        self._said.setProperty("tone", "secondary")
        self._more = KeyedButton("", "Tab", self._tab)
        self._more.setProperty("kind", "link")
        self._later = KeyedButton(translated("Later"), "Esc", self._leave)
        self._later.setProperty("kind", "link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE - 4)
        self._column.setSpacing(_BETWEEN)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(_BETWEEN)
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
        self._asked[0].hears.setFocus(Qt.FocusReason.PopupFocusReason)

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
        self._now = 0
        self._arrange()

    def _offer_further(self) -> None:
        names = listed(one.attribute.name for one in self.further)
        count = translated_plural("{count} more", "{count} more", len(self.further))
        words = translated("More: {attributes}", attributes=names) if len(names) <= _SHORT else count
        self._more.setText(on_button(words))
        self._more.setToolTip(tip(names))
        self._more.setVisible(bool(self.further) and self._now == len(self._asked) - 1)

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
        self._arrange()

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

    def _made_row(self) -> _Row:
        row = _Row(self, _WIDTH - 2 * _EDGE)
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
        self._say("")
        self._place()

    def _place(self) -> None:
        for layout in (self._questions, self._column):
            layout.invalidate()
        self.place_beside(self._by)

    def _say(self, words: str) -> None:
        self._said.setText(words or self._about)
        self._asked[self._now].hears.setAccessibleDescription(words)

    def _follow_typing(self) -> None:
        self._asked[self._now].offer()
        self._say("")
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

    def _click(self, row: _Row, answer: Answer | None) -> None:
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
        if chosen := row.chips.chosen:
            self._take(chosen.value, by)
        elif typed and not asked.has_options:
            try:
                value = row.question.read(typed)
            except ValueError:
                self._say(
                    translated("That is not a date.") if asked.kind == "date" else translated("That is not a number.")
                )
            else:
                self._take(value, by)
        elif typed or (asked.required and row.value is None):
            self._say(translated("Nothing is chosen here yet."))
        else:
            self._go_on()

    def _takes_key(self, event: QKeyEvent) -> bool:
        """Whether the key is that of an answer; one that is none means nothing where letters answer."""
        row, typed = self._asked[self._now], event.text()
        if event.modifiers() & keys.COMMANDING or not typed or not typed.isprintable():
            return False
        if not row.question.has_letters and row.field.text():
            return False
        digit = keys.digit(event)
        wanted = typed.upper() if digit is None else str(digit)
        found = next((one for one in row.chips.answers if one.key == wanted), None)
        if found is None and row.question.has_letters and digit and digit <= len(row.chips.answers):
            found = row.chips.answers[digit - 1]
        if found is not None:
            self._rest = found.words.casefold().partition(typed.casefold())[2] if digit is None else ""
            self._take(found.value)
            self._rest = ""
        return found is not None or row.question.has_letters

    def _tab(self, by: int = 1) -> None:
        """On to the next question, after the last to the further ones; what is typed is kept as by Enter."""
        row = self._asked[self._now]
        if row is self._asked[-1] and by > 0:
            self._ask_further()
        if row.has_typing:
            self._enter(by)
        else:
            self._go_on(by)

    def _step(self, by: int) -> None:
        chips = self._asked[self._now].chips
        if chips.answers:
            place = chips.currentIndex().row() if chips.chosen else -1 if by > 0 else len(chips.answers)
            chips.choose((place + by) % len(chips.answers))

    def _leave(self) -> None:
        self.dismiss()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of what is asked: those of answers, arrows, Enter, Tab, Esc."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.may_type(event):
            event.accept()  # while something is asked, no key that types is a command of the window
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._asked:
            return False
        row, key = self._asked[self._now], Qt.Key(event.key())
        sideways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1} if not row.field.text() else {}
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif keys.is_enter(event):
            self._enter()
        elif key == Qt.Key.Key_Tab:
            self._tab()
        elif key == Qt.Key.Key_Backtab:
            self._tab(-1)
        elif by := keys.rows_stepped(event, 1) or sideways.get(key, 0):
            self._step(by)
        else:
            return self._takes_key(event)
        return True

    def _keep_and_dismiss(self) -> None:
        """Give what is typed as an answer, where it is one, and ask no more: somebody clicked elsewhere."""
        row = self._asked[self._now] if self._asked else None
        typed = row.field.text().strip() if row is not None and row.has_typing else ""
        if row is not None and typed:
            try:
                self.answered.emit(row.question.attribute.id, row.question.read(typed))
            except ValueError:
                self.dropped.emit(typed)
        self.dismiss()
