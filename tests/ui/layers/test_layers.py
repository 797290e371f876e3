"""Several people in one library: each window shows the layer of its annotator."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, FIRST
from tests.making import over, said
from tests.ui.gestures import claim
from ui.article_view.layer_lane import LayerLane
from ui.base import message_boxes
from ui.layers.dialog import Blindness, Layer, LayersDialog
from ui.window.main_window import MainWindow
from ui.window.preferences import PreferencesDialog

Open = Callable[[Library], MainWindow]


def label(library: Library, words: str) -> None:
    """Mark words of the first article as a claim."""
    (article, *_) = library.article_ids()
    text = library.text(article)
    with library.edit(operations.label("Claim")) as edit:
        labelling.start_article(edit, library.article(article))
        labelling.annotate(edit, article, text, over(text, words), edit.codebook.label("Claim"))


@pytest.fixture
def colleague(library: Library) -> Iterator[Library]:
    """The library for somebody else, after its first annotator marked a claim."""
    label(library, "close")
    with Library.open(library.address, annotator="colleague") as opened:
        yield opened


def claims(window: MainWindow) -> int:
    assert window.session.state is not None
    return window.session.state.progress().claims


def press(qtbot: QtBot, window: MainWindow, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the layers, and press a button of the dialog by its accessible name."""

    def choose(dialog: LayersDialog) -> int:
        dialog.show()
        (button,) = (one for one in dialog.findChildren(QPushButton) if one.accessibleName() == name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        return dialog.result()

    monkeypatch.setattr(LayersDialog, "exec", choose)
    window.actions_["layers"].trigger()


def test_each_window_shows_its_own_annotator_s_work(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot
) -> None:
    mine, theirs = open_window(library), open_window(colleague)
    assert (claims(mine), claims(theirs)) == (1, 0)
    assert (mine.articles.model.index(0, 0).data(), theirs.session.article_row(library.article_ids()[0]).claims) != (
        "",
        1,
    )
    label(colleague, "bridge")
    label(colleague, "Harbour")
    mine.session.catch_up()
    theirs.session.catch_up()
    assert (claims(mine), claims(theirs)) == (1, 2)
    theirs.actions_["undo"].trigger()
    mine.session.catch_up()
    assert (claims(mine), claims(theirs)) == (1, 1)
    assert [row.claims for row in library.articles()] == [1, 0, 0]
    assert [row.claims for row in colleague.articles()] == [1, 0, 0]


def test_who_opens_a_colleague_s_library_is_told_and_goes_on_there(
    colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(colleague)
    said = "1 annotation here is in the layer of tester, and not shown in yours."
    qtbot.waitUntil(lambda: window.message.isVisible() and window.message.words.text() == said)
    press(qtbot, window, "Work in the layer of tester", monkeypatch)
    assert claims(window) == 1
    assert "in the layer of tester" in window.windowTitle()
    label(colleague, "bridge")
    assert claims(window) == 2
    press(qtbot, window, "Work in the layer of colleague", monkeypatch)
    assert claims(window) == 0
    assert "in the layer of" not in window.windowTitle()


def test_what_was_decided_upon_is_worked_in_like_any_layer(
    colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(colleague)
    label(colleague, "bridge")
    press(qtbot, window, "Work in the layer of Adjudicated", monkeypatch)
    assert "in the layer “Adjudicated”" in window.windowTitle()
    label(colleague, "Harbour")
    assert claims(window) == 1
    assert colleague.work_by_layer() == {"": (1, 1), "colleague": (1, 1), ADJUDICATED: (1, 1)}
    press(qtbot, window, "Work in the layer of colleague", monkeypatch)
    assert "in the layer" not in window.windowTitle()


def lanes(window: MainWindow) -> dict[str, list[str]]:
    """What each lane beside the text shows, by its accessible name."""
    found = {}
    for lane in window.view.findChildren(LayerLane):
        if lane.isVisible():
            shown = lane.bars(window.text.visible_text())
            found[lane.accessibleName()] = said(window.text.text, [bar.annotation for bar in shown])
    return found


def beside(qtbot: QtBot, window: MainWindow, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tick in the dialog of the layers, or untick, that this one is beside the text."""

    def choose(dialog: LayersDialog) -> int:
        dialog.show()
        words = f"Show the layer of {name} beside the text"
        (box,) = (one for one in dialog.findChildren(QCheckBox) if one.accessibleName() == words)
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(LayersDialog, "exec", choose)
    window.actions_["layers"].trigger()
    QApplication.processEvents()


def test_others_layers_are_beside_the_text_and_in_nothing_else(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    window = open_window(colleague)
    others = Library.open(library.address, annotator="third")
    label(others, "Friday")
    window.session.catch_up()
    state, row = window.session.state, colleague.article_row(colleague.article_ids()[0])
    assert state is not None
    before = [state.progress(), list(state.annotations), row, window.claims.list.model().rowCount()]
    for name in ("tester", "third"):
        beside(qtbot, window, name, monkeypatch)
    assert lanes(window) == {"Layer of tester": ["close"], "Layer of third": ["Friday"]}
    row = colleague.article_row(colleague.article_ids()[0])
    assert before == [state.progress(), list(state.annotations), row, window.claims.list.model().rowCount()]
    label(others, "waited")
    label(library, "Harbour")
    window.session.catch_up()
    assert lanes(window) == {"Layer of tester": ["Harbour", "close"], "Layer of third": ["Friday", "waited"]}
    others.undo()
    window.session.catch_up()
    assert lanes(window)["Layer of third"] == ["Friday"]
    window.articles.step(1)
    qtbot.waitUntil(lambda: lanes(window) == {"Layer of tester": [], "Layer of third": []})
    window.articles.step(-1)
    qtbot.waitUntil(lambda: lanes(window)["Layer of third"] == ["Friday"])
    beside(qtbot, window, "third", monkeypatch)
    assert lanes(window) == {"Layer of tester": ["Harbour", "close"]}
    others.close()


def test_the_layer_that_is_worked_in_is_not_beside_itself(
    colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    window = open_window(colleague)
    beside(qtbot, window, "tester", monkeypatch)
    press(qtbot, window, "Work in the layer of tester", monkeypatch)
    assert lanes(window) == {}
    assert claims(window) == 1


def turn_blind_coding(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Click in the dialog of the layers on blind coding; says whether that can be clicked, and is on, and what is."""
    seen: list[bool] = []

    def choose(dialog: LayersDialog) -> int:
        dialog.show()
        seen.extend([dialog.blind.isEnabled(), dialog.blind.isChecked()])
        buttons = dialog.findChildren(QPushButton)
        seen.extend(one.isEnabled() for one in buttons if one.accessibleName().startswith("Work in the layer of"))
        dialog.blind.setFocus()
        qtbot.keyClick(dialog.blind, Qt.Key.Key_Space)
        assert dialog.isVisible()
        if seen[0]:
            assert dialog.blind.isChecked() is not seen[1]
            assert dialog.focusWidget() is dialog.blind
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(LayersDialog, "exec", choose)
    window.actions_["layers"].trigger()
    QApplication.processEvents()
    return seen


def test_who_codes_blind_sees_others_work_once_the_article_is_done(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    mine, theirs = open_window(library), open_window(colleague)
    beside(qtbot, theirs, "tester", monkeypatch)
    assert lanes(theirs) == {"Layer of tester": ["close"]}
    assert turn_blind_coding(qtbot, theirs, monkeypatch) == [False, False, True, True]
    assert turn_blind_coding(qtbot, mine, monkeypatch) == [True, False, True, True]
    theirs.session.catch_up()
    assert lanes(theirs) == {"Layer of tester": []}
    (lane,) = theirs.view.findChildren(LayerLane)
    assert lane.accessibleDescription() == "hidden until you mark the article as done"
    assert turn_blind_coding(qtbot, theirs, monkeypatch) == [False, True, False, True]  # but for what is adjudicated
    label(library, "Harbour")
    theirs.session.catch_up()
    assert lanes(theirs) == {"Layer of tester": []}
    with colleague.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(colleague.article_ids()[0]), status="done")
    qtbot.waitUntil(lambda: lanes(theirs) == {"Layer of tester": ["Harbour", "close"]})
    theirs.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: lanes(theirs) == {"Layer of tester": []})
    mine.actions_["undo"].trigger()  # the label
    mine.actions_["undo"].trigger()
    theirs.session.catch_up()
    assert lanes(theirs) == {"Layer of tester": ["close"]}


def test_who_works_in_another_s_layer_is_led_back_when_others_work_is_hidden(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    mine, theirs = open_window(library), open_window(colleague)
    press(qtbot, theirs, "Work in the layer of tester", monkeypatch)
    turn_blind_coding(qtbot, mine, monkeypatch)
    theirs.session.catch_up()
    assert (theirs.session.library.layer, "in the layer of" in theirs.windowTitle()) == ("colleague", False)


def test_who_may_only_read_looks_at_all_work_where_it_is_coded_blind(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    with library.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    monkeypatch.setattr("desktop.library.sqlite.engine.is_writable", lambda path: False)
    told: list[list[str]] = []

    def read(dialog: LayersDialog) -> int:
        dialog.show()
        told.append([label.text() for label in dialog.findChildren(QLabel) if "coded blind" in label.text()])
        return 0

    monkeypatch.setattr(LayersDialog, "exec", read)
    for name, hidden in (("rita", False), ("colleague", True)):
        with Library.open(library.address, annotator=name) as reader:
            window = open_window(reader)
            window.actions_["layers"].trigger()
            assert ("is hidden, since you code here, too" in told[-1][0]) == hidden
            assert ("nothing is hidden from you" in told[-1][0]) != hidden
            assert len(told[-1]) == 1
            if not hidden:
                beside(qtbot, window, "tester", monkeypatch)
                monkeypatch.setattr(LayersDialog, "exec", read)
            assert lanes(window) == {"Layer of tester": [] if hidden else ["close"]}
            window.close()


def test_who_codes_blind_is_asked_before_adjudication_shows_all(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    with library.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    window = open_window(colleague)
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    window.actions_["adjudicate"].trigger()
    press(qtbot, window, "Work in the layer of Adjudicated", monkeypatch)
    hidden = "The library is coded blind: others' work on 1 article is hidden until you mark it as done."
    assert asked == [hidden, hidden]
    assert (window.session.library.layer, window.adjudication.is_open) == (colleague.layer_called("colleague"), False)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    window.actions_["adjudicate"].trigger()
    assert (window.session.library.layer, window.adjudication.is_open) == (ADJUDICATED, True)
    window.actions_["adjudicate"].trigger()
    window.actions_["adjudicate"].trigger()  # who agreed is asked no more
    assert window.adjudication.is_open
    assert len(asked) == 3


def test_the_dialog_stays_and_follows_when_blind_coding_is_turned_on(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(colleague, "bridge")
    window = open_window(library)
    enabled: list[bool] = []

    def choose(dialog: LayersDialog) -> int:
        dialog.show()
        for _ in range(2):
            (work,) = (one for one in dialog.findChildren(QPushButton) if one.accessibleName().endswith("of colleague")
                       and one.accessibleName().startswith("Work"))  # fmt: skip
            enabled.append(work.isEnabled())
            qtbot.mouseClick(dialog.blind, Qt.MouseButton.LeftButton)
            QApplication.processEvents()
        dialog.reject()
        return 0

    monkeypatch.setattr(LayersDialog, "exec", choose)
    window.actions_["layers"].trigger()
    assert enabled == [True, False]
    assert not library.is_blind


@pytest.fixture
def open_again(library: Library) -> Iterator[Callable[[], Library]]:
    """Opens the library once more for the colleague; what it opened is closed after the windows are."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(Library.open(library.address, annotator="colleague"))


def test_layers_beside_the_text_are_there_again_after_a_restart(
    colleague: Library,
    open_again: Callable[[], Library],
    open_window: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    label(colleague, "bridge")
    window = open_window(colleague)
    beside(qtbot, window, "tester", monkeypatch)
    window.close()
    again = open_window(open_again())
    assert lanes(again) == {"Layer of tester": ["close"]}
    beside(qtbot, again, "tester", monkeypatch)
    again.close()
    assert lanes(open_window(open_again())) == {}


def test_no_more_layers_are_beside_the_text_than_there_is_room_for(qtbot: QtBot) -> None:
    layers = [Layer(id, id, 1, 1, False, id in "abc", True) for id in "abcdef"]
    dialog = LayersDialog(None, layers, 4, Blindness(is_on=False, hidden="", owner="", can_change=True))
    qtbot.addWidget(dialog)
    chosen: list[list[str]] = []
    dialog.beside_wanted.connect(chosen.append)
    boxes = [box for box in dialog.findChildren(QCheckBox) if box is not dialog.blind]
    qtbot.keyClick(boxes[4], Qt.Key.Key_Space)
    assert [box.isEnabled() for box in boxes] == [True, True, True, False, True, False]
    qtbot.keyClick(boxes[0], Qt.Key.Key_Space)
    assert all(box.isEnabled() for box in boxes)
    assert chosen == [["a", "b", "c", "e"], ["b", "c", "e"]]


def test_a_copy_is_taken_and_taken_back(
    colleague: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(colleague)
    press(qtbot, window, "Copy the layer of tester", monkeypatch)
    qtbot.waitUntil(lambda: window.tasks.current is None)
    window.session.catch_up()
    assert claims(window) == 1
    window.actions_["undo"].trigger()
    assert claims(window) == 0


@pytest.mark.parametrize(
    ("answer", "names"), [("Rename my work here", ["me"]), ("Begin a layer of my own", ["tester"])]
)
def test_another_name_takes_earlier_work_along_or_begins_anew(
    colleague: Library,
    library: Library,
    open_window: Open,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    names: list[str],
) -> None:
    colleague.close()
    window = open_window(library)

    def rename(dialog: PreferencesDialog) -> int:
        dialog.annotator.setText("me")
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", rename)
    monkeypatch.setattr(message_boxes, "chosen_of_three", lambda *_: answer)
    window.actions_["preferences"].trigger()
    assert [one.name for one in library.annotators()] == names
    assert library.annotator == window.settings.annotator == "me"
    assert claims(window) == (1 if names == ["me"] else 0)
    assert window.actions_["undo"].isEnabled() == (names == ["me"])


@pytest.mark.parametrize("is_it", [True, False])
def test_who_takes_the_name_of_somebody_there_is_asked(
    library: Library, colleague: Library, open_window: Open, monkeypatch: pytest.MonkeyPatch, *, is_it: bool
) -> None:
    window = open_window(colleague)

    def rename(dialog: PreferencesDialog) -> int:
        dialog.annotator.setText("tester")
        return 1

    asked: list[str] = []
    monkeypatch.setattr(PreferencesDialog, "exec", rename)
    monkeypatch.setattr(message_boxes, "agreed", lambda *words: asked.append(words[2]) or is_it)
    window.actions_["preferences"].trigger()
    assert asked == ["tester has worked in this library. Is that you?"]
    assert colleague.annotator == ("tester" if is_it else "colleague")
    assert claims(window) == (1 if is_it else 0)


def test_who_takes_another_name_back_works_under_the_former_one(
    library: Library, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(library)
    claim(window, "its boats were full")

    def rename(dialog: PreferencesDialog) -> int:
        dialog.annotator.setText("me")
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", rename)
    monkeypatch.setattr(message_boxes, "chosen_of_three", lambda *_: "Rename my work here")
    window.actions_["preferences"].trigger()
    window.actions_["undo"].trigger()
    assert [one.name for one in library.annotators()] == ["tester"]
    assert library.annotator == window.settings.annotator == "tester"
    window.actions_["redo"].trigger()
    assert [one.name for one in library.annotators()] == ["me"]
    assert library.annotator == window.settings.annotator == "me"
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()  # what one did before is still one's own to undo
    assert claims(window) == 0


def test_who_starts_it_a_second_time_is_told_as_whom_it_is_open(window: MainWindow, qtbot: QtBot) -> None:
    window.come_forward([])
    qtbot.waitUntil(lambda: window.message.words.text() == "news is open here already, as tester.")


def test_what_was_done_in_a_layer_that_is_hidden_by_now_is_not_undone_unseen(
    library: Library, colleague: Library, open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(colleague)
    window.session.work_in(FIRST)
    label(colleague, "bridge")
    with library.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    window.session.catch_up()
    assert colleague.layer == "colleague"
    told: list[str] = []
    window.session.messages.told_until_done.connect(lambda words, button, _: told.extend((words, button)))
    window.view.setFocus()
    qtbot.keyClick(window.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert told == [
        "“Label Claim” is in the layer of tester, which is hidden from you until you mark the article as done.",
        "Leave it as it is",
    ]
    assert library.work_by_layer() == {FIRST: (2, 1)}
