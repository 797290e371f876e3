"""The fields in which the details panel shows the annotations of one label."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.base.translation import translated
from desktop.model.codebook import Codebook, Label
from ui.base.comment_thread import CommentThread
from ui.base.eliding_combo import ElidingCombo
from ui.labelling.fields import Field, TextField
from ui.labelling.form import FieldButton, Form, Rows
from ui.labelling.suggestion_card import SuggestionCard


class LabelField(ElidingCombo):
    """The labels of the same role, of which the annotation may have another."""

    def __init__(self, codebook: Codebook, label: Label, changed: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(translated("Label"))
        for other in codebook.labels:
            if other.role == label.role:
                self.addItem(other.name, other.id)
        self.activated.connect(lambda place: changed(self.itemData(place)))

    def show_label(self, id: str) -> None:
        self.setCurrentIndex(self.findData(id))


@dataclass(frozen=True, eq=False)
class DetailFields:
    """What is made once for each label, for that takes longer than to show an annotation in it."""

    form: Form
    card: SuggestionCard
    labels: LabelField
    speakers: Rows
    shown_by: FieldButton
    attributes: dict[str, Field]  # by id
    parts: FieldButton
    nested: FieldButton
    note: TextField
    thread: CommentThread
