"""The window of agreement on a small library, by mouse and keys: who is compared, figures, the way to each place."""

import csv
import io
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.agreement import sides
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED
from tests.making import added, added_article, over
from tests.ui.gestures import press
from ui.agreement.dialog import AgreementDialog
from ui.agreement.results import Results
from ui.agreement.tables import Table
from ui.base.file_dialogs import FileDialog
from ui.window.main_window import MainWindow

BRIDGE = (
    "Harbour bridge\n\n“We have waited too long,” Mayor Ada Lin said. The ferry company said that its boats were full."
)
FILLING = "\n\n".join(f"Paragraph {number} tells of nothing but the weather." for number in range(80))
RIVER = f"River falls\n\n“It rains no more,” the warden said.\n\n{FILLING}\n\nThe lake is full."
ABROAD = "Exports\n\nBerg said that nobody had counted them. The minister knows why."
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two articles that are done; in the second one, the rules find one claim too many and miss one."""
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        bridge = added_article(library, BRIDGE, "Harbour bridge", publisher="Herald")
        river = added_article(library, RIVER, "River falls", publisher="Agency")
        with library.edit(operations.label("Claim")) as edit:
            added(edit, bridge, BRIDGE, "Claim", "“We have waited too long,”")
            added(edit, bridge, BRIDGE, "Claim", "that its boats were full")
            added(edit, river, RIVER, "Claim", "The lake is full")
            for article in (bridge, river):
                edit.change(article, status="done")
        yield library


@pytest.fixture
def with_bo(library: Library) -> Library:
    """The same, with what Bo found: one claim shared, one of a smaller extent, one that nobody else has."""
    bridge, river = (row.article for row in library.articles())
    with Library.open(library.address, annotator="Bo") as theirs, theirs.edit(operations.label("Claim")) as edit:
        added(edit, bridge, BRIDGE, "Claim", "We have waited too long")
        added(edit, bridge, BRIDGE, "Claim", "its boats were full")
        added(edit, river, RIVER, "Claim", "It rains no more")
    return library


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The river, which is in the library, and an article that is not."""
    path = tmp_path / "gold.jsonl"
    rows = [
        {"id": id, "text": text, "quotes": [{"contents": over(text, said), "sources": [], "cues": []}]}
        for id, text, said in (("r1", RIVER, "The lake is full"), ("x1", ABROAD, "The minister knows why"))
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def opened(
    open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> Iterator[Callable[..., tuple[MainWindow, AgreementDialog]]]:
    """Opens the comparison on a library."""
    windows: list[MainWindow] = []

    def open(library: Library, command: str = "agreement") -> tuple[MainWindow, AgreementDialog]:
        windows.append(window := open_window(library))
        window.actions_[command].trigger()
        dialog = window.findChild(AgreementDialog)
        assert isinstance(dialog, AgreementDialog)
        assert dialog.isVisible()
        assert not dialog.isModal()
        qtbot.waitUntil(dialog.isActiveWindow)
        return window, dialog

    yield open
    for window in windows:
        for dialog in window.findChildren(AgreementDialog):
            dialog.reject()


Opened = Callable[..., tuple[MainWindow, AgreementDialog]]


def compare(dialog: AgreementDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.start, LEFT)
    assert dialog.progress.isVisible()
    qtbot.waitUntil(lambda: dialog.start.isEnabled())


def rows(table: Table) -> list[list[str]]:
    return [list(row) for row in table.table.rows()[1:]]


def figure(dialog: AgreementDialog, name: str) -> str:
    return next(row[1] for row in rows(dialog.results.figures) if row[0] == name)


def sides_shown(dialog: AgreementDialog) -> list[tuple[str, bool]]:
    items = [dialog.sides.item(row) for row in range(dialog.sides.count())]
    return [(item.text(), item.checkState() == Qt.CheckState.Checked) for item in items]


def point_of_row(table: Table, row: int) -> QPoint:
    return table.visualRect(table.table.index(row, 0)).center()


def shows(window: MainWindow, text: str, words: str) -> bool:
    """Whether these words are on the screen."""
    page = window.view.page
    rects = page.rects(over(text, words)[0])
    return bool(rects) and page.viewport().rect().contains(rects[0].toRect())


def test_two_annotators_are_compared(with_bo: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(with_bo)
    assert sides_shown(dialog) == [
        ("My accepted annotations", True),
        ("Accepted annotations of Bo", True),
        ("Suggestions from the built-in rules", False),
    ]
    assert not dialog.scope.isEnabled()
    compare(dialog, qtbot)
    assert dialog.words.text() == "2 articles compared. Claims: tester: 3, Bo: 3."
    assert [figure(dialog, name) for name in ("Precision", "Recall", "F1")] == ["0.667"] * 3
    assert [row[1:3] for row in rows(dialog.results.differences)] == [
        ["Different extent", "that its boats were full"],
        ["Only Bo", "It rains no more"],
        ["Only tester", "The lake is full"],
    ]
    assert dialog.results.differences.table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == (
        '<div style="white-space: pre-wrap">tester: that its boats were full\nBo: its boats were full</div>'
    )


@pytest.fixture
def eva(with_bo: Library) -> Iterator[Library]:
    """The same for the editor, who codes nothing."""
    with Library.open(with_bo.address, annotator="eva") as library:
        yield library


def test_who_codes_nothing_is_not_compared_unless_chosen(eva: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(eva)
    assert sides_shown(dialog)[:3] == [
        ("My accepted annotations", False),
        ("Accepted annotations of tester", True),
        ("Accepted annotations of Bo", True),
    ]
    compare(dialog, qtbot)
    assert dialog.words.text() == "2 articles compared. Claims: tester: 3, Bo: 3."


def test_who_decides_compares_all_where_it_is_coded_blind(
    with_bo: Library, eva: Library, opened: Opened, qtbot: QtBot
) -> None:
    with with_bo.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    window, dialog = opened(eva)
    assert not any(chosen for _, chosen in sides_shown(dialog))
    (hidden,) = (label.text() for label in dialog.findChildren(QLabel) if "is hidden" in label.text())
    assert hidden.endswith("Whoever decides, and leads the work, compares all of it from “Adjudicated”.")
    dialog.reject()
    window.session.work_in(ADJUDICATED)
    window.actions_["agreement"].trigger()
    dialog = next(one for one in window.findChildren(AgreementDialog) if one.isVisible())
    assert sides_shown(dialog)[:3] == [
        ("What was adjudicated", False),
        ("Accepted annotations of tester", True),
        ("Accepted annotations of Bo", True),
    ]
    compare(dialog, qtbot)
    assert dialog.words.text() == "2 articles compared. Claims: tester: 3, Bo: 3."


def test_enter_compares_from_the_list_of_sides_and_again_from_a_choice(
    with_bo: Library, opened: Opened, qtbot: QtBot
) -> None:
    _, dialog = opened(with_bo)
    for field in (dialog.sides, dialog.how):
        dialog.comparison = None
        field.setFocus()
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.comparison is not None and not dialog.is_working)
        assert dialog.isVisible()
    dialog.comparison = None
    dialog.results.setCurrentIndex(dialog.results.count() - 1)
    dialog.results.differences.setFocus()
    press(Qt.Key.Key_Return)  # for the row
    assert not dialog.is_working
    assert dialog.comparison is None


def test_it_leaves_a_third_of_the_screen_to_the_text(with_bo: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(with_bo)
    compare(dialog, qtbot)
    QTest.qWait(20)
    assert dialog.results.isVisible()
    assert dialog.frameGeometry().height() <= dialog.screen().availableGeometry().height() * 2 // 3


def test_the_threshold_says_what_is_the_same(with_bo: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(with_bo)
    dialog.how.setFocus()
    press(Qt.Key.Key_Down)
    assert not dialog.threshold.isEnabled()
    compare(dialog, qtbot)
    assert figure(dialog, "F1") == "0.333"


def at_differences(library: Library, opened: Opened, qtbot: QtBot) -> tuple[MainWindow, AgreementDialog, Results]:
    """A comparison, with the list of its differences in front."""
    window, dialog = opened(library)
    compare(dialog, qtbot)
    dialog.results.setCurrentIndex(dialog.results.count() - 1)
    return window, dialog, dialog.results


def test_a_difference_leads_to_its_words_by_a_double_click_and_by_enter(
    with_bo: Library, opened: Opened, qtbot: QtBot
) -> None:
    window, dialog, results = at_differences(with_bo, opened, qtbot)
    assert window.session.article is not None
    assert window.session.article.title == "Harbour bridge"
    at = point_of_row(results.differences, 2)
    QTest.mouseClick(results.differences.viewport(), LEFT, pos=at)
    QTest.mouseDClick(results.differences.viewport(), LEFT, pos=at)
    assert window.session.article.title == "River falls"
    assert shows(window, RIVER, "The lake is full")
    results.differences.setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert shows(window, RIVER, "“It rains no more,”")
    assert dialog.isVisible()


def test_what_a_difference_leads_to_is_selected_where_one_has_it_and_nothing_else(
    with_bo: Library, opened: Opened, qtbot: QtBot
) -> None:
    window, _, results = at_differences(with_bo, opened, qtbot)
    results.differences.setFocus()
    press(Qt.Key.Key_Home)
    selected = []
    for _ in range(3):
        press(Qt.Key.Key_Return)
        session = window.session
        state = session.state
        assert state is not None
        one = state.shown(session.selected)
        selected.append(one and state.text[one.fragments[0].start : one.fragments[0].end])
        press(Qt.Key.Key_Down)
    assert selected == ["that its boats were full", None, "The lake is full"]


def test_one_kind_of_difference_is_shown_alone(with_bo: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(with_bo)
    compare(dialog, qtbot)
    dialog.results.kind.setCurrentText("Only Bo")
    assert [row[:3] for row in rows(dialog.results.differences)] == [["River falls", "Only Bo", "It rains no more"]]


def test_parts_and_answers(with_bo: Library, opened: Opened, qtbot: QtBot) -> None:
    window, dialog = opened(with_bo)
    compare(dialog, qtbot)
    results = dialog.results
    results.setCurrentIndex(1)
    results.by.setCurrentText("By outlet")
    assert [row[:5] for row in rows(results.parts)] == [
        ["Agency", "1", "0.000", "0.000", "0.000"],
        ["Herald", "1", "1.000", "1.000", "1.000"],
    ]
    results.by.setCurrentText("By article")
    results.parts.setFocus()
    results.parts.setCurrentIndex(results.parts.table.index(1, 0))
    press(Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.title == "River falls"
    results.setCurrentIndex(2)
    results.question.setCurrentText("Quotation kind")
    assert [list(row) for row in results.answers.table.rows()] == [
        ["tester ↓  Bo →", "direct", "indirect"],
        ["direct", "1", "0"],
        ["indirect", "0", "1"],
    ]


def test_figures_and_differences_are_copied_and_saved(
    with_bo: Library, opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, dialog = opened(with_bo)
    compare(dialog, qtbot)
    QTest.mouseClick(dialog.copy, LEFT)
    copied = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    assert next(row for row in copied if row["measure"] == "f1")["count"] == "4"
    dialog.results.setCurrentIndex(3)
    target = tmp_path / "differences.csv"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *words: (str(target), ""))
    QTest.mouseClick(dialog.save, LEFT)
    written = target.read_text(encoding="utf-8-sig")
    saved = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["difference"] for row in saved] == ["extent", "lacking", "lacking"]
    assert saved[0]["Bo"] == "its boats were full"


def test_own_work_is_compared_with_the_suggestions(library: Library, opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(library, "evaluate")
    assert [one for one, chosen in sides_shown(dialog) if chosen] == [
        "My accepted annotations",
        "Suggestions from the built-in rules",
    ]
    assert dialog.scope.currentData() == "speech"
    compare(dialog, qtbot)
    assert dialog.words.text() == "2 articles compared. Claims: tester: 3, Suggestions: 3."
    assert [figure(dialog, name) for name in ("Precision", "Recall")] == ["0.667", "0.667"]
    assert [row[1] for row in rows(dialog.results.differences) if row[1].startswith("Only")] == [
        "Only Suggestions",
        "Only tester",
    ]


def test_a_file_is_chosen_and_what_is_not_in_the_library_says_so(
    library: Library, opened: Opened, gold: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = opened(library, "evaluate")
    dialog.sides.setFocus()
    dialog.sides.setCurrentRow(0)
    press(Qt.Key.Key_Space)  # not my own
    assert not dialog.start.isEnabled()  # with oneself there is nothing to compare
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *words: (str(gold), ""))
    QTest.mouseClick(dialog.add_file, LEFT)
    assert sides_shown(dialog)[-1] == ("gold.jsonl", True)
    assert dialog.scope.currentData() == "all"
    compare(dialog, qtbot)
    lacking = [row[:3] for row in rows(dialog.results.differences) if row[1] == "Only gold"]
    assert lacking == [
        ["River falls", "Only gold", "The lake is full"],
        ["x1 (not in the library)", "Only gold", "The minister knows why"],
    ]
    dialog.results.setCurrentIndex(3)
    dialog.results.kind.setCurrentText("Only gold")
    dialog.results.differences.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)  # leads nowhere
    assert window.session.article is not None
    assert window.session.article.title == "Harbour bridge"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert window.session.article.title == "River falls"


def test_a_file_without_claims_is_told(library: Library, opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    _, dialog = opened(library)
    notes = tmp_path / "notes.txt"
    notes.write_text("no gold", encoding="utf-8")
    dialog.take_file(notes)
    compare(dialog, qtbot)
    assert "holds no claims to compare with" in dialog.words.text()
    assert not dialog.results.isVisible()


def test_it_can_be_cancelled_and_closed_while_it_runs(
    with_bo: Library, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = opened(with_bo)
    coded = sides._coded

    def slowly(*arguments: object, **known: object) -> object:
        time.sleep(0.2)
        return coded(*arguments, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(sides, "_coded", slowly)
    QTest.mouseClick(dialog.start, LEFT)
    (cancel,) = (button for button in dialog.findChildren(QPushButton) if button.text() == "Cancel")
    QTest.mouseClick(cancel, LEFT)
    qtbot.waitUntil(lambda: dialog.start.isEnabled())
    assert dialog.comparison is None
    assert not dialog.progress.isVisible()
    QTest.mouseClick(dialog.start, LEFT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(AgreementDialog) is None)
    assert window.isVisible()


def test_it_opens_once_and_closes_with_the_window(library: Library, opened: Opened, qtbot: QtBot) -> None:
    window, dialog = opened(library)
    window.actions_["agreement"].trigger()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, AgreementDialog)] == [dialog]
    window.close()
    qtbot.waitUntil(lambda: window.findChild(AgreementDialog) is None)
