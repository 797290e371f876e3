"""The codebook editor in the real window: by mouse and by keys, while others work, on an article that is labelled."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.exchange import codebook_files
from desktop.library import Library, Use
from desktop.model import nested_options, operations
from desktop.model.codebook import Attribute, AttributeKind, Label, Option, PartPath
from desktop.model.ready_codebooks import ready
from desktop.model.records import Annotation
from tests.making import answers
from tests.ui.codebook.editing import (
    ALT,
    CTRL,
    LEFT,
    TOPIC,
    add,
    answered,
    choose,
    click,
    field,
    open_menu,
    options,
    shown,
    write,
)
from tests.ui.gestures import claim, drag, press, type_words
from ui.base.file_dialogs import FileDialog
from ui.codebook.defaults import default_of
from ui.codebook.dialogs import DeleteDialog, OptionDialog, ReadyDialog
from ui.codebook.page import CodebookPage
from ui.codebook.words import used_words
from ui.window.main_window import MainWindow


def test_it_opens_in_the_place_of_the_text_and_esc_leads_back(
    page: CodebookPage, window: MainWindow, library: Library
) -> None:
    assert not window.toolbar.isVisible()
    assert QApplication.focusWidget() is page.outline
    press(Qt.Key.Key_D)  # which marks an article as done where the text is shown
    assert window.session.article is not None
    assert window.session.article.status == "new"
    assert not window.actions_["mark-done"].isEnabled()
    assert window.status.claims.text() == "4 labels · 2 attributes · 7 options"
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert QApplication.focusWidget() is window.view.page
    press(Qt.Key.Key_D)
    assert window.session.article.status == "done"


@pytest.mark.parametrize(
    ("kind", "name"),
    [(QLineEdit, "Name"), (QLineEdit, "Key"), (QComboBox, "Role"), (QPushButton, "Colour"), (QPushButton, "Delete…")],
)
def test_one_esc_leads_back_from_wherever_the_keyboard_is(
    page: CodebookPage, window: MainWindow, kind: type[QWidget], name: str
) -> None:
    choose(page, "Cue")
    field(page, kind, name).setFocus()
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert QApplication.focusWidget() is window.view.page


def test_esc_saves_a_guideline_and_takes_back_a_name_before_it_leads_back(page: CodebookPage, library: Library) -> None:
    choose(page, "Cue")
    press(Qt.Key.Key_F2)
    type_words("Verb")
    press(Qt.Key.Key_Escape)
    assert page.isVisible()
    assert field(page, QLineEdit, "Name").text() == "Cue"  # type: ignore[attr-defined]
    field(page, QTextEdit, "Guideline").setFocus()
    type_words("Words that report.")
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert "Words that report." in library.codebook.label("Cue").guideline
    assert library.codebook.label("Cue").name == "Cue"


def test_the_codebooks_name_in_the_toolbar_leads_to_it(window: MainWindow) -> None:
    (button,) = (
        one
        for one in window.toolbar.findChildren(QToolButton)
        if one.accessibleName() == "Codebook: Claims and speakers"
    )
    QTest.mouseClick(button, LEFT)
    assert window.codebook.is_open
    page = shown(window)
    write(page, "Name of the codebook", "Bridges")
    QTest.mouseClick(page.back, LEFT)
    assert button.text() == "Bridges"
    window.actions_["undo"].trigger()
    assert button.text() == "Claims and speakers"


def test_a_codebook_is_made_from_nothing_used_renamed_merged_exported_and_read_back(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.actions_["edit-codebook"].trigger()
    page = shown(window)
    made: dict[str, PartPath] = {}
    for label, key in (("Demand", "W"), ("Doubt", "Z")):
        made[label] = add(page, "+ Label", label, "Claim")
        write(page, "Key", key.lower())
    kinds = {"Topic": "Choice", "Tones": "Several", "Sure": "Yes or no", "Share": "Number", "Day": "Date"}
    for name, kind in kinds.items():
        choose(page, *made["Demand"])
        made[name] = add(page, "+ Attribute", name, kind)
    choose(page, *made["Topic"])
    made["Economy"] = add(page, "+ Option", "Economy")
    for name in ("Taxes", "Levies", "Climate"):
        page.outline.setFocus()
        press(Qt.Key.Key_Insert)
        type_words(name)
        press(Qt.Key.Key_Return)
        QTest.qWait(200)
        made[name] = page.outline.chosen_path or ()
    for name in ("Taxes", "Levies"):
        choose(page, *made[name])
        press(Qt.Key.Key_Right, modifier=ALT)
    assert options(library, made["Topic"]) == ["Economy", "  Taxes", "  Levies", "Climate"]
    demand = library.codebook.at(made["Demand"])
    assert isinstance(demand, Label)
    assert (demand.role, demand.shortcut) == ("claim", "W")
    assert [one.kind for one in demand.attributes] == ["choice", "choices", "yes/no", "number", "date"]

    press(Qt.Key.Key_Escape)
    window.view.page.setFocus()
    drag(window, "We have waited too long")
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_Escape)
    claimed = window.session.selected_annotation
    assert claimed is not None
    assert claimed.label == demand.id
    boxes = [one for one in window.details.findChildren(QComboBox) if one.accessibleName() == "Topic"]
    combo = next(one for one in boxes if one.isVisible())
    combo.setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)  # Levies
    assert in_words(library, claimed)["Topic"] == "Levies"

    window.actions_["edit-codebook"].trigger()
    shown(window)
    choose(page, *made["Demand"])
    write(page, "Name", "Claim to do something")
    choose(page, *made["Levies"])
    answered(monkeypatch, OptionDialog, lambda dialog: dialog.choices.filter.setText("taxes"))
    click(page, "Merge into…")
    assert in_words(library, claimed)["Topic"] == "Taxes"
    assert library.undo_operation == operations.merge_options("Levies", "Taxes")

    target = tmp_path / "mine.toml"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(page, "Export…")
    assert codebook_files.read(target) == library.codebook


def test_a_rename_and_what_was_marked_before_it_are_taken_back_when_the_program_was_started_again(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(library)
    drag(window, "We have waited too long")
    press(Qt.Key.Key_C)
    made = window.session.selected
    assert made
    window.actions_["edit-codebook"].trigger()
    page = shown(window)
    choose(page, "Claim")
    write(page, "Name", "Statement")
    assert library.codebook.label("Claim").name == "Statement"
    window.hide()

    with Library.open(library.address, annotator="tester") as tomorrow:
        window = open_window(tomorrow)
        for step, name, is_there in (
            ("undo", "Claim", True),
            ("undo", "Claim", False),
            ("redo", "Claim", True),
            ("redo", "Statement", True),
        ):
            window.actions_[step].trigger()
            assert tomorrow.codebook.label("Claim").name == name
            assert (tomorrow.annotation(made) is not None) == is_there


def in_words(library: Library, annotation: Annotation) -> dict[str, object]:
    there = library.annotation(annotation.id)
    assert there is not None
    label = library.codebook.label(there.label)
    return {one.name: answers(library.codebook, there).get(one.id) for one in label.attributes}


def test_options_are_moved_and_nested_by_keys_each_as_one_step(page: CodebookPage, library: Library) -> None:
    before = options(library)
    choose(page, *TOPIC, "Climate")
    press(Qt.Key.Key_Up, modifier=ALT)
    assert options(library) == ["Climate", "Economy", "  Taxes", "  Jobs"]
    press(Qt.Key.Key_Down, modifier=ALT)
    assert options(library) == before
    press(Qt.Key.Key_Right, modifier=ALT)
    assert options(library) == ["Economy", "  Taxes", "  Jobs", "  Climate"]
    choose(page, *TOPIC, "Taxes")
    press(Qt.Key.Key_Left, modifier=ALT)
    assert options(library) == ["Economy", "  Jobs", "  Climate", "Taxes"]
    assert page.outline.chosen_path == (*TOPIC, "Taxes")
    assert library.undo_operation == operations.move_part("Taxes")
    for _ in range(4):
        press(Qt.Key.Key_Z, modifier=CTRL)
    assert options(library) == before
    choose(page, "Other")
    press(Qt.Key.Key_Up, modifier=ALT)
    assert [label.id for label in library.codebook.labels] == ["Claim", "Speaker", "Other", "Cue"]


@pytest.mark.parametrize(
    ("dragged", "row", "onto", "expected"),
    [
        ((*TOPIC, "Climate"), 0, (*TOPIC, "Economy"), ["Economy", "  Climate", "  Taxes", "  Jobs"]),
        ((*TOPIC, "Jobs"), -1, (*TOPIC, "Taxes"), ["Economy", "  Taxes", "    Jobs", "Climate"]),
        ((*TOPIC, "Taxes"), 2, TOPIC, ["Economy", "  Jobs", "Climate", "Taxes"]),
        ((*TOPIC, "Economy"), -1, (*TOPIC, "Taxes"), None),  # into itself
        ((*TOPIC, "Economy"), -1, ("Claim", "quotation"), None),  # into another attribute
        ((*TOPIC, "Economy"), 0, (), None),
        (TOPIC, 0, ("Claim",), "before"),
        (TOPIC, -1, ("Speaker",), None),
    ],
)
def test_a_row_is_dropped_where_it_may_lie(
    page: CodebookPage,
    library: Library,
    dragged: PartPath,
    row: int,
    onto: PartPath,
    expected: list[str] | str | None,
) -> None:
    rows, before = page.outline.rows, options(library)
    data, parent = rows.mimeData([rows.index_of(dragged)]), rows.index_of(onto)
    allowed = rows.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    assert allowed == (expected is not None)
    rows.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    if expected == "before":
        assert [one.id for one in library.codebook.label("Claim").attributes] == ["topic", "quotation"]
    else:
        assert options(library) == (expected or before)


@pytest.mark.parametrize(("option", "likeliest"), [("Jobs", None), ("Job market", None), ("Tax", "Taxes")])
def test_an_option_is_merged_into_the_likest_one_or_into_none_before_one_is_chosen(
    page: CodebookPage, library: Library, monkeypatch: pytest.MonkeyPatch, option: str, likeliest: str | None
) -> None:
    if option != "Jobs":
        with library.edit(operations.add_option(option)) as edit:
            labelling.add_part(edit, TOPIC, Option(id=option, name=option, parent="Economy"))
    choose(page, *TOPIC, option)
    asked: list[tuple[str | None, bool]] = []
    answered(monkeypatch, OptionDialog, lambda dialog: asked.append((dialog.chosen, dialog.accept_button.isEnabled())))
    click(page, "Merge into…")
    assert asked == [(likeliest, likeliest is not None)]


def test_where_an_option_lies_is_chosen_before_it_is_moved(
    page: CodebookPage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = options(library)
    choose(page, *TOPIC, "Jobs")
    answered(monkeypatch, OptionDialog, lambda dialog: None)
    click(page, "Below")
    assert options(library) == before, "Enter moved it to the top"
    answered(monkeypatch, OptionDialog, lambda dialog: dialog.choices.filter.setText("no other"))
    click(page, "Below")
    assert options(library) == ["Economy", "  Taxes", "Climate", "Jobs"]


def test_an_option_is_retired_and_offered_no_more(page: CodebookPage, window: MainWindow, library: Library) -> None:
    choose(page, *TOPIC, "Jobs")
    click(page, "Retire")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    claim(window, "The bridge will close in May")
    boxes = [one for one in window.details.findChildren(QComboBox) if one.accessibleName() == "Topic"]
    combo = next(one for one in boxes if one.isVisible())
    assert [combo.itemText(place) for place in range(combo.count())] == ["—", "Economy", "Taxes", "Climate"]
    window.actions_["edit-codebook"].trigger()
    shown(window)
    click(page, "Offer again")
    assert library.undo_operation == operations.restore_option("Jobs")


def test_a_right_click_offers_what_can_be_done(page: CodebookPage, window: MainWindow, library: Library) -> None:
    row = page.outline.visualRect(page.outline.rows.index_of((*TOPIC, "Jobs"))).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, row, page.outline.viewport().mapToGlobal(row))
    QApplication.sendEvent(page.outline.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions()}
    assert [text for text in actions if text] == [
        "Rename\tF2", "Below…", "Merge into…", "Retire", "Add an option\tIns", "Add an attribute", "Delete…\tDel"
    ]  # fmt: skip
    actions["Retire"].trigger()
    menu.close()
    assert library.undo_operation == operations.retire_option("Jobs")


def test_deleting_says_what_becomes_of_annotations(
    page: CodebookPage, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Escape)
    claimed = claim(window, "The bridge will close in May")
    with library.edit(operations.answer("topic")) as edit:
        labelling.answer(edit, edit.annotations_by_id([claimed])[claimed], library.codebook.at(TOPIC), "Jobs")  # type: ignore[arg-type]
    window.actions_["edit-codebook"].trigger()
    shown(window)
    choose(page, *TOPIC, "Jobs")
    said: list[str] = []
    answered(
        monkeypatch,
        DeleteDialog,
        lambda dialog: said.extend(one.text() for one in dialog.findChildren(QWidget) if hasattr(one, "text")),
    )
    assert field(page, QPushButton, "Merge into…").isEnabled()
    press(Qt.Key.Key_Delete)
    assert "1 annotation loses this answer. To keep it, merge the option into another, or retire it." in said
    assert options(library) == ["Economy", "  Taxes", "Climate"]
    assert page.outline.chosen_path == TOPIC
    choose(page, "Claim")
    qtbot.waitUntil(lambda: not field(page, QComboBox, "Role").isEnabled())  # it is in use
    click(page, "Delete…")
    assert "Delete what has it, with its attributions" in said
    assert library.annotation(claimed) is None
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    there = library.annotation(claimed)
    assert there is not None
    assert there.attributes["topic"] == "Jobs"


def test_a_guideline_is_written_as_markdown_and_shown_as_it_reads(page: CodebookPage, library: Library) -> None:
    choose(page, *TOPIC, "Jobs")
    guideline = field(page, QTextEdit, "Guideline")
    assert isinstance(guideline, QTextEdit)
    QTest.mouseClick(guideline.viewport(), LEFT)
    type_words("**Not** when only growth is named")
    press(Qt.Key.Key_Return, modifier=CTRL)
    jobs = library.codebook.at((*TOPIC, "Jobs"))
    assert isinstance(jobs, Option)
    assert jobs.guideline == "**Not** when only growth is named"
    QTest.qWait(200)
    assert guideline.toPlainText() == "Not when only growth is named"
    QTest.mouseClick(guideline.viewport(), LEFT)
    assert guideline.toPlainText() == "**Not** when only growth is named"
    page.outline.setFocus()
    assert library.undo_operation == operations.edit_part("Jobs")


def test_colours_keys_and_defaults(page: CodebookPage, window: MainWindow, library: Library) -> None:
    choose(page, *TOPIC, "Economy")
    colour = field(page, QPushButton, "Colour")
    menu = colour.menu()  # type: ignore[attr-defined]
    teal = next(one for one in menu.actions() if isinstance(one, QAction) and one.text() == "Teal")
    teal.trigger()
    asked = library.codebook.at(TOPIC)
    assert isinstance(asked, Attribute)
    assert nested_options.color_of(asked, "Jobs")[0] == "#0587A1"
    choose(page, *TOPIC, "Jobs")
    assert field(page, QPushButton, "Colour").text() == "of Economy"  # type: ignore[attr-defined]
    choose(page, *TOPIC)
    write(page, "Default", "climate")
    assert library.codebook.label("Claim").defaults == {"topic": "Climate"}
    write(page, "Default", "nothing of the kind")
    assert library.codebook.label("Claim").defaults == {"topic": "Climate"}
    assert page.message.words.text() == "“nothing of the kind” is no answer to “topic”, so the default stays."
    choose(page, "Other")
    write(page, "Key", "s")
    assert page.message.words.text() == "“Speaker” has the key S already."
    assert library.codebook.label("Other").shortcut == "O"
    write(page, "Key", "j")
    press(Qt.Key.Key_Escape)
    assert library.codebook.label("Other").shortcut == "J"
    assert [key.toString() for key in window.actions_["next-article"].shortcuts()] == ["Alt+Down"]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("yes/no", "NO", False),
        ("yes/no", "maybe", None),
        ("number", "2,5", 2.5),
        ("number", "many", None),
        ("date", "2026-06", "2026-06"),
        ("date", "June", None),
        ("text", "as it is", "as it is"),
    ],
)
def test_a_default_is_an_answer_or_is_refused_in_words(kind: AttributeKind, typed: str, kept: object) -> None:
    asked = Attribute(name="share", kind=kind)
    if kept is None:
        with pytest.raises(ValueError):
            default_of(asked, typed)
    else:
        assert default_of(asked, typed) == kept
    assert default_of(asked, "") is None


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (Use(0, 0, 0), "No annotation has it yet"),
        (Use(0, 0, 0, elsewhere=2), "Only others' annotations have it"),
        (Use(0, 0, 1), "1 suggestion has it"),
        (Use(2, 1, 3), "2 annotations in 1 article have it, and 3 suggestions"),
    ],
)
def test_how_often_a_part_is_used_is_said(use: Use, words: str) -> None:
    assert used_words(use) == words


def test_the_search_shows_what_has_the_letters_and_what_is_around_it(page: CodebookPage) -> None:
    page.outline.setFocus()
    press(Qt.Key.Key_F, modifier=CTRL)
    type_words("TAX")
    assert [page.outline.rows.index_of(path).isValid() for path in (TOPIC, (*TOPIC, "Taxes"), (*TOPIC, "Jobs"))] == [
        True,
        True,
        False,
    ]
    press(Qt.Key.Key_Escape)
    assert page.outline.rows.index_of((*TOPIC, "Jobs")).isValid()
    assert page.isVisible()


def test_what_two_change_at_once_is_told_and_what_was_typed_is_not_lost(
    page: CodebookPage, window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    choose(page, *TOPIC, "Jobs")
    press(Qt.Key.Key_F2)
    type_words("Work")
    with Library.open(library.address, annotator="grace", layer="") as other:
        jobs = other.codebook.at((*TOPIC, "Jobs"))
        assert isinstance(jobs, Option)
        with other.edit(operations.edit_part("Jobs")) as edit:
            labelling.change_part(edit, (*TOPIC, "Jobs"), jobs, name="Posts")
            labelling.add_part(edit, TOPIC, Option(name="Rain"))
        window.session.catch_up()
        name = field(page, QLineEdit, "Name")
        assert name.text() == "Work"  # type: ignore[attr-defined]  # what is typed stays
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Work" in page.message.words.text())
        assert "changed elsewhere" in page.message.words.text()
        assert options(library) == ["Economy", "  Taxes", "  Posts", "Climate", "Rain"]
        QTest.qWait(200)
        assert field(page, QLineEdit, "Name").text() == "Posts"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "name", "said"),
    [
        (("Cue",), "Claim", "There is a label “Claim” already: choose another name."),
        (TOPIC, "Quotation", "“Claim” has an attribute “quotation” already: choose another name."),
        (
            (*TOPIC, "Jobs"),
            "taxes",
            "“Economy” has an option “Taxes” already: choose another name for one of the two, or merge them.",
        ),
    ],
)
def test_a_name_that_another_has_is_told_and_the_field_shows_the_former_one(
    page: CodebookPage, window: MainWindow, library: Library, path: PartPath, name: str, said: str
) -> None:
    before = library.codebook
    choose(page, *path)
    former = field(page, QLineEdit, "Name").text()  # type: ignore[attr-defined]
    write(page, "Name", name)
    QTest.qWait(200)
    assert page.message.isVisible()
    assert page.message.words.text() == f"{said} Not kept: “{name}”."
    assert window.status.saved.text() == "All changes saved", "nothing is left that could be saved"
    assert field(page, QLineEdit, "Name").text() == former  # type: ignore[attr-defined]
    assert page.outline.chosen_path == path
    assert library.codebook == before
    write(page, "Name", "Something else")
    assert not page.message.isVisible(), "it is of no more interest"
    assert window.session.saved.why_not == ""
    assert getattr(library.codebook.at(path), "name", "") == "Something else"


def test_a_name_that_another_has_is_told_where_it_is_left_by_a_click(
    page: CodebookPage, library: Library, qtbot: QtBot
) -> None:
    choose(page, *TOPIC, "Jobs")
    press(Qt.Key.Key_F2)
    type_words("Taxes")
    choose(page, "Cue")
    qtbot.waitUntil(lambda: "Not kept: “Taxes”." in page.message.words.text())
    assert options(library) == ["Economy", "  Taxes", "  Jobs", "Climate"]
    QTest.qWait(200)
    assert page.outline.chosen_path == ("Cue",)
    assert field(page, QLineEdit, "Name").text() == "Cue"  # type: ignore[attr-defined]


def test_an_option_is_not_moved_beside_another_of_its_name(page: CodebookPage, library: Library, qtbot: QtBot) -> None:
    with library.edit(operations.add_option("Jobs")) as edit:
        labelling.add_part(edit, TOPIC, Option(id="others", name="Jobs"))
    before = options(library)
    choose(page, *TOPIC, "others")
    rows = page.outline.rows
    data, into = rows.mimeData([rows.index_of((*TOPIC, "others"))]), rows.index_of((*TOPIC, "Economy"))
    rows.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, into)
    said = "“Economy” has an option “Jobs” already: choose another name for one of the two, or merge them."
    qtbot.waitUntil(lambda: page.message.words.text() == said)
    assert options(library) == before
    assert page.outline.chosen_path == (*TOPIC, "others")


def test_a_ready_codebook_is_added(page: CodebookPage, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, ReadyDialog, lambda dialog: dialog.ready.list.setCurrentRow(4))
    click(page, "Ready codebooks…")
    assert library.undo_operation == operations.join_codebook("Framing")
    assert page.outline.rows.index_of(("Remedy",)).isValid()


def replacing(box: QMessageBox) -> QAbstractButton:
    (button,) = (one for one in box.buttons() if one.text() == "Replace the codebook")
    return button


def test_a_codebook_comes_from_a_file(
    page: CodebookPage, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "theirs.toml"
    with file.open("wb") as stream:
        codebook_files.write(ready("fact_checking"), codebook_files.BY_NAME["toml"], stream)
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", replacing)
    click(page, "Import…")
    assert library.undo_operation == operations.replace_codebook("Fact-checking")
    found, expected = library.codebook.labels, ready("fact_checking").labels
    assert [(one.name, [asked.name for asked in one.attributes]) for one in found] == [
        (one.name, [asked.name for asked in one.attributes]) for one in expected
    ]


def test_examples_lead_to_where_they_stand(
    page: CodebookPage, window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Escape)
    claimed = claim(window, "The bridge will close in May", "Ada Lin")
    window.session.open_article(library.article_ids()[1])
    window.actions_["edit-codebook"].trigger()
    shown(window)
    choose(page, "Claim")

    def examples() -> list[QPushButton]:
        return [one for one in page.form.findChildren(QPushButton) if one.accessibleName().startswith("Go to")]

    qtbot.waitUntil(lambda: len(examples()) == 1)
    (example,) = examples()
    assert example.accessibleName() == "Go to The bridge will close in May … Ada Lin · Herald · 21 Nov 2026"
    QTest.mouseClick(example, LEFT)
    assert not page.isVisible()
    assert window.session.selected == claimed


def test_all_examples_are_listed_beside_their_button_wherever_the_mouse_is(
    page: CodebookPage, window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Escape)
    for words in ("The bridge will close", "on Friday", "nobody asked us"):
        claim(window, words)
    window.actions_["edit-codebook"].trigger()
    shown(window)
    choose(page, "Claim")
    button = field(page, QPushButton, "Show all 3 annotations")
    button.setFocus()
    press(Qt.Key.Key_Space)
    menu = open_menu()
    below = button.mapToGlobal(button.rect().bottomLeft())
    assert menu.geometry().top() == below.y()
    assert menu.geometry().left() <= below.x() <= menu.geometry().right()  # further left where the screen ends
    assert len(menu.actions()) == 3
    menu.close()


def test_everything_has_a_name_that_is_read_out(page: CodebookPage) -> None:
    for path in (("Claim",), TOPIC, (*TOPIC, "Jobs")):
        choose(page, *path)
        QTest.qWait(200)
        for kind in (QLineEdit, QTextEdit, QComboBox, QAbstractButton, QTreeView):
            for one in page.findChildren(kind):
                if one.isVisible() and not one.objectName().startswith("qt_"):
                    assert one.accessibleName() or getattr(one, "text", str)(), (path, one)
    index = page.outline.rows.index_of((*TOPIC, "Jobs"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Jobs, option, 0 annotations"
