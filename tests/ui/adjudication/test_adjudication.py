"""Differences of annotators are settled in the window, by keys and by mouse."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED
from tests.desktop.adjudication.making import CLOSE, FULL, WAITED, adjudicated, code
from tests.effort import settling
from tests.ui.gestures import child, claim, click_row, message_of, press
from tests.ui.test_accessibility import nameless
from ui.adjudication.rule_dialog import RuleDialog
from ui.adjudication.sheet import AdjudicationSheet
from ui.base import message_boxes
from ui.base.plain_text import tip
from ui.speakers.merge_dialog import MergeDialog
from ui.window.main_window import MainWindow

Open = Callable[[Library], MainWindow]

LONGER = "The bridge will close in May, Mayor Ada Lin"


@pytest.fixture
def coded(library: Library) -> Library:
    """The library after Ann and Ben coded its first article, for somebody who settles it."""
    code(library, "Ann", CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    code(library, "Ann", WAITED, "Ada Lin")
    code(library, "Ann", FULL)
    code(library, "Ben", LONGER, "Mayor Lin", mention="Mayor Ada Lin")
    code(library, "Ben", WAITED, "Ada Lin")
    code(library, "Ben", "nobody asked us")
    library.work_as("Judge")
    return library


@pytest.fixture
def window(coded: Library, open_window: Open) -> MainWindow:
    return open_window(coded)


def opened(window: MainWindow) -> AdjudicationSheet:
    """The sheet of differences, opened by its key."""
    window.view.setFocus()
    press(Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    assert window.adjudication.sheet is not None
    assert window.adjudication.is_open
    return window.adjudication.sheet


def rows(sheet: AdjudicationSheet) -> list[str]:
    """The rows of the differences as they are read aloud."""
    model = sheet.list.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def buttons(sheet: AdjudicationSheet) -> list[str]:
    """The names of the buttons that are shown for the chosen difference."""
    shown = (one for one in sheet.card.findChildren(QAbstractButton) if one.isVisible())
    return [one.accessibleName() or one.text() for one in shown]


def chosen(sheet: AdjudicationSheet) -> int:
    return sheet.list.currentIndex().row()


def click(sheet: AdjudicationSheet, name: str) -> None:
    QTest.mouseClick(child(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def test_each_difference_is_settled_by_a_key(window: MainWindow, coded: Library) -> None:
    sheet = opened(window)
    assert rows(sheet) == [
        f"{CLOSE}. Different extent · Different: Speaker · Different: Cue",
        f"{FULL}. Only Ann",
        "nobody asked us. Only Ben",
    ]
    assert QApplication.focusWidget() is sheet.list
    assert "in the layer “Adjudicated”" in window.windowTitle()
    press(Qt.Key.Key_2)
    assert adjudicated(coded) == [(LONGER, ["Mayor Lin"])]
    assert chosen(sheet) == 1
    press(Qt.Key.Key_1, Qt.Key.Key_0)
    assert adjudicated(coded) == [(LONGER, ["Mayor Lin"]), (FULL, [])]
    assert [row.rpartition(". ")[2] for row in rows(sheet)] == ["As Ben has it", "As Ann has it", "No claim"]
    assert sheet.progress.text() == "3 of 3 differences decided · 1 claim that all agree on is not decided yet"
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_B)
    assert [words for words, _ in adjudicated(coded)] == [LONGER, CLOSE, FULL]
    assert rows(sheet)[0].endswith("As both have it")


def test_one_undo_takes_back_one_decision(window: MainWindow, coded: Library, qtbot: QtBot) -> None:
    sheet = opened(window)
    press(Qt.Key.Key_2, Qt.Key.Key_2)
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert adjudicated(coded) == [(LONGER, ["Mayor Lin"])]
    qtbot.waitUntil(lambda: len([row for row in rows(sheet) if "has it" in row]) == 1)


def test_who_takes_a_decision_back_in_their_own_layer_is_told_where_it_was(window: MainWindow, coded: Library) -> None:
    opened(window)
    press(Qt.Key.Key_2)
    window.actions_["adjudicate"].trigger()
    told: list[str] = []
    window.session.messages.told_of_step.connect(told.append)
    window.view.setFocus()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert told == ["Undone: Decide on a claim (in the layer “Adjudicated”)."]
    assert adjudicated(coded) == []


def test_each_decision_can_be_clicked(window: MainWindow, coded: Library) -> None:
    sheet = opened(window)
    click(sheet, "Take what Ann has")
    assert adjudicated(coded) == [(CLOSE, ["Ada Lin"])]
    click_row(sheet.list, 0)
    QTest.mouseClick(sheet.card.none, Qt.MouseButton.LeftButton)
    assert adjudicated(coded) == []
    click_row(sheet.list, 0)
    QTest.mouseClick(sheet.card.all, Qt.MouseButton.LeftButton)
    assert len(adjudicated(coded)) == 2
    assert not sheet.card.all.isEnabled()  # of what only one has
    QTest.mouseClick(child(sheet, QToolButton, "Close the adjudication"), Qt.MouseButton.LeftButton)
    assert not window.adjudication.is_open
    assert coded.layer == coded.layer_called("Judge") != ADJUDICATED


def test_what_is_taken_is_adjusted_by_the_usual_means(window: MainWindow, coded: Library, qtbot: QtBot) -> None:
    sheet = opened(window)
    press(Qt.Key.Key_I)
    assert QApplication.focusWidget() is window.text
    assert adjudicated(coded) == [(CLOSE, ["Ada Lin"])]
    press(Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    ((words, _),) = adjudicated(coded)
    assert words == f"{CLOSE}, Mayor"
    press(Qt.Key.Key_V)
    assert chosen(sheet) == 1
    press(Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: rows(sheet)[0].endswith("As Ann has it, adjusted"))
    press(Qt.Key.Key_I)
    assert [one for one, _ in adjudicated(coded)] == [words]
    press(Qt.Key.Key_2)  # in the text, too
    assert adjudicated(coded) == [(LONGER, ["Mayor Lin"])]


def test_a_rule_is_seen_before_it_is_applied(
    window: MainWindow, coded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def look_and_enter(dialog: RuleDialog) -> int:
        dialog.show()
        assert not dialog.ways["majority"].isEnabled()
        for name in ("agreement", "first"):
            dialog.ways[name].setChecked(True)
            said.extend([dialog.words.text(), *(dialog.list.item(row).text() for row in range(dialog.list.count()))])
        assert adjudicated(coded) == []
        dialog.ways["agreement"].setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(RuleDialog, "exec", look_and_enter)
    sheet = opened(window)
    press(Qt.Key.Key_Y)
    assert said == [
        "Decides 1 claim, leaves 3 to you.",
        "“We have waited too long”",
        "Decides 3 claims, leaves 1 to you.",
        f"Ann: “{CLOSE}”",
        "“We have waited too long”",
        f"Ann: “{FULL}”",
    ]
    assert adjudicated(coded) == [(WAITED, ["Ada Lin"])]
    assert sheet.progress.text() == "0 of 3 differences decided"
    assert chosen(sheet) == 0
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert adjudicated(coded) == []


def test_who_comes_back_after_more_coding_finds_what_is_new(window: MainWindow, coded: Library, qtbot: QtBot) -> None:
    sheet = opened(window)
    press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    window.actions_["adjudicate"].trigger()
    with Library.open(coded.address, annotator="Ben") as other:
        code(other, "Ben", "its boats were")
        code(other, "Ben", "close in May")
    window.session.catch_up()
    opened(window)
    sheet.undecided.click()
    assert rows(sheet) == [
        "close in May. Only Ben",
        f"{FULL}. Different extent. Changed since it was decided",
    ]


def test_an_article_that_is_done_and_open_again_is_told_apart_outside_of_the_sheet(
    window: MainWindow, coded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RuleDialog, "exec", lambda _: 1)
    window.settings.asks_about_open_ones = False
    opened(window)
    press(Qt.Key.Key_Y)
    press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    window.view.setFocus()
    press(Qt.Key.Key_D)
    row = window.articles.model.index(0, 0)
    assert not row.data(Qt.ItemDataRole.ToolTipRole)
    with Library.open(coded.address, annotator="Cleo") as other:
        code(other, "Cleo", "its boats were")
        code(other, "Cleo", WAITED)
    window.session.catch_up()
    assert row.data(Qt.ItemDataRole.ToolTipRole) == tip("2 claims are not decided yet.")
    window.actions_["next-article"].trigger()
    window.actions_["previous-article"].trigger()
    assert message_of(window) == "This article is marked as done. 2 claims are not decided yet."
    window.actions_["adjudicate"].trigger()  # in one's own layer it is not done
    assert not row.data(Qt.ItemDataRole.ToolTipRole)


def agree_on_the_last(coded: Library) -> None:
    """Ann marks, too, what only Ben had, and it was decided that there is no such claim."""
    with Library.open(coded.address, annotator="Ann") as other:
        code(other, "Ann", "nobody asked us")


def test_what_all_agree_on_since_it_was_decided_is_decided_anew_by_the_same_keys(
    window: MainWindow, coded: Library, qtbot: QtBot
) -> None:
    sheet = opened(window)
    press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_0)
    agree_on_the_last(coded)
    window.session.catch_up()
    qtbot.waitUntil(lambda: rows(sheet)[2:] == ["nobody asked us. All agree. Changed since it was decided"])
    assert sheet.progress.text() == "2 of 3 differences decided · 1 claim that all agree on is not decided yet"
    click_row(sheet.list, 2)
    press(Qt.Key.Key_2)
    assert adjudicated(coded)[-1] == ("nobody asked us", [])
    assert rows(sheet)[2:] == ["nobody asked us. All agree. As Ben has it"]
    press(Qt.Key.Key_0)
    assert rows(sheet)[2:] == ["nobody asked us. All agree. No claim"]


def test_what_all_agree_on_since_it_was_decided_is_decided_by_the_rule(
    window: MainWindow, coded: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []

    def look(dialog: RuleDialog) -> int:
        listed.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        return 1

    monkeypatch.setattr(RuleDialog, "exec", look)
    sheet = opened(window)
    press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_0)
    agree_on_the_last(coded)
    window.session.catch_up()
    qtbot.waitUntil(lambda: "2 of 3" in sheet.progress.text())
    press(Qt.Key.Key_Y)
    assert listed == [f"“{WAITED.strip('“,”')}”", "“nobody asked us” (changed since it was decided)"]
    assert sheet.progress.text() == "2 of 2 differences decided"
    assert [words for words, _ in adjudicated(coded)][-1] == "nobody asked us"


def test_others_work_is_followed_while_the_sheet_is_open(window: MainWindow, coded: Library, qtbot: QtBot) -> None:
    sheet = opened(window)
    with Library.open(coded.address, annotator="Ben") as other:
        code(other, "Ben", FULL)
    window.session.catch_up()
    qtbot.waitUntil(lambda: len(rows(sheet)) == 2)
    assert "2 claims that all agree on" in sheet.progress.text()


def test_hidden_names_are_letters_everywhere(window: MainWindow, coded: Library, qtbot: QtBot) -> None:
    sheet = opened(window)
    sheet.hidden.click()
    qtbot.waitUntil(lambda: "Take what A has" in buttons(sheet))
    shown = " ".join([*rows(sheet), *buttons(sheet)])
    assert "Ann" not in shown
    assert "Ben" not in shown
    lanes = {one.accessibleName() for one in window.view.findChildren(type(window.view._layers.lanes[0]))}
    assert lanes == {"Layer of A", "Layer of B"}
    assert window.settings.hides_annotators


def test_who_has_marked_the_settled_article_as_done_is_not_asked_to(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RuleDialog, "exec", lambda _: 1)
    window.settings.asks_about_open_ones = False
    opened(window)
    press(Qt.Key.Key_Y)  # what all agree on
    press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1)
    assert message_of(window) == "All of this article is decided. Press D to mark it as done."
    window.view.setFocus()
    press(Qt.Key.Key_D)
    assert message_of(window) == "This article is settled, and marked as done."


def test_who_marks_an_article_as_done_is_told_what_is_not_decided(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()) or 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: None)
    opened(window)
    press(Qt.Key.Key_1, Qt.Key.Key_D)
    assert told == ["3 claims are not decided yet."]
    assert window.session.article is not None
    assert window.session.article.status != "done"


def test_of_many_articles_what_is_not_decided_is_looked_for_beside_the_window(
    window: MainWindow, coded: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.articles.controller._FEW", 2)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()) or 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    opened(window)
    window.articles.choose(coded.article_ids())
    window.actions_["mark-done"].trigger()
    task = window.tasks.current
    assert (task.title if task else "", told) == ("Looking for what is not decided", [])
    qtbot.waitUntil(lambda: coded.articles_by_status() == {"done": 3})
    assert told == ["4 claims are not decided yet."]
    window.actions_["mark-new"].trigger()
    window.articles.choose(coded.article_ids())
    window.actions_["mark-done"].trigger()
    window.session.work_in(coded.layer_called("Judge"))  # meanwhile
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert (coded.articles_by_status(), len(told)) == ({"new": 3}, 1)


def test_a_right_click_on_a_difference_offers_what_can_be_decided(window: MainWindow, coded: Library) -> None:
    sheet = opened(window)
    sheet.list.customContextMenuRequested.emit(sheet.list.visualRect(sheet.list.model().index(1, 0)).center())
    (menu,) = (one for one in window.findChildren(QMenu) if one.isVisible())
    assert chosen(sheet) == 1
    menu.actions()[0].trigger()
    menu.close()
    assert len(adjudicated(coded)) == 1


def test_speakers_made_twice_are_merged_on_the_way(
    window: MainWindow, coded: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sheet = opened(window)
    press(Qt.Key.Key_1)

    def keep_the_first(dialog: MergeDialog) -> int:
        dialog.choices.filter.setText("Ada Lin")
        return 1

    monkeypatch.setattr(MergeDialog, "exec", keep_the_first)
    click_row(sheet.list, 0)
    qtbot.waitUntil(lambda: "Merge…" in buttons(sheet))
    (merge,) = (one for one in sheet.card.findChildren(QToolButton) if one.isVisible())
    QTest.mouseClick(merge, Qt.MouseButton.LeftButton)
    assert [one.name for one in coded.speakers()] == ["Ada Lin"]
    assert rows(sheet)[0] == f"{CLOSE}. Different extent · Different: Cue. As Ann has it"  # and still decided


def test_the_sheet_goes_along_to_the_next_article(window: MainWindow) -> None:
    sheet = opened(window)
    window.actions_["next-article"].trigger()
    assert window.adjudication.is_open
    assert rows(sheet) == []
    assert sheet.findChildren(AdjudicationSheet) == []
    assert "Fewer than two annotators" in " ".join(
        one.text() for one in sheet.findChildren(type(sheet.progress)) if one.isVisible()
    )
    window.actions_["previous-article"].trigger()
    assert len(rows(sheet)) == 3


@pytest.mark.parametrize("pane", ["articles", "claims", "speakers"])
def test_the_keys_decide_from_every_list_too(window: MainWindow, coded: Library, pane: str, qtbot: QtBot) -> None:
    opened(window)
    press(Qt.Key.Key_1)
    listed = getattr(window, pane).list
    qtbot.waitUntil(listed.isVisible)
    listed.setFocus()
    assert listed.hasFocus()
    press(Qt.Key.Key_1)
    assert adjudicated(coded) == [(CLOSE, ["Ada Lin"]), (FULL, [])]


def test_a_click_in_the_list_of_articles_leads_to_its_first_difference(window: MainWindow, coded: Library) -> None:
    sheet = opened(window)
    click_row(window.articles.list, 1)
    click_row(window.articles.list, 0)
    assert QApplication.focusWidget() is window.articles.list
    assert chosen(sheet) == 0
    press(Qt.Key.Key_1, Qt.Key.Key_0)
    assert adjudicated(coded) == [(CLOSE, ["Ada Lin"])]
    assert [row.rpartition(". ")[2] for row in rows(sheet)] == ["As Ann has it", "No claim", "Only Ben"]
    press(Qt.Key.Key_I)
    assert QApplication.focusWidget() is window.text


def test_the_keys_decide_after_a_click_on_what_is_listed(window: MainWindow, coded: Library) -> None:
    sheet = opened(window)
    for box in (sheet.undecided, sheet.hidden):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        press(Qt.Key.Key_0)
    assert len(coded.annotations(coded.article_ids()[0])) == 2  # two of which it was decided that there are none


def test_the_keys_decide_nothing_in_a_list_once_the_sheet_is_closed(window: MainWindow, coded: Library) -> None:
    opened(window)
    window.actions_["adjudicate"].trigger()
    window.articles.list.setFocus()
    press(Qt.Key.Key_1, Qt.Key.Key_0)
    assert adjudicated(coded) == []


def test_who_goes_to_work_in_another_layer_leaves_the_sheet(window: MainWindow, coded: Library) -> None:
    opened(window)
    window.session.work_in(coded.layer_called("Ben"))
    assert not window.adjudication.is_open
    assert coded.layer == "Ben"


def test_forty_claims_with_ten_differences_take_at_most_25_gestures(
    tmp_path: Path, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    settling.coded(tmp_path / "Forty.ascribe")
    monkeypatch.setattr(RuleDialog, "exec", lambda _: 1)
    with Library.open(tmp_path / "Forty.ascribe", annotator="Judge") as library:
        window = open_window(library)
        opened(window)
        press(Qt.Key.Key_Y)
        gestures = 3  # with Enter in the dialog of rules
        while window.adjudication.found is not None and window.adjudication.found.undecided:
            press(Qt.Key.Key_1)
            gestures += 1
        assert len(adjudicated(library)) == settling.CLAIMS
        assert gestures <= 25


def test_all_of_the_sheet_has_a_name_and_is_worded_for_a_screen_reader(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(dialog: RuleDialog) -> int:
        dialog.show()
        assert nameless(dialog) == set()
        return 0

    monkeypatch.setattr(RuleDialog, "exec", look)
    sheet = opened(window)
    QTest.qWait(20)
    assert nameless(sheet) == set()
    press(Qt.Key.Key_Y)


def test_the_next_suggestion_is_looked_for_in_no_article_that_nobody_has_settled(window: MainWindow) -> None:
    """None is suggested unasked here, so that an article which nobody has seen would be looked for again and again."""
    opened(window)
    window.settings.suggests = True
    window.actions_["next-suggestion"].trigger()
    assert window.session.library.layer == ADJUDICATED


def test_three_code_blind_in_their_windows_and_what_is_settled_there_is_exported(
    library: Library, open_window: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {
        "Ann": {CLOSE: "Ada Lin", WAITED: "Ada Lin"},
        "Ben": {CLOSE: "Ada Lin", FULL: "The ferry company"},
        "Cleo": {CLOSE: "Ada Lin", WAITED: "Ada Lin", FULL: "The ferry company"},
    }
    for name, claims in found.items():
        library.work_as(name)
        if name == "Ann":
            with library.edit(operations.code_blind(True)) as edit:
                labelling.set_blind(edit, True)
        window = open_window(library)
        for words, who in claims.items():
            claim(window, words, who)
        assert window.session.state is not None
        assert window.session.state.progress().claims == len(claims)  # nobody else's
        window.view.setFocus()
        press(Qt.Key.Key_D)
        window.close()
    library.work_as("Judge")
    window = open_window(library)
    monkeypatch.setattr(message_boxes, "agreed", lambda *asked: True)  # to see what is hidden from who codes blind
    sheet = opened(window)
    assert [row.partition(". ")[2] for row in rows(sheet)] == ["Only Ann, Cleo", "Only Ben, Cleo"]
    press(Qt.Key.Key_2)  # by a key: Ben has no such claim
    qtbot.waitUntil(lambda: "Take what Cleo has" in buttons(sheet))
    click(sheet, "Take what Cleo has")
    monkeypatch.setattr(RuleDialog, "exec", lambda dialog: bool(dialog.rulings))
    press(Qt.Key.Key_Y)
    assert adjudicated(library) == [(CLOSE, ["Ada Lin"]), (FULL, ["The ferry company"])]
    exporting.export(library, native.FORMAT, Selection(layers=(ADJUDICATED,)), file := tmp_path / "settled.json")
    (article, *_) = json.loads(file.read_text(encoding="utf-8"))["articles"]
    said = {one["fragments"][0]["text"]: one["status"] for one in article["annotations"] if one["role"] == "claim"}
    assert said == {CLOSE: "accepted", WAITED: "rejected", FULL: "accepted"}
