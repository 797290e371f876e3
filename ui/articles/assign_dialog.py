"""Who is to code the articles that are selected: by hand, or by a rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import SystemRandom
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.text_direction import isolated
from desktop.base.translation import listed, number, translated, translated_plural
from desktop.model.assigning import Rule, by_rule
from desktop.model.layers import LONGEST_NAME, refuse_reserved
from ui.base.dialog import Dialog

_MOST_SEED: Final = 99_999
_MOST_CODERS: Final = 10  # of one article
_HEIGHT: Final = 110  # of the list of annotators
_PERCENTS: Final = (0, 5, 10, 15, 20, 25, 30, 40, 50, 100)


class AssignDialog(Dialog):
    """Asks who is to code these articles; says how many each would have."""

    def __init__(
        self,
        parent: QWidget | None,
        names: Sequence[str],
        assigned: Mapping[str, Sequence[str]],
        load: Mapping[str, int],
    ) -> None:
        """Made for some articles.

        Args:
            parent: the window.
            names: those of the annotators.
            assigned: by the ids of these articles, who is to code them until now.
            load: how many other articles each annotator is to code.
        """
        count = len(assigned)
        super().__init__(parent, translated_plural("Assign {count} article", "Assign {count} articles", count), 520)
        self._assigned, self._load = assigned, load
        self.add_words(translated("Who is to code:"), "")
        self.list = QListWidget()
        self.list.setFixedHeight(_HEIGHT)
        self.list.setSpacing(2)
        self.list.setProperty("kind", "choices")
        self.list.setAccessibleName(translated("Annotators"))
        self.column.addWidget(self.list)
        self.boxes: dict[str, QListWidgetItem] = {}
        has = Counter(name for some in assigned.values() for name in some)
        for name in dict.fromkeys((*names, *has)):
            self._add(name, Qt.CheckState.Checked if has[name] == count else _partly(has[name]))
        self.other = QLineEdit(placeholderText=translated("Another name"))
        self.other.setAccessibleName(translated("Another name"))
        self.other.setMaxLength(LONGEST_NAME)
        self.add = QPushButton(translated("Add"))
        self.add.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.other, 1)
        row.addWidget(self.add)
        self.column.addLayout(row)
        self.by_hand = QRadioButton(translated("&Each article by all who are ticked"))
        self.by_rule = QRadioButton(translated("By a &rule, among those who are ticked:"))
        self.coders, self.by_all, self.seed = QComboBox(), QComboBox(), QLineEdit()
        self.again = QCheckBox(translated("Also articles that somebody is to &code already"))
        self._lay_out_rule()
        self.preview = self.add_words("")
        self.add_buttons(translated("Assign"))
        self._tie()
        self._follow()

    def _lay_out_rule(self) -> None:
        for count in range(1, _MOST_CODERS + 1):
            self.coders.addItem(number(count), count)
        self.coders.setCurrentIndex(1)
        for percent in _PERCENTS:
            self.by_all.addItem(translated("{share} %", share=percent), percent)
        self.by_all.setCurrentIndex(_PERCENTS.index(10))
        self.seed.setValidator(QIntValidator(0, _MOST_SEED, self))
        self.seed.setText(str(SystemRandom().randrange(_MOST_SEED)))
        self.column.addWidget(self.by_hand)
        self.column.addWidget(self.by_rule)
        form = self.add_form()
        form.setContentsMargins(24, 0, 0, 0)
        for words, field in (
            (translated("Coders of each article"), self.coders),
            (translated("Articles that all code"), self.by_all),
            (translated("Seed"), self.seed),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        form.addRow(self.again)
        self.seed.setToolTip(translated("The same seed gives the same articles to the same annotators again."))
        self.by_hand.setChecked(True)

    def _tie(self) -> None:
        self.add.clicked.connect(self._add_other)
        self.list.itemChanged.connect(self._follow)
        self.other.textChanged.connect(self._follow)
        self.by_rule.toggled.connect(self._follow)
        for field in (self.coders, self.by_all):
            field.currentIndexChanged.connect(self._follow)
        self.seed.textChanged.connect(self._follow)
        self.again.toggled.connect(self._follow)

    def _add(self, name: str, state: Qt.CheckState) -> None:
        self.boxes[name] = item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        self.list.addItem(item)

    @property
    def _typed(self) -> str:
        return on_one_line(self.other.text()).strip()

    @property
    def _refusal(self) -> str:
        """Why nobody can have the name that is typed, as a sentence."""
        try:
            refuse_reserved(self._typed)
        except KnownError as error:
            return str(error)
        return ""

    def _add_other(self) -> None:
        name = self._typed
        self.other.clear()
        if name and name not in self.boxes:
            self._add(name, Qt.CheckState.Checked)
            self.list.scrollToItem(self.boxes[name])
        elif name:
            self.boxes[name].setCheckState(Qt.CheckState.Checked)
        self._follow()

    # What is chosen

    def _with(self, state: Qt.CheckState) -> list[str]:
        return [name for name, box in self.boxes.items() if box.checkState() == state]

    @property
    def rule(self) -> Rule:
        """The rule that is chosen."""
        seed = int(self.seed.text() or 0)
        return Rule(coders=self.coders.currentData(), by_all=self.by_all.currentData(), seed=seed)

    @property
    def wanted(self) -> dict[str, Sequence[str]]:
        """Who is to code which article from now on; only articles in which that changes anything."""
        ticked = self._with(Qt.CheckState.Checked)
        if self._typed and self._typed not in ticked:
            ticked.append(self._typed)
        if self.by_rule.isChecked():
            left = [id for id, names in self._assigned.items() if self.again.isChecked() or not names]
            found: dict[str, Sequence[str]] = dict(by_rule(left, ticked, self.rule, self._now(besides=left)))
        else:
            kept = set(self._with(Qt.CheckState.PartiallyChecked))
            found = {
                id: [*ticked, *(name for name in names if name in kept and name not in ticked)]
                for id, names in self._assigned.items()
            }
        return {id: names for id, names in found.items() if set(names) != set(self._assigned[id])}

    def _now(self, besides: Sequence[str]) -> Counter[str]:
        """How many articles each is to code, without these."""
        out = set(besides)
        here = Counter(name for id, names in self._assigned.items() if id not in out for name in names)
        return Counter(self._load) + here

    def _follow(self) -> None:
        is_by_rule = self.by_rule.isChecked()
        for field in (self.coders, self.by_all, self.seed, self.again):
            field.setEnabled(is_by_rule)
        wanted = self.wanted
        counts = Counter(name for id, names in self._assigned.items() for name in wanted.get(id, names))
        each = listed(translated("{name} {number}", name=isolated(name), number=counts[name]) for name in counts)
        changed = translated_plural("{count} article changes.", "{count} articles change.", len(wanted))
        told = (
            translated("Of these articles then: {counts}.", counts=each) if each else translated("Nobody codes them.")
        )
        refusal = self._refusal
        self.preview.setText(refusal or f"{told} {changed}")
        self.add.setEnabled(not refusal)
        self.accept_button.setEnabled(bool(wanted) and not refusal)
        (self.add if self._typed else self.accept_button).setDefault(True)  # what Enter presses in the name's field


def _partly(count: int) -> Qt.CheckState:
    return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
