"""From gestures in the text to edits of the library. The view knows no library, the library no view; this is between.

Each method is one gesture and one edit. What it changed comes back to the view as a notice, like everybody's changes.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.base.translation import listed, translated
from desktop.library import Edit
from desktop.model import operations
from desktop.model.annotation_places import TextOrder, stepped, text_order, text_order_before
from desktop.model.codebook import Label
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Article, Source, Speaker
from desktop.model.speaker_choices import Choice, SpeakerChoices
from desktop.model.text import Fragment, Fragments, quoted_text
from ui.article_view.view import ArticleView
from ui.labelling.attribute_questions import AttributeQuestions
from ui.labelling.speaker_advice import SpeakerAdvice, Suggested
from ui.session.messages import telling_what_was_typed
from ui.session.session import Session

_DRAGGED = 500  # code points before and after a press, within which most selections stay
_Verb = Callable[[Edit, Annotation, str], object]  # of labelling, with the article's text


class LabellingController(QObject):
    """Listens to an article view, edits the library of a session."""

    def __init__(self, session: Session, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._view = view
        self._adding_source = False
        self._asked: Annotation | None = None  # whose speaker the picker asks for
        self._asked_too: tuple[Annotation, ...] = ()  # and who is to get the same speaker
        self._advice = SpeakerAdvice(session, self)
        self.questions = AttributeQuestions(session, view, self)
        self._pressed = 0  # the character that was pressed last
        self._reading_press = QTimer(self, singleShot=True, interval=0)
        self._reading_press.timeout.connect(self._read_around_press)
        view.page.caret.reported = self._advice.reported
        view.page.pressed.connect(self._heed_press)
        view.label_chosen.connect(self.label)
        view.fragment_drawn.connect(self.add_part)
        view.reshaped.connect(self.reshape)
        view.speaker_picked.connect(self._take_answer)
        view.selected_changed.connect(lambda chosen: session.select(chosen or None))
        session.selected_changed.connect(self._show_selected)
        session.at_rest.connect(self._get_ready)

    def _show_selected(self, annotation_id: str) -> None:
        # What was picked in the text is seen already, and the text should not move under the pointer.
        self._view.select(annotation_id or None, reveal=not self._view.page.hasFocus())

    def _get_ready(self) -> None:
        self._advice.get_ready()
        if points := self._advice.points:
            self._view.page.caret.know_points(points)
        self._view.get_ready(SpeakerChoices(everyone=self.session.speakers_by_name))
        self.questions.get_ready()

    def _heed_press(self, point: int) -> None:
        # Read while the mouse is down: the label's key may follow its release at once.
        self._pressed = point
        self._reading_press.start()

    def _read_around_press(self) -> None:
        self._advice.read_around(max(0, self._pressed - _DRAGGED), self._pressed + _DRAGGED)

    def label(self, label_id: str, fragments: Fragments) -> None:
        """Mark these words with a label. After a claim, and after a mention, ask who it is."""
        state = self.session.state
        if state is None or not fragments:
            return
        label = state.codebook.label(label_id)
        joining = self.session.selected_claim if label.role in {"speaker", "cue"} else None
        suggested = self._advice.suggested_for(fragments) if label.role == "claim" else ()
        try:
            with self._shown_as_waiting(fragments), self.session.edit(operations.label(label.name)) as edit:
                labelling.start_article(edit, state.article)
                annotation = labelling.annotate(edit, state.article.id, state.text, fragments, label, joining=joining)
        except KnownError as error:
            self._refuse_label(error, fragments)
            raise
        if joining is None:
            self.session.select(annotation.id)
        if self._lacks_speaker(annotation, label):
            self.ask_speaker(annotation.id, suggested=suggested)
        else:
            self.questions.ask_first(annotation.id)

    def _shown_as_waiting(self, fragments: Fragments) -> AbstractContextManager[None]:
        return self._view.page.waiting(fragments) if self.session.library.is_far else nullcontext()

    def _refuse_label(self, error: KnownError, fragments: Fragments) -> None:
        """Show what is in the way, or else leave the words selected; what is typed on was meant for a picker."""
        self._view.page.ignored_typing.begin()
        if isinstance(error, labelling.AlreadyMarked):
            self.session.select(error.claim)
            self._view.go_to(error.claim)
        else:
            self.session.select(None)
            self._view.page.select_text(fragments[0])

    def _lacks_speaker(self, annotation: Annotation, label: Label) -> bool:
        state = self.session.state
        if state is None or label.role not in {"claim", "speaker"}:
            return False
        if label.role == "claim":
            return not state.speakers_of(annotation.id)
        return not state.annotations[annotation.id].speaker

    def ask_speaker(
        self, annotation_id: str, *, adding: bool = False, suggested: Suggested = (), too: Sequence[str] = ()
    ) -> None:
        """Open the speaker picker beside a claim or a mention; `adding` a joint source to those there are.

        Whoever is picked is the speaker of the claims `too`, as well.
        """
        state = self.session.state
        annotation = state.annotations.get(annotation_id) if state else None
        if state is None or annotation is None or state.role(annotation) not in {"claim", "speaker"}:
            return
        if annotation.status == "suggested":
            suggested = self._advice.suggested_for(annotation.fragments)
        self._adding_source, self._asked = adding, annotation
        self._asked_too = tuple(one for id in too if (one := state.annotations.get(id)) and id != annotation_id)
        choices = self._advice.choices_for(annotation, suggested=suggested, adding=adding)
        self._view.ask_speaker(annotation_id, choices)

    def _take_answer(self, annotation_id: str, choice: Choice) -> None:
        with telling_what_was_typed(listed(one.speaker.name for one in choice.all)):
            self._take_speaker(annotation_id, choice)
        self.questions.ask_first(annotation_id)

    def _take_speaker(self, annotation_id: str, choice: Choice) -> None:
        state = self.session.state
        annotation = state.annotations.get(annotation_id, self._asked) if state else None  # gone, the edit will tell
        if state is None or annotation is None or (choice.others and choice.reason == "chosen"):
            return  # of several, each keeps its mention only where nothing is done
        adding, self._adding_source = self._adding_source, False
        too, self._asked_too = self._asked_too, ()
        is_suggestion = annotation.status == "suggested" and state.role(annotation) == "claim"
        operation = operations.add_joint_speaker() if adding else operations.set_speaker()
        if too:
            operation = operations.set_speakers(1 + len(too))
        elif is_suggestion:
            operation = operations.accept(1)
        with self.session.edit(operation) as edit:
            speakers = [_speaker(edit, one) for one in choice.all]
            for one in (annotation, *too):
                self._name(edit, one, speakers, adding=adding)

    def _name(self, edit: Edit, annotation: Annotation, speakers: Sequence[Speaker], *, adding: bool) -> None:
        """Make these the speakers of a claim, or add them to those there are; or the first the one of a mention."""
        state = self.session.state
        assert state is not None
        shown = state.attributions.get(annotation.id)
        first, *others = speakers
        if state.role(annotation) == "speaker":
            labelling.name_mention(edit, annotation, first)
        elif adding:
            labelling.add_source(edit, annotation, first)
        else:
            labelling.attribute(edit, annotation, first, instead_of=shown.sources if shown else ())
        for speaker in others:
            labelling.add_source(edit, annotation, speaker)
        if annotation.status == "suggested" and state.role(annotation) == "claim":
            # After the speaker, or whom it guessed would be made as well.
            _accept(edit, annotation, state.article)

    def add_part(self, annotation_id: str, fragment: Fragment) -> None:
        self._edit_annotation(
            operations.add_part(),
            annotation_id,
            lambda edit, note, text: labelling.add_fragment(edit, note, text, fragment),
        )

    def remove_part(self, annotation_id: str, fragment: Fragment) -> None:
        self._edit_annotation(
            operations.remove_part(),
            annotation_id,
            lambda edit, note, text: labelling.remove_fragment(edit, note, text, fragment),
        )

    def reshape(self, annotation_id: str, fragments: Fragments) -> None:
        self._edit_annotation(
            operations.reshape(),
            annotation_id,
            lambda edit, note, text: labelling.reshape(edit, note, text, fragments),
        )

    def delete(self, annotation_id: str) -> None:
        state = self.session.state
        annotation = state.annotations.get(annotation_id) if state else None
        if annotation is not None and annotation.status == "suggested":
            with self.session.edit(operations.reject()) as edit:  # deleted, it would be suggested again
                labelling.reject(edit, annotation)
        elif state is not None and annotation is not None:
            name = state.codebook.label(annotation.label).name
            with self.session.edit(operations.delete_annotation(name)) as edit:
                labelling.delete(edit, annotation)

    def remove_source(self, claim_id: str, source: Source) -> None:
        """Take this source out of a claim's attribution."""
        state = self.session.state
        if state is not None and claim_id in state.annotations:
            with self.session.edit(operations.remove_speaker()) as edit:
                labelling.remove_source(edit, state.annotations[claim_id], source)

    def remove_mention_speaker(self, mention_id: str) -> None:
        """Untie a mention from its speaker."""
        state = self.session.state
        if state is not None and mention_id in state.annotations:
            with self.session.edit(operations.remove_speaker()) as edit:
                labelling.name_mention(edit, state.annotations[mention_id], None)

    # What commands do with what is selected

    @property
    def can_label(self) -> bool:
        """Whether words are selected in the text."""
        return self.session.state is not None and bool(self._view.selection)

    def label_selection(self, label_id: str) -> None:
        """Mark the words that are selected in the text."""
        if selection := self._view.selection:
            self.label(label_id, selection)

    def delete_chosen(self, chosen: Sequence[str]) -> None:
        """Delete these annotations in one edit; of suggestions, which would be made again, turn them down."""
        state = self.session.state
        if state is None or len(chosen) < 2:
            for id in chosen:
                self.delete(id)
            return
        with self.session.edit(operations.delete_annotations(len(chosen))) as edit:
            for annotation in [state.annotations[id] for id in chosen if id in state.annotations]:
                if annotation.status == "suggested":
                    labelling.reject(edit, annotation)
                else:
                    labelling.delete(edit, annotation)

    @property
    def can_add_part(self) -> bool:
        """Whether words are selected that can become a part of the selected annotation."""
        return self.can_label and self.session.selected is not None

    def choose_speaker(self, chosen: Sequence[str]) -> None:
        """Ask for the speaker of a claim or a mention, or of several claims, who then have the same."""
        if chosen:
            self.ask_speaker(chosen[0], too=chosen[1:])

    def ask_attributes(self, chosen: Sequence[str]) -> None:
        """Ask for the attributes of these annotations, which then have the same answers."""
        self.questions.ask(chosen)

    @property
    def has_attributes(self) -> bool:
        """Whether something is asked of the selected annotation."""
        state, selected = self.session.state, self.session.selected_annotation
        return bool(state and selected and state.codebook.label(selected.label).asked)

    def choose_joint_speaker(self) -> None:
        """Ask for one more speaker of the selected claim."""
        if claim := self.session.selected_claim:
            self.ask_speaker(claim.id, adding=self.has_speaker)

    @property
    def has_speaker(self) -> bool:
        """Whether somebody is named for the selected annotation."""
        state = self.session.state
        return bool(state and self.session.selected and state.speakers_of(self.session.selected))

    def other_labels(self) -> list[Label]:
        """The labels that the selected annotation may have instead of its own: those of the same role."""
        state, chosen = self.session.state, self.session.selected_annotation
        if state is None or chosen is None:
            return []
        role = state.role(chosen)
        return [label for label in state.codebook.labels if label.role == role and label.id != chosen.label]

    def relabel(self, label_id: str) -> None:
        """Give the selected annotation another label."""
        if chosen := self.session.selected_annotation:
            with self.session.edit(operations.relabel()) as edit:
                lost = labelling.relabel(edit, chosen, label_id)
            if lost:
                label, names = self.session.library.codebook.label(label_id).name, listed(lost)
                sentence = translated(
                    "“{label}” does not ask for {names}, so these answers are left out.", label=label, names=names
                )
                self.session.messages.tell(sentence)

    def copy_quotation(self) -> None:
        """Copy the words of the selected annotation."""
        if (chosen := self.session.selected_annotation) and self.session.state:
            QGuiApplication.clipboard().setText(quoted_text(self.session.state.text, chosen.fragments))

    def show_source(self, mention_id: str, claim_id: str) -> None:
        """Make a mention the one that shows who made a claim; where it names nobody, ask who that is."""
        state = self.session.state
        mention = state.annotations.get(mention_id) if state else None
        claim = state.annotations.get(claim_id) if state else None
        if state is None or mention is None or claim is None:
            return
        there = state.speakers_of(claim_id)
        is_joint = bool(there) and mention.speaker is not None and mention.speaker not in there
        shows = operations.show_speaker() if there else operations.set_speaker()
        with self.session.edit(operations.add_joint_speaker() if is_joint else shows) as edit:
            labelling.show_source_by(edit, claim, mention)
        self.session.select(claim_id)
        if not state.speakers_of(claim_id):
            self.ask_speaker(claim_id)

    def go_to_claim(self, by: int) -> None:
        """Select and show the next claim, or the one before."""
        if state := self.session.state:
            here = self._selected_place or text_order_before(self._view.page.caret.point)
            self._go_to(stepped(state.places.claims(), here, by))

    def go_to_claim_without_speaker(self, by: int = 1) -> None:
        """Select and show the next claim that nobody is named for, or the one before, and ask who it was."""
        state = self.session.state
        claim = stepped(state.without_speaker(), self._selected_place, by) if state else None
        self._go_to(claim)
        if claim:
            self.ask_speaker(claim.id)

    @property
    def _selected_place(self) -> TextOrder | None:
        chosen = self.session.selected_annotation
        return text_order(chosen) if chosen else None

    def _go_to(self, claim: Annotation | None) -> None:
        if claim:
            self.session.select(claim.id)
            self._view.go_to(claim.id)

    def _edit_annotation(self, operation: Operation, annotation_id: str, verb: _Verb) -> None:
        state = self.session.state
        annotation = state.annotations.get(annotation_id) if state else None
        if state is not None and annotation is not None:
            with self.session.edit(operation) as edit:
                verb(edit, annotation, state.text)


def _speaker(edit: Edit, choice: Choice) -> Speaker:
    return labelling.new_speaker(edit, choice.speaker) if choice.is_new else edit.known_speaker(choice.speaker.id)


def _accept(edit: Edit, suggestion: Annotation, article: Article) -> None:
    from desktop.suggest import proposing

    proposing.accept(edit, suggestion)
    labelling.start_article(edit, article)
