"""Decides by a rule: which one, and what it would do, before it does."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QListWidget, QRadioButton, QWidget

from desktop.adjudication.cases import Adjudication
from desktop.adjudication.rules import Rule, RuleName, Ruling
from desktop.base.translation import Message, translated, translated_plural
from ui.base.dialog import Dialog
from ui.base.plain_text import FieldName, on_button, tip

_WORDS: dict[RuleName, Message] = {
    "agreement": Message("What all agree on"),
    "majority": Message("What most agree on"),
    "first": Message("What one annotator has:"),
}


class RuleDialog(Dialog):
    """Asks for a rule, and lists what it would decide."""

    def __init__(self, parent: QWidget | None, adjudication: Adjudication) -> None:
        super().__init__(parent, translated("Decide by a rule"), 560)
        self._adjudication = adjudication
        self.rulings: Sequence[Ruling] = ()
        self.rules = QButtonGroup(self)
        self.ways: dict[RuleName, QRadioButton] = {}
        self.annotator = QComboBox()
        self.annotator.setAccessibleName(translated("The annotator who comes first"))
        for layer, name in adjudication.names.items():
            self.annotator.addItem(on_button(name), layer)
        for rule, words in _WORDS.items():
            self.ways[rule] = way = QRadioButton(translated(words))
            self.rules.addButton(way)
            way.toggled.connect(self._preview)
            row = QHBoxLayout()
            row.addWidget(way)
            if rule == "first":
                heading = FieldName(self.annotator.accessibleName(), self.annotator)
                heading.hide()  # it is for screen readers: who sees has the words before it
                row.addWidget(heading)
                row.addWidget(self.annotator)
            row.addStretch(1)
            self.column.addLayout(row)
        self.ways["majority"].setEnabled(Rule("majority").applies_to(adjudication))
        self.annotator.activated.connect(lambda _: self.ways["first"].setChecked(True))
        self.annotator.currentIndexChanged.connect(self._preview)
        self.words = self.add_words("", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(translated("What would be decided"))
        self.list.setProperty("kind", "choices")
        self.list.setMinimumHeight(200)
        self.column.addWidget(self.list, 1)
        self.add_buttons(translated("Decide"))
        self.ways["agreement"].setChecked(True)

    @property
    def rule(self) -> Rule:
        name = next(name for name, way in self.ways.items() if way.isChecked())
        return Rule(name, self.annotator.currentData() if name == "first" else "")

    def _preview(self) -> None:
        if not any(way.isChecked() for way in self.ways.values()):
            return
        self.rulings = self.rule.rulings(self._adjudication)
        left = len(self._adjudication.undecided) - len(self.rulings)
        decides = translated_plural("Decides {count} claim", "Decides {count} claims", len(self.rulings))
        leaves = translated_plural("leaves {count} to you", "leaves {count} to you", left)
        self.words.setText(translated("{decides}, {leaves}.", decides=decides, leaves=leaves))
        self.list.clear()
        for ruling in self.rulings:
            words = ruling.in_words(self._adjudication.names)
            self.list.addItem(words)
            self.list.item(self.list.count() - 1).setToolTip(tip(words))
        self.accept_button.setEnabled(bool(self.rulings))
