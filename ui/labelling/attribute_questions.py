"""Asks for the attributes of annotations where the hand is: by the words in the text, or by a row of the list."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal

from desktop import labelling
from desktop.base.translation import listed, translated
from desktop.model import operations
from desktop.model.article import Change, OpenArticle
from desktop.model.attribute_questions import Question, asked_of, further_of
from desktop.model.codebook import QUOTATION, Attribute, Option
from desktop.model.records import Annotation, Attributes, AttributeValue
from ui.article_view.view import ArticleView
from ui.session.messages import telling_what_was_typed
from ui.session.session import Session

if TYPE_CHECKING:  # it is made when something is first asked
    from ui.labelling.attribute_card import AttributeCard


class AttributeQuestions(QObject):
    """Between the card that asks and the library: each answer is one edit, also where it is given for many."""

    reason_given = Signal(str)  # for turning down the suggestion that was asked about

    def __init__(self, session: Session, view: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._made: AttributeCard | None = None  # from when something is first asked
        self._asked: tuple[str, ...] = ()  # the annotations that are asked about
        self._is_by_text = self._asks_reason = False
        self._reasons: list[str] = []  # for turning suggestions down, the last one first
        self._last: dict[tuple[str, str], AttributeValue] = {}  # what was answered last, by label and attribute
        session.article_changed.connect(self._follow)
        session.article_opened.connect(self._dismiss)
        session.codebook_changed.connect(self._ask_anew)
        view.page.moved.connect(lambda _: self._bring())

    def get_ready(self) -> None:
        """Make, lay out and draw the questions of a claim once, unseen."""
        state = self._session.state
        label = state.codebook.first("claim") if state else None
        if label is not None and (asked := asked_of(label, {**label.defaults, QUOTATION: ""})):
            self._card.get_ready_for([Question(one) for one in asked])

    def ask_first(self, annotation_id: str) -> None:
        """Ask, by the words in the text, what its label requires and asks first, and what is not answered yet."""
        state = self._session.state
        annotation = state.shown(annotation_id) if state else None
        if state is not None and annotation is not None:
            label, answers = state.codebook.label(annotation.label), annotation.attributes
            self._ask(state, [annotation], asked_of(label, answers), None, further_of(label, answers))

    def ask(self, ids: Sequence[str], attribute_id: str = "", by: QRect | None = None) -> None:
        """Ask all attributes of these annotations, or one of them: by the text, or by a place of the screen.

        Only those are asked about that have the label of the first.
        """
        self._ask_some(ids, {attribute_id} - {""}, by)

    def _ask_some(self, ids: Sequence[str], attributes: Set[str], by: QRect | None = None) -> None:
        """Ask these attributes of these annotations; all where none is named."""
        state = self._session.state
        found = [one for id in ids if (one := state.shown(id))] if state else []
        if state is None or not found:
            return
        label = state.codebook.label(found[0].label)
        asked = [one for one in label.asked if not attributes or one.id in attributes]
        self._ask(state, [one for one in found if one.label == label.id], asked, by)

    def ask_reason(self, suggestion_id: str) -> None:
        """Ask why a suggestion is turned down; the answer is `reason_given`, Esc lets it wait on."""
        state = self._session.state
        if state is None or state.shown(suggestion_id) is None:
            return
        usual = (translated("No claim"), translated("Wrong words"), translated("Wrong speaker"))
        reasons = dict.fromkeys((*self._reasons, *usual))
        options = tuple(Option(id=reason, name=reason) for reason in reasons)
        asked = Attribute(name=translated("Reason"), kind="choice", open=True, required=True, options=options)
        self._asked, self._is_by_text, self._asks_reason = (suggestion_id,), True, True
        self._view.reveal(state.annotations[suggestion_id].fragments[0])
        self._card.ask([Question(asked)], {}, self._room(None))

    def _take_reason(self, value: AttributeValue | Option | None) -> None:
        reason = value.name if isinstance(value, Option) else str(value)
        self._reasons = [reason, *(one for one in self._reasons if one != reason)]
        self._dismiss()
        self._view.page.setFocus()
        self.reason_given.emit(reason)

    def _ask(
        self,
        state: OpenArticle,
        about: Sequence[Annotation],
        asked: Sequence[Attribute],
        by: QRect | None,
        further: Sequence[Attribute] = (),
    ) -> None:
        if not asked:
            return
        self._asked, self._is_by_text, self._asks_reason = tuple(one.id for one in about), by is None, False
        if by is None:
            self._view.reveal(about[0].fragments[0])
        questions, more = (
            [Question(one, self._last.get((about[0].label, one.id))) for one in some] for some in (asked, further)
        )
        self._card.ask(questions, _shared(about), self._room(by), len(about), more)

    @property
    def _card(self) -> "AttributeCard":
        if self._made is None:
            from ui.labelling.attribute_card import AttributeCard

            self._made = AttributeCard(self._view.window())
            self._made.answered.connect(self._answer)
            self._made.left.connect(self._view.page.setFocus)
            self._made.finished.connect(self._finish)
            self._made.dropped.connect(self._tell_dropped)
        return self._made

    def _finish(self, typed_on: str, may_type: bool) -> None:
        """Give the keyboard to the text; words that are typed on are no commands."""
        page = self._view.page
        page.setFocus()
        if may_type:
            page.ignored_typing.begin_if_typed_on(self._tell_ignored)
        elif typed_on:  # whoever types the answer's words does not know yet that a letter was enough
            page.ignored_typing.begin(typed_on)

    def _tell_ignored(self) -> None:
        """Say that what is typed on means nothing, and offer the questions that it may be meant for."""
        words, further = translated("What you typed answers no question."), self._card.further
        if not further:
            self._session.messages.tell_briefly(words)
            return
        names = listed(one.attribute.name for one in further)
        then = partial(self._ask_some, self._asked, {one.attribute.id for one in further})
        self._session.messages.tell_until_done(words, translated("Answer {attributes}…", attributes=names), then)

    def _tell_dropped(self, words: str) -> None:
        self._session.messages.tell(translated("Not kept: “{words}”.", words=words))

    def _room(self, by: QRect | None) -> QRectF:
        """A place of the screen, or that of the first of those that are asked about, within the window."""
        if by is None:
            place = self._view.place_of(self._asked[0])
            origin = self._view.mapTo(self._view.window(), QPoint(0, 0))
        else:
            place, origin = QRectF(by), -self._view.window().mapToGlobal(QPoint(0, 0))
        return place.translated(origin.x(), origin.y())

    def _bring(self) -> None:
        if self._is_asking and self._is_by_text:
            self._card.follow(self._room(None))

    @property
    def _is_asking(self) -> bool:
        return self._made is not None and self._made.is_asking

    def _dismiss(self) -> None:
        if self._made is not None:
            self._made.dismiss()

    def _there(self) -> list[Annotation]:
        state = self._session.state
        return [one for id in self._asked if (one := state.shown(id))] if state else []

    def _answer(self, attribute_id: str, value: AttributeValue | Option | None) -> None:
        if self._asks_reason:
            self._take_reason(value)
            return
        state, about = self._session.state, self._there()
        attribute = state.codebook.label(about[0].label).attribute(attribute_id) if state and about else None
        if attribute is None:
            return
        several = operations.answer_several(attribute.name, len(about))
        operation = operations.answer(attribute.name) if len(about) == 1 else several
        typed = value.name if isinstance(value, Option) else str(value or "") if not attribute.has_options else ""
        with telling_what_was_typed(typed), self._session.edit(operation) as edit:
            labelling.answer_all(edit, about, attribute, value)
        self._remember(self._there()[:1])

    def _remember(self, annotations: Iterable[Annotation]) -> None:
        for one in annotations:
            if one.status == "accepted":
                self._last.update({(one.label, attribute): said for attribute, said in one.attributes.items()})

    def _follow(self, change: Change) -> None:
        state = self._session.state
        if state is None:
            return
        self._remember(one for id in change.annotations if (one := state.annotations.get(id)))
        if self._is_asking:
            about = self._there()
            if len(about) < len(self._asked):
                self._dismiss()
            else:
                self._card.show_answers(_shared(about))

    def _ask_anew(self) -> None:
        """The codebook is another one: ask the same questions as they are by now, or none where one is gone."""
        state, about = self._session.state, self._there()
        if not self._is_asking or state is None or not about or self._asks_reason:
            return
        label = state.codebook.label(about[0].label)
        asked, further = (
            [replace(one, attribute=now) for one in some if (now := label.attribute(one.attribute.id))]
            for some in (self._card.questions, self._card.further)
        )
        if len(asked) < len(self._card.questions):
            self._dismiss()
        else:
            self._card.show_questions(asked, further)


def _shared(annotations: Sequence[Annotation]) -> Attributes:
    """The answers that all of these have."""
    first, *others = annotations
    return {id: said for id, said in first.attributes.items() if all(one.attributes.get(id) == said for one in others)}
