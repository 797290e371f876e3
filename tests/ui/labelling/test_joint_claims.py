"""A joint claim shows all its speakers, wherever it is shown, and everywhere says the same."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.article_hues import HUES
from desktop.model.records import Speaker
from tests.ui.gestures import claim, press, type_words
from ui.base import theme
from ui.base.annotation_wording import described
from ui.window.main_window import MainWindow


def joint(window: MainWindow) -> str:
    made = claim(window, "The bridge will close in May", "Ada Lin")
    press(Qt.Key.Key_P)
    type_words("Ferry Company")
    press(Qt.Key.Key_Return)
    window.session.select(None)
    return made


def column(window: MainWindow, x: int, top: int, bottom: int) -> set[str]:
    picture = window.view._lane.grab().toImage()
    return {picture.pixelColor(x, y).name() for y in range(top, bottom)}


def hues(window: MainWindow, claim_id: str) -> list[QColor]:
    state = window.session.state
    assert state is not None
    return [theme.speaker_color(hue) for hue in state.hues(claim_id)]


def test_its_bar_and_its_initials_have_the_colours_of_both(window: MainWindow) -> None:
    made = joint(window)
    (bar,) = window.view._lane._bars
    room = bar.room.toRect()
    first, second = hues(window, made)
    assert {first.name(), second.name()} <= column(window, room.center().x(), room.top(), room.bottom())
    picture = window.view._lane.grab().toImage()
    (sign,) = window.view._lane._signs
    written = sign.room.toRect()
    near = [
        picture.pixelColor(x, y)
        for x in range(written.left(), written.right())
        for y in range(written.top(), written.bottom())
    ]
    for color in (first, second):
        assert min(abs(one.hslHue() - color.hslHue()) for one in near if one.saturation() > 120) <= 6


def test_its_dot_in_the_list_has_both_and_list_and_tip_say_the_same(window: MainWindow) -> None:
    made = joint(window)
    view, state = window.claims.list, window.session.state
    assert state is not None
    row = view.visualRect(window.claims.model.index(0))
    picture = view.viewport().grab().toImage()
    at = QPoint(row.left() + 16 + 6, row.top() + 6 + 9)
    shown = {picture.pixelColor(at + QPoint(0, dy)).name() for dy in (-3, 3)}
    assert shown == {color.name() for color in hues(window, made)}
    told = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Ada Lin, Ferry Company, indirect: ")
    assert described(state, state.annotations[made]) == "Claim · Ada Lin, Ferry Company · indirect"


def test_two_speakers_of_an_article_have_two_colours(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    with library.edit(operations.add_speaker()) as edit:
        edit.add_all(Speaker(name=f"Somebody {n}") for n in range(HUES + 1))
    window.session.catch_up()
    first = claim(window, "The bridge will close in May", "Somebody 0")
    second = claim(window, "nobody asked us", f"Somebody {HUES}")
    known = {one.name: one for one in library.speakers()}
    assert known["Somebody 0"].hue % HUES == known[f"Somebody {HUES}"].hue % HUES
    assert hues(window, first) != hues(window, second)
    before = hues(window, first), hues(window, second)
    window.articles.step(1)
    window.articles.step(-1)
    assert (hues(window, first), hues(window, second)) == before
