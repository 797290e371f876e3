"""What somebody is in the middle of when news arrive from another window: nothing of it is lost without a word."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Codebook, Option
from desktop.model.records import Annotation, Article, AttributeValue
from desktop.model.text import Fragment
from tests.making import added_article, answers, over, question
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, claim, click_row, message_of, press, type_words
from ui.window.main_window import MainWindow

CLAIM = "“We have waited too long,”"
_QUESTIONS = (
    question("tone", "choice", "calm", "sharp", open=True),
    question("checkable", "yes/no"),
    question("sum", "number"),
    question("when", "date"),
    question("place"),
)
LINES: dict[str, tuple[str, AttributeValue, AttributeValue]] = {  # what I type, what it is, what the other one says
    "note": ("mine", "mine", "theirs"),
    "place": ("Wexmouth", "Wexmouth", "Ferry Point"),
    "sum": ("3.5", 3.5, 7.0),
    "when": ("2026-05", "2026-05", "2025"),
    "tone": ("weary", "weary", "sharp"),
}


@pytest.fixture
def mine(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A window with a claim that is selected; it does not look by itself for what others do."""
    first, *others = library.codebook.labels
    with library.edit(operations.import_articles()) as edit:
        asking = replace(first, attributes=(*first.attributes, *_QUESTIONS))
        edit.set_codebook(Codebook(name="asking", labels=(asking, *others)))
    window = open_window(library)
    window.session.others.stop()
    claim(window, CLAIM, "Ada Lin")
    return window


@pytest.fixture
def colleague(library: Library) -> Iterator[Library]:
    """Another process's library, on the same file."""
    with Library.open(library.address, annotator="colleague", layer="") as another:
        yield another


def the_claim(library: Library, article: Article) -> Annotation:
    (found,) = (one for one in library.annotations(article.id) if one.label == "Claim")
    return found


def answered(library: Library, note: Annotation, name: str) -> AttributeValue | None:
    return note.note or None if name == "note" else answers(library.codebook, note).get(name)


def answer(library: Library, article: Article, name: str, value: AttributeValue) -> None:
    with library.edit(operations.answer(name)) as edit:
        there = the_claim(library, article)
        if name == "note":
            edit.change(there, note=str(value))
        else:
            attribute = edit.codebook.label("Claim").attribute(name)
            assert attribute is not None
            labelling.answer(edit, there, attribute, Option(name=str(value)) if attribute.open else value)


def delete_claim(library: Library, article: Article) -> None:
    library.catch_up()
    with library.edit(operations.delete_annotation("Claim")) as edit:
        labelling.delete(edit, the_claim(library, article))


def delete_article(library: Library, article: Article) -> None:
    library.catch_up()
    with library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, article)


def line_of(window: MainWindow, name: str) -> QLineEdit:
    heading = name.capitalize()
    field = child(window.details, QComboBox if name == "tone" else QLineEdit, heading)
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(line, QLineEdit)
    return line


def type_in(window: MainWindow, name: str, words: str) -> QLineEdit:
    line = line_of(window, name)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    type_words(words)
    return line


class TestAField:
    @pytest.mark.parametrize("name", LINES)
    def test_that_is_typed_in_does_not_write_over_what_arrives_meanwhile(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, name: str
    ) -> None:
        typed, _, theirs = LINES[name]
        undone_next = mine.session.undo_operation
        line = type_in(mine, name, typed)
        answer(colleague, article, name, theirs)
        mine.session.catch_up()
        assert line.text() == typed
        press(Qt.Key.Key_Tab)
        assert answered(library, the_claim(library, article), name) == theirs
        assert "changed elsewhere" in message_of(mine)
        assert typed in message_of(mine)
        assert line.text() == (f"{theirs:g}" if isinstance(theirs, float) else theirs)
        assert mine.session.undo_operation == undone_next
        colleague.undo()
        assert answered(library, the_claim(library, article), name) is None

    @pytest.mark.parametrize("name", LINES)
    @pytest.mark.parametrize("catches_up", [True, False])
    def test_keeps_what_is_typed_when_other_fields_change(
        self,
        mine: MainWindow,
        library: Library,
        colleague: Library,
        article: Article,
        name: str,
        catches_up: bool,
    ) -> None:
        other = "place" if name == "note" else "note"
        typed, value, _ = LINES[name]
        line = type_in(mine, name, typed)
        answer(colleague, article, other, "theirs")
        if catches_up:
            mine.session.catch_up()
            assert (line.text(), line_of(mine, other).text()) == (typed, "theirs")
        press(Qt.Key.Key_Tab)
        there = the_claim(library, article)
        assert (answered(library, there, name), answered(library, there, other)) == (value, "theirs")
        assert line_of(mine, other).text() == "theirs"
        assert message_of(mine) == ""
        mine.actions_["undo"].trigger()
        there = the_claim(library, article)
        assert (answered(library, there, name), answered(library, there, other)) == (None, "theirs")
        mine.actions_["redo"].trigger()
        assert answered(library, the_claim(library, article), name) == value
        with pytest.raises(Conflict):  # the claim is no longer what the colleague left
            colleague.undo()
        there = the_claim(library, article)
        assert (answered(library, there, name), answered(library, there, other)) == (value, "theirs")

    @pytest.mark.parametrize("name", LINES)
    def test_in_which_nothing_is_typed_after_all_shows_the_news(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, name: str
    ) -> None:
        _, _, theirs = LINES[name]
        line = type_in(mine, name, "2")
        answer(colleague, article, name, theirs)
        mine.session.catch_up()
        press(Qt.Key.Key_Backspace, Qt.Key.Key_Tab)
        assert line.text() == (f"{theirs:g}" if isinstance(theirs, float) else theirs)
        assert answered(library, the_claim(library, article), name) == theirs
        assert message_of(mine) == ""

    def test_whose_list_is_open_does_not_write_over_what_arrives_meanwhile(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, qtbot: QtBot
    ) -> None:
        field = child(mine.details, QComboBox, "Checkable")
        assert isinstance(field, QComboBox)
        for chooses, theirs in ((False, True), (True, False)):
            QTest.mouseClick(field, Qt.MouseButton.LeftButton)
            shown = field.currentText()
            answer(colleague, article, "checkable", theirs)
            mine.session.catch_up()
            assert (field.view().isVisible(), field.currentText()) == (True, shown)
            if chooses:
                field.view().setCurrentIndex(field.model().index(0, 0))
                QTest.keyClick(field.view(), Qt.Key.Key_Return)
            else:
                field.view().window().close()  # as by a click beside it
            qtbot.waitUntil(lambda words="Yes" if theirs else "No": field.currentText() == words)  # type: ignore[misc]
            assert ("changed elsewhere" in message_of(mine)) is chooses
            assert the_claim(library, article).attributes["checkable"] is theirs

    @pytest.mark.parametrize("catches_up", [True, False])
    @pytest.mark.parametrize("delete", [delete_claim, delete_article])
    @pytest.mark.parametrize("name", ["note", "tone"])
    def test_tells_what_was_typed_for_a_claim_that_is_gone(
        self,
        mine: MainWindow,
        library: Library,
        colleague: Library,
        article: Article,
        name: str,
        delete: Callable[[Library, Article], None],
        catches_up: bool,
    ) -> None:
        typed = LINES[name][0]
        undone_next = mine.session.undo_operation
        type_in(mine, name, typed)
        delete(colleague, article)
        if catches_up:
            mine.session.catch_up()
        else:
            press(Qt.Key.Key_Tab)
        assert f"“{typed}”" in message_of(mine)
        assert "no longer" in message_of(mine)
        assert mine.session.selected is None
        assert mine.session.undo_operation == undone_next
        colleague.undo()
        assert answered(library, the_claim(library, article), name) is None

    def test_stays_while_somebody_types_though_the_codebook_changes(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, qtbot: QtBot
    ) -> None:
        line = type_in(mine, "note", "mi")
        with colleague.edit(operations.import_articles()) as edit:
            edit.add_option("Claim", "tone", Option(name="weary"))
        mine.session.catch_up()
        type_words("ne")
        assert line.text() == "mine"
        click_row(mine.claims.list, 0)
        assert the_claim(library, article).note == "mine"
        assert line_of(mine, "note").text() == "mine"
        tone = child(mine.details, QComboBox, "Tone")
        assert isinstance(tone, QComboBox)
        assert tone.findText("weary") >= 0

    def test_gives_what_is_typed_to_its_claim_when_another_article_is_opened_by_a_key(
        self, mine: MainWindow, library: Library, article: Article
    ) -> None:
        type_in(mine, "note", "mine")
        mine.articles.step(1)
        assert the_claim(library, article).note == "mine"


class TestAMessage:
    def test_that_a_click_on_another_article_brings_about_stays_until_it_was_to_be_read(
        self, mine: MainWindow, colleague: Library, article: Article, qtbot: QtBot
    ) -> None:
        type_in(mine, "note", "mine")
        answer(colleague, article, "note", "theirs")
        click_row(mine.articles.list, 1)
        assert mine.session.article is not None
        assert mine.session.article.title == "River levels fall"
        assert "“mine”" in message_of(mine)

        qtbot.waitUntil(lambda: not mine.message._fresh.isActive())
        click_row(mine.articles.list, 2)
        assert message_of(mine) == ""


class TestThePicker:
    @pytest.mark.parametrize("catches_up", [True, False])
    def test_tells_of_a_claim_that_is_gone_and_whom_it_was_to_name(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, catches_up: bool
    ) -> None:
        mine.labelling.ask_speaker(mine.session.selected or "")
        type_words("Brand New")
        delete_claim(colleague, article)
        if catches_up:
            mine.session.catch_up()
        type_words(" Person")
        press(Qt.Key.Key_Return)
        assert "no longer in the library" in message_of(mine)
        assert "“Brand New Person”" in message_of(mine)
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
        assert QApplication.focusWidget() is mine.view.page

        colleague.undo()
        mine.session.catch_up()
        mine.session.select(the_claim(library, article).id)
        mine.labelling.ask_speaker(mine.session.selected or "")
        type_words("Brand New Person")
        press(Qt.Key.Key_Return)
        assert {speaker.name for speaker in library.speakers()} == {"Ada Lin", "Brand New Person"}


class TestTheSearch:
    @pytest.mark.parametrize("by_mouse", [True, False])
    def test_tells_of_a_hit_whose_article_is_gone_and_takes_it_away(
        self, mine: MainWindow, library: Library, colleague: Library, qtbot: QtBot, by_mouse: bool
    ) -> None:
        added_article(library, "The levels stay.", "River levels stay")
        mine.search.start()
        type_words("levels")
        qtbot.waitUntil(lambda: len(mine.search.hits) == 2)
        gone, left = (hit.article for hit in mine.search.hits)
        delete_article(colleague, gone)
        if by_mouse:
            click_row(mine.search._list, 0)
        else:
            press(Qt.Key.Key_Return)
        assert mine.search.is_open
        assert [hit.article.id for hit in mine.search.hits] == [left.id]
        assert [label.text() for label in mine.search._panel.findChildren(QLabel) if label.isVisible()] == [
            f"“{gone.title}” was deleted elsewhere."
        ]
        press(Qt.Key.Key_Return)
        assert mine.session.article is not None
        assert mine.session.article.id == left.id


class TestTheOpenArticle:
    def test_that_is_deleted_elsewhere_is_named_also_while_one_deletes_another(
        self, mine: MainWindow, library: Library, colleague: Library
    ) -> None:
        left, opened, deleted = (row.article for row in library.articles())
        mine.session.open_article(opened.id)
        delete_article(colleague, opened)
        with mine.session.edit(operations.delete_articles(1)) as edit:
            labelling.delete_article(edit, deleted)
        assert message_of(mine) == f"“{opened.title}” was deleted elsewhere."
        assert [row.article.id for row in library.articles()] == [left.id]

    def test_that_is_deleted_elsewhere_is_named_and_its_neighbour_is_opened(
        self, mine: MainWindow, library: Library, colleague: Library
    ) -> None:
        titles = ["Harbour bridge to close", "River levels fall", "Exports are up"]
        by_title = {row.article.title: row.article for row in library.articles()}
        mine.session.open_article(by_title[titles[1]].id)
        for gone, opened in ((titles[1], titles[2]), (titles[2], titles[0]), (titles[0], None)):
            delete_article(colleague, by_title[gone])
            mine.session.catch_up()
            assert message_of(mine) == f"“{gone}” was deleted elsewhere."
            assert (mine.session.article.title if mine.session.article else None) == opened
            chosen = [mine.session.library.article(id).title for id in mine.articles.chosen]
            assert chosen == ([opened] if opened else [])
        assert mine.articles.model.total == 0
        colleague.undo()
        mine.session.catch_up()
        assert mine.articles.model.total == 1

    def test_that_one_deletes_oneself_is_not_said_to_be_deleted_elsewhere(
        self, mine: MainWindow, library: Library
    ) -> None:
        mine.articles_controller.delete()
        assert message_of(mine) == ""
        assert mine.session.article is not None
        mine.actions_["undo"].trigger()
        assert library.count_articles()[0] == 3

    def test_shows_what_is_known_of_it_by_now_and_stays_where_it_is(
        self, mine: MainWindow, library: Library, colleague: Library
    ) -> None:
        long = added_article(library, "\n\n".join([TEXT] * 20), "Harbour bridge to close")
        mine.session.open_article(long.id)
        page = mine.view.page
        page.scroll_to(len(page.text) // 2)
        start = page.text.index("Mayor Ada Lin", page.point_at(page.rect().center().toPointF()) or 0)
        page.select_text(Fragment(start, start + len("Mayor Ada Lin")))
        place = page.verticalScrollBar().value()
        selection = page.selection
        press(Qt.Key.Key_C)
        type_words("May")
        picker = mine.view._picker
        for field, value in (("title", "Renamed elsewhere"), ("publisher", "The Agency"), ("status", "done")):
            with colleague.edit(operations.edit_articles(1)) as edit:
                edit.change(colleague.article(long.id), **{field: value})
            mine.session.catch_up()
            assert page.verticalScrollBar().value() == place
            assert picker.isVisible()
            assert picker._field.text() == "May"
        assert page.reading.title == "Renamed elsewhere"
        assert page.accessibleDescription() == "Renamed elsewhere"
        assert "The Agency" in page.reading.facts
        press(Qt.Key.Key_Escape)

        page.select_text(selection)
        colleague.undo()
        colleague.undo()
        colleague.undo()
        mine.session.catch_up()
        assert page.reading.title == "Harbour bridge to close"
        assert page.selection == selection
        assert page.textCursor().hasSelection()
        assert page.verticalScrollBar().value() == place

    @pytest.mark.parametrize(
        "title", ["Renamed elsewhere", "Harbour bridge", "Harbour", "A very long name " * 12, "جسر الميناء", ""]
    )
    def test_that_is_renamed_looks_as_if_it_were_opened_anew(
        self, mine: MainWindow, library: Library, colleague: Library, article: Article, title: str
    ) -> None:
        page = mine.view.page
        for name in (title, article.title):  # there, and back again by the colleague's undo
            if name == title:
                with colleague.edit(operations.edit_articles(1)) as edit:
                    edit.change(article, title=title, publisher="The Agency")
            else:
                colleague.undo()
            mine.session.catch_up()
            page.clearFocus()
            shown = page.grab().toImage()
            places = page.rects(over(TEXT, "Mayor Ada Lin")[0])
            mine.session.close_article()
            mine.session.open_article(article.id)
            assert places == page.rects(over(TEXT, "Mayor Ada Lin")[0])
            page.clearFocus()
            mine.view.select(None)
            assert page.reading.title in {name.strip(), ""}
            mine.session.select(the_claim(library, article).id)
            mine.view.select(the_claim(library, article).id)
            assert shown == page.grab().toImage()
