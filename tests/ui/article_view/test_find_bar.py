"""Find in the open article, however words are written in it."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.article_view.find_bar import FindBar

TEXT = "Pe\u0301rez lives in the Haupt\u00adstraße.\nPérez’s men don’t; Øst says he does. İzmir \U0001f642 北京的新闻"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("perez", ["Pe\u0301rez", "Pérez"]),
        ("hauptstrasse", ["Haupt\u00adstraße"]),
        ("hauptstras", ["Haupt\u00adstraß"]),  # while one goes on typing
        ("strasse. perez", ["straße.\nPérez"]),  # over the end of a line
        ("don't", ["don’t"]),
        ("ost", ["Øst"]),
        ("izmir", ["İzmir"]),
        ("s", [*"sssssss", "ß"]),
        (".*", []),
        (" ", [" "] * TEXT.count(" ") + ["\n"]),
    ],
)
def test_words_are_found_however_they_are_written(qtbot: QtBot, typed: str, found: list[str]) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.start(TEXT)
    with qtbot.waitSignal(bar.marked) as marked:
        QTest.keyClicks(bar.field, typed)
    assert sorted(TEXT[start:end] for start, end in marked.args[0]) == sorted(found)


@pytest.mark.parametrize("typed", ["Pérez", "Pe\u0301rez", "PÉ\u00adREZ"])
def test_what_is_pasted_is_found_however_it_is_written(qtbot: QtBot, typed: str) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.marked) as marked:
        bar.start(TEXT, typed)
    assert [TEXT[start:end] for start, end in marked.args[0]] == ["Pe\u0301rez", "Pérez"]


@pytest.mark.parametrize(("hits", "told"), [(3, "1 of 3"), (6_000, "1 of 6,000"), (100_000, "1 of more than 20,000")])
def test_the_count_says_so_when_there_are_more_hits_than_it_counts(qtbot: QtBot, hits: int, told: str) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.start("dam, " * hits, "dam")
    assert told in [label.text() for label in bar.findChildren(QLabel)]
    bar.step(1)
    assert told.replace("1", "2", 1) in [label.text() for label in bar.findChildren(QLabel)]
