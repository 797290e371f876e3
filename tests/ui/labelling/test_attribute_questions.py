"""Attributes are asked for where the hand is: by the words in the text, and in the list of claims, for one or many."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Annotation
from tests.making import answers, question
from tests.ui.gestures import claim, click_row, drag, message_of, press, type_words
from ui.article_view import ignored_typing
from ui.base.refusal import Refusal
from ui.labelling import claim_rows
from ui.labelling.answer_chips import AnswerChips
from ui.labelling.attribute_card import AttributeCard
from ui.window.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

CONCEPT = Attribute(
    id="concept",
    name="concept",
    kind="choice",
    open=True,
    required=True,
    options=(Option(id="jobs", name="Creates jobs", guideline="New work."), Option(id="prices", name="Raises prices")),
)
STANCE = replace(question("stance", "choice", "agree", "disagree"), required=True)


def with_attributes(library: Library, *asked: Attribute) -> Library:
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        edit.set_codebook(
            replace(edit.codebook, labels=(replace(first, attributes=(*asked, *first.attributes)), *others))
        )
    return library


@pytest.fixture
def asking(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    return open_window(with_attributes(library, CONCEPT, STANCE))


def card(window: MainWindow) -> AttributeCard:
    QApplication.processEvents()
    (found,) = window.window().findChildren(AttributeCard)
    return found


def said(window: MainWindow, claim_id: str) -> dict[str, object]:
    state = window.session.state
    assert state is not None
    given = answers(state.codebook, state.annotations[claim_id])
    return {id: value for id, value in given.items() if id != "quotation"}


def test_a_claim_is_done_by_its_speaker_and_a_key_for_each_attribute(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    assert card(asking).isVisible()
    press(KEY.Key_2)
    press(KEY.Key_D)
    assert said(asking, made) == {"concept": "Raises prices", "stance": "disagree"}
    assert not card(asking).isVisible()
    assert asking.view.page.hasFocus()
    asking.undo()
    assert said(asking, made) == {"concept": "Raises prices"}


def test_letters_find_an_option_and_enter_makes_a_new_one(asking: MainWindow, library: Library) -> None:
    first = claim(asking, "The bridge will close in May", "Ada Lin")
    type_words("pri")
    press(KEY.Key_Return)
    press(KEY.Key_A)
    second = claim(asking, "its boats were full", "Ada Lin")
    type_words("Takes too long")
    press(KEY.Key_Enter)
    press(KEY.Key_A)
    assert said(asking, first)["concept"] == "Raises prices"
    assert said(asking, second) == {"concept": "Takes too long", "stance": "agree"}
    assert [option.name for option in library.codebook.labels[0].attributes[0].options][-1] == "Takes too long"
    claim(asking, "nobody asked us", "Ada Lin")
    press(KEY.Key_3)
    assert said(asking, asking.session.selected or "") == {"concept": "Takes too long"}


def test_a_new_option_may_begin_with_a_digit_after_a_blank(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    type_words(" 5G masts")  # as with a speaker's name
    press(KEY.Key_Return)
    assert said(asking, made) != {"concept": "prices"}
    assert [one.name for one in asking.session.library.codebook.labels[0].attributes[0].options][-1] == "5G masts"


def test_enter_alone_answers_nothing_and_esc_leaves_the_rest_for_later(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_Return)
    assert card(asking).isVisible()
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    press(KEY.Key_Escape)
    assert said(asking, made) == {"concept": "Raises prices"}
    assert asking.view.page.hasFocus()
    press(KEY.Key_T)
    press(KEY.Key_D)  # of what is not answered yet
    assert said(asking, made) == {"concept": "Raises prices", "stance": "disagree"}


def test_keys_of_the_window_answer_and_do_nothing_else_meanwhile(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_Tab)
    type_words("jkxnmd")  # steps, rejects, marks as done, elsewhere
    state = asking.session.state
    assert state is not None
    assert state.article.status == "in progress"
    assert said(asking, made) == {"stance": "disagree"}


def test_a_chip_is_clicked(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    rows = card(asking)._asked
    QTest.qWait(200)  # until a person can have seen it
    for row, place in ((rows[1], 0), (rows[0], 1)):
        at = row.chips.visualRect(row.chips.model().index(place, 0)).center() - QPoint(4, 0)
        QTest.mouseClick(row.chips.viewport(), _LEFT, _NONE, at)
        if not card(asking).isVisible():
            press(KEY.Key_T)
            QTest.qWait(200)
    assert said(asking, made) == {"concept": "Raises prices", "stance": "agree"}


def test_all_kinds_are_answered_in_place(library: Library, open_window: Callable[[Library], MainWindow]) -> None:
    kinds = (
        question("themes", "choices", "war", "trade", "law"),
        question("checked", "yes/no"),
        question("year", "number"),
        question("day", "date"),
        question("why"),
    )
    window = open_window(with_attributes(library, *(replace(one, required=True) for one in kinds)))
    made = claim(window, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_1, KEY.Key_3, KEY.Key_1, KEY.Key_2, KEY.Key_Return)
    press(KEY.Key_Y)
    type_words("many")
    press(KEY.Key_Return)
    assert "number" in why(window)
    press(KEY.Key_A, modifier=MOD.ControlModifier)
    type_words("2026")
    press(KEY.Key_Return)
    type_words("2026-11-22")
    press(KEY.Key_Return)
    type_words("He was there")
    press(KEY.Key_Return)
    expected = {"themes": ("law", "trade"), "checked": True, "year": 2026, "day": "2026-11-22", "why": "He was there"}
    assert said(window, made) == expected
    assert not card(window).isVisible()


def test_answers_stand_in_the_list_and_are_changed_there(asking: MainWindow, qtbot: QtBot) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_Escape)
    view, delegate = asking.claims.list, asking.claims.list.itemDelegate()
    row = view.visualRect(asking.claims.model.index(0))
    shown = delegate._chips(asking.session.state.annotations[made], row)  # type: ignore[attr-defined,union-attr]
    assert [answer.words for answer, _ in shown] == ["Concept?", "Stance?"]
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, shown[1][1].center())
    assert card(asking).isVisible()
    press(KEY.Key_A)
    assert said(asking, made) == {"stance": "agree"}
    assert "(Concept?; agree)" in view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_answers_without_room_are_counted_and_what_lacks_comes_first(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    named = [question(name, "choice", f"answer of {name}") for name in ("first", "second", "third", "fourth", "fifth")]
    window = open_window(with_attributes(library, *(replace(one, required=True) for one in named)))
    made = claim(window, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_A, KEY.Key_A, KEY.Key_A, KEY.Key_Escape)
    view, delegate = window.claims.list, window.claims.list.itemDelegate()
    row = view.visualRect(window.claims.model.index(0))
    answered = window.session.state.annotations[made]  # type: ignore[union-attr]
    whole = ["Fourth?", "Fifth?", "answer of first", "answer of second", "answer of third"]
    seen = set()
    for width in range(120, 1200, 7):
        chips = delegate._chips(answered, QRect(0, 0, width, row.height()))  # type: ignore[attr-defined]
        words, places = [answer.words for answer, _ in chips], [place for _, place in chips]
        seen.add(words[-1])
        if words != whole:
            shown = len(chips) - 1
            assert words == [*whole[:shown], f"+{len(whole) - shown}"]
            assert chips[-1][0].is_lacking == (shown < 2)
        assert all(one.right() < other.left() for one, other in pairwise(places))
        assert places[-1].right() < width
    assert seen == {"+4", "+3", "+2", "+1", whole[-1]} or seen == {"+5", "+4", "+3", "+2", "+1", whole[-1]}
    roles = Qt.ItemDataRole
    for role in (roles.AccessibleTextRole, roles.ToolTipRole):
        assert all(words in view.model().index(0, 0).data(role) for words in whole)

    *_, (more, place) = delegate._chips(answered, row)  # type: ignore[attr-defined]
    assert more.words.startswith("+")
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, place.center())
    assert card(window).isVisible()
    press(KEY.Key_Escape)


def test_many_claims_get_one_answer_and_one_speaker_in_one_edit_each(asking: MainWindow, library: Library) -> None:
    for words in ("The bridge will close in May", "its boats were full", "nobody asked us"):
        claim(asking, words, "Ada Lin")
        press(KEY.Key_Escape)
    view = asking.claims.list
    click_row(view, 0)
    at = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), _LEFT, MOD.ShiftModifier, at)
    assert len(asking.claims.chosen) == 3
    assert asking.actions_["attributes"].text() == "Answer the a&ttributes of 3 claims…"
    view.setFocus()
    press(KEY.Key_T)
    press(KEY.Key_1)
    press(KEY.Key_Escape)
    assert [said(asking, one) for one in claims(asking)] == [{"concept": "Creates jobs"}] * 3
    assert asking.session.undo_operation is not None
    assert asking.session.undo_operation.words() == "Change concept of 3 annotations"
    asking.actions_["set-speaker"].trigger()
    type_words("Ferry company")
    press(KEY.Key_Return)
    state = asking.session.state
    assert state is not None
    assert {state.speaker_of(one).name for one in claims(asking)} == {"Ferry company"}  # type: ignore[union-attr]
    press(KEY.Key_Escape)
    asking.undo()
    asking.undo()
    assert [said(asking, one) for one in claims(asking)] == [{}] * 3
    assert {state.speaker_of(one).name for one in claims(asking)} == {"Ada Lin"}  # type: ignore[union-attr]
    asking.labelling.delete_chosen(claims(asking))
    assert not claims(asking)


def claims(window: MainWindow) -> list[str]:
    state = window.session.state
    assert state is not None
    return [one.id for one in state.places.claims()]


def test_nothing_is_asked_where_nothing_is_required(window: MainWindow) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    assert not any(one.isVisible() for one in window.window().findChildren(AttributeCard))


def test_what_is_refused_is_asked_again(asking: MainWindow, library: Library) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    with (
        Library.open(library.address, annotator="other", layer="") as other,
        other.edit(operations.answer("stance")) as edit,
    ):
        there = edit.annotation(made)
        assert isinstance(there, Annotation)
        edit.change(there, attributes={**there.attributes, "concept": "jobs"})
    press(KEY.Key_2)
    assert card(asking).isVisible()
    assert "changed" in asking.message.words.text()


def test_a_drag_elsewhere_ends_the_questions(asking: MainWindow) -> None:
    claim(asking, "The bridge will close in May", "Ada Lin")
    asking.view.page.setFocus()
    assert not card(asking).isVisible()
    drag(asking, "its boats were full")
    press(KEY.Key_C)
    assert asking.view._picker.isVisible()


def test_a_letter_typed_on_after_the_last_answer_is_no_command(asking: MainWindow) -> None:
    made = claim(asking, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_Tab)
    type_words("disagree")  # D answers, and there is nothing more to ask: E and D are commands elsewhere
    state = asking.session.state
    assert state is not None
    assert said(asking, made) == {"stance": "disagree"}
    assert state.article.status == "in progress"
    press(KEY.Key_T, KEY.Key_Tab)
    type_words("disa")
    press(KEY.Key_Escape, KEY.Key_H)  # another letter than the word's next one counts at once
    assert asking.session.hides_suggestions


def test_only_the_answer_that_is_given_stands_out(asking: MainWindow) -> None:
    first = claim(asking, "The bridge will close in May", "Ada Lin")
    press(KEY.Key_1, KEY.Key_A)
    claim(asking, "its boats were full", "Ada Lin")
    assert [answer.is_again for answer in card(asking)._asked[0].chips.answers] == [True, False]
    press(KEY.Key_2, KEY.Key_A)
    asking.session.select(first)
    asking.view.page.setFocus()
    press(KEY.Key_T)
    (concept, *_) = card(asking)._asked
    assert [(one.is_given, one.is_again) for one in concept.chips.answers] == [(True, False), (False, False)]


def test_nested_options_are_shown_with_those_around_them_and_found_by_their_own_words(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    tree = (
        Option(id="economy", name="Economy"),
        Option(id="taxes", name="Taxes", parent="economy"),
        Option(id="vat", name="Value added tax and other taxes on sales", parent="taxes"),
        Option(id="health", name="Health"),
    )
    topic = Attribute(id="topic", name="The topic of which the claim is", kind="choice", options=tree, required=True)
    several = replace(topic, id="topics", kind="choices", open=True)
    window = open_window(with_attributes(library, topic, several))
    made = claim(window, "nobody asked us", "Ada Lin")
    asked = card(window)
    first, second = asked._asked[:2]
    assert shown(first.chips) == [
        "Economy",
        "Economy › Taxes",
        "Economy › Taxes › Value added tax and other taxes on sales",
        "Health",
    ]
    assert [answer.key for answer in first.chips.answers] == ["E", "T", "V", "H"]  # of their own names
    assert first.heading.text().endswith("…")
    assert first.geometry().bottom() < second.geometry().top()  # whatever lines the answers need
    assert asked._later.height() >= asked._later.sizeHint().height()
    assert topic.name in first.heading.toolTip()
    press(Qt.Key.Key_T)
    type_words("heal")
    assert shown(second.chips) == ["Health", "New: “heal”"]
    press(*[Qt.Key.Key_Backspace] * 4)
    type_words("tax")
    assert shown(second.chips)[0] == "Economy › Taxes"  # its own words begin so
    press(Qt.Key.Key_Return)
    assert window.session.state is not None
    given = window.session.state.annotations[made].attributes
    assert (given["topic"], given["topics"]) == ("taxes", ("taxes",))


def shown(chips: AnswerChips) -> list[str]:
    return [chips.model().index(row, 0).data() for row in range(chips.model().rowCount())]


def test_it_says_to_how_many_claims_the_answers_go(asking: MainWindow, qtbot: QtBot) -> None:
    for words in ("The bridge will close in May", "its boats were full", "nobody asked us"):
        claim(asking, words, "Ada Lin")
        press(KEY.Key_Escape)
    rows = asking.claims.list
    click_row(rows, 0)
    QTest.mouseClick(rows.viewport(), _LEFT, MOD.ShiftModifier, rows.visualRect(rows.model().index(2, 0)).center())
    assert asking.claims._heading.note == "3 selected"
    press(KEY.Key_T)
    assert card(asking)._said.text() == "Answers go to 3 claims."
    assert len(rows.selectionModel().selectedRows()) == 3


REMARK = Attribute(id="remark", name="remark", kind="text")


@pytest.fixture
def with_remark(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A third attribute, which is not required, is not asked after the speaker."""
    return open_window(with_attributes(library, CONCEPT, STANCE, REMARK))


def more(window: MainWindow) -> QAbstractButton:
    (found,) = (one for one in card(window).findChildren(QAbstractButton) if one.text().startswith("More"))
    return found


def test_words_typed_after_the_last_answer_are_no_commands(with_remark: MainWindow, library: Library) -> None:
    made = claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_1, KEY.Key_A)
    assert not card(with_remark).isVisible()
    type_words("a remark")  # of which R and A would be commands
    press(KEY.Key_Return)
    assert message_of(with_remark) == "What you typed answers no question."
    assert with_remark.message._more.text() == "Answer remark…"
    assert said(with_remark, made) == {"concept": "Creates jobs", "stance": "agree"}
    assert [one.name for one in library.speakers()] == ["Ada Lin"]
    assert with_remark.view.page.hasFocus()
    QTest.mouseClick(with_remark.message._more, _LEFT)
    assert card(with_remark).isVisible()
    type_words("seen by all")
    press(KEY.Key_Return)
    assert said(with_remark, made)["remark"] == "seen by all"
    assert message_of(with_remark) == ""


def test_a_command_follows_a_pause_or_esc_at_once(
    with_remark: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ignored_typing, "_AT_ONCE", 20)
    claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_1, KEY.Key_A)
    qtbot.waitUntil(lambda: not with_remark.view.page.ignored_typing.is_on)
    press(KEY.Key_T)
    assert card(with_remark).isVisible()
    press(KEY.Key_Escape, KEY.Key_T)
    assert card(with_remark).isVisible()


def test_tab_after_the_last_question_asks_the_further_ones(with_remark: MainWindow) -> None:
    made = claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_Tab)
    assert (more(with_remark).isVisible(), more(with_remark).text()) == (True, "More: remark")
    press(KEY.Key_Tab)
    type_words("seen by all")
    press(KEY.Key_Return)
    assert said(with_remark, made) == {"remark": "seen by all"}
    assert not card(with_remark).isVisible()


def test_a_click_asks_the_further_ones_and_keeps_what_is_answered(with_remark: MainWindow) -> None:
    made = claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_1)
    QTest.qWait(250)  # what just appeared takes no click until a person can have seen it
    QTest.mouseClick(more(with_remark), _LEFT)
    assert not more(with_remark).isVisible()
    press(KEY.Key_Tab)
    type_words("seen by all")
    press(KEY.Key_Return)
    assert said(with_remark, made) == {"concept": "Creates jobs", "remark": "seen by all"}


def test_a_key_asks_the_further_ones_and_the_last_answer_is_given_all_the_same(with_remark: MainWindow) -> None:
    made = claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_Return, modifier=MOD.ControlModifier)
    assert card(with_remark)._asked[0].hears.hasFocus()
    press(KEY.Key_1, KEY.Key_A)
    type_words("seen by all")
    press(KEY.Key_Return)
    assert said(with_remark, made) == {"concept": "Creates jobs", "stance": "agree", "remark": "seen by all"}
    assert not card(with_remark).isVisible()


def test_the_key_of_the_further_ones_keeps_what_is_typed_and_goes_on(with_typing: MainWindow) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    type_words("2026")
    press(KEY.Key_Return, modifier=MOD.ControlModifier)
    assert said(with_typing, made) == {"year": 2026}
    assert [one.attribute.id for one in card(with_typing).questions] == ["year", "remark", "source"]


def test_the_questions_are_asked_again_from_the_first_that_is_not_answered(
    with_remark: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ignored_typing, "_AT_ONCE", 20)
    made = claim(with_remark, "its boats were full", "Ada Lin")
    press(KEY.Key_1, KEY.Key_A)
    qtbot.waitUntil(lambda: not with_remark.view.page.ignored_typing.is_on)
    press(KEY.Key_T)
    type_words("seen by all")
    press(KEY.Key_Return)
    assert said(with_remark, made)["remark"] == "seen by all"
    press(KEY.Key_Escape, KEY.Key_T)
    assert card(with_remark)._asked[0].hears.hasFocus()


def test_a_further_question_that_is_gone_is_offered_no_more(with_remark: MainWindow, library: Library) -> None:
    claim(with_remark, "its boats were full", "Ada Lin")
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        left = tuple(one for one in first.attributes if one.id != "remark")
        edit.set_codebook(replace(edit.codebook, labels=(replace(first, attributes=left), *others)))
    shown = [one.text() for one in card(with_remark).findChildren(QAbstractButton) if one.isVisible()]
    assert shown == ["Later"]


def heights(window: MainWindow) -> list[int]:
    QApplication.processEvents()
    rows = window.claims.list
    return [rows.visualRect(rows.model().index(row, 0)).height() for row in range(rows.model().rowCount())]


def test_a_row_of_the_list_is_as_high_as_its_answers_need(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(with_attributes(library, REMARK))
    made = claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "its boats were full", "Ada Lin")
    low, other = heights(window)
    assert low == other
    window.session.select(made)
    window.view.page.setFocus()
    press(KEY.Key_T)
    type_words("seen by all")
    press(KEY.Key_Return)
    assert heights(window)[0] > low
    assert heights(window)[1] == low
    window.undo()
    assert heights(window) == [low, low]


def test_rows_get_room_for_what_the_codebook_requires_anew(window: MainWindow, library: Library) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    (low,) = heights(window)
    with_attributes(library, STANCE)
    (high,) = heights(window)
    assert high > low


def test_rows_too_many_to_be_measured_are_of_one_height(
    library: Library, open_window: Callable[[Library], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(with_attributes(library, REMARK))
    claim(window, "The bridge will close in May", "Ada Lin")
    (low,) = heights(window)
    monkeypatch.setattr(claim_rows, "_MEASURED", 1)
    claim(window, "its boats were full", "Ada Lin")
    first, second = heights(window)
    assert first == second > low
    window.undo()
    window.undo()
    assert heights(window) == [low]


YEAR = replace(question("year", "number"), required=True)


@pytest.fixture
def with_typing(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A number and a text are asked, and by Tab alone one more text."""
    source = Attribute(id="source", name="source", kind="text")
    return open_window(with_attributes(library, YEAR, REMARK, source))


def test_tab_keeps_what_is_typed_in_either_direction(with_typing: MainWindow) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    type_words("2026")
    press(KEY.Key_Tab)
    assert said(with_typing, made) == {"year": 2026}
    type_words("seen by all")
    press(KEY.Key_Backtab)
    assert said(with_typing, made) == {"year": 2026, "remark": "seen by all"}
    before = with_typing.session.undo_operation
    press(KEY.Key_Tab, KEY.Key_Tab)  # past what is there, which is not answered anew
    assert with_typing.session.undo_operation is before
    type_words("the Herald")
    press(KEY.Key_Tab)
    assert said(with_typing, made)["source"] == "the Herald"
    assert not card(with_typing).isVisible()


def test_tab_leaves_nothing_that_is_no_answer(with_typing: MainWindow) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    type_words("many")
    press(KEY.Key_Tab)
    assert said(with_typing, made) == {}
    assert why(with_typing) == "That is not a number."
    type_words("x")
    assert why(with_typing) == ""
    press(KEY.Key_Escape)
    assert said(with_typing, made) == {}
    assert message_of(with_typing) == "Not kept: “manyx”."


def test_a_click_elsewhere_keeps_what_is_typed(with_typing: MainWindow, qtbot: QtBot) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    type_words("2026")
    with_typing.view.page.setFocus()
    qtbot.waitUntil(lambda: not card(with_typing).isVisible())
    assert said(with_typing, made) == {"year": 2026}


def test_words_typed_after_a_typed_answer_are_no_commands(with_typing: MainWindow) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    press(KEY.Key_Tab, KEY.Key_Tab)
    type_words("the Herald")
    press(KEY.Key_Return)
    type_words("of today")  # of which D would be a command
    assert message_of(with_typing) == "What you typed answers no question."
    assert said(with_typing, made) == {"source": "the Herald"}
    assert with_typing.session.article is not None
    assert with_typing.session.article.status == "in progress"


def test_a_text_may_begin_with_a_digit_whatever_was_answered_last(with_typing: MainWindow) -> None:
    for words, remark in (("its boats were full", "seen by all"), ("The bridge will close in May", "11 percent")):
        made = claim(with_typing, words, "Ada Lin")
        press(KEY.Key_Tab)
        type_words(remark)
        press(KEY.Key_Return, KEY.Key_Escape)
        assert said(with_typing, made)["remark"] == remark


@pytest.mark.parametrize("answers", [True, False])
def test_who_goes_to_another_window_comes_back_to_what_was_typed(
    with_typing: MainWindow, qtbot: QtBot, *, answers: bool
) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    if not answers:
        press(KEY.Key_Escape, KEY.Key_Return)
    type_words("2026" if answers else "Bo")
    asked = QApplication.focusWidget()
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert asked is not None
    assert asked.isVisible()
    assert said(with_typing, made) == {}
    with qtbot.waitActive(with_typing):
        with_typing.activateWindow()
    assert QApplication.focusWidget() is asked
    type_words("1")
    assert isinstance(asked, QLineEdit)
    assert asked.text() == ("20261" if answers else "Bo1")


@pytest.mark.parametrize("words", ["many", "5G masts"])
def test_what_is_no_answer_is_told_where_somebody_clicks_elsewhere(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot, words: str
) -> None:
    window = open_window(with_attributes(library, YEAR if words == "many" else CONCEPT))
    made = claim(window, "its boats were full", "Ada Lin")
    type_words(f" {words}")
    window.view.page.setFocus()
    qtbot.waitUntil(lambda: not card(window).isVisible())
    assert said(window, made) == {}
    assert message_of(window) == f"Not kept: “{words}”."


def test_further_questions_have_room_where_the_last_one_is_answered_wrongly(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(with_attributes(library, CONCEPT, YEAR, REMARK))
    claim(window, "its boats were full", "Ada Lin")
    press(KEY.Key_1)
    type_words("many")
    press(KEY.Key_Tab)
    shown = card(window)
    assert why(window) == "That is not a number."
    assert len(shown.questions) > 2
    assert shown.height() == shown.sizeHint().height()


def why(window: MainWindow) -> str:
    """What is said at a question of what is not taken."""
    return " ".join(one.text() for one in card(window).findChildren(Refusal) if one.isVisible())


def test_what_is_no_answer_is_said_at_its_field_which_is_marked(with_typing: MainWindow) -> None:
    claim(with_typing, "its boats were full", "Ada Lin")
    before = card(with_typing).height()
    type_words("many")
    press(KEY.Key_Return)
    asked = card(with_typing)
    year, remark = asked._asked
    assert (why(with_typing), year.field.accessibleDescription()) == ("That is not a number.",) * 2
    assert year.field.property("state") == "wrong"
    refusal = year.refusal
    below = refusal.mapTo(year, refusal.rect().topLeft()).y()
    assert year.field.geometry().bottom() <= below < year.height()
    assert year.geometry().bottom() < remark.geometry().top()
    assert refusal.height() >= refusal.sizeHint().height()
    assert (asked.height() > before, asked.height()) == (True, asked.sizeHint().height())
    press(*[KEY.Key_Backspace] * 4)
    assert (why(with_typing), year.field.accessibleDescription(), year.field.property("state")) == ("", "", "")
    assert asked.height() == before


def test_shift_tab_leaves_what_is_no_answer_and_tells_it(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(with_attributes(library, CONCEPT, YEAR))
    made = claim(window, "its boats were full", "Ada Lin")
    press(KEY.Key_1)
    type_words("many")
    press(KEY.Key_Backtab)
    assert card(window)._asked[0].hears.hasFocus()
    assert (said(window, made), why(window)) == ({"concept": "Creates jobs"}, "")
    assert message_of(window) == "Not kept: “many”."
    press(KEY.Key_Tab)
    type_words("2026")
    press(KEY.Key_Backtab)
    assert said(window, made)["year"] == 2026


def test_esc_keeps_what_is_typed_as_a_click_elsewhere_does(with_typing: MainWindow) -> None:
    made = claim(with_typing, "its boats were full", "Ada Lin")
    press(KEY.Key_Tab)
    type_words("seen by all")
    press(KEY.Key_Escape)
    assert said(with_typing, made) == {"remark": "seen by all"}
    assert with_typing.view.page.hasFocus()
    assert message_of(with_typing) == ""


def test_a_key_does_what_a_chip_shows_and_nothing_else(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    topic = question("topic", "choice", "Economy", "Taxes", "2 jobs", "Safety")
    window = open_window(with_attributes(library, replace(topic, required=True)))
    made = claim(window, "its boats were full", "Ada Lin")
    assert [one.key for one in card(window)._asked[0].chips.answers] == ["E", "T", "2", "S"]
    press(KEY.Key_1, KEY.Key_3, KEY.Key_4)
    assert said(window, made) == {}
    press(KEY.Key_2)
    assert said(window, made) == {"topic": "2 jobs"}


def test_a_word_that_is_typed_ticks_nothing_of_several_until_it_is_taken(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    themes = question("themes", "choices", "trade", "transport", "taxes", "war")
    window = open_window(with_attributes(library, replace(themes, required=True)))
    made = claim(window, "its boats were full", "Ada Lin")
    type_words("tra")
    assert said(window, made) == {}
    assert shown(card(window)._asked[0].chips) == ["trade", "transport"]
    type_words("n")
    press(KEY.Key_Return)
    assert said(window, made) == {"themes": ("transport",)}
    press(KEY.Key_4, KEY.Key_Down, KEY.Key_Space)
    assert said(window, made) == {"themes": ("transport", "war", "trade")}
    press(KEY.Key_2, KEY.Key_Return)
    assert said(window, made) == {"themes": ("war", "trade")}
    assert not card(window).isVisible()
