"""Suggestions in the real window, from the moment an article opens to the last one accepted, by keys and mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.errors import Cancelled, KnownError
from desktop.base.progress import Progress
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM, Annotation, Article, Speaker
from desktop.suggest import proposing
from tests.making import added_article, said
from tests.ui.gestures import child, claim, click_row, drag, press, type_words
from ui.labelling.suggestion_card import SuggestionCard
from ui.suggestions import accept_or_reject_many
from ui.window.main_window import MainWindow
from ui.work import command_process

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# What any suggester finds: four claims, of which the first two are Ada Lin's.
TEXT = (
    "Harbour bridge to close\n\n"
    "The bridge will close in May, Mayor Ada Lin said on Friday. "
    "“We have waited too long,” she said, “and we will not wait again.”\n\n"
    "The ferry company said that its boats were full. According to the harbour office, the pier is safe.\n"
)
CLOSES, WAITED, BOATS, PIER = (
    "The bridge will close in May",
    "“We have waited too long,”|“and we will not wait again.”",
    "its boats were full",
    "the pier is safe",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of three articles, the first of which is `TEXT`; in each of the others there is one claim."""
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        added_article(library, TEXT, "Harbour bridge to close")
        added_article(library, "River levels fall.\n\n“It rains no more,” the warden said.", "River levels fall")
        added_article(library, "Exports are up.\n\n“They rose,” the ministry said.", "Exports are up")
        yield library


@pytest.fixture
def window(library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """A window that has suggested what is in its article."""
    window = open_window(library, suggests=True)
    assert window.view.page.hasFocus()
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))
    return window


def waiting(library: Library, article: Article, status: str = "suggested") -> list[str]:
    """What these claims say, in text order, without the words before and after that a rule may take in."""
    annotations = library.annotations(article.id)
    claims = [one for one in annotations if one.label == "Claim" and one.status == status]
    return [words.removeprefix("that ").strip() for words in said(TEXT, claims)]


def selected(window: MainWindow) -> Annotation:
    assert window.session.selected_annotation is not None
    return window.session.selected_annotation


def words_of(window: MainWindow) -> str:
    (words,) = said(TEXT, [selected(window)])
    return words.removeprefix("that ")


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.current is None and not window.suggestions.is_making)
    qtbot.wait(120)  # the counts follow a little later


def test_an_article_that_opens_gets_suggestions_once(
    window: MainWindow, library: Library, article: Article, qtbot: QtBot
) -> None:
    assert waiting(library, article) == [CLOSES, WAITED, BOATS, PIER]
    assert window.status.suggestions.text() == "4 suggestions"
    assert window.claims.model.rowCount() == 4
    assert {one.annotator for one in library.annotations(article.id)} == {PROGRAM}
    edits = len(library.journal())
    window.articles.step(1)
    settle(window, qtbot)
    window.articles.step(-1)
    settle(window, qtbot)
    made_elsewhere = len(library.journal()) - edits
    assert made_elsewhere <= 1  # of the other article, if there is anything in it
    assert waiting(library, article) == [CLOSES, WAITED, BOATS, PIER]


@pytest.mark.parametrize(("times", "processes"), [(1, 0), (200, 1)])
def test_a_long_article_gets_them_too_from_a_process(
    times: int,
    processes: int,
    library: Library,
    open_window: Callable[..., MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = added_article(library, "\n".join(TEXT for _ in range(times)) + "The end.", "A long one")
    window = open_window(library)
    commands = []

    def noted(what: str, path: Path, command: list[str], progress: Progress) -> dict[str, Any]:
        commands.append(command)
        return run(what, path, command, progress)

    run = command_process.run
    monkeypatch.setattr(command_process, "run", noted)
    window.actions_["suggest-when-opened"].trigger()
    settle(window, qtbot)
    commands.clear()
    window.session.open_article(long.id)
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))
    qtbot.waitUntil(lambda: window.claims.model.rowCount() >= 4 * times)  # many are written in several edits
    assert [command[0] for command in commands] == ["suggest"] * processes
    assert {one.annotator for one in library.annotations(long.id)} == {PROGRAM}
    assert window.session.undo_operation == operations.import_articles()


def test_suggesting_is_nobodys_to_undo(window: MainWindow, library: Library, article: Article) -> None:
    assert window.session.undo_operation == operations.import_articles()
    for _ in range(3):  # the articles were added one by one, the open one first
        window.undo()
    assert library.article_ids() == []
    assert window.session.state is None
    for _ in range(3):
        window.redo()
    assert waiting(library, article) == [CLOSES, WAITED, BOATS, PIER]


def test_none_without_the_setting_nor_in_an_article_that_is_done(
    library: Library, article: Article, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    qtbot.wait(400)
    assert waiting(library, article) == []
    window.articles_controller.mark("done")
    window.actions_["suggest-when-opened"].trigger()
    settle(window, qtbot)
    assert waiting(library, article) == []
    window.articles_controller.mark("new")
    window.actions_["suggest-when-opened"].trigger()
    window.actions_["suggest-when-opened"].trigger()
    settle(window, qtbot)
    assert len(waiting(library, article)) == 4


def test_n_goes_through_them_and_round(window: MainWindow) -> None:
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_N)
        seen.append(words_of(window))
    assert seen == [CLOSES, WAITED, BOATS, PIER, CLOSES]
    press(Qt.Key.Key_N, modifier=SHIFT)
    assert words_of(window) == PIER
    QTest.mouseClick(window.status.suggestions, Qt.MouseButton.LeftButton)
    assert words_of(window) == CLOSES


def title(window: MainWindow) -> str:
    assert window.session.article is not None
    return window.session.article.title


def test_n_goes_on_to_the_next_article_when_all_is_settled(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert window.session.selected is not None
    press(Qt.Key.Key_X)
    assert window.session.selected is None
    settle(window, qtbot)
    assert window.status.suggestions.text() == "Next article with suggestions"
    press(Qt.Key.Key_Return)  # one too many
    assert QApplication.focusWidget() is window.view.page

    press(Qt.Key.Key_N)  # nobody has looked at the next one: its suggestions are made now
    assert title(window) == "River levels fall"
    qtbot.waitUntil(lambda: window.session.selected is not None)
    assert selected(window).status == "suggested"
    press(Qt.Key.Key_Return)
    settle(window, qtbot)
    QTest.mouseClick(window.status.suggestions, Qt.MouseButton.LeftButton)
    assert title(window) == "Exports are up"
    qtbot.waitUntil(lambda: window.session.selected is not None)
    press(Qt.Key.Key_X)
    assert [row.article.status for row in library.articles()] == ["in progress"] * 3

    press(Qt.Key.Key_N)
    assert title(window) == "Exports are up"
    assert window.message.words.text() == "No other article has open suggestions."


def test_shift_n_goes_back_over_articles_to_the_last_suggestion(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_J, modifier=SHIFT)
    assert title(window) == "River levels fall"
    qtbot.waitUntil(lambda: window.session.selected is not None)
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_N, modifier=SHIFT)
    assert title(window) == "Harbour bridge to close"
    assert words_of(window) == PIER
    press(Qt.Key.Key_K, modifier=SHIFT)
    assert title(window) == "Exports are up"  # round the beginning


def test_n_waits_for_suggestions_that_are_being_made(window: MainWindow, qtbot: QtBot) -> None:
    window.articles.step(1)
    assert window.session.state is not None
    assert window.session.state.suggestions() == []
    press(Qt.Key.Key_N)
    assert title(window) == "River levels fall"
    qtbot.waitUntil(lambda: window.session.selected is not None)
    assert title(window) == "River levels fall"


def test_where_nothing_is_found_n_says_so_and_goes_on(
    library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    added_article(library, "Nothing was said at all.", "Silence")
    added_article(library, "Snow.\n\n“It snows,” the warden said.", "Snow")
    window = open_window(library, suggests=True)
    window.session.open_article(library.article_ids()[2])
    settle(window, qtbot)
    press(Qt.Key.Key_J, modifier=SHIFT)
    assert title(window) == "Silence"
    qtbot.waitUntil(lambda: window.message.words.text() == "No quotations were found here. Press N to go on.")
    assert window.status.suggestions.text() == "Next article with suggestions"
    press(Qt.Key.Key_N)
    assert title(window) == "Snow"
    qtbot.waitUntil(lambda: window.session.selected is not None)


def test_only_articles_that_the_filter_shows_and_with_suggestions_without_the_setting(
    library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    press(Qt.Key.Key_N)
    assert title(window) == "Harbour bridge to close"
    assert window.message.words.text() == "No other article has open suggestions."
    button = next(one for one in window.message.findChildren(QPushButton) if one.text() == "Suggest for all articles")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    window.articles.filter.setText("Exports")
    qtbot.waitUntil(lambda: window.articles.model.total == 1)
    window.view.setFocus()
    press(Qt.Key.Key_J, modifier=SHIFT)
    assert title(window) == "Exports are up"
    assert selected(window).status == "suggested"
    press(Qt.Key.Key_J, modifier=SHIFT)
    assert title(window) == "Exports are up"


def test_n_begins_where_the_selection_is(window: MainWindow, library: Library) -> None:
    window.session.select(window.claims.model.id_at(1))
    press(Qt.Key.Key_Return)  # an accepted one is selected from now on
    window.session.select(window.claims.model.id_at(1))
    press(Qt.Key.Key_N)
    assert words_of(window) == BOATS
    window.session.select(window.claims.model.id_at(1))
    press(Qt.Key.Key_N, modifier=SHIFT)
    assert words_of(window) == CLOSES


def test_enter_accepts_the_whole_makes_the_speaker_and_goes_on(
    window: MainWindow, library: Library, article: Article
) -> None:
    before = library.annotations(article.id), library.attributions(article.id)
    press(Qt.Key.Key_N)
    accepted = selected(window).id
    press(Qt.Key.Key_Return)
    assert words_of(window) == WAITED
    (speaker,) = library.speakers()
    assert speaker.name == "Ada Lin"
    attribution = library.attributions(article.id)[accepted]
    parts = [accepted, *attribution.cues, *(source.mention or "" for source in attribution.sources)]
    now = {one.id: one for one in library.annotations(article.id)}
    assert [(now[id].status, now[id].annotator) for id in parts] == [("accepted", "tester")] * 3
    assert library.claims_by_speaker() == {speaker.id: 1}
    assert library.article(article.id).status == "in progress"
    assert window.session.undo_operation == operations.accept(1)

    press(Qt.Key.Key_Return)  # "she": the same speaker, found this time
    assert library.claims_by_speaker() == {speaker.id: 2}
    press(Qt.Key.Key_Z, Qt.Key.Key_Z, modifier=CTRL)
    assert (library.annotations(article.id), library.attributions(article.id)) == before
    assert library.speakers() == []


def test_a_speaker_of_the_library_is_found(
    library: Library, article: Article, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    with library.edit(operations.add_speaker()) as edit:
        known = edit.add(Speaker(name="Mayor Ada Lin", aliases=("Ada Lin",)))
    window = open_window(library, suggests=True)
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))
    assert window.claims.model.speaker_names(window.session.state.suggestions()[0]) == "Mayor Ada Lin"  # type: ignore[union-attr]
    press(Qt.Key.Key_N, Qt.Key.Key_Return)
    assert library.speakers() == [known]
    assert library.claims_by_speaker() == {known.id: 1}


def test_who_it_seems_to_be_is_shown_before_and_coloured_after(window: MainWindow) -> None:
    state = window.session.state
    assert state is not None
    first, second, *_ = state.suggestions()
    model = window.claims.model
    assert [model.speaker_names(one) for one in (first, second)] == ["Ada Lin", "Ada Lin"]
    assert not model.hues(second)
    press(Qt.Key.Key_N, Qt.Key.Key_Return)
    assert model.hues(second)[0] == 0


def test_a_speaker_renamed_or_typed_by_hand_is_whom_the_open_suggestions_mean(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    state, model = window.session.state, window.claims.model
    assert state is not None
    first, second, third, _ = state.suggestions()
    (guessed,) = (one.evidence.speaker for one in state.mentions_in(third.id))
    assert guessed is not None
    with window.session.edit(operations.add_speaker()) as edit:  # as versions before did, who answered no guess
        known = edit.add(Speaker(name="Ada Lin"))
    assert not model.hues(first)
    window.speakers.show_whole_library(True)
    click_row(window.speakers.list, 0)
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_words("Ada May Lin")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [model.speaker_names(one) for one in (first, second)] == ["Ada May Lin"] * 2)
    assert model.hues(first)[0] == model.hues(second)[0] == known.hue
    window.view.setFocus()
    press(Qt.Key.Key_N, Qt.Key.Key_Return)
    assert [speaker.name for speaker in library.speakers()] == ["Ada May Lin"]

    assert not model.hues(third)
    claim(window, "Harbour bridge to close", guessed.name)
    (typed,) = (speaker for speaker in library.speakers() if speaker.id != known.id)
    assert model.hues(third)[0] == typed.hue
    window.undo()
    assert not model.hues(third)


def test_e_asks_who_said_it_and_the_answer_accepts(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_E)
    assert words_of(window) == CLOSES
    assert len(waiting(library, article)) == 4
    press(Qt.Key.Key_Return)
    assert selected(window).status == "accepted"
    assert words_of(window) == CLOSES
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
    assert window.view.page.hasFocus()
    window.undo()
    assert len(waiting(library, article)) == 4
    assert library.speakers() == []


def test_a_wrong_speaker_costs_three_keys_and_leaves_none_behind(window: MainWindow, library: Library) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_E)
    type_words("Bo Berg")
    press(Qt.Key.Key_Return)
    assert selected(window).status == "accepted"
    (speaker,) = library.speakers()
    assert speaker.name == "Bo Berg"
    (mention,) = window.session.state.mentions_in(selected(window).id)  # type: ignore[union-attr]
    assert (mention.speaker, mention.status) == (speaker.id, "accepted")


def test_esc_after_e_leaves_it_waiting(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_Escape)
    assert len(waiting(library, article)) == 4
    assert words_of(window) == CLOSES
    press(Qt.Key.Key_Return)
    assert waiting(library, article, "accepted") == [CLOSES]


def test_a_double_click_on_one_asks_who_said_it(window: MainWindow, library: Library, article: Article) -> None:
    window.view.opened.emit(window.session.state.suggestions()[0].id)  # type: ignore[union-attr]
    press(Qt.Key.Key_Return)
    assert waiting(library, article, "accepted") == [CLOSES]


def test_ctrl_enter_works_wherever_the_keyboard_is(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N)
    window.show_details()
    assert not window.view.page.hasFocus()
    count = window.sure_suggestions.count
    assert count
    press(Qt.Key.Key_Return, modifier=CTRL)
    assert len(waiting(library, article, "accepted")) == count


def test_all_that_are_not_sure_are_rejected_at_once(window: MainWindow, library: Library, article: Article) -> None:
    window.sure_suggestions.slider.setValue(window.sure_suggestions.slider.maximum())
    assert window.sure_suggestions.reject.text() == "Reject 4 up to 95 %"
    QTest.mouseClick(window.sure_suggestions.reject, Qt.MouseButton.LeftButton)
    assert waiting(library, article, "rejected") == [CLOSES, WAITED, BOATS, PIER]
    assert window.session.undo_operation == operations.reject_several(4)
    window.undo()
    assert len(waiting(library, article)) == 4


def test_how_many_sure_ones_have_no_speaker_is_said(window: MainWindow, library: Library, article: Article) -> None:
    first = window.session.state.suggestions()[0]  # type: ignore[union-attr]
    window.sure_suggestions.slider.setValue(0)
    assert window.sure_suggestions.note.text() == ""
    with window.session.edit(operations.remove_speaker()) as edit:
        attribution = edit.attribution(first.id)
        assert attribution is not None
        edit.change(attribution, sources=())
    window.sure_suggestions.show_count()
    window.actions_.refresh()
    assert window.sure_suggestions.note.text() == "1 of them without a speaker"
    assert window.actions_["accept-sure-suggestions"].text().endswith(", 1 without a speaker")


def test_h_hides_suggestions_until_they_are_gone_through(
    window: MainWindow, library: Library, article: Article
) -> None:
    press(Qt.Key.Key_H)
    assert window.claims.model.rowCount() == 0
    state = window.session.state
    assert state is not None
    assert window.view.page.marks.article.places.at(state.suggestions()[0].start) == []
    window.articles.step(1)
    window.articles.step(-1)
    assert window.claims.model.rowCount() == 0
    press(Qt.Key.Key_N)
    assert window.claims.model.rowCount() == 4
    assert words_of(window) == CLOSES
    press(Qt.Key.Key_H)
    assert window.session.selected is None


def test_nobody_accepts_what_is_hidden(window: MainWindow, library: Library, article: Article, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.sure_suggestions.isVisible())
    press(Qt.Key.Key_H)
    qtbot.waitUntil(lambda: not window.sure_suggestions.isVisible())
    assert "hidden" in window.status.suggestions.text()
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert {one.status for one in library.annotations(article.id)} == {"suggested"}
    press(Qt.Key.Key_H)
    qtbot.waitUntil(lambda: window.sure_suggestions.isVisible())
    assert "hidden" not in window.status.suggestions.text()


def test_e_asks_for_a_speaker_that_it_does_not_know(window: MainWindow, library: Library) -> None:
    press(Qt.Key.Key_N)
    with window.session.edit(operations.remove_speaker()) as edit:
        attribution = edit.attribution(selected(window).id)
        assert attribution is not None
        edit.change(attribution, sources=())
    press(Qt.Key.Key_E)
    type_words("The mayor")
    press(Qt.Key.Key_Return)
    assert [speaker.name for speaker in library.speakers()] == ["The mayor"]


def test_x_rejects_and_it_does_not_return(window: MainWindow, library: Library, article: Article, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_X)
    assert words_of(window) == WAITED
    assert waiting(library, article, "rejected") == [CLOSES]
    assert window.claims.model.rowCount() == 3
    window.actions_["suggest"].trigger()
    settle(window, qtbot)
    assert waiting(library, article) == [WAITED, BOATS, PIER]
    assert window.message.words.text() == "Nothing new to suggest."
    assert window.session.undo_operation == operations.reject()
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert waiting(library, article) == [CLOSES, WAITED, BOATS, PIER]


def test_undo_leads_back_to_the_suggestion(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert window.session.selected is None
    seen = []
    window.articles.step(1)
    for _ in range(4):
        press(Qt.Key.Key_Z, modifier=CTRL)
        seen.append(words_of(window))
    assert seen == [PIER, BOATS, WAITED, CLOSES]


def test_the_slider_goes_where_it_is_pressed(window: MainWindow) -> None:
    slider = window.sure_suggestions.slider
    for x, percent in ((slider.width() - 1, 95), (0, 30), (slider.width() // 2, 60)):
        at = QPoint(x, slider.height() // 2)
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert abs(window.sure_suggestions.sure_from - percent) <= 5
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert not slider.isSliderDown()


def test_delete_rejects(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N, Qt.Key.Key_Delete)
    assert waiting(library, article, "rejected") == [CLOSES]


def test_the_sure_ones_are_accepted_at_once(
    window: MainWindow, library: Library, article: Article, qtbot: QtBot
) -> None:
    before = library.annotations(article.id)
    sure = [one for one in before if one.label == "Claim" and (one.confidence or 0) > 0.85]
    window.sure_suggestions.slider.setFocus()
    while window.sure_suggestions.sure_from < 85:
        press(Qt.Key.Key_Right)
    assert window.sure_suggestions.button.text() == f"Accept {len(sure)} above 85 %"
    assert 0 < len(sure) < 4
    window.view.page.setFocus()
    press(Qt.Key.Key_Return, modifier=CTRL)
    assert waiting(library, article, "accepted") == [words.removeprefix("that ") for words in said(TEXT, sure)]
    settle(window, qtbot)
    assert not window.sure_suggestions.button.isEnabled()
    window.undo()
    assert library.annotations(article.id) == before
    assert library.speakers() == []

    window.sure_suggestions.slider.setValue(0)
    assert window.sure_suggestions.button.text() == "Accept 4 above 30 %"
    QTest.mouseClick(window.sure_suggestions.button, Qt.MouseButton.LeftButton)
    assert window.session.undo_operation == operations.accept(4)
    assert waiting(library, article) == []
    settle(window, qtbot)
    assert not window.sure_suggestions.isVisible()
    assert window.status.suggestions.text() == "Next article with suggestions"


@pytest.mark.parametrize("accepts", [True, False])
def test_very_many_are_settled_beside_the_window_in_one_step(
    window: MainWindow,
    library: Library,
    article: Article,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    accepts: bool,
) -> None:
    monkeypatch.setattr("ui.suggestions.accept_or_reject_many.MANY", 1)
    monkeypatch.setattr("ui.suggestions.accept_or_reject_many._AT_ONCE", 1)
    slider = window.sure_suggestions.slider
    slider.setValue(slider.minimum() if accepts else slider.maximum())
    QTest.mouseClick(
        window.sure_suggestions.button if accepts else window.sure_suggestions.reject, Qt.MouseButton.LeftButton
    )
    for write in (window.undo, lambda: window.session.edit(operations.edit_note()).__enter__()):
        with pytest.raises(KnownError, match="Wait for this, or cancel it"):  # it would come under the parts to follow
            write()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert window.session.undo_operation == (operations.accept(4) if accepts else operations.reject_several(4))
    assert len(waiting(library, article, "accepted" if accepts else "rejected")) == 4
    assert library.article(article.id).status == "in progress"
    assert {one.name for one in library.annotators()} == {"tester"}
    window.undo()
    assert len(waiting(library, article)) == 4
    assert library.speakers() == []


def test_what_is_sure_in_the_selected_articles_is_accepted_and_the_rest_rejected_each_in_one_step(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.actions_["suggest-everywhere"].trigger()
    settle(window, qtbot)
    before = [row.suggestions for row in library.articles()]
    assert min(before) > 0
    window.articles.list.selectAll()
    slider = window.sure_suggestions.slider
    slider.setValue(slider.minimum())
    window.actions_.refresh()
    assert window.actions_["accept-in-articles"].text() == "Accept what is a&bove 30 % in 3 articles"
    window.actions_["accept-in-articles"].trigger()
    settle(window, qtbot)
    accepted = sum(before) - sum(row.suggestions for row in library.articles())
    assert accepted > 1
    assert window.session.undo_operation == operations.accept(accepted)
    assert window.message.words.text() == f"{accepted} suggestions were accepted."
    assert {row.article.status for row in library.articles()} == {"in progress"}
    window.undo()
    assert [row.suggestions for row in library.articles()] == before
    slider.setValue(slider.maximum())
    window.actions_["reject-in-articles"].trigger()
    settle(window, qtbot)
    assert window.session.undo_operation == operations.reject_several(sum(before))
    assert [row.suggestions for row in library.articles()] == [0, 0, 0]


def test_what_is_cancelled_says_how_much_was_done(
    window: MainWindow, library: Library, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.suggestions.accept_or_reject_many._AT_ONCE", 1)
    assert window.session.state is not None

    def cancelled_after_two(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        accept_or_reject_many.in_parts(
            operations.accept,
            proposing.accept,
            window.session.state.suggestions(),
            article,
            library,
            cancelled_after_two,
        )
    assert library.undo_operation == operations.accept(2)
    notice = library.undo()
    assert notice is not None
    assert notice.operation == operations.accept(2)
    assert library.redo_operation == operations.accept(2)
    notice = library.redo()
    assert notice is not None
    assert notice.operation == operations.accept(2)


def test_how_sure_is_kept(window: MainWindow, library: Library, open_window: Callable[..., MainWindow]) -> None:
    window.sure_suggestions.slider.setValue(18)
    window.close()
    assert open_window(library).sure_suggestions.sure_from == 90


def test_the_keys_work_in_the_list_of_claims(window: MainWindow, library: Library, article: Article) -> None:
    click_row(window.claims.list, 2)
    press(Qt.Key.Key_X)
    assert window.claims.list.hasFocus()
    press(Qt.Key.Key_Return)
    assert waiting(library, article, "rejected") == [BOATS]
    assert waiting(library, article, "accepted") == [PIER]
    assert words_of(window) == CLOSES  # round the end
    press(Qt.Key.Key_N)
    assert words_of(window) == WAITED


def test_a_part_that_is_selected_stands_for_the_whole(window: MainWindow, library: Library, article: Article) -> None:
    mention = next(one for one in library.annotations(article.id) if one.label == "Speaker")
    window.session.select(mention.id)
    press(Qt.Key.Key_X)
    assert waiting(library, article, "rejected") == [CLOSES]


def test_the_keys_leave_words_and_fields_alone(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N)
    window.articles.filter.setFocus()
    type_words("nxe")
    assert window.articles.filter.text() == "nxe"
    note = child(window.details, QLineEdit, "Note")
    note.setFocus()
    type_words("exam")
    press(Qt.Key.Key_Return)
    assert selected(window).note == "exam"
    window.view.page.setFocus()
    drag(window, "The ferry company")
    press(Qt.Key.Key_X, Qt.Key.Key_E, Qt.Key.Key_Return)
    assert len(waiting(library, article)) == 4
    assert window.view.selection


def shown_cards(window: MainWindow) -> list[SuggestionCard]:
    return [card for card in window.details.findChildren(SuggestionCard) if card.isVisible()]


def test_the_details_say_how_sure_and_why(window: MainWindow, library: Library, article: Article) -> None:
    press(Qt.Key.Key_N)
    sure = round((selected(window).confidence or 0) * 100)
    (shown,) = shown_cards(window)
    assert shown.words.text() == f"Suggested · {sure} %"
    QTest.mouseClick(shown.why, Qt.MouseButton.LeftButton)
    assert window.view.page.hasFocus()  # so the keys go on
    assert shown.reason.isVisible()
    assert "“said”" in shown.reason.text()
    window.session.select(None)
    press(Qt.Key.Key_N)
    assert shown_cards(window) == [shown]
    assert shown.reason.isVisible()  # it goes on explaining

    def button(text: str) -> QPushButton:
        return next(one for one in window.details.findChildren(QPushButton) if one.text() == text and one.isVisible())

    QTest.mouseClick(button("Reject"), Qt.MouseButton.LeftButton)
    assert waiting(library, article, "rejected") == [CLOSES]
    assert window.view.page.hasFocus()  # so the keys go on
    QTest.mouseClick(button("Accept"), Qt.MouseButton.LeftButton)
    assert waiting(library, article, "accepted") == [WAITED]
    QTest.mouseClick(button("Adjust"), Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_1)  # a description, which Enter does not take
    assert waiting(library, article, "accepted") == [WAITED, BOATS]
    assert not shown.isVisible()


def test_a_claim_of_ones_own_takes_the_place_of_a_suggested_one(
    window: MainWindow, library: Library, article: Article
) -> None:
    made = claim(window, "The bridge will close in May", "Mayor Lin")
    assert waiting(library, article) == [WAITED, BOATS, PIER]
    assert window.claims.model.row_of(made) == 0
    window.undo()
    window.undo()
    assert waiting(library, article) == [CLOSES, WAITED, BOATS, PIER]


def test_all_articles_at_once(
    library: Library, article: Article, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    with library.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(library.articles()[2].article, status="done")
    window.actions_["suggest-everywhere"].trigger()
    assert window.progress_bar.isVisible()
    settle(window, qtbot)
    found = sum(row.suggestions for row in library.articles())
    assert found > 4
    assert window.message.words.text() == f"{found} new suggestions in 2 articles."
    assert window.claims.model.rowCount() == 4
    assert library.articles()[2].suggestions == 0
    assert window.session.undo_operation == operations.mark_articles("done", 1)


def test_cancelled_it_keeps_what_is_done(
    library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    window.actions_["suggest-everywhere"].trigger()
    QTest.mouseClick(window.progress_bar.cancel, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert not window.progress_bar.isVisible()
    assert library.check() == []


def test_the_commands_stand_in_menu_and_palette_with_their_keys(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N)
    assert window.actions_["accept-suggestion"].text() == "A&ccept the suggestion\tReturn"
    qtbot.waitUntil(lambda: window.sure_suggestions.count > 0)
    window.actions_.refresh()
    assert window.actions_["accept-sure-suggestions"].text() == window.sure_suggestions.title
