"""Hands on the keyboard and on the mouse, in the real window: moving, growing, ends, menus, panes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article, Source
from tests.making import added_article, over, said
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, drag, message_of, press, type_words
from ui.commands import context_menus, menus
from ui.commands.command import Command
from ui.window.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
SHIFT, ALT, CTRL = MOD.ShiftModifier, MOD.AltModifier, MOD.ControlModifier


def selected_words(window: MainWindow) -> str:
    state = window.session.state
    assert state is not None
    return " | ".join(state.text[slice(*one)] for one in window.view.selection)


def shown(window: MainWindow, library: Library) -> list[str]:
    assert window.session.article is not None
    return said(library.text(window.session.article.id), library.annotations(window.session.article.id))


def test_a_selection_grows_and_shrinks_by_keys(window: MainWindow) -> None:
    window.view.page.setFocus()
    window.caret.put(TEXT.index("waited") + 2)
    grown = []
    for _ in range(3):
        press(KEY.Key_W)
        grown.append(selected_words(window))
    assert grown == ["waited", "We have waited too long", "“We have waited too long,”"]
    press(KEY.Key_W, modifier=SHIFT)
    assert selected_words(window) == "We have waited too long"
    press(KEY.Key_W, KEY.Key_W, modifier=SHIFT)
    assert selected_words(window) == ""
    assert window.caret.point == TEXT.index("waited") + 2


def test_a_selection_grows_to_what_is_reported(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    window.caret.put(TEXT.index("boats") + 1)
    grown = []
    for _ in range(4):
        press(KEY.Key_W)
        grown.append(selected_words(window))
    sentence = "The ferry company warned that its boats were full"
    assert grown[0] == "boats"
    assert grown[1].endswith("its boats were full")
    assert grown[2:] == [sentence, f"{sentence}."]
    press(KEY.Key_W, KEY.Key_W, modifier=SHIFT)
    assert selected_words(window) == grown[1]


def test_quotations_and_sentences_are_gone_through_by_keys(window: MainWindow) -> None:
    window.view.page.setFocus()
    seen = []
    for key, modifier in ((KEY.Key_G, MOD.NoModifier), (KEY.Key_G, MOD.NoModifier), (KEY.Key_G, SHIFT)):
        press(key, modifier=modifier)
        seen.append(selected_words(window))
    assert seen == ["“We have waited too long,”", "“and we will not wait again.”", "“We have waited too long,”"]
    press(KEY.Key_Period)
    assert selected_words(window) == ""
    assert window.caret.point == TEXT.index("The ferry")
    press(KEY.Key_F)
    assert selected_words(window) == "The ferry company warned that its boats were full."
    press(KEY.Key_Up, modifier=CTRL)
    press(KEY.Key_Comma)
    assert window.caret.point == TEXT.index("“We have")
    press(KEY.Key_Down, modifier=CTRL | SHIFT)
    assert selected_words(window).startswith("“We have waited")
    assert window.view.page.hasFocus()


def test_an_end_is_moved_by_keys_word_by_word_and_by_characters(window: MainWindow, library: Library) -> None:
    made = claim(window, "We have waited")
    window.view.page.setFocus()
    press(KEY.Key_Right, KEY.Key_Right, modifier=ALT)
    assert shown(window, library) == ["We have waited too long"]
    press(KEY.Key_Left, modifier=ALT | SHIFT)
    assert shown(window, library) == ["We have waited too lon"]
    press(KEY.Key_Home, modifier=ALT)
    press(KEY.Key_Right, modifier=ALT)
    assert shown(window, library) == ["have waited too lon"]
    press(KEY.Key_Left, KEY.Key_Left, modifier=ALT)
    assert shown(window, library) == ["“We have waited too lon"]
    assert window.session.selected == made
    assert window.session.undo_operation == operations.reshape()
    press(*[KEY.Key_Right] * 9, modifier=ALT)  # it never passes the other end
    assert shown(window, library) == ["lon"]


@pytest.mark.parametrize(
    ("text", "words", "wider"),
    [
        ("قالت الوزيرة إن الجسر مغلق الآن.\n", "الجسر", "الجسر مغلق"),
        ("市长说大桥五月关闭。\n", "大桥", "大桥五"),
        ("Bugün İstanbul'da köprü ılık.\n", "İstanbul'da", "İstanbul'da köprü"),
        ("Les cafe\u0301s ferme\u0301s brûlent.\n", "cafe\u0301s", "cafe\u0301s ferme\u0301s"),
    ],
)
def test_an_end_goes_with_the_text_in_all_scripts(
    library: Library, open_window: Callable[[Library], MainWindow], text: str, words: str, wider: str
) -> None:
    article = added_article(library, text, "Other")
    window = open_window(library)
    window.session.open_article(article.id)
    (fragment,) = over(text, words)
    window.labelling.label("Claim", (fragment,))
    press(KEY.Key_Escape)
    onwards = KEY.Key_Left if "\u0600" < text[0] < "\u0700" else KEY.Key_Right
    back = KEY.Key_Right if onwards == KEY.Key_Left else KEY.Key_Left
    press(onwards, modifier=ALT)
    assert shown(window, library) == [wider]
    press(back, modifier=ALT)
    assert shown(window, library) == [words]
    press(back, modifier=ALT | SHIFT)
    assert len(shown(window, library)[0]) < len(words)


def test_words_become_a_part_and_a_label_another_by_keys(window: MainWindow, library: Library) -> None:
    claim(window, "“We have waited too long,”")
    press(KEY.Key_G, KEY.Key_A)
    assert shown(window, library) == ["“We have waited too long,”|“and we will not wait again.”"]
    assert window.session.undo_operation == operations.add_part()
    press(KEY.Key_R)
    assert "no other label" in message_of(window)  # of this role


def test_claims_are_gone_through_by_keys_and_u_asks_who_said_it(window: MainWindow, library: Library) -> None:
    first, second = claim(window, "The bridge will close in May", "Ada Lin"), claim(window, "nobody asked us")
    third = claim(window, "its boats were full")
    window.view.page.setFocus()
    press(KEY.Key_Escape)
    window.caret.put(0)
    seen = []
    for _ in range(4):
        press(KEY.Key_L)
        seen.append(window.session.selected)
    assert seen == [first, third, second, first]
    press(KEY.Key_L, modifier=SHIFT)
    assert window.session.selected == second
    assert window.caret.point == TEXT.index("“nobody")
    press(KEY.Key_U)
    assert window.session.selected == third
    type_words("Bo")
    press(KEY.Key_Return)
    QTest.mouseClick(window.status.without_speaker, Qt.MouseButton.LeftButton)
    assert window.session.selected == second
    type_words("Bo")
    press(KEY.Key_Return)
    assert sorted(library.claims_by_speaker().values()) == [1, 2]


def test_p_adds_a_joint_speaker(window: MainWindow, library: Library, article: Article) -> None:
    made = claim(window, "its boats were full", "Ada Lin")
    press(KEY.Key_P)
    type_words("Bo Berg")
    press(KEY.Key_Return)
    names = {one.id: one.name for one in library.speakers()}
    assert [names[one.speaker or ""] for one in library.attributions(article.id)[made].sources] == [
        "Ada Lin",
        "Bo Berg",
    ]


def test_esc_leads_back_to_the_text_and_its_place(window: MainWindow, qtbot: QtBot) -> None:
    made = claim(window, "nobody asked us", "Ada Lin")
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 1)
    page = window.view.page
    window.caret.put(TEXT.index("ferry"))
    place = page.textCursor().position(), page.verticalScrollBar().value()
    window.session.select(made)
    places: tuple[Callable[[], object], ...] = (
        window.articles.list.setFocus,
        window.articles.filter.setFocus,
        window.claims.list.setFocus,
        window.details.focus_first,
        window.speakers.list.setFocus,
        window.search.start,
    )
    for leave in places:
        leave()
        assert not page.hasFocus(), leave
        press(KEY.Key_Escape)
        assert page.hasFocus(), leave
        assert (page.textCursor().position(), page.verticalScrollBar().value()) == place


def test_f6_goes_round_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    claim(window, "nobody asked us", "Ada Lin")
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 1)
    panes = (window.view, window.claims, window.details, window.speakers, window.articles)

    def pane() -> QWidget:
        focus = QApplication.focusWidget()
        return next(one for one in panes if one.isAncestorOf(focus))

    seen = []
    for _ in panes:
        press(KEY.Key_F6)
        seen.append(pane())
    assert seen == [*panes[1:], panes[0]]
    press(KEY.Key_F6, modifier=SHIFT)
    assert pane() is window.articles


def turn(window: MainWindow, by: int) -> None:
    port = window.view.page.viewport()
    at = QPointF(port.rect().center())
    QApplication.sendEvent(
        port,
        QWheelEvent(
            at,
            QPointF(port.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_ctrl_and_the_wheel_change_the_size_and_ctrl_0_takes_it_back(window: MainWindow) -> None:
    usual = window.view.page.size_of_text
    turn(window, 60)
    assert window.view.page.size_of_text == usual  # half a notch
    turn(window, 60)
    assert window.view.page.size_of_text > usual
    turn(window, -240)
    assert window.view.page.size_of_text == usual
    turn(window, -120)
    press(KEY.Key_0, modifier=CTRL)
    assert window.view.page.size_of_text == usual


def offered(window: MainWindow) -> list[str]:
    """What the menu that is open offers; it is closed."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [
        action.objectName() or action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()
    ]
    menu.close()
    return names


def right_click(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def at_words(window: MainWindow, words: str) -> QPoint:
    (fragment,) = over(TEXT, words)
    return window.view.page.rects(fragment)[0].center().toPoint()


def test_a_right_click_offers_what_can_be_done_there(window: MainWindow) -> None:
    made = claim(window, "nobody asked us", "Ada Lin")
    port = window.view.page.viewport()
    right_click(port, at_words(window, "The bridge"))
    assert window.session.selected is None
    assert {"select-quotation", "find"} <= set(offered(window))
    right_click(port, at_words(window, "nobody asked us"))
    assert window.session.selected == made
    assert {"set-speaker", "relabel", "copy-quotation", "delete"} <= set(offered(window))
    drag(window, "The bridge")
    right_click(port, at_words(window, "The bridge"))
    assert {"Claim", "Speaker", "add-part", "copy"} <= set(offered(window))
    window.session.select(None)
    row = window.claims.list.visualRect(window.claims.model.index(0))
    window.view.page.select_text(None)
    right_click(window.claims.list.viewport(), row.center())
    assert window.session.selected == made
    assert "add-joint-speaker" in offered(window)
    window.session.select(None)
    lane = window.view._lane
    bar = lane._bars[0]
    right_click(lane, QPoint(round(bar.room.center().x()), round(bar.room.center().y())))
    assert window.session.selected == made
    assert "set-speaker" in offered(window)


def test_the_menu_key_offers_the_same(window: MainWindow) -> None:
    claim(window, "nobody asked us", "Ada Lin")
    page = window.view.page
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), page.mapToGlobal(QPoint()))
    QApplication.sendEvent(page.viewport(), event)
    assert "set-speaker" in offered(window)


def test_a_quotation_is_copied(window: MainWindow) -> None:
    claim(window, "nobody asked us", "Ada Lin")
    window.actions_["copy-quotation"].trigger()
    assert QGuiApplication.clipboard().text() == "“nobody asked us”"


def carry(window: MainWindow, words: str, to: QPoint) -> None:
    """Drag the selected mention from these words to a place of the screen."""
    port = window.view.page.viewport()
    start = at_words(window, words)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.5, 1.0):
        there = QPointF(port.mapFromGlobal(to)) * share + QPointF(start) * (1 - share)
        move = QMouseEvent(
            QEvent.Type.MouseMove, there, QPointF(port.mapToGlobal(there.toPoint())),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, MOD.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=port.mapFromGlobal(to))


@pytest.mark.parametrize("to_row", [False, True])
def test_a_mention_that_is_carried_to_a_claim_is_its_source(
    window: MainWindow, library: Library, article: Article, to_row: bool
) -> None:
    made = claim(window, "nobody asked us")
    window.view.page.setFocus()
    press(KEY.Key_Escape)
    drag(window, "The ferry company")
    press(KEY.Key_S)
    type_words("Ferries Ltd")
    press(KEY.Key_Return)
    mention = window.session.selected
    port = window.view.page.viewport()
    if to_row:
        rows = window.claims.list
        to = rows.viewport().mapToGlobal(rows.visualRect(window.claims.model.index(0)).center())
    else:
        to = port.mapToGlobal(at_words(window, "nobody asked us"))
    carry(window, "The ferry company", to)
    (speaker,) = library.speakers()
    assert library.attributions(article.id)[made].sources == (Source(speaker.id, mention),)
    assert window.session.undo_operation == operations.set_speaker()
    assert window.session.selected == made
    assert port.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_a_mention_of_who_is_the_speaker_already_is_no_joint_speaker(window: MainWindow) -> None:
    claim(window, "nobody asked us", "Ferries Ltd")
    window.view.page.setFocus()
    press(KEY.Key_Escape)
    drag(window, "The ferry company")
    press(KEY.Key_S)
    type_words("Ferries Ltd")
    press(KEY.Key_Return)
    carry(window, "The ferry company", window.view.page.viewport().mapToGlobal(at_words(window, "nobody asked us")))
    assert window.session.undo_operation == operations.show_speaker()


OF_ANNOTATIONS = {
    "on an annotation": context_menus.ON_ANNOTATION,
    "on a suggestion": context_menus.ON_SUGGESTION,
    "on words": context_menus.ON_WORDS,
    **{
        menu.title.text: tuple(one.id for one in menu.entries if isinstance(one, Command))
        for menu in (menus.LABEL, menus.SUGGESTIONS)
    },
}


@pytest.mark.parametrize("ids", OF_ANNOTATIONS.values(), ids=OF_ANNOTATIONS.keys())
def test_no_two_commands_of_a_menu_have_the_same_mnemonic(window: MainWindow, ids: tuple[str, ...]) -> None:
    texts = [window.actions_[id].text() for id in ids if id and id != context_menus.LABELS]
    letters = [text[text.index("&") + 1].upper() for text in texts if "&" in text]
    assert len(letters) == len(set(letters)), texts


def test_another_label_is_chosen_by_r(library: Library, open_window: Callable[[Library], MainWindow]) -> None:
    from dataclasses import replace

    with library.edit(operations.import_articles()) as edit:
        opinion = replace(library.codebook.labels[0], id="Opinion", name="Opinion", shortcut="")
        edit.set_codebook(replace(library.codebook, labels=(*library.codebook.labels, opinion)))
    window = open_window(library)
    made = claim(window, "nobody asked us", "Ada Lin")
    window.caret.put(0)
    window.claims.list.setFocus()
    press(KEY.Key_R)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = window.view.place_of(made)  # wherever the caret is
    assert menu.geometry().topLeft() == window.view.mapToGlobal(words.bottomLeft().toPoint())
    actions: list[QAction] = menu.actions()
    assert [action.text().strip() for action in actions] == ["Opinion"]
    QTest.keyClick(menu, KEY.Key_Return)
    assert window.session.state is not None
    assert window.session.state.annotations[made].label == "Opinion"
    assert window.session.undo_operation == operations.relabel()
