"""Tags and sets of articles, and what is asked before an article is done."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMessageBox, QStyle, QStyleOptionViewItem

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation
from tests.making import over
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, click_row, press, type_words
from ui.articles.groups_dialog import GroupsDialog
from ui.window.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def in_dialog(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[GroupsDialog], object]], None]:
    """Does something in the dialog as soon as it is open, and saves."""

    def do_there(do: Callable[[GroupsDialog], object]) -> None:
        def exec_(dialog: GroupsDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            QApplication.processEvents()
            do(dialog)
            QTest.mouseClick(dialog.accept_button, _LEFT)
            return dialog.result()

        monkeypatch.setattr(GroupsDialog, "exec", exec_)

    return do_there


InDialog = Callable[[Callable[[GroupsDialog], object]], None]


def click_box(view: QListWidget, name: str) -> None:
    """Click the box of this name with the mouse."""
    (item,) = view.findItems(name, Qt.MatchFlag.MatchExactly)
    view.scrollToItem(item)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualItemRect(item)  # type: ignore[attr-defined]
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator  # type: ignore[attr-defined]
    box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    QTest.mouseClick(view.viewport(), _LEFT, pos=box.center())


def groups(library: Library) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(row.article.tags, row.article.sets) for row in library.articles()]


def test_an_article_gets_tags_by_the_keys_alone(window: MainWindow, library: Library, in_dialog: InDialog) -> None:
    def type_them(dialog: GroupsDialog) -> None:
        assert QApplication.focusWidget() is dialog.tags.line
        type_words("war,  war , gas  prices")

    in_dialog(type_them)
    window.view.setFocus()
    press(Qt.Key.Key_T, modifier=_CTRL)
    assert groups(library)[0] == (("war", "gas prices"), ())
    assert "#war #gas prices" in window.articles.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert window.session.undo_operation == operations.group_articles(1)
    window.actions_["undo"].trigger()
    assert groups(library)[0] == ((), ())


def test_many_articles_get_and_lose_tags_in_one_step(window: MainWindow, library: Library, in_dialog: InDialog) -> None:
    first, second, _ = library.article_ids()
    with library.edit(operations.group_articles(2)) as edit:
        edit.change_all(
            (article, {"tags": tags, "sets": ("pilot",)})
            for article, tags in zip(edit.articles_by_id([first, second]).values(), (("a", "b"), ("b",)), strict=True)
        )
    before = groups(library)

    def change(dialog: GroupsDialog) -> None:
        states = {dialog.tags.list.item(row).text(): dialog.tags.list.item(row).checkState() for row in range(2)}
        assert states == {"a": Qt.CheckState.PartiallyChecked, "b": Qt.CheckState.PartiallyChecked}
        click_box(dialog.tags.list, "b")  # all have it from now on
        click_box(dialog.sets.list, "pilot")
        click_box(dialog.sets.list, "pilot")  # none is in it any more
        dialog.sets.line.setFocus()
        type_words("Round 2")

    in_dialog(change)
    window.articles.list.setFocus()
    press(Qt.Key.Key_A, modifier=_CTRL)
    window.actions_["group-articles"].trigger()
    assert groups(library) == [(("a", "b"), ("Round 2",)), (("b",), ("Round 2",)), (("b",), ("Round 2",))]
    assert window.session.undo_operation == operations.group_articles(3)
    window.actions_["undo"].trigger()
    assert groups(library) == before


def test_a_name_that_is_known_is_not_made_twice(window: MainWindow, library: Library, in_dialog: InDialog) -> None:
    with library.edit(operations.group_articles(1)) as edit:
        edit.change(edit.article(library.article_ids()[1]), tags=("Überflutung",))
    in_dialog(lambda dialog: dialog.tags.line.setText("uberflutung"))
    window.actions_["group-articles"].trigger()
    assert groups(library)[0] == (("Überflutung",), ())


def test_an_article_is_skipped_and_taken_up_again_by_a_click(window: MainWindow, library: Library) -> None:
    window.actions_["mark-skipped"].trigger()
    assert library.articles()[0].article.status == "skipped"
    assert window.actions_["mark-skipped"].isChecked()
    view = window.articles.list
    rect = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), _LEFT, pos=rect.topLeft() + QPoint(24, 18))
    assert library.articles()[0].article.status == "new"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox]:
    """The boxes that ask, each answered by Enter."""
    boxes: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        boxes.append(box)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return boxes


def test_what_is_left_is_told_before_an_article_is_done(
    window: MainWindow, library: Library, asked: list[QMessageBox]
) -> None:
    claim(window, "“We have waited too long,”")
    article = library.article_ids()[0]
    with library.edit(operations.suggest()) as edit:
        label = edit.codebook.of_role("claim")[0]
        edit.add(Annotation(article=article, label=label, fragments=over(TEXT, "nobody asked us"), status="suggested"))
    window.view.setFocus()
    press(Qt.Key.Key_D)
    (box,) = asked
    assert box.informativeText() == "1 suggestion waits. 1 claim is without a speaker."
    assert library.article(article).status == "done", "Enter goes on"


def test_who_does_not_agree_goes_on_working(
    window: MainWindow, library: Library, asked: list[QMessageBox], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(window, "“We have waited too long,”")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box) or 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[1])
    press(Qt.Key.Key_D)
    assert len(asked) == 1
    assert library.articles()[0].article.status == "in progress"


def test_it_can_be_told_not_to_ask(
    window: MainWindow, library: Library, asked: list[QMessageBox], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(window, "“We have waited too long,”")

    def check(box: QMessageBox) -> int:
        asked.append(box)
        check_box = box.checkBox()
        assert check_box is not None
        check_box.setChecked(True)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", check)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    press(Qt.Key.Key_D)
    window.actions_["mark-new"].trigger()
    press(Qt.Key.Key_D)
    assert len(asked) == 1
    assert not window.settings.asks_about_open_ones
    assert library.articles()[0].article.status == "done"


def test_nothing_is_asked_where_nothing_is_left(window: MainWindow, library: Library, asked: list[QMessageBox]) -> None:
    claim(window, "“We have waited too long,”", "Ada")
    press(Qt.Key.Key_D)
    click_row(window.articles.list, 1)
    window.articles.list.setFocus()
    press(Qt.Key.Key_A, modifier=_CTRL)
    window.actions_["mark-done"].trigger()
    assert asked == []
    assert library.count_articles() == (3, 3)
