"""The form at the right of the tree: what is known of the part that is chosen, and what can be done to it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from desktop.library import NOT_USED, Use
from desktop.model import nested_options
from desktop.model.codebook import Attribute, AttributeKind, Codebook, Label, Option, Part, PartPath
from desktop.model.dates import FORM
from desktop.model.records import Role
from ui.base import theme
from ui.base.eliding import elided
from ui.base.plain_text import FieldName, PlainLabel, on_button, tip
from ui.base.reading_only import reads
from ui.base.refusal import Refusal
from ui.codebook.defaults import default_of, default_words
from ui.codebook.examples import Example, ExampleRow
from ui.codebook.guideline_field import GuidelineField
from ui.codebook.part_fields import Choice, ColourField, Line, push_button
from ui.codebook.words import KINDS, ROLES, colour_name, used_words

_WIDEST: Final = 560  # of what has sentences, so that lines stay short
_WIDE: Final = 420  # of any other field
_HEADINGS: Final = 112
_LONGEST_WORD: Final = 16  # characters


class PartForm(QScrollArea):
    """Shows one part; says by signal what is said of it. Made anew for each kind of part, kept for the next of it."""

    changed = Signal(object, object, dict)  # the path, the part as it was seen, the fields that are to be otherwise
    kind_wanted = Signal(object, object, str)
    role_wanted = Signal(object, object, str)
    parent_wanted = Signal(object)  # the path of an option that is to lie elsewhere
    merge_wanted = Signal(object)
    retire_wanted = Signal(object, bool)
    delete_wanted = Signal(object)
    example_wanted = Signal(str, str)  # ids of the article and the annotation
    examples_wanted = Signal(object, object)  # all that have it, and the button that lists them
    name_left = Signal()  # in whatever way
    name_given_up = Signal()  # by Esc
    refused = Signal(str)  # a sentence: why what was typed is not taken
    left = Signal()  # the keyboard is to go back to the tree

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translated("The chosen part"))
        self._forms: dict[type[Part], _Form] = {}
        self._pages: QWidget = QWidget()
        self._pages.setProperty("surface", "page")
        self._pages.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._pages)
        column.setContentsMargins(32, 24, 32, 24)
        column.addStretch(1)
        self.setWidget(self._pages)

    def show_part(
        self, codebook: Codebook, path: PartPath | None, use: Use | None, examples: Sequence[Example]
    ) -> None:
        """Shows the part at this path, with how often it is in use; None: that is not known yet."""
        part = codebook.at(path) if path else None
        for kind, form in self._forms.items():
            form.setVisible(type(part) is kind)
        if part is None or path is None:
            return
        form = self._forms.get(type(part)) or self._make(type(part))
        form.show_part(codebook, path, part, use, examples)

    def _make(self, kind: type[Part]) -> "_Form":
        form = self._forms[kind] = _FORMS[kind](self)
        column = self._pages.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, form)
        form.show()
        return form

    def focus_name(self) -> None:
        """Puts the keyboard into the name, all of it selected."""
        for form in self._forms.values():
            if form.isVisibleTo(self):
                form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
                form.name.selectAll()

    def refuse_name(self, why: str) -> None:
        """Puts the keyboard into the name again, and says below it why it is not taken."""
        self.focus_name()
        for form in self._forms.values():
            form.refuse_name(why if form.isVisibleTo(self) else "")

    def leave_name(self) -> None:
        """Takes what is being typed for a name."""
        for form in self._forms.values():
            form.name.clearFocus()
        self.name_left.emit()  # of a field that was left before, Qt does not say so again


class _Form(QWidget):
    """What all parts have: where it stands, its name, its guideline, its buttons and how often it is used."""

    def __init__(self, form: PartForm) -> None:
        super().__init__()
        self._form = form
        self.path: PartPath = ()
        self.part: Any = None
        self._examples = QWidget()
        self._codebook: Codebook
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._trail = PlainLabel()
        self._trail.setProperty("tone", "secondary")
        self._trail.setWordWrap(True)
        self._title = PlainLabel()
        self._title.setProperty("tone", "heading")
        self._title.setWordWrap(True)
        font = theme.interface_font(19)
        font.setBold(True)
        self._title.setFont(font)
        column.addWidget(self._trail)
        column.addWidget(self._title)
        column.addSpacing(8)
        self.rows = QFormLayout()
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(10)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column.addLayout(self.rows)
        self.name = Line(translated("Name"))
        self.name.changed.connect(self._rename)
        self.name.editingFinished.connect(form.name_left)
        self.name.given_up.connect(form.name_given_up)
        self.name.left.connect(form.left)
        self.add_row(translated("Name"), self.name)
        self.refusal = Refusal(self.name)
        self.refusal.setMaximumWidth(_WIDE)
        self.rows.addRow("", self.refusal)
        self.rows.setRowVisible(self.refusal, False)
        self.name.textEdited.connect(lambda _: self.refuse_name(""))
        self.add_fields()
        self.guideline = GuidelineField()
        self.guideline.setMinimumHeight(120)
        self.guideline.setMaximumHeight(160)
        self.guideline.changed.connect(lambda words, seen: self.say({"guideline": words}, {"guideline": seen}))
        self.guideline.left.connect(form.left)
        self.add_row(translated("Guideline"), self.guideline)
        self._examples_column = QVBoxLayout(self._examples)
        self._examples_column.setContentsMargins(0, 4, 0, 0)
        self._examples_column.setSpacing(4)
        self.add_row(translated("Examples"), self._examples)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.delete = push_button(translated("Delete…"), lambda: form.delete_wanted.emit(self.path))
        self.delete.setProperty("kind", "danger")
        for button in (*self.make_buttons(), self.delete):
            button.pressed.connect(form.leave_name)  # a click moves the keyboard on some systems alone
            buttons.addWidget(button)
        self._used = PlainLabel()
        self._used.setProperty("tone", "secondary")
        self._used.setWordWrap(True)
        buttons.addWidget(self._used, 1)
        column.addLayout(buttons)

    def refuse_name(self, why: str) -> None:
        """Say below the name why it is not taken; "" where it is."""
        self.refusal.say(why)
        self.rows.setRowVisible(self.refusal, bool(why))

    def add_row(self, heading: str, field: QWidget) -> None:
        label = FieldName(heading, field)
        label.setProperty("tone", "secondary")
        label.setMinimumWidth(_HEADINGS)
        label.setContentsMargins(0, 6, 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        field.setMaximumWidth(_WIDEST if isinstance(field, GuidelineField) or field is self._examples else _WIDE)
        self.rows.addRow(label, field)

    def add_fields(self) -> None:
        """The fields of this kind of part."""
        raise NotImplementedError

    def make_buttons(self) -> Sequence[QPushButton]:
        return ()

    def show_fields(self, use: Use | None) -> None:
        raise NotImplementedError

    def show_part(
        self, codebook: Codebook, path: PartPath, part: Part, use: Use | None, examples: Sequence[Example]
    ) -> None:
        if path != self.path:
            self.name.clearFocus()  # what is typed is of the one before
            self.refuse_name("")
        self.path, self.part, self._codebook = path, part, codebook
        names = [self._codebook.at(path[:1]), self._codebook.at(path[:2])][: len(path) - 1]
        trail = [one.name for one in names if one]
        if isinstance(part, Option):
            asked = codebook.at(path[:2])
            assert isinstance(asked, Attribute)
            trail += [one.name for one in nested_options.around(asked, part.id)[:-1]]
        self._trail.setText(_breakable(" › ".join(map(isolated, trail))))
        self._trail.setVisible(bool(trail))
        self._title.setText(_breakable(part.name))
        self._title.setAccessibleName(part.name)
        self.name.show_words(part.name)
        self.guideline.show_words(part.guideline)
        self.show_fields(use)
        self._show_examples(examples, use.annotations if use else 0)
        self._used.setText(used_words(use) if use else "")

    def _show_examples(self, examples: Sequence[Example], used: int) -> None:
        while (item := self._examples_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for example in examples:
            row = ExampleRow(example)
            row.wanted.connect(self._form.example_wanted)
            self._examples_column.addWidget(row)
        if used > len(examples):
            more = push_button(
                translated_plural("Show the annotation", "Show all {count} annotations", used),
                lambda: self._form.examples_wanted.emit(self.path, more),
            )
            reads(more).setProperty("kind", "link")
            more.setProperty("tone", "accent")
            self._examples_column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.setRowVisible(self._examples, bool(examples))

    def say(self, fields: dict[str, Any], seen: dict[str, Any] | None = None) -> None:
        """Tells what is said, from what was seen of it; the rest of what was seen is as it is shown."""
        self._form.changed.emit(self.path, replace(self.part, **(seen or {})), fields)

    def _rename(self, name: str, seen: str) -> None:
        if name:
            self.say({"name": name}, {"name": seen})
        else:
            self.name.show_words(self.part.name)


class _LabelForm(_Form):
    def add_fields(self) -> None:
        roles: tuple[Role, ...] = get_args(Role)
        self.role = Choice(translated("Role"), [(role, translated(ROLES[role])) for role in roles])
        self.role.changed.connect(lambda role: self._form.role_wanted.emit(self.path, self.part, role))
        self.colour = ColourField(may_be_none=False)
        self.colour.changed.connect(lambda color: self.say({"color": color}))
        self.key = Line(translated("Key"))
        self.key.setMaxLength(1)
        self.key.changed.connect(lambda key, seen: self.say({"shortcut": key.upper()}, {"shortcut": seen}))
        self.key.left.connect(self._form.left)
        self.add_row(translated("Role"), self.role)
        self.add_row(translated("Colour"), self.colour)
        self.add_row(translated("Key"), self.key)
        for field in (self.role, self.colour):
            field.setMaximumWidth(240)
        self.key.setMaximumWidth(60)

    def show_fields(self, use: Use | None) -> None:
        self.role.show_value(self.part.role)
        self.role.setEnabled(use in {None, NOT_USED})
        self.role.setToolTip(
            "" if use in {None, NOT_USED} else translated("Annotations have this label, so its role stays.")
        )
        self.colour.show_color(self.part.color, colour_name(self.part.color))
        self.key.show_words(self.part.shortcut)


class _AttributeForm(_Form):
    def add_fields(self) -> None:
        kinds: tuple[AttributeKind, ...] = get_args(AttributeKind)
        self.kind = Choice(translated("Kind"), [(kind, translated(KINDS[kind])) for kind in kinds])
        self.kind.changed.connect(lambda kind: self._form.kind_wanted.emit(self.path, self.part, kind))
        self.kind.setMaximumWidth(240)
        self.required = QCheckBox(translated("Each annotation should have an answer"))
        self.required.clicked.connect(lambda on: self.say({"required": on}, {"required": not on}))
        self.open = QCheckBox(translated("A new value joins the options as it is typed"))
        self.of_speaker = QCheckBox(translated("Each speaker answers it once for all articles"))
        for box in (self.required, self.open, self.of_speaker):
            box.setMinimumHeight(30)
        self.of_speaker.clicked.connect(lambda on: self.say({"of_speaker": on}, {"of_speaker": not on}))
        self.open.clicked.connect(lambda on: self.say({"open": on}, {"open": not on}))
        self.default = Line(translated("Default"))
        self.default.changed.connect(self._take_default)
        self.default.left.connect(self._form.left)
        self.add_row(translated("Kind"), self.kind)
        self.add_row(translated("Of the speaker"), self.of_speaker)
        self.add_row(translated("Required"), self.required)
        self.add_row(translated("Open"), self.open)
        self.add_row(translated("Default"), self.default)

    def show_fields(self, use: Use | None) -> None:
        part: Attribute = self.part
        self.kind.show_value(part.kind)
        self.required.setChecked(part.required)
        self.open.setChecked(part.open)
        self.rows.setRowVisible(self.open, part.has_options)
        self.of_speaker.setChecked(part.of_speaker)
        is_of_speaker = part.of_speaker and self._is_of_mentions
        self.rows.setRowVisible(self.of_speaker, self._is_of_mentions)
        for field in (self.required, self.default):  # which are of each annotation
            self.rows.setRowVisible(field, not is_of_speaker)
        hint = {
            "choice": translated("The name of an option"),
            "choices": translated("Names of options, separated by semicolons"),
            "yes/no": translated("Yes or no"),
            "number": translated("A number"),
            "date": translated(FORM),
        }.get(part.kind, "")
        self.default.setPlaceholderText(hint)
        self.default.setToolTip(tip(hint))  # which may be longer than the field
        self.default.show_words(default_words(part))

    @property
    def _is_of_mentions(self) -> bool:
        return self._codebook.role(self.path[0]) == "speaker"

    def _take_default(self, words: str, _seen: str) -> None:
        try:
            value = default_of(self.part, words)
        except ValueError:
            self.default.show_words(default_words(self.part))
            self.default.setText(default_words(self.part))
            self._form.refused.emit(
                translated(
                    "“{words}” is no answer to “{attribute}”, so the default stays.",
                    words=words,
                    attribute=self.part.name,
                )
            )
            return
        self.say({"default": value})


class _OptionForm(_Form):
    def add_fields(self) -> None:
        self.below = QPushButton()
        self.below.setProperty("kind", "field")
        self.below.setAutoDefault(False)
        self.below.setAccessibleName(translated("Below"))
        self.below.clicked.connect(lambda: self._form.parent_wanted.emit(self.path))
        self.colour = ColourField(may_be_none=True)
        self.colour.changed.connect(lambda color: self.say({"color": color}))
        self.add_row(translated("Below"), self.below)
        self.add_row(translated("Colour"), self.colour)
        self.colour.setMaximumWidth(280)

    def make_buttons(self) -> Sequence[QPushButton]:
        self.merge = push_button(translated("Merge into…"), lambda: self._form.merge_wanted.emit(self.path))
        self.retire = push_button("", lambda: self._form.retire_wanted.emit(self.path, not self.part.retired))
        return self.merge, self.retire

    def show_fields(self, use: Use | None) -> None:
        asked = self._codebook.at(self.path[:2])
        assert isinstance(asked, Attribute)
        around = nested_options.around(asked, self.part.id)[:-1]
        words = around[-1].name if around else translated("No other option")
        shown = elided(self.below.fontMetrics(), words, _WIDE - 40)
        self.below.setText(on_button(shown))
        self.below.setToolTip(tip(words))
        color, of = nested_options.color_of(asked, self.part.id)
        own = colour_name(color) if color else translated("None")
        self.colour.show_color(color, translated("of {option}", option=of.name) if of else own)
        self.retire.setText(translated("Offer again") if self.part.retired else translated("Retire"))
        self.merge.setEnabled(len(asked.options) > 1)


_FORMS: Final[dict[type[Part], type[_Form]]] = {Label: _LabelForm, Attribute: _AttributeForm, Option: _OptionForm}


def _breakable(text: str) -> str:
    """The text with places to break in words that are longer than a narrow form."""
    return re.sub(rf"(\w{{{_LONGEST_WORD}}})(?=\w)", "\\1\u200b", text)
