"""A speaker lights up when clicked, and the light ends; several are selected for what is done to speakers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListView, QMenu
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from desktop.model.speaker_choices import Choice
from desktop.model.text import Fragment
from tests.making import over
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, click_row, press
from ui.base.row_list import RowList
from ui.speakers.merge_dialog import MergeDialog
from ui.window.main_window import MainWindow

_CTRL, _LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def three(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after three claims, each of another speaker."""
    claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "“We have waited too long,”", "Mo Berg")
    claim(window, "“nobody asked us”", "A spokesman")
    window.view.select(None)
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 3)
    return window


def row_of(window: MainWindow, name: str) -> int:
    model = window.speakers.model
    return next(row for row in range(model.rowCount()) if model.index(row).data() == name)


def place_of(window: MainWindow, name: str) -> QPoint:
    view = window.speakers.list
    return view.visualRect(view.model().index(row_of(window, name), 0)).center()


def light(window: MainWindow, name: str = "Ada Lin") -> None:
    click_row(window.speakers.list, row_of(window, name))
    assert lit(window) == name


def lit(window: MainWindow) -> str | None:
    """The name of who is lit up in the text."""
    marked = window.view.page.marks.highlighted
    return window.session.speakers[marked].name if marked else None


def click_in_text(window: MainWindow, words: str) -> None:
    page = window.view.page
    fragment: Fragment = over(TEXT, words)[0]
    QTest.mouseClick(page.viewport(), _LEFT, pos=page.rects(fragment)[0].center().toPoint())


def merge(window: MainWindow, duplicate: str, kept: str) -> None:
    ids = {speaker.name: speaker.id for speaker in window.session.speakers.values()}
    window.speakers_controller.merge([ids[duplicate]], ids[kept])


ENDS: dict[str, Callable[[MainWindow], object]] = {
    "a second click": lambda window: click_row(window.speakers.list, row_of(window, "Ada Lin")),
    "Esc in the list": lambda window: (window.speakers.list.setFocus(), press(Qt.Key.Key_Escape)),
    "Esc in the text": lambda window: (window.view.page.setFocus(), press(Qt.Key.Key_Escape)),
    "Esc among the articles": lambda window: (window.articles.list.setFocus(), press(Qt.Key.Key_Escape)),
    "a click beside everything": lambda window: click_in_text(window, "boats were full"),
    "a click on a claim": lambda window: click_in_text(window, "waited too"),
    "another article": lambda window: click_row(window.articles.list, 1),
    "its deletion": lambda window: window.actions_["delete-speaker"].trigger(),
    "its merging": lambda window: merge(window, "Ada Lin", "Mo Berg"),
    "a key to another article": lambda window: (window.view.page.setFocus(), press(Qt.Key.Key_J)),
}


@pytest.mark.parametrize("what", ENDS)
def test_the_light_ends_with(three: MainWindow, what: str) -> None:
    light(three)
    ENDS[what](three)
    assert lit(three) is None
    QTest.qWait(150)  # the list is filled anew
    assert lit(three) is None
    assert three.speakers.chosen_count == 0


def test_an_undo_that_takes_the_speaker_away_ends_it(three: MainWindow) -> None:
    light(three, "A spokesman")
    three.undo()
    assert lit(three) is None


def test_it_can_be_lit_again_and_another_after_it(three: MainWindow) -> None:
    light(three)
    click_row(three.speakers.list, row_of(three, "Ada Lin"))
    light(three)
    light(three, "Mo Berg")


def test_it_stays_lit_while_others_come_and_go(three: MainWindow, library: Library, qtbot: QtBot) -> None:
    light(three)
    state = three.session.state
    assert state is not None
    three.labelling.label("Claim", over(TEXT, "its boats were full"))
    three.view.speaker_picked.emit(three.session.selected, Choice(Speaker(name="The ferry company"), is_new=True))
    qtbot.waitUntil(lambda: three.speakers.model.rowCount() == 4)
    assert lit(three) == "Ada Lin"
    assert three.speakers.model.speaker(three.speakers.list.selectionModel().selectedIndexes()[0]).name == "Ada Lin"  # type: ignore[union-attr]
    merge(three, "Mo Berg", "A spokesman")
    qtbot.wait(150)
    assert lit(three) == "Ada Lin"


def test_esc_is_first_for_what_is_selected_in_the_text(three: MainWindow) -> None:
    light(three)
    three.view.page.setFocus()
    three.actions_["find"].trigger()
    press(Qt.Key.Key_Escape)
    assert lit(three) == "Ada Lin", "it has closed the bar"
    three.view.page.setFocus()
    press(Qt.Key.Key_Escape)
    assert lit(three) is None


def test_a_double_click_opens_the_page_of_a_speaker_lit_or_not(three: MainWindow, qtbot: QtBot) -> None:
    opened: list[str] = []
    three.speakers.page_wanted.connect(lambda speaker_id: opened.append(three.session.speakers[speaker_id].name))
    for _ in range(2):
        view, at = three.speakers.list, place_of(three, "Ada Lin")
        QTest.mouseClick(view.viewport(), _LEFT, pos=at)
        QTest.mouseDClick(view.viewport(), _LEFT, pos=at)
        QTest.qWait(1)
    assert opened == ["Ada Lin", "Ada Lin"]


@pytest.fixture
def carry(monkeypatch: pytest.MonkeyPatch) -> list[QPoint]:
    """Where what is dragged is dropped: without a screen Qt carries nothing, so from there on its events are made."""
    ends: list[QPoint] = []

    def carried(view: QListView, actions: Qt.DropAction) -> None:
        data = view.model().mimeData(view.selectionModel().selectedIndexes())
        buttons, none = _LEFT, Qt.KeyboardModifier.NoModifier
        for end in ends:
            for kind in (QDragEnterEvent, QDragMoveEvent):
                QApplication.sendEvent(view.viewport(), kind(end, actions, data, buttons, none))
            QApplication.sendEvent(view.viewport(), QDropEvent(end.toPointF(), actions, data, buttons, none))

    monkeypatch.setattr(RowList, "startDrag", carried, raising=False)
    return ends


def drag_row(window: MainWindow, name: str, onto: str | None, ends: list[QPoint]) -> None:
    """Drag a speaker's row with the mouse, and drop it on another, or nowhere; nobody else is lit meanwhile."""
    port, start, before = window.speakers.list.viewport(), place_of(window, name), lit(window)
    ends[:] = [place_of(window, onto)] if onto else []
    QTest.mousePress(port, _LEFT, pos=start)
    assert lit(window) == before
    for far in (4, 12):  # the second is a drag, and over when it returns
        QTest.mouseMove(port, start - QPoint(0, far))
    QTest.mouseRelease(window.status, _LEFT)
    assert lit(window) == before


@pytest.mark.parametrize("before", [None, "A spokesman"])
def test_a_drag_merges_and_lights_up_nobody(
    three: MainWindow, library: Library, carry: list[QPoint], before: str | None
) -> None:
    if before:
        light(three, before)
    drag_row(three, "Mo Berg", "Ada Lin", carry)
    assert {speaker.name for speaker in library.speakers()} == {"Ada Lin", "A spokesman"}
    QTest.qWait(150)
    assert lit(three) == before


def test_a_drag_to_nowhere_leaves_all_as_it_was(three: MainWindow, library: Library, carry: list[QPoint]) -> None:
    light(three, "Ada Lin")
    drag_row(three, "Mo Berg", None, carry)
    assert len(library.speakers()) == 3
    assert lit(three) == "Ada Lin"
    assert three.speakers.chosen_all == [three.view.page.marks.highlighted]


def select_two(window: MainWindow) -> None:
    light(window, "Ada Lin")
    QTest.mouseClick(window.speakers.list.viewport(), _LEFT, _CTRL, place_of(window, "Mo Berg"))


def test_of_several_none_is_lit_and_the_commands_say_how_many(three: MainWindow) -> None:
    select_two(three)
    assert [lit(three), three.speakers.chosen_count] == [None, 2]
    texts = {id: three.actions_[id].text().replace("&", "") for id in ("merge-speaker", "delete-speaker")}
    assert texts == {"merge-speaker": "Merge 2 speakers…", "delete-speaker": "Delete 2 speakers"}
    assert not three.actions_["edit-speaker"].isEnabled()
    assert not three.actions_["rename-speaker"].isEnabled()


def test_several_are_dragged_onto_one_together(three: MainWindow, library: Library, carry: list[QPoint]) -> None:
    select_two(three)
    drag_row(three, "Mo Berg", "A spokesman", carry)
    (left,) = library.speakers()
    assert (left.name, set(left.aliases)) == ("A spokesman", {"Ada Lin", "Mo Berg"})


def test_several_are_deleted_in_one_step(three: MainWindow, library: Library) -> None:
    before = library.claims_by_speaker()
    select_two(three)
    three.actions_["delete-speaker"].trigger()
    assert [speaker.name for speaker in library.speakers()] == ["A spokesman"]
    assert three.session.undo_operation == operations.delete_speakers(2)
    three.undo()
    assert library.claims_by_speaker() == before


def test_several_are_merged_into_one_of_them_in_one_step(
    three: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(dialog: MergeDialog) -> int:
        offered.extend(dialog.choices.model.index(row, 0).data() for row in range(dialog.choices.model.rowCount()))
        dialog.choices.filter.setText("mo b")
        return QDialog.DialogCode.Accepted

    before = library.claims_by_speaker()
    monkeypatch.setattr(MergeDialog, "exec", choose)
    select_two(three)
    three.actions_["merge-speaker"].trigger()
    assert offered == ["Ada Lin", "Mo Berg", "A spokesman"], "the selected ones first"
    assert {speaker.name: speaker.aliases for speaker in library.speakers()} == {
        "Mo Berg": ("Ada Lin",),
        "A spokesman": (),
    }
    three.undo()
    assert library.claims_by_speaker() == before


def test_the_right_click_offers_what_can_be_done(three: MainWindow) -> None:
    view: QListView = three.speakers.list
    for select, expected in ((light, "Merge the selected speaker into…"), (select_two, "Merge 2 speakers…")):
        three.speakers.clear_selection()
        select(three)
        view.customContextMenuRequested.emit(place_of(three, "Ada Lin"))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        shown = [action.text().replace("&", "") for action in menu.actions()]
        menu.close()
        assert expected in shown
        assert ("Articles they speak in" in shown) is (select is light)
