"""Learning in the real window: a small library worked through by keys, learnt from, and suggested in again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation
from desktop.model.text import Fragment
from desktop.suggest.learning.training_data import learn_from, learnt_from, next_to_annotate
from tests.desktop.suggest.learning.test_trainer import NAMES, THINGS
from tests.desktop.suggest.learning.test_training_data import work_through
from tests.making import added_article, said
from tests.ui.gestures import drag_end, press
from ui.labelling.fields import ChoiceField
from ui.window.main_window import MainWindow
from ui.window.preferences import PreferencesDialog


def written(number: int) -> str:
    """An invented article in which what somebody said is worth having, and what an almanac has is not."""
    who, what = NAMES[number % 10], THINGS[number % 5]
    return (
        f"The {what} is old.\n\n{who} said that the {what} would hold. "
        f"According to the almanac, it rained on the {what} for {number + 2} days."
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        for number in range(14):
            added_article(library, written(number), f"Article {number + 1}")
        yield library


@pytest.fixture
def window(library: Library, open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(library)


def ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.current is None)
    qtbot.waitUntil(lambda: not window.suggestions.is_making)


def claims(library: Library, article_id: str, status: str) -> list[str]:
    found = [one for one in library.annotations(article_id) if one.label == "Claim" and one.status == status]
    return said(library.text(article_id), found)


def adjust(window: MainWindow, library: Library) -> None:
    """Accept the selected suggestion by its speaker, and change its kind by keys and its extent by the mouse."""
    suggested = window.session.selected_annotation
    assert suggested is not None
    text = library.text(suggested.article)
    assert said(text, [suggested])[0].endswith("the harbour would hold")
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_Return)
    next(field for field in window.details.findChildren(ChoiceField) if field.isVisible()).setFocus()
    press(Qt.Key.Key_Down)
    drag_end(window, "the harbour would")
    adjusted = library.annotation(suggested.id)
    assert adjusted is not None
    assert adjusted.status == "accepted"
    assert (suggested.attributes["quotation"], adjusted.attributes["quotation"]) == ("indirect", "mixed")
    assert adjusted.fragments[0].end == suggested.end - len(" hold")
    attribution = library.attribution(suggested.id)
    assert attribution is not None
    (source,) = attribution.sources
    speaker = library.speaker(source.speaker or "")
    assert speaker is not None
    assert speaker.name == "Adler"


def test_suggest_accept_adjust_reject_learn_and_suggest_again(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.actions_["suggest-everywhere"].trigger()
    ended(window, qtbot)
    for number, id in enumerate(library.article_ids()):
        window.session.open_article(id)
        window.view.setFocus()
        qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions == 2))
        press(Qt.Key.Key_N)
        if number == 3:
            adjust(window, library)
            window.view.setFocus()
            press(Qt.Key.Key_N)
        else:
            press(Qt.Key.Key_Return)
        press(Qt.Key.Key_X)
        assert [len(claims(library, id, status)) for status in ("suggested", "accepted", "rejected")] == [0, 1, 1]

    window.actions_["learn"].trigger()
    assert window.progress_bar.isVisible()
    ended(window, qtbot)
    assert window.message.words.text().startswith("Learnt from 14 articles: 100 % found, was ")
    assert not window.progress_bar.isVisible()
    assert "learnt from 14 articles: 100\N{NO-BREAK SPACE}% found, was " in window.learning.state()

    fresh = added_article(library, written(15), "A new one")
    window.session.open_article(fresh.id)
    window.actions_["suggest"].trigger()
    ended(window, qtbot)
    (suggested,) = claims(library, fresh.id, "suggested")
    assert suggested.endswith("the dam would hold")
    assert all(one.origin == "learnt" for one in library.annotations(fresh.id))


def test_what_was_learnt_is_offered_to_all_articles(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    work_through(library, 25)
    window.actions_["learn"].trigger()
    ended(window, qtbot)
    (button,) = (one for one in window.message.findChildren(QPushButton) if one.text() == "Suggest for all articles")
    button.click()
    ended(window, qtbot)
    origins = {one.origin for one in library.annotations(library.article_ids()[0])}
    assert origins == {"learnt"}


def test_too_few_articles_are_told(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.actions_["learn"].trigger()
    ended(window, qtbot)
    assert window.message.words.text() == "There are 0 articles to learn from in English; it takes 10 that are done."
    assert window.learning.state().startswith("Suggestions come from the built-in rules.")


def test_the_rules_stay_when_they_do_as_well(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    with library.edit(
        operations.mark_articles("done", 1)
    ) as edit:  # nothing is a claim in those that learning is tried on: neither finds any
        for id in library.article_ids():
            edit.change(library.article(id), status="done")
        edit.add(Annotation(article=library.article_ids()[1], label="Claim", fragments=(Fragment(0, 5),)))
    window.actions_["learn"].trigger()
    ended(window, qtbot)
    assert window.message.words.text().endswith("The built-in rules do as well, so they stay in use.")
    assert learnt_from(library) is None


def test_learning_can_be_cancelled_and_leaves_nothing(
    window: MainWindow, library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_through(library, 25)
    many_words = " ".join(written(number) for number in range(1_000))  # what takes long enough to be cancelled
    for number in range(5):
        added_article(library, f"{number}. {many_words}", status="done")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    window.actions_["learn"].trigger()
    with qtbot.waitSignal(window.tasks.progressed):
        pass
    window.progress_bar.cancel.click()
    ended(window, qtbot)
    assert not window.message.isVisible()
    assert learnt_from(library) is None
    assert list(scratch.iterdir()) == []


def test_preferences_say_what_suggestions_go_by(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(dialog: PreferencesDialog) -> int:
        seen.append(dialog.learning.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(PreferencesDialog, "exec", look)
    window.actions_["preferences"].trigger()
    work_through(library, 25)
    learn_from(library, lambda done, total: None)
    window.actions_["preferences"].trigger()
    assert seen[0].startswith("Suggestions come from the built-in rules.")
    learnt = "Suggestions come from what Ascribe learnt from 25 articles: 100\N{NO-BREAK SPACE}% found, was "
    assert seen[1].startswith(learnt)


def test_the_article_to_learn_most_from_is_opened(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.actions_["open-most-telling"].trigger()
    ended(window, qtbot)
    assert window.message.words.text().startswith("No article has open suggestions")
    window.actions_["suggest-everywhere"].trigger()
    ended(window, qtbot)
    first = next_to_annotate(library, 1)[0]
    window.session.open_article(next(id for id in library.article_ids() if id != first))
    window.actions_["open-most-telling"].trigger()
    ended(window, qtbot)
    assert window.session.article is not None
    assert window.session.article.id == first
    window.actions_["open-most-telling"].trigger()
    ended(window, qtbot)
    assert window.message.words.text() == "The open article is the one to learn most from."
