"""The details of the selected annotation, edited in place: each field is one edit when it is left."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from desktop.library import Edit, Notice
from desktop.model import operations
from desktop.model.article import Change, OpenArticle
from desktop.model.codebook import Attribute, Label, Option
from desktop.model.operations import Operation
from desktop.model.quotation_marks import MARKS
from desktop.model.records import Annotation, AttributeValue, Attribution, Source, Speaker
from desktop.model.text import Fragment, quoted_text
from desktop.model.who_said import mentions_of, parts_of, speaker_of
from ui.base import theme
from ui.base.annotation_wording import guessed_names
from ui.base.comment_thread import CommentThread, write_comments
from ui.base.panel_parts import EmptyState, one_line
from ui.base.plain_text import on_button
from ui.base.reading_only import keep_from_writing, reads
from ui.labelling.detail_fields import DetailFields, LabelField
from ui.labelling.fields import TextField, field_for, heading_of
from ui.labelling.form import Form, Rows, W, field_button, link_button, speaker_row
from ui.labelling.suggestion_card import SuggestionCard
from ui.session.session import Session

_READY = 4  # labels whose fields are made before they are asked for


class DetailsPanel(QScrollArea):
    """Speaker, what shows it, attributes, parts and note of one annotation."""

    speaker_wanted = Signal(str, bool)  # of this annotation; whether it is to be a joint one
    source_removed = Signal(str, object)  # claim id, Source
    mention_speaker_removed = Signal(str)  # a mention's id
    part_removed = Signal(str, object)  # annotation id, Fragment
    relabel_wanted = Signal(str)  # to this label, of what is shown
    accepted = Signal()  # the suggestion that is shown
    adjusted = Signal()
    rejected = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translated("Details"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the keyboard; a click beside them leaves it
        self._annotation: Annotation | None = None  # whose fields these are, as they show it
        self._explains = False  # whether cards say why
        self._made: dict[str, DetailFields] = {}  # by label: to make them takes longer than all else of a selection
        self._fields: DetailFields | None = None  # which stay when nothing is selected
        ground = _ground(QWidget())
        self._stack = _OneOfMany(ground)  # what moves into another widget is styled again, with all in it
        self.setWidget(ground)
        self._nothing = EmptyState(translated("Select a claim, here or in the text, to see and change its details."))
        self._stack.addWidget(self._nothing)
        session.selected_changed.connect(self.show_selected)
        session.article_changed.connect(self._follow)
        session.speakers_changed.connect(self.show_selected)
        session.codebook_changed.connect(self._make_anew)
        session.noticed.connect(self._follow_comments)
        session.at_rest.connect(self._get_ready)
        theme.changed.connect(self._make_anew)
        self._waits = False  # whether other fields are to be shown when nobody types in these any more
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)
        self._make_anew()

    def _follow(self, change: Change) -> None:
        chosen = self.session.selected
        state = self.session.state
        if chosen is None or state is None:
            return
        shown = {chosen, *parts_of(state.attributions.get(chosen))}
        if change.everything or shown & change.annotations or chosen in change.attributions:
            self.show_selected()

    def _make_anew(self) -> None:
        for made in self._made.values():
            if made is not self._fields:  # which may be typed in
                made.form.deleteLater()
        self._made.clear()
        self.show_selected()

    def show_selected(self, _changed: object = None) -> None:
        """Show the selected annotation as it now is. Fields that stay the same keep the caret."""
        chosen = self.session.selected_annotation
        if self._annotation is not None and (chosen is None or chosen.id != self._shown):
            self._leave_field()
        annotation, state = self.session.selected_annotation, self.session.state
        self._annotation = annotation
        if annotation is None or state is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        former = self._fields
        is_other = former is None or former is not self._made.get(annotation.label)
        self._waits = is_other and self._is_typed_in()  # or what is typed next would be taken for commands
        if former is None or (is_other and not self._waits):
            self._fields = self._fields_of(state.codebook.label(annotation.label), state)
        assert self._fields is not None
        self._stack.setCurrentWidget(self._fields.form)
        self._fill(self._fields, annotation, state)
        if former is not None and former is not self._fields and former not in self._made.values():
            former.form.deleteLater()  # not at once: maybe the field that is being left right now is in it

    def _get_ready(self) -> None:
        """Make the fields of each label, before one of its annotations is the first to be selected."""
        state = self.session.state
        labels = state.codebook.labels[:_READY] if state else ()
        label = next((label for label in labels if label.id not in self._made), None)
        if label is not None and state is not None:
            form = self._fields_of(label, state).form
            form.resize(form.sizeHint())  # all of it is to be styled and drawn
            form.grab()
            QTimer.singleShot(0, self, self._get_ready)  # one at a time: somebody may go on meanwhile

    def _leave_field(self) -> None:
        """Let a field that is being edited give its value to the annotation that it was shown for."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def _is_typed_in(self) -> bool:
        focus = QApplication.focusWidget()
        takes_text = isinstance(focus, QLineEdit) or (isinstance(focus, QComboBox) and focus.isEditable())
        return focus is not None and takes_text and self.isAncestorOf(focus)

    def _follow_focus(self) -> None:
        if self._waits and not self._is_typed_in():
            self.show_selected()

    # The fields

    def _fields_of(self, label: Label, state: OpenArticle) -> DetailFields:
        if label.id not in self._made:
            self._made[label.id] = self._make_fields(label, state)
        return self._made[label.id]

    def _make_fields(self, label: Label, state: OpenArticle) -> DetailFields:
        form = Form()
        self._stack.addWidget(form)
        card = form.lead(SuggestionCard())
        card.accepted.connect(self.accepted)
        card.adjusted.connect(self.adjusted)
        card.rejected.connect(self.rejected)
        card.why.toggled.connect(self._keep_explaining)
        labels = form.add(translated("Label"), LabelField(state.codebook, label, self._relabel))
        speakers = form.add(translated("Speaker"), Rows())
        shown_by = form.add(translated("Shown by"), reads(field_button("")))
        shown_by.drop(self._filled_by(self._fill_evidence_menu, shown_by))
        attributes = {
            attribute.id: form.add(heading_of(attribute), field_for(attribute, partial(self._answer, attribute)))
            for attribute in label.asked
        }
        parts = form.add(translated("Parts"), reads(field_button("")))
        parts.drop(self._filled_by(self._fill_parts_menu, parts))
        nested = form.add(translated("Nested in"), reads(field_button("", self._select_parent)))
        note = form.add(translated("Note"), TextField(Attribute(name="note"), self._take_note))
        note.setPlaceholderText(translated("Add a note…"))
        thread = form.add(translated("Comments"), CommentThread())
        write_comments(thread, self.session.edit, lambda: self._annotation)
        form.show_row(labels, sum(other.role == label.role for other in state.codebook.labels) > 1)
        form.show_row(speakers, label.role in {"claim", "speaker"})
        return DetailFields(form, card, labels, speakers, shown_by, attributes, parts, nested, note, thread)

    def _keep_explaining(self, on: bool) -> None:
        self._explains = on

    def _fill(self, fields: DetailFields, annotation: Annotation, state: OpenArticle) -> None:
        role, form = state.role(annotation), fields.form
        attribution = state.attributions.get(annotation.id) or Attribution(
            claim=annotation.id, article=annotation.article
        )
        suggestion = state.suggestion_of(annotation.id)
        form.show_row(fields.card, suggestion is not None)
        if suggestion is not None:
            fields.card.why.setChecked(self._explains)
            fields.card.show_suggestion(suggestion)
        fields.labels.show_label(annotation.label)
        if role == "claim":
            self._fill_sources(fields, attribution, state)
        elif role == "speaker":
            self._fill_mention(fields, annotation)
        self._fill_evidence(fields, attribution, state)
        label = state.codebook.label(annotation.label)
        for id, field in fields.attributes.items():
            field.attribute = label.attribute(id) or field.attribute  # which may have more options by now
            field.show_value(annotation.attributes.get(id))
        fields.parts.show_text(
            translated_plural("{count}   Ctrl+drag adds one", "{count}   Ctrl+drag adds one", len(annotation.fragments))
        )
        parent = state.annotations.get(attribution.parent or "")
        form.show_row(fields.nested, parent is not None)
        if parent is not None:
            fields.nested.show_text(_quoted(parent, state.text))
        fields.note.show_value(annotation.note or None)
        is_claim = role == "claim" and annotation.status == "accepted"
        form.show_row(fields.thread, is_claim)
        if is_claim:
            self._show_thread(fields, annotation, state)
        keep_from_writing(form, where=self.session.library.read_only)

    def _show_thread(self, fields: DetailFields, claim: Annotation, state: OpenArticle) -> None:
        fields.thread.show_thread(claim.id, state.comments.get(claim.id, ()), self.session.library.annotator)

    def _follow_comments(self, notice: Notice) -> None:
        """Show what was said, changed or taken back, by whomever."""
        fields, state = self._fields, self.session.state
        if notice.comments_changed and fields and state and self._annotation and fields.thread.isVisibleTo(self):
            self._show_thread(fields, self._annotation, state)

    def _fill_sources(self, fields: DetailFields, attribution: Attribution, state: OpenArticle) -> None:
        named: dict[str, tuple[Source, Speaker]] = {}  # whoever two mentions show, once
        for source in attribution.sources:
            speaker = state.speakers.get(speaker_of(source, state.annotations) or "")
            if speaker is not None:
                named.setdefault(speaker.id, (source, speaker))
        rows = list(named.values())
        guessed = "" if rows else guessed_names(state, attribution.claim)
        fields.speakers.show_rows((rows, guessed), lambda: self._source_rows(rows, guessed))

    def _source_rows(self, named: Sequence[tuple[Source, Speaker]], guessed: str) -> list[QWidget]:
        if not named:
            words = (
                translated("{speaker} · new speaker", speaker=guessed) if guessed else translated("Choose a speaker…")
            )
            return [field_button(words, self._want_speaker)]
        rows = [
            speaker_row(one, self.session.hue_of(one), self._want_speaker, partial(self._remove_source, source))
            for source, one in named
        ]
        return [*rows, link_button(translated("Add a joint speaker…"), partial(self._want_speaker, adding=True))]

    def _fill_mention(self, fields: DetailFields, mention: Annotation) -> None:
        speaker = self.session.speakers.get(mention.speaker or "")
        fields.speakers.show_rows((speaker,), lambda: [self._mention_row(speaker)])

    def _mention_row(self, speaker: Speaker | None) -> QWidget:
        if speaker is None:
            return field_button(translated("Choose a speaker…"), self._want_speaker)
        return speaker_row(
            speaker,
            self.session.hue_of(speaker),
            self._want_speaker,
            lambda: self.mention_speaker_removed.emit(self._shown),
        )

    def _want_speaker(self, *, adding: bool = False) -> None:
        self.speaker_wanted.emit(self._shown, adding)

    def _remove_source(self, source: Source) -> None:
        self.source_removed.emit(self._shown, source)

    def _fill_evidence(self, fields: DetailFields, attribution: Attribution, state: OpenArticle) -> None:
        shown = _evidence(attribution, state)
        fields.shown_by.show_text(" · ".join(f"{isolated(_quoted(one, state.text, 24))} {what}" for one, what in shown))
        fields.form.show_row(fields.shown_by, bool(shown))

    def _fill_evidence_menu(self, menu: QMenu, annotation: Annotation, state: OpenArticle) -> None:
        """The mentions and cues that show who made the claim; each leads to its place, or out of the claim."""
        attribution = state.attributions.get(annotation.id)
        for one, what in _evidence(attribution, state) if attribution else ():
            lead = menu.addMenu(on_button(f"{isolated(_quoted(one, state.text))}  {what}"))
            reads(lead.addAction(translated("Show in the text"))).triggered.connect(partial(self._select, one.id))
            lead.addAction(translated("Take out of this claim")).triggered.connect(partial(self._take_out, one.id))

    def _fill_parts_menu(self, menu: QMenu, annotation: Annotation, state: OpenArticle) -> None:
        for fragment in annotation.fragments:
            part = menu.addMenu(on_button(f"“{one_line(quoted_text(state.text, [fragment]), 48)}”"))
            remove = part.addAction(translated("Remove this part"))
            remove.setEnabled(len(annotation.fragments) > 1)
            remove.triggered.connect(lambda _=False, part=fragment: self._remove_part(annotation.id, part))

    def _filled_by(self, fill: Callable[[QMenu, Annotation, OpenArticle], None], button: QWidget) -> QMenu:
        """A menu of what is shown, made when it is opened: few are, and making one takes as long as all fields."""
        menu = QMenu(button)

        def fill_anew() -> None:
            for action in menu.actions():
                if inner := action.menu():
                    inner.deleteLater()
            menu.clear()
            if self._annotation is not None and self.session.state is not None:
                fill(menu, self._annotation, self.session.state)
                keep_from_writing(menu, where=self.session.library.read_only)

        menu.aboutToShow.connect(fill_anew)
        return menu

    # The edits

    def _remove_part(self, annotation_id: str, part: Fragment) -> None:
        self.part_removed.emit(annotation_id, part)

    @property
    def _shown(self) -> str:
        return self._annotation.id if self._annotation else ""

    def _answer(self, attribute: Attribute, value: AttributeValue | Option | None, seen: AttributeValue | None) -> None:
        if (annotation := self._annotation) is not None:
            answers = {id: said for id, said in annotation.attributes.items() if id != attribute.id}
            annotation = replace(annotation, attributes=answers if seen is None else answers | {attribute.id: seen})
            words = value.name if isinstance(value, Option) else value and attribute.in_words(value)
            operation = operations.answer(attribute.name)
            self._keep(operation, words, lambda edit: labelling.answer(edit, annotation, attribute, value))

    def _take_note(self, note: AttributeValue | Option | None, seen: AttributeValue | None) -> None:
        if (annotation := self._annotation) is not None:
            annotation = replace(annotation, note=str(seen or ""))
            words = str(note or "")
            self._keep(operations.edit_note(), words, lambda edit: edit.change(annotation, note=words))

    def _keep(self, operation: Operation, words: AttributeValue | None, change: Callable[[Edit], object]) -> None:
        """Change what a field says."""
        is_typed = isinstance(words, str | int | float) and not isinstance(words, bool)
        with self._edit(operation, str(words) if is_typed else "") as edit:
            change(edit)

    def _relabel(self, label: str) -> None:
        if self._annotation is not None and self._annotation.label != label:
            self.relabel_wanted.emit(label)
            self.show_selected()  # what there is, also where it was refused

    @contextmanager
    def _edit(self, operation: Operation, typed: str = "") -> Iterator[Edit]:
        """An edit by one of the fields. Where it is refused, the field shows again what there is."""
        try:
            with self.session.edit(operation, typed) as edit:
                yield edit
        except KnownError:
            self.show_selected()
            raise

    def _select_parent(self) -> None:
        state = self.session.state
        if state and (attribution := state.attributions.get(self.session.selected or "")):
            self.session.select(attribution.parent)

    def _select(self, annotation_id: str, _checked: bool = False) -> None:
        self.session.select(annotation_id)

    def _take_out(self, annotation_id: str, _checked: bool = False) -> None:
        """Take a mention or a cue out of the selected claim; it stays in the text, its speaker stays the claim's."""
        state, claim = self.session.state, self.session.selected_claim
        attribution = state.attributions.get(claim.id) if state and claim else None
        if attribution is None or state is None:
            return
        with self.session.edit(operations.take_out_of_claim()) as edit:
            if annotation_id in attribution.cues:
                labelling.remove_cue(edit, state.annotations[attribution.claim], annotation_id)
            else:
                labelling.hide_mention(edit, state.annotations[attribution.claim], annotation_id)

    def focus_first(self) -> None:
        """Put the keyboard into the first attribute's field, or the note."""
        if self._fields is not None and self._shown:
            fields = (*self._fields.attributes.values(), self._fields.note)
            field = next((one for one in fields if one.isEnabled()), self._fields.note)
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _OneOfMany(QStackedLayout):
    """Shows one widget at a time, and asks for the room that this one needs: Qt's asks for the largest's."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown else QSize()

    def minimumSize(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()


def _ground(widget: W) -> W:
    widget.setProperty("surface", "panel")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def _evidence(attribution: Attribution, state: OpenArticle) -> list[tuple[Annotation, str]]:
    """The mentions and cues of an attribution, and which each is."""
    mentions = dict.fromkeys(mentions_of(attribution))
    named = [(id, translated("mention")) for id in mentions] + [(id, translated("cue")) for id in attribution.cues]
    return [(state.annotations[id], what) for id, what in named if id in state.annotations]


def _quoted(annotation: Annotation, text: str, limit: int = 60) -> str:
    words = one_line(quoted_text(text, annotation.fragments), limit + 1)
    shown = f"{words[:limit].strip()}{'…' if len(words) > limit else ''}"
    return shown if shown[:1] in MARKS else f"“{shown}”"
