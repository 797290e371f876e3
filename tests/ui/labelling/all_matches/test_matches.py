"""All matches in a list with check boxes: labelled, or naming a speaker, in one step, here or in all articles."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.find_in_text import TakesTooLong
from desktop.model.text import Fragment
from tests.making import added_article, said
from tests.ui.gestures import click_row, message_of, press, type_words
from ui.labelling.all_matches.dialog import MatchesDialog
from ui.labelling.all_matches.model import box_of
from ui.window.main_window import MainWindow

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def closes(window: MainWindow) -> Iterator[None]:
    yield
    window.matches.dialog.close()


def listed(window: MainWindow, qtbot: QtBot, typed: str, *, everywhere: bool = False) -> MatchesDialog:
    """The list of all matches, opened by keys from the find bar."""
    window.view.setFocus()
    press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    type_words(typed)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.matches.dialog.shown
    assert dialog is not None
    if everywhere:
        dialog.where.setFocus()
        QTest.keyClicks(dialog.where, "All")
        dialog.look()
    qtbot.waitUntil(lambda: dialog._ended and not dialog.is_working)
    return dialog


def label_as(dialog: MatchesDialog, label: str) -> None:
    dialog.label.setFocus()
    QTest.keyClicks(dialog.label, label)


def marked(library: Library, article: int = 0) -> list[str]:
    id = library.article_ids()[article]
    return said(library.text(id), library.annotations(id))


def test_all_matches_are_labelled_but_those_that_are_left_out(
    window: MainWindow, library: Library, qtbot: QtBot, closes: None
) -> None:
    dialog = listed(window, qtbot, "th")
    assert dialog.words.text() == "5 matches in 1 article."
    label_as(dialog, "Cue")
    box = box_of(dialog.list.visualRect(dialog.model.index(0))).center()
    QTest.mouseClick(dialog.list.viewport(), _LEFT, _NONE, box)
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.model.index(1))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.act.text() == "Label 3 matches"
    QTest.mouseClick(dialog.act, _LEFT)
    qtbot.waitUntil(lambda: dialog._ended)
    assert len(marked(library)) == 3
    assert message_of(window) == "3 matches were labelled."
    assert dialog.words.text() == "5 matches in 1 article. 3 have this label already."
    assert not dialog.act.isEnabled()  # the two that were left out are so still
    assert not dialog.model.flags(dialog.model.index(4)) & Qt.ItemFlag.ItemIsUserCheckable
    window.undo()
    assert marked(library) == []
    qtbot.waitUntil(lambda: dialog.words.text() == "5 matches in 1 article.")
    assert dialog.act.text() == "Label 3 matches"
    assert [dialog.model.is_ticked(row) for row in range(5)] == [False, False, True, True, True]


def test_the_list_follows_what_is_done_beside_it(
    window: MainWindow, library: Library, qtbot: QtBot, closes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = listed(window, qtbot, "th")
    label_as(dialog, "Cue")
    dialog.model.tick([1], on=False)
    dialog.list.setCurrentIndex(dialog.model.index(2))
    first = dialog.model.matches[0]
    for many in (False, True):  # so many changes that none is named
        if many:
            monkeypatch.setattr("desktop.library.notices.MANY", 0)
        with library.edit(operations.label("Cue")) as edit:
            label = library.codebook.first("cue")
            assert label is not None
            labelling.annotate(edit, first.article, library.text(first.article), (first.at,), label)
        qtbot.waitUntil(lambda: dialog._ended and dialog.model.done == 1)
        assert dialog.act.text() == "Label 3 matches"
        assert many or dialog.list.currentIndex().row() == 2
        window.undo()
        qtbot.waitUntil(lambda: dialog._ended and dialog.model.done == 0)
        assert [dialog.model.is_ticked(row) for row in range(5)] == [True, False, True, True, True]


def test_an_article_that_was_left_out_is_told_where_nothing_was_found(
    window: MainWindow, library: Library, qtbot: QtBot, closes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.labelling.all_matches.Finder.find", _never_ends)
    dialog = listed(window, qtbot, "zzz")
    assert dialog.words.text() == ("Nothing was found. In 1 article the expression takes too long; it was left out.")


def _never_ends(*_: object) -> Iterator[Fragment]:
    raise TakesTooLong


def test_a_speaker_is_named_in_all_articles_in_one_step(
    window: MainWindow, library: Library, qtbot: QtBot, closes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("_MANY", "_AT_ONCE"):  # so that a task does it, part by part
        monkeypatch.setattr(f"ui.labelling.all_matches.controller.{limit}", 1)
    for number in range(3):
        added_article(library, f"The ministry knew, said the Ministry. {number}")
    click_row(window.articles.list, 2)
    dialog = listed(window, qtbot, "ministry", everywhere=True)
    assert dialog.words.text() == "7 matches in 4 articles."
    label_as(dialog, "Speaker")
    dialog.who.setFocus()
    QTest.keyClicks(dialog.who, "Ministry of Trade")
    QTest.mouseClick(dialog.act, _LEFT)
    qtbot.waitUntil(lambda: dialog.model.done == 7)
    (speaker,) = library.speakers()
    everything = [one for id in library.article_ids() for one in library.annotations(id)]
    assert [one.speaker for one in everything] == [speaker.id] * 7
    assert not dialog.act.isEnabled()
    window.undo()
    assert library.speakers() == []
    assert [marked(library, number) for number in range(6)] == [[]] * 6


def test_a_name_is_looked_for_everywhere_from_the_list_of_speakers(
    window: MainWindow, library: Library, qtbot: QtBot, closes: None
) -> None:
    dialog = listed(window, qtbot, "ada lin")
    label_as(dialog, "Speaker")
    dialog.who.setFocus()
    QTest.keyClicks(dialog.who, "Ada Lin")
    QTest.mouseClick(dialog.act, _LEFT)
    window.matches.dialog.close()
    added_article(library, "Ada Lin and Ada Lindt.")
    window.session.catch_up()
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 1)
    click_row(window.speakers.list, 0)
    window.actions_["name-everywhere"].trigger()
    dialog = window.matches.dialog.shown
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._ended)
    assert dialog.where.currentText() == "All articles"
    assert dialog.words.text() == "2 matches in 2 articles. 1 has this label already."
    assert dialog.speaker is not None
    assert dialog.speaker.id == library.speakers()[0].id


def test_a_match_is_shown_in_its_article(window: MainWindow, qtbot: QtBot, closes: None) -> None:
    dialog = listed(window, qtbot, "said", everywhere=True)
    titles = [one.title for one in dialog.model.matches]
    row = titles.index("Exports are up")
    click_row(dialog.list, row)
    assert window.session.article is not None
    assert window.session.article.title == "Exports are up"
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.session.article.title == titles[row - 1] != "Exports are up"


@pytest.mark.parametrize(
    ("typed", "told", "can_be_sought"),
    [
        ("(", "missing )", False),
        ("a{99999999}", "repeats too much", False),
        (" ", "1 of", False),
        ("x*", "only places between", True),
        ("zzz", "Not found", True),
    ],
)
def test_what_finds_nothing_says_why(
    window: MainWindow, qtbot: QtBot, typed: str, told: str, can_be_sought: bool
) -> None:
    window.view.setFocus()
    press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    bar = window.find_bar
    QTest.mouseClick(bar.pattern, _LEFT)
    bar.field.setFocus()
    type_words(typed)
    press(Qt.Key.Key_Return)
    assert told in bar._sentence.text() + bar._count.text()
    assert bar.label_all.isEnabled() == can_be_sought  # other articles may have it
    assert window.actions_["label-all"].isEnabled() == can_be_sought
