"""A list to choose from by a few letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.base.text_direction import isolated
from ui.base.choice_list import ChoiceList

CHOICES = [
    ("none", "No other option"),
    ("eco", isolated("Économie")),
    ("tax", f"{isolated('Économie')} › {isolated('Ökosteuern')}"),
    ("jobs", f"{isolated('Économie')} › {isolated('Jobs')}"),
]


@pytest.fixture
def choices(qtbot: QtBot) -> ChoiceList:
    made = ChoiceList("Merge into", "Options", CHOICES)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(choices: ChoiceList) -> list[str]:
    return [str(choices.model.index(row, 0).data()) for row in range(choices.model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("okosteuern", ["tax"]),
        ("ÖKO", ["tax"]),
        ("economie › o", ["tax", "jobs"]),
        ("economie › ok", ["tax"]),
        ("jobs eco", ["jobs"]),
        ("nowhere", []),
        ("", ["none", "eco", "tax", "jobs"]),
    ],
)
def test_what_has_all_words_is_shown_whatever_accents_and_marks_it_has(
    choices: ChoiceList, typed: str, found: list[str]
) -> None:
    choices.filter.setText("x")
    choices.filter.setText(typed)
    assert shown(choices) == [words for id, words in CHOICES if id in found]


def test_nothing_is_chosen_before_somebody_types_or_steps(choices: ChoiceList) -> None:
    assert choices.chosen is None
    QTest.keyClick(choices.filter, Qt.Key.Key_Down)
    assert choices.chosen == "none"
    QTest.keyClicks(choices.filter, "eco")
    assert choices.chosen == "eco"
    QTest.keyClick(choices.filter, Qt.Key.Key_Down)
    QTest.keyClick(choices.filter, Qt.Key.Key_Down)
    QTest.keyClick(choices.filter, Qt.Key.Key_Up)
    assert choices.chosen == "tax"
    choices.filter.setText("nowhere")
    assert choices.chosen is None


def test_the_likely_one_is_chosen_and_again_when_nothing_is_typed_any_more(qtbot: QtBot) -> None:
    choices = ChoiceList("Merge into", "Options", CHOICES, likely="tax")
    qtbot.addWidget(choices)
    assert choices.chosen == "tax"
    choices.filter.setText("jobs")
    assert choices.chosen == "jobs"
    choices.filter.setText("")
    assert choices.chosen == "tax"
