"""What the codebook editor asks: an option of an attribute, what becomes of annotations, which ready codebook."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from desktop.model import nested_options
from desktop.model.codebook import Attribute, Label, Option, Part
from ui.base.choice_list import ChoiceList
from ui.base.dialog import Dialog
from ui.base.ready_codebook_list import ReadyList

_NONE = ""  # stands for no option


class OptionDialog(Dialog):
    """Chooses an option by a few letters of its name, or of those around it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        words: str,
        accept: str,
        asked: Attribute,
        besides: Iterable[str],
        *,
        likely: str | None,
        none: str = "",
    ) -> None:
        """`besides` are ids of options that cannot be chosen; `none` words that none is; `likely` is chosen at first,
        and `""` is none."""
        super().__init__(parent, title)
        self.add_words(words)
        left_out = set(besides)
        trail: list[str] = []
        choices = [(_NONE, none)] if none else []
        for depth, option in nested_options.in_order(asked.options):
            trail[depth:] = [option.name]
            if option.id not in left_out:
                choices.append((option.id, " › ".join(map(isolated, trail))))
        self.choices = ChoiceList(title, translated("Options to choose from"), choices, likely)
        self.column.addWidget(self.choices)
        self.add_buttons(accept)
        self.choices.entered.connect(self.accept)
        self.choices.changed.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.choices.chosen is not None)

    @property
    def chosen(self) -> str | None:
        """The id of the option that was chosen; None for none."""
        return self.choices.chosen or None


class DeleteDialog(Dialog):
    """Says how many annotations go or lose an answer; of a label, asks which it is to be."""

    def __init__(
        self, parent: QWidget | None, part: Part, touched: int, whose: str, others: Sequence[Label] = ()
    ) -> None:
        """Made for a part of the codebook.

        Args:
            parent: the window.
            part: what is to go.
            touched: how many annotations have it.
            whose: whose these are, as a sentence; empty where nobody else's are among them.
            others: the labels that annotations of this one can get.
        """
        super().__init__(parent, translated("Delete “{name}”", name=part.name))
        self._others: QComboBox | None = None
        if isinstance(part, Label):
            self._ask_of_label(touched, whose, others)
        elif isinstance(part, Attribute):
            words = translated_plural(
                "{count} annotation loses its answer to it.", "{count} annotations lose their answers to it.", touched
            )
            self.add_words(_loses(touched, words, whose))
        else:
            words = translated_plural(
                "{count} annotation loses this answer. To keep it, merge the option into another, or retire it.",
                "{count} annotations lose this answer. To keep it, merge the option into another, or retire it.",
                touched,
            )
            self.add_words(_loses(touched, words, whose))
            self.add_words(translated("The options in it move to the option around it."))
        self.add_words(translated("Undo reverses this."))
        self.add_buttons(translated("Delete"))

    def _ask_of_label(self, touched: int, whose: str, others: Sequence[Label]) -> None:
        words = translated_plural("{count} annotation has this label.", "{count} annotations have this label.", touched)
        self.add_words(_loses(touched, words, whose))
        if not touched:
            return
        group = QButtonGroup(self)
        self.delete = QRadioButton(translated("Delete what has it, with its attributions"))
        group.addButton(self.delete)
        self.delete.setChecked(True)
        if others:
            self.relabel = QRadioButton(translated("Another label instead:"))
            group.addButton(self.relabel)
            self.relabel.setChecked(True)
            self._others = QComboBox()
            self._others.setAccessibleName(translated("Label"))
            for label in others:
                self._others.addItem(label.name, label.id)
            self.column.addWidget(self.relabel)
            self.column.addWidget(self._others)
            self.add_words(translated("Answers that this label asks for, too, are kept."))
        self.column.addWidget(self.delete)

    @property
    def label_instead(self) -> str | None:
        """The id of the label that annotations get; None: they go."""
        return str(self._others.currentData()) if self._others and self.relabel.isChecked() else None


def _loses(touched: int, words: str, whose: str) -> str:
    return " ".join(filter(None, (words, whose))) if touched else translated("No annotation has it.")


class ReadyDialog(Dialog):
    """One of the codebooks that come along; beside what the library has, or in its place."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, translated("Ready codebooks"), 560)
        self.add_words(
            translated("Annotations keep their labels and answers, which stay in the codebook. Undo reverses it.")
        )
        self.ready = ReadyList()
        self.column.addWidget(self.ready)
        self.joins = QRadioButton(translated("Add it to the codebook"))
        self.replaces = QRadioButton(translated("Replace the codebook with it"))
        group = QButtonGroup(self)
        for button in (self.joins, self.replaces):
            group.addButton(button)
            self.column.addWidget(button)
        self.joins.setChecked(True)
        self.add_buttons(translated("Use it"))
        self.ready.entered.connect(self.accept)


def below_words(option: Option) -> str:
    """What is asked when an option is to lie elsewhere."""
    return translated("Move “{option}”, with all options in it, into:", option=option.name)
