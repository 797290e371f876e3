"""The export's dialog in the real window: formats with their options, and what a file will be without."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.exchange import registry
from desktop.exchange.document import Document, Head
from desktop.exchange.format import INCLUDE_SUGGESTIONS, NO, Format, Option, Options
from desktop.exchange.formats.tables import delimited, xlsx
from desktop.exchange.tables.saved_layouts import LAYOUTS
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.model import operations
from desktop.model.features import ALL, Feature
from desktop.model.records import ADJUDICATED, Attribution, Source, Speaker
from tests.making import added
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, press
from ui.base.file_dialogs import FileDialog
from ui.files.columns_dialog import ColumnsDialog
from ui.files.export_dialog import ExportDialog
from ui.window.main_window import MainWindow

_LOUD = Option(name="loud", title="In capitals", help="write in capitals")


def write_titles(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    for document in documents:
        title = document.article.title
        stream.write(f"{title.upper() if options['loud'] else title}\n".encode())


TITLES = Format(
    name="titles",
    title="Titles",
    extensions=(".titles",),
    score=lambda _: NO,
    can_hold=ALL - {Feature.ANNOTATIONS, Feature.PUBLISHERS},
    options=(_LOUD,),
    write=write_titles,
)


@pytest.fixture(autouse=True)
def _two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "WRITABLE", {**registry.WRITABLE, "titles": TITLES})


Look = Callable[[ExportDialog], None]


@pytest.fixture
def export(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Look, Path], None]:
    """Opens the dialog with the real key, shows it to `look`, then presses Export and names the file."""

    def opened(look: Look, target: Path) -> None:
        def shown(dialog: ExportDialog) -> int:
            with qtbot.waitExposed(dialog):
                dialog.show()
            look(dialog)
            qtbot.waitUntil(dialog.accept_button.isEnabled)
            QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
            assert not dialog.isVisible()
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(ExportDialog, "exec", shown)
        monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        window.view.page.setFocus()
        press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.tasks.current is None and target.exists())

    return opened


def choose(dialog: ExportDialog, format: Format) -> None:
    """Choose a format by the keyboard."""
    dialog.format_name.setFocus()
    QTest.keyClick(dialog.format_name, Qt.Key.Key_Home)
    for _ in range(dialog.format_name.findData(format.name)):
        QTest.keyClick(dialog.format_name, Qt.Key.Key_Down)
    assert dialog.format is format


def click(box: QWidget) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    QApplication.processEvents()


def test_a_format_that_holds_all_is_without_nothing(
    window: MainWindow, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        assert dialog.format.name == "json"
        assert not dialog.losses.isVisible()
        assert dialog.accept_button.isEnabled()

    export(look, tmp_path / "out.json")


def test_what_the_file_will_be_without_is_told_before_it_is_written(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    claim(window, "“nobody asked us”", "A spokesman")
    target = tmp_path / "out.titles"

    def look(dialog: ExportDialog) -> None:
        choose(dialog, TITLES)
        assert not dialog.accept_button.isEnabled()  # until it is known
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert not target.exists()
        assert dialog.losses.isVisible()
        assert dialog.losses.text() == (
            "The format Titles cannot hold all of this. The file will be without the publishers of 3 articles and "
            "1 annotation."
        )
        assert dialog.losses.height() >= dialog.losses.heightForWidth(dialog.losses.width())  # no word is cut off
        click(dialog.selected)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert "the publisher of 1 article and 1 annotation." in dialog.losses.text()

    export(look, target)
    assert target.read_text(encoding="utf-8") == "Harbour bridge to close\n"


def test_each_format_has_its_own_options(
    window: MainWindow, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        suggestions, loud = dialog.options[INCLUDE_SUGGESTIONS], dialog.options[_LOUD]
        assert (suggestions.isVisible(), loud.isVisible()) == (True, False)
        click(suggestions)
        assert dialog.selection.options == {"include_suggestions": True}
        choose(dialog, TITLES)
        assert (suggestions.isVisible(), loud.isVisible()) == (False, True)
        click(loud)
        assert dialog.selection.options == {"loud": True}

    export(look, tmp_path / "out.titles")
    assert (tmp_path / "out.titles").read_text(encoding="utf-8").startswith("HARBOUR BRIDGE TO CLOSE\n")


def test_an_answer_to_what_was_asked_before_is_not_shown(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], library: Library, tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        json, titles = dialog.format, TITLES
        choose(dialog, titles)
        choose(dialog, json)
        qtbot.waitUntil(lambda: window.tasks.current is None)
        qtbot.wait(20)
        assert not dialog.losses.isVisible()

    export(look, tmp_path / "out.json")


# Tables


@pytest.fixture
def joint(window: MainWindow, library: Library) -> None:
    """The bridge's closing is said by Ada Lin and the ferry company, the rest by nobody."""
    article = library.articles(limit=1)[0].article
    with library.edit(operations.label("Claim")) as edit:
        lin, company = edit.add_all([Speaker(name="Ada Lin"), Speaker(name="Ferry company")])
        said = added(edit, article, TEXT, "Claim", "The bridge will close in May")
        added(edit, article, TEXT, "Claim", "its boats were full")
        edit.add(Attribution(claim=said.id, article=article.id, sources=(Source(lin.id), Source(company.id))))


def rows(dialog: ExportDialog) -> list[list[str]]:
    """The first rows as the dialog shows them, with the names of the columns."""
    shown, header = dialog.first_rows, dialog.first_rows.headerItem()
    items = [shown.topLevelItem(row) for row in range(shown.topLevelItemCount())]
    return [[item.text(place) for place in range(shown.columnCount())] for item in (header, *items)]


def take_columns(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, take: Callable[[ColumnsDialog], None]) -> None:
    """What a person does in the dialog of columns before taking them."""

    def shown(dialog: ColumnsDialog) -> int:
        with qtbot.waitExposed(dialog):
            dialog.show()
        take(dialog)
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ColumnsDialog, "exec", shown)


def only(dialog: ColumnsDialog, *names: str) -> None:
    """Tick these columns and no others, and move them to the top in this order, by the buttons."""
    QTest.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert not dialog.accept_button.isEnabled()
    for place, name in enumerate(names):
        (item,) = dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)
        dialog.list.setCurrentItem(item)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        while dialog.list.row(item) > place:
            QTest.mouseClick(dialog.up, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("joint")
def test_a_table_of_chosen_columns_is_seen_before_it_is_written(
    window: MainWindow,
    qtbot: QtBot,
    export: Callable[[Look, Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def take(dialog: ColumnsDialog) -> None:
        only(dialog, "speaker", "claim")
        dialog.name.setFocus()
        QTest.keyClicks(dialog.name, "Who what")

    def look(dialog: ExportDialog) -> None:
        assert not dialog.first_rows.isVisible()
        choose(dialog, delimited.CSV)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.losses.text() == "1 claim has several sources, which are joined in its row."
        take_columns(monkeypatch, qtbot, take)
        click(dialog.table.choose)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.table.columns.currentText() == "Who what"
        closing = "The bridge will close in May"
        assert rows(dialog) == [
            ["speaker", "claim"],
            ["Ada Lin; Ferry company", closing],
            ["", "its boats were full"],
        ]
        click(dialog.each)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert not dialog.losses.isVisible()
        assert not dialog.each.isVisible()
        assert [row[0] for row in rows(dialog)] == ["speaker", "Ada Lin", "Ferry company", ""]

    export(look, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["speaker,claim", "Ada Lin,The bridge will close in May"]
    assert LAYOUTS.all()["Who what"].columns == ("speaker", "claim")


@pytest.mark.usefixtures("joint")
def test_kept_columns_are_offered_for_their_table(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    LAYOUTS.save("Who what", Layout(rows="source", columns=("speaker", "claim", "Claim/topic")))

    def look(dialog: ExportDialog) -> None:
        choose(dialog, xlsx.FORMAT)
        assert [dialog.table.columns.itemText(place) for place in range(2)] == ["All columns", "Who what"]
        dialog.table.columns.setFocus()
        QTest.keyClick(dialog.table.columns, Qt.Key.Key_Down)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert len(rows(dialog)) == 4
        assert "This library has no Claim/topic; the table leaves that out." in dialog.left_out.text()
        dialog.table.table.setFocus()
        QTest.keyClick(dialog.table.table, Qt.Key.Key_Down)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.table.columns.count() == 1
        assert not dialog.table.rows.isVisible()
        assert [row[1] for row in rows(dialog)] == ["name", "Ada Lin", "Ferry company"]

    export(look, tmp_path / "out.xlsx")


@pytest.mark.usefixtures("joint")
def test_only_what_the_filter_shows_and_the_selected_speaker_said(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 2)
    window.speakers.list.setCurrentIndex(window.speakers.model.index(1))
    window.articles.filter.setText("herald")
    qtbot.waitUntil(lambda: window.session.filter.words == "herald")

    def look(dialog: ExportDialog) -> None:
        assert dialog.shown.text() == "Only the 2 articles that the filter shows"
        assert dialog.theirs.text() == "Only what they said: Ferry company"
        choose(dialog, delimited.CSV)
        click(dialog.shown)
        click(dialog.theirs)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert len(rows(dialog)) == 2
        assert dialog.selection.wanted.words == "herald"

    export(look, tmp_path / "out.csv")


@pytest.mark.usefixtures("joint")
def test_the_dialog_fits_a_small_screen(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        choose(dialog, delimited.CSV)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.width() <= 1024
        assert dialog.height() <= 600
        for words in (dialog.losses, dialog.left_out):
            assert words.height() >= words.heightForWidth(words.width())

    export(look, tmp_path / "out.csv")


MINE, BEN, DECIDED = ("tester", "“nobody asked us”"), ("ben", "its boats were full"), (ADJUDICATED, "will close in May")


@pytest.mark.parametrize(
    ("which", "written"),
    [
        ("My layer", {MINE}),
        ("What was adjudicated", {DECIDED}),
        ("These layers", {BEN}),
        ("All layers", {MINE, BEN, DECIDED}),
    ],
)
def test_whose_work_is_exported_is_chosen_and_told(
    window: MainWindow,
    library: Library,
    export: Callable[[Look, Path], None],
    tmp_path: Path,
    which: str,
    written: set[tuple[str, str]],
) -> None:
    claim(window, MINE[1], "A spokesman")
    for name, words in (BEN, DECIDED):
        with Library.open(library.address, annotator="ben", layer=name) as other:
            article = other.article(other.article_ids()[0])
            with other.edit(operations.label("Claim")) as edit:
                added(edit, article, TEXT, "Claim", words)
    window.session.catch_up()

    def look(dialog: ExportDialog) -> None:
        asked = dialog.layers.which
        offered = [asked.itemText(row) for row in range(asked.count())]
        assert offered == ["My layer", "What was adjudicated", "These layers", "All layers"]
        asked.setFocus()
        for _ in range(offered.index(which)):
            QTest.keyClick(asked, Qt.Key.Key_Down)
        assert {box.isVisible() for box in dialog.layers.boxes.values()} == {which == "These layers"}
        if which == "These layers":
            click(dialog.layers.boxes[""])  # one's own, which is ticked
            assert not dialog.accept_button.isEnabled()
            assert dialog.losses.text() == "Choose whose work is exported."
            click(dialog.layers.boxes["ben"])

    export(look, target := tmp_path / "out.json")
    (first, *_) = json.loads(target.read_text(encoding="utf-8"))["articles"]
    claims = [one for one in first["annotations"] if one["role"] == "claim"]
    assert {(one["layer"], one["fragments"][0]["text"]) for one in claims} == written
    names = {"All layers": "tester, ben, Adjudicated"}.get(which, next(iter(written))[0])
    assert window.message.words.text() == f"Exported to {target}, with the work of {names}."


def test_a_library_of_one_person_asks_for_no_layer(
    window: MainWindow, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        assert not dialog.layers.which.isVisible()

    export(look, target := tmp_path / "out.json")
    assert window.message.words.text() == f"Exported to {target}."
