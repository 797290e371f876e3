"""What is told of a step that is undone or redone where it is not in view."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, Article, Speaker
from tests.making import added_article, over
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, message_of, press
from ui.window.main_window import MainWindow

Open = Callable[[Library], MainWindow]


def another(library: Library) -> Article:
    """A second article, which is open in no window."""
    return added_article(library, "The river falls.", "River")


def told_by(window: MainWindow, key: Qt.Key) -> str:
    """What is told of the step that is taken by this key with Ctrl; "" for nothing."""
    told: list[str] = []
    hearing = window.session.messages.told_of_step.connect(told.append)
    window.view.setFocus()
    press(key, modifier=Qt.KeyboardModifier.ControlModifier)
    window.session.messages.disconnect(hearing)
    return " ".join(told)


def undo(window: MainWindow) -> str:
    return told_by(window, Qt.Key.Key_Z)


def redo(window: MainWindow) -> str:
    return told_by(window, Qt.Key.Key_Y)


def test_it_is_shown_until_something_else_is_done(library: Library, article: Article, open_window: Open) -> None:
    other = another(library)
    window = open_window(library)
    window.session.open_article(article.id)
    with window.session.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(other.id), status="done")
    undo(window)
    assert message_of(window) == "Undone: Mark as done (in “River”)."
    with window.session.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Bo"))
    assert message_of(window) == ""


def test_of_another_articles_status_it_is_told_where_it_was_undone(
    library: Library, article: Article, open_window: Open
) -> None:
    other = another(library)
    window = open_window(library)
    window.session.open_article(article.id)
    with window.session.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(other.id), status="done")
    assert undo(window) == "Undone: Mark as done (in “River”)."
    assert redo(window) == "Done again: Mark as done (in “River”)."
    assert window.session.article is not None
    assert window.session.article.id == article.id


def test_of_several_articles_it_is_told_how_many(library: Library, article: Article, open_window: Open) -> None:
    others = [added_article(library, f"The river falls {times}.", "River") for times in ("once", "twice")]
    window = open_window(library)
    window.session.open_article(article.id)
    with window.session.edit(operations.mark_articles("done", 2)) as edit:
        for one in others:
            edit.change(edit.article(one.id), status="done")
    assert undo(window) == "Undone: Mark 2 articles as done (in 2 articles)."


def test_of_another_layer_it_is_told_in_whose_it_was_undone(
    library: Library, article: Article, open_window: Open
) -> None:
    window = open_window(library)
    session = window.session
    session.open_article(article.id)
    claim(window, "its boats were full", "Ada Lin")
    with Library.open(library.address, annotator="colleague") as theirs, theirs.edit(operations.add_speaker()) as edit:
        labelling.annotate(edit, article.id, TEXT, over(TEXT, "nobody"), edit.codebook.label("Claim"))
    session.catch_up()
    session.work_in("colleague")
    claim(window, "The bridge will close", "Ada Lin")
    session.work_in("")
    assert undo(window) == "Undone: Set speaker (in the layer of colleague)."
    assert undo(window) == "Undone: Label Claim (in the layer of colleague)."
    assert undo(window) == ""
    assert session.state is not None
    assert session.state.progress().without_speaker == 1


def test_of_another_layer_of_another_article_both_are_told_and_none_is_opened(
    library: Library, article: Article, open_window: Open
) -> None:
    other, window = another(library), open_window(library)
    window.session.open_article(article.id)
    with Library.open(library.address, annotator=library.annotator, layer=ADJUDICATED) as decided:
        text = decided.text(other.id)
        with decided.edit(operations.adjudicate()) as edit:
            labelling.annotate(edit, other.id, text, over(text, "The river"), edit.codebook.label("Claim"))
    window.session.catch_up()
    assert undo(window) == "Undone: Decide on a claim (in “River”, in the layer “Adjudicated”)."
    assert window.session.article is not None
    assert window.session.article.id == article.id


def test_of_what_is_seen_nothing_is_told(window: MainWindow, library: Library) -> None:
    claim(window, "its boats were full", "Ada Lin")
    assert [undo(window), undo(window), redo(window), redo(window)] == [""] * 4
    with window.session.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Bo"))
    assert undo(window) == ""


def test_of_the_codebook_it_is_told_where_its_page_is_not_shown(window: MainWindow, library: Library) -> None:
    with window.session.edit(operations.rename_codebook("Mine")) as edit:
        edit.set_codebook(replace(library.codebook, name="Mine"))
    assert undo(window) == "Undone: Rename the codebook to “Mine”."
    redo(window)
    window.codebook.open()
    window.undo()
    assert window.codebook.page is not None
    QApplication.processEvents()
    assert not window.codebook.page.message.isVisible()
