"""One question of the card of attributes: its name, a field where something is typed, the answers that are offered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.attribute_questions import Answer, Question, words_of
from desktop.model.codebook import Option
from desktop.model.dates import FORM
from desktop.model.records import AttributeValue
from ui.base.eliding import elided
from ui.base.plain_text import PlainLabel, guideline_tip
from ui.base.refusal import Refusal
from ui.labelling.answer_chips import AnswerChips

BETWEEN = 8  # px between two questions
_HEADING = 96
_GAP = 4  # between a field and its answers
_LEAST = 24  # the height of a question


class AttributeRow(QWidget):
    """A question as it is asked, was or will be."""

    def __init__(self, card: QWidget, width: int) -> None:
        super().__init__(card)
        self.heading = PlainLabel("", self)
        self.heading.setFixedWidth(_HEADING)
        self.heading.setMinimumHeight(_LEAST)
        self.field = QLineEdit(self)
        self._room = width - _HEADING - BETWEEN
        self.chips = AnswerChips(self, self._room)
        self.refusal = Refusal(self.field, self.chips)
        self.is_asked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.field)
        column.addWidget(self.refusal)
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
        self.refusal.say("")
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
        self._fit()

    def refuse(self, why: str) -> None:
        """Say why what is typed is not taken; "" where it is."""
        self.refusal.say(why)
        self._fit()

    def _fit(self) -> None:
        # Said and not left to the layouts, which hear of it only when the event has ended.
        typing = self.field.sizeHint().height() + _GAP if self.is_asked and not self.question.has_letters else 0
        refusing = self.refusal.heightForWidth(self._room) + _GAP if self.refusal.text() else 0
        self.setFixedHeight(max(_LEAST, typing + refusing + (self.chips.height() if self.chips.answers else 0)))

    def answer(self) -> AttributeValue | Option | None:
        """What is chosen or typed; None where that is no answer."""
        if chosen := self.chips.chosen:
            return chosen.value
        try:
            return self.question.read(self.field.text())
        except ValueError:
            return None

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
