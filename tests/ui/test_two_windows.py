"""Two real windows on one library, of which one has not yet caught up with what was done in the other."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Article, Speaker
from tests.making import answers, option_names, question, said
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, claim, click_row, drag, drag_end, press, type_words
from ui.window.main_window import MainWindow

CLAIM = "“We have waited too long,”"
_QUESTIONS = (
    question("tone", "choice", "calm", "sharp", open=True),
    question("place"),
)


@pytest.fixture
def windows(
    library: Library, article: Article, open_window: Callable[[Library], MainWindow]
) -> Iterator[tuple[MainWindow, MainWindow]]:
    """Two windows, each with a library of its own on one file, on an article with one claim of Ada Lin's.

    Neither looks by itself for what the other one does.
    """
    first, *others = library.codebook.labels
    with library.edit(operations.import_articles()) as edit:
        asking = replace(first, attributes=(*first.attributes, *_QUESTIONS))
        edit.set_codebook(Codebook(name="asking", labels=(asking, *others)))
    mine = open_window(library)
    claim(mine, CLAIM, "Ada Lin")
    with Library.open(library.address, annotator="colleague", layer="") as another:
        theirs = open_window(another)
        for window in (mine, theirs):
            window.session.others.stop()
            window.session.select(the_claim(library, article).id)
        yield mine, theirs


def the_claim(library: Library, article: Article) -> Annotation:
    (found,) = (one for one in library.annotations(article.id) if one.label == "Claim")
    return found


def front(window: MainWindow) -> None:
    window.raise_()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def fill(window: MainWindow, name: str, words: str) -> None:
    front(window)
    field = child(window.details, QComboBox, name) if name == "Tone" else child(window.details, QLineEdit, name)
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def options(library: Library) -> tuple[str, ...]:
    library.catch_up()
    return option_names(library.codebook, "Claim", "tone")


def refusals(window: MainWindow) -> list[str]:
    """Why something is not done in this window from now on, as it is told."""
    sentences: list[str] = []
    window.session.messages.told_until_done.connect(lambda sentence: sentences.append(sentence))
    return sentences


def test_two_windows_each_add_an_option_and_both_stay(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article
) -> None:
    mine, theirs = windows
    front(mine)
    claim(mine, "nobody asked us", "A spokesman")
    fill(theirs, "Tone", "weary")
    fill(mine, "Tone", "defiant")
    assert options(library) == ("calm", "sharp", "weary", "defiant")
    tones = {said(TEXT, [one])[0]: answers(library.codebook, one)["tone"] for one in library.annotations(article.id)}
    assert tones == {CLAIM: "weary", "“nobody asked us”": "defiant"}

    sentences = refusals(theirs)
    front(theirs)
    theirs.actions_["undo"].trigger()
    QApplication.processEvents()
    assert options(library) == ("calm", "sharp", "defiant"), "one undo took the other's option along"
    mine.actions_["undo"].trigger()
    assert options(library) == ("calm", "sharp")
    assert sentences == []


def test_a_handle_that_is_dragged_keeps_the_answers_that_were_not_seen_yet(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article
) -> None:
    mine, theirs = windows
    fill(theirs, "Tone", "sharp")
    fill(theirs, "Place", "Wexmouth")
    front(mine)
    drag_end(mine, "she told")
    found = the_claim(library, article)
    assert said(TEXT, [found]) == ["“We have waited too long,” she told"]
    assert (found.attributes["tone"], found.attributes["place"]) == ("sharp", "Wexmouth")
    assert found.attributes["quotation"] == "mixed"
    assert mine.session.selected_annotation == found


def test_what_cannot_be_done_any_more_is_said_and_the_window_catches_up(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article, qtbot: QtBot
) -> None:
    mine, theirs = windows
    front(theirs)
    theirs.view.page.setFocus()
    press(Qt.Key.Key_Delete)
    assert library.annotations(article.id) == []
    assert mine.claims.model.rowCount() == 1
    with qtbot.waitSignal(mine.session.messages.told_until_done) as told:
        fill(mine, "Place", "Wexmouth")
    sentence, *_ = told.args
    assert "no longer in the library" in sentence
    assert mine.claims.model.rowCount() == 0
    assert mine.session.selected is None


def test_a_speaker_that_was_set_meanwhile_is_not_written_over(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article, qtbot: QtBot
) -> None:
    mine, theirs = windows

    def name(window: MainWindow, words: str) -> None:
        front(window)
        window.view.page.setFocus()
        press(Qt.Key.Key_Return)
        type_words(words)
        press(Qt.Key.Key_Return)

    name(theirs, "A spokesman")
    with qtbot.waitSignal(mine.session.messages.told_until_done):
        name(mine, "Tom Reed")
    (source,) = library.attributions(article.id)[the_claim(library, article).id].sources
    speaker = library.speaker(source.speaker or "")
    assert speaker is not None
    assert speaker.name == "A spokesman"
    assert "Tom Reed" not in {speaker.name for speaker in library.speakers()}
    assert [b.toolTip() for b in mine.details.findChildren(QPushButton) if "A spokesman" in b.text()]


def test_two_dialogs_on_one_speaker_each_keep_what_the_other_changed(
    windows: tuple[MainWindow, MainWindow], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.speakers.speaker_dialog import SpeakerDialog

    mine, theirs = windows

    def edit(window: MainWindow, change: Callable[[SpeakerDialog], None]) -> None:
        def fill_in(dialog: SpeakerDialog) -> int:
            change(dialog)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(SpeakerDialog, "exec", fill_in)
        click_row(window.speakers.list, 0)
        window.speakers_controller.edit_chosen()

    def theirs_change(dialog: SpeakerDialog) -> None:
        dialog.role.setText("Mayor")
        dialog.aliases.setText("Lin")

    def mine_change(dialog: SpeakerDialog) -> None:
        dialog.affiliation.setText("Harbour city")
        dialog.aliases.setText("the mayor")

    edit(theirs, theirs_change)
    edit(mine, mine_change)
    (speaker,) = library.speakers()
    assert (speaker.role, speaker.affiliation) == ("Mayor", "Harbour city")
    assert set(speaker.aliases) == {"Lin", "the mayor"}


def test_two_dialogs_on_one_article_each_keep_what_the_other_changed(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.articles.article_dialog import ArticleDialog

    mine, theirs = windows

    def edit(window: MainWindow, name: str, words: str) -> None:
        def fill_in(dialog: ArticleDialog) -> int:
            dialog.line(name).setText(words)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(ArticleDialog, "exec", fill_in)
        window.articles_controller.edit()

    edit(theirs, "publisher", "The Herald")
    edit(mine, "title", "The bridge closes")
    now = library.article(article.id)
    assert (now.title, now.publisher) == ("The bridge closes", "The Herald")


def test_an_article_that_was_marked_done_meanwhile_stays_so_when_it_is_labelled(
    windows: tuple[MainWindow, MainWindow], library: Library
) -> None:
    mine, theirs = windows
    second = library.articles()[1].article
    mine.session.open_article(second.id)
    theirs.session.open_article(second.id)
    theirs.articles_controller.mark("done")
    front(mine)
    claim(mine, "It rains no more")
    assert library.article(second.id).status == "done"
    assert said(library.text(second.id), library.annotations(second.id)) == ["It rains no more"]


def _mention(window: MainWindow, words: str, speaker: str = "") -> None:
    """Mark words as the mention that shows the selected claim's next speaker."""
    front(window)
    window.view.page.setFocus()
    drag(window, words)
    press(Qt.Key.Key_S)
    if speaker:
        type_words(speaker)
        press(Qt.Key.Key_Return)


def _add_joint(window: MainWindow, speaker: str) -> None:
    front(window)
    QTest.qWait(1)
    (button,) = (
        b for b in window.details.findChildren(QPushButton) if b.text().startswith("Add a joint") and b.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    type_words(speaker)
    press(Qt.Key.Key_Return)


def _named(library: Library, claim: Annotation) -> list[tuple[str, bool]]:
    """The names of a claim's sources, and whether a mention shows each."""
    names = {speaker.id: speaker.name for speaker in library.speakers()}
    attribution = library.attribution(claim.id)
    assert attribution is not None
    return [(names[source.speaker or ""], source.mention is not None) for source in attribution.sources]


def _speakers_shown(window: MainWindow) -> list[str]:
    QTest.qWait(1)
    tips = [QTextDocumentFragment.fromHtml(one.toolTip()).toPlainText() for one in _buttons(window)]
    return [words.partition(":")[0] for words in tips if words.endswith("choose another speaker")]


def _buttons(window: MainWindow) -> list[QPushButton]:
    return [button for button in window.details.findChildren(QPushButton) if button.isVisible()]


def test_a_speaker_who_is_added_in_both_windows_is_named_once(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article
) -> None:
    mine, theirs = windows
    the = the_claim(library, article)
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="The spokesman"))
    _mention(mine, "Mayor Ada Lin")
    theirs.session.catch_up()
    _mention(theirs, "A spokesman", "The spokesman")
    assert [name for name, _ in _named(library, the)] == ["Ada Lin", "The spokesman"]
    _add_joint(mine, "The spokesman")
    assert _named(library, the) == [("Ada Lin", True), ("The spokesman", True)]
    mine.session.catch_up()
    assert _speakers_shown(mine) == ["Ada Lin", "The spokesman"]


def test_speakers_of_one_claim_that_are_merged_are_named_once_and_split_by_undo(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article, qtbot: QtBot
) -> None:
    mine, theirs = windows
    the = the_claim(library, article)
    _mention(mine, "Mayor Ada Lin")
    mine.session.select(the.id)
    _add_joint(mine, "The mayor")
    theirs.session.catch_up()
    before = _named(library, the)
    assert before == [("Ada Lin", True), ("The mayor", False)]
    for kept in ("The mayor", "Ada Lin"):
        ids = {speaker.name: speaker.id for speaker in library.speakers()}
        (duplicate,) = ids.keys() - {kept}
        theirs.session.catch_up()
        model = theirs.speakers.model
        qtbot.waitUntil(lambda model=model: model.rowCount() == 2)  # type: ignore[misc]
        rows = {model.id_at(row): model.index(row) for row in range(model.rowCount())}
        model.dropMimeData(model.mimeData([rows[ids[duplicate]]]), Qt.DropAction.LinkAction, -1, -1, rows[ids[kept]])
        assert _named(library, the) == [(kept, True)]
        mine.session.catch_up()
        assert _speakers_shown(mine) == [kept]
        sentences = refusals(mine)
        front(mine)
        mine.actions_["undo"].trigger()  # of what the merge took up
        QApplication.processEvents()
        assert _named(library, the) == [(kept, True)]
        assert len(sentences) == 1
        theirs.actions_["undo"].trigger()
        assert _named(library, the) == before
        theirs.actions_["redo"].trigger()
        assert _named(library, the) == [(kept, True)]
        theirs.actions_["undo"].trigger()


def test_a_speaker_whom_two_mentions_show_has_one_row_and_goes_as_a_whole(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article
) -> None:
    mine, _ = windows
    the = the_claim(library, article)
    _mention(mine, "Mayor Ada Lin")
    mine.session.select(the.id)
    _mention(mine, "she told", "Ada Lin")
    assert _named(library, the) == [("Ada Lin", True), ("Ada Lin", True)]
    mine.session.select(the.id)
    assert _speakers_shown(mine) == ["Ada Lin"]
    (away,) = (b for b in mine.details.findChildren(QAbstractButton) if b.accessibleName() == "Remove Ada Lin")
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)
    assert _named(library, the) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Q])
def test_words_that_two_windows_mark_for_one_claim_are_one_mention_or_cue(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article, key: Qt.Key
) -> None:
    mine, theirs = windows
    for window in (theirs, mine):
        front(window)
        window.view.page.setFocus()
        drag(window, "told reporters")
        press(key)
    marked = [one for one in library.annotations(article.id) if one.label != "Claim"]
    assert said(TEXT, marked) == ["told reporters"]
    attribution = library.attributions(article.id)[the_claim(library, article).id]
    assert len(attribution.sources) == 1
    assert attribution.sources[0].speaker
    assert mine.session.state is not None
    assert marked[0].id in mine.session.state.annotations, "what the other one did is not to be seen yet"
    assert mine.session.undo_operation == library.undo_operation == operations.set_speaker()


def test_a_new_name_that_another_window_just_added_is_that_speaker(
    windows: tuple[MainWindow, MainWindow], library: Library, article: Article
) -> None:
    mine, theirs = windows
    front(mine)
    mine.view.page.setFocus()
    drag(mine, "nobody asked us")
    press(Qt.Key.Key_C)
    type_words("KIM LÉE")
    with theirs.session.edit(operations.add_speaker()) as edit:
        kim = edit.add(Speaker(name="Kim Lee"))
    press(Qt.Key.Key_Return)
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lin", "Kim Lee"]
    assert library.claims_by_speaker(article.id)[kim.id] == 1
